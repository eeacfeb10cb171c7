"""Cards put together by the meeting that their words belong to."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from archive.document import Entry
from indexer.results import Hit
from web.committees import Committee
from web.language import long_date
from web.presenters.card import Card
from web.urls import Urls


@dataclass(frozen=True, slots=True)
class Meeting:
    """What one committee published for one day; or a document that has no committee or no day."""

    heading: str
    url: str
    """The meeting's page; empty where there was no meeting."""
    cards: tuple[Card, ...]


def by_meeting(
    hits: Sequence[Hit], cards: Sequence[Card], committees: Iterable[Committee], urls: Urls
) -> tuple[Meeting, ...]:
    """In the order of the first card of each."""
    by_name = {committee.name: committee for committee in committees}
    together: dict[tuple[str, ...], list[Card]] = {}
    entries: dict[tuple[str, ...], Entry] = {}
    for hit, card in zip(hits, cards, strict=True):
        key = _key(hit.document)
        entries.setdefault(key, hit.document)
        together.setdefault(key, []).append(card)
    return tuple(
        Meeting(
            meeting_heading(entries[key]), meeting_url(entries[key], by_name, urls), tuple(cards)
        )
        for key, cards in together.items()
    )


def _key(entry: Entry) -> tuple[str, ...]:
    if entry.committee and entry.date:
        return entry.committee, entry.date.isoformat()
    return (entry.id,)


def meeting_heading(entry: Entry) -> str:
    """Committee and day; the title of a document that has not both."""
    if entry.committee and entry.date:
        return f"{entry.committee}, {long_date(entry.date)}"
    return entry.title


def meeting_url(entry: Entry, committees: Mapping[str, Committee], urls: Urls) -> str:
    """``committees`` by name; empty where there was no meeting."""
    committee = committees.get(entry.committee)
    if committee is None or entry.date is None or committee.meeting_on(entry.date) is None:
        return ""
    return urls.meeting(committee.slug, entry.date)
