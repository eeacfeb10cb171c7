"""Says what record a file is: title, committee, date, kind and status, as the page itself says."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import PurePosixPath

from archive.committee import MEETING_OF, SUBTITLE, read_committee, spelt
from archive.dates import (
    find_dates,
    find_times,
    parse_date,
    print_date,
    print_time,
    weekday_conflict,
)
from archive.document import BlockKind, DocumentKind, Status
from archive.reading import Reading

_OPENING_BLOCKS = 40
_OPENING_CHARACTERS = 5_000
"""Front matter ends well before either; a date further on belongs to the business."""
_MAX_DATE_LINE = 200
"""Characters: a longer block that holds a date is narrative."""
_MAX_TITLE = 200

_PLACE = (
    re.compile(r"(?:proposed )?(?:venue|location|place)\s*:\s*(?P<place>.+)", re.IGNORECASE),
    re.compile(
        r"\bheld (?:in|at) (?P<place>(?!\d).+?),? (?:on|at)\b(?= [\w,]*\s*\d| \w+day)", re.I
    ),
    re.compile(r"(?:[ap]\.?m\.?|noon|hours),? (?:in|at) (?P<place>[^.]+)", re.IGNORECASE),
)
_OTHER_DAY = re.compile(
    r"minutes of (?!.*\bheld on\b.*\b(?:at|in)\b)|previous|next meeting|publish|deadline|circulated"
    r"|confirm|printed|issued|dispatch",
    re.IGNORECASE,
)
_DRAFT = re.compile(
    r"\bdraft (?:\w+ )?(?:minutes|notes)|subject to (?:\w+ ){0,3}(?:approval|confirmation|agreement)",
    re.I,
)
_CONFIRMED = re.compile(
    r"\bconfirmed (?:\w+ )?minutes|\bminutes \(confirmed\)|status\s*:\s*confirmed", re.I
)
_ANNUAL = re.compile(r"\bannual\b[\w ’',&-]{0,60}\breport\b", re.IGNORECASE)
_SUBJECT = re.compile(r"(?:subject|(?:report )?title)\s*:\s*(?P<title>.{4,200})", re.IGNORECASE)
_NO_TITLE = re.compile(
    r"microsoft (?:word|powerpoint|excel)|agenda template|untitled|document ?\d*$|slide \d"
    r"|(?:agenda )?(?:item )?(?:report )?template|.*\.(?:docx?|pdf|xlsx?|pptx?|rtf|indd|html?|aspx)$",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Metadata:
    """What could be read; an empty field could not, and the notes say so."""

    title: str
    kind: DocumentKind
    committee: str = ""
    date: dt.date | None = None
    time: str = ""
    place: str = ""
    status: Status | None = None
    title_is_read: bool = True
    kind_is_read: bool = True
    date_notes: tuple[str, ...] = ()
    """Doubts about the date, of no interest to who knows it otherwise."""
    notes: tuple[str, ...] = ()
    """What is missing is not said here: the caller may know it otherwise."""


def read_metadata(reading: Reading, file: str) -> Metadata:
    """Reads the page's opening and, only where that is silent, the file's own metadata and name."""
    opening = list(_opening(reading))
    kind = _kind(reading, opening)
    committee, when = read_committee(reading.heading, opening)
    meets = kind in (DocumentKind.MINUTES, DocumentKind.AGENDA)
    date, date_notes = _date(reading, when, opening, file, meets=meets)
    status = _status(reading, opening) if kind is DocumentKind.MINUTES else None
    title = _title(reading, opening, kind or DocumentKind.REPORT, committee, date, status)
    times = [found for line in (when, *opening) for found in find_times(line)] if meets else []
    cancelled = "CANCELLED" in reading.heading.upper()
    return Metadata(
        title or _spoken(PurePosixPath(file).stem),
        kind or DocumentKind.REPORT,
        committee,
        date,
        print_time(times[0].time) if times else "",
        _place(opening) if meets else "",
        status,
        bool(title),
        kind is not None,
        date_notes,
        ("The page says that this meeting was cancelled.",) if cancelled else (),
    )


def _opening(reading: Reading) -> Iterator[str]:
    """The first blocks, each on one line: up to the first item and no further than front matter goes."""
    end = min(_OPENING_CHARACTERS, reading.items[0].start if reading.items else len(reading.text))
    for block in reading.blocks[:_OPENING_BLOCKS]:
        if block.start >= end:
            return
        yield " ".join(reading.text[block.start : block.end][:_OPENING_CHARACTERS].split())


def _kind(reading: Reading, opening: Sequence[str]) -> DocumentKind | None:
    labels = {
        reading.text[block.start : block.end].lower().rstrip(": ")
        for block in reading.blocks
        if block.kind is BlockKind.LABEL
    }
    if labels & {"minutes", "decision", "decisions"}:
        return DocumentKind.MINUTES
    head = [*opening[:12], reading.claims.title]
    if any(
        re.match(r"(?:\w+ )?(?:minutes|notes)\b(?! of (?:the )?(?:previous|last))", t, re.I)
        for t in head
    ):
        return DocumentKind.MINUTES
    if any(re.match(r"at an? (?:\w+ )*meeting of", line, re.I) for line in head):
        return DocumentKind.MINUTES
    if reading.heading and (reading.items or SUBTITLE.fullmatch(reading.heading)):
        return DocumentKind.AGENDA
    if any(re.match(r"(?:\w+ )?agenda\b(?! item)", line, re.I) for line in opening[:12]):
        return DocumentKind.AGENDA
    if any(_ANNUAL.search(line) for line in head if len(line) <= _MAX_TITLE):
        return DocumentKind.ANNUAL_REPORT
    if any(re.search(r"\breport\b", line, re.I) for line in head if len(line) <= _MAX_TITLE):
        return DocumentKind.REPORT
    return None


def _date(
    reading: Reading, when: str, opening: Sequence[str], file: str, *, meets: bool
) -> tuple[dt.date | None, tuple[str, ...]]:
    lines = [
        line for line in opening if len(line) <= _MAX_DATE_LINE and not _OTHER_DAY.search(line)
    ]
    for line in (when, reading.heading, *lines):
        for date, start, end in find_dates(line):
            named = weekday_conflict(line[start:end], date)
            if not named:
                return date, ()
            actual = f"{date:%A}"
            return date, (
                f"The page says {line[start:end]}, but that day was a {actual}, not a {named}: "
                "check the date and put the right one into manifest.csv.",
            )
    claimed = parse_date(reading.claims.date)
    in_name = find_dates(PurePosixPath(file).stem.replace("_", " "))
    if in_name:
        return in_name[0].date, ("The date was taken from the file's name: check it.",)
    if claimed and not meets and claimed.year > 1990:
        return claimed, ("The date is the day on which the file says that it was made: check it.",)
    if claimed and reading.heading:
        return claimed, ()  # ModernGov's DC.date: the day of the meeting or of its publication
    return None, ()


def _status(reading: Reading, opening: Sequence[str]) -> Status | None:
    lines = [line for line in (reading.heading, reading.claims.title, *opening) if line]
    if any(_DRAFT.search(line) for line in lines):
        return Status.DRAFT
    return Status.CONFIRMED if any(_CONFIRMED.search(line) for line in lines) else None


def _place(opening: Sequence[str]) -> str:
    for pattern in _PLACE:
        for line in opening:
            match = pattern.search(line)
            if match:
                return spelt(match["place"][:150])
    return ""


def _title(
    reading: Reading,
    opening: Sequence[str],
    kind: DocumentKind,
    committee: str,
    date: dt.date | None,
    status: Status | None,
) -> str:
    if len(reading.items) == 1 and MEETING_OF.match(reading.heading):
        return reading.items[0].title
    if kind in (DocumentKind.MINUTES, DocumentKind.AGENDA) and committee and date:
        name = "Agenda" if kind is DocumentKind.AGENDA else "Minutes"
        name = "Draft minutes" if status is Status.DRAFT else name
        return f"{name} of the {committee}, {print_date(date)}"
    headings = [
        (block.level, " ".join(reading.text[block.start : block.end].split()))
        for block in reading.blocks[:_OPENING_BLOCKS]
        if block.kind is BlockKind.HEADING
    ]
    sane = [(level, words) for level, words in headings if _is_title(words, committee)]
    for line in opening:
        subject = _SUBJECT.fullmatch(line)
        if subject:
            return subject["title"]
    annual = [words for _, words in sane if _ANNUAL.search(words)]
    if annual and kind is DocumentKind.ANNUAL_REPORT:
        return annual[0]
    if sane:
        return min(sane, key=lambda heading: heading[0])[1]
    claim = reading.claims.title
    if _is_title(claim, committee) and " " in claim:
        return claim
    first = opening[0] if opening else ""
    return (
        first if _is_title(first, committee) and len(first) <= 120 and first[-1:].isalnum() else ""
    )


def _is_title(words: str, committee: str) -> bool:
    return (
        4 <= len(words) <= _MAX_TITLE
        and not _NO_TITLE.match(words)
        and spelt(words).lower() != committee.lower()
        and not re.match(r"\d+\. ", words)  # a section of a report
        and not words.endswith(":")
        and not re.fullmatch(r".*\b(?:borough|county|district|city) council|\d.*\d", words, re.I)
        and any(character.isalpha() for character in words)
    )


def _spoken(stem: str) -> str:
    return " ".join(re.sub(r"[_\-]+", " ", stem).split()) or stem
