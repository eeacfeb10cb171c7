"""The results page: by meeting or in one list, mentions by year, and facets that stay short."""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import replace
from html import unescape

import pytest
from starlette.testclient import TestClient

from archive.document import DocumentKind
from indexer.results import Filter, Mode, Search, YearCount
from tests.web.library import CABINET, MemoryLibrary, Piece, entry, make
from web.presenters.filters import MOST_OPTIONS, filters_of, in_year
from web.presenters.timeline import MOST_COMMITTEES, MOST_YEARS, TALLEST, timeline_of
from web.search_form import SearchForm
from web.urls import Urls

GROUPED = "/search?q=neglect&group=meeting"


def ids(page: str) -> list[str]:
    return re.findall(r'id="hit-heading-(\w+)"', page)


def test_grouping_shows_the_same_passages_under_their_meetings(client: TestClient) -> None:
    flat, grouped = client.get("/search?q=neglect").text, client.get(GROUPED).text

    assert sorted(ids(grouped)) == sorted(ids(flat))
    headings = re.findall(r'id="meeting-\d+">(.*?)</h3>', grouped)
    assert len(headings) == 2  # minutes of one day, a report of another
    at_meeting = next(heading for heading in headings if "10 December 2024" in heading)
    link = re.search(r'href="([^"]+)"', at_meeting)
    assert link and client.get(link[1]).status_code == 200
    assert "<a" not in next(heading for heading in headings if heading != at_meeting)


def test_grouping_stays_in_every_link_to_results(client: TestClient) -> None:
    page = unescape(client.get("/search?q=parking&group=meeting&page=2&committee=Cabinet").text)
    links = re.findall(r'<a [^>]*href="((?:/cy)?/search\?[^"]*)"', page)

    assert len(links) > 4
    assert [link for link in links if "group=meeting" not in link] == []
    assert re.search(r'id="group-meeting" name="group" type="radio" value="meeting" checked', page)


def test_the_reader_leads_back_to_the_grouped_list(client: TestClient) -> None:
    reader = re.search(r'href="(/documents/[^"#]+)', client.get(GROUPED).text)

    assert reader
    assert f'href="{GROUPED.replace("&", "&amp;")}#result-' in client.get(unescape(reader[1])).text


def test_grouping_changes_no_data(client: TestClient) -> None:
    assert 'href="/api/search?q=neglect"' in client.get(GROUPED).text
    assert client.get("/search?q=neglect&group=both").status_code == 422


def test_every_bar_leads_to_as_many_passages_as_it_says(client: TestClient) -> None:
    page = client.get("/search?q=asked&mode=every").text
    bars = re.findall(
        r'<a class="app-bar__link" href="([^"]+)" aria-label="(\d+) mentions?, \d{4}"', page
    )

    assert len(bars) > 1
    for address, count in bars:
        assert f">{count} passage" in client.get(unescape(address)).text


def test_an_ordinary_list_offers_the_count(client: TestClient) -> None:
    page = client.get("/search?q=parking").text

    assert (
        '<a class="govuk-link" href="/search?q=parking&amp;mode=every">Count every mention' in page
    )
    assert "Count every mention" not in client.get("/search?q=parking&mode=every").text


def test_a_year_without_mentions_keeps_its_place() -> None:
    timeline = timeline_of(
        replace(
            MemoryLibrary().search(Search("parking", mode=Mode.EVERY)),
            timeline=(YearCount("A", "2021", 400), YearCount("B", "2023", 1)),
            total=403,
        ),
        Urls(),
    )

    assert timeline
    assert timeline.years == ("2021", "2022", "2023")
    assert [[cell.count for cell in row.cells] for row in timeline.rows] == [[400, 0, 0], [0, 0, 1]]
    heights = [[bar.height for bar in row.bars] for row in timeline.rows]
    assert heights == [[TALLEST, 0, 0], [0, 0, 2]]  # one scale, and one mention can be seen
    assert [bool(cell.url) for cell in timeline.rows[1].cells] == [False, False, True]
    assert timeline.left_out == "2 passages without a date are not counted here."


