"""A briefing from its picks: what every address carries, what the page shows, and what is refused."""

from __future__ import annotations

import re
from html import unescape
from urllib.parse import parse_qsl, urlencode, urlsplit

import pytest
from hypothesis import given
from hypothesis import strategies as st
from starlette.datastructures import QueryParams
from starlette.testclient import TestClient

from indexer.passage import Passage
from tests.web.library import (
    COUNCIL,
    MINUTES,
    OLD_PASSAGE,
    REPORT,
    TAKEN_DOWN_PASSAGE,
    MemoryLibrary,
)
from tests.web.test_api import mismatches
from web.app import create_app
from web.briefing.contract import BriefingBody
from web.briefing.selection import (
    LONGEST_NOTE,
    LONGEST_TITLE,
    MOST,
    MOST_NOTES,
    Grouping,
    Selection,
    read_selection,
)
from web.errors import BadParameter
from web.site import SiteSettings

EXCHANGE, RESOLUTION = MINUTES.passages[2], MINUTES.passages[5]
MOTION, ROW = COUNCIL.passages[2], REPORT.passages[1]
PICKS = f"pick={EXCHANGE.id}&pick={ROW.id}"


def links(page: str) -> list[str]:
    return [unescape(link) for link in re.findall(r'href="([^"]+)"', page)]


def picks(address: str) -> list[str]:
    return [value for name, value in parse_qsl(urlsplit(address).query) if name == "pick"]


def order(page: str) -> list[str]:
    return re.findall(r'<section class="app-quoted" id="quotation-(\w+)"', page)


@pytest.mark.parametrize(
    "address",
    ["/?", "/search?q=neglect&", "/search?q=parking&page=2&", "/committees?", "/meetings?year=2024&",
     f"/passages/{MOTION.id}?", f"/documents/{MINUTES.document.id}?q=neglect&", "/about?", "/nothing?",
     "/cy/search?q=neglect&", "/briefing?"],
)  # fmt: skip
def test_every_link_to_a_page_carries_what_is_picked(client: TestClient, address: str) -> None:
    page = client.get(f"{address}{PICKS}&note.{ROW.id}=Ask+why").text
    within = [link for link in links(page) if link.startswith("/")]
    to_files = r"/api/|/documents/\w+/original|[^?]*\.(?!docx|md|csv\?pick|json)\w+"
    pages = [link for link in within if not re.match(to_files, link)]
    changed = [link for link in pages if picks(link) != [EXCHANGE.id, ROW.id]]

    assert pages
    assert all(f"note.{ROW.id}=Ask+why" in link for link in pages if link not in changed)
    # The others are there to change the selection, by one passage.
    assert all(len({EXCHANGE.id, ROW.id} ^ set(picks(link))) < 2 for link in changed)
    assert len(changed) < len(pages) / 2
    canonical = re.search(r'<link rel="canonical" href="([^"]+)"', page)
    assert canonical is None or not re.search("pick|note", canonical[1])


def test_nothing_is_carried_while_nothing_is_picked(client: TestClient) -> None:
    page = client.get("/search?q=neglect&briefing.title=Alone").text

    assert "app-picked" not in page
    own = [link for link in links(page) if "briefing.title" in link]
    assert own == [
        f"{prefix}/search?q=neglect&briefing.title=Alone" for prefix in ("", "/cy", "/cy")
    ]


def test_ticked_passages_come_after_those_picked_before(client: TestClient) -> None:
    page = client.get(f"/search?q=neglect&sort=newest&{PICKS}").text
    form = re.search(
        r'<form id="picks" action="/search#picked" method="get">(.*?)</form>', page, re.S
    )
    assert form
    fields = re.findall(r'name="([^"]+)" value="([^"]+)"', form[1])
    boxes = re.findall(
        r'form="picks" id="pick-\w+" name="pick" type="checkbox" value="(\w+)"', page
    )

    assert fields == [("q", "neglect"), ("sort", "newest"), ("pick", EXCHANGE.id), ("pick", ROW.id)]
    assert page.index('id="picks"') < page.index('form="picks"')
    assert RESOLUTION.id in boxes and not {EXCHANGE.id, ROW.id} & set(boxes)
    assert page.count("In the briefing") == 2
    assert "Briefing: 2 passages" in page and 'content="noindex"' in page


