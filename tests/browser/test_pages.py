"""Every kind of page, in a browser: its layout, its accessibility, without JavaScript, on paper."""

from __future__ import annotations

import argparse
import io
import re
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from PIL import Image
from playwright.sync_api import Browser, Page, Request

from archive.document import DocumentKind, Status
from indexer.library import Library
from tests.browser.conftest import OpenPage
from tests.conftest import CORPUS
from tests.web.library import (
    CABINET_NEW,
    COUNCIL,
    LICENSING,
    MINUTES,
    OLD_ENTRY,
    OLD_PASSAGE,
    REPORT,
    TAKEN_DOWN_PASSAGE,
    TAKEN_DOWN_VERSION,
)
from web.command import inspect

AXE = Axe.from_file(Path(__file__).parent / "axe.min.js")
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22a", "wcag22aa", "best-practice"]

EXCHANGE = MINUTES.passages[2].id
MOTION = COUNCIL.passages[2].id
ROW = REPORT.passages[1].id
SLUG = "children-schools-and-families-scrutiny-committee"
PICKS = f"pick={EXCHANGE}&pick={ROW}&pick={MOTION}&pick={OLD_PASSAGE.id}"
FULL = "&".join(f"pick={number}" for number in range(100))
PAGES = {
    "home": "/",
    "answer": "/search?q=what+about+neglect",
    "table rows": "/search?q=neglect&passage=table-row&from=2024&to=2024",
    "motions and scans": "/search?q=shelter*+OR+green+OR+fountain",
    "copies": "/search?q=school",
    "page 2": "/search?q=parking&page=2",
    "nothing found": "/search?q=zebra&committee=Cabinet",
    "an answer to a question": "/search?q=what+have+partners+learnt,+officers",
    "a question without an answer": "/search?q=what+school",
    "spelling and period": "/search?q=negelct+parking+in+2023-24",
    "silence": "/search?q=why+parking",
    "silence above hits": "/search?q=how+parking",
    "silence and committee in Welsh": "/cy/search?q=how+parking+in+cabinet+2023-24",
    "every mention": "/search?q=neglect&mode=every",
    "mentions by year": "/search?q=asked&mode=every",
    "by meeting": "/search?q=what+about+neglect&group=meeting",
    "in Welsh": "/cy/search?q=what+about+neglect&group=meeting&committee=Cabinet",
    "mentions in Welsh": "/cy/search?q=asked&mode=every",
    "no mention": "/search?q=zebra&mode=every",
    "reader": f"/documents/{MINUTES.document.id}?passage={EXCHANGE}&q=neglect",
    "report": f"/documents/{REPORT.document.id}?passage={ROW}&q=neglect",
    "attendance and deletions": f"/documents/{COUNCIL.document.id}?passage={MOTION}&q=shelter*",
    "cut short": f"/documents/{LICENSING.document.id}",
    "motion": f"/passages/{MOTION}",
    "headless row": f"/passages/{COUNCIL.passages[-1].id}",
    "older version": f"/documents/{CABINET_NEW.document.id}?version={OLD_ENTRY.provenance.sha256[:12]}",
    "passage": f"/passages/{EXCHANGE}",
    "row": f"/passages/{ROW}",
    "superseded": f"/passages/{OLD_PASSAGE.id}",
    "at a match": f"/documents/{MINUTES.document.id}?q=neglect#match-2",
    "changes": f"/documents/{CABINET_NEW.document.id}/changes",
    "verified passage": f"/documents/{MINUTES.document.id}/verify?passage={EXCHANGE}",
    "quotation that departs": f"/documents/{MINUTES.document.id}/verify?quotation=There+were+none+at+all",
    "committees": "/committees",
    "committee": f"/committees/{SLUG}",
    "meetings": "/meetings?year=2024",
    "meeting": f"/meetings/{SLUG}/2024-12-10",
    "meeting with decisions": "/meetings/full-council/2025-05-08",
    "decisions": "/decisions",
    "decisions with picks": f"/decisions?{PICKS}",
    "no decisions": "/decisions?year=1999",
    "open questions": "/unanswered",
    "reports": "/reports",
    "people": "/people",
    "person": "/people/a-okafor",
    "additions": "/recent",
    "decisions in Welsh": "/cy/decisions",
    "about": "/about",
    "accessibility": "/accessibility",
    "privacy": "/privacy",
    "programs": "/api",
    "programs in Welsh": "/cy/api",
    "taken down": f"/passages/{TAKEN_DOWN_PASSAGE}",
    "version taken down": f"/documents/{REPORT.document.id}?version={TAKEN_DOWN_VERSION}",
    "empty briefing": "/briefing",
    "briefing with passages taken down": f"/briefing?pick={EXCHANGE}&pick={TAKEN_DOWN_PASSAGE}",
    "briefing too long": f"/briefing?pick={EXCHANGE}&note.{EXCHANGE}={'x' * 520}&briefing.title={'t' * 210}",
    "briefing emptied": f"/briefing?pick={EXCHANGE}&briefing.do=clear",
    "passage picked": f"/documents/{MINUTES.document.id}?passage={EXCHANGE}&q=neglect&pick={EXCHANGE}",
    "briefing": f"/briefing?{PICKS}&note.{ROW}=Ask+why&briefing.title=On+neglect&pick=gone",
    "briefing in Welsh": f"/cy/briefing?{PICKS}",
    "grouped briefing": f"/briefing?{PICKS}&briefing.by=meeting",
    "results with picks": f"/search?q=neglect&{PICKS}",
    "silence with picks": f"/search?q=why+parking&{PICKS}",
    "passage with picks": f"/passages/{ROW}?{PICKS}",
    "full briefing": f"/search?q=neglect&{FULL}",
    "too many picks": f"/?{FULL}&pick=more",
    "404": "/nothing",
    "422": "/decisions?year=soon",
    "dates that cannot be used": "/search?q=neglect&from=soon&to=31/02/2024",
    "date that cannot be used, in Welsh": "/cy/search?q=neglect&from=2024&to=2022",
    "nothing asked": "/search",
    "long question": f"/search?q={'neglect+of+parking+' * 90}",
    "front page in Welsh": "/cy/",
    "accessibility in Welsh": "/cy/accessibility",
    "changes in Welsh": f"/cy/documents/{CABINET_NEW.document.id}/changes",
    "reader in Welsh": f"/cy/documents/{MINUTES.document.id}",
}
WIDTHS = (1280, 320)


