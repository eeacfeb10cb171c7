"""Whether quoted words stand in a text, and where they depart from it."""

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
        ("Staff were trained to report it .", Standing.ALIKE, "Staff were trained to report it."),
        ("“neglect” was […] too late.", Standing.IN_PARTS, "“neglect” was|too late."),
        ("[...] often seen late [...] Staff were", Standing.IN_PARTS, "often seen late|Staff were"),
        ("Staff were […] often seen late", Standing.DEPARTS, "Staff were"),
        ("nothing at all […] nor here at all", Standing.ABSENT, ""),
        ("Staff were trained to hide it.", Standing.DEPARTS, "Staff were trained to report it."),
        (
            "“Staff were trained to hide it.” (Cabinet)",
            Standing.DEPARTS,
            "Staff were trained to report it.",
        ),
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
    held = "|".join(TEXT[slice(*place)] for place in found.places)

    assert (found.standing, held) == (standing, agreed)


@pytest.mark.parametrize(
    ("typed", "ours", "theirs"),
    [
        ("staff  were trained to hide it.", ["hide"], ["report"]),
        ("Officers said that neglect was often seen too late.", [], ["“", "”", "late –"]),
        ("Staff were trained to report it at once.", ["at once"], []),
        ("The Chair’s report wasn't noted.", ["wasn't"], ["was"]),
        ("Staff were trained by no means whatever, then", ["by no means whatever, then"], None),
        ("Staff were trained […] The Mayor’s own view", ["The Mayor’s own view"], []),
        ("Staff were trained to hide it […] The Chair’s report", ["hide"], ["report"]),
    ],
)  # fmt: skip
def test_only_what_differs_is_told(typed: str, ours: list[str], theirs: list[str] | None) -> None:
    found = find_quotation(TEXT, typed)

    assert [found.quotation[slice(*each)] for each in found.departs] == ours
    if theirs is not None:
        assert [TEXT[slice(*each)] for each in found.departs_from] == theirs


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

    assert found.quotation in typed
    assert bool(found.departs or found.departs_from) == (found.standing is Standing.DEPARTS) or (
        found.standing is Standing.ABSENT
    )
    for start, end in found.places:
        assert 0 <= start < end <= len(text)
        if found.standing is Standing.EXACT:
            assert text[start:end] == found.quotation


def test_a_long_text_is_searched_in_no_time() -> None:
    text = "The Committee noted the report. " * 30_000
    found = find_quotation(text, "The Committee noted the report. " * 90 + "It was late.")

    assert found.standing is Standing.DEPARTS
