"""The JSON contract over the real library: what an outside program may rely on, whatever it asks."""

from __future__ import annotations

import csv
import io
from collections import Counter
from collections.abc import Iterator
from itertools import product
from typing import Any

import pytest
from starlette.testclient import TestClient

from indexer.library import Library
from indexer.results import Mode, Sort
from tests.web.test_api import mismatches
from web import contract
from web.app import create_app

QUERIES = [
    "what was said about neglect",
    '"neglect" children',
    "safeguard* OR housing",
    "zxqv",
    "",
]
WHOLE = 100
"""Hits of one answer: the largest limit."""


@pytest.fixture(scope="module")
def real(sample_library: Library) -> Iterator[TestClient]:
    with TestClient(create_app(sample_library)) as client:
        yield client


@pytest.fixture(scope="module")
def texts(real: TestClient) -> dict[str, str]:
    """Each document's text, as the API gives it."""
    ids = [each["id"] for each in real.get("/api/documents").json()["documents"]]
    return {id: real.get(f"/api/documents/{id}").json()["text"] for id in ids}


def ask(client: TestClient, **asked: str | int) -> Any:
    response = client.get("/api/search", params=asked)
    assert response.status_code == 200, response.text
    return response.json()


@pytest.mark.parametrize(("query", "mode", "sort"), list(product(QUERIES, Mode, Sort)))
def test_a_search_keeps_the_contract(
    real: TestClient, texts: dict[str, str], query: str, mode: Mode, sort: Sort
) -> None:
    body = ask(real, q=query, mode=mode.value, sort=sort.value, limit=WHOLE)

    assert mismatches(body, contract.ResultsBody) == []
    assert body["query"]["text"] == query and body["query"]["mode"] == mode.value
    assert len(body["hits"]) == min(body["total"], WHOLE)
    assert [hit["rank"] for hit in body["hits"]] == list(range(1, len(body["hits"]) + 1))
    for hit in body["hits"]:
        assert texts[hit["document"]["id"]][hit["start"] : hit["end"]] == hit["text"]
        assert all(0 <= start < end <= len(hit["text"]) for start, end in hit["highlights"])
        assert hit["url"] == f"/passages/{hit['id']}"
        start, end = hit["sentence"] or (0, 1)
        assert 0 <= start < end <= len(hit["text"])
        assert mode is not Mode.EVERY or not hit["sentence"]
    for statement in (body["answer"] or {"statements": []})["statements"]:
        passage = real.get(f"/api{statement['url']}").json()
        assert passage["text"][statement["start"] : statement["end"]] == statement["text"]
        asked = statement["question"] or {"start": 0, "end": 0, "text": ""}
        text = texts[passage["document"]["id"]]
        assert text[asked["start"] : asked["end"]] == asked["text"]
        assert statement["unanswered"] == (passage["kind"] == "question-no-answer-recorded")
    silence = body["silence"]
    assert silence is None or (silence["reason"] and not body["answer"])
    dates = [hit["document"]["date"] or "" for hit in body["hits"]]
    if sort is not Sort.RELEVANCE or mode is Mode.EVERY:
        assert dates == sorted(dates, reverse=sort is not Sort.OLDEST)
    assert body["total_is_exact"] or mode in (Mode.HYBRID, Mode.MEANING)


def test_every_mention_is_in_the_file_once(real: TestClient) -> None:
    body = ask(real, q="neglect", mode="every", limit=WHOLE)
    file = real.get("/search.csv", params={"q": "neglect", "mode": "every"}).content
    rows = list(csv.DictReader(io.StringIO(file.decode("utf-8-sig"), newline="")))

    assert 0 < len(rows) == body["total"] <= WHOLE
    assert [row["Link"].rpartition("/")[2] for row in rows] == [hit["id"] for hit in body["hits"]]
    assert all(hit["why"]["matched"] for hit in body["hits"])


def test_what_the_archive_does_not_hold_is_silence(real: TestClient) -> None:
    body = ask(real, q="how do I bake a sourdough loaf")

    assert body["answer"] is None and body["silence"]["reason"]


@pytest.mark.parametrize(("query", "mode"), list(product(QUERIES, Mode)))
def test_facets_count_every_hit_once(real: TestClient, query: str, mode: Mode) -> None:
    body = ask(real, q=query, mode=mode.value)

    for name in ("passage", "kind"):
        assert sum(each["count"] for each in body["facets"][name]) == body["total"], name
    for name in ("committee", "year"):  # a document may have none
        assert sum(each["count"] for each in body["facets"][name]) <= body["total"], name


@pytest.mark.parametrize(("query", "mode"), list(product(QUERIES, Mode)))
def test_the_timeline_counts_every_mention_that_has_a_date(
    real: TestClient, query: str, mode: Mode
) -> None:
    body = ask(real, q=query, mode=mode.value)
    by_year: Counter[str] = Counter()
    for each in body["timeline"]:
        by_year[each["year"]] += each["count"]

    counted = mode is Mode.EVERY and query
    years = {each["value"]: each["count"] for each in body["facets"]["year"]}
    assert by_year == (years if counted else {})


def test_an_answer_opens_the_list_and_stands_on_no_later_page(real: TestClient) -> None:
    asked = {"q": "what was said about neglect"}
    first = {sort: ask(real, **asked, sort=sort.value)["answer"] for sort in Sort}

    assert first[Sort.RELEVANCE]
    assert first[Sort.NEWEST] == first[Sort.OLDEST] == first[Sort.RELEVANCE]
    assert ask(real, **asked, offset=10)["answer"] is None


def test_a_passage_and_its_document_keep_the_contract(
    real: TestClient, texts: dict[str, str]
) -> None:
    for hit in ask(real, q="neglect", limit=20)["hits"]:
        body = real.get(f"/api{hit['url']}").json()
        assert mismatches(body, contract.PassageBody) == []
        assert body["text"] == hit["text"] and body["citation"] == hit["citation"]
    for id in texts:
        body = real.get(f"/api/documents/{id}").json()
        assert mismatches(body, contract.DocumentBody) == []
        assert all(b["start"] < b["end"] <= len(body["text"]) for b in body["blocks"])