def overflow(page: Page) -> int:
    return int(
        page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
    )


def check(page: Page, address: str) -> None:
    page.goto(address, wait_until="load")
    options = {"runOnly": {"type": "tag", "values": RULES}}
    violations = AXE.run(page, options=options).response["violations"]

    assert [(v["id"], [n["html"] for n in v["nodes"]]) for v in violations] == []
    assert overflow(page) <= 0


@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize("name", PAGES)
def test_no_page_fails_an_accessibility_rule(
    open_page: OpenPage, site: str, name: str, width: int
) -> None:
    with open_page(width=width) as page:
        check(page, site + PAGES[name])


SAMPLE_PAGES = {
    "draft": "/documents/{draft}",
    "minutes that took a draft's place": "/documents/{final}",
    "draft beside these": "/documents/{final}/changes?draft={draft}",
    "meeting with a draft": "/meetings/housing-and-environment-scrutiny-committee/2024-04-18",
    "report across the years": "/reports/larkmere-safeguarding-adults-board-annual-report",
    "section across the years": "/reports/larkmere-safeguarding-adults-board-annual-report/foreword",
    "answer in doubt": "/search?q=gender+pay+gap",
    "nothing under filters": "/search?q=damp&committee=Children+and+Learning+Scrutiny+Committee",
    "count of a question": "/search?q=how+many+households+were+in+temporary+accommodation&mode=every",
}
"""States that only real papers bring about."""


@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize("name", SAMPLE_PAGES)
def test_no_page_of_the_sample_fails_an_accessibility_rule(
    open_page: OpenPage, sample_site: str, sample_library: Library, name: str, width: int
) -> None:
    minutes = [
        entry
        for entry in sample_library.entries()
        if str(entry.date) == "2024-04-18" and entry.kind is DocumentKind.MINUTES
    ]
    (draft,) = (entry.id for entry in minutes if entry.status is Status.DRAFT)
    (final,) = (entry.id for entry in minutes if entry.status is not Status.DRAFT)
    with open_page(width=width) as page:
        check(page, sample_site + SAMPLE_PAGES[name].format(draft=draft, final=final))


