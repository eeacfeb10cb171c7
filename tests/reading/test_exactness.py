"""How real papers are read: run where ``MINUTEBOOK_PAPERS`` names the folder that holds them."""

from __future__ import annotations

import hashlib
import random
import re
import unicodedata
from collections import Counter
from collections.abc import Iterator, Mapping
from pathlib import Path

import pytest
from pypdfium2 import PdfDocument

from archive.document import Block, BlockKind, Document, PageState
from archive.readers.pdf import read_pdf
from indexer.passage import Passage
from indexer.splitting.splitter import split
from tests.reading.exactness import (
    ExpectedPage,
    Measured,
    expected_items,
    expected_pages,
    measure,
    running_heads,
    share,
    words_hash,
)

LEAST = 0.95
"""Share of transcribed blocks that must be read exactly, in the order of the page."""

DRAWN = 200
SEED = 20250130

PAGE_NUMBER = re.compile(r"(?:page )?\d{1,3} of \d{1,3}|page \d{1,3}|[-–] ?\d{1,3} ?[-–]", re.I)
MARKING = re.compile(r"official(?: ?- ?sensitive)?|restricted|not protectively marked", re.I)


def blocks_of(document: Document) -> Iterator[tuple[Block, str]]:
    for block in document.blocks:
        yield block, document.text[block.start : block.end]


@pytest.fixture(scope="session")
def measured(papers: Path) -> list[Measured]:
    return [measure(read_pdf((papers / page.file).read_bytes()), page) for page in expected_pages()]


@pytest.mark.parametrize(
    "page", expected_pages(), ids=lambda page: f"{page.file[11:40]}-{page.page}"
)
def test_the_papers_are_those_that_were_transcribed(papers: Path, page: ExpectedPage) -> None:
    assert hashlib.sha256((papers / page.file).read_bytes()).hexdigest() == page.sha256


def test_nearly_every_paragraph_is_exact_and_in_order(measured: list[Measured]) -> None:
    short = [
        f"page {one.expected.page} of {one.expected.file}: {[place + 1 for place in one.missing]}"
        for one in measured
        if one.missing
    ]

    assert share(measured) >= LEAST, short


@pytest.mark.parametrize("file", expected_items())
def test_every_item_of_printed_minutes_is_found(
    documents: Mapping[str, Document], file: str
) -> None:
    document = documents[file]
    starts = {block.start: block for block in document.blocks}
    found = [
        (item.number, words_hash(item.title), (starts[item.start].pages or (0, 0))[0])
        for item in document.items
    ]

    assert found == [tuple(item) for item in expected_items()[file]]


def test_no_block_holds_furniture(documents: Mapping[str, Document]) -> None:
    found = [
        f"{file}, page {block.pages}: {text[:60]}"
        for file, document in documents.items()
        for block, text in blocks_of(document)
        if PAGE_NUMBER.fullmatch(text)
        or MARKING.fullmatch(text)
        or (block.pages is not None and text == str(block.pages[0]))
        or words_hash(text) in running_heads().get(file, ())
    ]

    assert found == []


def test_every_page_is_accounted_for(papers: Path, documents: Mapping[str, Document]) -> None:
    for file, document in documents.items():
        with PdfDocument(papers / file) as pdf:
            count = len(pdf)
        states = document.entry.pages
        assert states is not None, file
        assert len(states) == count, file
        told = {
            page
            for block in document.blocks
            if block.pages is not None
            for page in range(block.pages[0], block.pages[1] + 1)
        }
        with_text = {n for n, state in enumerate(states, start=1) if state is PageState.TEXT}
        assert told == with_text, file


def letters(text: str) -> str:
    """Letters and figures alone: hyphens at line ends and spaces cannot tell two copies apart."""
    return "".join(c for c in unicodedata.normalize("NFKC", text).lower() if c.isalnum())


def words_missing(passage: Passage, printed: str) -> list[str]:
    """The passage's words that do not occur as often in the letters of its pages."""
    counts = Counter(filter(None, map(letters, passage.text.split())))
    return [word for word, count in counts.items() if printed.count(word) < count]


def test_passages_stand_on_the_pages_that_they_cite(
    papers: Path, documents: Mapping[str, Document]
) -> None:
    passages = [
        (file, passage)
        for file, document in sorted(documents.items())
        for passage in split(document)
    ]
    wrong = []
    for file, passage in random.Random(SEED).sample(passages, DRAWN):
        assert passage.pages is not None, file
        first, last = passage.pages
        with PdfDocument(papers / file) as pdf:
            printed = "".join(
                letters(pdf[number].get_textpage().get_text_range())
                for number in range(first - 1, last)
            )
        if missing := words_missing(passage, printed):
            wrong.append((file, passage.pages, missing))

    assert wrong == []


def test_footnotes_say_what_calls_them(documents: Mapping[str, Document]) -> None:
    notes = [
        (file, block.marker)
        for file, document in documents.items()
        for block, _ in blocks_of(document)
        if block.kind is BlockKind.FOOTNOTE
    ]

    assert notes
    assert all(marker for _, marker in notes)
