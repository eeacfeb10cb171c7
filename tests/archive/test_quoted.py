"""Whether quoted words stand in a text, and where they first depart from it."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from archive.quoted import Standing, find_quotation

TEXT = (
    "Officers said that “neglect” was\noften seen late – too late. Staff were trained to report it.\n"
    "Neglect\t1,204\t1,311\nThe Chair’s report was noted."
)


@pytest.mark.parametrize(
    ("typed", "standing", "agreed"),
    [
        ("often seen late", Standing.EXACT, "often seen late"),
        ("  often seen late \n", Standing.EXACT, "often seen late"),
        ('said that "neglect" was often', Standing.ALIKE, "said that “neglect” was\noften"),
        ("SEEN LATE - too late", Standing.ALIKE, "seen late – too late"),
        ("Neglect 1,204 1,311", Standing.ALIKE, "Neglect\t1,204\t1,311"),
        ("The Chair's  report", Standing.ALIKE, "The Chair’s report"),
        ("“often seen late”", Standing.EXACT, "often seen late"),
        (
            "“Staff were trained to report it.” (Cabinet, 7 March 2023, item 4 (b); https://x.example/p)",
            Standing.EXACT,
            "Staff were trained to report it.",
        ),
        ("Staff were trained to hide it.", Standing.DEPARTS, "Staff were trained to"),
        ("“Staff were trained to hide it.” (Cabinet)", Standing.DEPARTS, "Staff were trained to"),
        ("Staff will be trained", Standing.ABSENT, ""),
        ("zebra", Standing.ABSENT, ""),
        ("late", Standing.EXACT, "late"),
        ("", Standing.ABSENT, ""),
        (" \n ", Standing.ABSENT, ""),
        ("“”", Standing.ABSENT, ""),
    ],
)
def test_a_quotation(typed: str, standing: Standing, agreed: str) -> None:
    found = find_quotation(TEXT, typed)
    held = TEXT[slice(*found.place)] if found.place else ""

    assert (found.standing, held) == (standing, agreed)


def test_where_it_departs_is_told_in_the_quotation_too() -> None:
    typed = "staff  were trained to hide it."
    found = find_quotation(TEXT, typed)

    assert found.quotation[: found.agrees_to] == "staff  were trained to"


@given(st.text(), st.data())
def test_every_slice_stands_exactly(text: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(text)))
    end = data.draw(st.integers(start, len(text)))
    words = text[start:end].strip()
    found = find_quotation(text, words)

    assert found.standing is (Standing.EXACT if words else Standing.ABSENT)


@given(st.text(), st.text())
def test_whatever_is_typed_is_answered_truly(text: str, typed: str) -> None:
    found = find_quotation(text, typed)

    assert 0 <= found.agrees_to <= len(found.quotation)
    assert found.quotation in typed
    if found.place:
        start, end = found.place
        assert 0 <= start < end <= len(text)
        if found.standing is Standing.EXACT:
            assert text[start:end] == found.quotation


def test_a_long_text_is_searched_in_no_time() -> None:
    text = "The Committee noted the report. " * 30_000
    found = find_quotation(text, "The Committee noted the report. " * 90 + "It was late.")

    assert found.standing is Standing.DEPARTS
