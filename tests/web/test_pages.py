from __future__ import annotations

import base64
import datetime as dt
import hashlib
import re
from html import unescape
from html.parser import HTMLParser

import pytest
from starlette.testclient import TestClient

from archive.document import AgendaItem, BlockKind, Document, DocumentKind
from indexer.passage import PassageKind
from tests.web.library import (
    CABINET_NEW,
    COUNCIL,
    HOSTILE,
    LICENSING,
    MINUTES,
    OLD_ENTRY,
    OLD_PASSAGE,
    REPORT,
    SCRUTINY,
    TAKEN_DOWN_PASSAGE,
    TAKEN_DOWN_VERSION,
    Found,
    MemoryLibrary,
    Piece,
    entry,
    make,
)
from web import wording
from web.app import create_app
from web.presenters.reading import DEEPEST_LIST
from web.site import SiteSettings

M, R, C = MINUTES.document.id, REPORT.document.id, CABINET_NEW.document.id
EXCHANGE = next(p for p in MINUTES.passages if p.kind.value == "exchange")
ROW = next(p for p in REPORT.passages if p.kind.value == "table-row")
V, L = COUNCIL.document.id, LICENSING.document.id
MOTION, AMENDMENT = COUNCIL.passages[2:4]
OLD = OLD_ENTRY.provenance.sha256[:12]
SLUG = "children-schools-and-families-scrutiny-committee"

