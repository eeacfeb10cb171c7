"""The site's words for the record's parts, in plain English."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from itertools import groupby

from archive.citation import long_date
from archive.document import BlockKind, DocumentKind, Entry, PageState, Presence, Range, Status
from indexer.passage import Choice, Passage, PassageKind
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
    Mode.EVERY: "Every mention",
}

SORTS = {
    Sort.RELEVANCE: "Best match",
    Sort.NEWEST: "Newest first",
    Sort.OLDEST: "Oldest first",
}

NOTHING = {
    Mode.HYBRID: "No passage in the documents searched holds these words or is close to them in meaning.",
    Mode.KEYWORD: "No passage in the documents searched holds these words.",
    Mode.MEANING: "No passage in the documents searched is close to these words in meaning.",
    Mode.EVERY: "No passage in the documents searched holds all of these words.",
}

STATUSES = {
    Status.DRAFT: "Draft",
    Status.CONFIRMED: "Confirmed",
}

BLOCK_KINDS = {
    BlockKind.HEADING: "Heading",
    BlockKind.PARAGRAPH: "Paragraph",
    BlockKind.LIST_ITEM: "Point in a list",
    BlockKind.TABLE_HEADER: "Table heading",
    BlockKind.TABLE_ROW: "Row of a table",
    BlockKind.CAPTION: "Caption",
    BlockKind.FOOTNOTE: "Footnote",
    BlockKind.LABEL: "Signpost",
}

PRESENCES = {
    Presence.PRESENT: "Present",
    Presence.ABSENT: "Absent",
    Presence.APOLOGIES: "Apologies",
    Presence.ALSO_PRESENT: "Also present",
    Presence.IN_ATTENDANCE: "In attendance",
}

CHOICES = {
    Choice.FOR: "For",
    Choice.AGAINST: "Against",
    Choice.ABSTAINED: "Abstained",
}

_PAGES = {
    PageState.TEXT: "with text",
    PageState.MACHINE_READ: "read by machine from a scan",
    PageState.CONTENTS: "of contents, left out",
    PageState.BLANK: "blank",
    PageState.PICTURE: "with only a picture, not read",
    PageState.FAILED: "damaged, not read",
}

NO_COMMITTEE = "Documents that name no committee"

READ_BY_MACHINE = "Read by machine from a scan: may hold mistakes"

CUT_SHORT = "The source cuts this item short."

STRUCK_THROUGH = "Words struck through in the source are left out."

DID_YOU_MEAN = "Did you mean"

NO_ANSWER = "No answer recorded in the minutes"

IN_ANSWER_TO = "In answer to"

ANSWER = "In the record’s own words"

SILENCE = "Nothing found that answers this"

NEAREST = "Nearest passages"

NEAREST_EXPLAINED = (
    "These come closest, but do not answer what was asked. They are not counted as results."
)

NEAREST_SENTENCE = "Nearest to your question"
"""Said before that sentence to those who cannot see how it is marked."""

MARKED = ("your words", "the sentence nearest to your question")
"""What is marked in a hit, each shown marked so."""

EVERY_EXPLAINED = (
    "Each passage counted here holds all your words; those related only by meaning are not counted:"
)

RELATED = "look for passages related by meaning"

_ENDINGS = {1: "st", 2: "nd", 3: "rd"}


def document_kind(entry: Entry) -> str:
    return DOCUMENT_KINDS[entry.kind]


def passage_kind(passage: Passage) -> str:
    is_amendment = passage.motion is not None and passage.motion.is_amendment
    if passage.kind is PassageKind.MOTION and is_amendment:
        return "Amendment"
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


def page_numbers(pages: Iterable[int]) -> str:
    """``page 3``, ``pages 3, 5 to 8 and 12``"""
    runs: list[str] = []
    for _, run in groupby(enumerate(sorted(pages)), key=lambda pair: pair[1] - pair[0]):
        numbers = [str(number) for _, number in run]
        runs += [f"{numbers[0]} to {numbers[-1]}"] if len(numbers) > 2 else numbers
    is_one = len(runs) == 1 and runs[0].isdigit()
    return f"{'page' if is_one else 'pages'} {listed(runs)}"


def page_states(states: Mapping[PageState, int]) -> str:
    """``12 pages``, or where some were not plain text ``12 pages: 10 with text, 2 blank``"""
    total = counted(sum(states.values()), "page")
    if set(states) <= {PageState.TEXT}:
        return total
    parts = (f"{states[state]:,} {_PAGES[state]}" for state in PageState if states.get(state))
    return f"{total}: {', '.join(parts)}"


def listed(words: Sequence[str]) -> str:
    """``a``, ``a and b``, ``a, b and c``"""
    return " and ".join(filter(None, (", ".join(words[:-1]), *words[-1:])))


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


def only(first: dt.date | None, last: dt.date | None) -> str:
    """What a search would be narrowed to; empty where there is nothing to narrow it to."""
    if first and last:
        return f"Only {span(first, last)}"
    if first:
        return f"Only from {long_date(first)}"
    return f"Only until {long_date(last)}" if last else ""


def download(total: int, most: int, *, is_exact: bool) -> str:
    """Of a link to a list's passages as a file; ``most`` is how many it holds at most."""
    if total > most:
        which = f"the first {most:,} of these passages"
    elif total == 1:
        which = "this passage"
    else:
        which = f"all {total:,} passages" if is_exact else "these passages"
    return f"Download {which} for a spreadsheet (CSV)"


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
