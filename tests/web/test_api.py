from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from typing import Any, get_args, get_origin, get_type_hints

import pytest
from starlette.testclient import TestClient

from tests.web.library import (
    CABINET_NEW,
    COUNCIL,
    LICENSING,
    MINUTES,
    OLD_ENTRY,
    OLD_PASSAGE,
    REPORT,
    SCRUTINY,
    TAKEN_DOWN_PASSAGE,
)
from web import contract

M, C = MINUTES.document.id, CABINET_NEW.document.id
SLUG = "children-schools-and-families-scrutiny-committee"
OLD = OLD_ENTRY.provenance.sha256


def mismatches(value: object, expected: Any, where: str = "$") -> list[str]:
    """Where a JSON value is not of the type that the contract names; every key must be there."""
    if isinstance(expected, type) and hasattr(expected, "__required_keys__"):
        if not isinstance(value, dict):
            return [f"{where} is {value!r}"]
        hints = get_type_hints(expected)
        wrong = [f"{where} has keys {sorted(value)}"] if set(value) != set(hints) else []
        for key, hint in hints.items():
            wrong += mismatches(value.get(key), hint, f"{where}.{key}")
        return wrong
    origin, arguments = get_origin(expected), get_args(expected)
    if origin is list:
        if not isinstance(value, list):
            return [f"{where} is {value!r}"]
        return [
            w for n, v in enumerate(value) for w in mismatches(v, arguments[0], f"{where}[{n}]")
        ]
    if origin is dict:
        if not isinstance(value, dict):
            return [f"{where} is {value!r}"]
        return [w for k, v in value.items() for w in mismatches(v, arguments[1], f"{where}.{k}")]
    if arguments:
        return (
            []
            if any(not mismatches(value, one) for one in arguments)
            else [f"{where} is {value!r}"]
        )
    is_right = isinstance(value, (float, int) if expected is float else expected)
    return [] if is_right and not (expected is int and value is True) else [f"{where} is {value!r}"]


SEARCHED = "/api/search?q=zebra&committee=Cabinet&kind=minutes&passage=motion&from=2024&to=2024"
BODIES = [
    ("/api/search?q=what+about+neglect", contract.ResultsBody),
    (SEARCHED, contract.ResultsBody),
    ("/api/search?q=neglect&passage=table-row", contract.ResultsBody),
    ("/api/search", contract.ResultsBody),
    (f"/api/passages/{MINUTES.passages[2].id}", contract.PassageBody),
    (f"/api/passages/{REPORT.passages[1].id}", contract.PassageBody),
    (f"/api/passages/{OLD_PASSAGE.id}", contract.PassageBody),
    ("/api/documents", contract.DocumentsBody),
    (f"/api/documents/{M}", contract.DocumentBody),
    (f"/api/passages/{COUNCIL.passages[2].id}", contract.PassageBody),
    ("/api/search?q=shelter+fountain", contract.ResultsBody),
    (f"/api/documents/{COUNCIL.document.id}", contract.DocumentBody),
    (f"/api/documents/{LICENSING.document.id}", contract.DocumentBody),
    (f"/api/documents/{C}?version={OLD[:12]}", contract.DocumentBody),
    ("/api/committees", contract.CommitteesBody),
    (f"/api/meetings?committee={SLUG}", contract.MeetingsBody),
    (f"/api/meetings/{SLUG}/2024-12-10", contract.MeetingBody),
    ("/api/coverage", contract.CoverageReportBody),
    ("/healthz", contract.HealthBody),
]  # fmt: skip


@pytest.mark.parametrize(("address", "body"), BODIES)
def test_every_key_and_type_of_the_contract(client: TestClient, address: str, body: type) -> None:
    response = client.get(address)

    assert response.status_code == 200
    assert response.headers["content-type"] == "application/json"
    assert mismatches(response.json(), body) == []


@pytest.mark.parametrize(
    "address", [f"/api/documents/{'f' * 12}", f"/api/passages/{TAKEN_DOWN_PASSAGE}"]
)
def test_what_was_taken_down_says_so(client: TestClient, address: str) -> None:
    response = client.get(address)

    assert response.status_code == 410 and response.headers["cache-control"] == "no-cache"
    assert response.json() == {
        "detail": "Minutes, Cabinet, 4 March 2024. Taken down on 20 January 2025. The reason given: "
        "Published by mistake: it named a <child>."
    }
    listed = client.get("/api/coverage").json()["taken_down"]
    assert [each["document"] for each in listed] == ["f" * 12, "e" * 12, REPORT.document.id]
    assert listed[1] == {
        "document": "e" * 12,
        "taken_down": "2025-01-20T09:30:00+00:00",
        "reason": "",
        "kind": None,
        "committee": "",
        "date": None,
    }


