from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from indexer.highlight import highlights, matched
from indexer.parser import parse


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
    ],
)
def test_marks(typed: str, text: str, marked: list[str]) -> None:
    ranges = highlights(parse(typed), text)

    assert [text[start:end] for start, end in ranges] == marked


def test_matched_words_are_told_as_typed() -> None:
    query = parse('Tenants "damp and mould" boilers')

    assert matched(query, ["the tenant", "damp and mould"]) == ("Tenants", "damp and mould")


@given(st.text(max_size=100), st.text(max_size=200))
def test_ranges_are_ordered_within_the_text_and_apart(typed: str, text: str) -> None:
    end = 0
    for start, stop in highlights(parse(typed), text):
        assert end <= start < stop <= len(text)
        end = stop
