"""A draft and the minutes that took its place: each page, quotation and file tells of the other."""

from __future__ import annotations

import csv
import datetime as dt
import io
import re
import zipfile
from collections.abc import Iterator

import pytest
from starlette.testclient import TestClient

from archive.document import BlockKind, DocumentKind, Presence, Status
from indexer.passage import PassageKind
from tests.web.library import CABINET_NEW, MemoryLibrary, Piece, Shelved, entry, make
from web.app import create_app

HOUSING = "Housing Committee"


def minutes(name: str, title: str, status: Status | None, cost: str) -> Shelved:
    about = entry(name, title, DocumentKind.MINUTES, HOUSING, dt.date(2024, 4, 18), status=status)
    return make(
        about,
        [
            Piece("PRESENT", BlockKind.HEADING, None, 1),
            Piece(
                "Councillor Moss",
                passage=PassageKind.ATTENDANCE,
                attendees=(("Councillor Moss", "", Presence.PRESENT),),
            ),
            Piece(f"The net cost had been {cost}."),
            Piece(f"RESOLVED - THAT {cost} be noted.", passage=PassageKind.RESOLUTION),
        ],
    )


DRAFT = minutes("draft.pdf", "Draft minutes", Status.DRAFT, "£8.3m")
FINAL = minutes("final.html", "Minutes", Status.CONFIRMED, "£9.3m")
DRAFT_ID, FINAL_ID = DRAFT.document.id, FINAL.document.id
CHANGES = f"/documents/{FINAL_ID}/changes?draft={DRAFT_ID}"
TOLD = "The confirmed minutes of this meeting are in the archive"
UNTOLD = "Draft: the committee has not yet confirmed these words, and they may change."


@pytest.fixture(scope="module")
def site() -> Iterator[TestClient]:
    with TestClient(create_app(MemoryLibrary((DRAFT, FINAL, CABINET_NEW)))) as client:
        yield client


def words(site: TestClient, address: str) -> str:
    response = site.get(address)
    assert response.status_code == 200, response.text
    return response.text


def cost(shelved: Shelved) -> str:
    return next(each.id for each in shelved.passages if "net cost" in each.text)


def test_the_two_documents_lead_to_each_other_and_to_what_changed(site: TestClient) -> None:
    draft, final = words(site, f"/documents/{DRAFT_ID}"), words(site, f"/documents/{FINAL_ID}")

    assert f'<a class="govuk-link" href="/documents/{FINAL_ID}">{TOLD}</a>' in draft
    assert "has not yet confirmed" not in draft
    assert "A draft of these minutes is also held:" in final
    assert f'href="/documents/{DRAFT_ID}">Draft minutes</a>' in final
    for page in (draft, final):
        assert f'href="{CHANGES}">see what changed' in page
    alone = words(site, f"/documents/{CABINET_NEW.document.id}")
    assert "has not yet confirmed" in alone and TOLD not in alone


def test_what_changed_is_told_figure_by_figure(site: TestClient) -> None:
    page = words(site, CHANGES)

    assert "between the draft and the minutes that took its place" in page
    assert "2 paragraphs differ." in page
    assert re.search(r"<del>.{0,80}£8\.3m</del><ins>.{0,80}£9\.3m</ins>", page)


@pytest.mark.parametrize("draft", [FINAL_ID, CABINET_NEW.document.id, "x", "<b>"])
def test_only_a_draft_of_these_minutes_is_compared_with_them(site: TestClient, draft: str) -> None:
    assert site.get(f"/documents/{FINAL_ID}/changes", params={"draft": draft}).status_code == 404
    assert site.get(f"/documents/{DRAFT_ID}/changes?draft={FINAL_ID}").status_code == 404


@pytest.mark.parametrize("address", ["/search?q=£8.3m", f"/passages/{cost(DRAFT)}"])
def test_words_of_a_draft_say_that_there_are_other_minutes(site: TestClient, address: str) -> None:
    page = words(site, address)

    assert "Draft: it may differ from the minutes that took its place." in page
    assert TOLD in page and f'href="{CHANGES}"' in page


def test_a_briefing_cautions_of_a_draft_in_every_form(site: TestClient) -> None:
    alone = CABINET_NEW.passages[0].id
    picks = {"pick": [cost(DRAFT), cost(FINAL), alone]}
    page = site.get("/briefing", params=picks).text
    markdown = site.get("/briefing.md", params=picks).text
    file = io.BytesIO(site.get("/briefing.docx", params=picks).content)
    word = zipfile.ZipFile(file).read("word/document.xml").decode()
    body = site.get("/api/briefing", params=picks).json()

    told = f"{TOLD}: http://testserver/documents/{FINAL_ID}"
    for form in (page, word):
        assert told in form and UNTOLD in form
    assert f"{TOLD}: http://testserver/documents/{FINAL_ID}" in markdown and UNTOLD in markdown
    assert page.count('govuk-tag--yellow">Draft</strong>') == 2
    for form in (markdown, word):
        assert form.count("Discussion · Draft") == 2
    assert [bool(each["cautions"]) for each in body["quotations"]] == [True, False, True]
    table = site.get("/briefing.csv", params=picks).content.decode("utf-8-sig")
    rows = list(csv.DictReader(io.StringIO(table, newline="")))
    assert [row["Status"] for row in rows] == ["Draft", "Confirmed", "Draft"]
    assert told in rows[0]["Cautions"] and not rows[1]["Cautions"]
    assert rows[2]["Cautions"] == UNTOLD


def test_a_list_of_results_says_what_is_a_draft(site: TestClient) -> None:
    table = site.get("/search.csv?q=cost").content.decode("utf-8-sig")
    rows = list(csv.DictReader(io.StringIO(table, newline="")))
    hits = site.get("/api/search?q=cost").json()["hits"]

    assert {row["Document"]: row["Status"] for row in rows} == {
        "Draft minutes": "Draft",
        "Minutes": "Confirmed",
    }
    assert {hit["document"]["status"] for hit in hits} == {"draft", "confirmed"}


def test_a_meeting_tells_what_was_decided_and_who_was_there_once(site: TestClient) -> None:
    page = words(site, "/meetings/housing-committee/2024-04-18")

    assert page.count("Councillor Moss") == 1
    assert page.count("be noted.") == 1 and "£9.3m" in page
    assert page.index(f"/documents/{FINAL_ID}") < page.index(f"/documents/{DRAFT_ID}")
