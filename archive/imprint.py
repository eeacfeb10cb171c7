"""Reads from a report's opening who wrote it, and which year or years it is about."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import takewhile

from archive.dates import MONTHS

_WROTE = (
    re.compile(r"(?:from|(?:report )?by|report from)\s*:\s*(?P<who>.+)", re.IGNORECASE),
    re.compile(r"report (?:of|by|from)\s*:?\s+(?:the )?(?P<who>[A-Z].+)", re.IGNORECASE),
    re.compile(
        r"(?:report(?:ing)? |lead )?authors?(?:\(s\))?(?: and contact(?: details)?)?\s*:\s*(?P<who>.+)", re.I
    ),
    re.compile(r"(?:lead|reporting|responsible|accountable) (?:officer|director)s?\s*:\s*(?P<who>.+)", re.I),
    re.compile(r"(?:produced|prepared|written|compiled|published) by\s*:?\s+(?P<who>[A-Z].+)", re.IGNORECASE),
)  # fmt: skip
_UNPOINTED = re.compile(r"(?:From|By)\s+(?P<who>(?:the )?[A-Z].+)")
_ADDRESSEE = re.compile(r"to\b\s*:?\s", re.IGNORECASE)
_LABEL = re.compile(r"[A-Z][\w /()’'\-]{1,40}:")
_MOST_LINES = 5
_MAX_LINE = 150
"""Characters: who writes and what for stands in shorter lines than that."""
_COVER_LINES = 10

_MONTH = "|".join(f"{name}|{name[:3]}" for name in MONTHS)
_DAY = r"(?:\d{1,2}(?:st|nd|rd|th)?\s+)?"
_YEARS = re.compile(
    rf"(?<![\d/.-])(?:(?P<first>(?:19|20)\d\d)\s?[-–—/]\s?(?P<last>(?:(?:19|20)\d\d|\d\d))(?![\d/-])"
    rf"|{_DAY}(?:{_MONTH})\s+(?:(?:19|20)\d\d\s+)?(?:to|until|[-–—])\s+{_DAY}(?:{_MONTH})\s+(?:19|20)\d\d)",
    re.IGNORECASE,
)
_ONE_YEAR = re.compile(r"(?<![\d/.-])(?:19|20)\d\d(?![\d/.-])")
_MAX_SPAN = 40
"""Years: local plans run for up to twenty-five, waste plans for more."""


def read_author(opening: Sequence[str]) -> str:
    """The body, post or person that the report names as its author; empty where it names none.

    >>> read_author(["From: Ann Vane, Leader of the Council", "Jo Fox, Clerk", "To: Cabinet"])
    'Ann Vane, Leader of the Council; Jo Fox, Clerk'
    """
    lines = [line for line in opening if len(line) <= _MAX_LINE]
    addressed = any(_ADDRESSEE.match(line) for line in lines[:_COVER_LINES])
    for pattern in _WROTE + ((_UNPOINTED,) if addressed else ()):
        for place, line in enumerate(lines):
            match = pattern.fullmatch(line)
            if match and not match["who"].endswith("."):
                more = _more(lines[place + 1 :]) if addressed and place < _COVER_LINES else []
                names = (name.strip(" ,;") for name in (match["who"], *more))
                return "; ".join(name for name in names if name)
    return ""


def _more(lines: Sequence[str]) -> list[str]:
    """The lines between an author and the addressee, where a report has several authors."""
    more = list(takewhile(lambda line: not _ADDRESSEE.match(line), lines))
    is_list = len(more) < min(_MOST_LINES, len(lines)) and not any(map(_LABEL.match, more))
    return more if is_list else []


def read_period(title: str, opening: Sequence[str], *, annual: bool) -> str:
    """The years in the report's title, or else in a line of its cover, as they are written there."""
    cover = [line for line in opening[:_COVER_LINES] if len(line) <= _MAX_LINE / 2]
    for line in (title, *(cover if annual else filter(_is_years, cover))):
        for years in _YEARS.finditer(line):
            if _is_span(years):
                return years[0]
    single = (title, *filter(_ONE_YEAR.fullmatch, cover)) if annual else ()
    return next((year[0] for line in single if (year := _ONE_YEAR.search(line))), "")


def _is_years(line: str) -> bool:
    return _YEARS.fullmatch(line) is not None


def _is_span(match: re.Match[str]) -> bool:
    """Whether two years follow each other: "2023-24" does, "2024-12" and "2024/03" do not."""
    if not match["first"]:
        return True
    first, last = int(match["first"]), int(match["last"])
    if last < 100:
        last += first // 100 * 100
    return 0 < last - first <= _MAX_SPAN