def test_a_passage_is_added_and_removed_where_it_is_read(client: TestClient) -> None:
    page = client.get(f"/passages/{MOTION.id}?{PICKS}").text
    (add,) = (link for link in links(page) if MOTION.id in picks(link))
    assert picks(add) == [EXCHANGE.id, ROW.id, MOTION.id]
    added = client.get(add).text
    assert "Remove from briefing" in added and "Briefing: 3 passages" in added
    reader = f"/documents/{MINUTES.document.id}?passage={RESOLUTION.id}&q=neglect"
    (add,) = (link for link in links(client.get(reader).text) if "pick=" in link)

    assert add == f"{reader}&pick={RESOLUTION.id}#p-{RESOLUTION.id}"
    assert "Remove from briefing" in client.get(add).text


def test_a_citation_to_copy_holds_no_picks(client: TestClient) -> None:
    page = client.get(f"/passages/{MOTION.id}?{PICKS}").text
    copied = re.search(r'id="citation"[^>]*>([^<]+)<', page)

    assert copied and copied[1].endswith(f"http://testserver/passages/{MOTION.id}")


def test_the_page_shows_each_passage_with_its_place(client: TestClient) -> None:
    page = client.get(
        f"/briefing?{PICKS}&pick={MOTION.id}&note.{ROW.id}=Ask+%3Cwhy%3E&briefing.title=On+%26+off"
    ).text
    seen = re.sub(r"\s+", " ", page)

    assert order(page) == [EXCHANGE.id, ROW.id, MOTION.id]
    assert '<h1 class="govuk-heading-l app-briefing__title">On &amp; off</h1>' in page
    assert (
        "1. Safeguarding annual report" in seen
        and "A Member asked what partners had learnt" in seen
    )
    assert "Ask &lt;why&gt;" in page and "<why>" not in page
    assert "Retrieved 20 January 2025." in seen and "Carried" not in seen
    assert (
        "the archive held 6 documents dated 7 March 2023 to 2 June 2025, among them the papers of 4 meetings"
        in seen
    )
    assert "1 more document could not be read" in seen
    assert "Words struck through in the source are left out." in seen
    assert REPORT.document.entry.provenance.source_url + "#page=3" in links(page)
    assert "app-picked" not in page  # the bar: the page is the briefing itself


def pressed(page: str, button: str, **typed: str) -> str:
    """The address that the briefing's form asks for by a button, with what is typed in its fields."""
    fields = re.findall(r'<input type="hidden" name="(pick)" value="([^"]*)">', page)
    fields += re.findall(r'<input[^>]* name="(briefing.title)" type="text" value="([^"]*)"', page)
    fields += re.findall(r'<textarea[^>]* name="([^"]+)"[^>]*>\n([^<]*)</textarea>', page)
    values = {name: unescape(value) for name, value in fields if name != "pick"} | typed
    asked = [(name, value) for name, value in fields if name == "pick"]
    change = re.search(
        rf'<button type="submit"[^>]* name="briefing.do" value="([^"]+)" formaction="([^"]+)">{button}',
        page,
    )
    assert change, button
    return f"/briefing?{urlencode([*asked, *values.items(), ('briefing.do', change[1])])}"


@pytest.mark.parametrize(
    ("button", "left"),
    [
        ("Move up<span[^>]*>: quotation 2", (ROW, EXCHANGE, MOTION)),
        ("Move down<span[^>]*>: quotation 2", (EXCHANGE, MOTION, ROW)),
        ("Remove<span[^>]*>: quotation 1", (ROW, MOTION)),
    ],
)
def test_each_button_carries_what_is_typed(
    client: TestClient, button: str, left: tuple[Passage, ...]
) -> None:
    page = client.get(f"/briefing?{PICKS}&pick={MOTION.id}").text
    note = {f"note.{ROW.id}": "Just typed\n& not saved", "briefing.title": "New"}
    changed = client.get(pressed(page, button, **note)).text

    assert order(changed) == [each.id for each in left]
    assert "Just typed\n&amp; not saved</textarea>" in changed and 'value="New"' in changed
    carried = [link for link in links(changed) if link.startswith("/briefing.docx?")]
    assert picks(carried[0]) == [each.id for each in left] and "Just+typed" in carried[0]
    assert "briefing.do=" not in "".join(carried)


