"""The tools for assistants, asked by the protocol's own client over a real server."""

from __future__ import annotations

import asyncio
import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from mcp.client.client import Client
from mcp_types import CallToolResult, TextContent
from starlette.datastructures import Headers
from starlette.testclient import TestClient

from tests.web.library import (
    CABINET_NEW,
    MINUTES,
    OLD_ENTRY,
    SCRUTINY,
    TAKEN_DOWN_PASSAGE,
    MemoryLibrary,
)
from tests.web.serving import served
from tests.web.test_api import SLUG
from web.answers import Answers
from web.app import create_app
from web.assistant.endpoint import refuse_foreign
from web.assistant.tools import tools
from web.desk import Desk
from web.errors import ForeignSite
from web.site import SiteSettings
from web.urls import Urls, WholeUrls

EXCHANGE = MINUTES.passages[2]
MODES = ("auto", "legacy")
"""The protocol without a handshake, and as it was before."""


@pytest.fixture(scope="module")
def server() -> Iterator[str]:
    """Where a real server stands."""
    with served(MemoryLibrary()) as address:
        yield address


Asked = tuple[str, dict[str, Any]]
"""A tool's name, and its arguments."""


def call(server: str, *asked: Asked, mode: str = MODES[0]) -> list[CallToolResult]:
    async def called() -> list[CallToolResult]:
        async with Client(server + "/mcp", mode=mode) as client:
            return [await client.call_tool(tool, given) for tool, given in asked]

    return asyncio.run(called())


def facts(server: str, tool: str, **given: Any) -> Any:
    (result,) = call(server, (tool, given))
    assert not result.is_error, said(result)
    return result.structured_content


def said(result: CallToolResult) -> str:
    (content,) = result.content
    assert isinstance(content, TextContent)
    return content.text


@pytest.mark.parametrize("mode", MODES)
def test_a_client_learns_what_there_is_to_ask(server: str, mode: str) -> None:
    async def learn() -> tuple[Any, ...]:
        async with Client(server + "/mcp", mode=mode) as client:
            return client.server_info, client.instructions, (await client.list_tools()).tools

    info, instructions, found = asyncio.run(learn())

    assert info.title == "Minutebook"
    assert "word for word" in instructions and "does not hold" in instructions
    assert [tool.name for tool in found] == [
        "search", "get_passage", "get_document", "list_meetings", "list_committees", "coverage",
    ]  # fmt: skip
    for tool in found:
        assert tool.description and tool.annotations.read_only_hint
        assert tool.input_schema["type"] == tool.output_schema["type"] == "object"
        assert all(about["description"] for about in tool.input_schema["properties"].values())


TWINS: list[tuple[str, dict[str, Any], str]] = [
    ("search", {"q": "what about neglect"}, "/api/search?q=what+about+neglect"),
    ("search", {"passage": ["resolution"], "limit": 2}, "/api/search?passage=resolution&limit=2"),
    ("search", {"q": "zebra", "from": "2024", "offset": None}, "/api/search?q=zebra&from=2024"),
    ("get_passage", {"passage_id": EXCHANGE.id}, f"/api/passages/{EXCHANGE.id}"),
    ("list_meetings", {"committee": SCRUTINY}, f"/api/meetings?committee={SLUG}"),
    ("list_committees", {}, "/api/committees"),
    ("coverage", {}, "/api/coverage"),
]


@pytest.mark.parametrize("mode", MODES)
def test_a_tool_answers_as_the_api_does_with_addresses_in_full(server: str, mode: str) -> None:
    """The client itself holds each answer against the tool's schema."""
    results = call(server, *((tool, given) for tool, given, _ in TWINS), mode=mode)
    with TestClient(create_app(MemoryLibrary())) as client:
        bodies = [client.get(twin).text for _, _, twin in TWINS]

    for result, body in zip(results, bodies, strict=True):
        whole = body.replace('"url":"/', f'"url":"{server}/')
        assert not result.is_error
        assert result.structured_content == json.loads(whole) == json.loads(said(result))


