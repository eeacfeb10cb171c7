"""Every address of the site, made in one place; templates and routes call these."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable, Mapping
from urllib.parse import quote, quote_plus

from web.briefing.address import BRIEFING, here
from web.briefing.selection import Selection
from web.language import chosen
from web.requested import requested

_WEB = re.compile(r"https?://", re.IGNORECASE)
_PLAIN = re.compile(r"[\w.~-]*", re.ASCII)
"""What an address holds as it is."""
_CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f]")

SHORT_HASH = 12
"""Digits of a SHA-256 that name a version in an address: 48 bits, ample for one document's versions."""


class Urls:
    """Addresses relative to the site's root; those of pages in the language of the page being made.

    ``static_versions`` maps a static file's name to a digest of its content, so that a browser may keep
    the file for good and still fetch a changed one. ``carried`` are parameters that every page's address
    takes along, ``shown_as`` those that a page of results takes along besides: how it is laid out.
    """

    favicon = "/favicon.ico"
    robots = "/robots.txt"
    sitemap = "/sitemap.xml"
    health = "/healthz"
    api_search_page = "/api/search"
    api_documents = "/api/documents"
    api_committees = "/api/committees"
    api_people = "/api/people"
    api_reports = "/api/reports"
    api_briefing_page = "/api/briefing"
    api_coverage = "/api/coverage"
    api_schema = "/api/openapi.json"
    assistants = "/mcp"

    def __init__(
        self,
        static_versions: Mapping[str, str] | None = None,
        carried: Iterable[tuple[str, str]] | None = None,
        shown_as: Iterable[tuple[str, str]] = (),
    ) -> None:
        self._static_versions = static_versions or {}
        self._carried = None if carried is None else tuple(carried)
        self.shown_as = tuple(shown_as)

    def carrying(self, parameters: Iterable[tuple[str, str]]) -> Urls:
        """The same addresses, with ``parameters`` on those of pages."""
        return Urls(self._static_versions, parameters, self.shown_as)

    def laying_out(self, parameters: Iterable[tuple[str, str]]) -> Urls:
        """The same addresses, with ``parameters`` on those of pages of results."""
        return Urls(self._static_versions, self._carried, parameters)

    @property
    def carried(self) -> tuple[tuple[str, str], ...]:
        return here().selection.parameters() if self._carried is None else self._carried

    @property
    def kept(self) -> tuple[tuple[str, str], ...]:
        """The parameters of the page being made, for a form that comes back to it."""
        return (*here().others, *self.carried)

    def picking(self, selection: Selection, *, anchor: str = "") -> str:
        """The page being made, with another selection."""
        address = _with_query(self.this_page, (*here().others, *selection.parameters()))
        return f"{address}#{anchor}" if anchor else address

    @property
    def this_page(self) -> str:
        """The page being made, without anything carried: where its own form sends its fields."""
        return chosen().prefix + requested().path

    @property
    def home(self) -> str:
        return self._page("/")

    @property
    def search_page(self) -> str:
        """Without anything carried: where the search form sends its fields."""
        return chosen().prefix + "/search"

    @property
    def export_page(self) -> str:
        return chosen().prefix + "/search.csv"

    def sitemap_part(self, number: int) -> str:
        return f"{self.sitemap}?part={number}"

    @property
    def opensearch(self) -> str:
        return chosen().prefix + "/opensearch.xml"

    @property
    def search_feed_page(self) -> str:
        return chosen().prefix + "/search.atom"

    @property
    def recent_feed(self) -> str:
        return chosen().prefix + "/recent.atom"

    def search_feed(self, parameters: Iterable[tuple[str, str]] = ()) -> str:
        """Without what is carried: a feed is no reader's own."""
        return _with_query(self.search_feed_page, parameters)

    def committee_feed(self, slug: str) -> str:
        return f"{chosen().prefix}/committees/{_segment(slug)}.atom"

    @property
    def briefing(self) -> str:
        return self._page(BRIEFING)

    @property
    def briefing_page(self) -> str:
        """Without anything carried: where the briefing's form sends its fields."""
        return chosen().prefix + BRIEFING

    def briefing_file(self, ending: str) -> str:
        return self._page(f"/briefing.{ending}")

    @property
    def briefing_checksums(self) -> str:
        return self._page("/briefing-checksums.json")

    def api_briefing(self, parameters: Iterable[tuple[str, str]]) -> str:
        return _with_query(self.api_briefing_page, parameters)

    @property
    def committees(self) -> str:
        return self._page("/committees")

    @property
    def about(self) -> str:
        return self._page("/about")

    @property
    def api_guide(self) -> str:
        return self._page("/api")

    @property
    def accessibility(self) -> str:
        return self._page("/accessibility")

    @property
    def privacy(self) -> str:
        return self._page("/privacy")

    def search(self, parameters: Iterable[tuple[str, str]] = ()) -> str:
        return self._page("/search", (*parameters, *self.shown_as))

    def export(self, parameters: Iterable[tuple[str, str]] = ()) -> str:
        return _with_query(self.export_page, parameters)

    def api_search(self, parameters: Iterable[tuple[str, str]] = ()) -> str:
        return _with_query(self.api_search_page, parameters)

    def document(
        self,
        document_id: str,
        *,
        version: str = "",
        passage: str = "",
        query: str = "",
        results: str = "",
    ) -> str:
        """A document in the reader; with ``passage``, at that passage and with it marked.

        ``results`` is the query string of the results page that a reader comes from, to go back to.
        """
        parameters = [
            ("version", version[:SHORT_HASH]),
            ("passage", passage),
            ("q", query),
            ("results", results),
        ]
        address = self._page(f"/documents/{_segment(document_id)}", parameters)
        return f"{address}#{self.passage_anchor(passage)}" if passage else address

    def item(self, document_id: str, number: int) -> str:
        """The ``number``-th agenda item of a document, counted from 1."""
        return f"{self.document(document_id)}#item-{number}"

    def api_document(self, document_id: str, *, version: str = "") -> str:
        path = f"{self.api_documents}/{_segment(document_id)}"
        return _with_query(path, [("version", version[:SHORT_HASH])])

    def original(self, document_id: str, *, version: str = "", page: int = 0) -> str:
        """The file as received; a PDF opens at ``page``."""
        path = f"/documents/{_segment(document_id)}/original"
        address = _with_query(path, [("version", version[:SHORT_HASH])])
        return f"{address}#page={page}" if page else address

    def page_picture(self, document_id: str, page: int, *, version: str) -> str:
        """``version`` must name the file in full and how it is drawn: such a picture never changes."""
        return _with_query(
            f"/documents/{_segment(document_id)}/pages/{page}.webp", [("v", version)]
        )

    def changes(self, document_id: str, before: str, after: str) -> str:
        """What differs between two versions of a document, each named by its SHA-256."""
        return self._page(
            f"/documents/{_segment(document_id)}/changes",
            [("from", before[:SHORT_HASH]), ("to", after[:SHORT_HASH])],
        )

    def changes_since(self, draft_id: str, document_id: str) -> str:
        """What differs between a draft and the minutes that took its place."""
        address = f"/documents/{_segment(document_id)}/changes"
        return self._page(address, [("draft", draft_id)])

    def verify(self, document_id: str, *, version: str = "", passage: str = "") -> str:
        return self._page(
            f"/documents/{_segment(document_id)}/verify",
            [("version", version[:SHORT_HASH]), ("passage", passage)],
        )

    def passage(self, passage_id: str) -> str:
        return self._page(f"/passages/{_segment(passage_id)}")

    def api_passage(self, passage_id: str) -> str:
        return f"/api/passages/{_segment(passage_id)}"

    @staticmethod
    def passage_anchor(passage_id: str) -> str:
        return f"p-{passage_id}"

    @staticmethod
    def hit_anchor(passage_id: str) -> str:
        """Of a result, or a nearest passage, on the page of results."""
        return f"result-{passage_id}"

    def committee(self, slug: str) -> str:
        return self._page(f"/committees/{_segment(slug)}")

    def decisions(self, **chosen: str) -> str:
        """``committee``: its slug; ``year``; ``page``."""
        return self._page("/decisions", chosen.items())

    def unanswered(self, **chosen: str) -> str:
        """As ``decisions``."""
        return self._page("/unanswered", chosen.items())

    def recent(self, *, page: str = "") -> str:
        return self._page("/recent", [("page", page)])

    @property
    def reports(self) -> str:
        return self._page("/reports")

    def series(self, slug: str) -> str:
        return self._page(f"/reports/{_segment(slug)}")

    def section(self, series: str, section: str) -> str:
        """One section of a series' reports, beside itself."""
        return self._page(f"/reports/{_segment(series)}/{_segment(section)}")

    @property
    def people(self) -> str:
        return self._page("/people")

    def person(self, slug: str) -> str:
        return self._page(f"/people/{_segment(slug)}")

    def meetings(self, *, committee: str = "", year: str = "", page: str = "") -> str:
        chosen = [("committee", committee), ("year", year), ("page", page)]
        return self._page("/meetings", chosen)

    def api_meetings(self, *, committee: str = "", year: str = "") -> str:
        return _with_query("/api/meetings", [("committee", committee), ("year", year)])

    def meeting(self, committee: str, date: dt.date) -> str:
        return self._page(f"/meetings/{_segment(committee)}/{date.isoformat()}")

    def api_meeting(self, committee: str, date: dt.date) -> str:
        return f"/api/meetings/{_segment(committee)}/{date.isoformat()}"

    def theme(self) -> str:
        return _with_query("/theme.css", [("v", self._static_versions.get("theme.css", ""))])

    def static(self, name: str) -> str:
        return _with_query(f"/static/{name}", [("v", self._static_versions.get(name, ""))])

    def _page(self, path: str, parameters: Iterable[tuple[str, str]] = ()) -> str:
        return _with_query(chosen().prefix + path, (*parameters, *self.carried))


class WholeUrls(Urls):
    """Addresses with the site's own in front, for those who read them elsewhere."""

    def _page(self, path: str, parameters: Iterable[tuple[str, str]] = ()) -> str:
        return requested().site + _with_query(path, parameters)


def followable(address: str) -> str:
    """A publisher's address; empty where no link may lead to it.

    Control characters are dropped or misread by browsers, and a document may name any scheme.
    """
    return address if _WEB.match(address) and not _CONTROL.search(address) else ""


def _segment(text: str) -> str:
    return quote(text, safe="")


def _with_query(path: str, parameters: Iterable[tuple[str, str]]) -> str:
    query = encoded((name, value) for name, value in parameters if value)
    return f"{path}?{query}" if query else path


def encoded(parameters: Iterable[tuple[str, str]]) -> str:
    """As ``urllib.parse.urlencode`` gives it, in a third of the time: most of what stands in our addresses
    needs no encoding, and a page holds some hundred of them.
    """
    return "&".join(f"{_coded(name)}={_coded(value)}" for name, value in parameters)


def _coded(text: str) -> str:
    return text if _PLAIN.fullmatch(text) else quote_plus(text)