def test_a_long_history_is_drawn_in_part_and_told_so() -> None:
    counts = [YearCount(f"C{n}", str(year), 1) for n in range(9) for year in range(2000, 2012)]
    found = MemoryLibrary().search(Search("parking", mode=Mode.EVERY))
    timeline = timeline_of(replace(found, timeline=tuple(counts), total=len(counts)), Urls())

    assert timeline
    assert (len(timeline.rows), len(timeline.drawn)) == (9, MOST_COMMITTEES)
    assert [bar.cell.year for bar in timeline.drawn[0].bars] == [
        str(year) for year in range(2012 - MOST_YEARS, 2012)
    ]
    assert "the years 2004 to 2011. The table has all." in timeline.left_out


@pytest.mark.parametrize("timeline", [(), (YearCount(CABINET, "2023", 25),)])
def test_nothing_to_compare_is_not_drawn(timeline: tuple[YearCount, ...]) -> None:
    found = MemoryLibrary().search(Search("parking", mode=Mode.EVERY))

    assert timeline_of(replace(found, timeline=timeline), Urls()) is None


def test_a_year_goes_no_further_than_the_dates_chosen() -> None:
    chosen = Filter(date_from=dt.date(2024, 5, 1), date_to=dt.date(2026, 1, 1))

    assert in_year(chosen, "2024") == Filter(
        date_from=dt.date(2024, 5, 1), date_to=dt.date(2024, 12, 31)
    )


def test_forty_committees_stay_short_and_a_chosen_one_in_sight() -> None:
    library = MemoryLibrary(
        [
            make(
                entry(f"{n}.txt", f"Minutes {n}", DocumentKind.MINUTES, f"Committee {n:02}", None),
                [Piece("Of parking.")],
            )
            for n in range(40)
        ]
    )
    names = [each.committee for each in library.entries()]
    found = library.search(Search("parking", filter=Filter(committees=("Committee 39",))))
    shown = filters_of(
        library.search(Search("parking")), names, SearchForm(Search("")), Urls()
    ).facets[0]
    chosen = filters_of(found, names, SearchForm(Search("")), Urls()).facets[0]

    assert (len(shown.options), len(shown.rest)) == (MOST_OPTIONS, 40 - MOST_OPTIONS)
    assert chosen.options[0].is_chosen and chosen.options[0].value == "Committee 39"
    assert not any(option.is_chosen for option in chosen.rest)


def test_a_welsh_page_tells_which_words_are_english(client: TestClient) -> None:
    page = client.get("/cy/search?q=neglect").text

    assert '<div class="app-record" lang="en">' in page
    assert 'class="app-hit__heading" lang="en"' in page
    assert '<span class="govuk-visually-hidden" lang="cy">Agosaf at eich cwestiwn: ' in page
    assert ' lang="en"' not in client.get("/search?q=neglect").text


@pytest.mark.parametrize(
    ("query", "heading"),
    [
        ("q=neglect", "darn ar gyfer “neglect”"),
        ("q=neglect&mode=every", "darn yn crybwyll “neglect”"),
        ("q=zebra", "Ni chafwyd dim ar gyfer “zebra”"),
    ],
)
def test_a_welsh_page_counts_in_welsh(client: TestClient, query: str, heading: str) -> None:
    assert heading in client.get(f"/cy/search?{query}").text


@pytest.mark.parametrize(
    ("address", "is_offered"),
    [
        ("/search?q=parking+in+cabinet", True),
        ("/search?q=parking+in+cabinet&committee=Cabinet", False),  # the reader has chosen
        ("/search?q=parking+in+cabinet&committee=Council", False),
        ("/search?q=zebra+in+cabinet&mode=every", False),  # nothing to narrow
        ("/search?q=parking", False),
    ],
)
def test_a_committee_that_the_question_names_is_one_click_away(
    client: TestClient, address: str, is_offered: bool
) -> None:
    page = unescape(client.get(address).text)
    link = re.search(r'<a class="govuk-link" href="([^"]+)">Only Cabinet</a>', page)

    assert bool(link) is is_offered
    assert ("all were searched" in page) is ("cabinet" in address and "committee=" not in address)
    if link:
        narrowed = client.get(link[1].removeprefix("http://testserver")).text
        assert "Remove filter:" in narrowed and "committee=Cabinet" in link[1]


