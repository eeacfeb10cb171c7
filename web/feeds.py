"""Atom feeds (RFC 4287): of any search, of a committee, and of what was added last."""

from __future__ import annotations

from dataclasses import replace

from starlette.requests import Request
from starlette.responses import Response

from indexer.results import Mode, Sort
from web.language import _
from web.presenters.feed import (
    Feed,
    committee_feed,
    documents_feed,
    holding_all_words,
    search_feed,
)
from web.request_search import read_page_search
from web.requested import requested
from web.room import Room

LONGEST = 50
"""Entries of a feed: what has come since a reader polled last is seldom more."""

LOOKED_THROUGH = 200
"""Passages close to a search, among which those that hold all of its words are looked for."""

_ATOM = "application/atom+xml; charset=utf-8"


class Feeds(Room):
    """Each method answers one address."""

    def search(self, request: Request) -> Response:
        """A search's passages, newest first.

        In the mode that goes by words and meaning, those that hold all of the words: what only comes
        close to them is a help to whoever looks on, and noise to whoever is told of each.
        """
        asked = read_page_search(request.query_params)
        is_sifted = asked.mode is Mode.HYBRID and bool(asked.text)
        most = LOOKED_THROUGH if is_sifted else LONGEST
        newest = replace(asked, sort=Sort.NEWEST, limit=most, offset=0)
        results = self.desk.library.search(newest)
        hits = holding_all_words(results)[:LONGEST] if is_sifted else results.hits
        return self._answer(
            search_feed(asked, hits, self.settings.author, requested().site, self.urls)
        )

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
