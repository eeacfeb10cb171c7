from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from archive.agenda import find_items, until_the_end
from archive.document import BlockKind
from archive.readers.html import read_markup
from archive.readers.text import read_text
from archive.reading import Piece, join_pieces


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
        (
            "1. APOLOGIES\n\n2. BUDGET\nIt was resolved:\n\n1. To approve the budget\n\n"
            "2. The Clerk to be thanked\n\n3. PLANNING\n\nNo objection.",
            [("1", "APOLOGIES"), ("2", "BUDGET"), ("3", "PLANNING")],
        ),
        (
            "1. Apologies\n\nNone.\n\n2. Budget\n\nResolved:\n\n1. Approval of the budget\n\n"
            "2. Thanks to the Clerk\n\nThe Chair spoke.\n\n3. Planning\n\nNo objection.",
            [("1", "Apologies"), ("2", "Budget"), ("3", "Planning")],
        ),
        (
            "1. APOLOGIES\nNone.\n\n2. Splash pad\n\nAgreed.\n\n3. BENCHES\nAgreed.",
            [("1", "APOLOGIES"), ("2", "Splash pad"), ("3", "BENCHES")],
        ),
        (
            "Minute 12   Fares\n\nNone.\n\nMinute 13   Bus reform and procure-\nment strategy\n\n"
            "The procurement had begun.\n\nMinute 14   A61 Improvements\n\nAgreed.",
            [
                ("12", "Fares"),
                ("13", "Bus reform and procurement strategy"),
                ("14", "A61 Improvements"),
            ],
        ),
        (
            "MINUTES OF THE PANEL\n4 JUNE 2024\nMINUTES\nHeld there.\nFARES\nx\n"
            "MINUTES OF THE LAST MEETING\nx\nREPORTS OF THE COUNCIL\nx\nAGENDA PLANNING\nx\n"
            "MEMBERSHIP\nx",
            [
                *[
                    ("", "FARES"),
                    ("", "MINUTES OF THE LAST MEETING"),
                    ("", "REPORTS OF THE COUNCIL"),
                ],
                *[("", "AGENDA PLANNING"), ("", "MEMBERSHIP")],
            ],
        ),
    ],
)
def test_finds_items(text: str, items: list[tuple[str, str]]) -> None:
    assert found(text) == items


TITLES = ("Apologies", "Minutes", "Leisure charges", "A61 works")


def headed(*headings: str, tag: str = "h2") -> list[tuple[str, str]]:
    parts = (f"<{tag}>{each}</{tag}><p>The report was noted.</p>" for each in headings)
    reading = read_markup("<h1>Minutes of the Panel</h1>" + "".join(parts))
    return [(item.number, item.title) for item in find_items(reading.text, reading.blocks)]


@pytest.mark.parametrize(
    "number",
    [
        *[
            "CAB/24/{}",
            "PL.{}",
            "C.{}/24",
            "FC/2024/0{}",
            "OS {}",
            "OS{}",
            "H/{}",
            "M{}",
            "HC{}-24",
        ],
        *["23-24/{}", "{}-24", "{}/2024-25", "24/{}/H", "{}.24", "5.{}", "{}/24", "{}"],
    ],
)
def test_a_number_is_kept_whole(number: str) -> None:
    numbers = [number.format(place) for place in range(12, 16)]
    lines = [f"{each} {title}" for each, title in zip(numbers, TITLES, strict=True)]
    assert headed(*lines) == list(zip(numbers, TITLES, strict=True))
    assert headed(*lines, tag="p") == list(zip(numbers, TITLES, strict=True))


@pytest.mark.parametrize(
    "line", ["({}) {}", "No. {} {}", "Agenda Item {}: {}", "Minute {} {}", "{}. {}", "{} – {}"]
)
def test_the_marks_round_a_number_are_no_part_of_it(line: str) -> None:
    numbers = [str(place) for place in range(12, 16)]
    lines = [line.format(*each) for each in zip(numbers, TITLES, strict=True)]
    assert headed(*lines) == list(zip(numbers, TITLES, strict=True))


@pytest.mark.parametrize(
    ("headings", "numbers"),
    [
        (("1234. Apologies", "1235. Fares"), ["1234", "1235"]),
        (("IX. Apologies", "X. Fares", "XI. Close"), ["IX", "X", "XI"]),
        (("5. Homes", "5.1 Damp", "5.2 Mould", "5.3 Cold", "6. Close"), ["5", "6"]),
        (
            ("1. Apologies", "2. Plans", "24/12/F Mill", "24/13/F Inn", "24/14/F Barn", "3. Close"),
            ["1", "2", "3"],
        ),
        (("1. Apologies", "2. Plans", "24/12/F Mill", "24/13/F Inn", "24/14/F Barn"), ["1", "2"]),
        (("84. Apologies", "1. Lanes", "2. Roads", "3. Paths", "85. Close"), ["84", "85"]),
        (("2024 budget", "2025 budget"), ["", ""]),
        (("Welcome", "20 mph zones", "Close"), ["", "", ""]),
        (("12. The motion", "How it was put", "How it fell"), ["12"]),
        (("4. Minutes", "1. Apologies", "5. Fees", "2. Interests", "6. Close"), list("41526")),
        (("Fares (Minute 5)", "Tolls (Minute 6)"), ["5", "6"]),
        (("12.24 Apologies", "13.24 Fares"), ["12.24", "13.24"]),
    ],
)
def test_the_numbers_of_headings(headings: tuple[str, ...], numbers: list[str]) -> None:
    assert [number for number, _ in headed(*headings)] == numbers


def test_a_plain_list_is_none_under_headings_without_numbers() -> None:
    lists = "".join(f"<p>{place}. Road {place}</p><p>It was wet.</p>" for place in range(1, 5))
    reading = read_markup(f"<h2>Welcome</h2><p>Hello.</p><h2>Roads</h2>{lists}")
    titles = [item.title for item in find_items(reading.text, reading.blocks)]
    assert titles == ["Welcome", "Roads"]


def test_bold_sections_of_headings_without_numbers_are_no_items() -> None:
    bold = "".join(f"<p><b>{place}. Road {place}</b></p><p>It was wet.</p>" for place in (1, 2, 3))
    reading = read_markup(f"<h2>Welcome</h2><p>Hello.</p><h2>Roads</h2>{bold}")
    titles = [item.title for item in find_items(reading.text, reading.blocks)]
    assert titles == ["Welcome", "Roads"]


def test_rows_of_a_number_and_a_title_are_items() -> None:
    rows = [["12.", "Apologies"], ["", "None."], ["13.", "Fares"], ["", "Agreed."]]
    pieces = [Piece(BlockKind.TABLE_ROW, "\t".join(row)) for row in rows]
    text, blocks, _ = join_pieces(pieces)
    found = [(item.number, item.title) for item in find_items(text, blocks)]
    assert found == [("12", "Apologies"), ("13", "Fares")]


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
def test_no_number_comes_twice_and_items_do_not_overlap(lines: list[str]) -> None:
    reading = read_text("\n".join(lines).encode())
    items = find_items(reading.text, reading.blocks)
    numbers = [int(item.number) for item in items if item.number]
    assert len(numbers) == len(set(numbers))
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