PAGES = [
    (
        "/",
        200,
        [
            "6 documents dated",
            "7 March 2023 to 2 June 2025",
            "1 more document could not be read",
            "Cabinet",
        ],
    ),
    (
        "/search?q=neglect",
        200,
        [
            "About 6 passages for “neglect”",
            "Searched 6 documents",
            "Decision",
            "<mark>neglect</mark>",
        ],
    ),
    (
        "/search?q=what+about+neglect",
        200,
        [
            "In the record’s own words",
            f'<h3 class="app-answer__where">{SCRUTINY}, 15 October 2024</h3>',
            "In answer to",
            "A Member asked what partners had learnt",
        ],
    ),
    (
        "/search?q=what+school",
        200,
        ['<span class="app-kind app-kind--unanswered">No answer recorded in the minutes</span>'],
    ),
    (
        "/search?q=negelct+parking&committee=Cabinet",
        200,
        [
            'Did you mean <a class="govuk-link" href="/search?q=neglect+parking&amp;committee=Cabinet"'
        ],
    ),
    (
        "/search?q=parking+in+2024-25&sort=oldest",
        200,
        [
            'href="/search?q=parking+in+2024-25&amp;sort=oldest&amp;from=2024-04-01&amp;to=2025-03-31">'
            "Only 1 April 2024 to 31 March 2025</a>"
        ],
    ),
    (
        "/search?q=why+parking",
        200,
        [
            "Nothing found that answers “why parking”",
            "The archive holds nothing on this:",
            "Searched 6 documents",
            "What you can try",
            'id="nearest">Nearest passages</h2>',
            "They are not counted as results.",
        ],
    ),
    (
        "/search?q=how+parking",
        200,
        [
            "Nothing found that answers “how parking”</h1>",
            "About 25 passages close to it</h2>",
            "No passage answers this.",
        ],
    ),
    (
        "/search?q=neglect&mode=every",
        200,
        [
            'id="results" tabindex="-1">6 passages mention “neglect”</h1>',
            'not counted: <a class="govuk-link" href="/search?q=neglect">look for passages related by',
            'href="/search.csv?q=neglect&amp;mode=every">Download all 6 passages for a spreadsheet',
            'id="sort-newest" name="sort" type="radio" value="" checked>',
        ],
    ),
    (
        "/search?q=damp+in+homes&mode=every",
        200,
        [
            'href="/search?q=damp+AND+homes&amp;mode=keyword&amp;sort=newest">list 2 more that stand',
        ],
    ),
    (
        "/search?q=zebra+-damp+in+homes&mode=every",
        200,
        ["No passage mentions", "2 more passages have the words only together"],
    ),
    ("/search?q=learnt&mode=every", 200, ["1 passage mentions “learnt”", "Download this passage"]),
    (
        "/search?q=zebra&mode=every",
        200,
        ["No passage mentions “zebra”", "holds all of these words", "related by meaning"],
    ),
    (
        "/search?q=neglect&mode=keyword",
        200,
        ["6 passages for “neglect”"],
    ),
    (
        "/search?q=zebra",
        200,
        ["Nothing found for “zebra”", "Searched 6 documents", "What you can try"],
    ),
    ("/search?q=%22zebra+crossing%22", 200, ["take off quotation marks"]),
    ("/search?q=zebra&committee=Cabinet", 200, ["search without filters", "Remove filter: "]),
    ("/search?q=parking&page=3", 200, ["About 25 passages", "(page 3)", 'start="21"']),
    ("/search?q=parking&page=9", 200, ["There is no page 9", "page 3"]),
    ("/search?q=", 200, ["newest first"]),
    (
        "/search?q=neglect&passage=table-row",
        200,
        ["<dt>2022-23</dt>", "<dd>1,204</dd>", "Table heading", "Table 1: Concerns by kind"],
    ),
    (
        "/search?q=school",
        200,
        [
            "no answer recorded in the minutes",
            "Also in",
            'Licensing Committee, 2 June 2025, item 3<span class="govuk-visually-hidden">: result 1',
            "4 more places",
        ],
    ),
    ("/search?q=learnt&from=2024&to=2024", 200, ["Remove filter: </span>2024"]),
    ("/search?q=%22unpartnered", 200, ["A quotation mark without a partner was left out."]),
    (
        f"/documents/{M}",
        200,
        ["Confirmed", 'id="item-2"', "Safeguarding annual report", "SHA-256", "CC0-1.0"],
    ),
    (
        f"/documents/{M}?passage={EXCHANGE.id}&q=neglect",
        200,
        [
            f'id="p-{EXCHANGE.id}"',
            "app-shown",
            "You searched for",
            "<mark>neglect</mark>",
            "Back to the results",
        ],
    ),
    (f"/documents/{M}?passage=0000", 200, ["is not in this version"]),
    (
        f"/documents/{R}",
        200,
        ["Page 1", "Page 3", "Page 4", '<th scope="col">2023-24</th>', "it was not read"],
    ),
    (f"/documents/{C}", 200, ["Draft", "Versions", f"?version={OLD}"]),
    (f"/documents/{C}?version={OLD}", 200, ["older version", "£2", "See the current version"]),
    (
        f"/documents/{C}?version={OLD}&passage={OLD_PASSAGE.id}",
        200,
        ["app-shown", f'id="p-{OLD_PASSAGE.id}"'],
    ),
    (
        f"/passages/{EXCHANGE.id}",
        200,
        [
            "Cite this passage",
            "item 7",
            "Question",
            "characters",
            f"http://testserver/passages/{EXCHANGE.id}",
            "SHA-256",
        ],
    ),
    (f"/passages/{ROW.id}", 200, ["page 3", "<dt>2022-23</dt>", "report.pdf#page=3"]),
    (
        f"/passages/{OLD_PASSAGE.id}",
        200,
        ["no longer in the current version", f"/documents/{C}?version={OLD}"],
    ),
    (
        f"/documents/{V}",
        200,
        [
            "Who attended",
            'In attendance</h3> <ul class="govuk-list app-people"> <li>Dr C. Mbeki',
            '<li>Cllr A. Okafor, <span class="app-people__role">Mayor</span>',
            'that <del><span class="govuk-visually-hidden">struck through in the source: </span>'
            "each</del> every shelter",
            "by May</del>",
            '<p class="app-footnote" role="note">',
            "Page 3 <span",
            "Read by machine from a scan: may hold mistakes",
            "3 pages: 1 with text, 1 read by machine from a scan, 1 blank",
            "1 table",
        ],
    ),
    (
        f"/documents/{L}",
        200,
        ["The source cuts this item short.", 'href="https://democracy.larkmere.example/mgAi.aspx?'],
    ),
    (
        f"/passages/{MOTION.id}",
        200,
        [
            "Moved by Cllr A. Okafor",
            "Seconded by Cllr B. Lindqvist",
            "CARRIED",
            "For 3",
            "Against 2",
            "Abstained 0",
            "Who voted how",
            "<dd>E. Ferreira, F. Novak</dd>",
            "Words struck through in the source are left out.",
        ],
    ),
    (f"/passages/{AMENDMENT.id}", 200, ["Amendment", "Moved by Cllr D. Marsh", "LOST", "For 2"]),
    (f"/passages/{LICENSING.passages[0].id}", 200, ["The source cuts this item short.", "52100"]),
    (
        "/search?q=shelter*+green",
        200,
        ["Amendment", "Who voted how", "may hold mistakes", '<ul class="app-row app-record">'],
    ),
    (
        f"/documents/{R}",
        200,
        ["Larkmere Safeguarding Partnership", "2023-24", "1 with only a picture, not read"],
    ),
    ("/committees", 200, ["Cabinet", "1 meeting, 1 document", "Documents that name no committee"]),
    (
        f"/committees/{SLUG}",
        200,
        ["1 meeting, 2 documents", "10 December 2024", "Safeguarding Annual Report 2023-24"],
    ),
    ("/committees/documents-that-name-no-committee", 200, ["A leaflet", "Undated"]),
    ("/meetings", 200, ["10 December 2024", "7 March 2023", "?year=2023"]),
    (f"/meetings?committee={SLUG}", 200, ["10 December 2024"]),
    ("/meetings?year=1999", 200, ["holds no minutes"]),
    (f"/meetings/{SLUG}/2024-12-10", 200, ["6.30 pm, Town Hall", f"/documents/{M}#item-2"]),
    (
        "/meetings/full-council/2025-05-08",
        200,
        ["What was decided", "Moved by Cllr A. Okafor", "Who attended", "Director of Place"],
    ),
    ("/decisions", 200, ["Decisions", "Amendment", "Full Council, 8 May 2025", "Add to briefing"]),
    (
        f"/decisions?committee={SLUG}&year=2024",
        200,
        ["1 resolution<", "10 December 2024", "selected"],
    ),
    ("/decisions?year=1999", 200, ["There are none here.", ">1999</option>"]),
    ("/decisions?page=9", 200, ["There is no page 9"]),
    ("/unanswered", 200, ["Questions with no answer recorded", "1 question<"]),
    ("/reports", 200, ["made more than once", "Safeguarding Annual Report 2023-24"]),
    ("/people", 200, ["B. Lindqvist", "1 meeting: <span>Full Council</span>, 8 May 2025"]),
    ("/people/a-okafor", 200, ["Named as: Mayor", "Full Council, 8 May 2025", "Present"]),
    ("/recent", 200, ["20 January 2025", "Safeguarding Annual Report 2023-24"]),
    ("/recent?page=7", 200, ["There is no page 7"]),
    (
        "/about",
        200,
        [
            "3 documents or versions of them have been taken down.",
            "it named a &lt;child&gt;.",
            "What could not be read",
            "scan.pdf",
            "it was not read",
            "1 meeting, 2 documents",
            "7 pages: 4 with text, 1 read by machine from a scan, 1 blank, 1 with only a picture, not read",
            "2 tables",
            "2 items cut short at the source",
            'mgAi.aspx?ID=52100">the whole of item 3</a>, item 4',
            "8 May 2025</a>: page 3",
            "15 October 2024</a>: page 2",
        ],
    ),
    ("/accessibility", 200, ["2.2, level AA", "minutes@larkmere.example"]),
    ("/privacy", 200, ["no cookies"]),
    ("/nothing", 404, ["Page not found", "Search the minutes"]),
    ("/documents/none", 404, ["No document has the id", "incomplete"]),
    (f"/documents/{C}?version=abcdef99", 404, ["no version whose SHA-256 begins with abcdef99"]),
    (f"/documents/{C}?version=%3Cb%3E", 422, ["&lt;b&gt;"]),
    ("/passages/none", 404, ["No passage has the id"]),
    (
        f"/documents/{'f' * 12}",
        410,
        [
            "This has been taken down",
            "Minutes, Cabinet, 4 March 2024. Taken down on 20 January 2025.",
            "The reason given: Published by mistake: it named a &lt;child&gt;.",
            'href="mailto:minutes@larkmere.example"',
            "Search the minutes",
        ],
    ),
    (
        f"/passages/{TAKEN_DOWN_PASSAGE}",
        410,
        ["Minutes, Cabinet, 4 March 2024", "no longer searched"],
    ),
    (f"/documents/{'e' * 12}/original", 410, ["A document. Taken down on 20 January 2025."]),
    (f"/documents/{'e' * 12}/pages/1.webp", 410, ["A document. Taken down"]),
    (f"/documents/{'e' * 12}/verify", 410, ["A document. Taken down"]),
    (f"/documents/{'e' * 12}/changes", 410, ["A document. Taken down"]),
    (
        f"/documents/{REPORT.document.id}?version={TAKEN_DOWN_VERSION}",
        410,
        [f'The archive holds <a class="govuk-link" href="/documents/{REPORT.document.id}">another'],
    ),
    ("/committees/none", 404, ["No committee"]),
    ("/decisions?committee=none", 404, ["No committee"]),
    ("/decisions?year=soon", 422, ["“soon” cannot be used as a year"]),
    ("/decisions?page=0", 422, ["“0” cannot be used as a page’s number"]),
    ("/reports/none", 404, ["made more than once"]),
    ("/people/none", 404, ["names anybody"]),
    (f"/meetings/{SLUG}/2024-12-11", 404, ["holds nothing of a meeting", "on 11 December 2024"]),
    (
        "/meetings/cabinet/2024-03-04",
        410,
        ["Minutes, Cabinet, 4 March 2024. Taken down on 20 January 2025.", "a &lt;child&gt;"],
    ),
    (f"/meetings/{SLUG}/yesterday", 404, ["yesterday"]),
    ("/meetings?year=soon", 422, ["“soon” cannot be used as a year"]),
    (
        "/search?q=x&from=soon",
        422,
        ["“From” must be a real date, such as 2024", "you typed “soon”"],
    ),
    ("/search?q=x&mode=magic", 422, ["“Look for” has no choice “magic”"]),
    ("/static/none.css", 404, ["Page not found"]),
]


