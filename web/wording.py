"""The site's words for the record's parts, in plain English."""

from __future__ import annotations

import datetime as dt

from archive.citation import long_date
from archive.document import DocumentKind, Entry, Range, Status
from indexer.passage import Passage, PassageKind
from indexer.results import Coverage, Mode, Sort

DOCUMENT_KINDS = {
    DocumentKind.MINUTES: "Minutes",
    DocumentKind.REPORT: "Report",
    DocumentKind.ANNUAL_REPORT: "Annual report",
    DocumentKind.AGENDA: "Agenda",
}

PASSAGE_KINDS = {
    PassageKind.SUMMARY: "Summary of the report",
    PassageKind.NARRATIVE: "Discussion",
    PassageKind.EXCHANGE: "Question and response",
    PassageKind.QUESTION: "Question",
    PassageKind.UNANSWERED: "Question, no answer recorded in the minutes",
    PassageKind.RESOLUTION: "Decision",
    PassageKind.MOTION: "Motion",
    PassageKind.ATTENDANCE: "Attendance",
    PassageKind.SECTION: "Part of a report",
    PassageKind.LIST_ITEM: "Point in a list",
    PassageKind.TABLE_ROW: "Row of a table",
}

MODES = {
    Mode.HYBRID: "Words and meaning",
    Mode.KEYWORD: "Exact words only",
    Mode.MEANING: "Meaning only",
}

SORTS = {
    Sort.RELEVANCE: "Best match",
    Sort.NEWEST: "Newest first",
    Sort.OLDEST: "Oldest first",
}

STATUSES = {
    Status.DRAFT: "Draft",
    Status.CONFIRMED: "Confirmed",
}

NO_COMMITTEE = "Documents that name no committee"


_ENDINGS = {1: "st", 2: "nd", 3: "rd"}


def document_kind(entry: Entry) -> str:
    return DOCUMENT_KINDS[entry.kind]


def passage_kind(passage: Passage) -> str:
    return PASSAGE_KINDS[passage.kind]


def context_label(passage: Passage, is_table_text: bool) -> str:
    """What the words shown above a passage are to it."""
    if passage.kind in (PassageKind.EXCHANGE, PassageKind.QUESTION):
        return "Question"
    if is_table_text or passage.kind is PassageKind.TABLE_ROW:
        return "Table heading"
    return "Under"


def date_or_undated(date: dt.date | None) -> str:
    return long_date(date) if date else "Undated"


def counted(number: int, one: str, many: str = "") -> str:
    """``1 meeting``, ``1,204 meetings``"""
    return f"{number:,} {one if number == 1 else many or one + 's'}"


def page_span(pages: Range | None) -> str:
    if pages is None:
        return ""
    first, last = pages
    return f"Page {first}" if first == last else f"Pages {first} to {last}"


def span(first: dt.date | None, last: dt.date | None) -> str:
    """The dates from first to last, as words; empty where neither is known."""
    if first and last and first != last:
        return f"{long_date(first)} to {long_date(last)}"
    known = first or last
    return long_date(known) if known else ""


def searched(coverage: Coverage) -> str:
    """What was searched, as the end of a sentence."""
    words = counted(coverage.documents, "document")
    if coverage.meetings:
        words += f" from {counted(coverage.meetings, 'meeting')}"
    dates = span(coverage.date_from, coverage.date_to)
    return f"{words}, {dates}" if dates else words


def not_read(coverage: Coverage) -> str:
    """What could not be searched, as a sentence; empty where all was read."""
    if not coverage.unreadable:
        return ""
    return f"{counted(coverage.unreadable, 'more document')} could not be read."


def ordinal(number: int) -> str:
    """``1st``, ``22nd``, ``113th``"""
    if 10 <= number % 100 <= 20:
        return f"{number}th"
    return f"{number}{_ENDINGS.get(number % 10, 'th')}"


def moment(time: dt.datetime) -> str:
    """``10 December 2024 at 09:30 UTC``"""
    return f"{long_date(time.date())} at {time:%H:%M} UTC"
