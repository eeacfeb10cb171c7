"""From a search to a briefing in Word, by keyboard alone; and what the paper shows."""

from __future__ import annotations

import io
import re
from pathlib import Path

import docx
import pytest
from playwright.sync_api import Page

from tests.browser.conftest import OpenPage
from tests.browser.test_pages import PAGES

MOST_STOPS = 80
"""Of the Tab key, before what is looked for must have come."""


def tab_to(page: Page, selector: str) -> None:
    for _ in range(MOST_STOPS):
        page.keyboard.press("Tab")
        if page.evaluate("s => document.activeElement.matches(s)", selector):
            assert page.locator(":focus").first.is_visible() or "checkbox" in selector
            return
    pytest.fail(f"{selector} was not reached by keyboard on {page.url}")


def test_from_a_search_to_word_by_keyboard_alone(
    open_page: OpenPage, site: str, tmp_path: Path
) -> None:
    with open_page(javascript=False) as page:
        page.goto(site)
        tab_to(page, "#q")
        page.keyboard.type("neglect")
        page.keyboard.press("Enter")
        page.wait_for_url("**/search?q=neglect*")

        tab_to(page, "input[name=committee]")
        page.keyboard.press("Space")
        tab_to(page, ".app-filters__button")
        page.keyboard.press("Enter")
        page.wait_for_url("**committee=**")

        tab_to(page, "input[type=checkbox][name=pick]")
        first = page.evaluate("document.activeElement.value")
        page.keyboard.press("Space")
        tab_to(page, "input[type=checkbox][name=pick]")
        second = page.evaluate("document.activeElement.value")
        page.keyboard.press("Space")
        tab_to(page, "button[form=picks]")
        page.keyboard.press("Enter")
        page.wait_for_url("**pick=**")
        assert "committee=" in page.url and "Briefing: 2 passages" in page.inner_text("body")
        assert not page.locator(f"#pick-{first}").count()

        tab_to(page, ".app-hit__heading a")
        page.keyboard.press("Enter")
        page.wait_for_url("**/documents/**")
        assert "Briefing: 2 passages" in page.locator(".app-picked").inner_text()
        tab_to(page, "#navigation a")  # another search
        page.keyboard.press("Enter")
        page.wait_for_url(f"{site}/?pick=**")
        tab_to(page, "#q")
        page.keyboard.type("shelter")
        page.keyboard.press("Enter")
        page.wait_for_url("**q=shelter**")
        tab_to(page, "input[type=checkbox][name=pick]")
        third = page.evaluate("document.activeElement.value")
        page.keyboard.press("Space")
        tab_to(page, "button[form=picks]")
        page.keyboard.press("Enter")
        page.wait_for_url(f"**pick={third}**")

        tab_to(page, ".app-picked a")
        page.keyboard.press("Enter")
        page.wait_for_url("**/briefing?**")
        order = "[...document.querySelectorAll('.app-quoted')].map(e => e.id.split('-')[1])"
        assert page.evaluate(order) == [first, second, third]
        tab_to(page, "#briefing-title")
        page.keyboard.type("What was said")
        tab_to(page, ".app-quoted__edit summary")
        page.keyboard.press("Enter")
        tab_to(page, "textarea")
        page.keyboard.type("Ask the Director.")
        tab_to(page, ".app-quoted__save")
        page.keyboard.press("Enter")
        page.wait_for_url("**briefing.title=What+was+said**")
        assert "Ask the Director." in page.locator(".app-quoted__note").inner_text()
        tab_to(page, f"#quotation-{first} .app-places li:nth-child(2) button")
        page.keyboard.press("Enter")
        page.wait_for_url(f"**briefing.do=move**#quotation-{first}")
        assert page.evaluate(order) == [second, first, third]

        page.reload()
        page.evaluate("scrollTo(0, 0)")
        tab_to(page, 'a[href^="/briefing.docx"]')
        with page.expect_download() as download:
            page.keyboard.press("Enter")
        path = tmp_path / download.value.suggested_filename
        download.value.save_as(path)
    texts = [each.text for each in docx.Document(io.BytesIO(path.read_bytes())).paragraphs]
    assert path.name == "briefing-what-was-said.docx"
    assert texts[0] == "What was said" and "Ask the Director." in texts


def test_paper_has_the_briefing_and_not_the_controls(open_page: OpenPage, site: str) -> None:
    with open_page() as page:
        page.goto(site + PAGES["briefing"])
        page.emulate_media(media="print")

        for shown in (
            "h1",
            ".app-quoted",
            ".app-quoted__note",
            ".app-briefing__sources",
            "#searched",
        ):
            assert page.locator(shown).first.is_visible(), shown
        sources = page.locator("#source-2").inner_text()
        assert re.search(
            r"Passage in the archive.*: http://127.0.0.1:\d+/passages/\w+, "
            r"Published source.*: https://democracy.larkmere.example/\S+$",
            sources,
            re.DOTALL,
        )
        (foot,) = re.findall(r"http://\S+", page.locator(".app-paper").inner_text())
        for hidden in (".app-briefing__tools", ".app-quoted__controls", ".app-footer"):
            assert not page.locator(hidden).first.is_visible(), hidden
        quoted = page.locator(".app-quoted").count()
        page.goto(foot)
        assert page.locator(".app-quoted").count() == quoted


def test_a_quotation_stands_without_gaps(open_page: OpenPage, site: str) -> None:
    """The line ends of the page's source are no line ends to a reader."""
    with open_page() as page:
        page.goto(site + PAGES["briefing"])
        spacing = page.locator(".app-quoted").first.evaluate("e => getComputedStyle(e).whiteSpace")

    assert spacing == "normal"
