"""The site over the library in memory, asked without a network."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from starlette.testclient import TestClient

from tests.web.library import MemoryLibrary
from web.app import create_app
from web.site import SiteSettings

SETTINGS = SiteSettings(
    council_name="Larkmere Borough Council",
    council_url="https://www.larkmere.example/",
    contact="minutes@larkmere.example",
)


@pytest.fixture
def library() -> MemoryLibrary:
    return MemoryLibrary()


@pytest.fixture
def client(library: MemoryLibrary) -> Iterator[TestClient]:
    with TestClient(create_app(library, SETTINGS)) as client:
        yield client
