"""The pages."""

from __future__ import annotations

import datetime as dt
from itertools import chain

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response, StreamingResponse

from web.assets import STATIC, theme_css
from web.dates import today
from web.errors import BadParameter
from web.export import file_headers, file_name, in_csv, in_full
from web.head import wants_head_only
from web.presenters.browse import coverage_page, ways_to_ask
from web.presenters.filters import filters_of
from web.presenters.pagination import paginate
from web.presenters.publishers import publishers
from web.presenters.report import report_section
from web.presenters.results import results_page
from web.presenters.structured import of_site
from web.request_search import (
    Group,
    feed_parameters,
    group_parameters,
    read_page_search,
    search_parameters,
)
from web.requested import requested
from web.room import Room
from web.search_form import read_search_form
from web.takedown import takedowns_section

_STATEMENT_PREPARED = dt.date(2026, 11, 29)
"""The accessibility statement: when its claims were last checked against the pages."""

_KEEP_A_DAY = {"Cache-Control": "public, max-age=86400"}


class Pages(Room):
    """Each method answers one address."""

    def home(self, request: Request) -> Response:
        del request
        return self._coverage(
            "home.html",
            publishers=publishers(self.desk.library.entries()),
            feed_url=self.urls.recent_feed,
            ways=ways_to_ask(self.desk.ways(), self.urls),
            structured=of_site(self.settings, requested().site, self.urls),
        )

    def search(self, request: Request) -> Response:
        form = read_search_form(request.query_params)
        search = form.search
        # What is carried is read of the address once, not for each of the page's addresses.
        urls = self.urls.carrying(self.urls.carried).laying_out(group_parameters(form.group))
        results = self.desk.library.search(search)
        parameters = search_parameters(search)
        period = results.query.period
        page = results_page(
            results,
            filters_of(
                results, (entry.committee for entry in self.desk.library.entries()), form, urls
            ),
            paginate(
                results.total,
                search.limit,
                search.offset // search.limit + 1,
                lambda number: urls.search(
                    [*parameters, ("page", str(number) if number > 1 else "")]
                ),
            ),
            self.desk.committees() if form.group is Group.MEETING else (),
            self.desk.meetings_on(period.day) if period and period.day else (),
            self.desk.library,
            urls,
        )
        json_url = self.urls.api_search(
            [*parameters, ("offset", str(search.offset) if search.offset else "")]
        )
        feed_url = self.urls.search_feed(feed_parameters(search))
        response = self._html("results.html", page=page, json_url=json_url, feed_url=feed_url)
        if form.mistakes:
            response.status_code = BadParameter.status
        return response

    def export(self, request: Request) -> Response:
        """All hits of a search, page after page, as they are found."""
        search = read_page_search(request.query_params)
        headers = file_headers(file_name(search, today()))
        if wants_head_only(request):
            return StreamingResponse(iter(()), headers=headers, media_type="text/csv")
        pages = in_full(self.desk.library, search)
        pieces = in_csv(pages, self.urls, requested().site, today())
        first = next(pieces)  # what fails before the first byte is still an error page
        return StreamingResponse(chain((first,), pieces), headers=headers, media_type="text/csv")

    def committees(self, request: Request) -> Response:
        del request
        return self._coverage("committees.html", json_url=self.urls.api_committees)

    def about(self, request: Request) -> Response:
        del request
        report = report_section(
            self.desk.reading_report(), lambda id: self.desk.document(id, ""), self.urls
        )
        return self._coverage(
            "about.html",
            json_url=self.urls.api_coverage,
            report=report,
            taken_down=takedowns_section(self.desk.library.takedowns()),
        )

    def accessibility(self, request: Request) -> Response:
        del request
        return self._html("accessibility.html", prepared=_STATEMENT_PREPARED)

    def privacy(self, request: Request) -> Response:
        del request
        return self._html("privacy.html")

    def cookies(self, request: Request) -> Response:
        """Where people look for it; there are none, and the privacy page says so."""
        del request
        return RedirectResponse(f"{self.urls.privacy}#cookies", 308)

    def theme(self, request: Request) -> Response:
        del request
        return Response(theme_css(self.settings), media_type="text/css", headers=_KEEP_A_DAY)

    def favicon(self, request: Request) -> Response:
        del request
        icon = (STATIC / "favicon.ico").read_bytes()
        return Response(icon, media_type="image/x-icon", headers=_KEEP_A_DAY)

    def _coverage(self, template: str, json_url: str = "", **context: object) -> Response:
        library = self.desk.library
        page = coverage_page(
            library.coverage(), self.desk.committees(), library.unreadable(), self.urls
        )
        return self._html(template, page=page, json_url=json_url, **context)