def test_a_table_wider_than_the_screen_shows_that_it_goes_on(
    open_page: OpenPage, sample_site: str, sample_library: Library
) -> None:
    budget = next(e for e in sample_library.entries() if "cabinet-2025" in e.provenance.file)
    with open_page(width=320) as page:
        page.goto(f"{sample_site}/documents/{budget.id}")
        table = page.locator(".app-table").first
        seen = []
        for scrolled in (0, 9999):
            table.evaluate("(table, to) => { table.scrollLeft = to }", scrolled)
            picture = Image.open(io.BytesIO(table.screenshot())).convert("L")
            row = picture.crop((0, 4, picture.width, 5)).tobytes()
            seen.append((row[2], row[-3]))

    assert seen[0][0] > 250 > 200 > seen[0][1]
    assert seen[1][0] < 200 < 250 < seen[1][1]


def test_every_stop_of_the_keyboard_in_a_document_is_seen(open_page: OpenPage, site: str) -> None:
    with open_page(width=1280) as page:
        page.goto(f"{site}/documents/{MINUTES.document.id}", wait_until="load")
        seen = set()
        for _ in range(60):
            page.keyboard.press("Tab")
            name, width, opacity = page.evaluate(
                "() => { const e = document.activeElement; const s = getComputedStyle(e);"
                " return [e.className, e.getBoundingClientRect().width, Number(s.opacity)] }"
            )
            seen.add(name.split(" ")[0])
            assert width > 0 and opacity == 1, name

        assert "app-permalink" in seen


def test_every_page_says_the_same_without_javascript(open_page: OpenPage, site: str) -> None:
    with open_page(width=320) as with_script, open_page(width=320, javascript=False) as without:
        for name, address in PAGES.items():
            with_script.goto(site + address, wait_until="load")
            without.goto(site + address, wait_until="load")
            said = re.sub(
                r"\nCopy the \w+$", "", with_script.locator("main").inner_text(), flags=re.M
            )
            assert without.locator("main").inner_text() == said, name


@pytest.mark.parametrize("width", WIDTHS)
def test_the_search_box_leaves_room_to_type(open_page: OpenPage, site: str, width: int) -> None:
    with open_page(width=width) as page:
        page.goto(site)
        box = page.locator("#q").bounding_box()
        button = page.locator(".app-search__button").bounding_box()

        assert box and button
        if width == 320:  # no room beside it
            assert box["width"] == 290 and button["y"] >= box["y"] + box["height"] + 4
        else:
            assert box["width"] > 1.5 * button["width"]
            assert abs(box["y"] - button["y"]) < 4


@pytest.mark.parametrize("javascript", [True, False])
def test_a_mistake_leads_to_its_field(open_page: OpenPage, site: str, javascript: bool) -> None:
    with open_page(width=320, javascript=javascript) as page:
        page.goto(f"{site}/search?q=neglect")
        page.get_by_role("checkbox", name="Minutes").check()
        page.get_by_role("textbox", name="To").fill("yesterday")
        page.get_by_role("button", name="Apply").click()
        page.get_by_role("link", name="“To” must be a real date").click()
        field = page.locator("#to")

        assert field.input_value() == "yesterday"
        assert field.bounding_box()["y"] < 800  # type: ignore[index]
        assert page.get_by_role("checkbox", name="Minutes").is_checked()
        if javascript:
            assert page.locator(":focus").get_attribute("id") == "to"
        field.fill("2026")
        field.press("Enter")
        page.get_by_text("There is a problem").wait_for(state="detached")
        assert page.locator("#to").input_value() == "31/12/2026"


def test_the_contents_of_a_document_are_never_cut_off(open_page: OpenPage, site: str) -> None:
    for width, beside in ((1280, True), (320, False)):
        with open_page(width=width, javascript=False) as page:
            page.goto(f"{site}/documents/{MINUTES.document.id}")
            above = page.locator(".app-reader__contents")
            assert page.locator(".app-reader__outline").is_visible() is beside
            assert above.is_visible() is not beside
            if not beside:
                assert not above.get_by_role("link").first.is_visible()
                above.locator("summary").click()
                held = above.locator(".app-outline")
                assert held.get_by_role("link").first.is_visible()
                assert held.evaluate("e => e.scrollHeight - e.clientHeight") <= 0