@pytest.mark.parametrize(("address", "status", "facts"), PAGES)
def test_page(client: TestClient, address: str, status: int, facts: list[str]) -> None:
    response = client.get(address)

    assert response.status_code == status
    assert response.headers["content-type"] == "text/html; charset=utf-8"
    found = re.sub(r"\s+", " ", response.text.replace("&#34;", '"').replace("&#39;", "'"))
    assert [fact for fact in facts if fact not in found] == []
    assert found.count("<h1") == 1
    assert '<html lang="en-GB"' in found
    assert "<title> –" not in found


@pytest.mark.parametrize("address", [address for address, _, _ in PAGES])
def test_no_page_holds_inline_style_or_handlers_or_foreign_resources(
    client: TestClient, address: str
) -> None:
    text = client.get(address).text

    assert not re.search(r"<[^>]+\s(style|on\w+)=", text)
    assert "<style" not in text
    loaded = text.replace('<link rel="canonical" href="http://testserver/', "")
    assert not re.search(r'<(?:script|img|link|iframe)[^>]+(?:src|href)="(?:https?:)?//', loaded)
    assert not re.search(r"\{\{|\{%", text)
    ids = re.findall(r'\sid="([^"]+)"', text)
    assert sorted(ids) == sorted(set(ids))


def test_every_link_within_the_site_leads_to_its_place(client: TestClient) -> None:
    waiting = [address for address, status, _ in PAGES if status == 200]
    seen: dict[str, str] = {}
    while waiting:
        address = waiting.pop()
        page, _, anchor = address.partition("#")
        if page not in seen:
            answer = client.get(page)
            assert answer.status_code == 200, address
            seen[page] = answer.text
            # With something picked the pages are the same, in as many ways as passages can be picked.
            if "text/html" in answer.headers["content-type"] and "pick=" not in page:
                found = (unescape(link) for link in re.findall(r'href="([/#][^"]*)"', answer.text))
                waiting += [page + link if link[0] == "#" else link for link in found]
        is_in_file = re.fullmatch(r"page=[0-9]+", anchor)  # of a PDF
        assert not anchor or is_in_file or f'id="{anchor}"' in seen[page], address
    assert len(seen) > len(PAGES)


