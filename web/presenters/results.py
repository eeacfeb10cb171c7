"""The results page: what was searched, the answer or that there is none, the hits, and where to go on."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from indexer.note import Told
from indexer.results import Mode, Results, Sort
from web import search_wording, wording
from web.committees import Committee, MeetingDay
from web.dates import today
from web.export import file_name
from web.language import _, ngettext
from web.library import Library
from web.notes import beyond, notes, reason
from web.presenters.card import Card, came_from, card_of
from web.presenters.filters import Filters
from web.presenters.grouping import Meeting, by_meeting
from web.presenters.offers import Offer, above, counting, export, narrower, related, suggestion
from web.presenters.pagination import Pagination
from web.presenters.quotation import Said, said
from web.presenters.timeline import Timeline, timeline_of
from web.urls import Urls

_ASKING = 3
"""Words of a text that are not looked for, from which a heading names those that are."""


@dataclass(frozen=True, slots=True)
class Silence:
    """That the archive does not answer what was asked."""

    reason: str
    heading: str
    """Above the passages that are listed all the same."""
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
    narrower: tuple[Offer, ...]
    """The committees and the time that the question names, as filters."""
    notes: tuple[str, ...]
    answer: tuple[Said, ...]
    is_sure: bool
    """Of an answer: whether little doubt is left."""
    silence: Silence | None
    is_exhaustive: bool
    related: Offer | None
    """In exhaustive mode: the same words by meaning too."""
    counting: Offer | None
    """Of a list that is not exhaustive: every mention, counted by year."""
    timeline: Timeline | None
    above: Offer | None
    """In exhaustive mode: the same words also in the headings and questions above passages."""
    cards: tuple[Card, ...]
    meetings: tuple[Meeting, ...]
    """The cards by meeting; empty where they stand in one list."""
    has_sentences: bool
    """Whether a card tells a sentence apart, which wants to be explained."""
    nothing: str
    """Of an empty list: what no passage holds, as a sentence."""
    beyond: str
    """Of a list that filters leave empty: what there is without them."""
    has_several_words: bool
    has_phrases: bool
    """Whether exactly these words were asked for, side by side."""
    followed: str
    """Which of the passages those who follow the search are told of; empty where it is all."""
    export: Offer | None
    data_name: str
    """What the page's JSON is saved as."""
    is_past_the_end: bool
    filters: Filters
    pagination: Pagination


def results_page(
    results: Results,
    filters: Filters,
    pagination: Pagination,
    committees: Sequence[Committee],
    meetings: Sequence[MeetingDay],
    library: Library,
    urls: Urls,
) -> ResultsPage:
    """The hits are put together by meeting where ``committees`` are given; ``meetings`` are those of the day
    that the question names.
    """
    search, silence = results.search, results.silence
    is_exhaustive = search.mode is Mode.EVERY and bool(search.text)
    words = len(results.query.anywhere)
    back = came_from(search, urls)
    cards = tuple(card_of(hit, search, words, library, urls, back) for hit in results.hits)
    nearest = silence.nearest if silence else ()
    more = above(results, urls)
    return ResultsPage(
        query=search.text,
        heading=_heading(results),
        title=_title(results, pagination),
        searched=_searched(results),
        suggestion=suggestion(results, urls),
        narrower=narrower(results, meetings, library, urls),
        notes=tuple(notes(_unsaid(results) if more and cards else results)),
        answer=said(results.answer.statements, search, library, urls) if results.answer else (),
        is_sure=results.answer is not None and results.answer.is_sure,
        silence=(
            Silence(
                reason(results),
                _("%(passages)s close to it", passages=_found(results)),
                tuple(card_of(hit, search, words, library, urls, back) for hit in nearest),
            )
            if silence
            else None
        ),
        is_exhaustive=is_exhaustive,
        related=related(search, urls) if is_exhaustive else None,
        counting=counting(results, urls),
        timeline=timeline_of(results, urls),
        above=more,
        cards=cards,
        meetings=by_meeting(results.hits, cards, committees, urls) if committees else (),
        has_sentences=any(card.has_sentence for card in cards),
        nothing=search_wording.NOTHING[search.mode],
        beyond=beyond(results),
        has_several_words=words > 1,
        has_phrases=bool(results.query.phrases),
        followed=(
            _("You are told of passages that hold all of your words.")
            if search.text and search.mode is Mode.HYBRID
            else ""
        ),
        export=export(results, urls) if cards else None,
        data_name=file_name(results.search, today(), "json"),
        is_past_the_end=not results.hits and results.total > 0,
        filters=filters,
        pagination=pagination,
    )


def _heading(results: Results) -> str:
    search, total = results.search, results.total
    if not search.text:
        return _listed(results) if total else _("No passages")
    words = search_wording.quoted(search.text)
    if results.silence:
        return _("Nothing found that answers %(words)s", words=words)
    if not total:
        if search.mode is Mode.EVERY:
            return _("No passage mentions %(words)s", words=_counted(results))
        return _("Nothing found for %(words)s", words=words)
    if search.mode is Mode.EVERY:
        return ngettext(
            "%(count)s passage mentions %(words)s",
            "%(count)s passages mention %(words)s",
            total,
            words=_counted(results),
        )
    return _("%(passages)s for %(words)s", passages=_found(results), words=words)


def _counted(results: Results) -> str:
    """The words that every passage of the count holds: of a question, not those that only ask."""
    query = results.query
    text = query.subject or results.search.text
    held = sum(len(typed.split()) for typed in query.terms)
    if not query.is_plain or len(text.split()) - held < _ASKING:
        return search_wording.quoted(text)
    return wording.listed([f"“{typed}”" for typed in query.terms])


def _listed(results: Results) -> str:
    order = search_wording.SORTS[Sort.OLDEST if results.search.sort is Sort.OLDEST else Sort.NEWEST]
    return f"{_found(results)}, {order.lower()}"


def _found(results: Results) -> str:
    found = wording.counted(results.total, "passage")
    return found if results.total_is_exact else _("About %(passages)s", passages=found)


def _title(results: Results, pagination: Pagination) -> str:
    title = _heading(results)
    if pagination.current == 1:
        return title
    return _("%(title)s (page %(number)s)", title=title, number=pagination.current)


def _searched(results: Results) -> str:
    words = _("Searched %(documents)s.", documents=search_wording.searched(results.coverage))
    return " ".join(filter(None, (words, search_wording.not_read(results.coverage))))


def _unsaid(results: Results) -> Results:
    """Without the note of what a link beside the list says too."""
    left = tuple(note for note in results.notes if note.told is not Told.ABOVE)
    return replace(results, notes=left)