def test_a_search_by_keyboard_alone(open_page: OpenPage, site: str) -> None:
    with open_page() as page:
        page.goto(site)
        page.keyboard.press("Tab")
        assert page.locator(":focus").inner_text() == "Skip to main content"
        page.keyboard.press("Enter")
        page.keyboard.press("Tab")
        assert page.locator(":focus").get_attribute("id") == "q"
        page.keyboard.type("neglect")
        page.keyboard.press("Enter")
        page.wait_for_url("**/search?q=neglect*")
        first = page.locator(".app-hit__heading a").first.get_attribute("href")
        for _ in range(30):
            page.keyboard.press("Tab")
            focused = page.locator(":focus")
            outline = focused.evaluate(
                "e => { const s = getComputedStyle(e.matches('input[type=checkbox],input[type=radio]')"
                " ? e.nextElementSibling : e, e.matches('input[type=checkbox],input[type=radio]')"
                " ? '::before' : null); return s.outlineStyle + s.boxShadow + s.backgroundColor }"
            )
            assert outline != "nonenonergba(0, 0, 0, 0)", "the focus cannot be seen"
            if focused.get_attribute("href") == first:
                break
        else:
            pytest.fail("the first result was not reached by keyboard")
        page.keyboard.press("Enter")
        page.wait_for_url("**/documents/**")
        assert page.locator(".app-shown").first.is_visible()


@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize("javascript", [True, False])
def test_a_result_opens_at_its_passage(
    open_page: OpenPage, site: str, width: int, javascript: bool
) -> None:
    with open_page(width=width, javascript=javascript) as page:
        page.goto(f"{site}/search?q=parking&page=3")
        page.locator(".app-hit__heading a").last.click()
        page.wait_for_url("**/documents/**")
        shown = page.locator(".app-shown").first.bounding_box()

        assert shown
        assert 0 <= shown["y"] <= 700
        assert page.locator(".app-shown mark").first.inner_text() == "parking"


def test_paper_has_the_results_and_not_the_controls(open_page: OpenPage, site: str) -> None:
    with open_page() as page:
        page.goto(site + PAGES["answer"])
        page.emulate_media(media="print")

        assert page.locator(".app-hit").count() == page.locator(".app-hit:visible").count() > 0
        for shown in (".app-answer", ".app-hit__citation >> nth=0", ".app-searched", ".app-paper"):
            assert page.locator(shown).is_visible(), shown
        for hidden in (".app-search", ".app-filters", ".app-footer", ".app-key:has(mark)"):
            assert not page.locator(hidden).is_visible(), hidden
        page.goto(site + PAGES["reader"])
        assert page.locator(".app-reader__text").is_visible()
        for hidden in (".app-sought", ".app-reader__contents", ".app-reader__outline"):
            assert not page.locator(hidden).is_visible(), hidden
        page.goto(site + PAGES["decisions"])
        for hidden in (".app-narrow", ".app-picks"):
            assert not page.locator(hidden).is_visible(), hidden
        page.goto(site + PAGES["reader"])
        page.emulate_media(media="screen")
        assert page.locator(".app-sought").is_visible()
        assert not page.locator(".app-paper").is_visible()


def test_the_nearest_sentence_is_told_apart_without_colour(open_page: OpenPage, site: str) -> None:
    with open_page() as page:
        page.emulate_media(forced_colors="active")
        page.goto(f"{site}/search?q=neglect")
        sentence = page.locator(".app-hit .app-sentence").first
        bar, line, width = sentence.evaluate(
            "e => { const s = getComputedStyle(e);"
            " return [s.borderLeftStyle + s.borderLeftWidth, s.textDecorationLine, e.offsetWidth] }"
        )

        assert (bar, line) == ("solid3px", "underline") and width > 100
        assert sentence.locator("mark").first.is_visible()


def test_a_list_is_downloaded_as_a_file(open_page: OpenPage, site: str, tmp_path: Path) -> None:
    with open_page(javascript=False) as page:
        page.goto(f"{site}/search?q=neglect&mode=every")
        with page.expect_download() as download:
            page.get_by_role("link", name="Download all 6 passages").click()
        download.value.save_as(tmp_path / "found.csv")

        name = download.value.suggested_filename
        assert re.fullmatch(r"passages-neglect-\d{4}-\d\d-\d\d\.csv", name)
        assert (tmp_path / "found.csv").read_bytes().count(b"\r\n") == 7