@pytest.mark.parametrize(
    "address",
    [
        "/search?q=parking+in+2024-25&from=2024",
        "/search?q=parking+in+2024-25&to=2025",
        "/search?q=why+was+parking+free+in+2024-25",
        "/search?q=parking+in+2023-24",
        "/search?q=parking",
    ],
)
def test_a_period_is_offered_only_where_it_would_narrow(client: TestClient, address: str) -> None:
    assert "Only 1 April" not in client.get(address).text


def test_a_period_is_never_set_unasked(client: TestClient) -> None:
    page = client.get("/search?q=parking+in+2023-24").text

    assert "app-chosen__link" not in page and 'name="from" type="text" value=""' in page


def test_nearest_passages_are_no_hits(client: TestClient) -> None:
    page = client.get("/search?q=why+parking").text

    assert 'id="hit-' not in page and page.count('id="nearest-heading-') == 3
    assert "/search.csv" not in page and "<title>Nothing found that answers" in page


def test_the_nearest_sentence_is_told_apart_from_the_words(client: TestClient) -> None:
    page = client.get("/search?q=neglect").text

    assert (
        '<span class="app-sentence"><span class="govuk-visually-hidden">Nearest to your question: </span>'
        "- Officers said that <mark>neglect</mark> was often seen late.</span>"
    ) in page
    assert page.count("Nearest to your question") == 2  # hits of several sentences
    assert '<mark>your words</mark> <span class="app-sentence">' in page
    assert "app-sentence" not in client.get("/search?q=parking").text


def test_a_results_page_searches_once(client: TestClient, library: MemoryLibrary) -> None:
    client.get("/search?q=what+about+neglect&committee=Cabinet&sort=newest")

    assert library.searches == 1


