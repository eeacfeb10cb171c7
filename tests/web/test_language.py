"""The site in another language: where it stands, what it says, and what it leaves as the record has it."""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import replace
from html.parser import HTMLParser

import pytest
from markupsafe import escape
from starlette.testclient import TestClient

from tests.messages import forms_of, held
from tests.web.conftest import SETTINGS
from tests.web.library import CABINET_NEW, COUNCIL, LICENSING, MINUTES, REPORT, MemoryLibrary
from web import language
from web.app import create_app
from web.language import LANGUAGES
from web.markup import named

WELSH = LANGUAGES[1]
HELD = (CABINET_NEW, COUNCIL, LICENSING, MINUTES, REPORT)
VOID = {"base", "br", "hr", "img", "input", "link", "meta", "path", "rect", "wbr"}


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


class _Runs(HTMLParser):
    """The texts of a page with the language that each is marked to be in."""

    def __init__(self) -> None:
        super().__init__()
        self._open = [("", "")]
        self.runs: list[tuple[str, str]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag not in VOID:
            self._open.append((tag, dict(attrs).get("lang") or self._open[-1][1]))

    def handle_endtag(self, tag: str) -> None:
        while self._open.pop()[0] != tag:
            pass

    def handle_data(self, data: str) -> None:
        words = " ".join(data.split())
        if words and self._open[-1][0] not in ("script", "style", "title"):
            self.runs.append((self._open[-1][1], words))


def runs(page: str) -> list[tuple[str, str]]:
    parser = _Runs()
    parser.feed(page)
    return parser.runs


RECORD = [" ".join(each.document.text.split()) for each in HELD]
RECORD += [each.document.entry.title for each in HELD]
RECORD += [each.document.entry.committee for each in HELD]


def is_of_record(words: str) -> bool:
    """Whether the record holds them one after another; single words it may share with the site."""
    return len(words.split()) > 1 and any(words in text for text in RECORD)


@pytest.mark.parametrize(
    "address",
    [
        f"/documents/{MINUTES.document.id}?passage={MINUTES.passages[2].id}&q=neglect",
        f"/documents/{REPORT.document.id}?passage={REPORT.passages[1].id}",
        f"/documents/{LICENSING.document.id}",
        f"/documents/{CABINET_NEW.document.id}/changes",
        f"/documents/{MINUTES.document.id}/verify?passage={MINUTES.passages[2].id}",
        f"/passages/{COUNCIL.passages[2].id}",
        "/search?q=what+about+neglect&group=meeting",
        "/committees",
        "/decisions",
        "/unanswered",
        "/meetings/full-council/2025-05-08",
        f"/briefing?pick={MINUTES.passages[2].id}&pick={REPORT.passages[1].id}&briefing.by=meeting",
    ],
)
def test_the_record_is_told_apart_from_a_page_in_welsh(client: TestClient, address: str) -> None:
    found = runs(client.get(f"/cy{address}").text)
    translations = {form for message in held("cy") for form in forms_of(message) if message.id}

    assert [said for lang, said in found if lang == "cy" and is_of_record(said)] == []
    assert [said for lang, said in found if lang == "en" and said in translations] == []
    assert any(lang == "en" and is_of_record(said) for lang, said in found)


def test_a_notice_in_english_says_so_among_welsh(library: MemoryLibrary) -> None:
    site = create_app(library, replace(SETTINGS, notice="This is a sample."))
    with TestClient(site) as client:
        assert ("en", "This is a sample.") in runs(client.get("/cy/about").text)
        assert ("en-GB", "This is a sample.") in runs(client.get("/about").text)


@pytest.mark.parametrize(
    ("words", "markup"),
    [
        ("Cabinet, 8 Chwefror 2024", '<span lang="en">Cabinet</span>, 8 Chwefror 2024'),
        ("Minutes, 8 May 2024", '<span lang="en">Minutes, 8 May 2024</span>'),
        ("Cabinet & Co", '<span lang="en">Cabinet &amp; Co</span>'),
    ],
)
def test_a_day_after_a_name_is_in_the_language_of_the_page(words: str, markup: str) -> None:
    with language.speaking(WELSH):
        assert named(words) == markup
    assert named(words) == escape(words)
