"""What the site says of itself: whose it is, what it is for, and whom to turn to."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest
from starlette.testclient import TestClient

from archive.document import DocumentKind
from tests.web.library import (
    MINUTES,
    TAKEN_DOWN_PASSAGE,
    MemoryLibrary,
    Piece,
    Shelved,
    entry,
    make,
)
from web.app import create_app
from web.site import SiteSettings

EXCHANGE = next(p for p in MINUTES.passages if p.kind.value == "exchange")


def asking(
    contact: str = "", council_name: str = "", council_url: str = "", notice: str = ""
) -> TestClient:
    settings = SiteSettings(
        contact=contact, council_name=council_name, council_url=council_url, notice=notice
    )
    return TestClient(create_app(MemoryLibrary(), settings))


@pytest.mark.parametrize(
    "address", ["/accessibility", "/privacy", f"/passages/{TAKEN_DOWN_PASSAGE}"]
)
def test_no_page_sends_a_reader_to_somebody_without_saying_to_whom(address: str) -> None:
    page = asking(contact="minutes@larkmere.example").get(address).text
    assert 'href="mailto:minutes@larkmere.example"' in page

    named = asking(council_name="Larkmere", council_url="https://larkmere.example/").get(address)
    main = named.text.partition("<main")[2].partition("</main>")[0]
    assert '<a class="govuk-link" href="https://larkmere.example/">Larkmere</a>' in main
    unnamed = asking().get(address).text
    assert "No contact has been set for this site." in unnamed
    assert "mailto:" not in unnamed


def test_the_accessibility_statement_says_what_the_law_asks_for(client: TestClient) -> None:
    page = re.sub(r"\s+", " ", client.get("/accessibility").text)

    for said in (
        "partially compliant",
        "WCAG) 2.2",
        "was prepared on 29 November 2026",
        "Equality and Human Rights Commission",
        "equalityadvisoryservice.com",
        "has not been tested by disabled people",
    ):
        assert said in page
    assert "No known failure is left" not in page


def test_the_privacy_page_names_who_answers_for_the_data() -> None:
    assert "Larkmere is the controller" in asking(council_name="Larkmere").get("/privacy").text
    assert "controller" not in asking().get("/privacy").text


@pytest.mark.parametrize("prefix", ["", "/cy"])
def test_cookies_are_told_of_where_they_are_looked_for(client: TestClient, prefix: str) -> None:
    answer = client.get(f"{prefix}/cookies", follow_redirects=False)

    assert (answer.status_code, answer.headers["location"]) == (308, f"{prefix}/privacy#cookies")
    assert 'id="cookies"' in client.get(f"{prefix}/cookies").text


def test_the_front_page_says_whose_minutes_these_are_and_what_it_is_not_for(
    client: TestClient,
) -> None:
    page = re.sub(r"\s+", " ", client.get("/").text)
    unset = asking().get("/").text

    assert "<title>Find what was said and decided – Minutebook, Larkmere Borough Council</" in page
    assert "run for Larkmere Borough Council" in page
    assert '<a class="govuk-link" href="https://www.larkmere.example/">' in page
    assert "not the place to report a problem" in page and "not the place to report" in unset
    assert "not given a name" not in page and "not given a name" in unset


def test_publishers_are_named_as_the_archive_has_them() -> None:
    def published(name: str, number: int) -> Shelved:
        made = entry(f"{number}.txt", f"Minutes {number}", DocumentKind.MINUTES, "Cabinet", None)
        known = replace(made.provenance, publisher=name)
        return make(replace(made, provenance=known), [Piece("Of parking.")])

    names = ["Larkmere (invented)", "Larkmere (invented)", "Camden", "", "Kent", "Devon"]
    library = MemoryLibrary([published(name, number) for number, name in enumerate(names)])
    page = TestClient(create_app(library)).get("/").text

    assert "published by Larkmere (invented), Camden, Devon and 1 more" in page


def test_a_notice_stands_on_every_page() -> None:
    client = asking(notice="A sample: quote it nowhere & never.")

    for address in ("/", "/search?q=neglect", f"/passages/{EXCHANGE.id}", "/nothing", "/cy/about"):
        assert "A sample: quote it nowhere &amp; never." in client.get(address).text
    assert "app-notice" not in asking().get("/").text


def test_the_foot_of_a_page_claims_no_more_than_is_true(client: TestClient) -> None:
    foot = client.get("/").text.partition("<footer")[2]

    assert "word for word" in foot
    assert "scanned" in foot and "may have misread" in foot
    assert "Nothing is written by a computer" not in foot
