"""Dates and times as councils print them: day, month, year, and nothing looser.

"Tuesday, 12th November, 2024", "12-Nov-2024", "2024-12-10", "10/12/2024", "10.12.24" and "6.30 pm" are
read. Month-first dates, other two-digit years and bare "7.30" are not: each has another reading.
"""

from __future__ import annotations

import datetime as dt
import re
from typing import NamedTuple

MONTHS = (
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)  # fmt: skip
WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")

_MONTH_NUMBER = {name[:3].lower(): number for number, name in enumerate(MONTHS, start=1)}
_MONTH = (
    r"jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?"
    r"|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?"
)
_WEEKDAY = r"(?:mon|tues?|wed(?:nes)?|thur?s?|fri|sat(?:ur)?|sun)(?:day)?"
_YEAR = r"(?:1[89]|20|21)[0-9]{2}"
_DATE = re.compile(
    rf"""
    (?:\b{_WEEKDAY}\b[\s,.]*(?:the\s+)?)?
    (?<![0-9/])(?P<day>[0-9]{{1,2}})(?:\s?(?:st|nd|rd|th))?
    (?:\s*(?:day\s+)?of\s+|[\s,.\-–]{{1,4}})
    (?P<month>{_MONTH})\b[\s,.\-–]{{1,4}}(?P<year>{_YEAR})(?![0-9])
    | (?<![0-9./-])(?P<iso>{_YEAR}-[0-9]{{2}}-[0-9]{{2}})(?![0-9-])
    | (?<![0-9./-])(?P<d>[0-9]{{1,2}})(?P<mark>[/.-])(?P<m>[0-9]{{1,2}})(?P=mark)(?P<y>{_YEAR})
      (?![0-9]|[/.-][0-9])
    | (?<![0-9./-])(?P<d2>[0-3][0-9])\.(?P<m2>[01][0-9])\.(?P<y2>[0-9]{{2}})(?![0-9]|[/.-][0-9])
    """,
    re.IGNORECASE | re.VERBOSE,
)
_NAMED_WEEKDAY = re.compile(rf"\b(?P<name>{_WEEKDAY})\b", re.IGNORECASE)
_TIME = re.compile(
    r"""
    (?<![0-9.:])(?:
      (?P<from_hour>1[0-2]|0?[1-9])[.:](?P<from_minute>[0-5][0-9])(?=\s?(?:[-–—]|to|until)\s?
        (?P<to_hour>1[0-2]|0?[1-9])(?:[.:](?P<to_minute>[0-5][0-9]))?\s?(?P<to_half>[ap])\.?\s?m\b)
      | (?P<hour>1[0-2]|0?[1-9])(?:[.:](?P<minute>[0-5][0-9]))?\s?(?P<half>[ap])\.?\s?m\b\.?
      | (?P<h24>[01]?[0-9]|2[0-3]):(?P<m24>[0-5][0-9])(?![0-9:])
      | (?P<h>[01]?[0-9]|2[0-3])[.:]?(?P<m>[0-5][0-9])\s?(?:hours|hrs)\b
    )
    | \b(?:12\s)?(?P<noon>noon|midday)\b
    """,
    re.IGNORECASE | re.VERBOSE,
)


class FoundDate(NamedTuple):
    """A date and the half-open character range that says it, its weekday included."""

    date: dt.date
    start: int
    end: int


class FoundTime(NamedTuple):
    time: dt.time
    start: int
    end: int


def find_dates(text: str) -> list[FoundDate]:
    """Every date in the text, in order; a day that no calendar has (31 February) is left out."""
    found = []
    for match in _DATE.finditer(text):
        date = _date_of(match)
        if date is not None:
            found.append(FoundDate(date, match.start(), match.end()))
    return found


def parse_date(text: str) -> dt.date | None:
    """The date that the whole of a cell or a field says, or None."""
    text = text.strip()
    match = _DATE.fullmatch(text)
    return _date_of(match) if match else None


def _date_of(match: re.Match[str]) -> dt.date | None:
    try:
        if match["iso"]:
            return dt.date.fromisoformat(match["iso"])
        if match["d"]:
            return dt.date(int(match["y"]), int(match["m"]), int(match["d"]))
        if match["d2"]:
            return dt.date(2000 + int(match["y2"]), int(match["m2"]), int(match["d2"]))
        month = _MONTH_NUMBER[match["month"][:3].lower()]
        return dt.date(int(match["year"]), month, int(match["day"]))
    except ValueError:
        return None


def weekday_conflict(text: str, date: dt.date) -> str:
    """The weekday that the words name, if the date fell on another; otherwise empty.

    >>> weekday_conflict("Wednesday 10 December 2024", dt.date(2024, 12, 10))
    'Wednesday'
    """
    match = _NAMED_WEEKDAY.search(text)
    if match is None or match["name"][:2].lower() == WEEKDAYS[date.weekday()][:2].lower():
        return ""
    return next(day for day in WEEKDAYS if day[:2].lower() == match["name"][:2].lower())


def find_times(text: str) -> list[FoundTime]:
    """Every time of day in the text, in order; of "2.00 – 4.15 pm" the first is in the afternoon, too."""
    return [FoundTime(_time_of(m), m.start(), m.end()) for m in _TIME.finditer(text)]


def _time_of(match: re.Match[str]) -> dt.time:
    if match["noon"]:
        return dt.time(12)
    if match["half"]:
        return _clock(match["hour"], match["minute"], match["half"])
    if match["to_half"]:
        time = _clock(match["from_hour"], match["from_minute"], match["to_half"])
        end = _clock(match["to_hour"], match["to_minute"], match["to_half"])
        return time if time <= end else time.replace(hour=(time.hour + 12) % 24)
    return dt.time(int(match["h24"] or match["h"]), int(match["m24"] or match["m"]))


def _clock(hour: str, minute: str | None, half: str) -> dt.time:
    return dt.time(int(hour) % 12 + (12 if half.lower() == "p" else 0), int(minute or 0))


def print_date(date: dt.date) -> str:
    """As councils print it: "10 December 2024"."""
    return f"{date.day} {MONTHS[date.month - 1]} {date.year}"


def print_time(time: dt.time) -> str:
    """As councils print it: "6.30 pm", "10 am"."""
    half = "pm" if time.hour >= 12 else "am"
    hour = time.hour % 12 or 12
    return f"{hour}.{time.minute:02} {half}" if time.minute else f"{hour} {half}"
