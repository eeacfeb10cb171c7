"""The site's words for the record's parts, in plain English and its translations."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from itertools import groupby

from archive.citation import long_date as english_date
from archive.document import BlockKind, DocumentKind, Entry, PageState, Presence, Range, Status
from indexer.passage import Choice, Passage, PassageKind
from indexer.role import Role
from web.language import ENGLISH, N_, Words, _, chosen, forms, long_date, ngettext

DOCUMENT_KINDS = Words(
    {
        DocumentKind.MINUTES: N_("Minutes"),
        DocumentKind.REPORT: N_("Report"),
        DocumentKind.ANNUAL_REPORT: N_("Annual report"),
        DocumentKind.AGENDA: N_("Agenda"),
    }
)

PASSAGE_KINDS = Words(
    {
        PassageKind.SUMMARY: N_("Summary of the report"),
        PassageKind.NARRATIVE: N_("Discussion"),
        PassageKind.EXCHANGE: N_("Question and response"),
        PassageKind.QUESTION: N_("Question"),
        PassageKind.UNANSWERED: N_("Question, no answer recorded in the minutes"),
        PassageKind.RESOLUTION: N_("Decision"),
        PassageKind.MOTION: N_("Motion"),
        PassageKind.ATTENDANCE: N_("Attendance"),
        PassageKind.SECTION: N_("Part of a report"),
        PassageKind.LIST_ITEM: N_("Point in a list"),
        PassageKind.TABLE_ROW: N_("Row of a table"),
    }
)

ROLES = Words(
    {
        Role.MEMBER: N_("Member"),
        Role.OFFICER: N_("Officer"),
        Role.CHAIR: N_("Chair"),
        Role.PARTNER: N_("Partner body"),
        Role.PUBLIC: N_("Member of the public"),
    }
)
"""In what capacity somebody speaks."""

STATUSES = Words(
    {
        Status.DRAFT: N_("Draft"),
        Status.CONFIRMED: N_("Confirmed"),
    }
)

BLOCK_KINDS = Words(
    {
        BlockKind.HEADING: N_("Heading"),
        BlockKind.PARAGRAPH: N_("Paragraph"),
        BlockKind.LIST_ITEM: N_("Point in a list"),
        BlockKind.TABLE_HEADER: N_("Table heading"),
        BlockKind.TABLE_ROW: N_("Row of a table"),
        BlockKind.CAPTION: N_("Caption"),
        BlockKind.FOOTNOTE: N_("Footnote"),
        BlockKind.LABEL: N_("Signpost"),
    }
)

PRESENCES = Words(
    {
        Presence.PRESENT: N_("Present"),
        Presence.ABSENT: N_("Absent"),
        Presence.APOLOGIES: N_("Apologies"),
        Presence.ALSO_PRESENT: N_("Also present"),
        Presence.IN_ATTENDANCE: N_("In attendance"),
    }
)

CHOICES = Words(
    {
        Choice.FOR: N_("For"),
        Choice.AGAINST: N_("Against"),
        Choice.ABSTAINED: N_("Abstained"),
    }
)

_PAGES = Words(
    {
        PageState.TEXT: N_("with text"),
        PageState.MACHINE_READ: N_("read by machine from a scan"),
        PageState.CONTENTS: N_("of contents, left out"),
        PageState.BLANK: N_("blank"),
        PageState.PICTURE: N_("with only a picture, not read"),
        PageState.FAILED: N_("damaged, not read"),
    }
)

NO_COMMITTEE = N_("Documents that name no committee")

READ_BY_MACHINE = N_("Read by machine from a scan: may hold mistakes")

NOT_CONFIRMED = N_("Draft: the committee has not yet confirmed these words, and they may change.")
OVERTAKEN = N_("Draft: it may differ from the minutes that took its place.")
CUT_SHORT = N_("The source cuts this item short.")

STRUCK_THROUGH = N_("Words struck through in the source are left out.")

NO_ANSWER = N_("No answer recorded in the minutes")

IN_ANSWER_TO = N_("In answer to")

NOT_IN_THE_ARCHIVE = N_("Passages that the archive does not know")

MAKE_AGAIN = N_("Open this briefing again")

SHA256_EXPLAINED = N_(
    "A fingerprint of the file’s bytes: whoever holds the same file gets the same digits."
)

_LICENCES = {
    "CC0-1.0": N_("No rights reserved: it may be copied and used by anyone."),
    "OGL-UK-3.0": N_(
        "Open Government Licence: it may be copied and used by anyone who names the source."
    ),
}
"""Licences by their SPDX short names, which say nothing to most readers."""

_FORMS = {
    ".pdf": "PDF",
    ".docx": "Word",
    ".html": N_("web page"),
    ".htm": N_("web page"),
    ".txt": N_("text"),
    ".md": N_("text"),
}

PUBLISHED_SOURCE = N_("Published source")

PASSAGE_ON_THIS_SITE = N_("Passage in the archive")

NOTE = N_("Note")

CHECKSUMS = N_("Checksums")

CHECKSUM_COLUMNS = (
    N_("No."),
    N_("Passage"),
    N_("Document"),
    N_("Characters"),
    N_("SHA-256 of the original"),
    N_("SHA-256 of the words quoted"),
)

_NOUNS = {
    "block": forms("%(count)s block", "%(count)s blocks"),
    "document": forms("%(count)s document", "%(count)s documents"),
    "edition": forms("%(count)s edition", "%(count)s editions"),
    "item": forms("%(count)s item", "%(count)s items"),
    "meeting": forms("%(count)s meeting", "%(count)s meetings"),
    "more document": forms("%(count)s more document", "%(count)s more documents"),
    "more place": forms("%(count)s more place", "%(count)s more places"),
    "motion": forms(
        "%(count)s motion, amendment or vote", "%(count)s motions, amendments and votes"
    ),
    "page": forms("%(count)s page", "%(count)s pages"),
    "passage": forms("%(count)s passage", "%(count)s passages"),
    "place": forms("%(count)s place", "%(count)s places"),
    "question": forms("%(count)s question", "%(count)s questions"),
    "resolution": forms("%(count)s resolution", "%(count)s resolutions"),
    "table": forms("%(count)s table", "%(count)s tables"),
    "text": forms("%(count)s text", "%(count)s texts"),
    "word": forms("%(count)s word", "%(count)s words"),
}
"""What is counted on a page, with its plural."""

_ENDINGS = {1: "st", 2: "nd", 3: "rd"}


def document_kind(entry: Entry) -> str:
    return DOCUMENT_KINDS[entry.kind]


def passage_kind(passage: Passage) -> str:
    is_amendment = passage.motion is not None and passage.motion.is_amendment
    if passage.kind is PassageKind.MOTION and is_amendment:
        return _("Amendment")
    return PASSAGE_KINDS[passage.kind]


def context_label(passage: Passage, is_table_text: bool) -> str:
    """What the words shown above a passage are to it."""
    if passage.kind in (PassageKind.EXCHANGE, PassageKind.QUESTION):
        return _("Question")
    if is_table_text or passage.kind is PassageKind.TABLE_ROW:
        return _("Table heading")
    return _("Under")


def date_or_undated(date: dt.date | None) -> str:
    return long_date(date) if date else _("Undated")


def date_unsaid(date: dt.date | None, title: str) -> str:
    """The date in words; empty where the title says it, be it in English or in the page's language."""
    said = date_or_undated(date)
    return "" if date and (said in title or english_date(date) in title) else said


