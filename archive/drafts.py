"""Drafts of minutes, and the minutes that took their place as a document of their own."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from archive.document import DocumentKind, Entry, Status


@dataclass(frozen=True, slots=True)
class Drafts:
    """Minutes of one committee's meeting that came both as a draft and, in another file, as no draft."""

    followed_by: Mapping[str, Entry]
    """By the draft's id, the minutes that took its place."""
    before: Mapping[str, tuple[Entry, ...]]
    """By the id of these, the drafts."""

    @classmethod
    def of(cls, entries: Iterable[Entry]) -> Drafts:
        """Found by committee and date, and by the hour where both documents give one.

        Minutes that say they are confirmed come before minutes that do not say.
        """
        meetings: dict[tuple[str, dt.date], list[Entry]] = {}
        for entry in entries:
            if entry.kind is DocumentKind.MINUTES and entry.committee and entry.date:
                meetings.setdefault((entry.committee, entry.date), []).append(entry)
        followed_by: dict[str, Entry] = {}
        before: dict[str, tuple[Entry, ...]] = {}
        for held in meetings.values():
            final = sorted((each for each in held if each.status is not Status.DRAFT), key=_order)
            for draft in sorted(held, key=_order):
                if draft.status is not Status.DRAFT:
                    continue
                if follows := next((each for each in final if _may_be_one(draft, each)), None):
                    followed_by[draft.id] = follows
                    before[follows.id] = (*before.get(follows.id, ()), draft)
        return cls(followed_by, before)


def _order(entry: Entry) -> tuple[object, ...]:
    return (entry.status is not Status.CONFIRMED, entry.provenance.retrieved, entry.id)


def _may_be_one(one: Entry, other: Entry) -> bool:
    """A committee may meet twice on one day."""
    times = [each.meeting.time for each in (one, other) if each.meeting and each.meeting.time]
    return len(set(times)) < 2
