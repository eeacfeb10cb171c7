"""What other programs find the site by: a search for browsers, and what search engines may read."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import chain

from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response

from archive.document import Entry
from web.committees import Committee
from web.errors import NotFound
from web.language import LANGUAGES
from web.request_search import single
from web.requested import requested
from web.room import Room
from web.series import series
from web.urls import Urls

LONGEST_SITEMAP = 50_000
"""Addresses of one file (sitemaps.org)."""


@dataclass(frozen=True, slots=True)
class Listed:
    address: str
    """Absolute."""
    changed: str
    """The day; empty where it is not known."""


class Discovery(Room):
    """Each method answers one address."""

    def opensearch(self) -> Response:
        return self._xml(
            "opensearch.xml", "application/opensearchdescription+xml", site=requested().site
        )

    def sitemap(self, request: Request) -> Response:
        """Documents, meetings and committees; passages are read within their documents.

        What is too long for one file is told by a list of files, each asked for by its ``part``.
        """
        pages = list(listed(self.desk.library.entries(), self.desk.committees(), self.urls))
        parts = [
            pages[at : at + LONGEST_SITEMAP] for at in range(0, len(pages), LONGEST_SITEMAP)
        ] or [[]]
        asked = single(request.query_params, "part")
        if not asked and len(parts) > 1:
            addresses = [
                f"{requested().site}{self.urls.sitemap_part(number)}"
                for number in range(1, len(parts) + 1)
            ]
            return self._xml("sitemap_index.xml", "application/xml", addresses=addresses)
        numbered = {str(number): part for number, part in enumerate(parts, 1)}
        if (asked or "1") not in numbered:
            raise NotFound(f"The sitemap has {len(parts)} parts, counted from 1.")
        return self._xml("sitemap.xml", "application/xml", pages=numbered[asked or "1"])

    def robots(self) -> Response:
        """Search results are for people: they are endless, and every passage is in a document."""
        searches = (f"{each.prefix}/search" for each in LANGUAGES)
        closed = (*searches, "/api/")
        lines = (
            "User-agent: *",
            *(f"Disallow: {path}" for path in closed),
            f"Sitemap: {requested().site}{self.urls.sitemap}",
            "",
        )
        return PlainTextResponse("\n".join(lines))


def listed(
    entries: Iterable[Entry], committees: Iterable[Committee], urls: Urls
) -> Iterator[Listed]:
    """Every page that holds part of the record, but those of persons, and when it last changed."""
    site = requested().site
    entries, committees = list(entries), list(committees)
    latest = _changed(entries)
    for address in (
        urls.home,
        urls.committees,
        urls.meetings(),
        urls.decisions(),
        urls.unanswered(),
        urls.reports,
        urls.recent(),
        urls.about,
    ):
        yield Listed(site + address, latest)
    for committee in committees:
        yield Listed(site + urls.committee(committee.slug), _changed(committee.entries))
    for meeting in chain.from_iterable(committee.meetings for committee in committees):
        yield Listed(site + urls.meeting(meeting.slug, meeting.date), _changed(meeting.entries))
    for each in series(entries):
        yield Listed(site + urls.series(each.slug), _changed(each.editions))
    for entry in entries:
        yield Listed(site + urls.document(entry.id), _changed([entry]))


def _changed(entries: Iterable[Entry]) -> str:
    days: list[dt.datetime] = [entry.provenance.retrieved for entry in entries]
    return max(days).date().isoformat() if days else ""
