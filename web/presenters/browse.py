"""Committees, meetings and their documents, for those who look without a question."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import groupby

from archive.document import Document, DocumentKind, Entry, Status, Unreadable
from archive.takedowns import Takedown
from indexer.results import Coverage, Results
from web import search_wording, wording
from web.committees import Committee, MeetingDay
from web.language import N_, Words, _
from web.library import Library
from web.presenters.card import Card
from web.presenters.document import Attended, attended
from web.presenters.drafts import FinalMinutes, final_minutes
from web.presenters.pagination import Pagination
from web.presenters.register import cards_of, in_order
from web.remedy import without_remedy
from web.takedown import told
from web.urls import Urls, followable
from web.ways import Way, WayKind


@dataclass(frozen=True, slots=True)
class DocumentLine:
    title: str
    url: str
    kind: str
    date: str
    is_draft: bool
    source_url: str


@dataclass(frozen=True, slots=True)
class CommitteeLine:
    title: str
    url: str
    meetings: str
    documents: str
    dates: str


@dataclass(frozen=True, slots=True)
class MeetingLine:
    committee: str
    date: str
    url: str
    documents: str
    discussed: str = ""
    """Titles of its items; empty where they are not read for this list."""


@dataclass(frozen=True, slots=True)
class ItemLine:
    number: str
    title: str
    url: str


_FIRST = (DocumentKind.MINUTES, DocumentKind.AGENDA)
"""Of a meeting's documents; the papers follow."""


@dataclass(frozen=True, slots=True)
class MeetingDocument:
    line: DocumentLine
    items: tuple[ItemLine, ...]
    final: FinalMinutes | None
    """What took a draft's place; its items are then told there alone."""


@dataclass(frozen=True, slots=True)
class AttendanceList:
    """Who attended, as one document says."""

    title: str
    """Of the document."""
    groups: tuple[Attended, ...]


@dataclass(frozen=True, slots=True)
class DayOfAdditions:
    day: str
    documents: tuple[DocumentLine, ...]


@dataclass(frozen=True, slots=True)
class RecentPage:
    days: tuple[DayOfAdditions, ...]
    pagination: Pagination


@dataclass(frozen=True, slots=True)
class CommitteePage:
    title: str
    searched_as: str
    """The committee's name as the search filter knows it; empty where it has none."""
    decisions_url: str
    unanswered_url: str
    meetings: tuple[MeetingLine, ...]
    others: tuple[DocumentLine, ...]
    counts: str


@dataclass(frozen=True, slots=True)
class MeetingPage:
    committee: str
    committee_url: str
    date: str
    time: str
    place: str
    documents: tuple[MeetingDocument, ...]
    """Those with agenda items, minutes first."""
    papers: tuple[DocumentLine, ...]
    """All others, by title."""
    taken_down: tuple[str, ...]
    """What is no longer held of it, and why, each as sentences."""
    decisions: tuple[Card, ...]
    attended: tuple[AttendanceList, ...]


@dataclass(frozen=True, slots=True)
class YearLink:
    label: str
    url: str
    is_shown: bool


@dataclass(frozen=True, slots=True)
class MeetingsPage:
    title: str
    years: tuple[YearLink, ...]
    meetings: tuple[MeetingLine, ...]
    committee: str
    committee_url: str
    pagination: Pagination


@dataclass(frozen=True, slots=True)
class NotRead:
    """A file that could not be read, as readers are told of it."""

    file: str
    reason: str
    is_held: bool
    """Whether an earlier reading of it is searched."""


@dataclass(frozen=True, slots=True)
class CoveragePage:
    searched: str
    not_read: str
    is_empty: bool
    documents: str
    meetings: str
    dates: str
    committees: tuple[CommitteeLine, ...]
    unreadable: tuple[NotRead, ...]


