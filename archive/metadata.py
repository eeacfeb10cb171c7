"""Says what record a file is: title, committee, date, kind and status, as the page itself says."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import PurePosixPath

from archive.committee import PACK_OF, SUBTITLE, read_committee, spelt
from archive.dates import (
    find_dates,
    find_times,
    parse_date,
    print_time,
    weekday_conflict,
)
from archive.document import BlockKind, DocumentKind, Status
from archive.filename import spoken
from archive.imprint import read_author, read_period
from archive.posts import says
from archive.reading import Reading
from archive.title import ANNUAL, MAX_TITLE, OPENING_BLOCKS, read_title

_OPENING_CHARACTERS = 5_000
"""Front matter ends well before it; a date further on belongs to the business."""
_MAX_DATE_LINE = 200
"""Characters: a longer block that holds a date is narrative."""
_MAX_LABEL = 8
"""Words of a line on a report's cover that may end with a full stop."""

_PLACE = (
    re.compile(r"(?:proposed )?(?:venue|location|place)\s*:\s*(?P<place>.+)", re.IGNORECASE),
    re.compile(
        r"\bheld (?:in|at) (?P<place>(?!\d).+?),? (?:on|at)\b(?= [\w,]*\s*\d| \w+day)", re.I
    ),
    re.compile(r"(?:[ap]\.?m\.?|noon|hours),? (?:in|at) (?P<place>[^.]+)", re.IGNORECASE),
    re.compile(
        r"\bheld on\b.{6,40}?\b\d{4},? (?:in|at) (?P<place>(?!\d).+?)"
        r"(?:,? (?:commencing|starting|beginning|at \d|from \d)|[.;]|$)",
        re.IGNORECASE,
    ),
    re.compile(
        r"\b\d{4}, (?P<place>(?!\d)[^.;\d]{4,80}), \d{1,2}(?:[.:]\d\d)? ?[ap]\.?m\b", re.IGNORECASE
    ),
    re.compile(
        r"\b\d{4},? (?:at )?\d{1,2}[.:]\d\d(?: ?[ap]\.?m\.?| hours)?, (?P<place>(?!\d)[^.;]{4,80})",
        re.IGNORECASE,
    ),
    re.compile(
        r"\b(?:by|via|on|through) (?P<place>video[- ]?(?:conferenc\w+|link)"
        r"|(?:(?:ms|microsoft) )?teams|zoom)\b",
        re.IGNORECASE,
    ),
)
_OTHER_DAY = re.compile(
    r"previous|\blast meeting|next meeting|publish|deadline|circulated|confirm(?!ed (?:\w+ )?minutes)|printed"
    r"|issued|dispatch|\bminutes of\b.* (?:be|been|was|were) (?:\w+ ){0,4}"
    r"(?:approved|agreed|signed|adopted|accepted|received|taken)",
    re.IGNORECASE,
)
_MINUTES_OF = re.compile(r"minutes of (?!.*\bheld on\b.*\b(?:at|in)\b)", re.IGNORECASE)
_FRONT_ENDS = re.compile(
    r"\W*(?:\d|(?:members |also )?present|in attendance|apolog|declaration|welcome)", re.I
)
_RECORD = re.compile(
    r"(?:[^/]{3,80} / )?(?:\w+ )?(?:minutes|notes|cofnodion|minute(?= of (?:the |a )?meeting)"
    r"|proceedings(?= of)|record of (?:the )?(?:decisions|proceedings|meeting))\b"
    r"(?! of (?:the )?(?:previous|last))",
    re.IGNORECASE,
)
"""How minutes call themselves, in Scotland and Wales, too."""
_DRAFT = re.compile(
    r"\bdraft (?:\w+ )?(?:minutes|notes)|subject to (?:\w+ ){0,3}(?:approval|confirmation|agreement)",
    re.I,
)
_CONFIRMED = re.compile(
    r"\bconfirmed (?:\w+ )?minutes|\bminutes \(confirmed\)|status\s*:\s*confirmed", re.I
)
_HELD = re.compile(
    r"\W*(?:(?:the|draft|confirmed|printed|approved)\s+)*(?:(?:minutes?|notes|record|proceedings)\b.*\bheld\b"
    r"|at an? .*\bmeeting\b.*\bheld\b|(?:meeting )?held (?:on|at|in)\b)",
    re.IGNORECASE,
)
_PACK = re.compile(
    r"\(public pack\)|public reports? pack|agenda (?:frontsheet|supplement)", re.IGNORECASE
)
"""The names that ModernGov gives to what it makes of an agenda."""


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
    author: str = ""
    period: str = ""
    title_is_stated: bool = False
    """Whether the page names its title as such, or is of a kind that its committee and date name."""
    held_on: str = ""
    """The words in which minutes say, unmistakably, on which day their meeting was held."""
    is_pack: bool = False
    """Whether the file calls itself an agenda pack, frontsheet or supplement."""
    date_notes: tuple[str, ...] = ()
    """Doubts about the date, of no interest to who knows it otherwise."""
    notes: tuple[str, ...] = ()
    """What is missing is not said here: the caller may know it otherwise."""


