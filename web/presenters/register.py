"""A register: every passage of one kind, by meeting, newest first: decisions, or questions left open."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace

from archive.document import Entry
from indexer.passage import PassageKind
from indexer.results import Hit, Results, Search
from web import wording
from web.committees import Committee
from web.language import _
from web.library import Library
from web.presenters.card import Card, card_of
from web.presenters.grouping import Meeting, by_meeting
from web.presenters.pagination import Pagination
from web.urls import Urls

_NO_QUESTION = Search("")
"""What a card of a register leads back to: nothing was asked."""


@dataclass(frozen=True, slots=True)
class Kind:
    """What a register is of."""

    heading: str
    explained: str
    counted: Callable[[Results], str]
    """How many there are, of what."""
    address: Callable[..., str]
    """Of the register, by ``committee``, ``year`` and ``page``."""


@dataclass(frozen=True, slots=True)
class Choice:
    value: str
    label: str
    is_chosen: bool


@dataclass(frozen=True, slots=True)
class RegisterPage:
    heading: str
    title: str
    explained: str
    count: str
    address: str
    committees: tuple[Choice, ...]
    years: tuple[Choice, ...]
    meetings: tuple[Meeting, ...]
    pagination: Pagination


def register_page(
    kind: Kind,
    results: Results,
    committees: Sequence[Committee],
    years: Sequence[int],
    chosen: Committee | None,
    year: str,
    pagination: Pagination,
    library: Library,
    urls: Urls,
) -> RegisterPage:
    """``chosen`` and ``year`` are what the register is narrowed to."""
    narrowed = ", ".join(filter(None, (chosen.title if chosen else "", year)))
    slug = chosen.slug if chosen else ""
    hits = in_order(results.hits)
    return RegisterPage(
        heading=kind.heading,
        title=f"{kind.heading}: {narrowed}" if narrowed else kind.heading,
        explained=kind.explained,
        count=kind.counted(results),
        address=kind.address(),
        committees=(
            Choice("", _("All committees"), not slug),
            *(Choice(each.slug, each.title, each.slug == slug) for each in committees),
        ),
        years=(
            Choice("", _("All years"), not year),
            *(Choice(each, each, each == year) for each in _offered(years, year)),
        ),
        meetings=by_meeting(hits, cards_of(hits, library, urls), committees, urls),
        pagination=pagination,
    )


def decisions(results: Results, repeating: Iterable[Entry]) -> str:
    """What was resolved, and what was put to the vote, for a motion may be lost; empty where none is.

    ``repeating``: the documents of the rows that only repeat a motion, one for each such row.
    """
    found = Counter({each.value: each.count for each in results.facets.get("passage", ())})
    found[PassageKind.MOTION.value] -= sum(map(results.search.filter.admits, repeating))
    told = (("resolution", PassageKind.RESOLUTION), ("motion", PassageKind.MOTION))
    listed = [(noun, found[kind.value]) for noun, kind in told if found[kind.value] > 0]
    return wording.listed([wording.counted(count, noun) for noun, count in listed])


def questions(results: Results) -> str:
    return wording.counted(results.total, "question")


def _offered(years: Sequence[int], chosen: str) -> list[str]:
    """The years, newest first, with that chosen in an address though the archive holds nothing of it."""
    return sorted({*map(str, years), *([chosen] if chosen else [])}, reverse=True)


def in_order(hits: Iterable[Hit]) -> list[Hit]:
    """The newest first; of one day as the documents have them. What repeats a motion is left out."""
    told = (hit for hit in hits if not hit.passage.repeats_a_motion)
    read = sorted(told, key=lambda hit: (hit.document.id, hit.passage.start))
    return sorted(read, key=lambda hit: hit.document.date or dt.date.min, reverse=True)


def cards_of(hits: Iterable[Hit], library: Library, urls: Urls) -> tuple[Card, ...]:
    """Numbered as they stand here."""
    return tuple(
        replace(card_of(hit, _NO_QUESTION, 0, library, urls), rank=number)
        for number, hit in enumerate(hits, 1)
    )