@pytest.mark.parametrize(
    "address",
    [
        "/search?q=%3Cscript%3Ealert(1)%3C/script%3E",
        "/search?q=form&sort=%22%3E%3Cscript%3Ealert(1)%3C/script%3E",
        "/search?q=form",
        f"/documents/{M}?q=%3Cscript%3Ealert(1)%3C/script%3E",
        f"/documents/{M}?q=form",
        "/%3Cscript%3Ealert(1)%3C/script%3E",
        "/committees/%3Cscript%3Ealert(1)%3C%2Fscript%3E",
    ],
)
def test_what_users_and_documents_say_is_escaped(client: TestClient, address: str) -> None:
    text = client.get(address).text

    assert "<script>alert" not in text
    assert "<b>" not in text


def test_a_documents_own_markup_is_shown_as_words(client: TestClient) -> None:
    assert HOSTILE in unescape(client.get(f"/documents/{M}").text)


def test_marks_stand_around_exactly_the_highlighted_words(client: TestClient) -> None:
    text = client.get(f"/documents/{M}?q=neglect").text

    assert text.count("<mark>neglect</mark>") == MINUTES.document.text.count("neglect")


def test_the_reader_shows_every_word_of_the_document(client: TestClient) -> None:
    for document in (MINUTES.document, REPORT.document, CABINET_NEW.document):
        page = client.get(f"/documents/{document.id}").text
        article = page[page.index("<article") : page.index("</article>")]
        shown = unescape(re.sub(r"<a class=\"app-permalink.*?</a>|<[^>]+>", " ", article)).split()

        missing = [word for word in document.text.split() if word not in shown]
        assert missing == []


def test_filters_can_be_taken_off_one_by_one(client: TestClient) -> None:
    page = unescape(client.get("/search?q=neglect&committee=Cabinet&kind=minutes&to=2023").text)
    links = re.findall(r'class="app-chosen__link" href="([^"]+)"', page)

    assert links == [
        "/search?q=neglect&kind=minutes&to=2023-12-31",
        "/search?q=neglect&committee=Cabinet&to=2023-12-31",
        "/search?q=neglect&committee=Cabinet&kind=minutes",
    ]


def test_a_second_committee_can_be_ticked_beside_the_first(client: TestClient) -> None:
    page = client.get("/search?q=parking&committee=Cabinet").text
    boxes = re.findall(r'name="committee" type="checkbox" value="([^"]+)"( checked)?', page)

    assert boxes[0] == ("Cabinet", " checked") and (SCRUTINY, "") in boxes
    assert f"<span>{SCRUTINY}</span></label>" in page


def test_too_many_values_are_refused_in_words(client: TestClient) -> None:
    response = client.get("/search", params={"committee": [f"c{n}" for n in range(51)]})

    assert response.status_code == 422
    assert "Give at most 50: 51 were given." in response.text


def test_the_pages_promise_nothing_that_no_command_does(client: TestClient) -> None:
    for address in ("/privacy", "/nothing", "/documents/none", "/passages/none"):
        assert "withdrawn" not in client.get(address).text


def test_lists_nested_without_end_are_shown_whole() -> None:
    pieces = [Piece(f"Point {n}.", BlockKind.LIST_ITEM, level=n) for n in range(1, 301)]
    deep = make(entry("deep.html", "Deep", DocumentKind.REPORT, "", None), [*pieces, *pieces[1:3]])
    with TestClient(create_app(MemoryLibrary(shelf=(deep,)))) as client:
        response = client.get(f"/documents/{deep.document.id}")

    assert response.status_code == 200
    article = response.text[response.text.index("<article") : response.text.index("</article>")]
    depth = deepest = 0
    for tag in re.findall("<ul|</ul>", article):
        depth += 1 if tag.startswith("<ul") else -1
        deepest = max(deepest, depth)
    assert deepest == DEEPEST_LIST
    assert [n for n in range(1, 301) if f"Point {n}." not in article] == []


def test_control_characters_reach_no_page() -> None:
    source = "https://democracy.larkmere.example/a\x1b[2Jb"
    title, committee = "Minutes\x00 of\x1b[31m", "Cab\x07inet\x85"
    held = entry("a\x08.txt", title, DocumentKind.MINUTES, committee, dt.date(2024, 1, 2), source)
    odd = make(held, [Piece("Damp\x00 and mould\x9b was raised,\x0cand\x7f noted.\tSo.")])
    with TestClient(create_app(MemoryLibrary(shelf=(odd,)))) as client:
        id, passage = odd.document.id, odd.passages[0].id
        for address in (
            "/", "/search?q=what+damp%1b", "/search?q=damp&committee=Cab%07inet%C2%85",
            f"/documents/{id}?q=damp", f"/passages/{passage}", "/committees", "/meetings", "/about",
            "/committees/cab-inet", "/meetings/cab-inet/2024-01-02", "/documents/%00%1b",
        ):  # fmt: skip
            text = client.get(address).text
            assert re.findall(r"[\x00-\x08\x0b-\x1f\x7f-\x9f]", text) == [], address
            assert "democracy.larkmere" not in text
        reader = client.get(f"/documents/{id}").text
        assert "Damp\ufffd and mould\ufffd was raised, and\ufffd noted.\tSo." in reader
        (hit,) = client.get("/api/search?q=damp").json()["hits"]
        assert hit["source_url"] == ""


