"""The results page: what was searched, the answer or that there is none, the hits, and where to go on."""

from __future__ import annotations

from dataclasses import dataclass, replace

from indexer.query import Either, Word
from indexer.results import Mode, Results, Search, Sort
from web import wording
from web.export import MOST
from web.language import _
from web.library import Library
from web.presenters.card import Card, card_of
from web.presenters.filters import Filters
from web.presenters.pagination import Pagination
from web.presenters.quotation import Said, said
from web.request_search import search_parameters
from web.understanding import notes
from web.urls import Urls


@dataclass(frozen=True, slots=True)
class Offer:
    """The same search, put another way, for a reader to choose."""

    label: str
    url: str


@dataclass(frozen=True, slots=True)
class Silence:
    """That the archive does not answer what was asked."""

    reason: str
    nearest: tuple[Card, ...]


@dataclass(frozen=True, slots=True)
class ResultsPage:
    query: str
    heading: str
    title: str
    searched: str
    """What was searched, as a sentence."""
    suggestion: Offer | None
    """The question with its spelling put right."""
    period: Offer | None
    """The time that the question names, as a filter."""
    notes: tuple[str, ...]
    answer: tuple[Said, ...]
    silence: Silence | None
    is_exhaustive: bool
    related: Offer | None
    """In exhaustive mode: the same words by meaning too."""
    above: Offer | None
    """In exhaustive mode: the same words also in the headings and questions above passages."""
    cards: tuple[Card, ...]
    has_sentences: bool
    """Whether a card tells a sentence apart, which wants to be explained."""
    nothing: str
    """Of an empty list: what no passage holds, as a sentence."""
    has_phrases: bool
    """Whether exactly these words were asked for, side by side."""
    export: Offer | None
    is_past_the_end: bool
    filters: Filters
    pagination: Pagination


def results_page(
    results: Results, filters: Filters, pagination: Pagination, library: Library, urls: Urls
) -> ResultsPage:
    search, silence = results.search, results.silence
    is_exhaustive = search.mode is Mode.EVERY and bool(search.text)
    cards = tuple(card_of(hit, search, library, urls) for hit in results.hits)
    nearest = silence.nearest if silence else ()
    return ResultsPage(
        query=search.text,
        heading=_heading(results),
        title=_title(results, pagination),
        searched=_searched(results),
        suggestion=_suggestion(results, urls),
        period=_period(results, urls),
        notes=tuple(notes(results)),
        answer=said(results.answer.statements, search, urls) if results.answer else (),
        silence=(
            Silence(silence.reason, tuple(card_of(hit, search, library, urls) for hit in nearest))
            if silence
            else None
        ),
        is_exhaustive=is_exhaustive,
        related=_related(search, urls) if is_exhaustive else None,
        above=_above(results, urls),
        cards=cards,
        has_sentences=any(card.has_sentence for card in cards),
        nothing=wording.NOTHING[search.mode],
        has_phrases=bool(results.query.phrases),
        export=_export(results, urls) if cards else None,
        is_past_the_end=not results.hits and results.total > 0,
        filters=filters,
        pagination=pagination,
    )


def _heading(results: Results) -> str:
    search, total = results.search, results.total
    found = wording.counted(total, "passage")
    if not results.total_is_exact:
        found = f"About {found}"
    if not search.text:
        order = wording.SORTS[Sort.OLDEST if search.sort is Sort.OLDEST else Sort.NEWEST]
        return f"{found}, {order.lower()}" if total else "No passages"
    words = _quoted(search.text)
    if search.mode is Mode.EVERY:
        verb = "mentions" if total < 2 else "mention"
        return f"{found if total else 'No passage'} {verb} {words}"
    if total:
        return f"{found} for {words}"
    return f"Nothing found {'that answers' if results.silence else 'for'} {words}"


def _quoted(text: str) -> str:
    """The query in quotation marks, unless it has its own."""
    return text if text[0] in '"“' else f"“{text}”"


def _title(results: Results, pagination: Pagination) -> str:
    title = _heading(results)
    return f"{title} (page {pagination.current})" if pagination.current > 1 else title


def _searched(results: Results) -> str:
    words = f"Searched {wording.searched(results.coverage)}."
    return " ".join(filter(None, (words, wording.not_read(results.coverage))))


def _suggestion(results: Results, urls: Urls) -> Offer | None:
    suggested = results.query.suggestion
    return _offer(suggested, replace(results.search, text=suggested), urls) if suggested else None


def _period(results: Results, urls: Urls) -> Offer | None:
    """None also while a date is chosen: the reader has decided, and may take that off."""
    search, period = results.search, results.query.period
    chosen = search.filter
    if period is None or chosen.date_from or chosen.date_to or not results.total:
        return None
    within = replace(chosen, date_from=period.date_from, date_to=period.date_to)
    label = wording.only(period.date_from, period.date_to)
    return _offer(label, replace(search, filter=within), urls) if label else None


def _related(search: Search, urls: Urls) -> Offer:
    freely = replace(search, mode=Mode.HYBRID, sort=Sort.RELEVANCE)
    return _offer(_(wording.RELATED), freely, urls)


def _above(results: Results, urls: Urls) -> Offer | None:
    """None also where words joined by AND would not say the same as what was asked."""
    query = results.query
    is_plain = all(isinstance(leaf, Word | Either) and not leaf.field for leaf in query.wanted)
    terms = query.terms
    if not (results.above and is_plain and all(map(str.isalpha, terms))):
        return None
    words = replace(results.search, text=" AND ".join(terms), mode=Mode.KEYWORD)
    return _offer(_(wording.ABOVE), words, urls)


def _export(results: Results, urls: Urls) -> Offer:
    label = wording.download(results.total, MOST, is_exact=results.total_is_exact)
    return Offer(label, urls.export(search_parameters(results.search)))


def _offer(label: str, search: Search, urls: Urls) -> Offer:
    return Offer(label, urls.search(search_parameters(search)))