def coverage_page(
    coverage: Coverage, every: Sequence[Committee], unreadable: Sequence[Unreadable], urls: Urls
) -> CoveragePage:
    return CoveragePage(
        searched=search_wording.searched(coverage),
        not_read=search_wording.not_read(coverage),
        is_empty=coverage.documents == 0,
        documents=f"{coverage.documents:,}",
        meetings=f"{coverage.meetings:,}",
        dates=wording.span(coverage.date_from, coverage.date_to),
        committees=tuple(committee_line(committee, urls) for committee in every),
        unreadable=tuple(
            NotRead(each.file, without_remedy(each.reason), each.is_held) for each in unreadable
        ),
    )


@dataclass(frozen=True, slots=True)
class WayToAsk:
    asked: str
    url: str
    explained: str


_WAYS = Words(
    {
        WayKind.QUESTION: N_("a question, in your own words"),
        WayKind.PHRASE: N_("exactly these words, side by side"),
        WayKind.WITHOUT: N_("without a word"),
        WayKind.BEGINNING: N_("every word that begins so"),
    }
)


def ways_to_ask(ways: Iterable[Way], urls: Urls) -> tuple[WayToAsk, ...]:
    return tuple(
        WayToAsk(way.asked, urls.search([("q", way.asked)]), _WAYS[way.kind]) for way in ways
    )


def committee_line(committee: Committee, urls: Urls) -> CommitteeLine:
    dates = [entry.date for entry in committee.entries if entry.date]
    return CommitteeLine(
        title=committee.title,
        url=urls.committee(committee.slug),
        meetings=wording.counted(len(committee.meetings), "meeting"),
        documents=wording.counted(len(committee.entries), "document"),
        dates=wording.span(min(dates), max(dates)) if dates else "",
    )


_ROUTINE = re.compile(
    r"apologies|(?:declarations?|disclosures?)\b.*\b(?:interests?|whip)\b|declarations?\Z|"
    r"(?:minutes|record) of|minutes\b|any other|urgent (?:items|business)|date of (?:the )?next|exclusion of|"
    r"attendance|substitut|welcome|membership|item\Z",
    re.IGNORECASE,
)
"""How the titles of items begin that every meeting has."""

MOST_TITLES = 6
"""Of one meeting's items."""


def titles_of(documents: Iterable[Document]) -> str:
    """What a meeting discussed, by the titles of its minutes' or agenda's items, the routine left out."""
    with_items = [document for document in documents if document.items]
    if not with_items:
        return ""
    first = min(with_items, key=_place)
    titles = [" ".join(item.title.split()) for item in first.items]
    kept = [title for title in dict.fromkeys(titles) if title and not _ROUTINE.match(title)]
    more = _(" and more") if len(kept) > MOST_TITLES else ""
    return "; ".join(kept[:MOST_TITLES]) + more


def committee_page(
    committee: Committee, discussed: Mapping[dt.date, str], urls: Urls
) -> CommitteePage:
    """``discussed``: by the day of a meeting, the titles of what it discussed."""
    meetings = wording.counted(len(committee.meetings), "meeting")
    documents = wording.counted(len(committee.entries), "document")
    return CommitteePage(
        title=committee.title,
        searched_as=committee.name,
        decisions_url=urls.decisions(committee=committee.slug),
        unanswered_url=urls.unanswered(committee=committee.slug),
        meetings=tuple(
            replace(_meeting_line(meeting, urls), discussed=discussed.get(meeting.date, ""))
            for meeting in committee.meetings
        ),
        others=tuple(document_line(entry, urls) for entry in committee.other_documents),
        counts=f"{meetings}, {documents}" if committee.meetings else documents,
    )


def meetings_page(
    shown: Sequence[MeetingDay],
    years: Sequence[int],
    year: str,
    committee: Committee | None,
    pagination: Pagination,
    urls: Urls,
) -> MeetingsPage:
    slug = committee.slug if committee else ""
    links = [YearLink(_("All years"), urls.meetings(committee=slug), not year)]
    links += [
        YearLink(str(each), urls.meetings(committee=slug, year=str(each)), str(each) == year)
        for each in years
    ]
    name = committee.title if committee else ""
    if name and year:
        title = _("Meetings of %(committee)s in %(year)s", committee=name, year=year)
    elif name:
        title = _("Meetings of %(committee)s", committee=name)
    else:
        title = _("Meetings in %(year)s", year=year) if year else _("Meetings")
    return MeetingsPage(
        title=title,
        years=tuple(links) if len(years) > 1 else (),
        meetings=tuple(_meeting_line(meeting, urls) for meeting in shown),
        committee=name,
        committee_url=urls.committee(slug) if committee else "",
        pagination=pagination,
    )


