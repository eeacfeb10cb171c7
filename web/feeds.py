"""Atom feeds (RFC 4287): of any search, of a committee, and of what was added last."""

from __future__ import annotations

from dataclasses import replace

from starlette.requests import Request
from starlette.responses import Response

from indexer.results import Sort
from web.language import _
from web.presenters.feed import Feed, committee_feed, documents_feed, search_feed
from web.request_search import read_page_search
from web.requested import requested
from web.room import Room

LONGEST = 50
"""Entries of a feed: what has come since a reader polled last is seldom more."""

_ATOM = "application/atom+xml"


class Feeds(Room):
    """Each method answers one address."""

    def search(self, request: Request) -> Response:
        """A search's passages, newest first."""
        asked = read_page_search(request.query_params)
        newest = replace(asked, sort=Sort.NEWEST, limit=LONGEST, offset=0)
        results = self.desk.library.search(newest)
        return self._answer(search_feed(results, self.settings.author, requested().site, self.urls))

    def committee(self, slug: str) -> Response:
        """A committee's documents, those that came last first; a new version counts as new."""
        committee = self.desk.committee(slug)
        feed = committee_feed(committee, LONGEST, self.settings.author, requested().site, self.urls)
        return self._answer(feed)

    def recent(self) -> Response:
        """All documents, those that came last first."""
        entries = self.desk.library.entries()
        title = _("Recent additions")
        feed = documents_feed(
            title,
            entries,
            LONGEST,
            self.settings.author,
            requested().site,
            self.urls.recent_feed,
            self.urls.recent(),
            self.urls,
        )
        return self._answer(feed)

    def _answer(self, feed: Feed) -> Response:
        return self._xml("feed.xml", _ATOM, feed=feed)
