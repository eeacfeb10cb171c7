"""Atom feeds (RFC 4287): of any search, of a committee, and of what was added last."""

from __future__ import annotations

from dataclasses import replace

from jinja2 import Environment
from starlette.requests import Request
from starlette.responses import Response

from indexer.results import Sort
from web.desk import Desk
from web.language import _
from web.presenters.feed import Feed, committee_feed, documents_feed, search_feed
from web.request_search import read_page_search
from web.requested import requested
from web.site import SiteSettings
from web.urls import Urls

LONGEST = 50
"""Entries of a feed: what has come since a reader polled last is seldom more."""

_ATOM = "application/atom+xml"


class Feeds:
    """Each method answers one address."""

    def __init__(
        self, desk: Desk, settings: SiteSettings, urls: Urls, templates: Environment
    ) -> None:
        self._desk = desk
        self._settings = settings
        self._urls = urls
        self._templates = templates

    def search(self, request: Request) -> Response:
        """A search's passages, newest first."""
        asked = read_page_search(request.query_params)
        newest = replace(asked, sort=Sort.NEWEST, limit=LONGEST, offset=0)
        results = self._desk.library.search(newest)
        return self._answer(search_feed(results, self._named(), requested().site, self._urls))

    def committee(self, slug: str) -> Response:
        """A committee's documents, those that came last first; a new version counts as new."""
        committee = self._desk.committee(slug)
        feed = committee_feed(committee, LONGEST, self._named(), requested().site, self._urls)
        return self._answer(feed)

    def recent(self) -> Response:
        """All documents, those that came last first."""
        entries = self._desk.library.entries()
        title = _("Recent additions")
        feed = documents_feed(
            title, entries, LONGEST, self._named(), requested().site, self._urls.home, self._urls
        )
        return self._answer(feed)

    def _named(self) -> str:
        """Who the feeds are by."""
        return self._settings.council_name or self._settings.service_name

    def _answer(self, feed: Feed) -> Response:
        page = self._templates.get_template("feed.xml").render(feed=feed)
        return Response(page, media_type=_ATOM)