def test_a_passage_opens_in_the_reading_that_holds_it(client: TestClient) -> None:
    page = client.get(f"/documents/{C}?passage={OLD_PASSAGE.id}").text

    assert "£2" in page and "app-shown" in page
    assert "The publisher has since replaced it" in page


FORMER = make(CABINET_NEW.document.entry, [Piece("Note 1: parking in ward 1", page=1)])


class RereadLibrary(MemoryLibrary):
    """Holds a passage of the same file as it was read before."""

    def passage(self, passage_id: str) -> Found | None:
        if passage_id == FORMER.passages[0].id:
            return Found(FORMER.passages[0], FORMER.document.entry, superseded=True, reread=True)
        return super().passage(passage_id)

    def document_holding(self, passage_id: str) -> Document | None:
        if passage_id == FORMER.passages[0].id:
            return FORMER.document
        return super().document_holding(passage_id)


def test_a_file_that_was_read_again_is_not_said_to_be_replaced() -> None:
    with TestClient(create_app(RereadLibrary())) as client:
        cited = client.get(f"/passages/{FORMER.passages[0].id}").text
        link = re.search(r'href="([^"]+)">Read in context', cited)
        assert link
        reader = client.get(unescape(link[1])).text

    for page in (cited, reader):
        assert "read the same file again, by better rules" in page
        assert "replaced it" not in page
        assert f'href="/documents/{C}">See the current version' in page
    assert f'id="p-{FORMER.passages[0].id}"' in reader
    assert "ward 25" not in reader


def test_a_citation_can_be_copied_with_the_sites_public_address() -> None:
    app = create_app(MemoryLibrary(), SiteSettings(public_url="https://minutes.example/"))
    page = TestClient(app).get(f"/passages/{EXCHANGE.id}").text

    assert f"https://minutes.example/passages/{EXCHANGE.id}" in page


@pytest.mark.parametrize("address", ["/", "/search?q=neglect", f"/documents/{M}"])
def test_the_policy_allows_exactly_the_inline_script_of_the_page(
    client: TestClient, address: str
) -> None:
    response = client.get(address)
    policy = response.headers["content-security-policy"]
    scripts = re.findall(r"<script>(.*?)</script>", response.text, re.S)

    assert len(scripts) == 1
    digest = base64.b64encode(hashlib.sha256(scripts[0].encode()).digest()).decode()
    assert f"script-src 'self' 'sha256-{digest}'" in policy
    assert "unsafe" not in policy


def test_an_empty_archive_has_pages_that_say_so() -> None:
    with TestClient(create_app(MemoryLibrary(shelf=(), unreadable=()))) as client:
        assert "nothing to search yet" in client.get("/").text
        assert client.get("/search?q=x").status_code == 200
        assert "no documents have been indexed" in client.get("/committees").text.lower()
        for address in ("/meetings", "/about"):
            assert client.get(address).status_code == 200
        assert client.get("/api/search?q=x").json()["total"] == 0


def test_a_site_without_an_archive_says_what_to_do() -> None:
    with TestClient(create_app(None)) as client:
        for address in ("/", "/search?q=x", "/committees", "/documents/x", "/about"):
            response = client.get(address)
            assert response.status_code == 503
            assert "Index a folder of documents" in response.text
        assert client.get("/privacy").status_code == 200
        assert client.get("/healthz").status_code == 503
        assert "Index a folder" in client.get("/api/search?q=x").json()["detail"]


def test_the_way_back_leads_to_the_same_page_of_the_same_results(client: TestClient) -> None:
    results = client.get("/search?q=parking&committee=Cabinet&page=2&sort=newest").text
    reader = re.search(r'href="(/documents/[^"]+)"', results)
    assert reader
    document = client.get(unescape(reader[1]).partition("#")[0]).text
    back = re.search(r'href="([^"]+)">Back to the results', document)
    assert back
    address, _, result = unescape(back[1]).partition("#")
    assert address == "/search?q=parking&sort=newest&committee=Cabinet&page=2"
    assert f'<article id="{result}" ' in results


