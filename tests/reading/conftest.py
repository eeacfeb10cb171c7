from __future__ import annotations

import datetime as dt
import os
from collections.abc import Mapping
from pathlib import Path

import pytest

from archive.document import Document
from archive.intake import take_in
from archive.sources import find_sources
from tests.reading.exactness import expected_pages

WHEN = dt.datetime(2025, 3, 20, 12, tzinfo=dt.UTC)


@pytest.fixture(scope="session")
def papers() -> Path:
    """The folder of real papers that the expectations were taken from."""
    named = os.environ.get("MINUTEBOOK_PAPERS", "")
    if not named:
        pytest.skip(
            "MINUTEBOOK_PAPERS names no folder: the papers measured here are not ours to ship"
        )
    folder = Path(named)
    absent = [page.file for page in expected_pages() if not (folder / page.file).is_file()]
    if absent:
        pytest.skip(f"{folder} does not hold “{absent[0]}”, from which an expectation was taken")
    return folder


@pytest.fixture(scope="session")
def documents(papers: Path) -> Mapping[str, Document]:
    """Every PDF of the folder as the archive takes it in, by its file's name."""
    sources = find_sources([papers]).sources
    return {
        source.file: take_in(source, source.path.read_bytes(), WHEN)
        for source in sources
        if source.file.endswith(".pdf")
    }
