"""Minutes as they are kept here, before they are printed in any form.

One text file is one publication of one set of minutes::

    committee: Children and Learning Scrutiny Committee
    date: 2022-09-20
    time: 6.30 pm
    place: Committee Room 2, Town Hall, Quay Street, Larkmere
    status: confirmed                 confirmed or draft
    form: html                        html, item, pdf, docx, text or scan
    file: children-2022-09-20.html    the name in the corpus
    mid: 4011                         the meeting's id
    ended: 8.55 pm
    also: Minutes of Previous Meeting.pdf    optional: a second name that it is published under
    listed: no                        optional: "no" leaves it out of the manifest, "bare" leaves
                                      its title and date blank there

    PRESENT                           then APOLOGIES, IN ATTENDANCE, ALSO PRESENT: one name a line
    Councillor Hester Vane (Chair)

    ITEM 1 52011 Apologies for absence
    REPORT                            optional: what the agenda said
    A paragraph is one line.
    MINUTES
    · A Member asked ...              a bullet; "- " is a bullet below it; "1. " or "(a) " a number
    - The Director replied ...
    | Year | Cases |                  a table row; the first of a run is its header
    VOTE                              optional: a recorded vote, with a line before "For" to name it
    On the amendment
    For: (3) Councillors A, B and C
    Against: (4) Councillors D, E, F and G
    RESOLVED
    THAT the Committee:
    1. Note the report.
    DOCUMENTS                         optional: title | size
    Appendix 1 - Projections | 214 KB

Blank lines part paragraphs and mean nothing more. Sections may repeat and come in any order.
An item page ("item") has exactly one ITEM.
"""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

NOTICE = (
    "Larkmere is an invented borough. This document is a sample: "
    "its people, places and figures are made up."
)
COMMITTEE_IDS = {
    "Cabinet": 120,
    "Children and Learning Scrutiny Committee": 131,
    "Housing and Environment Scrutiny Committee": 132,
    "Adult Care and Health Scrutiny Committee": 133,
}
FORMS = ("html", "item", "pdf", "docx", "text", "scan")
SECTIONS = ("REPORT", "MINUTES", "VOTE", "RESOLVED", "DOCUMENTS")
ATTENDANCE = ("PRESENT", "APOLOGIES", "IN ATTENDANCE", "ALSO PRESENT")
REQUIRED = ("committee", "date", "time", "place", "status", "form", "file", "mid", "ended")
OPTIONAL = ("also", "listed")

_ITEM = re.compile(r"ITEM (\d+[a-z]?) (\d+) (\S.*)")
_MARKED = re.compile(r"(·|-|\d{1,2}\.(?:\d{1,2}\.?)?|\([0-9]{1,2}\)|\([a-z]{1,4}\)) +(\S.*)")
_BALLOT = re.compile(r"(For|Against|Abstain(?:ed|ing)?): *(?:\((\d+)\))?")


class Shape(StrEnum):
    """What a line is on the page."""

    PARAGRAPH = "paragraph"
    BULLET = "bullet"
    SUB_BULLET = "sub-bullet"
    NUMBER = "number"
    ROW = "row"


@dataclass(frozen=True, slots=True)
class Line:
    shape: Shape
    text: str
    marker: str = ""
    cells: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Section:
    name: str
    lines: tuple[Line, ...]


@dataclass(frozen=True, slots=True)
class Item:
    number: str
    id: int
    title: str
    sections: tuple[Section, ...]


@dataclass(frozen=True, slots=True)
class Ballot:
    """One recorded vote."""

    title: str
    votes: tuple[str, ...]
    carried: bool


@dataclass(frozen=True, slots=True)
class MinutesSource:
    path: Path
    committee: str
    date: dt.date
    time: str
    place: str
    status: str
    form: str
    file: str
    mid: int
    ended: str
    also: str
    listed: str
    attendance: dict[str, tuple[str, ...]]
    items: tuple[Item, ...]

    @property
    def committee_id(self) -> int:
        return COMMITTEE_IDS[self.committee]

    @property
    def long_date(self) -> str:
        return f"{self.date.day} {self.date:%B %Y}"


class SourceError(ValueError):
    """A source that does not keep to the format."""


