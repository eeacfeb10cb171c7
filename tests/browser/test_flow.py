"""What a reader does, from a question to the place in the minutes and back, over the sample archive."""

from __future__ import annotations

import httpx
import pytest

from tests.browser.conftest import OpenPage

QUESTION = "what was said about neglect"


@pytest.mark.parametrize("javascript", [True, False])
def test_from_a_question_to_its_place_and_on(
    open_page: OpenPage, sample_site: str, javascript: bool
) -> None:
    with open_page(javascript=javascript) as page:
        page.goto(sample_site)
        assert "Searches " in page.locator(".app-searched").inner_text()
        page.fill("#q", QUESTION)
        page.click(".app-search__button")
        page.wait_for_url("**/search?q=what+was+said+about+neglect*")
        body = httpx.get(f"{sample_site}/api/search", params={"q": QUESTION}).json()
        assert page.locator(".app-hit").count() == len(body["hits"])
        assert page.locator(".app-hit mark").first.inner_text().lower() == "neglect"

        hit = body["hits"][0]
        page.locator(f"#hit-{hit['id']} .app-hit__heading a").click()
        page.wait_for_url(f"**/documents/{hit['document']['id']}?*")
        box = page.locator(".app-shown").first.bounding_box()
        assert box
        assert 0 <= box["y"] <= 700
        shown = " ".join(page.locator(".app-shown-words").all_inner_texts())
        assert "".join(shown.split()) == "".join(hit["text"].split())

        page.go_back()
        page.wait_for_url("**/search?*")
        assert page.locator("#q").input_value() == QUESTION

        page.fill("#q", "the")
        page.fill("#q", "report")
        page.click(".app-search__button")
        page.wait_for_url("**/search?q=report*")
        option = page.locator("input[name=committee]").first
        committee = option.get_attribute("value")
        option.check()
        page.get_by_role("button", name="Apply").click()
        page.wait_for_url("**committee=**")
        assert committee
        assert page.locator(".app-chosen").get_by_text(committee).is_visible()
        for citation in page.locator(".app-hit__citation").all_inner_texts():
            assert committee in citation

        page.get_by_role("link", name="Page 2", exact=True).click()
        page.wait_for_url("**page=2**")
        assert page.locator(".app-hits").get_attribute("start") == "11"
        assert committee in page.locator(".app-chosen").inner_text()

        page.locator(".app-chosen__link").click()
        page.wait_for_url("**/search?q=report")
        assert page.locator(".app-chosen").count() == 0


def test_words_that_the_archive_does_not_hold(open_page: OpenPage, sample_site: str) -> None:
    with open_page() as page:
        page.goto(f"{sample_site}/search?q=%22zebra+crossing+of+the+moon%22")

        assert page.locator("h1").inner_text().startswith("Nothing found for")
        assert "documents dated" in page.locator(".app-searched").inner_text()
        assert page.locator(".app-answer").count() == 0


def test_every_document_of_the_archive_can_be_read(sample_site: str) -> None:
    with httpx.Client(base_url=sample_site) as client:
        for document in client.get("/api/documents").json()["documents"]:
            body = client.get(f"/api/documents/{document['id']}").json()
            page = client.get(f"/documents/{document['id']}")
            assert page.status_code == 200
            for passage in body["passages"]:
                assert f'id="p-{passage}"' in page.text


def test_a_report_beside_itself_fits_a_narrow_screen(open_page: OpenPage, sample_site: str) -> None:
    with open_page(width=320) as page:
        page.goto(f"{sample_site}/reports/larkmere-safeguarding-adults-board-annual-report")
        width = "document.documentElement.scrollWidth"
        assert page.evaluate(width) == 320
        page.locator("tbody th a").nth(7).click()
        assert page.evaluate(width) == 320
        assert page.locator(".app-edition").count() == 3
