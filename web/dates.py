"""Dates: those that people type into a filter, and the one that it is."""

from __future__ import annotations

import calendar
import datetime as dt
import re

_YEAR = re.compile(r"(\d{4})")
_MONTH = re.compile(r"(\d{4})-(\d{1,2})")
_ISO = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})")
_BRITISH = re.compile(r"(\d{1,2})[/. -](\d{1,2})[/. -](\d{4})")
_WORDS = re.compile(r"(?:(\d{1,2})(?:st|nd|rd|th)?\s+)?([a-z]{3,9})\.?,?\s+(\d{4})", re.IGNORECASE)

Period = tuple[dt.date, dt.date]


def today() -> dt.date:
    """In UTC, as all moments that the archive keeps."""
    return dt.datetime.now(dt.UTC).date()


def period(text: str) -> Period:
    """The first and last day that ``text`` names: a day, a month or a year.

    ``2024-12-10``, ``10/12/2024`` and ``10 December 2024`` are days; ``2024-12`` and ``December 2024``
    months; ``2024`` a year. Raises ValueError for anything else.
    """
    text = text.strip()
    if match := _ISO.fullmatch(text):
        year, month, day = map(int, match.groups())
        return _day(year, month, day)
    if match := _BRITISH.fullmatch(text):
        day, month, year = map(int, match.groups())
        return _day(year, month, day)
    if match := _WORDS.fullmatch(text):
        month = _month_named(match[2])
        return (
            _day(int(match[3]), month, int(match[1])) if match[1] else _month(int(match[3]), month)
        )
    if match := _MONTH.fullmatch(text):
        return _month(int(match[1]), int(match[2]))
    if match := _YEAR.fullmatch(text):
        return dt.date(int(match[1]), 1, 1), dt.date(int(match[1]), 12, 31)
    raise ValueError(text)


def _day(year: int, month: int, day: int) -> Period:
    date = dt.date(year, month, day)
    return date, date


def _month(year: int, month: int) -> Period:
    first = dt.date(year, month, 1)
    return first, first.replace(day=calendar.monthrange(year, month)[1])


def _month_named(name: str) -> int:
    for number in range(1, 13):
        full = dt.date(2000, number, 1).strftime("%B").casefold()
        if name.casefold() in (full, full[:3]) or (full == "september" and name.lower() == "sept"):
            return number
    raise ValueError(name)