def read_metadata(reading: Reading, file: str) -> Metadata:
    """Reads the page's opening and, only where that is silent, the file's own metadata and name."""
    opening = list(_opening(reading))
    kind = _kind(reading, opening)
    pack = PACK_OF.match(reading.claims.title)
    committee, when = (
        (pack["committee"], pack["when"]) if pack else read_committee(reading.heading, opening)
    )
    meets = kind in (DocumentKind.MINUTES, DocumentKind.AGENDA)
    date, date_notes = _date(reading, when, _dated(opening, kind), file, meets=meets)
    status = _status(reading, opening, date) if kind is DocumentKind.MINUTES else None
    title, is_stated = read_title(
        reading, opening, kind or DocumentKind.REPORT, committee, date, status
    )
    annual = kind is DocumentKind.ANNUAL_REPORT
    times = [found for line in (when, *opening) for found in find_times(line)] if meets else []
    cancelled = "CANCELLED" in reading.heading.upper()
    return Metadata(
        title or spoken(file),
        kind or DocumentKind.REPORT,
        committee,
        date,
        print_time(times[0].time) if times else "",
        _place(opening) if meets else "",
        status,
        bool(title),
        kind is not None,
        "" if meets else read_author(opening),
        "" if meets else read_period(title, opening, annual=annual),
        is_stated,
        _held_on(opening, date) if kind is DocumentKind.MINUTES else "",
        _is_pack(reading),
        date_notes,
        ("The page says that this meeting was cancelled.",) if cancelled else (),
    )


def _opening(reading: Reading) -> Iterator[str]:
    """The first blocks, each on one line: up to the first item and no further than front matter goes."""
    end = min(_OPENING_CHARACTERS, reading.items[0].start if reading.items else len(reading.text))
    for block in reading.blocks[:OPENING_BLOCKS]:
        if block.start >= end:
            return
        words = reading.text[block.start : block.end][:_OPENING_CHARACTERS]
        if block.kind is BlockKind.TABLE_ROW and words.count("\t") == 1 and not words[0].isspace():
            first, _, second = words.partition("\t")
            words = f"{first.rstrip(' :')}: {second}"  # a form's field and what it was filled with
        yield " ".join(words.split())


def _kind(reading: Reading, opening: Sequence[str]) -> DocumentKind | None:
    labels = {
        reading.text[block.start : block.end].lower().rstrip(": ")
        for block in reading.blocks
        if block.kind is BlockKind.LABEL
    }
    if labels & {"minutes", "decision", "decisions"}:
        return DocumentKind.MINUTES
    head = [*opening[:12], reading.claims.title]
    if any(_RECORD.match(line) for line in head):
        return DocumentKind.MINUTES
    if any(re.match(r"at an? (?:\w+ )*meeting of", line, re.I) for line in head):
        return DocumentKind.MINUTES
    if _is_pack(reading):
        return DocumentKind.AGENDA
    if reading.heading and (reading.items or SUBTITLE.fullmatch(reading.heading)):
        return DocumentKind.AGENDA
    if any(re.match(r"(?:\w+ )?agenda\b(?! item)", line, re.I) for line in opening[:12]):
        return DocumentKind.AGENDA
    if any(ANNUAL.search(line) for line in head if len(line) <= MAX_TITLE):
        return DocumentKind.ANNUAL_REPORT
    if any(re.search(r"\breport\b", line, re.I) for line in head if len(line) <= MAX_TITLE):
        return DocumentKind.REPORT
    return None


def _date(
    reading: Reading, when: str, lines: Sequence[str], file: str, *, meets: bool
) -> tuple[dt.date | None, tuple[str, ...]]:
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


def _dated(opening: Sequence[str], kind: DocumentKind | None) -> list[str]:
    """The lines whose date is the record's own: no narrative, and none of another day.

    Only the line that heads minutes, before those present are named, may call them minutes of a day.
    """
    meets = kind in (DocumentKind.MINUTES, DocumentKind.AGENDA)
    is_head = kind is DocumentKind.MINUTES
    found = []
    for line in opening:
        is_head = is_head and not _FRONT_ENDS.match(line)
        opens = is_head and _RECORD.match(line) is not None
        is_other = bool(_OTHER_DAY.search(line)) or (not opens and bool(_MINUTES_OF.search(line)))
        if len(line) <= _MAX_DATE_LINE and not is_other and (meets or not _is_sentence(line)):
            found.append(line)
    return found


def _is_sentence(line: str) -> bool:
    return (
        len(line.split()) > _MAX_LABEL
        and line.rstrip("0123456789¹²³”’)")[-1:] == "."
        and says(line)
    )


def _held_on(opening: Sequence[str], date: dt.date | None) -> str:
    """The words in which the line that opens minutes says that their meeting was held on ``date``."""
    for line in opening:
        held = _HELD.match(line) if not re.search(r"\b(?:previous|last)\b", line, re.I) else None
        for found, start, end in find_dates(line) if held else ():
            if found == date and not weekday_conflict(line[start:end], found):
                return line[start:end]
    return ""


def _is_pack(reading: Reading) -> bool:
    return _PACK.search(reading.claims.title) is not None


def _status(reading: Reading, opening: Sequence[str], date: dt.date | None) -> Status | None:
    own = [line for line in opening if not _is_of_another_meeting(line, date)]
    lines = [line for line in (reading.heading, reading.claims.title, *own) if line]
    if any(_DRAFT.search(line) for line in lines):
        return Status.DRAFT
    return Status.CONFIRMED if any(_CONFIRMED.search(line) for line in lines) else None


def _is_of_another_meeting(line: str, date: dt.date | None) -> bool:
    """Whether a line speaks of the minutes of an earlier meeting, as the item that confirms them does."""
    if re.search(r"\b(?:previous|last) meeting", line, re.IGNORECASE):
        return True
    days = {day for day, _, _ in find_dates(line)}
    return bool(days) and date not in days


def _place(opening: Sequence[str]) -> str:
    for pattern in _PLACE:
        for line in opening:
            match = pattern.search(line)
            if match:
                return spelt(match["place"][:150])
    return ""
