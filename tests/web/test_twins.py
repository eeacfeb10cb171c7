"""Each page and its JSON twin state the same facts."""

from __future__ import annotations

import re
from html import unescape
from typing import Any

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
)
from web.presenters.words import without_marker
from web.search_wording import NEAREST, NEAREST_SENTENCE
from web.wording import CUT_SHORT, READ_BY_MACHINE, STRUCK_THROUGH


def shown(html: str) -> str:
    """A page's words, as a reader sees them."""
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", html)).split())


def solid(text: str) -> str:
    return re.sub(r"\s+", "", text)


def verbatim(html: str) -> str:
    """The same, without white space and without what is said beside the record's own words."""
    html = re.sub(r'<span class="govuk-visually-hidden">[^<]*</span>', "", html)
    return solid(shown(re.sub("</?mark>|<span class=.app-sentence.>|</span>", "", html)))


def quoted(page: str) -> list[str]:
    """The answer's sentences; of a table's row, its cells."""
    found = re.findall(r"<blockquote.*?</blockquote>", page, re.S)
    return [
        solid(shown(sentence))
        for each in found
        for sentence in re.findall("<p>.*?</p>|<dd>.*?</dd>", each)
    ]


def twin(page: str) -> str:
    found = re.search(r'rel="alternate" type="application/json" href="([^"]+)"', page)
    assert found
    return unescape(found[1])


def check_cautions(body: dict[str, Any], words: str) -> None:
    """What a page says of a passage beside its words, against what its JSON says."""
    assert body["read_by_machine"] == (READ_BY_MACHINE in words)
    assert body["cut_short"] == (CUT_SHORT in words)
    motion = body["motion"] or {"votes": [], "outcome": "", "proposer": "", "seconder": ""}
    assert motion["outcome"] in words
    assert ("Moved by" in words) == bool(motion["proposer"]) and motion["proposer"] in words
    assert ("Seconded by" in words) == bool(motion["seconder"]) and motion["seconder"] in words
    for vote in motion["votes"]:
        count = len(vote["names"]) if vote["count"] is None else vote["count"]
        assert f"{vote['choice'].capitalize()} {count}" in words
        assert all(re.sub(r"^(Councillor|Cllr) ", "", name) in words for name in vote["names"])


@pytest.mark.parametrize(
    "query",
    [
        "q=what+about+neglect",
        "q=what+about+neglect&sort=newest",
        "q=what+about+neglect&sort=oldest&mode=keyword",
        "q=what+about+parking",
        "q=what+about+parking&page=2",
        "q=neglect&passage=table-row",
        "q=parking&page=2",
        "q=moved&committee=Cabinet&from=2023",
        "q=shelter*+OR+green+OR+fountain",
        "q=zebra",
        "q=what+have+partners+learnt,+officers",
        "q=what+school",
        "q=why+parking",
        "q=how+parking",
        "q=negelct+parking",
        "q=neglect&mode=every",
        "q=zebra&mode=every",
        "q=",
    ],
)
def test_results(client: TestClient, query: str) -> None:
    page = client.get(f"/search?{query}").text
    body = client.get(twin(page)).json()
    words = shown(page)

    assert body["total"] == 0 or f"{body['total']} passage" in words
    assert re.findall(r'id="hit-(\w+)"', page) == [hit["id"] for hit in body["hits"]]
    for hit in body["hits"]:
        assert f'href="{hit["url"]}"' in page
        assert hit["source_url"] in unescape(page)
        assert hit["citation"] in words
        assert all(word in words for word in hit["why"]["matched"])
        card = page[page.index(f'id="hit-{hit["id"]}"') :]
        card = card[: card.index("</article>")]
        for cell in hit["text"].split("\t"):
            assert solid(cell) in verbatim(card)
        check_cautions(hit, shown(card))
        sentence = hit["text"][slice(*hit["sentence"])] if hit["sentence"] else ""
        assert (NEAREST_SENTENCE in card) == bool(sentence)
        assert solid(sentence) in verbatim("".join(re.findall(r'app-sentence">(.*?)</p>', card)))
        for copy in hit["also_in"]:
            assert f'href="/passages/{copy}"' in card
    statements = (body["answer"] or {"statements": []})["statements"]
    assert quoted(page) == [
        solid(part) for each in statements for part in without_marker(each["text"]).split("\t")
    ]
    for statement in statements:
        assert statement["citation"] in words
        assert statement["question"] is None or statement["question"]["text"][2:] in words
    unanswered = sum(each["unanswered"] for each in statements)
    assert len(re.findall("<figcaption>.*No answer recorded in the minutes", page)) == unanswered
    silence = body["silence"] or {"reason": "", "nearest": []}
    assert silence["reason"] in words and (NEAREST in words) == bool(silence["nearest"])
    for hit in silence["nearest"]:
        assert f'id="nearest-heading-{hit["id"]}"' in page and hit["citation"] in words
    suggestion = body["query"]["suggestion"]
    assert ("Did you mean" in words) == bool(suggestion) and suggestion in words
    for note in body["query"]["notes"]:
        assert note in words
    for facet in body["facets"]["committee"]:
        assert not facet["value"] or f"{facet['value']} ({facet['count']})" in words
    assert f"{body['coverage']['documents']} documents" in words