@pytest.mark.parametrize(
    ("question", "label", "start"),
    [
        (
            "neglect on 10 December 2024",
            "All of the meeting of Children, Schools and Families Scrutiny Committee, 10 December 2024",
            "/meetings/",
        ),
        ("who is Councillor Ash", "Who attended, in what capacity", "/people"),
        (
            "every mention of parking",
            "Every mention, counted",
            "/search?q=parking&mode=every",
        ),
    ],
)
def test_what_answers_a_question_better_than_passages_is_offered(
    client: TestClient, question: str, label: str, start: str
) -> None:
    page = unescape(client.get("/search", params={"q": question}).text)
    link = re.search(
        rf'app-offer"><a class="govuk-link" href="([^"]+)">{re.escape(label)}</a>', page
    )

    assert link
    assert link[1].startswith(start)
    assert client.get(link[1]).status_code == 200


@pytest.mark.parametrize(
    ("address", "feed"),
    [
        (
            "/search?q=neglect&sort=oldest&committee=Cabinet",
            "/search.atom?q=neglect&committee=Cabinet",
        ),
        ("/search?q=zebra", "/search.atom?q=zebra"),
        ("/search?q=how+parking", "/search.atom?q=how+parking"),
        ("/cy/search?q=neglect", "/cy/search.atom?q=neglect"),
        ("/committees/cabinet", "/committees/cabinet.atom"),
        ("/search?q=neglect&page=99", ""),
        ("/search?q=", ""),
        ("/committees", ""),
    ],
)
def test_what_can_be_followed_says_so(client: TestClient, address: str, feed: str) -> None:
    page = unescape(client.get(address).text)
    found = re.findall(r'<p class="govuk-body app-follow"><a [^>]*href="([^"]+)"', page)

    assert found == [feed] * bool(feed)
    assert not feed or client.get(feed).status_code == 200


@pytest.mark.parametrize(
    ("asked", "field", "said", "typed"),
    [
        ("to=yesterday", "to", "“To” must be a real date", {"from": "", "to": "yesterday"}),
        ("from=31/02/2024", "from", "you typed “31/02/2024”", {"from": "31/02/2024", "to": ""}),
        (
            "from=2024&to=2022",
            "to",
            "“To” must not be before “From”: you typed “2022”",
            {"from": "2024", "to": "2022"},
        ),
        (
            "from=soon&to=1+May+2025",
            "from",
            "you typed “soon”",
            {"from": "soon", "to": "1 May 2025"},
        ),
    ],
)
def test_a_date_that_cannot_be_used_is_told_beside_its_field_and_costs_nothing_else(
    client: TestClient, asked: str, field: str, said: str, typed: dict[str, str]
) -> None:
    answer = client.get(f"/search?q=neglect&kind=minutes&{asked}")
    page = unescape(answer.text)
    summary, _, rest = page.partition('<form action="/search"')

    assert answer.status_code == 422
    assert "<title>Error: " in page
    assert f'<a href="#{field}">' in summary and said in summary
    assert 'name="q" type="search" value="neglect"' in rest
    assert re.search(r'type="checkbox" value="minutes" checked', rest)
    assert 'class="app-hit"' in rest
    for name, value in typed.items():
        shown = re.search(f'<input[^>]* id="{name}"[^>]*>', rest)
        assert shown and f'value="{value}"' in shown[0]
        assert (f'aria-describedby="date-hint {name}-error"' in shown[0]) is (name == field)
    assert re.search(f'<p class="govuk-error-message" id="{field}-error">.*{re.escape(said)}', rest)
    assert "2022-12-31" not in page


@pytest.mark.parametrize(
    ("asked", "said"),
    [
        ("mode=magic", "“Look for” has no choice “magic”."),
        ("group=both", "“Shown as” has no choice “both”."),
        ("kind=minutes&kind=poems", "“Kind of document” has no choice “poems”."),
    ],
)
def test_a_choice_that_is_not_offered_is_told_in_the_pages_own_words(
    client: TestClient, asked: str, said: str
) -> None:
    answer = client.get(f"/search?q=neglect&{asked}")
    summary = unescape(answer.text.partition('<form action="/search"')[0])

    assert answer.status_code == 422
    assert f'<a href="#filters">{said}</a>' in summary
    assert "hybrid" not in summary and "Parameter" not in summary
    assert 'class="app-hit"' in answer.text