@pytest.mark.parametrize(
    ("asked", "told"),
    [("neglect", "“neglect”"), ('"neglect was often"', '"neglect was often"'), ("x " * 80, "…”")],
)
def test_what_was_searched_for_stands_in_one_pair_of_marks(
    client: TestClient, asked: str, told: str
) -> None:
    page = client.get(f"/documents/{M}", params={"q": asked}).text
    said = re.search(r"You searched for <strong>(.*?)</strong>", page)

    assert said and unescape(said[1]).endswith(told)
    assert len(re.findall(r'["“”]', unescape(said[1]))) == 2


def test_a_meeting_says_what_was_taken_down_of_it() -> None:
    about = entry("a.txt", "Agenda", DocumentKind.AGENDA, "Cabinet", dt.date(2024, 3, 4))
    with TestClient(create_app(MemoryLibrary([make(about, [Piece("1 Welcome")])]))) as client:
        page = client.get("/meetings/cabinet/2024-03-04").text
        elsewhere = TestClient(create_app(MemoryLibrary([MINUTES]))).get(
            "/meetings/cabinet/2024-03-04"
        )

    assert "Minutes, Cabinet, 4 March 2024. Taken down on 20 January 2025." in page
    assert elsewhere.status_code == 410  # nothing else is held of the committee


def test_contents_begin_where_the_cover_ends(client: TestClient) -> None:
    page = client.get(f"/documents/{REPORT.document.id}").text
    entries = re.findall(r'<li><a class="govuk-link" href="#section-\d">(?:<[^>]+>)*([^<]+)', page)

    assert entries[:2] == ["1 Foreword", "2 Figures"]


@pytest.mark.parametrize("results", ["q=other", "page=0", "%3Cscript%3E", "q=parking&mode=x"])
def test_a_forged_way_back_leads_to_the_words(client: TestClient, results: str) -> None:
    found = client.get("/api/search?q=parking").json()["hits"][0]["document"]["id"]
    document = client.get(f"/documents/{found}", params={"q": "parking", "results": results}).text
    back = re.search(r'href="([^"]+)">Back to the results', document)
    assert back and back[1] == "/search?q=parking"


@pytest.mark.parametrize(
    ("held", "copied"),
    [
        (
            "(1) That the budget be agreed.\n(2) That it be published.",
            "“(1) That the budget be agreed. (2) That it be published.” (",
        ),
        ("3.2 Rents rise.", "“3.2 Rents rise.” ("),
        ("· To note the report.", "“To note the report.” ("),
    ],
)
def test_a_quotation_to_be_copied_leaves_out_no_number(held: str, copied: str) -> None:
    shelved = make(
        entry("cabinet.txt", "Minutes", DocumentKind.MINUTES, "Cabinet", None), [Piece(held)]
    )
    client = TestClient(create_app(MemoryLibrary([shelved])))
    page = client.get(f"/passages/{shelved.passages[0].id}").text

    assert copied in re.sub(r"\s+", " ", page)


class Links(HTMLParser):
    """Where each name of a link or a box leads, as it is heard out of its place."""

    def __init__(self) -> None:
        super().__init__()
        self.leads: dict[str, set[str]] = {}
        self._to = ""
        self._name = ""
        self._unheard = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        known = dict(attrs)
        if tag == "a" or (tag == "label" and "checkboxes" in (known.get("class") or "")):
            self._to, self._name = known.get("href") or known.get("for") or "", ""

    def handle_data(self, data: str) -> None:
        self._name += data

    def handle_endtag(self, tag: str) -> None:
        if tag in ("a", "label") and self._to:
            self.leads.setdefault(" ".join(self._name.split()), set()).add(self._to)
            self._to = ""


ONE_ITEM = make(
    entry("cabinet.html", "Minutes", DocumentKind.MINUTES, "Cabinet", dt.date(2024, 2, 8)),
    [
        Piece("Damp", BlockKind.HEADING, None, item=AgendaItem("5", "Damp", 0, 0)),
        *(
            Piece(f"({number}) That damp be looked into {how}.", passage=PassageKind.RESOLUTION)
            for number, how in enumerate(("now", "later", "again"), 1)
        ),
    ],
)


@pytest.mark.parametrize(
    "address",
    [
        "/search?q=damp",
        "/search?q=what+of+damp",
        "/search?q=damp&group=meeting",
        "/search?q=why+damp",
        "/decisions",
        "/meetings/cabinet/2024-02-08",
        "/cy/decisions",
    ],
)
def test_links_that_lead_elsewhere_are_named_otherwise(address: str) -> None:
    client = TestClient(create_app(MemoryLibrary([ONE_ITEM])))
    main = client.get(address).text.partition("<main")[2].partition("</main>")[0]
    links = Links()
    links.feed(main)

    assert len(links.leads) > 9
    assert {name: to for name, to in links.leads.items() if len(to) > 1} == {}