def test_what_was_removed_comes_back_by_undo(client: TestClient) -> None:
    before = client.get(f"/briefing?{PICKS}&note.{ROW.id}=Why&briefing.title=On").text
    for button, said in (
        ("Remove<span[^>]*>: quotation 2", "1 passage was removed from the briefing."),
        ("Remove all", "2 passages were removed from the briefing, with its title and its notes."),
    ):
        page = client.get(pressed(before, button)).text
        undo = re.search(r'<a class="govuk-link" href="([^"]+)">Undo</a>', page)
        assert said in page and undo
        again = client.get(unescape(undo[1])).text
        assert order(again) == [EXCHANGE.id, ROW.id] and "Why</textarea>" in again
        assert "Undo" not in again and 'value="On"' in again
    assert order(page) == [] and "pick=" not in re.sub(r"<a [^>]*>Undo", "", main_of(page))


def main_of(page: str) -> str:
    return page.partition("<main")[2].partition("</main>")[0]


def test_a_quotation_moves_past_what_is_gone(client: TestClient) -> None:
    """A passage that was taken down stands between two: it takes one step to pass it, and is not seen."""
    asked = f"pick={TAKEN_DOWN_PASSAGE}&pick={ROW.id}&pick=gone&pick={MOTION.id}"
    page = client.get(f"/briefing?{asked}").text

    assert not re.search(r"Move up<span[^>]*>: quotation 1", page)
    assert not re.search(r"Move down<span[^>]*>: quotation 2", page)
    moved = client.get(pressed(page, r"Move up<span[^>]*>: quotation 2")).text
    assert order(moved) == [MOTION.id, ROW.id]


@pytest.mark.parametrize("change", ["fly", "move:x:a", "remove:", "clear:all", "move:99999:a"])
def test_a_change_that_no_button_asks_for_is_refused(client: TestClient, change: str) -> None:
    answer = client.get(f"/briefing?{PICKS}&briefing.do={change}")

    assert answer.status_code == 422 and "Press a button of the briefing’s page" in answer.text


def test_notes_that_are_too_long_come_back_to_be_shortened(client: TestClient) -> None:
    long = "y" * (LONGEST_NOTE + 14)
    asked = f"{PICKS}&note.{ROW.id}={long}&briefing.title={'t' * (LONGEST_TITLE + 1)}"
    answer = client.get(f"/briefing?{asked}")
    page = answer.text

    assert answer.status_code == 422 and "govuk-error-summary" in page
    assert "<title>Error:" in page
    assert (
        '<a href="#note-2">Note to quotation 2: Give at most 500 characters: 514 were given, '
        "14 too many.</a>" in page
    )
    assert 'href="#briefing-title"' in page and "201 were given, 1 too many" in page
    assert f"{long}</textarea>" in page and order(page) == [EXCHANGE.id, ROW.id]
    assert re.search(r'<details class="[^"]+" open>', page)
    # Taking the passage away takes away what was wrong with it.
    shorter = client.get(
        pressed(page, r"Remove<span[^>]*>: quotation 2", **{"briefing.title": "t"})
    )
    assert shorter.status_code == 200 and order(shorter.text) == [EXCHANGE.id]


def test_one_tick_too_many_leaves_the_page_where_it_was(client: TestClient) -> None:
    asked = "&".join(f"pick={n}" for n in range(MOST + 3))
    for page in ("/search?q=neglect", "/briefing?x=1"):
        answer = client.get(f"{page}&{asked}")
        assert answer.status_code == 422
        assert "holds at most 100 passages: 103 were picked, 3 too many" in answer.text
        (briefing, *_) = [link for link in links(answer.text) if link.startswith("/briefing?pick")]
        assert len(picks(briefing)) == MOST
    assert client.get(f"/briefing.docx?{asked}").status_code == 422


