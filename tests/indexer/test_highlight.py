from __future__ import annotations

from itertools import combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from indexer.highlight import highlights, matched, stems_within, terms
from indexer.parser import parse
from indexer.query import Either, Phrase, Prefix, Query, Word


@pytest.mark.parametrize(
    ("typed", "text", "marked"),
    [
        ("neglect", "Neglect, neglected but negligent", ["Neglect", "neglected"]),
        ('"school places"', "school place, school places", ["school places"]),
        ("safeguard*", "Safeguarding the safeguards", ["Safeguarding", "safeguards"]),
        ("multi-agency", "Multi-agency work by an agency", ["Multi-agency", "agency"]),
        ("cafe", "the café", ["café"]),
        ("tenants'", "the tenants’ association", ["tenants"]),
        ("damp -garages", "damp garages", ["damp"]),
        ("title:report", "the report", []),
        ('"damp and mould" mould', "damp and mould", ["damp and mould"]),
        ('"school places"~3', "places at the new school, not a school", ["places", "school"]),
        ('"school places"~3', "school one two three four places", []),
        ('"school places"~3', "school one two three places", ["school", "places"]),
        ('"a b a"~2', "a x a b, a b", ["a", "a", "b", "a", "b"]),
        ('"multi agency"~1', "agency, multi-agency", ["agency", "multi-agency"]),
    ],
)
def test_marks(typed: str, text: str, marked: list[str]) -> None:
    ranges = highlights(parse(typed), text)

    assert [text[start:end] for start, end in ranges] == marked


EITHER = Query(
    "LTN",
    wanted=(
        Either("LTN", (Word("LTN", "ltn"), Phrase("x", ("low", "traffic"), quoted=False))),
        Word("homes", "home"),
        Phrase("school places", ("school", "places")),
        Word("report", "report", "title"),
        Prefix("safe*", "safe"),
    ),
)


@pytest.mark.parametrize(
    ("text", "held", "marked", "told"),
    [
        ("The LTN", {"ltn|low traffic"}, ["LTN"], ("LTN",)),
        ("low-traffic zones", {"ltn|low traffic"}, ["low-traffic"], ("LTN",)),
        ("low and traffic", set(), [], ()),
        ("a home, school report", {"home", "school"}, ["home"], ("homes",)),
        ("safe places", {"place"}, ["safe"], ("safe*",)),
    ],
)
def test_an_either_is_held_in_any_form(
    text: str, held: set[str], marked: list[str], told: tuple[str, ...]
) -> None:
    assert stems_within(EITHER, text, [(0, len(text))]) == [held]
    assert [text[start:end] for start, end in highlights(EITHER, text)] == marked
    assert matched(EITHER, [text]) == told


def test_terms_are_named() -> None:
    assert list(terms(EITHER)) == ["ltn|low traffic", "home", "school", "place"]


@given(
    st.lists(st.sampled_from("abcd"), min_size=2, max_size=4),
    st.lists(st.sampled_from("abcdx"), max_size=14),
    st.integers(1, 5),
)
def test_words_near_each_other_are_found_wherever_they_are(
    words: list[str], text: list[str], within: int
) -> None:
    """Against trying every choice of places."""
    phrase = Phrase("", tuple(words), within=within)

    stretches = (
        places
        for places in combinations(range(len(text)), len(words))
        if sorted(text[place] for place in places) == sorted(words)
    )
    is_there = any(places[-1] - places[0] + 1 - len(words) <= within for places in stretches)

    found = highlights(Query("", wanted=(phrase,)), " ".join(text))
    assert bool(found) is is_there


def test_matched_words_are_told_as_typed() -> None:
    query = parse('Tenants "damp and mould" boilers')

    assert matched(query, ["the tenant", "damp and mould"]) == ("Tenants", "damp and mould")


@given(st.text(max_size=100), st.text(max_size=200))
def test_ranges_are_ordered_within_the_text_and_apart(typed: str, text: str) -> None:
    end = 0
    for start, stop in highlights(parse(typed), text):
        assert end <= start < stop <= len(text)
        end = stop