def read(path: Path) -> MinutesSource:
    """Reads one source, or says which line is wrong and what to write instead."""
    head: dict[str, str] = {}
    attendance: dict[str, list[str]] = {}
    items: list[tuple[str, int, str, list[tuple[str, list[Line]]]]] = []
    names: list[str] | None = None
    for number, raw in enumerate(path.read_text(encoding="utf-8").splitlines(), start=1):
        line = raw.strip()
        found = _ITEM.fullmatch(line)
        if not line:
            continue
        if found:
            items.append((found[1], int(found[2]), found[3], []))
        elif line.startswith("ITEM "):
            raise _wrong(path, number, line, 'write "ITEM <number> <item id> <title>"')
        elif items and line in SECTIONS:
            items[-1][3].append((line, []))
        elif items:
            if not items[-1][3]:
                raise _wrong(path, number, line, f"open a section first: {', '.join(SECTIONS)}")
            items[-1][3][-1][1].append(_line(path, number, line))
        elif line in ATTENDANCE:
            names = attendance.setdefault(line, [])
        elif names is not None:
            names.append(line)
        else:
            key, colon, value = (part.strip() for part in line.partition(":"))
            if not colon or not value or key in head or key not in (*REQUIRED, *OPTIONAL):
                keys = ", ".join((*REQUIRED, *OPTIONAL))
                raise _wrong(path, number, line, f'write "key: value", each key once, of: {keys}')
            head[key] = value
    return _assemble(path, head, attendance, items)


def read_all(folder: Path) -> list[MinutesSource]:
    """Every source in the folder, by file name."""
    return [read(path) for path in sorted(folder.glob("*.txt"))]


def ballots(item: Item) -> list[Ballot]:
    """The recorded votes of an item."""
    found = []
    for section in item.sections:
        if section.name != "VOTE":
            continue
        texts = [line.text for line in section.lines]
        votes = tuple(text for text in texts if _BALLOT.match(text))
        counts = {"F": 0, "A": 0}
        for vote in votes:
            ballot = _BALLOT.match(vote)
            if ballot and not ballot[1].startswith("Abs"):
                counts[ballot[1][0]] += int(ballot[2] or 0)
        title = " ".join(text for text in texts if not _BALLOT.match(text)) or item.title
        found.append(Ballot(title, votes, counts["F"] > counts["A"]))
    return found


def _line(path: Path, number: int, line: str) -> Line:
    if line.startswith("|"):
        if not line.endswith("|") or len(line) < 3:
            raise _wrong(path, number, line, 'write a table row as "| cell | cell |"')
        return Line(Shape.ROW, line, cells=tuple(cell.strip() for cell in line[1:-1].split("|")))
    marked = _MARKED.fullmatch(line)
    if not marked:
        return Line(Shape.PARAGRAPH, line)
    shapes = {"·": Shape.BULLET, "-": Shape.SUB_BULLET}
    return Line(shapes.get(marked[1], Shape.NUMBER), marked[2], marked[1])


def _assemble(
    path: Path,
    head: dict[str, str],
    attendance: dict[str, list[str]],
    items: list[tuple[str, int, str, list[tuple[str, list[Line]]]]],
) -> MinutesSource:
    missing = [key for key in REQUIRED if key not in head]
    if missing:
        raise _wrong(path, 1, "", f"add the missing {', '.join(missing)}")
    allowed = {
        "committee": tuple(COMMITTEE_IDS),
        "form": FORMS,
        "status": ("confirmed", "draft"),
        "listed": ("yes", "no", "bare"),
    }
    head = {"also": "", "listed": "yes", **head}
    for key, values in allowed.items():
        if head[key] not in values:
            raise _wrong(path, 1, f"{key}: {head[key]}", f"write one of: {', '.join(values)}")
    if not items or (head["form"] == "item" and len(items) != 1):
        raise _wrong(path, 1, f"{len(items)} items", "give one ITEM; only an item page has no more")
    try:
        date = dt.date.fromisoformat(head.pop("date"))
        mid = int(head.pop("mid"))
    except ValueError as error:
        raise _wrong(path, 1, str(error), "write date: YYYY-MM-DD and mid: a number") from error
    return MinutesSource(
        path=path,
        date=date,
        mid=mid,
        attendance={heading: tuple(lines) for heading, lines in attendance.items()},
        items=tuple(
            Item(number, id_, title, tuple(Section(name, tuple(lines)) for name, lines in parts))
            for number, id_, title, parts in items
        ),
        **head,
    )


def _wrong(path: Path, number: int, line: str, remedy: str) -> SourceError:
    return SourceError(f"{path}, line {number}: {line!r}: {remedy}")
