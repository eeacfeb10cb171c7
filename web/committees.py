"""Committees and their meetings, as the catalogue's entries name them."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass

from archive.document import Entry
from web.language import _
from web.slug import Address, addresses
from web.wording import NO_COMMITTEE


@dataclass(frozen=True, slots=True)
class MeetingDay:
    """All that one committee has published for one day.

    A second meeting on the same day, which is rare, stands on the same page: not every publisher gives
    the times that would tell the two apart.
    """

    committee: str
    slug: str
    date: dt.date
    entries: tuple[Entry, ...]

    @property
    def times(self) -> tuple[str, ...]:
        return _known(entry.meeting.time for entry in self.entries if entry.meeting)

    @property
    def places(self) -> tuple[str, ...]:
        return _known(entry.meeting.place for entry in self.entries if entry.meeting)


@dataclass(frozen=True, slots=True)
class Committee:
    name: str
    """Empty for the documents that name none."""
    address: Address
    entries: tuple[Entry, ...]
    meetings: tuple[MeetingDay, ...]
    """Newest first."""

    @property
    def slug(self) -> str:
        return self.address.slug

    @property
    def title(self) -> str:
        return self.name or _(NO_COMMITTEE)

    @property
    def other_documents(self) -> tuple[Entry, ...]:
        """Those that belong to none of its meetings."""
        at_meetings = {entry.id for meeting in self.meetings for entry in meeting.entries}
        return tuple(entry for entry in self.entries if entry.id not in at_meetings)

    def meeting_on(self, date: dt.date) -> MeetingDay | None:
        return next((meeting for meeting in self.meetings if meeting.date == date), None)


def committees(entries: Iterable[Entry]) -> tuple[Committee, ...]:
    """Every committee in alphabetical order; those documents that name none come last."""
    by_name: dict[str, list[Entry]] = {}
    for entry in entries:
        by_name.setdefault(entry.committee, []).append(entry)
    known = addresses({name: name or NO_COMMITTEE for name in by_name}, "committee")
    return tuple(
        Committee(name, known[name], own, _meetings(name, known[name].slug, own))
        for name, own in sorted(
            ((name, tuple(own)) for name, own in by_name.items()),
            key=lambda each: (not each[0], each[0].casefold(), each[0]),
        )
    )


def _meetings(name: str, address: str, entries: tuple[Entry, ...]) -> tuple[MeetingDay, ...]:
    held = {entry.meeting.date for entry in entries if entry.meeting and entry.meeting.date}
    by_date: dict[dt.date, list[Entry]] = {date: [] for date in sorted(held, reverse=True)}
    for entry in entries:
        if entry.date in by_date:
            by_date[entry.date].append(entry)
    return tuple(MeetingDay(name, address, date, tuple(own)) for date, own in by_date.items())


def _known(values: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(value for value in values if value))
