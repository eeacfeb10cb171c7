"""What leads into the items of a list."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from indexer.lead import leads
from indexer.sentences import sentences

RESOLVED = "RESOLVED – THAT the Committee ask the Cabinet:"
REPORTED = "2. That these be reported:"


@pytest.mark.parametrize(
    ("lines", "place", "led_by"),
    [
        ((RESOLVED, "1. To open the baths.", "2. To mend the roof."), 0, ()),
        ((RESOLVED, "1. To open the baths.", "2. To mend the roof."), 1, (RESOLVED,)),
        ((RESOLVED, "1. To open the baths.", "2. To mend the roof."), 2, (RESOLVED,)),
        ((RESOLVED, "1. To open the baths. They are cold."), 2, (RESOLVED,)),
        ((RESOLVED, "to open the baths."), 1, (RESOLVED,)),
        ((RESOLVED, "1. One.", REPORTED, "(a) traffic;", "(b) air."), 4, (RESOLVED, REPORTED)),
        ((RESOLVED, "1. One.", REPORTED, "(a) traffic;", "(b) air.", "3. Three."), 5, (RESOLVED,)),
        ((RESOLVED, "1. To open the baths.", "The meeting ended at nine."), 2, ()),
        (("The meeting began.", "1. To open the baths."), 1, ()),
    ],
)
def test_the_words_before_a_colon_govern_the_items_of_their_list(
    lines: tuple[str, ...], place: int, led_by: tuple[str, ...]
) -> None:
    text = "\n".join(lines)

    found = leads(text, sentences(text), place)

    assert tuple(text[start:end] for start, end in found) == led_by


@given(st.text("1.a( )-:\nThe baths", max_size=80), st.data())
def test_leads_stand_before_what_they_lead_into_each_a_sentence(
    text: str, data: st.DataObject
) -> None:
    ranges = sentences(text)
    if not ranges:
        return
    place = data.draw(st.integers(0, len(ranges) - 1))

    found = leads(text, ranges, place)

    assert list(found) == sorted(found)
    assert all(each in ranges[:place] and text[slice(*each)].endswith(":") for each in found)