def test_the_contract_of_a_search_to_the_letter(client: TestClient) -> None:
    """Written out once, apart from the code, because programs outside rely on it."""
    body = client.get("/api/search", params={"q": "what about neglect", "limit": 2}).json()

    assert list(body) == [
        "query",
        "total",
        "total_is_exact",
        "answer",
        "silence",
        "hits",
        "facets",
        "timeline",
        "coverage",
        "beyond",
    ]
    assert list(body["query"]) == [
        "text", "mode", "terms", "phrases", "filters", "notes", "asked", "suggestion", "period",
        "committees", "speaker",
    ]  # fmt: skip
    assert body["query"]["mode"] == "hybrid"
    assert body["query"]["filters"] == {}
    assert list(body["answer"]["statements"][0]) == [
        "text", "passage", "start", "end", "citation", "url", "question", "leads", "unanswered",
    ]  # fmt: skip
    hit = body["hits"][0]
    assert list(hit) == [
        "id", "rank", "score", "kind", "text", "context", "highlights", "sentence", "document", "item",
        "pages", "start", "end", "url", "source_url", "citation", "motion", "read_by_machine", "cut_short",
        "rest_url", "roles", "why", "also_in",
    ]  # fmt: skip
    assert list(hit["document"]) == [
        "id", "file", "title", "committee", "date", "kind", "source_url", "status",
    ]  # fmt: skip
    assert hit["item"] == {"number": "7", "title": "Safeguarding annual report"}
    assert hit["url"] == f"/passages/{hit['id']}"
    assert "#AI52011:~:text=" in hit["source_url"]
    assert hit["citation"] == f"{SCRUTINY}, 10 December 2024, item 7"
    assert list(hit["why"]) == ["keyword_rank", "meaning_rank", "matched", "said"]
    assert list(body["facets"]) == ["committee", "year", "kind", "passage", "role"]
    assert body["facets"]["year"] == [{"value": "2024", "count": 6}]
    assert body["coverage"] == {
        "documents": 6, "meetings": 4, "from": "2023-03-07", "to": "2025-06-02", "unreadable": 1,
    }  # fmt: skip


def test_a_hit_is_a_slice_of_its_document_and_highlights_are_its_words(client: TestClient) -> None:
    for hit in client.get("/api/search", params={"q": "neglect"}).json()["hits"]:
        text = client.get(f"/api/documents/{hit['document']['id']}").json()["text"]
        assert text[hit["start"] : hit["end"]] == hit["text"]
        marked = {hit["text"][start:end].casefold() for start, end in hit["highlights"]}
        assert marked <= {"neglect"}


def ask(client: TestClient, **asked: str) -> Any:
    return client.get("/api/search", params=asked).json()


def test_what_was_understood_is_said_back(client: TestClient) -> None:
    query = ask(client, q="what did officers say of negelct in 2023-24")["query"]

    assert query["asked"] == "response"
    assert query["speaker"] == {"typed": "officers", "role": "officer", "name": ""}
    assert query["period"] == {"typed": "2023-24", "from": "2023-04-01", "to": "2024-03-31"}
    assert query["suggestion"] == "what did officers say of neglect in 2023-24"
    assert query["filters"] == {}
    plain = ask(client, q="neglect")["query"]
    understood = [plain[key] for key in ("asked", "speaker", "period", "suggestion")]
    assert understood == ["anything", None, None, ""]


def test_an_answer_comes_with_its_question_or_says_that_it_has_none(client: TestClient) -> None:
    (said, *_) = ask(client, q="what have partners learnt, officers")["answer"]["statements"]
    question = MINUTES.passages[2].context[0]

    assert said["question"] == {
        "text": question.text, "start": question.start, "end": question.end,
    }  # fmt: skip
    assert MINUTES.document.text[question.start : question.end] == question.text
    assert said["unanswered"] is False
    (asked,) = ask(client, q="what school")["answer"]["statements"]
    assert asked["unanswered"] is True and asked["question"] is None


def test_silence_says_why_and_counts_nothing(client: TestClient) -> None:
    body = ask(client, q="why parking")

    assert body["answer"] is None and body["hits"] == [] and body["total"] == 0
    assert body["silence"]["reason"].startswith("The archive holds nothing on this:")
    assert len(body["silence"]["nearest"]) == 3
    with_hits = ask(client, q="how parking")
    assert with_hits["silence"]["nearest"] == [] and with_hits["total"] == 25
    assert ask(client, q="parking")["silence"] is None


