"""Looking without a question: committees, meetings, decisions, reports, people, and what came last."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Sequence

from jinja2 import Environment
from starlette.requests import Request
from starlette.responses import HTMLResponse, Response

from indexer.passage import PassageKind
from indexer.results import Filter, Search, Sort
from web.desk import Desk, year_number
from web.errors import NotFound
from web.language import _
from web.presenters.browse import committee_page, meeting_page, meetings_page, recent_page
from web.presenters.pagination import paginate
from web.presenters.people import people_page, person_page
from web.presenters.register import Kind, register_page
from web.presenters.reports import reports_page, series_page
from web.presenters.structured import of_meeting
from web.request_search import page_number, search_parameters, single
from web.requested import requested
from web.series import series
from web.site import SiteSettings
from web.urls import Urls

A_PAGE = 20
"""Passages of a register, and documents of the latest additions, on one page."""

_DECISIONS = (PassageKind.RESOLUTION, PassageKind.MOTION)
_OPEN_QUESTIONS = (PassageKind.UNANSWERED,)


class Browsing:
    """Each method answers one address."""

    def __init__(
        self, desk: Desk, settings: SiteSettings, urls: Urls, templates: Environment
    ) -> None:
        self._desk = desk
        self._settings = settings
        self._urls = urls
        self._templates = templates

    def committee(self, request: Request, slug: str) -> Response:
        del request
        page = committee_page(self._desk.committee(slug), self._urls)
        return self._render(
            "committee.html",
            page=page,
            json_url=self._urls.api_meetings(committee=slug),
            feed_url=self._urls.committee_feed(slug),
        )

    def meetings(self, request: Request) -> Response:
        slug = single(request.query_params, "committee")
        year = single(request.query_params, "year")
        shown = self._desk.meetings(slug, year)
        years = sorted({each.date.year for each in self._desk.meetings(slug, "")}, reverse=True)
        committee = self._desk.committee(slug) if slug else None
        page = meetings_page(shown, years, year, committee, self._urls)
        json_url = self._urls.api_meetings(committee=slug, year=year)
        return self._render("meetings.html", page=page, json_url=json_url)

    def meeting(self, request: Request, slug: str, date: str) -> Response:
        """One meeting: its items, who attended, what was decided, and its papers."""
        del request
        committee, meeting = self._desk.meeting(slug, date)
        documents = [self._desk.document(entry.id, "") for entry in meeting.entries]
        day = Filter(
            committees=(committee.name,),
            passages=_DECISIONS,
            date_from=meeting.date,
            date_to=meeting.date,
        )
        decided = self._desk.library.search(Search("", filter=day, sort=Sort.NEWEST, limit=100))
        page = meeting_page(
            meeting, documents, decided, committee.title, self._desk.library, self._urls
        )
        title = f"{committee.title}, {page.date}"
        structured = of_meeting(meeting, title, self._settings, requested().site, self._urls)
        json_url = self._urls.api_meeting(slug, meeting.date)
        return self._render("meeting.html", page=page, json_url=json_url, structured=structured)

    def decisions(self, request: Request) -> Response:
        kind = Kind(
            _("Decisions"),
            _(
                "What was resolved, as the minutes record it, with motions and their votes. "
                "The newest meetings come first."
            ),
            "decision",
            self._urls.decisions,
        )
        return self._register(request, kind, _DECISIONS)

    def unanswered(self, request: Request) -> Response:
        kind = Kind(
            _("Questions with no answer recorded"),
            _(
                "Questions to which the minutes record no answer. One may have been given at the "
                "meeting or later."
            ),
            "question",
            self._urls.unanswered,
        )
        return self._register(request, kind, _OPEN_QUESTIONS)

    def _register(self, request: Request, kind: Kind, passages: Sequence[PassageKind]) -> Response:
        slug = single(request.query_params, "committee")
        year = single(request.query_params, "year")
        number = page_number(request.query_params)
        committee = self._desk.committee(slug) if slug else None
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
        library = self._desk.library
        results = library.search(search)
        years = sorted({e.date.year for e in library.entries() if e.date}, reverse=True)
        pagination = paginate(
            results.total, A_PAGE, number, self._paged(kind.address, committee=slug, year=year)
        )
        page = register_page(
            kind,
            results,
            self._desk.committees(),
            years,
            slug,
            year,
            pagination,
            library,
            self._urls,
        )
        parameters = search_parameters(search)
        return self._render(
            "register.html",
            page=page,
            json_url=self._urls.api_search(parameters),
            feed_url=self._urls.search_feed(parameters),
        )

    def reports(self, request: Request) -> Response:
        del request
        entries = self._desk.library.entries()
        return self._render("reports.html", page=reports_page(entries, series(entries), self._urls))

    def series(self, request: Request, slug: str) -> Response:
        del request
        every = series(self._desk.library.entries())
        found = next((each for each in every if each.slug == slug), None)
        if found is None:
            raise NotFound(_("No report that was made more than once has this address."))
        documents = [self._desk.document(entry.id, "") for entry in found.editions]
        return self._render("series.html", page=series_page(found, documents, self._urls))

    def recent(self, request: Request) -> Response:
        """Documents by the day on which they came into the archive."""
        number = page_number(request.query_params)
        entries = self._desk.library.entries()
        pagination = paginate(len(entries), A_PAGE, number, self._paged(self._urls.recent))
        page = recent_page(entries, A_PAGE, pagination, self._urls)
        return self._render("recent.html", page=page, feed_url=self._urls.recent_feed)

    def people(self, request: Request) -> Response:
        del request
        return self._render("people.html", page=people_page(self._desk.people(), self._urls))

    def person(self, request: Request, slug: str) -> Response:
        del request
        found = next((each for each in self._desk.people() if each.slug == slug), None)
        if found is None:
            raise NotFound(_("No list of those who attended names anybody of this address."))
        slugs = {each.name: each.slug for each in self._desk.committees()}
        return self._render("person.html", page=person_page(found, slugs, self._urls))

    @staticmethod
    def _paged(address: Callable[..., str], **chosen: str) -> Callable[[int], str]:
        return lambda number: address(**chosen, page=str(number) if number > 1 else "")

    def _render(self, template: str, **context: object) -> HTMLResponse:
        return HTMLResponse(self._templates.get_template(template).render(**context))


def _days(year: str) -> tuple[dt.date | None, dt.date | None]:
    if not year:
        return None, None
    number = year_number(year)
    return dt.date(number, 1, 1), dt.date(number, 12, 31)
