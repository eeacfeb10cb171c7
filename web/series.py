"""The same report across the years: documents of one committee whose titles differ only in their time."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from archive.document import DocumentKind, Entry
from web.slug import Address, addresses

REPORTS = (DocumentKind.REPORT, DocumentKind.ANNUAL_REPORT)

_MONTH = r"(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\.?"
_TIME = re.compile(
    rf"""(?:\b(?:for|of|in|during|at|on)\s+(?:the\s+)?(?:(?:financial|municipal)\s+)?(?:(?:year|quarter)\s+)?)?
    (?:(?<!\w)\(?(?:(?:\d{{1,2}}(?:st|nd|rd|th)?\s+)?{_MONTH}(?:\s+to\s+{_MONTH})?,?\s+(?=(?:19|20)\d\d))?
    \b(?P<first>(?:19|20)\d\d)(?:\s?[-–/]\s?(?P<last>\d{{4}}|\d\d)|\s+to\s+(?P<until>\d{{4}}))?\b(?![-–/]\d)\)?
    |\b\d{{4}}-\d\d-\d\d\b
    |\b(?:q(?:uarter)?\s?[1-4]|(?:first|second|third|fourth)\s+quarter)\b)""",
    re.IGNORECASE | re.VERBOSE,
)
"""A time in a title, with the words that lead to it: "2023-24", "for November 2024", "Quarter 3"."""
_CODE = re.compile(r"\A\d\d[-/]\d{5}\s*[-–:]\s*")
"""A decision's number before a title."""


@dataclass(frozen=True, slots=True)
class Series:
    name: str
    """The title without its time."""
    address: Address
    committee: str
    editions: tuple[Entry, ...]
    """Newest first; of at least two days."""

    @property
    def slug(self) -> str:
        return self.address.slug


def series(entries: Iterable[Entry]) -> tuple[Series, ...]:
    """Every report that was made more than once, in alphabetical order."""
    by_name: dict[tuple[str, str], list[Entry]] = {}
    for entry in entries:
        if entry.kind in REPORTS and entry.date:
            by_name.setdefault((_name(entry).casefold(), entry.committee), []).append(entry)
    made_again = {
        key: editions
        for key, editions in sorted(by_name.items())
        if len({entry.date for entry in editions}) > 1
    }
    own = addresses({"\n".join(key): key[0] for key in made_again}, "report")
    found = []
    for key, editions in made_again.items():
        newest = sorted(editions, key=lambda entry: (str(entry.date), entry.id), reverse=True)
        found.append(Series(_name(newest[0]), own["\n".join(key)], key[1], tuple(newest)))
    return tuple(found)


def annual_reports(entries: Iterable[Entry]) -> tuple[Entry, ...]:
    """Those with a date, newest first."""
    found = (entry for entry in entries if entry.kind is DocumentKind.ANNUAL_REPORT and entry.date)
    return tuple(sorted(found, key=lambda entry: (str(entry.date), entry.id), reverse=True))


def untimed(title: str, made: int) -> str:
    """``Annual report 2023-24 of the Board`` is ``Annual report of the Board``.

    ``made`` is the year of the report. Later years than the next, and spans of several, are no time of a
    report but what it looks to: "Local Plan 2040", "Strategy 2025 to 2030".
    """
    bare = _TIME.sub(
        lambda time: " " if _is_of_report(time, made) else time.group(), _CODE.sub("", title)
    )
    # Signs that a time leaves side by side or alone; those within a word are its own.
    words = re.sub(r"(?:\s[-–:,]\s*|[-–:,]\s+)(?=[-–:,])", " ", " ".join(bare.split()))
    left = re.sub(r"\s+(?=[:,](?:\s|\Z))", "", words.strip(" -–:,"))
    return left if any(map(str.isalnum, left)) else title


def _is_of_report(time: re.Match[str], made: int) -> bool:
    if not time["first"]:
        return True
    first = int(time["first"])
    ends = time["last"] or time["until"] or ""
    last = int(time["first"][: 4 - len(ends)] + ends)
    return first <= made + 1 and 0 <= last - first <= 1


def _name(entry: Entry) -> str:
    assert entry.date
    return untimed(entry.title, entry.date.year)
