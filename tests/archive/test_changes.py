"""What differs between two versions of a text."""

from __future__ import annotations

import time
from collections.abc import Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

from archive.changes import Fate, Paragraph, changes, is_same
from archive.document import BlockKind, Document
from archive.reading import Piece, join_pieces
from tests.web.library import MINUTES

WORDS = st.lists(
    st.sampled_from(["lifts", "damp", "the", "was", "noted", "2023", "£4", "."]), max_size=8
)
PARAGRAPHS = st.lists(WORDS.map(" ".join), max_size=8)


def version(*paragraphs: str) -> Document:
    text, blocks, _ = join_pieces(Piece(BlockKind.PARAGRAPH, each) for each in paragraphs)
    return Document(MINUTES.document.entry, text, blocks)


def shown(paragraphs: Sequence[Paragraph]) -> list[str]:
    """Each paragraph with [-what went-] and {+what came+}."""
    form = {Fate.SAME: "{}", Fate.GONE: "[-{}-]", Fate.NEW: "{{+{}+}}"}
    return ["".join(form[part.fate].format(part.text) for part in each) for each in paragraphs]


@pytest.mark.parametrize(
    ("before", "after", "expected"),
    [
        (
            ["The charge was left at £2."],
            ["The charge was left at £2."],
            ["The charge was left at £2."],
        ),
        (
            ["The charge for parking was left at £2."],
            ["The charge for parking will be set at £3."],
            ["The charge for parking [-was left-]{+will be set+} at [-£2-]{+£3+}."],
        ),
        (
            ["The Chair's net cost was £9.3m, not 1,200 (−5%)."],
            ["The Chairs' net cost was £9.4m, not 1,250 (5%)."],
            [
                "The [-Chair's-]{+Chairs'+} net cost was [-£9.3m-]{+£9.4m+}, "
                "not [-1,200-]{+1,250+} ([-−5%-]{+5%+})."
            ],
        ),
        (["A.", "B was noted."], ["A."], ["A.", "[-B was noted.-]"]),
        (["A."], ["New words.", "A."], ["{+New words.+}", "A."]),
        (
            ["Lines break\nelsewhere on the page."],
            ["Lines break elsewhere\non the page."],
            ["Lines break elsewhere\non the page."],
        ),
        (
            ["Councillor Marsh asked about damp in flats.", "Closed."],
            ["An apology was received.", "Councillor Marsh asked about mould in flats.", "Closed."],
            [
                "{+An apology was received.+}",
                "Councillor Marsh asked about [-damp-]{+mould+} in flats.",
                "Closed.",
            ],
        ),
        (
            ["Damp."],
            ["A wholly other thing was said."],
            ["[-Damp.-]", "{+A wholly other thing was said.+}"],
        ),
        ([], [], []),
    ],
)
def test_what_changed(before: list[str], after: list[str], expected: list[str]) -> None:
    assert shown(changes(version(*before), version(*after))) == expected


@given(PARAGRAPHS, PARAGRAPHS)
def test_both_versions_can_be_read_from_it(before: list[str], after: list[str]) -> None:
    found = changes(version(*before), version(*after))

    for texts, gone in ((before, Fate.NEW), (after, Fate.GONE)):
        held = ("".join(part.text for part in each if part.fate is not gone) for each in found)
        assert " ".join(" ".join(held).split()) == " ".join(" ".join(texts).split())


@given(PARAGRAPHS)
def test_nothing_differs_from_itself(paragraphs: list[str]) -> None:
    found = changes(version(*paragraphs), version(*paragraphs))

    assert all(map(is_same, found))


def test_long_texts_without_anything_in_common_take_no_time() -> None:
    before = [f"alpha {n} beta " * 30 for n in range(2_000)]
    after = [f"gamma {n} delta " * 30 for n in range(2_000)]
    start = time.monotonic()
    found = changes(version(*before, "word " * 40_000), version(*after, "other " * 40_000))

    assert len(found) == 4_002
    assert time.monotonic() - start < 5
