"""One set of minutes, published in every form that is read, is one record whatever form it is read from."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from pathlib import Path

import pytest

from archive.document import Document, DocumentKind, Presence
from archive.intake import take_in
from archive.sources import Source
from indexer.passage import PassageKind
from indexer.splitting.splitter import split
from tests.borough.minutes_source import MinutesSource, Shape, read
from tests.borough.moderngov_page import meeting_page
from tests.borough.plain_minutes import plain_text
from tests.borough.printed_minutes import printed
from tests.borough.word_minutes import word_file

MINUTES = """\
committee: Housing and Environment Scrutiny Committee
date: 2024-11-12
time: 6.45 pm
place: Committee Room 3, Town Hall, Quay Street, Larkmere
status: confirmed
form: text
file: minutes.txt
mid: 4990
ended: 8.10 pm

PRESENT
Councillor Odile Marsh (Chair)
Councillor Bertram Yew
Councillor Sunita O’Grady
Canon Piers Holloway (co-opted member)

IN ATTENDANCE
Ursula Quill (Director of Housing, Homes and Repairs)
Mr T. H. Brand (Democratic Services Officer)

ALSO PRESENT
Councillor Felix Dunmore (Cabinet Member for Housing)

ITEM 1 59001 Apologies for absence
MINUTES
Apologies were received from Councillor Hetty Crane.

ITEM 2 59002 Damp and mould in council homes
REPORT
Report of the Director of Housing, Homes and Repairs.
MINUTES
The Director said that four hundred homes had been inspected since the spring. One in five had mould in a \
bedroom, and in half of those the cause was a cold wall rather than how the family lived. Fans had been \
fitted in ninety homes, and the walls of two blocks would be lined before the winter.
· A Member asked how long a family waited for an inspection. The Director replied that it was nine days.
RESOLVED
THAT the Committee:
1. Note the report.
2. Ask for the figures by ward in March.

ITEM 2a 59003 Lifts at Weir Court
MINUTES
The Committee heard that both lifts had been out of order for eleven days in August, that the part had to \
come from abroad, and that the contract gave the Council no right to a stock of parts.
RESOLVED
THAT a report on the contract be brought to the next meeting.

ITEM 3 59004 Any other business
MINUTES
There was none.
"""


def markdown(source: MinutesSource) -> str:
    out = [
        f"# Minutes of the {source.committee}",
        f"Held on {source.date:%A} {source.long_date} at {source.time} in {source.place}",
    ]
    for heading, names in source.attendance.items():
        out += [f"## {heading.capitalize()}", "\n".join(f"* {name}" for name in names)]
    for item in source.items:
        out.append(f"## {item.number}. {item.title}")
        for part in item.sections:
            out += ["**RESOLVED –**"] if part.name == "RESOLVED" else []
            for line in part.lines:
                bullet = "* " if line.shape is Shape.BULLET else ""
                out.append(f"{bullet or line.marker} {line.text}".strip())
    return "\n\n".join(out)


FORMS: dict[str, Callable[[MinutesSource], bytes]] = {
    "minutes.pdf": printed,
    "minutes.html": lambda source: meeting_page(source).encode(),
    "minutes.docx": word_file,
    "minutes.txt": lambda source: plain_text(source).encode(),
    "minutes.md": lambda source: markdown(source).encode(),
}


@pytest.fixture(scope="module")
def source(tmp_path_factory: pytest.TempPathFactory) -> MinutesSource:
    path = tmp_path_factory.mktemp("minutes") / "source.txt"
    path.write_text(MINUTES, encoding="utf-8")
    return read(path)


@pytest.fixture(params=FORMS)
def document(request: pytest.FixtureRequest, source: MinutesSource) -> Document:
    name = request.param
    found = Source(Path(name), name, name)
    return take_in(found, FORMS[name](source), dt.datetime(2026, 1, 1, tzinfo=dt.UTC))


def plain(words: str) -> str:
    return " ".join(words.replace("–", "-").replace("\t", " ").split())


def test_the_meeting_is_the_same(document: Document) -> None:
    meeting = document.entry.meeting
    assert meeting is not None
    assert document.entry.kind is DocumentKind.MINUTES
    assert (meeting.committee, meeting.date, meeting.time, meeting.place.casefold()) == (
        "Housing and Environment Scrutiny Committee",
        dt.date(2024, 11, 12),
        "6.45 pm",
        "committee room 3, town hall, quay street, larkmere",
    )


def test_the_attendance_is_the_same(document: Document) -> None:
    # minutes that run the names together say "Councillors" once for all of them
    assert [
        (each.presence, each.name.removeprefix("Councillor "), each.role)
        for each in document.attendance
    ] == [
        (Presence.PRESENT, "Odile Marsh", "Chair"),
        (Presence.PRESENT, "Bertram Yew", ""),
        (Presence.PRESENT, "Sunita O’Grady", ""),
        (Presence.PRESENT, "Canon Piers Holloway", "co-opted member"),
        (Presence.IN_ATTENDANCE, "Ursula Quill", "Director of Housing, Homes and Repairs"),
        (Presence.IN_ATTENDANCE, "Mr T. H. Brand", "Democratic Services Officer"),
        (Presence.ALSO_PRESENT, "Felix Dunmore", "Cabinet Member for Housing"),
        (Presence.APOLOGIES, "Hetty Crane", ""),
    ]


def test_the_items_are_the_same(document: Document) -> None:
    assert [(item.number, item.title.casefold()) for item in document.items] == [
        ("1", "apologies for absence"),
        ("2", "damp and mould in council homes"),
        ("2a", "lifts at weir court"),
        ("3", "any other business"),
    ]


def test_the_resolutions_are_the_same(document: Document) -> None:
    resolved = [p for p in split(document) if p.kind is PassageKind.RESOLUTION]
    assert [(p.item and p.item.number, plain(p.text)) for p in resolved] == [
        (
            "2",
            "RESOLVED - THAT the Committee: 1. Note the report. 2. Ask for the figures by ward in March.",
        ),
        ("2a", "RESOLVED - THAT a report on the contract be brought to the next meeting."),
    ]
