from __future__ import annotations

from collections.abc import Iterator

import pytest
from hypothesis import given
from hypothesis import strategies as st

from archive.agenda import find_items
from archive.attendance import find_attendance
from archive.document import Attendee, Presence
from archive.names import find_people
from archive.readers.html import read_markup
from archive.readers.text import read_text
from archive.reading import Reading

P, A, S = Presence.PRESENT, Presence.ABSENT, Presence.APOLOGIES
O, I = Presence.ALSO_PRESENT, Presence.IN_ATTENDANCE  # noqa: E741
Told = tuple[Presence, str, str]


def attendance(reading: Reading) -> tuple[Attendee, ...]:
    items = reading.items or find_items(reading.text, reading.blocks, unnumbered=False)
    return find_attendance(reading.text, reading.blocks, items)


def told(reading: Reading) -> list[Told]:
    return [(each.presence, each.name, each.role) for each in attendance(reading)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "MEMBERS OF THE COMMITTEE PRESENT\nCouncillors Hester Vane (Chair), Tom Abel (Vice-Chair), "
            "Noor Shah\nand Una O’Dell\n\n"
            "MEMBERS OF THE COMMITTEE ABSENT\nCouncillors Ivo Finch and Rae de Souza\n\n"
            "ALSO PRESENT\nCouncillor Ben Young (Cabinet Member for Housing, Homes and Safety)\n"
            "Jane Doe, Director of Growth, Environment and Transport\n"
            "The minutes should be read in conjunction with the agenda for the meeting.\n1. APOLOGIES\nx",
            [
                (P, "Hester Vane", "Chair"),
                (P, "Tom Abel", "Vice-Chair"),
                (P, "Noor Shah", ""),
                (P, "Una O’Dell", ""),
                (A, "Ivo Finch", ""),
                (A, "Rae de Souza", ""),
                (O, "Councillor Ben Young", "Cabinet Member for Housing, Homes and Safety"),
                (O, "Jane Doe", "Director of Growth, Environment and Transport"),
            ],
        ),
        (
            "PRESENT: Mr R W Larch (Chairman), Mr N Elm, Mr R C Ash, OBE and Canon J. Poole\n"
            "IN ATTENDANCE: Mrs A Birch (Corporate Director, Children, Young People and Education), "
            "Mr D Head (Head of Finance (Policy and Strategy)) and Rowan (Acting Chief Accountant)",
            [
                (P, "Mr R W Larch", "Chairman"),
                (P, "Mr N Elm", ""),
                (P, "Mr R C Ash, OBE", ""),
                (P, "Canon J. Poole", ""),
                (
                    I,
                    "Mrs A Birch",
                    "Corporate Director, Children, Young People and Education",
                ),
                (I, "Mr D Head", "Head of Finance (Policy and Strategy)"),
                (I, "Rowan", "Acting Chief Accountant"),
            ],
        ),
        (
            "Councillors: A Vane (Chair), B Cole, C Dow\nOfficers: Jane Doe (Head of Law), John Roe\n"
            "Substitutes: Cllr Poe (substitute for Cllr Ray)\n"
            "Co-opted members: Mrs. E Frost, Dr Ali Khan (Parent Governor)",
            [
                (P, "A Vane", "Chair"),
                (P, "B Cole", ""),
                (P, "C Dow", ""),
                (I, "Jane Doe", "Head of Law"),
                (I, "John Roe", ""),
                (P, "Cllr Poe", "substitute for Cllr Ray"),
                (P, "Mrs. E Frost", ""),
                (P, "Dr Ali Khan", "Parent Governor"),
            ],
        ),
        (
            "Present:\nCllr. Ann Law (Chair)   Cllr. Bob Hall   Cllr. Cy West\nClerk: Mr J Fox\n"
            "Also present: 3 members of the public\nApologies: Cllr Dee Nunn (unwell)",
            [
                (P, "Cllr. Ann Law", "Chair"),
                (P, "Cllr. Bob Hall", ""),
                (P, "Cllr. Cy West", ""),
                (P, "Mr J Fox", "Clerk"),
                (S, "Cllr Dee Nunn", ""),
            ],
        ),
        (
            "PRESENT\n\nThe Mayor (Councillor Jane Poe) in the Chair;\n\n"
            "Councillors Abbott, Ahmed, Van der Berg and Young\n\nUNRESTRICTED ITEMS\nFERRY FARES",
            [
                (P, "Councillor Jane Poe", "Mayor"),
                (P, "Abbott", ""),
                (P, "Ahmed", ""),
                (P, "Van der Berg", ""),
                (P, "Young", ""),
            ],
        ),
        (
            "Present: Cllrs A Vane and B Cole. Apologies: Cllr C Dow. Officers: D Eve (Clerk).",
            [(P, "A Vane", ""), (P, "B Cole", ""), (S, "Cllr C Dow", ""), (I, "D Eve", "Clerk")],
        ),
        (
            "1. Apologies for absence\nApologies for absence were received from Councillors Ash and Birch, "
            "who were on council business. Councillor Dale attended as substitute for Councillor Ash.\n"
            "2. DECLARATIONS\nCouncillor Elm declared an interest.",
            [(S, "Ash", ""), (S, "Birch", ""), (P, "Councillor Dale", "substitute for Councillor Ash")],
        ),
        ("1. APOLOGIES\nCouncillor A. Ash sent his apologies.\n2. FARES\ny", [(S, "Councillor A. Ash", "")]),
        (
            "1. APOLOGIES\nApologies were received from Cllr Ash, whose items were taken by the Director of "
            "Roads, and from Leo Marsh.\n2. FARES\ny",
            [(S, "Cllr Ash", ""), (S, "Leo Marsh", "")],
        ),
        (
            "1. APOLOGIES\nApologies were received from Cllr Ash, who had heard from Cllr Elm and from Cllr "
            "Oak. A letter was read, and from Ann Birch a card.\n2. FARES\ny",
            [(S, "Cllr Ash", "")],
        ),
        ("1. APOLOGIES\nApologies for lateness were received from Cllr Ash.\n2. FARES\ny", []),
        ("1. APOLOGIES\nThere were none.\n2. FARES\ny", []),
        (
            "1. APOLOGIES FOR ABSENCE\nApologies were received from Cllr Ash.\n\n"
            "Councillor Birch declared an interest as a governor of the school.\n2. FARES\ny",
            [(S, "Cllr Ash", "")],
        ),
        (
            "APOLOGIES\n\nCllr Ash, Head Steward\n\nCouncillor Birch as Vice-Chair took the Chair.\n\n"
            "Cllr Cole\n1. FARES\ny",
            [(S, "Cllr Ash", "Head Steward")],
        ),
        (
            "Apologies: Cllr Ash\n\nCouncillor Cole welcomed the new Clerk.\n1. FARES\ny",
            [(S, "Cllr Ash", "")],
        ),
        (
            "Apologies: Cllr Ash\n\nCouncillor Birch in the Chair.\n1. FARES\ny",
            [(S, "Cllr Ash", ""), (P, "Councillor Birch", "in the Chair")],
        ),
        (
            "Apologies were received from Councillors L Ash and D Elm (Councillor G Birch substituting).\n"
            "1. FARES\ny",
            [
                (S, "L Ash", ""),
                (S, "D Elm", "Councillor G Birch substituting"),
                (P, "Councillor G Birch", "substituting"),
            ],
        ),
        (
            "Apologies: Councillors Ash and Elm\n1. APOLOGIES\nApologies were received from Cllrs Ann Ash, "
            "Councillor Elm and Cllr Oak.\n2. FARES\ny",
            [(S, "Ash", ""), (S, "Elm", ""), (S, "Cllr Oak", "")],
        ),
        (
            "In the Chair: Councillor Ann Ash\nConservative Group: Councillors Bo Birch and Cy Cole\n"
            "Labour: Cllr (Mrs) D. Dale\n1. FARES\ny",
            [
                (P, "Councillor Ann Ash", "In the Chair"),
                (P, "Bo Birch", ""),
                (P, "Cy Cole", ""),
                (P, "Cllr (Mrs) D. Dale", ""),
            ],
        ),
        (
            "Present:\n\nCouncillor Ann Ash (Chair)     Bradgate Council\n"
            "Councillor Bo Birch     Kirkdale Council\nMayor Cy Cole     West Fells Authority\n1. FARES\ny",
            [
                (P, "Councillor Ann Ash", "Chair"),
                (P, "Councillor Bo Birch", "Kirkdale Council"),
                (P, "Mayor Cy Cole", "West Fells Authority"),
            ],
        ),
        (
            "Councillors present: Ash, Birch and Cole (Chair)\nAttending: Dee Dale-Rae, Executive Director; "
            "Ed Elm, Governance Officer\nOfficers: Fay Fox - Chief Executive, G Gill - Solicitor",
            [
                (P, "Ash", ""),
                (P, "Birch", ""),
                (P, "Cole", "Chair"),
                (I, "Dee Dale-Rae", "Executive Director"),
                (I, "Ed Elm", "Governance Officer"),
                (I, "Fay Fox", "Chief Executive"),
                (I, "G Gill", "Solicitor"),
            ],
        ),
        (
            "Present: Chief Supt Ed Elm (Police), Director of Place (Val Ash)\n"
            "In attendance: Mrs T. Oak (Clerk), District Cllr R. Birch, 4 members of the public",
            [
                (P, "Chief Supt Ed Elm", "Police"),
                (P, "Val Ash", "Director of Place"),
                (I, "Mrs T. Oak", "Clerk"),
                (I, "District Cllr R. Birch", ""),
            ],
        ),
        (
            "1. MEMBERSHIP OF COMMITTEES\nLabour Group: Councillors Ann Ash and Bo Birch\n2. FARES\ny",
            [],
        ),
        (
            "1. APOLOGIES AND DECLARATIONS OF INTEREST\nApologies: Cllr Ash\n\nDeclarations of interest:\n\n"
            "Councillor Birch – Governor of Elm School\n2. FARES\ny",
            [(S, "Cllr Ash", "")],
        ),
        (
            "Present\n\nCllr Ash\n\nCllr Birch, who arrived at 7.10 pm\n\nCllr Cole",
            [(P, "Cllr Ash", ""), (P, "Cllr Cole", "")],
        ),
        (
            "Councillors: Ash, Birch,\n\nCole and Dale\n\nFares",
            [(P, "Ash", ""), (P, "Birch", ""), (P, "Cole", ""), (P, "Dale", "")],
        ),
        (
            "Present: Councillor Ann Ash; Deputy Mayor Councillor Bo Birch; Cy Cole, Elm Ltd",
            [(P, "Councillor Ann Ash", ""), (P, "Councillor Bo Birch", ""), (P, "Cy Cole", "Elm Ltd")],
        ),
        ("Sederunt: Councillors A Ash, B Birch (Convener)", [(P, "A Ash", ""), (P, "B Birch", "Convener")]),
        (
            "PRESENNOL / PRESENT\n\nCouncillors Huw Ash (Chair) and Gwilym ap Dafydd\n\n"
            "YMDDIHEURIADAU / APOLOGIES\n\nCouncillor Delyth Elm",
            [(P, "Huw Ash", "Chair"), (P, "Gwilym ap Dafydd", ""), (S, "Councillor Delyth Elm", "")],
        ),
        ("Present: The meeting was quorate and the Chair welcomed everyone, thanking Councillor Jones.", []),
        ("The Chair thanked Councillor Vane and Mr Fox.\n1. FARES\nPRESENT: Councillor Cole", []),
    ],
)  # fmt: skip
def test_reads_how_minutes_list_people(text: str, expected: list[Told]) -> None:
    assert told(read_text(text.encode())) == expected


