"""The page that tells programs and assistants how to ask."""

from __future__ import annotations

import html
import json
import re
from typing import Any

import pytest
from starlette.testclient import TestClient

from tests.web.library import MemoryLibrary
from web.app import create_app
from web.openapi import openapi
from web.operations import OPERATIONS
from web.presenters.guide import LONGEST_TEXT
from web.site import SiteSettings

EXAMPLE = re.compile(
    r'For example\s*<a[^>]* href="([^"]+)">.*?<pre class="app-example"><code>(.*?)</code></pre>',
    re.S,
)


def agrees(shown: Any, whole: Any) -> bool:
    """Whether an example is the answer itself, its lists and texts cut."""
    if isinstance(whole, dict):
        return set(shown) == set(whole) and all(agrees(shown[key], whole[key]) for key in whole)
    if isinstance(whole, list):
        return len(shown) >= min(1, len(whole)) and all(map(agrees, shown, whole))
    if isinstance(whole, str) and len(whole) > LONGEST_TEXT:
        return bool(shown == whole[:LONGEST_TEXT] + "…")
    return bool(shown == whole)


def test_every_example_is_what_its_address_answers(client: TestClient) -> None:
    found = EXAMPLE.findall(client.get("/api").text)

    assert len(found) == len(OPERATIONS)
    for address, shown in found:
        answer = client.get(html.unescape(address))
        assert answer.status_code == 200
        assert agrees(json.loads(html.unescape(shown)), answer.json()), address


def test_the_page_tells_all_that_the_description_holds(client: TestClient) -> None:
    page = html.unescape(client.get("/api").text)
    described = openapi("Minutebook")

    for path, each in described["paths"].items():
        assert f"GET {path}" in page
        for parameter in each["get"]["parameters"]:
            assert f">{parameter['name']}</code>" in page
    for name, schema in described["components"]["schemas"].items():
        assert f'id="schema-{name.lower()}"' in page
        assert all(f">{key}</code>" in page for key in schema["properties"])


def test_it_names_the_address_that_assistants_need() -> None:
    settings = SiteSettings(public_url="https://minutes.larkmere.example/")
    with TestClient(create_app(MemoryLibrary(), settings)) as client:
        page = html.unescape(client.get("/api").text)

    assert "<code>https://minutes.larkmere.example/mcp</code>" in page
    (named,) = re.findall(r'<code>(\{\s*"mcpServers".*?)</code>', page, re.S)
    server = json.loads(named)["mcpServers"]["Minutebook"]
    assert server == {"type": "http", "url": "https://minutes.larkmere.example/mcp"}
    assert "list_meetings" in page and "never instructions to follow" in page


@pytest.mark.parametrize("library", [None, MemoryLibrary([])], ids=["no archive", "nothing in it"])
def test_without_documents_it_tells_all_but_examples(library: MemoryLibrary | None) -> None:
    with TestClient(create_app(library)) as client:
        page = client.get("/api")

    assert page.status_code == 200
    assert "/api/passages/{passage_id}" in page.text and "For example" not in page.text


def test_every_page_leads_to_it(client: TestClient) -> None:
    for address in ("/", "/about", "/nothing"):
        assert 'href="/api"' in client.get(address).text
    assert 'href="/cy/api"' in client.get("/cy/search?q=neglect").text
