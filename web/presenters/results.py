"""The results page: what was searched, the answer, and the hits with their reasons."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby
from pathlib import PurePath
from urllib.parse import urlencode

from archive.citation import cite, long_date, source_link
from archive.document import Status
from indexer.passage import Passage, PassageKind
from indexer.results import Hit, Results, Search, Statement, Why
from web import wording
from web.library import Library, Located
from web.presenters.cautions import Cautions, cautions
from web.presenters.filters import Filters
from web.presenters.motion import MotionFacts, motion_facts
from web.presenters.pagination import Pagination
from web.presenters.words import Cell, Words, without_marker, words_of
from web.representation import notes
from web.request_search import page_parameters
from web.urls import Urls, followable

MOST_ALSO_IN = 3
"""Other places of the same words that a hit shows at once; the rest are one step away."""


@dataclass(frozen=True, slots=True)
class Copy:
    """Another place of the same words."""

    title: str
    url: str
    place: str
    """What the title leaves unsaid of committee, date, item and page."""


@dataclass(frozen=True, slots=True)
class Place:
    """Where some words stand: the citation, and the addresses that lead to them."""

    citation: str
    reader_url: str
    permalink: str
    source_url: str
    """At the publisher; empty where the source has no address."""


@dataclass(frozen=True, slots=True)
class Card:
    """One hit."""

    id: str
    rank: int
    kind: str
    is_unanswered: bool
    is_decision: bool
    heading: str
    document_kind: str
    is_draft: bool
    date: str
    words: Words
    place: Place
    why: str
    motion: MotionFacts | None
    cautions: Cautions
    also_in: tuple[Copy, ...]
    """The first places."""
    also_in_rest: tuple[Copy, ...]
    """All others."""


@dataclass(frozen=True, slots=True)
class Quotation:
    """Sentences of the answer that stand in one passage."""

    sentences: tuple[str, ...]
    cells: tuple[Cell, ...]
    """For a table's row, in place of the sentences."""
    heading: str
    """What the sentences stand under, without which they may say another thing."""
    place: Place
    kind: str


@dataclass(frozen=True, slots=True)
class ResultsPage:
    query: str
    heading: str
    title: str
    searched: str
    """What was searched, as a sentence."""
    notes: tuple[str, ...]
    answer: tuple[Quotation, ...]
    cards: tuple[Card, ...]
    is_past_the_end: bool
    filters: Filters
    pagination: Pagination


def results_page(
    results: Results, filters: Filters, pagination: Pagination, library: Library, urls: Urls
) -> ResultsPage:
    search = results.search
    answer = results.answer.statements if results.answer else ()
    return ResultsPage(
        query=search.text,
        heading=_heading(results),
        title=_title(results, pagination),
        searched=_searched(results),
        notes=tuple(notes(results)),
        answer=tuple(_quotations(answer, search, urls)),
        cards=tuple(_card(hit, search, library, urls) for hit in results.hits),
        is_past_the_end=not results.hits and results.total > 0,
        filters=filters,
        pagination=pagination,
    )


def _heading(results: Results) -> str:
    found = wording.counted(results.total, "passage")
    if not results.total_is_exact:
        found = f"About {found}"
    if not results.search.text:
        return f"{found}, newest first" if results.total else "No passages"
    if not results.total:
        return f"Nothing found for {_quoted(results.search.text)}"
    return f"{found} for {_quoted(results.search.text)}"


def _quoted(text: str) -> str:
    """The query in quotation marks, unless it has its own."""
    return text if text[0] in '"“' else f"“{text}”"


def _title(results: Results, pagination: Pagination) -> str:
    title = _heading(results)
    return f"{title} (page {pagination.current})" if pagination.current > 1 else title


def _searched(results: Results) -> str:
    words = f"Searched {wording.searched(results.coverage)}."
    return " ".join(filter(None, (words, wording.not_read(results.coverage))))


def _quotations(statements: Sequence[Statement], search: Search, urls: Urls) -> Iterator[Quotation]:
    for _, group in groupby(statements, key=lambda statement: statement.passage.id):
        same = list(group)
        first, passage = same[0], same[0].passage
        yield Quotation(
            sentences=tuple(without_marker(statement.text) for statement in same),
            cells=words_of(passage).cells,
            heading=passage.heading or first.document.title,
            place=Place(
                cite(first.document, passage.item, passage.pages),
                _reader(passage, search, urls),
                urls.passage(passage.id),
                followable(source_link(first.document, first.text, passage.item, passage.pages)),
            ),
            kind=wording.passage_kind(passage),
        )


def _reader(passage: Passage, search: Search, urls: Urls) -> str:
    """The passage's place in its document, with the way back to this very page of results."""
    here = page_parameters(search)
    results = urlencode(here) if here != [("q", search.text)] else ""
    return urls.document(passage.document, passage=passage.id, query=search.text, results=results)


def _card(hit: Hit, search: Search, library: Library, urls: Urls) -> Card:
    passage, entry = hit.passage, hit.document
    copies = _copies(hit.also_in, entry.title, library, urls)
    return Card(
        id=passage.id,
        rank=hit.rank,
        kind=wording.passage_kind(passage),
        is_unanswered=passage.kind is PassageKind.UNANSWERED,
        is_decision=passage.kind in (PassageKind.RESOLUTION, PassageKind.MOTION),
        heading=passage.heading or entry.title,
        document_kind=wording.document_kind(entry),
        is_draft=entry.status is Status.DRAFT,
        date=wording.date_or_undated(entry.date),
        words=words_of(passage, hit.highlights, hit.context_highlights),
        place=Place(
            cite(entry, passage.item, passage.pages),
            _reader(passage, search, urls),
            urls.passage(passage.id),
            followable(source_link(entry, passage.text, passage.item, passage.pages)),
        ),
        why=why(hit.why),
        motion=motion_facts(passage),
        cautions=cautions(entry, passage),
        also_in=copies[:MOST_ALSO_IN],
        also_in_rest=copies[MOST_ALSO_IN:],
    )


def _copies(ids: tuple[str, ...], title: str, library: Library, urls: Urls) -> tuple[Copy, ...]:
    """Other places of a passage; ``title`` is that of the document which answers for them."""
    found = [library.passage(each) for each in ids]
    return tuple(_copy(located, title, urls) for located in found if located)


def _copy(located: Located, title: str, urls: Urls) -> Copy:
    passage, entry = located.passage, located.entry
    item = passage.item
    parts = (
        entry.committee,
        long_date(entry.date) if entry.date else "",
        wording.STATUSES[entry.status].lower() if entry.status is Status.DRAFT else "",
        f"item {item.number}" if item and item.number else "",
        wording.page_span(passage.pages).lower(),
        f"in {PurePath(entry.provenance.file).name}" if entry.title == title else "",
    )
    left_unsaid = (part for part in parts if part and part not in entry.title)
    return Copy(entry.title, urls.passage(passage.id), ", ".join(left_unsaid))


def why(reason: Why) -> str:
    """Why a passage is among the results, in a few words; empty for a list without a question."""
    if reason.matched:
        held = "your words here: " + wording.listed([f"“{word}”" for word in reason.matched])
    else:
        held = "none of your words" if reason.meaning_rank else ""
    ranks = []
    if reason.keyword_rank:
        ranks.append(f"{wording.ordinal(reason.keyword_rank)} by words")
    if reason.meaning_rank:
        ranks.append(f"{wording.ordinal(reason.meaning_rank)} by meaning")
    placed = "ranked " + " and ".join(ranks) if ranks else ""
    return "; ".join(filter(None, (held, placed)))
