from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from indexer.understanding.lexicon import Lexicon
from indexer.understanding.spelling import suggestion
from tests.indexer import lexicons

HELD = lexicons.of(lexicons.TEXTS)


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("neglet of chidren", "neglect of children"),
        ("Safegaurding, please", "Safeguarding, please"),
        ("temporary acommodation", "temporary accommodation"),
        ("nieghbourhood", "neighbourhood"),
        ('"damp and mold" in nieghbourhoods', '"damp and mold" in neighbourhood'),
        ("NEGLET OF CHILDREN", "NEGLECT OF CHILDREN"),
    ],
)
def test_slips_are_put_right(typed: str, meant: str) -> None:
    assert suggestion(typed, HELD).casefold() == meant.casefold()


@pytest.mark.parametrize(
    "typed",
    [
        "neglect of children",
        "budgeted",  # another inflection
        "polling stations",  # English, though the archive has neither
        "dump",
        "what did Mr Damq say",  # a name
        "MESH",  # an acronym
        "LTNs",
        "dmp",  # too short
        "2024 w2x 123rd",
        "xylophonist",
        "",
        '" ( AND',
    ],
)
def test_what_is_left_alone(typed: str) -> None:
    assert suggestion(typed, HELD) == ""


def test_the_more_frequent_of_two_like_words_is_meant() -> None:
    held = lexicons.of(["fosters"] * 3 + ["fostars"] * 900)

    assert suggestion("fostirs", held) == "fostars"


def test_a_word_of_one_text_may_be_a_slip_itself() -> None:
    assert suggestion("accomodashun", lexicons.of(["accomodashan"])) == ""


def test_no_words_no_help() -> None:
    assert suggestion("neglet", Lexicon.empty()) == ""


@given(st.text(max_size=100))
def test_nothing_raises(typed: str) -> None:
    assert suggestion(typed, HELD) != typed or not typed
