"""Pages under strain: names without end, words without a gap, text that a reader has spaced out."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from urllib.parse import quote

import pytest

from tests.browser.conftest import OpenPage
from tests.browser.test_pages import PAGES, overflow
from tests.web.library import COUNCIL, MINUTES, MemoryLibrary, Shelved
from tests.web.serving import served

LONG = "Llanfairpwllgwyngyllgogerychwyrndrobwllllantysiliogogogoch"
NAME = f"The Joint Overview and Scrutiny Sub-Committee for {LONG} and {LONG}-upon-{LONG} " * 3
SPACED = """() => {
    const spaced = new CSSStyleSheet();
    spaced.replaceSync("* { line-height: 1.5 !important; letter-spacing: 0.12em !important;" +
        " word-spacing: 0.16em !important } p { margin-bottom: 2em !important }");
    document.adoptedStyleSheets.push(spaced);
}"""
"""What a reader may set by WCAG 2.2, 1.4.12."""


def long_named(shelved: Shelved) -> Shelved:
    document = shelved.document
    entry = replace(
        document.entry,
        title=f"Minutes of {NAME}",
        committee=NAME.strip(),
    )
    attendance = tuple(
        replace(each, name=f"Councillor A. {LONG}", role=NAME) for each in document.attendance
    )
    items = tuple(replace(item, title=NAME) for item in document.items)
    passages = tuple(
        replace(each, item=each.item and replace(each.item, title=NAME))
        for each in shelved.passages
    )
    return Shelved(replace(document, entry=entry, attendance=attendance, items=items), passages)


@pytest.fixture(scope="module")
def strained() -> Iterator[str]:
    with served(MemoryLibrary([long_named(MINUTES), long_named(COUNCIL)])) as address:
        yield address


@pytest.mark.parametrize("width", [320, 1280])
def test_no_name_is_too_long(open_page: OpenPage, strained: str, width: int) -> None:
    exchange = MINUTES.passages[2].id
    slug = "the-joint-overview-and-scrutiny-sub-committee-for-"
    with open_page(width=width) as page:
        page.goto(f"{strained}/committees")
        committee = page.locator("main a").first.get_attribute("href")
        page.goto(f"{strained}/meetings")
        meetings = [
            a.get_attribute("href") for a in page.locator("main a[href*='/meetings/']").all()
        ]
        page.goto(f"{strained}/people")
        person = page.locator("main .app-lines a").first.get_attribute("href")
        assert committee and slug in committee
        for address in (
            "/",
            "/committees",
            committee,
            "/meetings",
            *meetings,
            "/decisions",
            "/people",
            person,
            "/recent",
            "/about",
            f"/search?q={LONG * 4}",
            f"/search?q={quote(LONG)}+neglect&group=meeting&committee={quote(NAME.strip())}",
            "/search?q=neglect&mode=every",
            f"/documents/{MINUTES.document.id}?passage={exchange}&q=neglect",
            f"/documents/{COUNCIL.document.id}",
            f"/documents/{MINUTES.document.id}/verify?quotation={LONG * 4}",
            f"/passages/{exchange}",
            f"/briefing?pick={exchange}&note.{exchange}={LONG * 4}&briefing.title={LONG}+{LONG}",
            f"/{LONG * 4}",
        ):
            page.goto(f"{strained}{address}", wait_until="load")
            assert page.locator("h1").count() == 1, address
            assert overflow(page) <= 0, address


def test_text_may_be_spaced_out(open_page: OpenPage, site: str) -> None:
    with open_page(width=320) as page:
        for name, address in PAGES.items():
            page.goto(site + address, wait_until="load")
            page.evaluate(SPACED)
            assert overflow(page) <= 0, name
