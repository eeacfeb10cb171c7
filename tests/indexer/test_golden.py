"""Whole documents split, compared with files that were read against their sources line by line.

Each file under ``golden/`` lists the passages of one document. After a change that is meant,
``python -m tests.indexer.test_golden`` writes them afresh; read the difference before keeping it.
"""

from __future__ import annotations

import datetime as dt
import difflib
import sys
from pathlib import Path

import pytest

from archive.document import Document
from archive.intake import take_in
from archive.sources import find_sources
from indexer.passage import Passage
from indexer.splitting.splitter import split

GOLDEN = Path(__file__).parent / "golden"
CORPUS = Path(__file__).parents[2] / "corpus"

SOURCES = {
    "seed": "camden/000_0e84aa1893ee9ebe.txt",
    "moderngov": "larkmere/children-2024-09-17.html",
    "printed": "larkmere/adults-2025-03-11.pdf",
    "numbered": "larkmere/cabinet-2023-02-09.pdf",
    "word": "larkmere/children-2024-04-16.docx",
    "wrapped": "larkmere/adults-2023-03-14.txt",
    "report": "larkmere/safeguarding-adults-annual-report-2022-23.pdf",
}


def read(file: str) -> Document:
    path = CORPUS / file
    source = next(found for found in find_sources([path.parent]).sources if found.file == path.name)
    return take_in(source, path.read_bytes(), dt.datetime(2025, 1, 1, tzinfo=dt.UTC))


def shown(passage: Passage) -> str:
    """A passage as a golden file lists it: its first and last words are enough to place it."""
    lines = [f"{passage.kind}, {len(passage.text.split())} words"]
    if passage.item:
        lines.append(f"    item: {passage.item.number} {passage.item.title}".rstrip())
    if passage.section:
        lines.append(f"    section: {' › '.join(passage.section)}")
    if passage.pages:
        lines.append(f"    pages: {passage.pages[0]}-{passage.pages[1]}")
    lines += [f"    context: {brief(context.text)}" for context in passage.context]
    lines.append(f"    text: {brief(passage.text)}")
    return "\n".join(lines)


def brief(text: str) -> str:
    """Its first six words and its last five."""
    words = text.split()
    return " ".join(words) if len(words) <= 11 else " ".join([*words[:6], "…", *words[-5:]])


def listing(file: str) -> str:
    return "\n\n".join(shown(passage) for passage in split(read(file))) + "\n"


@pytest.mark.parametrize("name", SOURCES)
def test_passages_are_as_read_by_hand(name: str) -> None:
    expected = (GOLDEN / f"{name}.txt").read_text("utf-8")
    found = listing(SOURCES[name])
    difference = difflib.unified_diff(
        expected.splitlines(), found.splitlines(), f"golden/{name}.txt", "split now", lineterm=""
    )
    assert found == expected, "\n".join(difference)


if __name__ == "__main__":
    for name in sys.argv[1:] or SOURCES:
        (GOLDEN / f"{name}.txt").write_text(listing(SOURCES[name]), "utf-8")
