"""How the site is found: by browsers, by search engines, under one address a page."""

from __future__ import annotations

import json
from typing import Any
from xml.etree import ElementTree

import pytest
from selectolax.lexbor import LexborHTMLParser
from starlette.testclient import TestClient

from tests.web.library import MINUTES, MemoryLibrary
from web import discovery
from web.app import create_app
from web.markup import data
from web.site import SiteSettings

DOCUMENT = f"/documents/{MINUTES.document.id}"
MEETING = "/meetings/children-schools-and-families-scrutiny-committee/2024-12-10"
SITEMAP = "{http://www.sitemaps.org/schemas/sitemap/0.9}"
SEARCH = "{http://a9.com/-/spec/opensearch/1.1/}"


def structured(client: TestClient, address: str) -> dict[str, Any]:
    page = LexborHTMLParser(client.get(address).text)
    held = page.css("script[type='application/ld+json']")
    read: dict[str, Any] = json.loads(held[0].text())
    return read


def texts(xml: bytes, name: str) -> list[str]:
    """What the elements of one name hold, in order."""
    return [each.text or "" for each in ElementTree.fromstring(xml).iter(name)]


@pytest.mark.parametrize(
    ("address", "expected"),
    [
        ("/", "/"),
        (f"{DOCUMENT}?passage={MINUTES.passages[0].id}&q=neglect&results=q%3Dneglect", DOCUMENT),
        (f"{DOCUMENT}?pick=a&pick=b", DOCUMENT),
        ("/search?q=neglect&pick=a&page=2", "/search?q=neglect&page=2"),
        ("/meetings?year=2024", "/meetings?year=2024"),
        ("/cy/committees", "/cy/committees"),
    ],
)
def test_one_address_a_page(client: TestClient, address: str, expected: str) -> None:
    found = LexborHTMLParser(client.get(address).text).css("link[rel=canonical]")

    assert [link.attributes["href"] for link in found] == [f"http://testserver{expected}"]


def test_a_browser_can_search_here(client: TestClient) -> None:
    answer = client.get("/opensearch.xml")

    assert answer.headers["content-type"] == "application/opensearchdescription+xml"
    assert [0 < len(name) <= 16 for name in texts(answer.content, f"{SEARCH}ShortName")] == [True]
    urls = ElementTree.fromstring(answer.content).iter(f"{SEARCH}Url")
    templates = [url.attrib["template"] for url in urls]
    assert len(templates) == 4
    for template in templates:
        asked = template.removeprefix("http://testserver").replace("{searchTerms}", "neglect")
        assert client.get(asked).status_code == 200


def test_the_sitemap_lists_pages_that_are_there(client: TestClient) -> None:
    listed = client.get("/sitemap.xml").content
    addresses = texts(listed, f"{SITEMAP}loc")

    assert f"http://testserver{DOCUMENT}" in addresses
    assert f"http://testserver{MEETING}" in addresses
    assert len(set(addresses)) == len(addresses)
    assert all(client.get(address).status_code == 200 for address in addresses)
    assert set(texts(listed, f"{SITEMAP}lastmod")) == {"2025-01-20"}
    assert "Sitemap: http://testserver/sitemap.xml" in client.get("/robots.txt").text


def test_a_long_sitemap_is_told_in_parts(
    client: TestClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    whole = texts(client.get("/sitemap.xml").content, f"{SITEMAP}loc")
    monkeypatch.setattr(discovery, "LONGEST_SITEMAP", 5)
    parts = texts(client.get("/sitemap.xml").content, f"{SITEMAP}loc")
    pages = [page for part in parts for page in texts(client.get(part).content, f"{SITEMAP}loc")]

    assert pages == whole
    assert len(parts) > 2
    assert client.get("/sitemap.xml?part=99").status_code == 404
    assert client.get("/sitemap.xml?part=x").status_code == 404


def test_pages_say_what_they_are_about(client: TestClient) -> None:
    document, meeting = structured(client, DOCUMENT), structured(client, MEETING)

    assert structured(client, "/")["potentialAction"]["target"] == (
        "http://testserver/search?q={search_term_string}"
    )
    assert document["@type"] == "DigitalDocument"
    assert document["name"] == MINUTES.document.entry.title
    assert document["datePublished"] == "2024-12-10"
    assert (meeting["@type"], meeting["startDate"]) == ("Event", "2024-12-10")


def test_data_cannot_leave_its_element() -> None:
    hostile = '</script><script>alert("1 & 2")</script>'

    assert "<" not in data({"name": hostile})
    assert json.loads(data({"name": hostile})) == {"name": hostile}


def test_a_public_address_is_used_whoever_asks() -> None:
    settings = SiteSettings(public_url="https://minutes.larkmere.example")
    with TestClient(create_app(MemoryLibrary(), settings)) as client:
        page = client.get("/about", headers={"Host": "elsewhere.example"})

    assert 'rel="canonical" href="https://minutes.larkmere.example/about"' in page.text
    assert page.headers["strict-transport-security"] == "max-age=31536000"