def test_the_nearest_sentence_is_a_slice_of_its_hit(client: TestClient) -> None:
    found = {
        hit["kind"]: hit["text"][slice(*hit["sentence"])]
        for hit in ask(client, q="neglect")["hits"]
        if hit["sentence"]
    }

    assert found == {
        "question": "· A Member asked what partners had learnt about neglect.",
        "exchange": "- Officers said that neglect was often seen late.",
    }


def test_every_mention_holds_all_the_words_in_order_of_date(client: TestClient) -> None:
    asked = {"q": "parking ward", "mode": "every", "limit": "100"}
    body = ask(client, **asked)

    assert (body["total"], body["total_is_exact"], body["silence"]) == (25, True, None)
    assert ask(client, **asked, sort="relevance") == body
    either = ask(client, q="neglect", mode="every")["hits"]
    dates = [hit["document"]["date"] for hit in either]
    assert dates == sorted(dates, reverse=True)


def test_filters_are_said_back(client: TestClient) -> None:
    asked = {
        "q": "x",
        "committee": ["Cabinet", SCRUTINY],
        "kind": "minutes",
        "from": "2024-02",
        "to": "7/3/2025",
    }
    body = client.get("/api/search", params=asked).json()

    assert body["query"]["filters"] == {
        "committee": ["Cabinet", SCRUTINY],
        "kind": ["minutes"],
        "from": "2024-02-01",
        "to": "2025-03-07",
    }


def test_pages_of_hits_join_up(client: TestClient) -> None:
    whole = client.get("/api/search", params={"q": "parking", "limit": 100}).json()["hits"]
    parts = [
        hit
        for offset in (0, 10, 20)
        for hit in client.get("/api/search", params={"q": "parking", "offset": offset}).json()[
            "hits"
        ]
    ]

    assert parts == whole
    assert [hit["rank"] for hit in whole] == list(range(1, 26))


def test_a_document_lists_its_passages_versions_and_provenance(client: TestClient) -> None:
    body = client.get(f"/api/documents/{C}").json()

    assert body["passages"] == [passage.id for passage in CABINET_NEW.passages]
    assert [version["current"] for version in body["versions"]] == [True, False]
    assert body["versions"][1]["url"] == f"/documents/{C}?version={OLD[:12]}"
    assert dt.datetime.fromisoformat(body["provenance"]["retrieved"]).tzinfo is not None
    assert client.get(f"/api/documents/{C}?version={OLD}").json()["current"] is False


def test_a_superseded_passage_says_so(client: TestClient) -> None:
    body = client.get(f"/api/passages/{OLD_PASSAGE.id}").json()

    assert body["superseded"] is True
    assert body["provenance"]["sha256"] == OLD


def test_a_motion_carries_its_votes(client: TestClient) -> None:
    motion, amendment = COUNCIL.passages[2:4]
    body = client.get(f"/api/passages/{motion.id}").json()

    assert body["motion"] == {
        "proposer": "Cllr A. Okafor",
        "seconder": "Cllr B. Lindqvist",
        "outcome": "CARRIED",
        "is_amendment": False,
        "votes": [
            {
                "choice": "for",
                "count": 3,
                "names": ["Cllr A. Okafor", "Cllr B. Lindqvist", "Cllr D. Marsh"],
            },
            {"choice": "against", "count": None, "names": ["Cllr E. Ferreira", "Cllr F. Novak"]},
            {"choice": "abstained", "count": 0, "names": []},
        ],
        "is_amended": False,
    }
    assert [each["text"] for each in body["deletions"]] == ["each", "by May"]
    assert client.get(f"/api/passages/{amendment.id}").json()["deletions"] == []
    hits = client.get("/api/search", params={"q": "shelter*", "passage": "motion"}).json()["hits"]
    assert {hit["id"]: hit["motion"]["is_amendment"] for hit in hits} == {
        motion.id: False,
        amendment.id: True,
    }


def test_what_was_read_by_machine_and_what_is_cut_short_say_so(client: TestClient) -> None:
    found = {
        hit["text"]: (hit["read_by_machine"], hit["rest_url"])
        for query in ("shelter*", "fountain")
        for hit in client.get("/api/search", params={"q": query}).json()["hits"]
    }

    assert found["The shelter at the Green was opened in 1931."] == (True, None)
    assert found["Cllr D. Marsh moved to leave out the shelters in villages."] == (False, None)
    rest = "https://democracy.larkmere.example/mgAi.aspx?ID=52100"
    assert found["Traders asked for a pitch by the fountain."] == (False, rest)
    assert found["The fountain was praised."] == (False, "")