def test_the_page_is_no_search_and_its_headings_say_where_words_stand(client: TestClient) -> None:
    page = client.get(f"/briefing?{PICKS}").text
    grouped = client.get(f"/briefing?{PICKS}&briefing.by=meeting").text
    where = '<span class="app-quoted__where">Children, Schools and Families Scrutiny Committee, 1'

    assert "aria-current" not in page.partition("<main")[0]
    assert page.count(where) == 2 and where not in grouped


@pytest.mark.parametrize(("title", "part"), [("", ""), ("On+neglect", "-on-neglect")])
def test_a_checksum_list_is_saved_under_the_name_that_the_readme_gives(
    client: TestClient, title: str, part: str
) -> None:
    answer = client.get(f"/briefing-checksums.json?{PICKS}&briefing.title={title}")

    assert answer.headers["content-disposition"].endswith(f'"briefing{part}-checksums.json"')


def test_passages_stand_by_committee_and_date(client: TestClient) -> None:
    asked = f"/briefing?pick={MOTION.id}&{PICKS}&pick={OLD_PASSAGE.id}&briefing.by=meeting"
    page = client.get(asked).text
    headings = re.findall(r'app-briefing__group">([^<]+)<', page)

    assert headings == [
        "Cabinet, 7 March 2023",
        "Children, Schools and Families Scrutiny Committee, 15 October 2024",
        "Children, Schools and Families Scrutiny Committee, 10 December 2024",
        "Full Council, 8 May 2025",
    ]
    assert order(page) == [OLD_PASSAGE.id, ROW.id, EXCHANGE.id, MOTION.id]
    assert "Move up" not in page
    assert "the publisher has replaced it" in page


def test_what_the_archive_does_not_know_is_named(client: TestClient) -> None:
    page = client.get(f"/briefing?pick=gone&{PICKS}").text
    alone = client.get("/briefing?pick=%3Cgone%3E").text

    assert "Passages that the archive does not know" in page and "<li>gone <button" in page
    assert order(page) == [EXCHANGE.id, ROW.id]
    assert "<li>&lt;gone&gt; <button" in alone and "/briefing.docx" not in alone


def test_an_empty_briefing_says_how_to_begin(client: TestClient) -> None:
    page = client.get("/briefing").text

    assert "Search, and tick “Add to briefing”" in page and 'content="noindex"' in page


