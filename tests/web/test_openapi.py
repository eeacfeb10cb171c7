"""The API's own description: whole, true, and keeping the promise of its version."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from enum import StrEnum
from pathlib import Path
from typing import Any

import pytest
from fastapi.routing import APIRoute
from starlette.testclient import TestClient

from archive.document import BlockKind, DocumentKind, PageState, Presence, Status
from indexer.passage import Choice, PassageKind
from indexer.query import Asked
from indexer.results import Mode
from indexer.role import Role
from tests.web.library import MINUTES
from tests.web.test_api import SLUG, mismatches
from web.app import create_app
from web.contract import HealthBody, RefusalBody
from web.openapi import API_VERSION, openapi
from web.operations import NAMED_VERSION, OPERATIONS

PROMISED = Path(__file__).with_name("contract-v1.json")
"""The keys and types of version 1, and from what addition on: written by hand or ``promised()``, read by
the test below. Nothing may leave it."""

ADDRESSES = [
    "/api/search?q=neglect&limit=2",
    "/api/search?q=neglect&from=soon",
    f"/api/passages/{MINUTES.passages[2].id}",
    "/api/passages/none",
    "/api/documents",
    f"/api/documents/{MINUTES.document.id}",
    f"/api/briefing?pick={MINUTES.passages[2].id}",
    "/api/committees",
    "/api/meetings?year=2024",
    f"/api/meetings/{SLUG}/2024-12-10",
    "/api/reports",
    "/api/people",
    "/api/coverage",
    "/api/openapi.json",
]


@pytest.fixture(scope="module")
def description() -> dict[str, Any]:
    return openapi("Minutebook")


@pytest.mark.parametrize("address", ADDRESSES)
def test_the_named_version_answers_the_same(client: TestClient, address: str) -> None:
    plain, named = (client.get(each) for each in (address, address.replace("/api", NAMED_VERSION)))
    here = plain.text.replace(f"http://testserver{address}", "")

    assert named.status_code == plain.status_code
    assert named.text.replace(f"http://testserver{address}", "") == here


def test_every_address_of_the_api_is_described_and_no_other() -> None:
    routes = create_app(None).routes
    served = {route.path for route in routes if isinstance(route, APIRoute)}
    api = {path for path in served if path.startswith("/api/") and path.count(NAMED_VERSION) == 0}

    assert {each.path for each in OPERATIONS} == (api - {"/api/openapi.json"}) | {"/healthz"}
    assert {each.path.replace("/api", NAMED_VERSION) for each in OPERATIONS} <= served | {
        "/healthz"
    }


def test_everything_is_said_in_words(description: dict[str, Any]) -> None:
    silent = [
        f"{name}.{key}"
        for name, schema in description["components"]["schemas"].items()
        for key, about in schema["properties"].items()
        if not about.get("description", "").endswith((".", ")"))
    ]
    assert silent == []
    assert all(each.get("description") for each in description["components"]["schemas"].values())
    for path in description["paths"].values():
        assert path["get"]["summary"] and path["get"]["description"]
        assert all(each["description"] for each in path["get"]["parameters"])
        assert {"200", "500"} <= set(path["get"]["responses"])


@pytest.mark.parametrize(
    ("key", "values"),
    [
        ("Recorded.kind", PassageKind),
        ("Entry.kind", DocumentKind),
        ("Block.kind", BlockKind),
        ("Content.pages", PageState),
        ("Attendee.presence", Presence),
        ("Content.status", Status),
        ("Vote.choice", Choice),
        ("Recorded.roles", Role),
        ("Query.mode", Mode),
        ("Query.asked", Asked),
        ("ReadingReport.pages", PageState),
    ],
)
def test_values_that_are_named_are_all_named(
    description: dict[str, Any], key: str, values: type[StrEnum]
) -> None:
    name, _, key = key.partition(".")
    schemas = description["components"]["schemas"]
    holder = schemas[{"Recorded": "Passage", "Content": "Document"}.get(name, name)]

    named = set(re.findall(r"`([^`]+)`", holder["properties"][key]["description"]))

    assert {value.value for value in values} <= named


def shape(schema: dict[str, Any]) -> str:
    """A key's type in short: ``list[Hit]``, ``integer | null``."""
    if "anyOf" in schema:
        return " | ".join(sorted(map(shape, schema["anyOf"])))
    if "$ref" in schema:
        return str(schema["$ref"]).rpartition("/")[2]
    if schema["type"] == "array":
        return f"list[{shape(schema['items'])}]"
    if schema["type"] == "object":
        return f"dict[{shape(schema['additionalProperties'])}]"
    return str(schema["type"])


def promised(description: dict[str, Any]) -> dict[str, dict[str, str]]:
    return {
        name: {key: shape(about) for key, about in schema["properties"].items()}
        for name, schema in description["components"]["schemas"].items()
    }


def broken(before: dict[str, dict[str, str]], now: dict[str, dict[str, str]]) -> Iterator[str]:
    for name, keys in before.items():
        for key, type_ in keys.items():
            found = now.get(name, {}).get(key, "gone")
            if found != type_:
                yield f"{name}.{key} was {type_}, is {found}"


def test_version_1_keeps_every_key_and_type(description: dict[str, Any]) -> None:
    before = json.loads(PROMISED.read_text("utf-8"))
    now = promised(description)

    assert list(broken(before["keys"], now)) == []
    assert API_VERSION.startswith("1.")
    added = "keys were added: raise API_VERSION and write them into contract-v1.json"
    assert (before["version"], before["keys"]) == (API_VERSION, now), added


def test_a_promise_that_is_broken_is_noticed() -> None:
    before = {"Hit": {"id": "string", "rank": "integer"}}

    assert list(broken(before, {"Hit": {"id": "integer"}})) == [
        "Hit.id was string, is integer",
        "Hit.rank was integer, is gone",
    ]


@pytest.mark.parametrize("path", [each.path for each in OPERATIONS])
def test_a_site_without_an_archive_refuses_as_described(path: str) -> None:
    with TestClient(create_app(None)) as client:
        response = client.get(path)

    if path == "/api/briefing":  # of nothing, it is a briefing all the same
        assert response.status_code in (200, 503)
        return
    assert response.status_code == 503
    assert mismatches(response.json(), HealthBody if path == "/healthz" else RefusalBody) == []


def test_a_parameter_that_means_nothing_is_said_to_be_ignored(client: TestClient) -> None:
    notes = client.get("/api/search?q=neglect&comittee=Cabinet").json()["query"]["notes"]

    assert notes[-1] == 'Ignored, because no parameter of a search has this name: "comittee".'
    many = client.get("/api/search?" + "&".join(f"x{n}=1" for n in range(9)))
    assert many.json()["query"]["notes"][-1].endswith('"x3", "x4" and 4 more.')


def test_meetings_can_be_asked_for_by_the_name_of_a_committee(client: TestClient) -> None:
    named = client.get("/api/meetings", params={"committee": "cabinet"}).json()

    assert named["total"] > 0 and named == client.get("/api/meetings?committee=cabinet").json()
    scrutiny = "Children, Schools and Families Scrutiny Committee"
    assert (
        client.get("/api/meetings", params={"committee": scrutiny}).json()
        == client.get(f"/api/meetings?committee={SLUG}").json()
    )