def test_a_document_says_what_was_read_of_it(client: TestClient) -> None:
    body = client.get(f"/api/documents/{COUNCIL.document.id}").json()

    assert body["pages"] == ["text", "blank", "read by machine"] and body["page_count"] == 3
    assert body["tables"] == 1
    assert [(each["name"], each["presence"]) for each in body["attendance"]] == [
        ("Cllr A. Okafor", "present"),
        ("Cllr B. Lindqvist", "present"),
        ("Cllr D. Marsh", "present"),
        ("Dr C. Mbeki", "in attendance"),
    ]
    assert [(each["text"], each["page"]) for each in body["deletions"]] == [
        ("each", 1),
        ("by May", 1),
    ]
    area = body["blocks"][0]["areas"][0]
    assert (area["page"], area["x0"], area["x1"]) == (1, 72.0, 523.5)
    report = client.get(f"/api/documents/{REPORT.document.id}").json()
    assert (report["author"], report["period"]) == ("Larkmere Safeguarding Partnership", "2023-24")
    licensing = client.get(f"/api/documents/{LICENSING.document.id}").json()
    assert licensing["truncated"] == ["3", "4"]


def test_the_reading_report(client: TestClient) -> None:
    report = client.get("/api/coverage").json()["reading"]

    assert report["documents"] == 6
    assert report["pages"] == {"text": 4, "read by machine": 1, "blank": 1, "picture": 1}
    assert report["tables"] == 2
    assert [(each["document"]["id"], each["items"]) for each in report["cut_short"]] == [
        (LICENSING.document.id, ["3", "4"])
    ]
    assert [(each["document"]["id"], each["pages"]) for each in report["read_by_machine"]] == [
        (COUNCIL.document.id, [3])
    ]
    assert [(each["document"]["id"], each["pages"]) for each in report["pages_not_read"]] == [
        (REPORT.document.id, [2])
    ]
    assert [each["file"] for each in report["unreadable"]] == ["scan.pdf"]


WHOLE = "Give a whole number from 1 to 100."
OFFSET = "Give a whole number from 0 to 1,000,000."
A_DATE = "Give a date such as 2024-12-10, 10/12/2024 or 2024."
BAD: list[tuple[dict[str, str | list[str]], str, str, str]] = [
    ({"limit": "0"}, "limit", "0", WHOLE),
    ({"limit": "101"}, "limit", "101", WHOLE),
    ({"limit": "ten"}, "limit", "ten", WHOLE),
    ({"limit": "１０"}, "limit", "１０", WHOLE),
    ({"offset": "-1"}, "offset", "-1", OFFSET),
    ({"offset": "9" * 5000}, "offset", "9" * 100 + "…", OFFSET),
    ({"mode": "magic"}, "mode", "magic", "Give one of: hybrid, keyword, meaning, every."),
    ({"sort": "best"}, "sort", "best", "Give one of: relevance, newest, oldest."),
    (
        {"kind": "letter"},
        "kind",
        "letter",
        "Give one of: minutes, report, annual-report, agenda.",
    ),
    ({"from": "2024-13-01"}, "from", "2024-13-01", A_DATE),
    ({"from": "2024", "to": "2023"}, "to", "2023", "Give a date no earlier than 2024."),
    ({"mode": ["hybrid", "keyword"]}, "mode", "hybrid, keyword", "Give it once."),
    (
        {"committee": [f"c{number}" for number in range(3_000)]},
        "committee",
        ", ".join(f"c{number}" for number in range(22)) + ", …",
        "Give at most 50: 3,000 were given.",
    ),
]


@pytest.mark.parametrize(("asked", "name", "value", "remedy"), BAD)
def test_a_bad_parameter_is_named_with_its_value(
    client: TestClient, asked: Mapping[str, str | list[str]], name: str, value: str, remedy: str
) -> None:
    response = client.get("/api/search", params={"q": "neglect", **asked})

    assert response.status_code == 422
    detail = f'Parameter "{name}" has the value "{value}". {remedy}'
    assert response.json() == {"detail": detail}


def test_a_value_given_again_counts_once(client: TestClient) -> None:
    body = client.get("/api/search", params={"kind": ["minutes"] * 60, "q": "neglect"}).json()

    assert body["query"]["filters"] == {"kind": ["minutes"]}


@pytest.mark.parametrize(
    "empty",
    ["limit", "offset", "mode", "sort", "committee", "kind", "passage", "role", "from", "to", "q"],
)
def test_an_empty_parameter_is_as_good_as_none(client: TestClient, empty: str) -> None:
    assert client.get("/api/search", params={empty: " "}).status_code == 200


def test_the_api_describes_itself_without_foreign_scripts(client: TestClient) -> None:
    paths = client.get("/api/openapi.json").json()["paths"]

    assert {"/api/search", "/api/documents/{document_id}", "/healthz"} <= set(paths)
    named = {parameter["name"] for parameter in paths["/api/search"]["get"]["parameters"]}
    assert named == {
        "q",
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
    }
    assert client.get("/docs").status_code == 404