def test_from_every_mention_to_the_best_match_and_back(open_page: OpenPage, site: str) -> None:
    with open_page(javascript=False) as page:
        page.goto(f"{site}/search?q=neglect")
        page.get_by_label("Every mention").check()
        page.get_by_role("button", name="Apply").click()
        assert page.locator("h1").inner_text() == "6 passages mention “neglect”"
        assert page.get_by_label("Newest first").is_checked()
        page.get_by_label("Words and meaning").check()
        page.get_by_role("button", name="Apply").click()
        assert page.get_by_label("Best match").is_checked()


def test_a_citation_is_copied_whole(open_page: OpenPage, site: str) -> None:
    with open_page() as page:
        page.context.grant_permissions(["clipboard-read", "clipboard-write"])
        page.goto(site + PAGES["passage"])
        page.get_by_role("button", name="Copy").first.click()
        page.get_by_text("Copied", exact=True).wait_for()
        copied = page.evaluate("navigator.clipboard.readText()")

        assert copied == page.locator("#citation").inner_text().strip()
        page.locator("#quotation").click()
        assert page.evaluate("getSelection().toString()").startswith("“Officers said")


def test_the_printed_page_is_shown_with_the_marks_over_it(
    open_page: OpenPage, sample_site: str, sample_library: Library
) -> None:
    """On a wide screen and a narrow one, without JavaScript, in forced colours and on paper."""
    paper = next(e for e in sample_library.entries() if e.provenance.file.endswith("-scan.pdf"))
    passage = sample_library.passages(paper.id)[-1].id
    for width in (1280, 320, 800):
        with open_page(width=width, javascript=False) as page:
            page.emulate_media(
                forced_colors="active" if width == 320 else "none",
                media="print" if width == 800 else "screen",
            )
            page.goto(f"{sample_site}/passages/{passage}")
            picture = page.locator(".app-print img").first
            picture.scroll_into_view_if_needed()
            page.wait_for_function("document.querySelector('.app-print img').naturalWidth > 0")
            box, marks = picture.bounding_box(), page.locator(".app-print svg").first.bounding_box()
            fill = page.locator(".app-print__bar").first.evaluate("e => getComputedStyle(e).fill")

            assert box and marks and 0 < box["width"] < width
            assert all(abs(box[side] - marks[side]) < 1 for side in ("x", "y", "width", "height"))
            assert fill == "rgb(181, 129, 5)"
            assert overflow(page) <= 0


def test_one_steps_from_match_to_match_by_keyboard(open_page: OpenPage, site: str) -> None:
    with open_page(javascript=False) as page:
        page.goto(f"{site}/documents/{MINUTES.document.id}?q=neglect")
        steps = page.locator(".app-match__steps")
        assert not any(each.is_visible() for each in steps.all())
        page.get_by_role("link", name="Go to the first match").click()
        for number in (1, 2):
            assert (
                page.locator(".app-match__steps:visible")
                .inner_text()
                .startswith(f"Match {number} of ")
            )
            page.keyboard.press("Tab")
            assert page.locator(":focus").inner_text() == "Next match"
            page.keyboard.press("Enter")
        assert page.url.endswith("#match-3")


def bytes_asked(browser: Browser, address: str) -> list[int]:
    """Of each answer that a page takes, as it goes over the wire, without the pictures of pages."""
    asked: list[Request] = []

    def heard(request: Request) -> None:
        asked.append(request)

    page = browser.new_page()
    page.on("requestfinished", heard)
    page.goto(address, wait_until="networkidle")
    sizes = [r.sizes()["responseBodySize"] for r in asked if ".webp" not in r.url]
    page.close()
    return sizes


def test_a_first_view_is_light(browser: Browser, sample_site: str, sample_library: Library) -> None:
    paper = next(e for e in sample_library.entries() if e.provenance.file.endswith("-draft.pdf"))
    passage = sample_library.passages(paper.id)[4].id
    for address in (
        "/",
        "/search?q=what+was+said+about+damp",
        "/search?q=damp&mode=every",
        "/decisions",
        f"/passages/{passage}",
        f"/documents/{paper.id}?passage={passage}&q=homes",
    ):
        sizes = bytes_asked(browser, sample_site + address)

        assert len(sizes) <= 8 and sum(sizes) <= 60_000, sizes


