"""What a page of results offers: the same search put another way, and other pages that answer."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from indexer.passage import DECISIONS
from indexer.query import Asked
from indexer.results import Filter, Mode, Results, Search, Sort
from web import search_wording, wording
from web.committees import MeetingDay
from web.export import MOST
from web.language import _, long_date
from web.library import Library
from web.request_search import own_order, search_parameters
from web.urls import Urls

_WHO_IS = re.compile(r"\W*who(?:\s+(?:is|was|are|were)|['’]s)\s", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Offer:
    """For a reader to choose."""

    label: str
    url: str


def narrower(
    results: Results, meetings: Sequence[MeetingDay], library: Library, urls: Urls
) -> tuple[Offer, ...]:
    """Above the results; ``meetings`` are those of the day that the question names."""
    return (
        *_every(results, urls),
        *_meetings(meetings, urls),
        *_people(results, urls),
        *_committees(results, urls),
        *_period(results, library, urls),
        *_decisions(results, urls),
        *_newest(results, urls),
    )


def suggestion(results: Results, urls: Urls) -> Offer | None:
    suggested = results.query.suggestion
    return _offer(suggested, replace(results.search, text=suggested), urls) if suggested else None


def _every(results: Results, urls: Urls) -> Iterator[Offer]:
    """Where every mention is asked for in words; of a time that the question names, within it."""
    search, period = results.search, results.query.period
    if not results.query.wants_every or search.mode is Mode.EVERY or not results.total:
        return
    mentions, label = _mentions(results), _("Every mention, counted")
    within = _within_period(results)
    if period and within:
        mentions = replace(mentions, filter=within)
        only = search_wording.only(period.date_from, period.date_to)
        label = f"{label} ({only[:1].lower()}{only[1:]})"
    yield _offer(label, mentions, urls)


def _meetings(meetings: Sequence[MeetingDay], urls: Urls) -> Iterator[Offer]:
    for each in meetings:
        label = _(
            "All of the meeting of %(committee)s, %(date)s",
            committee=each.committee or _(wording.NO_COMMITTEE),
            date=long_date(each.date),
        )
        yield Offer(label, urls.meeting(each.slug, each.date))


def _people(results: Results, urls: Urls) -> Iterator[Offer]:
    """To a question of who somebody is, which minutes tell in their lists rather than in words."""
    if _WHO_IS.match(results.search.text):
        yield Offer(_("Who attended, in what capacity"), urls.people)


def _committees(results: Results, urls: Urls) -> Iterator[Offer]:
    """None while a committee is chosen: the reader has decided, and may take that off."""
    search = results.search
    if search.filter.committees or not results.total:
        return
    for name in results.query.committees:
        within = replace(search.filter, committees=(name,))
        label = _("Only %(committee)s", committee=name)
        yield _offer(label, replace(search, filter=within), urls)


def _period(results: Results, library: Library, urls: Urls) -> Iterator[Offer]:
    """None also while a date is chosen, nor where the archive holds nothing of that time."""
    search, period = results.search, results.query.period
    within = _within_period(results)
    if period is None or within is None or not results.total:
        return
    if not any(within.admits(entry) for entry in library.entries()):
        return
    label = search_wording.only(period.date_from, period.date_to)
    if label:
        yield _offer(label, replace(search, filter=within), urls)


def _within_period(results: Results) -> Filter | None:
    """The filter with the time that the question names; None where it names none, or dates are chosen."""
    chosen, period = results.search.filter, results.query.period
    if period is None or chosen.date_from or chosen.date_to:
        return None
    return replace(chosen, date_from=period.date_from, date_to=period.date_to)


def _decisions(results: Results, urls: Urls) -> Iterator[Offer]:
    """To a question of what was decided; none while a part of the record is chosen."""
    search = results.search
    found = {count.value: count.count for count in results.facets.get("passage", ())}
    held = sum(found.get(kind.value, 0) for kind in DECISIONS)
    if results.query.asked is not Asked.DECISION or search.filter.passages or not held:
        return
    if held < sum(found.values()):
        within = replace(search.filter, passages=DECISIONS)
        yield _offer(_("Only decisions and motions"), replace(search, filter=within), urls)


def _newest(results: Results, urls: Urls) -> Iterator[Offer]:
    """Where it is asked how things stand."""
    search = results.search
    if results.query.wants_latest and search.sort is Sort.RELEVANCE and results.total > 1:
        yield _offer(_("Newest first"), replace(search, sort=Sort.NEWEST), urls)


def related(search: Search, urls: Urls) -> Offer:
    freely = replace(search, mode=Mode.HYBRID, sort=Sort.RELEVANCE)
    return _offer(_(search_wording.RELATED), freely, urls)


def counting(results: Results, urls: Urls) -> Offer | None:
    search = results.search
    if search.mode is Mode.EVERY or not search.text or not results.hits:
        return None
    return _offer(_("Count every mention by year"), _mentions(results), urls)


def _mentions(results: Results) -> Search:
    """Every mention of what is asked about, in the order of such lists: not of the words that only ask, nor
    of a time, which says when.
    """
    search, query = results.search, results.query
    text = query.subject or search.text
    if query.period:
        text = " ".join(text.replace(query.period.typed, " ").split()) or text
    return replace(search, text=text, mode=Mode.EVERY, sort=own_order(Mode.EVERY))


def above(results: Results, urls: Urls) -> Offer | None:
    """None also where words joined by AND would not say the same as what was asked."""
    query = results.query
    terms = query.terms
    if not (results.above and query.is_plain and all(map(str.isalpha, terms))):
        return None
    words = replace(results.search, text=" AND ".join(terms), mode=Mode.KEYWORD)
    return _offer(search_wording.above(results.above), words, urls)


def export(results: Results, urls: Urls) -> Offer:
    label = search_wording.download(results.total, MOST, is_exact=results.total_is_exact)
    return Offer(label, urls.export(search_parameters(results.search)))


def _offer(label: str, search: Search, urls: Urls) -> Offer:
    return Offer(label, urls.search(search_parameters(search)))
