"""A list as a feed: each entry with an id that stays, and dates that are true."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable
from dataclasses import dataclass
from urllib.parse import urlsplit

from archive.citation import cite
from archive.document import Entry
from indexer.passage import PassageKind
from indexer.results import Hit, Mode, Results, Search
from web import wording
from web.committees import Committee
from web.content import moment
from web.language import _, chosen
from web.request_search import feed_parameters
from web.urls import Urls

_TAGGED_IN = "2026"
"""The year in which the ids' authority is dated (RFC 4151): part of every id, so it never changes."""

_NEVER = dt.datetime(1970, 1, 1, tzinfo=dt.UTC)
"""When a feed without entries was last changed: nobody can tell, and it must not seem new."""


_REPORT_NAMED = re.compile(
    r"(?:Joint )?[Rr]eport (?:of|by) (?:(?:the|of|and|for|to|&|[A-Z][\w’'-]*,?)\s?){1,20}\.?"
)


@dataclass(frozen=True, slots=True)
class FeedEntry:
    id: str
    title: str
    url: str
    updated: str
    """When these words came into the archive."""
    published: str
    """The day of the meeting or report; empty where it is not known."""
    author: str
    words: str
    """Quoted from the record; empty for a document."""
    summary: str


@dataclass(frozen=True, slots=True)
class Feed:
    """Addresses are absolute."""

    id: str
    title: str
    author: str
    language: str
    updated: str
    self_url: str
    page_url: str
    entries: tuple[FeedEntry, ...]


def holding_all_words(results: Results) -> tuple[Hit, ...]:
    """Those that hold, with what stands above them, each word that was looked for, or say it in the words
    that records have for everyday ones.
    """
    wanted = set(results.query.anywhere)
    return tuple(hit for hit in results.hits if hit.why.said or wanted <= set(hit.why.matched))


def search_feed(search: Search, found: Iterable[Hit], author: str, site: str, urls: Urls) -> Feed:
    parameters = feed_parameters(search)
    sought = search.text
    title = _("Search: %(words)s", words=sought) if sought else _("Latest passages")
    is_whole = search.mode is Mode.EVERY
    hits = [hit for hit in found if is_whole or not _only_names_a_report(hit)]
    entries = tuple(_passage_entry(hit, author, site, urls) for hit in hits)
    return _feed(
        title,
        author,
        site,
        urls.search_feed(parameters),
        urls.search(parameters),
        entries,
        max((hit.document.provenance.retrieved for hit in hits), default=_NEVER),
    )


def committee_feed(committee: Committee, most: int, author: str, site: str, urls: Urls) -> Feed:
    return documents_feed(
        committee.title,
        committee.entries,
        most,
        author,
        site,
        urls.committee_feed(committee.slug),
        urls.committee(committee.slug),
        urls,
    )


def documents_feed(
    title: str,
    entries: Iterable[Entry],
    most: int,
    author: str,
    site: str,
    self_url: str,
    page_url: str,
    urls: Urls,
) -> Feed:
    """The ``most`` documents that came last, the latest first."""
    latest = sorted(entries, key=_latest_first)[:most]
    return _feed(
        title,
        author,
        site,
        self_url,
        page_url,
        tuple(_document_entry(entry, author, site, urls) for entry in latest),
        max((entry.provenance.retrieved for entry in latest), default=_NEVER),
    )


def _feed(
    title: str,
    author: str,
    site: str,
    self_url: str,
    page_url: str,
    entries: tuple[FeedEntry, ...],
    updated: dt.datetime,
) -> Feed:
    return Feed(
        id=_tag(site, self_url),
        title=f"{title} – {author}",
        author=author,
        language=chosen().code,
        updated=moment(updated),
        self_url=site + self_url,
        page_url=site + page_url,
        entries=entries,
    )


def _passage_entry(hit: Hit, author: str, site: str, urls: Urls) -> FeedEntry:
    passage, entry = hit.passage, hit.document
    address = urls.passage(passage.id)
    citation = cite(entry, passage.item, passage.pages)
    return FeedEntry(
        id=_tag(site, f"/passages/{passage.id}"),
        title=f"{passage.heading or entry.title} – {wording.passage_kind(passage)}",
        url=site + address,
        updated=moment(entry.provenance.retrieved),
        published=_day(entry),
        author=entry.committee or entry.provenance.publisher or author,
        words=passage.text,
        summary=citation,
    )


def _document_entry(entry: Entry, author: str, site: str, urls: Urls) -> FeedEntry:
    version = entry.provenance.sha256
    facts = (wording.document_kind(entry), entry.committee, wording.date_or_undated(entry.date))
    return FeedEntry(
        id=_tag(site, f"/documents/{entry.id}/{version[:12]}"),
        title=entry.title,
        url=site + urls.document(entry.id),
        updated=moment(entry.provenance.retrieved),
        published=_day(entry),
        author=entry.committee or entry.provenance.publisher or author,
        words="",
        summary=", ".join(filter(None, facts)),
    )


def _tag(site: str, what: str) -> str:
    """A ``tag:`` URI (RFC 4151), the same whatever port or scheme the site is reached by."""
    host = urlsplit(site).hostname or "localhost"
    return f"tag:{host},{_TAGGED_IN}:{what}"


def _only_names_a_report(hit: Hit) -> bool:
    """Whether a passage is a line such as "Report of the Director of Housing.": an item's own signpost.

    Every word of it must be a name's or a small one between names, so that no sentence is taken for one.
    """
    passage = hit.passage
    return (
        passage.kind is PassageKind.NARRATIVE and _REPORT_NAMED.fullmatch(passage.text) is not None
    )


def _day(entry: Entry) -> str:
    return f"{entry.date.isoformat()}T00:00:00Z" if entry.date else ""


def _latest_first(entry: Entry) -> tuple[float, int, str]:
    date = entry.date.toordinal() if entry.date else 0
    return (-entry.provenance.retrieved.timestamp(), -date, entry.id)