def licence_said(licence: str) -> str:
    """What a licence's short name stands for, where we know it."""
    known = _LICENCES.get(licence)
    return _(known) if known else ""


def original(suffix: str, size: int | None) -> str:
    """What the link to a stored file is called; ``size`` in bytes, None where it is missing."""
    form = _FORMS.get(suffix.lower())
    facts = [*([_(form)] if form else []), *([] if size is None else [_size(size)])]
    if not facts:
        return _("Download the original")
    return _("Download the original (%(facts)s)", facts=", ".join(facts))


def _size(size: int) -> str:
    """As file managers tell it, in decimal units: ``840 kB``, ``1.2 MB``."""
    return f"{max(size / 1000, 1):.0f} kB" if size < 999_500 else f"{size / 1_000_000:.1f} MB"


def counted(number: int, noun: str) -> str:
    """``1 meeting``, ``1,204 meetings``; ``noun`` is one of those listed above."""
    return ngettext(*_NOUNS[noun], number)


def page_span(pages: Range | None) -> str:
    if pages is None:
        return ""
    first, last = pages
    if first == last:
        return _("Page %(number)s", number=first)
    return _("Pages %(first)s to %(last)s", first=first, last=last)


def page_numbers(pages: Iterable[int]) -> str:
    """``page 3``, ``pages 3, 5 to 8 and 12``"""
    runs: list[str] = []
    for __, run in groupby(enumerate(sorted(pages)), key=lambda pair: pair[1] - pair[0]):
        numbers = [str(number) for __, number in run]
        if len(numbers) > 2:
            runs.append(_("%(first)s to %(last)s", first=numbers[0], last=numbers[-1]))
        else:
            runs += numbers
    if len(runs) == 1 and runs[0].isdigit():
        return _("page %(number)s", number=runs[0])
    return _("pages %(numbers)s", numbers=listed(runs))


def page_states(states: Mapping[PageState, int]) -> str:
    """``12 pages``, or where some were not plain text ``12 pages: 10 with text, 2 blank``"""
    total = counted(sum(states.values()), "page")
    if set(states) <= {PageState.TEXT}:
        return total
    parts = (f"{states[state]:,} {_PAGES[state]}" for state in PageState if states.get(state))
    return f"{total}: {', '.join(parts)}"


def listed(words: Sequence[str]) -> str:
    """``a``, ``a and b``, ``a, b and c``"""
    if len(words) < 2:
        return "".join(words)
    return _("%(first)s and %(last)s", first=", ".join(words[:-1]), last=words[-1])


def span(first: dt.date | None, last: dt.date | None) -> str:
    """The dates from first to last, as words; empty where neither is known."""
    if first and last and first != last:
        return _("%(first)s to %(last)s", first=long_date(first), last=long_date(last))
    known = first or last
    return long_date(known) if known else ""


def ordinal(number: int) -> str:
    """``1st``, ``22nd``, ``113th``; plain figures in any language but English"""
    if chosen() is not ENGLISH:
        return str(number)
    if 10 <= number % 100 <= 20:
        return f"{number}th"
    return f"{number}{_ENDINGS.get(number % 10, 'th')}"


def moment(time: dt.datetime) -> str:
    """``10 December 2024 at 09:30 UTC``"""
    return _("%(date)s at %(time)s UTC", date=long_date(time.date()), time=f"{time:%H:%M}")
