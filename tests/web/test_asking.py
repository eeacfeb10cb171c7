"""Whatever the API is asked, its answer is one that its own description describes."""

from __future__ import annotations

from typing import Any

import pytest
from schemathesis import GenerationMode

from tests.fuzz.asking import ASKED, ask, described, real_values
from tests.web.library import MemoryLibrary
from web.app import create_app

EXAMPLES = 12


@pytest.fixture(scope="module")
def description() -> Any:
    return described(create_app(MemoryLibrary()))


@pytest.mark.parametrize(("path", "mode"), ASKED)
def test_every_answer_is_described(description: Any, path: str, mode: GenerationMode) -> None:
    statuses = ask(description, path, real_values(MemoryLibrary()), examples=EXAMPLES, mode=mode)

    assert statuses[200] > 0, statuses
