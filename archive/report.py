"""The reading report: what became of everything that the archive was given to read."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from archive.document import Entry, PageState, Unreadable


@dataclass(frozen=True, slots=True)
class PagesOf:
    """Some pages of one document."""

    document: Entry
    pages: tuple[int, ...]
    """Numbers, in order."""


@dataclass(frozen=True, slots=True)
class CutShort:
    """Items of one document whose text its source breaks off."""

    document: Entry
    items: tuple[str, ...]
    """Numbers or, of items without one, titles."""


@dataclass(frozen=True, slots=True)
class ReadingReport:
    """Documents stand in the order in which they were given."""

    documents: int
    pages: Mapping[PageState, int]
    """How many pages came to each end; states that no page came to are left out."""
    tables: int
    cut_short: tuple[CutShort, ...]
    machine_read: tuple[PagesOf, ...]
    unread: tuple[PagesOf, ...]
    """Pages that hold a picture of text, or failed: nothing of them can be found."""
    unreadable: tuple[Unreadable, ...]
    """Whole files of which nothing was read."""

    @property
    def page_count(self) -> int:
        return sum(self.pages.values())


def reading_report(entries: Sequence[Entry], unreadable: Iterable[Unreadable]) -> ReadingReport:
    """``entries`` are the current versions of all documents."""
    states = Counter(state for entry in entries for state in entry.pages or ())
    return ReadingReport(
        documents=len(entries),
        pages={state: states[state] for state in PageState if states[state]},
        tables=sum(entry.tables for entry in entries),
        cut_short=tuple(CutShort(entry, entry.truncated) for entry in entries if entry.truncated),
        machine_read=_pages_of(entries, (PageState.MACHINE_READ,)),
        unread=_pages_of(entries, (PageState.PICTURE, PageState.FAILED)),
        unreadable=tuple(unreadable),
    )


def _pages_of(entries: Iterable[Entry], states: Sequence[PageState]) -> tuple[PagesOf, ...]:
    found = (
        PagesOf(entry, tuple(n for n, state in enumerate(entry.pages or (), 1) if state in states))
        for entry in entries
    )
    return tuple(each for each in found if each.pages)
