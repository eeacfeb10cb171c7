"""Conditional requests, fair shares, and what is said to whom is turned away."""

from __future__ import annotations

import asyncio
import threading
from collections.abc import Callable, Iterator

import httpx
import pytest
from starlette.testclient import TestClient

from indexer.results import Results, Search
from tests.web.conftest import SETTINGS
from tests.web.library import MINUTES, MemoryLibrary
from web import load
from web.app import create_app
from web.site import SettingError, SiteSettings

PAGES = [
    "/",
    "/search?q=neglect",
    f"/documents/{MINUTES.document.id}",
    "/api/search?q=neglect",
    "/api/documents",
    "/sitemap.xml",
    "/cy/",
]


class Changing(MemoryLibrary):
    now = "before"

    def state(self) -> str:
        return self.now


@pytest.fixture
def changing() -> Iterator[tuple[TestClient, Changing]]:
    library = Changing()
    with TestClient(create_app(library, SETTINGS)) as client:
        yield client, library


@pytest.mark.parametrize("address", PAGES)
def test_what_has_not_changed_is_not_sent_again(
    changing: tuple[TestClient, Changing], address: str
) -> None:
    client, library = changing
    tag = client.get(address).headers["etag"]

    same = client.get(address, headers={"If-None-Match": f'"other", {tag}'})
    assert (same.status_code, same.content, same.headers["etag"]) == (304, b"", tag)
    assert client.head(address).headers["etag"] == tag
    library.now = "after"
    fresh = client.get(address, headers={"If-None-Match": tag})
    assert fresh.status_code == 200
    assert fresh.headers["etag"] != tag
    assert fresh.headers["cache-control"] == "no-cache"


def test_tags_tell_pages_apart(client: TestClient) -> None:
    tags = [client.get(address).headers["etag"] for address in PAGES]

    assert len(set(tags)) == len(tags)


@pytest.mark.parametrize("address", ["/nothing", "/search?from=soon", "/healthz"])
def test_errors_and_health_carry_no_tag(client: TestClient, address: str) -> None:
    assert "etag" not in client.get(address).headers


def test_other_settings_are_another_page() -> None:
    def tag(settings: SiteSettings) -> str:
        with TestClient(create_app(MemoryLibrary(), settings)) as client:
            return str(client.get("/").headers["etag"])

    assert tag(SiteSettings()) == tag(SiteSettings()) != tag(SiteSettings(service_name="Else"))


def test_one_client_cannot_keep_others_out() -> None:
    settings = SiteSettings(requests_a_minute=5)
    with TestClient(create_app(MemoryLibrary(), settings)) as client:
        answers = [client.get("/about") for _ in range(7)]
        as_data = client.get("/api/documents")
        static = client.get("/static/site.css")
        other = TestClient(client.app, client=("other", 1)).get("/about")

    assert [each.status_code for each in answers] == [200] * 5 + [429] * 2
    assert "Too many requests" in answers[-1].text
    assert answers[-1].headers["retry-after"] == "60"
    assert answers[-1].headers["content-security-policy"]
    assert (as_data.status_code, list(as_data.json())) == (429, ["detail"])
    assert static.status_code == other.status_code == 200


def test_what_cannot_be_answered_soon_is_told_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    going, may_end = threading.Semaphore(0), threading.Event()

    class Slow(MemoryLibrary):
        def search(self, search: Search) -> Results:
            going.release()
            may_end.wait(10)
            return super().search(search)

    monkeypatch.setattr(load.Bounded.__init__, "__defaults__", (3,))
    app = create_app(Slow(), SETTINGS)

    async def ask() -> tuple[list[int], httpx.Response, int]:
        transport = httpx.ASGITransport(app)
        async with httpx.AsyncClient(transport=transport, base_url="http://site") as client:
            waiting = [asyncio.create_task(client.get("/search?q=neglect")) for _ in range(3)]
            for _ in waiting:
                assert await asyncio.to_thread(going.acquire, timeout=10)
            refused = await client.get("/search?q=neglect")
            may_end.set()
            answered = [answer.status_code for answer in await asyncio.gather(*waiting)]
            return answered, refused, (await client.get("/about")).status_code

    answered, refused, after = asyncio.run(ask())

    assert answered == [200] * 3
    assert refused.status_code == 503
    assert refused.headers["retry-after"] == "10"
    assert "the service is busy" in refused.text
    assert after == 200


@pytest.mark.parametrize(
    ("name", "make"),
    [
        ("public_url", lambda address: SiteSettings(public_url=address)),
        ("council_url", lambda address: SiteSettings(council_url=address)),
    ],
)
def test_an_address_that_is_none_is_refused(name: str, make: Callable[[str], SiteSettings]) -> None:
    with pytest.raises(SettingError, match=f'Setting "{name}" is "larkmere.example"'):
        make("larkmere.example")


@pytest.mark.parametrize(
    ("address", "leads_to"),
    [
        ("/Committees", "/committees"),
        ("/Search?q=Neglect&mode=every", "/search?q=Neglect&mode=every"),
        ("/cy/ABOUT", "/cy/about"),
        ("/Committees/Cabinet", "/committees/cabinet"),
    ],
)
def test_an_address_in_capitals_leads_to_the_same_in_small_letters(
    client: TestClient, address: str, leads_to: str
) -> None:
    answer = client.get(address, follow_redirects=False)

    assert (answer.status_code, answer.headers["location"]) == (308, leads_to)
    assert client.get(leads_to).status_code == 200


@pytest.mark.parametrize(
    "address", ["/Nothing", "/committees/Nobody", "/static/Site.css", "/%0D%0AX"]
)
def test_capitals_alone_lead_nowhere_else(client: TestClient, address: str) -> None:
    assert client.get(address, follow_redirects=False).status_code == 404
