"""Feeds as a feed reader takes them: whole, true, and the same for as long as nothing has changed."""

from __future__ import annotations

from xml.etree import ElementTree

import feedparser
import pytest
from selectolax.lexbor import LexborHTMLParser
from starlette.testclient import TestClient

from archive.document import DocumentKind
from tests.web.library import MINUTES, RETRIEVED, MemoryLibrary, Piece, entry, make
from web.app import create_app
from web.site import SiteSettings

SLUG = "children-schools-and-families-scrutiny-committee"
FEEDS = [
    "/search.atom?q=neglect",
    "/search.atom?q=neglect&mode=every&passage=exchange",
    "/search.atom",
    f"/committees/{SLUG}.atom",
    "/recent.atom",
    "/cy/search.atom?q=neglect",
]
ATOM = "{http://www.w3.org/2005/Atom}"


@pytest.mark.parametrize("address", FEEDS)
def test_a_feed_is_what_atom_asks_for(client: TestClient, address: str) -> None:
    answer = client.get(address)
    feed = ElementTree.fromstring(answer.content)
    read = feedparser.parse(answer.content)

    assert answer.headers["content-type"] == "application/atom+xml; charset=utf-8"
    assert not read.bozo
    assert [feed.findtext(ATOM + name) for name in ("id", "title", "updated")].count(None) == 0
    assert [link.get("href") for link in feed.iter(f"{ATOM}link") if link.get("rel") == "self"] == [
        f"http://testserver{address}"
    ]
    assert read.entries
    ids = [entry.id for entry in read.entries]
    assert len(set(ids)) == len(ids)
    assert all(id.startswith("tag:testserver,2026:/") for id in ids)
    for told in feed.iter(f"{ATOM}entry"):
        assert told.findtext(f"{ATOM}updated") == RETRIEVED.isoformat()
        assert told.findtext(f"{ATOM}title")
    assert all(client.get(entry.link).status_code == 200 for entry in read.entries)


@pytest.mark.parametrize(
    ("address", "page"),
    [
        ("/recent.atom", "/recent"),
        (f"/committees/{SLUG}.atom", f"/committees/{SLUG}"),
        ("/search.atom?q=neglect", "/search?q=neglect"),
    ],
)
def test_a_feed_leads_to_the_page_that_it_follows(
    client: TestClient, address: str, page: str
) -> None:
    feed = feedparser.parse(client.get(address).content)

    assert feed.feed.link.startswith(f"http://testserver{page}")


def test_an_entry_holds_the_passage_s_very_words(client: TestClient) -> None:
    feed = ElementTree.fromstring(client.get("/search.atom?q=neglect").content)
    held = {entry.findtext(f"{ATOM}content") for entry in feed.iter(f"{ATOM}entry")}

    assert {p.text for p in MINUTES.passages if "neglect" in p.text} <= held


def test_newest_meetings_come_first(client: TestClient) -> None:
    feed = ElementTree.fromstring(client.get("/search.atom").content)
    days = [entry.findtext(f"{ATOM}published") or "" for entry in feed.iter(f"{ATOM}entry")]

    assert len(set(days)) > 1
    assert days == sorted(days, reverse=True)


@pytest.mark.parametrize("address", FEEDS)
def test_polling_again_costs_nothing(client: TestClient, address: str) -> None:
    first, second = client.get(address), client.get(address)
    tag = first.headers["etag"]
    again = client.get(address, headers={"If-None-Match": tag})

    assert first.content == second.content
    assert second.headers["etag"] == tag
    assert (again.status_code, again.content) == (304, b"")


def test_a_feed_of_nothing_says_so(client: TestClient) -> None:
    feed = ElementTree.fromstring(client.get("/search.atom?q=zebra").content)

    assert feed.findtext(f"{ATOM}updated") == "1970-01-01T00:00:00+00:00"
    assert feed.find(f"{ATOM}entry") is None


def test_ids_are_of_the_public_address() -> None:
    from tests.web.library import MemoryLibrary

    settings = SiteSettings(public_url="https://minutes.larkmere.example/")
    with TestClient(create_app(MemoryLibrary(), settings)) as client:
        feed = client.get("/recent.atom").text

    assert "<id>tag:minutes.larkmere.example,2026:/recent.atom</id>" in feed
    assert 'href="https://minutes.larkmere.example/documents/' in feed
    assert "testserver" not in feed


@pytest.mark.parametrize(
    ("address", "status"),
    [("/search.atom?from=soon", 422), ("/committees/none.atom", 404), ("/search.atom?mode=x", 422)],
)
def test_what_cannot_be_followed(client: TestClient, address: str, status: int) -> None:
    assert client.get(address).status_code == status


@pytest.mark.parametrize("page", ["/", "/search?q=neglect&sort=oldest", f"/committees/{SLUG}"])
def test_pages_name_their_feed(client: TestClient, page: str) -> None:
    found = LexborHTMLParser(client.get(page).text).css("link[type='application/atom+xml']")

    assert len(found) == 1
    assert client.get(str(found[0].attributes["href"])).status_code == 200


def test_a_feed_holds_what_holds_all_of_the_words() -> None:
    lines = ["The tip was open.", "Fly waste was left.", "Fly waste was left at the tip."]
    document = make(
        entry("a.html", "Cabinet", DocumentKind.MINUTES, "Cabinet", None), [*map(Piece, lines)]
    )
    with TestClient(create_app(MemoryLibrary([document]))) as client:
        told, every = (
            feedparser.parse(client.get(f"/search.atom?q=fly+tip{more}").content).entries
            for more in ("", "&mode=meaning")
        )
        page = client.get("/search?q=fly+tip").text

    assert [lines[2] in each.content[0].value for each in told] == [True]
    assert len(every) == 3
    assert "You are told of passages that hold all of your words." in page


def test_a_line_that_only_names_a_report_is_no_entry_but_every_mention_keeps_it() -> None:
    kept = "Report of the Director of Housing that no home is damp."
    lines = [
        "Report of the Director of Housing.",
        "Joint report of the Leader and Cabinet Member",
        kept,
    ]
    document = make(
        entry("a.html", "Cabinet", DocumentKind.MINUTES, "Cabinet", None),
        [Piece(line) for line in lines],
    )
    with TestClient(create_app(MemoryLibrary([document]))) as client:
        told, every = (
            feedparser.parse(client.get(f"/search.atom?q=report{more}").content).entries
            for more in ("", "&mode=every")
        )

    assert [kept in each.content[0].value for each in told] == [True]
    assert len(every) == 3
