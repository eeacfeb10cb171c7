"""The pages."""

from __future__ import annotations

from itertools import chain

from jinja2 import Environment
from starlette.requests import Request
from starlette.responses import HTMLResponse, Response, StreamingResponse

from web.assets import STATIC, theme_css
from web.desk import Desk
from web.export import file_name, in_csv, in_full
from web.presenters.browse import (
    coverage_page,
)
from web.presenters.filters import filters_of
from web.presenters.pagination import paginate
from web.presenters.report import report_section
from web.presenters.results import results_page
from web.presenters.structured import of_site
from web.request_search import feed_parameters, read_page_search, search_parameters
from web.requested import requested
from web.site import SiteSettings
from web.urls import Urls

_KEEP_A_DAY = {"Cache-Control": "public, max-age=86400"}


class Pages:
    """Each method answers one address."""

    def __init__(
        self, desk: Desk, settings: SiteSettings, urls: Urls, templates: Environment
    ) -> None:
        self._desk = desk
        self._settings = settings
        self._urls = urls
        self._templates = templates

    def home(self, request: Request) -> Response:
        del request
        return self._coverage(
            "home.html",
            feed_url=self._urls.recent_feed,
            structured=of_site(self._settings, requested().site, self._urls),
        )

    def search(self, request: Request) -> Response:
        search = read_page_search(request.query_params)
        results = self._desk.library.search(search)
        parameters = search_parameters(search)
        page = results_page(
            results,
            filters_of(
                results, (entry.committee for entry in self._desk.library.entries()), self._urls
            ),
            paginate(
                results.total,
                search.limit,
                search.offset // search.limit + 1,
                lambda number: self._urls.search(
                    [*parameters, ("page", str(number) if number > 1 else "")]
                ),
            ),
            self._desk.library,
            self._urls,
        )
        json_url = self._urls.api_search(
            [*parameters, ("offset", str(search.offset) if search.offset else "")]
        )
        feed_url = self._urls.search_feed(feed_parameters(search))
        return self._render("results.html", page=page, json_url=json_url, feed_url=feed_url)

    def export(self, request: Request) -> Response:
        """All hits of a search, page after page, as they are found."""
        search = read_page_search(request.query_params)
        pages = in_full(self._desk.library, search)
        pieces = in_csv(pages, self._urls, requested().site)
        first = next(pieces)  # what fails before the first byte is still an error page
        headers = {
            "Content-Disposition": f'attachment; filename="{file_name(search)}"',
            "X-Robots-Tag": "noindex",
        }
        return StreamingResponse(chain((first,), pieces), headers=headers, media_type="text/csv")

    def committees(self, request: Request) -> Response:
        del request
        return self._coverage("committees.html", json_url=self._urls.api_committees)

    def about(self, request: Request) -> Response:
        del request
        report = report_section(
            self._desk.reading_report(), lambda id: self._desk.document(id, ""), self._urls
        )
        return self._coverage("about.html", json_url=self._urls.api_coverage, report=report)

    def accessibility(self, request: Request) -> Response:
        del request
        return self._render("accessibility.html")

    def privacy(self, request: Request) -> Response:
        del request
        return self._render("privacy.html")

    def theme(self, request: Request) -> Response:
        del request
        return Response(theme_css(self._settings), media_type="text/css", headers=_KEEP_A_DAY)

    def favicon(self, request: Request) -> Response:
        del request
        icon = (STATIC / "favicon.ico").read_bytes()
        return Response(icon, media_type="image/x-icon", headers=_KEEP_A_DAY)

    def _coverage(self, template: str, json_url: str = "", **context: object) -> Response:
        library = self._desk.library
        page = coverage_page(
            library.coverage(), self._desk.committees(), library.unreadable(), self._urls
        )
        return self._render(template, page=page, json_url=json_url, **context)

    def _render(self, template: str, **context: object) -> HTMLResponse:
        return HTMLResponse(self._templates.get_template(template).render(**context))