def test_a_document_is_read_part_by_part(server: str) -> None:
    id = MINUTES.document.id
    parts: list[str] = []
    start = 0
    while start is not None and len(parts) < 50:
        body = facts(server, "get_document", document_id=id, start=start, length=500)
        assert body["url"] == f"{server}/documents/{id}"
        assert body["start"] == start and body["end"] - start == len(body["text"])
        parts.append(body["text"])
        start = body["next_start"]

    assert "".join(parts) == MINUTES.document.text
    assert body["items"] and body["provenance"]["sha256"] and body["current"] is True


def test_an_older_version_is_read_as_such(server: str) -> None:
    sha256 = OLD_ENTRY.provenance.sha256
    body = facts(server, "get_document", document_id=CABINET_NEW.document.id, version=sha256[:12])

    assert body["current"] is False and body["provenance"]["sha256"] == sha256
    assert f"version={sha256[:12]}" in body["url"]


def test_meetings_come_a_few_at_a_time(server: str) -> None:
    every = facts(server, "list_meetings")
    some = facts(server, "list_meetings", limit=1, offset=1)

    assert some["total"] == every["total"] == len(every["meetings"]) > 2
    assert some["meetings"] == every["meetings"][1:2]


REFUSED: list[tuple[str, dict[str, Any], str]] = [
    ("get_passage", {"passage_id": "none"}, "No passage has the id “none”."),
    ("get_passage", {"passage_id": TAKEN_DOWN_PASSAGE}, "Taken down on 20 January 2025."),
    ("get_passage", {}, "Give the id of a passage, as `search` gives it."),
    ("get_document", {"document_id": "none"}, "No document has the id “none”."),
    ("get_document", {"document_id": MINUTES.document.id, "length": 9}, "from 500 to 50,000."),
    ("get_document", {"document_id": MINUTES.document.id, "version": "x"}, "SHA-256"),
    ("search", {"from": "soon"}, "Give a date such as 2024-12-10"),
    ("search", {"comittee": "Cabinet"}, "The tool takes no such argument. It takes: q, mode,"),
    ("search", {"kind": "minutes,report"}, "Give one of: minutes, report"),
    ("search", {"committee": {"name": "Cabinet"}}, "Give a list of texts."),
    ("search", {"q": True}, "Give a text or a whole number."),
    ("search", {"q": ["a", "b"]}, "Give a text or a whole number."),
    ("list_meetings", {"committee": "none"}, "No committee of this archive"),
    ("coverage", {"x": 1}, "It takes none."),
    ("write", {}, "Use one of: search, get_passage"),
]


def test_what_cannot_be_answered_is_said_in_a_sentence(server: str) -> None:
    results = call(server, *((tool, given) for tool, given, _ in REFUSED))

    for result, (_, _, sentence) in zip(results, REFUSED, strict=True):
        assert result.is_error and sentence in said(result)


def test_a_site_without_an_archive_says_so() -> None:
    with TestClient(create_app(None)) as client:
        answer = client.post("/mcp", json=ASKING, headers=HEADERS).json()["result"]

    assert (
        answer["isError"] and "No documents have been indexed yet" in answer["content"][0]["text"]
    )


ASKING = {
    "jsonrpc": "2.0",
    "id": 1,
    "method": "tools/call",
    "params": {"name": "search", "arguments": {"q": "neglect"}},
}
HEADERS = {"accept": "application/json, text/event-stream"}


