"""Looks things up for pages and API alike, and says so where they are not there."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable
from threading import Lock
from typing import Generic, TypeVar

from archive.document import Deletion, Document, Entry
from archive.report import ReadingReport, reading_report
from archive.takedowns import Takedown
from indexer.passage import Passage, PassageKind
from indexer.results import Filter, Search, Sort
from web.committees import Committee, MeetingDay, committees
from web.errors import BadParameter, Gone, NoArchive, NotFound
from web.export import in_full
from web.language import N_, _
from web.library import Library, Located
from web.people import Person, people
from web.slug import at_address
from web.takedown import told
from web.ways import Way, ways

Found = TypeVar("Found")

_NOT_AN_ID = N_("The address may be incomplete.")


class _Kept(Generic[Found]):
    """What is worked out of the archive once, by one reader at a time, and again when it has changed."""

    def __init__(self, state: Callable[[], str], find: Callable[[], Found]) -> None:
        self._state, self._find = state, find
        self._known: tuple[str, Found] | None = None
        self._finding = Lock()

    def get(self) -> Found:
        with self._finding:
            state = self._state()
            if self._known is None or self._known[0] != state:
                self._known = (state, self._find())
            return self._known[1]


class Desk:
    """``library`` is None while no archive has been indexed."""

    def __init__(self, library: Library | None) -> None:
        self._library = library
        self._people = _Kept(self.state, self._read_people)
        self._grown = _Kept(self.state, self._latest)
        self._ways = _Kept(self.state, lambda: ways(self.library))
        self._repeating = _Kept(self.state, self._read_repeating)

    @property
    def is_open(self) -> bool:
        return self._library is not None

    @property
    def library(self) -> Library:
        if self._library is None:
            raise NoArchive
        return self._library

    def state(self) -> str:
        """Names what is shown, for as long as nothing of it has changed."""
        return self._library.state() if self._library else ""

    def grown(self) -> dt.date | None:
        """The day on which the latest document came in; None of an empty archive."""
        return self._grown.get() if self.is_open else None

    def _latest(self) -> dt.date | None:
        days = (entry.provenance.retrieved.date() for entry in self.library.entries())
        return max(days, default=None)

    def repeating(self) -> tuple[Entry, ...]:
        """For each row of votes on a motion that the record has in words too, its document."""
        return self._repeating.get()

    def _read_repeating(self) -> tuple[Entry, ...]:
        search = Search("", filter=Filter(passages=(PassageKind.MOTION,)), sort=Sort.NEWEST)
        return tuple(
            hit.document
            for page in in_full(self.library, search)
            for hit in page.hits
            if hit.passage.repeats_a_motion
        )

    def document(self, document_id: str, version: str) -> Document:
        if version and not re.fullmatch(r"[0-9a-fA-F]{6,64}", version):
            raise BadParameter(
                "version",
                version,
                _("Give six or more of the first digits of a version’s SHA-256."),
            )
        found = self.library.document(document_id, version)
        if found is None:
            self._refuse_taken_down(document_id, version)
        if found is None and version and self.library.entry(document_id):
            raise NotFound(
                _(
                    "The document has no version whose SHA-256 begins with %(version)s. Its other versions "
                    "are listed with the document.",
                    version=version,
                )
            )
        if found is None:
            said = _("No document has the id %(id)s.", id=_shown(document_id))
            raise NotFound(f"{said} {_(_NOT_AN_ID)}")
        return found

    def entry(self, document_id: str, version: str) -> Entry:
        """A version as the catalogue lists it; without ``version``, the current one."""
        versions = self.library.versions(document_id)
        for entry in versions:
            if entry.provenance.sha256.startswith(version.lower()):
                return entry
        return self.document(document_id, version).entry  # which says what is wrong

    def reading(self, document_id: str, version: str, passage_id: str) -> Document:
        """The document as it was when it held a passage, unless another version is asked for."""
        held = self.library.document_holding(passage_id) if passage_id else None
        if held and held.id == document_id and held.entry.provenance.sha256.startswith(version):
            return held
        return self.document(document_id, version)

    def passage(self, passage_id: str) -> Located:
        found = self.library.passage(passage_id)
        if found is None:
            takedown = self.library.takedown_of_passage(passage_id)
            if takedown is not None:
                raise self._gone(takedown)
            said = _("No passage has the id %(id)s.", id=_shown(passage_id))
            raise NotFound(f"{said} {_(_NOT_AN_ID)}")
        return found

    def _refuse_taken_down(self, document_id: str, version: str) -> None:
        takedown = self.library.takedown(document_id, version)
        if takedown is None and version and not self.library.entry(document_id):
            takedown = self.library.takedown(document_id)
        if takedown is not None:
            raise self._gone(takedown)

    def _gone(self, takedown: Takedown) -> Gone:
        is_held = self.library.entry(takedown.document) is not None
        return Gone(told(takedown), takedown.document if is_held else "")

    def struck_in(self, passage: Passage) -> tuple[Deletion, ...]:
        """The words that the source shows struck through where the passage stands."""
        document = self.library.document_holding(passage.id)
        held = document.deletions if document else ()
        return tuple(each for each in held if passage.start <= each.at <= passage.end)

    def reading_report(self) -> ReadingReport:
        return reading_report(self.library.entries(), self.library.unreadable())

    def committees(self) -> tuple[Committee, ...]:
        return committees(self.library.entries())

    def committee(self, slug: str) -> Committee:
        found = at_address(slug, self.committees())
        if found is None:
            raise NotFound(
                _("No committee of this archive has the address %(address)s.", address=_shown(slug))
            )
        return found

    def _committee_called(self, called: str) -> Committee:
        named = (each for each in self.committees() if each.name.casefold() == called.casefold())
        return next(named, None) or self.committee(called)

    def people(self) -> tuple[Person, ...]:
        """Who attended, as every list says."""
        return self._people.get()

    def _read_people(self) -> tuple[Person, ...]:
        documents = (self.library.document(entry.id) for entry in self.library.entries())
        return people(each for each in documents if each and each.attendance)

    def ways(self) -> tuple[Way, ...]:
        """Ways to ask in the archive's own words."""
        return self._ways.get()

    def meeting(self, slug: str, date: str) -> tuple[Committee, MeetingDay]:
        committee = self.committee(slug)
        try:
            found = committee.meeting_on(dt.date.fromisoformat(date))
        except ValueError:
            found = None
        if found is None:
            raise NotFound(
                _(
                    "The archive holds nothing of a meeting of %(committee)s on %(date)s.",
                    committee=committee.title,
                    date=_shown(date),
                )
            )
        return committee, found

    def meetings_on(self, date: dt.date) -> tuple[MeetingDay, ...]:
        """Of all committees."""
        found = (committee.meeting_on(date) for committee in self.committees())
        return tuple(meeting for meeting in found if meeting is not None)

    def meetings(self, committee: str, year: str) -> tuple[MeetingDay, ...]:
        """Newest first, of one committee or all, in one year or all.

        ``committee``: its name, or as addresses name it.
        """
        number = year_number(year) if year else 0
        chosen = [self._committee_called(committee)] if committee else self.committees()
        found = [
            meeting
            for one in chosen
            for meeting in one.meetings
            if not number or meeting.date.year == number
        ]
        return tuple(sorted(found, key=lambda meeting: (-meeting.date.toordinal(), meeting.slug)))


def year_number(year: str) -> int:
    """Raises BadParameter."""
    if not re.fullmatch(r"[1-9][0-9]{3}", year):
        raise BadParameter("year", year, _("Give a year such as 2024."))
    return int(year)


def _shown(value: str) -> str:
    return f"“{value if len(value) <= 60 else value[:60] + '…'}”"
