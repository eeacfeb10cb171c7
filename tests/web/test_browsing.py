"""Looking without a question: over hand-made documents, and over the sample archive as it ships."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

import pytest
from hypothesis import given
from hypothesis import strategies as st
from selectolax.lexbor import LexborHTMLParser, LexborNode
from starlette.testclient import TestClient

from archive.document import (
    AgendaItem,
    Attendee,
    BlockKind,
    Document,
    DocumentKind,
    Entry,
    Presence,
)
from indexer.library import Library
from indexer.passage import PassageKind
from tests.web.library import COUNCIL, REPORT, MemoryLibrary, Piece, entry, make
from web.app import create_app
from web.desk import Desk
from web.people import acts_in_public, bare_name, people
from web.presenters.browse import titles_of
from web.series import series, untimed
from web.slug import Address, addresses, at_address

RESOLUTION = PassageKind.RESOLUTION


@pytest.fixture(scope="module")
def sample(sample_library: Library) -> Iterator[TestClient]:
    with TestClient(create_app(sample_library)) as client:
        yield client


def page(client: TestClient, address: str) -> LexborNode:
    answer = client.get(address)
    assert answer.status_code == 200, answer.text
    main = LexborHTMLParser(answer.text).css_first("main")
    assert main is not None
    return main


def words(node: LexborNode, selector: str) -> list[str]:
    return [" ".join(each.text().split()) for each in node.css(selector)]


@pytest.mark.parametrize(
    ("title", "expected"),
    [
        ("Annual Report 2023-24", "Annual Report"),
        ("Annual Report 2023/2024 of the Board", "Annual Report of the Board"),
        ("Performance report, Quarter 3, 2024/25", "Performance report"),
        ("Budget monitoring: November 2024", "Budget monitoring"),
        ("Update – 14th March 2025", "Update"),
        ("Report for April to June 2023", "Report"),
        ("Report for 2023-24 on housing", "Report on housing"),
        ("Priorities for 2025-26", "Priorities"),
        ("24/00096 - Commissioning Plan 2024-25", "Commissioning Plan"),
        ("Commissioning Plan 2025-29", "Commissioning Plan 2025-29"),
        ("Homes strategy 2025 to 2030", "Homes strategy 2025 to 2030"),
        ("Local Plan 2040", "Local Plan 2040"),
        ("Local Plan 2040: update for May 2024", "Local Plan 2040: update"),
        ("Budget 2024 : housing", "Budget: housing"),
        ("Meeting of 2024-12-10", "Meeting"),
        ("Second quarter finance report", "finance report"),
        ("May Street car park", "May Street car park"),
        ("The 1500 homes", "The 1500 homes"),
        ("2023-24", "2023-24"),
        ("", ""),
    ],
)
def test_a_title_without_its_time(title: str, expected: str) -> None:
    assert untimed(title, 2025) == expected


@given(st.text(max_size=60))
def test_no_title_is_lost_with_its_time(title: str) -> None:
    bare = untimed(title, 2025)

    assert bare or not title
    assert set(re.findall(r"\w+", bare)) <= set(re.findall(r"\w+", title))
    assert bare == title or any(map(str.isalnum, bare))


@pytest.mark.parametrize("title", ["0:-0", "a 0 :0", "Q1;", "\x1b2000"])
def test_a_title_that_is_nothing_but_its_time_stays(title: str) -> None:
    assert untimed(title, 2025) == title


def report(title: str, year: int, committee: str = "Cabinet") -> Entry:
    held = REPORT.document.entry
    assert held.date
    return replace(
        held,
        id=f"{title}{year}",
        title=title,
        date=held.date.replace(year=year),
        committee=committee,
    )


def test_only_what_one_committee_makes_again_is_a_series() -> None:
    found = series(
        [
            report("Annual Report 2022-23", 2023),
            report("ANNUAL REPORT 2023-24", 2024),
            report("Annual Report 2024-25", 2025, "Council"),
            report("Air quality", 2023),
            replace(report("Air quality", 2024), kind=DocumentKind.MINUTES),
        ]
    )

    assert [(each.name, [e.title for e in each.editions]) for each in found] == [
        ("ANNUAL REPORT", ["ANNUAL REPORT 2023-24", "Annual Report 2022-23"])
    ]


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("Councillor Dr A. Ash, OBE", "A. Ash"),
        ("Cllr Bettina Ashgrove", "Bettina Ashgrove"),
        ("Mrs J Smith", "J Smith"),
        ("Gideon Asprey", "Gideon Asprey"),
    ],
)
def test_a_name_without_title_and_honours(name: str, expected: str) -> None:
    assert bare_name(name) == expected


@pytest.mark.parametrize(
    ("attendee", "expected"),
    [
        (Attendee("Councillor A. Ash", "", Presence.PRESENT, 0, 1), True),
        (Attendee("A. Ash", "", Presence.APOLOGIES, 0, 1), True),
        (Attendee("C. Mbeki", "Director of Place", Presence.IN_ATTENDANCE, 0, 1), True),
        (Attendee("Cllr D. Marsh", "", Presence.ALSO_PRESENT, 0, 1), True),
        (Attendee("J. Smith", "member of the public", Presence.IN_ATTENDANCE, 0, 1), False),
        (Attendee("T. Hale", "parent", Presence.PRESENT, 0, 1), False),
        (Attendee("T. Hale", "parent governor representative", Presence.PRESENT, 0, 1), True),
        (Attendee("P. Reed", "Director of Public Health", Presence.IN_ATTENDANCE, 0, 1), True),
        (Attendee("A neighbour", "", Presence.IN_ATTENDANCE, 0, 1), False),
        (Attendee("F. Stone", "", Presence.ALSO_PRESENT, 0, 1), False),
    ],
)
def test_only_who_acts_in_public_is_listed(attendee: Attendee, expected: bool) -> None:
    assert acts_in_public(attendee) is expected


def test_one_name_is_one_person_whatever_their_title() -> None:
    later = replace(
        COUNCIL.document,
        entry=replace(COUNCIL.document.entry, id="later", date=dt.date(2025, 6, 5)),
        attendance=(Attendee("Councillor A. Okafor", "", Presence.APOLOGIES, 0, 1),),
    )
    copied = replace(COUNCIL.document, entry=replace(COUNCIL.document.entry, id="copy"))

    found = {each.name: each for each in people([COUNCIL.document, later, copied])}

    assert list(found) == ["B. Lindqvist", "D. Marsh", "C. Mbeki", "A. Okafor"]
    assert [each.attendee.role for each in found["A. Okafor"].attendances] == ["", "Mayor"]


def test_lists_are_read_once_also_where_nobody_is_in_them(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    library = MemoryLibrary([REPORT])
    document = library.document
    read: list[str] = []

    def told(document_id: str) -> Document | None:
        read.append(document_id)
        return document(document_id)

    monkeypatch.setattr(library, "document", told)
    desk = Desk(library)

    assert desk.people() == desk.people() == ()
    assert read == [REPORT.document.id]


@dataclass(frozen=True)
class Named:
    address: Address


@given(st.sets(st.text(max_size=6), max_size=6), st.text(max_size=6))
def test_no_address_passes_to_another_name(names: set[str], comes: str) -> None:
    before = addresses({name: name for name in names}, "person")
    after = addresses({name: name for name in names | {comes}}, "person")
    things = {name: Named(address) for name, address in after.items()}

    for name, address in before.items():
        assert re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", address.slug)
        assert at_address(address.slug, things.values()) in (things[name], None)
        assert at_address(after[name].slug, things.values()) is things[name]


def test_an_address_is_answered_whether_a_namesake_came_or_went() -> None:
    alone = addresses({"Ann Ash": "Ann Ash"}, "person")["Ann Ash"]
    both = addresses({"Ann Ash": "Ann Ash", "Ann-Ash": "Ann-Ash"}, "person")

    assert alone.slug == "ann-ash"
    assert {each.slug for each in both.values()}.isdisjoint({"ann-ash"})
    assert at_address(both["Ann Ash"].slug, [Named(alone)]) == Named(alone)
    assert at_address("ann-ash", map(Named, both.values())) is None


def test_a_role_is_told_once_and_as_fully_as_any_list_has_it(sample: TestClient) -> None:
    main = page(sample, "/people")
    facts = [fact.text(separator="|") for fact in main.css(".app-lines__fact")]
    told = dict(zip(words(main, ".app-lines li a"), facts, strict=True))
    scrutiny = "Housing and Environment Scrutiny Committee"

    assert told["Zofia Wrenbury"].startswith(f"Vice-Chair, {scrutiny}|")
    assert told["Marnie Oduya-Finch"].startswith("Cabinet Member for Adult Social Care and Health|")
    assert told["Taiwo Bramhall"].startswith("8 meetings")
    assert told["Oriel Tamsett"].startswith("Leader|")


def test_the_register_holds_every_decision_once_and_nothing_else(sample: TestClient) -> None:
    listed: list[str] = []
    for number in range(1, 99):
        main = page(sample, f"/decisions?page={number}")
        kinds = set(words(main, ".app-kind"))
        assert kinds <= {"Decision", "Motion", "Amendment"}
        listed += [str(box.attributes["value"]) for box in main.css("input[name=pick]")]
        if not main.css(".govuk-pagination__next"):
            break
    told = "".join(words(page(sample, "/decisions"), ".app-searched"))
    counts = re.fullmatch(r"(\d+) resolutions and (\d+) motions, amendments and votes", told)
    twins = sample.get("/api/search?passage=resolution&passage=motion&limit=100").json()["hits"]

    assert counts
    assert len(listed) == len(set(listed)) == sum(map(int, counts.groups()))
    repeated = {hit["id"] for hit in twins} - set(listed)
    assert all("\t" in hit["text"] for hit in twins if hit["id"] in repeated)


def test_a_motion_and_the_row_of_its_recorded_vote_are_one_decision(sample: TestClient) -> None:
    main = page(sample, "/decisions?committee=housing-and-environment-scrutiny-committee&year=2025")
    told = [" ".join(card.text().split()) for card in main.css("article")]

    assert sum("Moved by Councillor Harvey Quill" in each for each in told) == 1
    assert not any("Amendment by Councillor Quill" in each for each in told)


def test_a_vote_that_alone_tells_of_its_motion_is_shown_by_the_columns_of_its_table(
    sample: TestClient,
) -> None:
    main = page(sample, "/decisions?committee=children-and-learning-scrutiny-committee&year=2023")
    rows = [" ".join(row.text().split()) for row in main.css(".app-cells__pair")]

    assert any(row.startswith("Title Recommendation 2: that the joining") for row in rows)
    assert "Table heading" not in main.text()


def test_changes_of_form_before_the_first_item_are_told_from_those_after_it(
    sample: TestClient,
) -> None:
    main = page(sample, "/documents/a26a46e26ddf/changes?draft=8c93b02a2d5e")
    note = words(main, ".app-note")[0]
    in_items = re.search(r"(\d+) paragraphs differ\. (\d+) of them from the first item on\.", note)
    after = str(main.html).partition('id="items"')[2]
    changed = [each for each in after.split("</p>") if "<del>" in each or "<ins>" in each]

    assert in_items and int(in_items[1]) > int(in_items[2]) == len(changed)
    assert re.match(r"[^>]*></span>\s*<p[^>]*>1\. Apologies for absence", after)


def test_a_year_of_which_there_is_nothing_stays_chosen(client: TestClient) -> None:
    main = page(client, "/decisions?year=1999")

    assert words(main, "option[selected]") == ["All committees", "1999"]
    assert not main.css(".app-searched")


def test_two_committees_of_one_day_stand_once_each_in_a_register() -> None:
    resolved = [
        make(
            entry(f"{name}.html", name, DocumentKind.MINUTES, name, dt.date(2025, 3, 4)),
            [Piece(f"RESOLVED {number} of {name}", passage=RESOLUTION) for number in range(6)],
        )
        for name in ("Cabinet", "Full Council")
    ]
    with TestClient(create_app(MemoryLibrary(resolved))) as client:
        main = page(client, "/decisions")

    assert sorted(words(main, "h2")) == ["Cabinet, 4 March 2025", "Full Council, 4 March 2025"]
    for section in main.css("main section"):
        numbers = [line.split()[1] for line in words(section, ".app-record")]
        assert numbers == list("012345")


def test_a_register_is_narrowed_by_committee_and_year(sample: TestClient) -> None:
    main = page(sample, "/unanswered?committee=cabinet&year=2024")
    meetings = words(main, "h2")

    assert meetings
    assert all(re.fullmatch(r"Cabinet, \d+ \w+ 2024", title) for title in meetings)
    assert [option.attributes["value"] for option in main.css("option[selected]")] == [
        "cabinet",
        "2024",
    ]


def test_a_meetings_page_has_its_decisions_in_order_and_who_attended(sample: TestClient) -> None:
    main = page(sample, "/meetings/housing-and-environment-scrutiny-committee/2025-04-17")
    items = [int(cited.rpartition("item ")[2]) for cited in words(main, ".app-hit__citation")]

    assert items == sorted(items)
    assert len(items) > 5
    assert words(main, "#attended ~ h3") == ["Present", "In attendance"]


def test_a_draft_that_was_overtaken_tells_no_item_again(sample: TestClient) -> None:
    page = sample.get("/meetings/housing-and-environment-scrutiny-committee/2024-04-18").text
    first, second = page.split('<section class="app-meeting-document">')[1:3]

    assert "app-outline" in first and "app-outline" not in second
    assert "see what changed" in second and "Draft" in second


def test_a_report_is_laid_beside_itself_across_the_years(sample: TestClient) -> None:
    address = "/reports/larkmere-safeguarding-adults-board-annual-report"
    main = page(sample, address)
    rows = {
        words(row, "th")[0]: [str(link.attributes["href"]) for link in row.css("td a")]
        for row in main.css("tbody tr")
    }

    assert f'href="{address}"' in sample.get("/reports").text
    assert words(main, "thead th") == ["Section", "2024-25", "2023-24", "2022-23"]
    assert list(rows)[:2] == ["Foreword", "About the Board"], "no lines of the cover"
    assert len(rows["Priorities"]) == 3, "what differs only in its time is one section"
    assert len(rows["Self-care concerns"]) == 3
    for link in rows["Self-care concerns"]:
        document, _, anchor = link.partition("#")
        held = LexborHTMLParser(sample.get(document).text).css_first(f"#{anchor}")
        assert held is not None
        assert held.parent is not None
        assert "Self-" in held.parent.text()


def test_a_section_stands_beside_itself_in_every_edition(sample: TestClient) -> None:
    series = "/reports/larkmere-safeguarding-adults-board-annual-report"
    listed = page(sample, series).css("tbody th a")
    addresses = {link.text(): str(link.attributes["href"]) for link in listed}
    main = page(sample, addresses["Priorities"])
    editions = main.css(".app-edition")

    assert words(main, "h2") == ["2024-25", "2023-24", "2022-23"]
    for edition, heading in zip(editions, ("2025-26", "2024-25", "2023-24"), strict=True):
        (own,) = edition.css(".app-edition__place a")
        read = page(sample, str(own.attributes["href"])).text()
        shown = words(edition, ".app-record p, .app-record li > div")
        assert f"7.1 Priorities for {heading}" in own.text()
        assert len(" ".join(shown)) > 100
        assert all(text.removesuffix(" ¶") in " ".join(read.split()) for text in shown)
    assert 'rel="next"' in sample.get(addresses["Foreword"]).text
    for address in addresses.values():
        assert all(words(page(sample, address), ".app-record")), address
    assert sample.get(f"{series}/nothing").status_code == 404


def test_a_persons_page_tells_each_meeting_and_is_not_for_search_engines(
    sample: TestClient,
) -> None:
    answer = sample.get("/people/femi-adebarre")
    main = LexborHTMLParser(answer.text).css_first("main")

    assert '<meta name="robots" content="noindex">' in answer.text
    assert main is not None
    assert len(words(main, ".app-lines li")) == 6
    assert "Vice-Chair" in main.text()
    assert 'href="/people/femi-adebarre"' in sample.get("/people").text


def test_the_list_counts_the_meetings_that_somebody_came_to(sample: TestClient) -> None:
    (line,) = (
        text for text in words(page(sample, "/people"), ".app-lines li") if "Hanneke Broad" in text
    )
    own = " ".join(words(page(sample, "/people/hanneke-broad"), "p"))

    assert "Attended: 6 meetings. Absent or with apologies: 1 meeting" in own
    assert "6 meetings" in line


def test_what_came_last_is_listed_in_full(sample: TestClient) -> None:
    first, second = page(sample, "/recent"), page(sample, "/recent?page=2")
    documents = words(first, ".app-lines li a") + words(second, ".app-lines li a")

    assert len(documents) == len(sample.get("/api/documents").json()["documents"])


def test_reports_and_people_have_twins_that_say_the_same(sample: TestClient) -> None:
    reports, people = sample.get("/api/reports").json(), sample.get("/api/people").json()
    listed = words(page(sample, "/reports"), ".app-lines li a")
    named = words(page(sample, "/people"), ".app-lines li a")

    assert listed == [
        *(each["name"] for each in reports["series"]),
        *(each["title"] for each in reports["annual_reports"]),
    ]
    assert named == [each["name"] for each in people["people"]]
    assert people["total"] == len(named)
    for each in people["people"][:3]:
        assert words(page(sample, each["url"]), "h1") == [each["name"]]


@pytest.mark.parametrize(
    ("asked", "is_offered"),
    [
        ("q=what+was+agreed+about+damp", True),
        ("q=what+was+said+about+damp", False),
        ("q=what+was+agreed+about+damp&passage=resolution", False),
        ("q=what+was+agreed+about+zebras", False),
    ],
)
def test_a_question_of_what_was_decided_is_offered_decisions_alone(
    sample: TestClient, asked: str, is_offered: bool
) -> None:
    offers = {
        link.text(): str(link.attributes["href"])
        for link in page(sample, f"/search?{asked}").css(".app-offer a")
    }

    assert ("Only decisions and motions" in offers) is is_offered
    if is_offered:
        narrowed = page(sample, offers["Only decisions and motions"])
        assert set(words(narrowed, ".app-kind")) <= {"Decision", "Motion", "Amendment"}


def test_ways_to_ask_lead_to_what_the_archive_holds(sample: TestClient) -> None:
    ways = page(sample, "/").css(".app-ways a")

    assert len(ways) == 4
    for link in ways:
        found = page(sample, str(link.attributes["href"]))
        assert found.css(".app-hit"), link.text()


def test_a_document_leads_up_to_its_meeting_and_committee(sample: TestClient) -> None:
    (entry, *_) = [
        each
        for each in sample.get("/api/documents").json()["documents"]
        if each["kind"] == "minutes"
    ]
    above = page(sample, f"/documents/{entry['id']}").css_first(".app-above")
    assert above is not None
    committee, meeting = (str(link.attributes["href"]) for link in above.css("a"))

    assert words(page(sample, committee), "h1") == [entry["committee"]]
    assert f"/documents/{entry['id']}" in sample.get(meeting).text


def test_a_committees_meetings_say_what_they_discussed(sample: TestClient) -> None:
    facts = words(page(sample, "/committees/cabinet"), ".app-lines__fact")

    assert "HOUSEHOLD SUPPORT FUND" in facts[0]
    assert "APOLOGIES" not in " ".join(facts).upper()


@pytest.mark.parametrize(
    ("title", "is_told"),
    [
        ("DECLARATIONS BY MEMBERS OF INTERESTS", False),
        ("Declarations of disclosable pecuniary interests", False),
        ("Declarations", False),
        ("Declaration of a climate emergency", True),
        ("Budget", True),
    ],
)
def test_what_every_meeting_has_is_no_topic(title: str, is_told: bool) -> None:
    about = entry("a.txt", "Minutes", DocumentKind.MINUTES, "Cabinet", None)
    piece = Piece(title, BlockKind.HEADING, None, 1, item=AgendaItem("1", title, 0, 0))

    assert titles_of([make(about, [piece]).document]) == (title if is_told else "")


def test_meetings_stand_on_pages(monkeypatch: pytest.MonkeyPatch, sample: TestClient) -> None:
    every = words(page(sample, "/meetings"), ".app-lines a")
    monkeypatch.setattr("web.browsing.MEETINGS", 20)
    first, second = (page(sample, f"/meetings?page={number}") for number in (1, 2))

    assert len(every) == 26
    assert words(first, ".app-lines a") + words(second, ".app-lines a") == every
    assert first.css(".govuk-pagination__next")
    assert "There is no page 3" in page(sample, "/meetings?page=3").text()