@pytest.mark.parametrize(
    ("markup", "expected"),
    [
        (
            "<h2>Present</h2><ul><li>Ann Vane (Chair)</li><li>Bob Cole</li></ul><h2>Officers</h2>"
            "<p>Cy Dow, Head of Law<br>Di Eve, Democratic Services Officer</p>"
            "<h2>1. Apologies</h2><p>None</p><h2>2. Fares</h2>",
            [
                (P, "Ann Vane", "Chair"),
                (P, "Bob Cole", ""),
                (I, "Cy Dow", "Head of Law"),
                (I, "Di Eve", "Democratic Services Officer"),
            ],
        ),
        (
            "<p><b>Attendance</b></p><table><tr><td>Name</td><td>Role</td><td>Present</td></tr>"
            "<tr><td>Cllr Ann Vane</td><td>Chair</td><td>Yes</td></tr>"
            "<tr><td>Bob Cole</td><td>Head of Law</td><td>Apologies</td></tr>"
            "<tr><td>Cy Dow</td><td></td><td></td></tr></table>",
            [(P, "Cllr Ann Vane", "Chair"), (S, "Bob Cole", "Head of Law")],
        ),
        (
            "<table><tr><th>Attendee</th><th>Role</th><th>Attendance</th></tr>"
            "<tr><td>Councillor Ann Vane</td><td>Chair</td><td>Present, as expected</td></tr>"
            "<tr><td>Councillor Bo Li</td><td>Committee Member</td><td>Absent</td></tr>"
            "<tr><td>Di Eve</td><td>Officer</td><td>In attendance</td></tr>"
            "<tr><td>Ed Fox</td><td>Officer</td><td>Expected</td></tr></table>",
            [
                (P, "Councillor Ann Vane", "Chair"),
                (A, "Councillor Bo Li", "Committee Member"),
                (I, "Di Eve", "Officer"),
            ],
        ),
        (
            "<p><b>Present</b></p><table><tr><td>Cllr Ann Vane</td><td>Chair</td></tr>"
            "<tr><td>Cllr Bob Cole</td><td>Vice-Chair</td></tr></table>",
            [(P, "Cllr Ann Vane", "Chair"), (P, "Cllr Bob Cole", "Vice-Chair")],
        ),
        (
            "<table><tr><td>Members present</td><td>Cllr Ann Vane (Chair)<br>Cllr Bob Cole</td></tr>"
            "<tr><td>Apologies</td><td>Cllr Cy Dow</td></tr><tr><td>Public</td><td>2</td></tr></table>",
            [(P, "Cllr Ann Vane", "Chair"), (P, "Cllr Bob Cole", ""), (S, "Cllr Cy Dow", "")],
        ),
        (
            "<table><tr><th>Present</th><th>Apologies</th></tr>"
            "<tr><td>Cllr Ann Vane</td><td>Cllr Bob Cole</td></tr></table>",
            [],
        ),
        (
            "<table><tr><th>Councillor</th><th>Portfolio</th><th>Attendance</th></tr>"
            "<tr><td>Cllr Ann Vane</td><td>Finance and Assets</td><td>Present</td></tr></table>",
            [(P, "Cllr Ann Vane", "Finance and Assets")],
        ),
    ],
)
def test_reads_lists_and_tables(markup: str, expected: list[Told]) -> None:
    assert told(read_markup(markup)) == expected