def meeting_page(
    meeting: MeetingDay,
    documents: Sequence[Document],
    decided: Results,
    title: str,
    gone: Iterable[Takedown],
    library: Library,
    urls: Urls,
) -> MeetingPage:
    """``decided``: what the meeting resolved, in a search's hits; ``gone``: what of it was taken down.

    Of a draft whose place other minutes took, no items, decisions or lists of names are told again.
    """
    ordered = sorted(documents, key=_place)
    overtaken = {each.id for each in documents if library.follows(each.id)}
    hits = [hit for hit in in_order(decided.hits) if hit.document.id not in overtaken]
    return MeetingPage(
        committee=title,
        committee_url=urls.committee(meeting.slug),
        date=wording.date_or_undated(meeting.date),
        time=wording.listed(meeting.times),
        place=wording.listed(meeting.places),
        documents=tuple(
            MeetingDocument(
                document_line(document.entry, urls),
                () if document.id in overtaken else _items(document, urls),
                final_minutes(document.entry, library, urls),
            )
            for document in ordered
            if document.items
        ),
        papers=tuple(
            document_line(document.entry, urls) for document in ordered if not document.items
        ),
        taken_down=tuple(map(told, gone)),
        decisions=cards_of(hits, library, urls),
        attended=tuple(
            AttendanceList(document.entry.title, tuple(attended(document)))
            for document in ordered
            if document.attendance and document.id not in overtaken
        ),
    )


def document_line(entry: Entry, urls: Urls) -> DocumentLine:
    return DocumentLine(
        title=entry.title,
        url=urls.document(entry.id),
        kind=wording.document_kind(entry),
        date=wording.date_or_undated(entry.date),
        is_draft=entry.status is Status.DRAFT,
        source_url=followable(entry.provenance.source_url),
    )


def recent_page(
    entries: Iterable[Entry], size: int, pagination: Pagination, urls: Urls
) -> RecentPage:
    """The documents that came into the archive last, by day."""
    latest = sorted(
        entries, key=lambda entry: (entry.provenance.retrieved, str(entry.date)), reverse=True
    )
    first = (pagination.current - 1) * size
    shown = latest[first : first + size]
    return RecentPage(
        days=tuple(
            DayOfAdditions(
                wording.date_or_undated(day), tuple(document_line(entry, urls) for entry in group)
            )
            for day, group in groupby(shown, key=lambda entry: entry.provenance.retrieved.date())
        ),
        pagination=pagination,
    )


def _place(document: Document) -> tuple[int, bool, list[tuple[int, str]]]:
    """Minutes, their drafts, agendas, then papers by their titles, "Appendix 2" before "Appendix 10"."""
    kind = document.entry.kind
    parts = re.findall(r"\d+|\D+", document.entry.title.casefold())
    numbered = [(int(part), "") if part.isdecimal() else (0, part) for part in parts]
    is_draft = document.entry.status is Status.DRAFT
    return _FIRST.index(kind) if kind in _FIRST else len(_FIRST), is_draft, numbered


def _items(document: Document, urls: Urls) -> tuple[ItemLine, ...]:
    return tuple(
        ItemLine(item.number, item.title, urls.item(document.id, number))
        for number, item in enumerate(document.items, 1)
        if item.title or item.number
    )


def _meeting_line(meeting: MeetingDay, urls: Urls) -> MeetingLine:
    return MeetingLine(
        committee=meeting.committee or _(wording.NO_COMMITTEE),
        date=wording.date_or_undated(meeting.date),
        url=urls.meeting(meeting.slug, meeting.date),
        documents=wording.counted(len(meeting.entries), "document"),
    )