def test_forced_colours_keep_the_bar_beside_the_passage(open_page: OpenPage, site: str) -> None:
    with open_page() as page:
        page.emulate_media(forced_colors="active")
        page.goto(site + PAGES["reader"])
        bar = page.locator(".app-shown").first.evaluate(
            "e => { const s = getComputedStyle(e, '::before'); return [s.width, s.backgroundColor] }"
        )

        assert bar[0] == "5px"
        assert bar[1] not in ("rgb(255, 255, 255)", "rgba(0, 0, 0, 0)")


def test_who_voted_how_opens_by_keyboard_and_is_printed(open_page: OpenPage, site: str) -> None:
    with open_page(javascript=False) as page:
        page.goto(site + PAGES["motion"])
        names = page.locator(".app-rolls")
        assert not names.is_visible()
        page.locator(".app-votes summary").focus()
        page.keyboard.press("Enter")
        assert names.is_visible() and "E. Ferreira" in names.inner_text()
        page.keyboard.press("Enter")
        page.emulate_media(media="print")
        box = names.bounding_box()

        assert box and box["height"] > 0
        assert page.locator(".app-motion").is_visible()


@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize("name", ["children-2023-04-18.pdf", "adults-2024-10-15.html"])
def test_an_inspection_can_be_looked_at(
    browser: Browser, tmp_path: Path, name: str, width: int
) -> None:
    options = argparse.Namespace(
        file=CORPUS / "larkmere" / name, html=tmp_path, json=False, full=False
    )
    assert inspect.run(options) == 0
    page = browser.new_page(viewport={"width": width, "height": 800})
    page.goto((tmp_path / "index.html").as_uri())
    found = AXE.run(page, options={"runOnly": {"type": "tag", "values": RULES}}).response

    assert [(v["id"], [n["html"] for n in v["nodes"]]) for v in found["violations"]] == []
    assert overflow(page) <= 0
    for picture in page.locator(".picture").all():
        box, drawing = picture.locator("img").bounding_box(), picture.locator("svg").bounding_box()
        assert box and drawing
        assert all(abs(box[side] - drawing[side]) < 1 for side in ("x", "y", "width", "height"))
    page.close()


def test_filters_are_two_stops_away_and_applying_them_leads_to_what_is_found(
    open_page: OpenPage, site: str
) -> None:
    with open_page(javascript=False) as page:
        page.goto(f"{site}/search?q=neglect")
        page.keyboard.press("Tab")
        page.keyboard.press("Tab")
        skip = page.locator(":focus")
        assert skip.inner_text() == "Skip to filters and sorting"
        box = skip.bounding_box()
        assert box and box["width"] > 100
        page.keyboard.press("Enter")
        page.keyboard.press("Tab")
        assert page.evaluate("document.activeElement.name") == "sort"
        page.get_by_role("button", name="Apply").click()
        page.wait_for_url("**#results")
        assert page.evaluate("document.activeElement.id") == "results"


def test_adding_a_passage_lands_at_what_says_so(open_page: OpenPage, site: str) -> None:
    with open_page(javascript=False) as page:
        page.goto(
            f"{site}/documents/{MINUTES.document.id}?passage={EXCHANGE}&q=neglect#p-{EXCHANGE}"
        )
        page.wait_for_function(f"document.activeElement.id === 'p-{EXCHANGE}'")  # a moment later
        page.keyboard.press("Tab")
        assert page.locator(":focus").inner_text() == "Add to briefing"
        page.keyboard.press("Enter")
        page.wait_for_url("**pick=**")
        assert page.evaluate("document.activeElement.innerText").startswith("In the briefing")
        assert page.locator(".app-tools").get_by_text("View the briefing").is_visible()

        page.goto(f"{site}/search?q=neglect")
        page.locator("input[name=pick]").first.check()
        page.get_by_role("button", name="Add ticked passages").click()
        page.wait_for_url("**#picked")
        held = page.locator("#picked")
        assert held.inner_text().startswith("In the briefing: 1 passage")
        assert page.evaluate("document.activeElement.id") == "picked"