def test_a_fault_of_ours_is_told_without_its_cause(
    library: MemoryLibrary, client: TestClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(_: object) -> None:
        raise RuntimeError("a secret")

    monkeypatch.setattr(library, "search", fail)
    answer = client.post("/mcp", json=ASKING, headers=HEADERS)

    assert answer.json()["result"]["isError"]
    assert "fault of ours" in answer.text and "secret" not in answer.text


def test_the_address_is_for_posts_of_a_reasonable_size(client: TestClient) -> None:
    for method in ("GET", "HEAD", "DELETE", "PUT"):
        answer = client.request(method, "/mcp")
        assert answer.status_code == 405 and answer.headers["allow"] == "POST"
    long = {**ASKING, "params": {"name": "search", "arguments": {"q": "x" * 70_000}}}
    assert client.post("/mcp", json=long, headers=HEADERS).status_code == 413
    broken = client.post(
        "/mcp", content="{", headers={**HEADERS, "content-type": "application/json"}
    )
    assert broken.status_code == 400


def test_asking_counts_towards_what_is_fair_and_keeps_the_headers() -> None:
    app = create_app(MemoryLibrary(), SiteSettings(requests_a_minute=2))
    with TestClient(app) as client:
        answers = [client.post("/mcp", json=ASKING, headers=HEADERS) for _ in range(3)]

    assert [each.status_code for each in answers] == [200, 200, 429]
    assert set(answers[2].json()) == {"detail"} and answers[2].headers["retry-after"]
    assert all("default-src 'none'" in each.headers["content-security-policy"] for each in answers)


PUBLIC = "https://minutes.larkmere.example"


@pytest.mark.parametrize(
    ("public_url", "host", "origin", "is_welcome"),
    [
        ("", "127.0.0.1:8000", None, True),
        ("", "[::1]:8000", None, True),
        ("", "localhost:8000", "http://localhost:8000", True),
        ("", "minutebook:8000", None, True),
        ("", "192.168.1.7", None, True),
        ("", "rebound.example", None, False),
        ("", "rebound.example:8000", "http://rebound.example:8000", False),
        ("", "127.0.0.1:8000", "https://elsewhere.example", False),
        ("", "127.0.0.1:8000", "null", False),
        ("", "127.0.0.1:8000", "http://127.0.0.1:9999", False),
        ("", "", None, False),
        (PUBLIC, "minutes.larkmere.example", None, True),
        (PUBLIC, "Minutes.Larkmere.Example", PUBLIC, True),
        (PUBLIC, "minutes.larkmere.example:443", PUBLIC, True),
        (PUBLIC, "minutes.larkmere.example:444", PUBLIC, False),
        (PUBLIC, "127.0.0.1:8000", PUBLIC, True),
        (PUBLIC, "rebound.example", None, False),
        (PUBLIC, "minutes.larkmere.example", "https://elsewhere.example", False),
        (PUBLIC, "minutes.larkmere.example.evil.example", None, False),
    ],
)
def test_pages_of_other_sites_may_not_ask(
    public_url: str, host: str, origin: str | None, is_welcome: bool
) -> None:
    headers = Headers({"host": host, **({"origin": origin} if origin is not None else {})})

    if is_welcome:
        refuse_foreign(headers, public_url)
        return
    with pytest.raises(ForeignSite):
        refuse_foreign(headers, public_url)


SENT = st.text(st.characters(max_codepoint=255), max_size=30)


@given(st.one_of(SENT, SENT.map("[{}".format)), SENT)
def test_no_host_or_origin_breaks_the_check(host: str, origin: str) -> None:
    headers = Headers({"host": host, "origin": origin})
    try:
        refuse_foreign(headers, PUBLIC)
    except ForeignSite:
        return
    assert origin


def test_a_stranger_is_refused_in_json(client: TestClient) -> None:
    answer = client.post("/mcp", json=ASKING, headers={**HEADERS, "origin": "https://x.example"})

    assert answer.status_code == 403
    assert answer.json() == {
        "detail": "Web pages of other sites may not ask here. Ask from a program."
    }


ANSWERS = Answers(Desk(MemoryLibrary()), WholeUrls())


@given(start=st.integers(0, 3_000), length=st.integers(1, 3_000))
def test_parts_of_a_document_join_wherever_they_are_cut(start: int, length: int) -> None:
    text = MINUTES.document.text
    part = ANSWERS.document_part(MINUTES.document.id, "", start, length)

    assert part["text"] == text[part["start"] : part["end"]]
    assert part["start"] == min(start, len(text)) and len(part["text"]) <= length
    assert part["next_start"] == (part["end"] if part["end"] < len(text) else None)
    assert part["text"] or start >= len(text)


def test_the_guide_to_the_tools_names_their_arguments() -> None:
    guide = (Path(__file__).parents[2] / "docs" / "api.md").read_text("utf-8")
    rows = re.findall(r"^\| `(\w+)` \| ([^|]*)\|", guide, re.M)
    told = {
        name: (re.findall(r"`(\w+)`", said), re.findall(r"\*\*`(\w+)`", said))
        for name, said in rows
    }

    for tool in tools(Answers(Desk(None), Urls())):
        assert told[tool.name] == ([each.name for each in tool.parameters], list(tool.required))
