"""Where a passage stands in print, against the letters that pdfium shows there."""

from __future__ import annotations

import datetime as dt
import io
import random
from contextlib import closing
from pathlib import Path

import pypdfium2
import pytest

from archive.document import Document
from archive.intake import take_in
from archive.printed import printed
from archive.sources import Source
from indexer.splitting.splitter import split
from tests.archive.pdf_print import column, drawn
from tests.archive.print_checks import Print

LARKMERE = Path(__file__).parents[2] / "corpus" / "larkmere"
NOW = dt.datetime(2025, 1, 1, tzinfo=dt.UTC)
SEED = 20241210
LINES = (
    "The Committee heard that the lifts at Barge House had been out of service for",
    "sixty-three days, and that parts had been made to order. Members asked for the",
    "cost of hiring a chair, and were told that it would be sent to them in writing.",
)


def taken_in(data: bytes, name: str = "paper.pdf") -> Document:
    return take_in(Source(Path(name), name, name), data, NOW)


def shown(rotation: int, crop: tuple[float, float, float, float] | None = None) -> bytes:
    """Three lines on a page that a viewer turns and crops."""
    pdf = pypdfium2.PdfDocument(drawn(column(90, 120, *LINES)))
    page = pdf[0]
    page.set_rotation(rotation)
    if crop:
        page.set_cropbox(*crop)
    out = io.BytesIO()
    pdf.save(out)
    page.close()
    pdf.close()
    return out.getvalue()


@pytest.mark.parametrize(
    "name",
    [
        "housing-2024-04-18-draft.pdf",
        "children-2023-04-18.pdf",
        "safeguarding-adults-annual-report-2023-24.pdf",
    ],
)
def test_the_marks_hold_the_letters_of_exactly_the_passage(name: str) -> None:
    data = (LARKMERE / name).read_bytes()
    document = taken_in(data, name)
    passages = split(document)
    rng = random.Random(SEED)
    chosen = [p for p in passages if p.pages and p.pages[0] < p.pages[1]]
    chosen += rng.sample(passages, min(15, len(passages)))
    with closing(Print(data)) as pdf:
        marked = {p.text: pdf.marked(document, (p.start, p.end)) for p in chosen}

    assert {words: each for words, each in marked.items() if not each.is_exact} == {}, SEED


@pytest.mark.parametrize("rotation", [0, 90, 180, 270])
@pytest.mark.parametrize("crop", [None, (60, 500, 540, 780)])
def test_a_page_that_is_turned_or_cropped_is_marked_as_it_is_shown(
    rotation: int, crop: tuple[float, float, float, float] | None
) -> None:
    data = shown(rotation, crop)
    document = taken_in(data)
    with closing(Print(data)) as pdf:
        whole = pdf.marked(document, (0, len(document.text)))

    assert document.text.startswith("The Committee heard")
    assert whole.is_exact


def test_a_passage_that_ends_within_a_line_is_marked_to_its_last_word() -> None:
    data = drawn(column(90, 120, *LINES))
    document = taken_in(data)
    end = document.text.index("Members asked")
    with closing(Print(data)) as pdf:
        first = pdf.marked(document, (0, end))
        second = pdf.marked(document, (end, len(document.text)))

    assert first.is_exact and second.is_exact
    assert (
        len(printed(document, (0, end))) == len(printed(document, (end, len(document.text)))) == 2
    )


def test_nothing_stands_in_print_beyond_the_range_or_without_pages() -> None:
    document = taken_in(drawn(column(90, 120, *LINES)))
    text = taken_in("\n".join(LINES).encode(), "paper.txt")

    assert printed(document, (5, 5)) == ()
    assert printed(text, (0, len(text.text))) == ()