@pytest.mark.parametrize(
    "address",
    [
        f"/passages/{each.id}"
        for each in (
            MINUTES.passages[2],
            REPORT.passages[1],
            OLD_PASSAGE,
            *COUNCIL.passages,
            *LICENSING.passages,
        )
    ],
)
def test_passage(client: TestClient, address: str) -> None:
    page = client.get(address).text
    body = client.get(twin(page)).json()
    words = shown(page)

    assert body["citation"] in words
    assert body["source_url"] in unescape(page)
    assert body["provenance"]["sha256"] in words
    assert f"characters {body['start']:,} to {body['end']:,}" in words
    assert solid(body["text"].split("\t")[0]) in solid(words)
    check_cautions(body, words)
    assert bool(body["deletions"]) == (STRUCK_THROUGH in words)
    assert body["superseded"] == ("no longer in the current version" in words)
    for context in body["context"]:
        assert all(solid(part) in solid(words) for part in context.split("\t"))


@pytest.mark.parametrize(
    "address",
    [
        f"/documents/{MINUTES.document.id}",
        f"/documents/{REPORT.document.id}",
        f"/documents/{COUNCIL.document.id}",
        f"/documents/{LICENSING.document.id}",
        f"/documents/{CABINET_NEW.document.id}?version={OLD_ENTRY.provenance.sha256[:12]}",
        f"/documents/{CABINET_NEW.document.id}?passage={OLD_PASSAGE.id}",
    ],
)
def test_document(client: TestClient, address: str) -> None:
    page = client.get(address).text
    body = client.get(twin(page)).json()
    words = shown(page)

    assert body["title"] in words
    assert body["provenance"]["sha256"] in words
    assert body["provenance"]["licence"] in words
    assert body["status"] is None or body["status"].capitalize() in words
    assert body["current"] == ("older version" not in words)
    assert body["author"] in words and body["period"] in words
    assert f"{body['page_count']} page" in words or body["pages"] is None
    assert words.count(READ_BY_MACHINE) == (body["pages"] or []).count("read by machine")
    assert words.count(CUT_SHORT) == len(body["truncated"])
    for item in body["items"]:
        assert item["title"] in words
    for each in body["attendance"]:
        assert each["name"] in words and each["role"] in words
    for deletion in body["deletions"]:
        assert f"struck through in the source: {deletion['text']}" in words
    for note in body["notes"]:
        assert note in words
    for passage in body["passages"]:
        assert f'id="p-{passage}"' in page


def test_lists(client: TestClient) -> None:
    page = client.get("/committees").text
    for committee in client.get(twin(page)).json()["committees"]:
        assert f'href="{committee["url"]}"' in page
        assert committee["name"] in shown(page)

    page = client.get("/meetings").text
    for meeting in client.get(twin(page)).json()["meetings"]:
        assert f'href="{meeting["url"]}"' in page
        own = client.get(meeting["url"]).text
        assert client.get(twin(own)).json() == meeting
        for document in meeting["documents"]:
            assert document["title"] in shown(own)

    page = client.get("/about").text
    body = client.get(twin(page)).json()
    for each in body["unreadable"]:
        assert each["file"] in shown(page)
        assert each["reason"] in shown(page)
    reading = body["reading"]
    assert reading["unreadable"] == body["unreadable"]
    assert f"{reading['tables']} tables" in shown(page)
    for some in ("cut_short", "read_by_machine", "pages_not_read"):
        for each in reading[some]:
            assert f'href="/documents/{each["document"]["id"]}"' in page
            assert all(str(one) in shown(page) for one in each.get("pages", each.get("items")))
