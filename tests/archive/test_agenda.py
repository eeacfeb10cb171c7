from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from archive.agenda import find_items, until_the_end
from archive.readers.html import read_markup
from archive.readers.text import read_text


def found(text: str) -> list[tuple[str, str]]:
    reading = read_text(text.encode())
    return [(item.number, item.title) for item in find_items(reading.text, reading.blocks)]


@pytest.mark.parametrize(
    ("text", "items"),
    [
        (
            "1. APOLOGIES\nNone.\n2. FERRY FARES\nRESOLVED -\n"
            "1. Note the report.\n2. Pay.\n3. CLOSE OF MEETING\nBye.",
            [("1", "APOLOGIES"), ("2", "FERRY FARES"), ("3", "CLOSE OF MEETING")],
        ),
        (
            "84.    Apologies\n(Item 1)\nNone.\n85. Budget (Item 2)\n"
            "1. Mr Gough spoke.\n(a) SHOUTING HERE\n2. He went on.",
            [("84", "Apologies"), ("85", "Budget")],
        ),
        (
            "CONTENTS\n1. APOLOGIES\n2. BUDGET\nMINUTES\n"
            "1. APOLOGIES\nNone.\n2. BUDGET\nAgreed.\n12a. LATE ITEM\nx",
            [("1", "APOLOGIES"), ("2", "BUDGET"), ("12a", "LATE ITEM")],
        ),
        (
            "24/084 APOLOGIES\nNone.\n24/085 ALLOTMENTS\nx",
            [("24/084", "APOLOGIES"), ("24/085", "ALLOTMENTS")],
        ),
        ("1. Note the report.\n2. Pay the bill.", []),
        (
            "1. Apologies\n\nThere were none.\n\n2. Splash pad at Linden Park\r\n\r\nRESOLVED -\n"
            "1. Note the report\n2. Ask for more\n\n3. Benches\n\nAgreed.",
            [("1", "Apologies"), ("2", "Splash pad at Linden Park"), ("3", "Benches")],
        ),
        ("1. Note the report.\n\n2. Pay the bill.\n\nAgreed.", []),
        ("RESOLVED -\n1. AGREED TO PAY\n2. NOTED THE REPORT", []),
        ("", []),
        (
            "MINUTES OF THE PANEL\nPRESENT\nA Vane\nFERRY FARES\nx\nTOLL BRIDGE\ny",
            [("", "FERRY FARES"), ("", "TOLL BRIDGE")],
        ),
    ],
)
def test_finds_items(text: str, items: list[tuple[str, str]]) -> None:
    assert found(text) == items


def test_marked_headings_are_items_with_small_letters_too() -> None:
    reading = read_markup(
        "<h1>Minutes</h1><h2>1. Apologies</h2><p>None</p><h2>2. Fares</h2><p>1. note</p>"
    )
    items = find_items(reading.text, reading.blocks)
    assert [(item.number, item.title) for item in items] == [("1", "Apologies"), ("2", "Fares")]
    assert reading.text[items[0].start : items[0].end] == "1. Apologies\nNone\n"
    assert items[-1].end == len(reading.text)


def test_an_agenda_without_numbers_has_no_items() -> None:
    reading = read_text(b"UNRESTRICTED ITEMS\nx\nEXEMPT ITEMS\ny")
    assert find_items(reading.text, reading.blocks, unnumbered=False) == ()


LINES = st.lists(
    st.one_of(
        st.builds(
            "{}. {}".format,
            st.integers(0, 30),
            st.sampled_from(["BUDGET", "Note it", "SEND", "AGREED"]),
        ),
        st.sampled_from(["(Item 3)", "Minutes:", "FERRY FARES", "Words.", "RESOLVED -"]),
    ),
    max_size=25,
)


@given(LINES)
def test_items_rise_and_do_not_overlap(lines: list[str]) -> None:
    reading = read_text("\n".join(lines).encode())
    items = find_items(reading.text, reading.blocks)
    numbers = [int(item.number) for item in items if item.number]
    assert numbers == sorted(set(numbers))
    assert all(a.end == b.start for a, b in pairwise(items))
    assert not items or items[-1].end == len(reading.text)


def test_the_last_item_ends_with_the_meeting() -> None:
    reading = read_text(
        b"1. APOLOGIES\nNone.\n2. BUDGET\nThe meeting ended one line of debate.\nAgreed.\n"
        b"The meeting ended at 8.55 pm.\nCHAIR\nMINUTES END\n"
    )
    items = find_items(reading.text, reading.blocks)
    first, last = until_the_end(reading.text, reading.blocks, items)

    assert first == items[0]
    assert reading.text[last.start : last.end].endswith("Agreed.\n")