def test_what_can_be_copied_is_named_on_its_button(client: TestClient) -> None:
    page = client.get(f"/passages/{EXCHANGE.id}").text
    buttons = re.findall(r'data-button="([^"]+)"', page)

    assert buttons == ["Copy the citation", "Copy the quotation"]


def test_a_long_question_is_repeated_in_short_and_told_of_once(client: TestClient) -> None:
    question = "neglect " + "of parking and damp in the homes of others " * 90
    page = unescape(client.get("/search", params={"q": question}).text)
    title = re.search(r"<title>(.*?) –", page)
    heading = re.search(r"<h1[^>]*>(.*?)</h1>", page, re.S)

    assert title and heading
    assert heading[1].endswith("…”") and len(heading[1]) < 200
    assert heading[1] in title[1]
    assert f'value="{question.strip()}"' in page
    unbroken = client.get("/search", params={"q": "x" * 300}).text
    assert f"“{'x' * 120}…”</h1>" in unbroken
    assert len(re.findall(r"Only the first|only its first", page)) == 1


@pytest.mark.parametrize(
    ("address", "said"),
    [
        ("/search", "lists every passage of the archive"),
        ("/search?q=", "lists every passage of the archive"),
        ("/search?kind=minutes", "lists every passage that the filters let through"),
    ],
)
def test_a_search_for_nothing_says_what_it_lists(
    client: TestClient, address: str, said: str
) -> None:
    assert said in client.get(address).text
    assert "Type a question in the box above" not in client.get("/search?q=neglect").text


@pytest.mark.parametrize("address", ["/cy/", "/cy/search?q=zebra", "/cy/search?q=why+parking"])
def test_a_welsh_reader_is_told_to_ask_in_english(client: TestClient, address: str) -> None:
    page = client.get(address).text
    english = client.get(address.removeprefix("/cy")).text

    assert 'aria-describedby="q-hint q-language"' in page or 'by=" q-language"' in page
    assert page.count("yn Saesneg") >= (1 if address == "/cy/" else 2)
    assert "yn Saesneg" not in english


def test_a_welsh_page_says_each_date_once_and_marks_english_names(client: TestClient) -> None:
    shelved = make(
        entry(
            "cabinet.html",
            "Minutes of the Cabinet, 8 February 2024",
            DocumentKind.MINUTES,
            "Cabinet",
            dt.date(2024, 2, 8),
        ),
        [Piece("Of parking.")],
    )
    client = TestClient(create_app(MemoryLibrary([shelved])))
    document = client.get(f"/cy/documents/{shelved.document.id}").text
    passage = client.get(f"/cy/passages/{shelved.passages[0].id}").text

    assert "<title>Minutes of the Cabinet, 8 February 2024 –" in document
    assert "8 Chwefror 2024" not in document
    assert '<span lang="en">Minutes of the Cabinet, 8 February 2024</span>' in document
    assert '<p class="govuk-body app-passage__citation" lang="en">Cabinet, 8 Feb' in passage
    assert "a(c)" not in client.get("/cy/").text


@pytest.mark.parametrize(
    ("suffix", "size", "said"),
    [
        (".pdf", 1_234_567, "Download the original (PDF, 1.2 MB)"),
        (".DOCX", 999_499, "Download the original (Word, 999 kB)"),
        (".txt", 12, "Download the original (text, 1 kB)"),
        (".html", None, "Download the original (web page)"),
        ("", None, "Download the original"),
    ],
)
def test_an_original_is_named_by_its_form_and_size(
    suffix: str, size: int | None, said: str
) -> None:
    assert wording.original(suffix, size) == said


def test_one_file_has_one_name(client: TestClient) -> None:
    for address in (f"/passages/{EXCHANGE.id}", f"/documents/{M}", f"/documents/{M}/verify"):
        page = client.get(address).text
        to_original = re.findall(r'<a[^>]*href="/documents/[^"]*/original[^"]*"[^>]*>([^<]+)', page)

        assert {re.sub(r" \(.*", "", name) for name in to_original} == {"Download the original"}
        assert "stored file" not in page.replace("The stored file was read through", "").lower()
        assert "A fingerprint of the file’s bytes" in page


def test_a_printed_page_says_where_it_stands_and_how_old_the_archive_is() -> None:
    app = create_app(MemoryLibrary(), SiteSettings(public_url="https://minutes.example/"))
    page = TestClient(app).get("/cy/search?q=neglect&pick=x").text
    line = re.search(r'<p class="app-on-paper app-paper">(.*?)</p>', page, re.S)

    assert line and "https://minutes.example/cy/search?q=neglect<br>" in line[1]
    assert "20 Ionawr 2025" in line[1]