def test_knows_who_was_there_from_afar() -> None:
    reading = read_text(
        b"PRESENT: Mr A Vane, Ms B Cole (remotely), Mr C Dow (Clerk) (via Teams)\n"
        b"IN ATTENDANCE VIRTUALLY: Mr S Fox (Director of Roads)"
    )
    assert [(each.name, each.role, each.remotely) for each in attendance(reading)] == [
        ("Mr A Vane", "", False),
        ("Ms B Cole", "", True),
        ("Mr C Dow", "Clerk", True),
        ("Mr S Fox", "Director of Roads", True),
    ]


NAMES = st.sampled_from(
    [
        "Councillor A. Vane",
        "Cllr Bo Li",
        "Una O’Dell",
        "Mr R C Ash, OBE",
        "Dr Khan",
        "the public",
        "fares",
    ]
)
ROLES = st.sampled_from(
    ["", " (Chair)", ", Head of Law", " – Clerk", " (Lead, Roads", ") and", " (remotely)"]
)
LINES = st.lists(
    st.one_of(
        st.lists(st.builds("{}{}".format, NAMES, ROLES), min_size=1, max_size=5).map(", ".join),
        st.sampled_from(["PRESENT:", "Apologies", "1. APOLOGIES", "OFFICERS", "Apologies from"]),
        st.text(st.characters(exclude_categories=["Cs", "Cc"]), max_size=40),
    ),
    max_size=12,
)  # fmt: skip


def in_text(reading: Reading) -> Iterator[tuple[Attendee, str]]:
    for each in attendance(reading):
        assert 0 <= each.start < each.end <= len(reading.text)
        yield each, " ".join(reading.text[each.start : each.end].split())


@given(LINES)
def test_names_and_roles_stand_in_their_range(lines: list[str]) -> None:
    reading = read_text("\n".join(["PRESENT", *lines]).encode("utf-8", "ignore") or b"x")
    for each, words in in_text(reading):
        assert each.name in words
        assert each.role in words


@given(st.text(alphabet="AabcB ,;()[]–-:\n\t.&and", max_size=80))
def test_no_list_raises(text: str) -> None:
    people, _ = find_people(text, 0, len(text))
    assert all(0 <= person.start < person.end <= len(text) for person in people)
