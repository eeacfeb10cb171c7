"""What holds for every answer: HEAD, errors in the format asked for, headers, and no query that breaks it."""

from __future__ import annotations

import re
from urllib.parse import urlencode

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from starlette.testclient import TestClient

from indexer.results import Results, Search
from tests.web.library import MINUTES, MemoryLibrary
from web.app import create_app

ADDRESSES = [
    "/",
    "/search?q=neglect",
    "/committees",
    "/meetings",
    "/about",
    "/accessibility",
    "/privacy",
    f"/documents/{MINUTES.document.id}",
    f"/passages/{MINUTES.passages[0].id}",
    "/api/search?q=neglect",
    "/api/documents",
    "/api/coverage",
    "/healthz",
    "/robots.txt",
    "/favicon.ico",
    "/theme.css",
    "/static/site.css",
    "/nothing",
    "/api/nothing",
]


@pytest.mark.parametrize("address", ADDRESSES)
def test_head_has_the_headers_of_get_and_no_body(client: TestClient, address: str) -> None:
    plain = {"Accept-Encoding": "identity"}
    get, head = client.get(address, headers=plain), client.head(address, headers=plain)

    assert head.status_code == get.status_code
    assert head.content == b""
    assert head.headers["content-length"] == str(len(get.content))
    assert head.headers["content-type"] == get.headers["content-type"]


@pytest.mark.parametrize("address", ADDRESSES)
def test_every_answer_is_guarded_and_sets_no_cookie(client: TestClient, address: str) -> None:
    headers = client.get(address).headers

    assert "default-src 'none'" in headers["content-security-policy"]
    assert headers["x-content-type-options"] == "nosniff"
    assert headers["referrer-policy"] == "same-origin"
    assert headers["x-frame-options"] == "DENY"
    assert "set-cookie" not in headers


def test_static_files_are_kept_and_asked_for_again_only_when_they_change(
    client: TestClient,
) -> None:
    address = re.search(r'href="(/static/site\.css\?v=\w+)"', client.get("/").text)
    assert address
    first = client.get(address[1])
    assert "immutable" in first.headers["cache-control"]
    again = client.get("/static/site.css", headers={"If-None-Match": first.headers["etag"]})

    assert again.status_code == 304
    assert again.headers["cache-control"] == "public, no-cache"


def test_long_answers_are_zipped(client: TestClient) -> None:
    assert client.get("/search?q=neglect").headers["content-encoding"] == "gzip"


def test_robots_keep_out_of_searches(client: TestClient) -> None:
    assert "Disallow: /search\n" in client.get("/robots.txt").text


def test_only_reading_is_allowed(client: TestClient) -> None:
    response = client.post("/search")

    assert response.status_code == 405
    assert "text/html" in response.headers["content-type"]
    assert "GET" in response.headers["allow"]


@pytest.mark.parametrize(
    ("address", "accept", "kind"),
    [
        ("/nothing", "text/html,application/xhtml+xml,*/*;q=0.8", "text/html"),
        ("/nothing", "*/*", "text/html"),
        ("/nothing", "application/json", "application/json"),
        ("/documents/none", "application/json", "application/json"),
        ("/api/nothing", "text/html", "application/json"),
        ("/api/documents/none", "*/*", "application/json"),
        ("/search?q=x&from=x", "text/html", "text/html"),
        ("/api/search?q=x&from=x", "text/html", "application/json"),
    ],
)
def test_errors_answer_in_the_format_asked_for(
    client: TestClient, address: str, accept: str, kind: str
) -> None:
    response = client.get(address, headers={"Accept": accept})

    assert response.status_code in (404, 422)
    assert response.headers["content-type"].startswith(kind)
    if kind == "application/json":
        assert list(response.json()) == ["detail"]
    else:
        assert 'role="search"' in response.text


class BrokenLibrary(MemoryLibrary):
    def search(self, search: Search) -> Results:
        raise RuntimeError(f"secret {search.text}")


@pytest.mark.parametrize("address", ["/search?q=x", "/api/search?q=x"])
def test_a_fault_of_ours_says_so_and_tells_no_secret(address: str) -> None:
    with TestClient(create_app(BrokenLibrary()), raise_server_exceptions=False) as client:
        response = client.get(address)

    assert response.status_code == 500
    assert "fault of ours" in response.text
    assert "secret" not in response.text
    assert "default-src 'none'" in response.headers["content-security-policy"]


@pytest.mark.parametrize("status", [400, 429, 503])
def test_errors_of_a_layer_in_front_have_pages_too(status: int) -> None:
    from starlette.exceptions import HTTPException

    app = create_app(MemoryLibrary())

    def refuse() -> None:
        raise HTTPException(status, headers={"Retry-After": "60"})

    app.add_api_route("/refused", refuse)
    with TestClient(app) as client:
        page = client.get("/refused")
        body = client.get("/refused", headers={"Accept": "application/json"})

    assert page.status_code == body.status_code == status
    assert page.headers["retry-after"] == "60"
    assert "<h1" in page.text
    assert len(body.json()["detail"]) > 20


CLIENT = TestClient(create_app(MemoryLibrary()))
PARAMETERS = st.sampled_from(
    [
        "q",
        "page",
        "limit",
        "offset",
        "mode",
        "committee",
        "kind",
        "passage",
        "role",
        "from",
        "to",
        "sort",
    ]
)


@settings(
    max_examples=60,
)
@given(st.text(max_size=80), st.lists(st.tuples(PARAMETERS, st.text(max_size=20)), max_size=3))
def test_nothing_that_can_be_asked_breaks_the_search(
    query: str, others: list[tuple[str, str]]
) -> None:
    asked = [(n, v.encode("utf-8", "replace").decode()) for n, v in [("q", query), *others]]
    for address in ("/search", "/api/search"):
        assert CLIENT.get(f"{address}?{urlencode(asked)}").status_code in (200, 422)


@settings(max_examples=30)
@given(st.binary(max_size=40))
def test_no_bytes_in_an_address_break_a_page(raw: bytes) -> None:
    escaped = "".join(f"%{byte:02X}" for byte in raw)
    for address in (f"/search?q={escaped}", f"/documents/x{escaped}", f"/committees/x{escaped}"):
        assert CLIENT.get(address).status_code in (200, 404, 422)
