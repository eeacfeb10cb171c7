"""The site in another language: where it stands, what it says, and what it leaves as the record has it."""

from __future__ import annotations

import datetime as dt
import re

import pytest
from starlette.testclient import TestClient

from web import language
from web.language import LANGUAGES

WELSH = LANGUAGES[1]


def test_a_page_stands_under_its_language_too(client: TestClient) -> None:
    page = client.get("/cy/search?q=neglect")

    assert page.status_code == 200
    assert '<html lang="cy"' in page.text
    assert '<html lang="en-GB"' in client.get("/search?q=neglect").text


def test_links_stay_in_the_language(client: TestClient) -> None:
    page = client.get("/cy/search?q=neglect").text
    links = re.findall(r'<a [^>]*href="(/[^"]*)"', page)
    away = [link for link in links if not link.startswith(("/cy", "/api"))]

    assert away == ["/search?q=neglect"]  # the switch to English
    assert 'action="/cy/search"' in page


@pytest.mark.parametrize("address", ["/", "/search?q=neglect&sort=newest", "/committees"])
def test_each_page_names_itself_in_every_language(client: TestClient, address: str) -> None:
    page = client.get(f"/cy{address}").text

    assert f'hreflang="en-GB" href="{address.replace("&", "&amp;")}"' in page
    assert f'hreflang="cy" href="/cy{address.replace("&", "&amp;")}"' in page


def test_only_a_whole_first_segment_is_a_language(client: TestClient) -> None:
    assert client.get("/cyber").status_code == 404


def test_a_sentence_without_translation_stays_english() -> None:
    with language.speaking(WELSH):
        assert language._("%(a)s of nobody’s catalogue", a=1) == "1 of nobody’s catalogue"
        assert language.ngettext("%(count)s stray", "%(count)s strays", 1204) == "1,204 strays"


def test_dates_are_written_in_the_language() -> None:
    with language.speaking(WELSH):
        assert language.long_date(dt.date(2024, 12, 10)) == "10 Rhagfyr 2024"
