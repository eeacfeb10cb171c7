"""The same report across the years: documents of one committee whose titles differ only in their time."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from archive.document import DocumentKind, Entry
from web.slug import slug, unlike

REPORTS = (DocumentKind.REPORT, DocumentKind.ANNUAL_REPORT)

_MONTH = r"(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\.?"
_TIME = re.compile(
    rf"""\(?\b(?:(?:\d{{1,2}}(?:st|nd|rd|th)?\s+)?{_MONTH}(?:\s+to\s+{_MONTH})?,?\s+(?=(?:19|20)\d\d))?
    (?:19|20)\d\d(?:\s?[-–/]\s?(?:\d{{4}}|\d\d))?\b\)?
    |\b(?:q(?:uarter)?\s?[1-4]|(?:first|second|third|fourth)\s+quarter)\b""",
    re.IGNORECASE | re.VERBOSE,
)
"""A time in a title: "2023-24", "November 2024", "Quarter 3"."""
_CODE = re.compile(r"\A\d\d[-/]\d{5}\s*[-–:]\s*")
"""A decision's number before a title."""


@dataclass(frozen=True, slots=True)
class Series:
    name: str
    """The title without its time."""
    slug: str
    committee: str
    editions: tuple[Entry, ...]
    """Newest first; of at least two days."""


def series(entries: Iterable[Entry]) -> tuple[Series, ...]:
    """Every report that was made more than once, in alphabetical order."""
    by_name: dict[tuple[str, str], list[Entry]] = {}
    for entry in entries:
        if entry.kind in REPORTS and entry.date:
            by_name.setdefault((untimed(entry.title).casefold(), entry.committee), []).append(entry)
    found: dict[str, Series] = {}
    for (_, committee), editions in sorted(by_name.items()):
        if len({entry.date for entry in editions}) < 2:
            continue
        newest = sorted(editions, key=lambda entry: (str(entry.date), entry.id), reverse=True)
        name = untimed(newest[0].title)
        own = unlike(slug(name, "report"), found)
        found[own] = Series(name, own, committee, tuple(newest))
    return tuple(found.values())


def annual_reports(entries: Iterable[Entry]) -> tuple[Entry, ...]:
    """Those with a date, newest first."""
    found = (entry for entry in entries if entry.kind is DocumentKind.ANNUAL_REPORT and entry.date)
    return tuple(sorted(found, key=lambda entry: (str(entry.date), entry.id), reverse=True))


def untimed(title: str) -> str:
    """``Annual report 2023-24 of the Board`` is ``Annual report of the Board``."""
    bare = _TIME.sub(" ", _CODE.sub("", title))
    words = re.sub(r"\s*[-–:,]\s*(?=[-–:,]|\Z)", "", " ".join(bare.split()))
    return words.strip(" -–:,") or title