@pytest.mark.parametrize(
    ("query", "said"),
    [
        (
            "&".join(f"pick={n}" for n in range(MOST + 1)),
            f"holds at most {MOST} passages: 101 were picked, 1 too many",
        ),
        (f"pick={'x' * 65}", "Give at most 64 characters: 65 were given"),
        (f"pick=a&briefing.title={'x' * (LONGEST_TITLE + 1)}", "Give at most 200 characters"),
        (f"pick=a&note.a={'x' * (LONGEST_NOTE + 1)}", "Give at most 500 characters"),
        ("pick=a&briefing.by=luck", "Give one of: own, meeting."),
        ("pick=a&briefing.title=a&briefing.title=b", "Give it once."),
        (
            "&".join(f"pick={n}&note.{n}={'x' * 500}" for n in range(MOST_NOTES // 500 + 1)),
            "Notes hold at most 4,000 characters together",
        ),
    ],
)
def test_what_cannot_be_kept_is_refused_in_words(client: TestClient, query: str, said: str) -> None:
    for page in ("/search", "/briefing", "/briefing.docx"):
        answer = client.get(f"{page}?{query}")
        assert answer.status_code == 422 and said in unescape(answer.text)
        assert "text/html" in answer.headers["content-type"]
    assert client.get(f"/api/briefing?{query}").status_code == 422


def test_a_full_briefing_offers_no_more_boxes(client: TestClient) -> None:
    full = "&".join(f"pick={n}" for n in range(MOST))
    page = client.get(f"/search?q=neglect&{full}").text

    assert "The briefing is full: it holds 100 passages." in page
    assert 'form="picks" id=' not in page
    assert "The briefing is full" in client.get(f"/passages/{MOTION.id}?{full}").text


def test_the_data_keeps_its_contract(client: TestClient) -> None:
    asked = f"/api/briefing?{PICKS}&pick=gone&pick={OLD_PASSAGE.id}&note.{ROW.id}=Why"
    body = client.get(asked).json()

    assert mismatches(body, BriefingBody) == []
    assert [each["passage"] for each in body["quotations"]] == [EXCHANGE.id, ROW.id, OLD_PASSAGE.id]
    assert [each["superseded"] for each in body["quotations"]] == [False, False, True]
    assert body["missing"] == ["gone"] and body["quotations"][1]["note"] == "Why"
    assert body["quotations"][0]["url"] == f"http://testserver/passages/{EXCHANGE.id}"
    assert picks(body["url"]) == [EXCHANGE.id, ROW.id, "gone", OLD_PASSAGE.id]


def test_a_passage_taken_down_is_named_and_the_rest_stands(client: TestClient) -> None:
    asked = f"{PICKS}&pick={TAKEN_DOWN_PASSAGE}"
    page = client.get(f"/briefing?{asked}").text
    body = client.get(f"/api/briefing?{asked}").json()
    text = client.get(f"/briefing.md?{asked}").text
    (told,) = body["taken_down"]

    assert order(page) == [EXCHANGE.id, ROW.id]
    assert "Passages that have been taken down" in page and "does not know" not in page
    assert "Minutes, Cabinet, 4 March 2024. Taken down on 20 January 2025." in page
    assert told["passage"] == TAKEN_DOWN_PASSAGE and told["detail"].startswith("Minutes, Cabinet")
    assert mismatches(body, BriefingBody) == [] and body["missing"] == []
    assert "## Passages that have been taken down" in text and "4 March 2024" in text
    assert client.get(f"/briefing.docx?{asked}").status_code == 200


def test_a_site_without_an_archive_says_so() -> None:
    with TestClient(create_app(None, SiteSettings())) as client:
        assert client.get(f"/briefing?{PICKS}").status_code == 503


ids = st.text("abcdef0123456789", min_size=1, max_size=16)
selections = st.builds(
    lambda passages, title, note, grouping: Selection(
        tuple(passages),
        title.strip(),
        {passages[0]: note.strip()} if note.strip() else {},
        grouping,
    ),
    st.lists(ids, min_size=1, max_size=MOST, unique=True),
    st.text(st.characters(codec="utf-8"), max_size=LONGEST_TITLE),
    st.text(st.characters(codec="utf-8", exclude_characters="\r"), max_size=LONGEST_NOTE),
    st.sampled_from(Grouping),
)


@given(selections)
def test_a_selection_comes_back_from_its_address(selection: Selection) -> None:
    assert read_selection(QueryParams(list(selection.parameters()))) == selection


@given(selections, st.data())
def test_moving_keeps_every_passage_once(selection: Selection, data: st.DataObject) -> None:
    passage = data.draw(st.sampled_from(selection.passages))
    by = data.draw(st.integers(-3, 3))
    moved = selection.moving(passage, by).passages

    assert sorted(moved) == sorted(selection.passages)
    place = min(max(selection.passages.index(passage) + by, 0), len(moved) - 1)
    assert moved[place] == passage


@given(
    st.lists(
        st.tuples(st.sampled_from(["pick", "note.a", "briefing.by", "x"]), st.text(max_size=9))
    )
)
def test_no_query_breaks_the_reading(pairs: list[tuple[str, str]]) -> None:
    try:
        found = read_selection(QueryParams(pairs))
    except BadParameter:
        return
    assert len(set(found.passages)) == len(found.passages)


def test_a_briefing_is_made_of_the_library_alone(
    library: MemoryLibrary, client: TestClient
) -> None:
    client.get(f"/briefing?{PICKS}")

    assert library.searches == 0
