"""Looking without a question: committees, meetings, decisions, reports, people, and what came last."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Sequence

from starlette.requests import Request
from starlette.responses import Response

from indexer.passage import DECISIONS, PassageKind
from indexer.results import Filter, Search, Sort
from web.desk import year_number
from web.errors import NotFound
from web.language import _
from web.presenters.browse import (
    committee_page,
    meeting_page,
    meetings_page,
    recent_page,
    titles_of,
)
from web.presenters.pagination import paginate
from web.presenters.people import people_page, person_page
from web.presenters.register import Kind, decisions, questions, register_page
from web.presenters.reports import reports_page, section_page, series_page
from web.presenters.structured import of_meeting
from web.request_search import page_number, search_parameters, single
from web.requested import requested
from web.room import Room
from web.sections import shared_sections
from web.series import Series, annual_reports, series
from web.slug import at_address

A_PAGE = 20
"""Passages of a register, and documents of the latest additions, on one page."""

MEETINGS = 100
"""On one page of them."""

LISTED_WITH_ITEMS = 20
"""Meetings of a committee's page, the newest, that say what they discussed."""

_OPEN_QUESTIONS = (PassageKind.UNANSWERED,)


class Browsing(Room):
    """Each method answers one address."""

    def committee(self, request: Request, slug: str) -> Response:
        del request
        committee = self.desk.committee(slug)
        discussed = {
            meeting.date: titles_of(self.desk.document(entry.id, "") for entry in meeting.entries)
            for meeting in committee.meetings[:LISTED_WITH_ITEMS]
        }
        page = committee_page(committee, discussed, self.urls)
        return self._html(
            "committee.html",
            page=page,
            json_url=self.urls.api_meetings(committee=slug),
            feed_url=self.urls.committee_feed(slug),
        )

    def meetings(self, request: Request) -> Response:
        slug = single(request.query_params, "committee")
        year = single(request.query_params, "year")
        shown = self.desk.meetings(slug, year)
        years = sorted({each.date.year for each in self.desk.meetings(slug, "")}, reverse=True)
        committee = self.desk.committee(slug) if slug else None
        number = page_number(request.query_params)
        pagination = paginate(
            len(shown), MEETINGS, number, self._paged(self.urls.meetings, committee=slug, year=year)
        )
        first = (number - 1) * MEETINGS
        page = meetings_page(
            shown[first : first + MEETINGS], years, year, committee, pagination, self.urls
        )
        json_url = self.urls.api_meetings(committee=slug, year=year)
        return self._html("meetings.html", page=page, json_url=json_url)

    def meeting(self, request: Request, slug: str, date: str) -> Response:
        """One meeting: its items, who attended, what was decided, and its papers."""
        del request
        committee, meeting = self.desk.meeting(slug, date)
        documents = [self.desk.document(entry.id, "") for entry in meeting.entries]
        day = Filter(
            committees=(committee.name,),
            passages=DECISIONS,
            date_from=meeting.date,
            date_to=meeting.date,
        )
        decided = self.desk.library.search(Search("", filter=day, sort=Sort.NEWEST, limit=100))
        page = meeting_page(
            meeting, documents, decided, committee.title, self.desk.library, self.urls
        )
        title = f"{committee.title}, {page.date}"
        structured = of_meeting(meeting, title, self.settings, requested().site, self.urls)
        json_url = self.urls.api_meeting(slug, meeting.date)
        return self._html("meeting.html", page=page, json_url=json_url, structured=structured)

    def decisions(self, request: Request) -> Response:
        kind = Kind(
            _("Decisions"),
            _(
                "What was resolved, as the minutes record it, with motions and their votes. "
                "The newest meetings come first."
            ),
            lambda results: decisions(results, self.desk.repeating()),
            self.urls.decisions,
        )
        return self._register(request, kind, DECISIONS)

    def unanswered(self, request: Request) -> Response:
        kind = Kind(
            _("Questions with no answer recorded"),
            _(
                "Questions to which the minutes record no answer. One may have been given at the "
                "meeting or later."
            ),
            questions,
            self.urls.unanswered,
        )
        return self._register(request, kind, _OPEN_QUESTIONS)

    def _register(self, request: Request, kind: Kind, passages: Sequence[PassageKind]) -> Response:
        slug = single(request.query_params, "committee")
        year = single(request.query_params, "year")
        number = page_number(request.query_params)
        committee = self.desk.committee(slug) if slug else None
        first, last = _days(year)
        search = Search(
            "",
            filter=Filter(
                committees=(committee.name,) if committee else (),
                passages=tuple(passages),
                date_from=first,
                date_to=last,
            ),
            sort=Sort.NEWEST,
            limit=A_PAGE,
            offset=(number - 1) * A_PAGE,
        )
        library = self.desk.library
        results = library.search(search)
        years = sorted({e.date.year for e in library.entries() if e.date}, reverse=True)
        pagination = paginate(
            results.total, A_PAGE, number, self._paged(kind.address, committee=slug, year=year)
        )
        page = register_page(
            kind,
            results,
            self.desk.committees(),
            years,
            committee,
            year,
            pagination,
            library,
            self.urls,
        )
        parameters = search_parameters(search)
        return self._html(
            "register.html",
            page=page,
            json_url=self.urls.api_search(parameters),
            feed_url=self.urls.search_feed(parameters),
        )

    def reports(self, request: Request) -> Response:
        del request
        entries = self.desk.library.entries()
        return self._html(
            "reports.html",
            page=reports_page(annual_reports(entries), series(entries), self.urls),
            json_url=self.urls.api_reports,
        )

    def series(self, request: Request, slug: str) -> Response:
        del request
        found = self._series(slug)
        documents = [self.desk.document(entry.id, "") for entry in found.editions]
        return self._html(
            "series.html",
            page=series_page(found, documents, self.urls),
            json_url=self.urls.api_reports,
        )

    def section(self, request: Request, slug: str, section: str) -> Response:
        """One section of a report as each of its editions has it."""
        del request
        found = self._series(slug)
        documents = [self.desk.document(entry.id, "") for entry in found.editions]
        every = shared_sections(documents)
        sought = at_address(section, every)
        if sought is None:
            raise NotFound(_("No section that several editions have is at this address."))
        passages = [self.desk.library.passages(document.id) for document in documents]
        return self._html(
            "section.html",
            page=section_page(found, documents, passages, every, sought, self.urls),
            json_url=self.urls.api_reports,
        )

    def _series(self, slug: str) -> Series:
        found = at_address(slug, series(self.desk.library.entries()))
        if found is None:
            raise NotFound(_("No report that was made more than once has this address."))
        return found

    def recent(self, request: Request) -> Response:
        """Documents by the day on which they came into the archive."""
        number = page_number(request.query_params)
        entries = self.desk.library.entries()
        pagination = paginate(len(entries), A_PAGE, number, self._paged(self.urls.recent))
        page = recent_page(entries, A_PAGE, pagination, self.urls)
        return self._html("recent.html", page=page, feed_url=self.urls.recent_feed)

    def people(self, request: Request) -> Response:
        del request
        return self._html(
            "people.html",
            page=people_page(self.desk.people(), self.urls),
            json_url=self.urls.api_people,
        )

    def person(self, request: Request, slug: str) -> Response:
        del request
        found = at_address(slug, self.desk.people())
        if found is None:
            raise NotFound(_("No list of those who attended names anybody of this address."))
        return self._html(
            "person.html",
            page=person_page(found, self.desk.committees(), self.urls),
            json_url=self.urls.api_people,
        )

    @staticmethod
    def _paged(address: Callable[..., str], **chosen: str) -> Callable[[int], str]:
        return lambda number: address(**chosen, page=str(number) if number > 1 else "")


def _days(year: str) -> tuple[dt.date | None, dt.date | None]:
    if not year:
        return None, None
    number = year_number(year)
    return dt.date(number, 1, 1), dt.date(number, 12, 31)
