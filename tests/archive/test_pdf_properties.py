from __future__ import annotations

import re

from hypothesis import example, given, settings
from hypothesis import strategies as st

from archive.readers.pdf import read_pdf
from archive.reading import UnreadableSource
from tests.archive.pdf_print import body, column, drawn, flowed, in_two_columns, ruled

WORDS = re.findall(
    r"\S+",
    "the of and committee members asked whether officers neglect school children report budget "
    "agreed that noted referral support early help transport housing Councillor Chair question "
    "replied 2025 3,400 12% £4.5m",
)

paragraph = st.lists(st.sampled_from(WORDS), min_size=1, max_size=120).map(" ".join)
story = st.lists(paragraph, min_size=1, max_size=12)

WHOLE = flowed([body("A paragraph of the minutes."), ruled([["Ward", "Visits"], ["North", "3"]])])


def check(data: bytes, printed: list[str]) -> None:
    reading = read_pdf(data)
    assert reading.text.split() == " ".join(printed).split()
    end = 0
    for block in reading.blocks:
        assert not reading.text[end : block.start].strip()
        assert end <= block.start < block.end
        assert block.pages is not None
        assert 1 <= block.pages[0] <= block.pages[1] <= len(reading.pages or ())
        end = block.end
    assert end == len(reading.text)
    pages = [page for block in reading.blocks for page in block.pages or ()]
    assert pages == sorted(pages)


@settings(max_examples=60)
@given(story)
def test_printed_paragraphs_come_back_in_order(printed: list[str]) -> None:
    check(flowed([body(text) for text in printed]), printed)


@settings(max_examples=40)
@given(story)
def test_paragraphs_in_two_columns_come_back_in_order(printed: list[str]) -> None:
    check(in_two_columns([body(text) for text in printed]), printed)


@settings(max_examples=40)
@given(st.lists(paragraph.map(lambda text: f"Then {text}."), min_size=1, max_size=12))
def test_paragraphs_that_end_in_a_stop_come_back_exactly(printed: list[str]) -> None:
    reading = read_pdf(flowed([body(text) for text in printed]))
    assert [reading.text[b.start : b.end] for b in reading.blocks] == printed


cell = st.lists(st.sampled_from(WORDS), min_size=1, max_size=3).map(" ".join)


@settings(max_examples=40)
@given(
    st.integers(2, 4).flatmap(lambda n: st.lists(st.tuples(*[cell] * n), min_size=2, max_size=9))
)
def test_cells_come_back_in_their_columns(rows: list[tuple[str, ...]]) -> None:
    assert read_pdf(flowed([ruled(rows)])).text.split("\n") == ["\t".join(row) for row in rows]


@settings(max_examples=150)
@given(st.integers(0, len(WHOLE)), st.binary(max_size=40), st.integers(0, 400))
@example(0, b"", 0)
def test_damaged_bytes_raise_nothing_but_unreadable(place: int, put: bytes, drop: int) -> None:
    for data in (WHOLE[:place], WHOLE[:place] + put + WHOLE[place + drop :]):
        try:
            reading = read_pdf(data)
        except UnreadableSource as refused:
            assert re.search(r"etch it again|OCR|Save a copy", str(refused))
        else:
            assert reading.text


@settings(max_examples=60)
@given(
    st.lists(st.tuples(st.floats(0, 560), st.floats(20, 830), st.text(max_size=12)), max_size=30)
)
def test_any_scatter_of_words_is_read_or_refused(
    placed: list[tuple[float, float, str]],
) -> None:
    try:
        reading = read_pdf(drawn(placed))
    except UnreadableSource:
        return
    assert "".join(reading.text.split()) == "".join(
        reading.text[b.start : b.end] for b in reading.blocks
    ).translate({9: None, 32: None})


def test_a_page_of_figures_in_columns_keeps_its_rows() -> None:
    labels = column(72, 200, *[f"Ward number {n}" for n in range(10)])
    figures = column(400, 200, *[str(n * 11) for n in range(10)])
    rows = [text for pair in zip(labels, figures, strict=True) for text in pair]
    assert read_pdf(drawn(rows)).text.split("\n") == [
        f"Ward number {n} {n * 11}" for n in range(10)
    ]
