"""A register: every passage of one kind, by meeting, newest first: decisions, or questions left open."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from itertools import groupby

from archive.document import Entry
from indexer.results import Hit, Results, Search
from web import wording
from web.committees import Committee
from web.language import _
from web.library import Library
from web.presenters.card import Card, card_of
from web.presenters.pagination import Pagination
from web.urls import Urls

_NO_QUESTION = Search("")
"""What a card of a register leads back to: nothing was asked."""


@dataclass(frozen=True, slots=True)
class Kind:
    """What a register is of."""

    heading: str
    explained: str
    noun: str
    address: Callable[..., str]
    """Of the register, by ``committee``, ``year`` and ``page``."""


@dataclass(frozen=True, slots=True)
class Choice:
    value: str
    label: str
    is_chosen: bool


@dataclass(frozen=True, slots=True)
class MeetingGroup:
    title: str
    url: str
    """Of the meeting's page, or of the document where it belongs to no meeting."""
    cards: tuple[Card, ...]


@dataclass(frozen=True, slots=True)
class RegisterPage:
    heading: str
    title: str
    explained: str
    count: str
    address: str
    committees: tuple[Choice, ...]
    years: tuple[Choice, ...]
    groups: tuple[MeetingGroup, ...]
    pagination: Pagination


def register_page(
    kind: Kind,
    results: Results,
    committees: Sequence[Committee],
    years: Sequence[int],
    slug: str,
    year: str,
    pagination: Pagination,
    library: Library,
    urls: Urls,
) -> RegisterPage:
    chosen = next((each for each in committees if each.slug == slug), None)
    narrowed = ", ".join(filter(None, (chosen.title if chosen else "", year)))
    slugs = {each.name: each.slug for each in committees}
    groups = tuple(
        MeetingGroup(
            title=_meeting_title(entry),
            url=_meeting_url(entry, slugs, urls),
            cards=cards_in_order(hits, library, urls),
        )
        for entry, hits in (
            (found[0].document, found)
            for found in (
                list(group)
                for __, group in groupby(
                    results.hits, key=lambda hit: (hit.document.committee, hit.document.date)
                )
            )
        )
    )
    return RegisterPage(
        heading=kind.heading,
        title=f"{kind.heading}: {narrowed}" if narrowed else kind.heading,
        explained=kind.explained,
        count=wording.counted(results.total, kind.noun),
        address=kind.address(),
        committees=(
            Choice("", _("All committees"), not slug),
            *(Choice(each.slug, each.title, each.slug == slug) for each in committees),
        ),
        years=(
            Choice("", _("All years"), not year),
            *(Choice(str(each), str(each), str(each) == year) for each in years),
        ),
        groups=groups,
        pagination=pagination,
    )


def cards_in_order(hits: Iterable[Hit], library: Library, urls: Urls) -> tuple[Card, ...]:
    """Of one meeting, as its documents have them."""
    read = sorted(hits, key=lambda hit: (hit.document.id, hit.passage.start))
    return tuple(card_of(hit, _NO_QUESTION, 0, library, urls) for hit in read)


def _meeting_title(entry: Entry) -> str:
    parts = (entry.committee or entry.title, wording.date_or_undated(entry.date))
    return ", ".join(parts)


def _meeting_url(entry: Entry, slugs: dict[str, str], urls: Urls) -> str:
    if entry.meeting and entry.meeting.date:
        return urls.meeting(slugs[entry.committee], entry.meeting.date)
    return urls.document(entry.id)
