"""The reader over a real archive: originals, page pictures, versions, verification."""

from __future__ import annotations

import hashlib
import io
import re
from collections.abc import Iterator
from dataclasses import replace
from html import unescape

import pytest
from PIL import Image
from starlette.testclient import TestClient

from archive.catalogue import open_catalogue
from archive.document import DocumentKind
from archive.ingest import ingest
from archive.lock import sole_writer
from indexer.building.build import build
from indexer.highlight import highlights
from indexer.library import Library
from indexer.parser import parse
from indexer.query import Either, Phrase, Query, Word
from indexer.results import Search
from tests.archive.pdf_print import column, drawn
from tests.indexer import records
from tests.indexer.hashing import HashingEncoder
from tests.web import library as held
from tests.web.conftest import SETTINGS
from tests.web.library import COUNCIL, MemoryLibrary, Piece, make
from web.app import create_app
from web.markup import Matches
from web.presenters.steps import Steps, stepping, steps_through

HEAD = ("**CABINET", "Minutes of the meeting held on 7 March 2023")
FIRST = "The Cabinet agreed that the charge for parking be left at two pounds until May."
SECOND = "Officers were asked to report on damp in the flats at Barge House by the summer."
CHANGED = "The Cabinet agreed that the charge for parking be set at three pounds from June."
HTML = (
    "<!doctype html><title>Notice</title><script>document.title='run'</script>"
    "<h1>Notice of the Housing Committee, 3 May 2023</h1>"
    "<p>Pets &amp; plants may be kept in flats – with consent – from the autumn.</p>"
)


def minutes(parking: str) -> bytes:
    """Two pages, with an item for parking, one for damp, and the close."""
    items = ("**1. PARKING", parking, "**2. DAMP", SECOND)
    close = ("**3. CLOSE", "The meeting closed at nine in the evening, when all had been said.")
    return drawn(column(72, 90, *HEAD, *items, leading=20), column(72, 90, *close, leading=20))


@pytest.fixture(scope="module")
def library(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Library]:
    """Of a PDF in two versions, a web page, and a text whose name needs care."""
    papers, archive = tmp_path_factory.mktemp("papers"), tmp_path_factory.mktemp("archive")
    (papers / "notice.html").write_text(HTML, "utf-8")
    (papers / 'Tŷ "Haf".txt').write_text(
        "Report\n\nThe caf\u00e9 was opened on 1 May 2023.\n", "cp1252"
    )
    (papers / "manifest.csv").write_text(
        "file,source_url\nnotice.html,https://democracy.larkmere.example/notice?ID=1\n"
    )
    for words in (FIRST, CHANGED):
        (papers / "cabinet.pdf").write_bytes(minutes(words))
        with sole_writer(archive), open_catalogue(archive, create=True) as catalogue:
            ingest([papers], archive, catalogue)
            build(archive, catalogue, HashingEncoder())
    library = Library(archive, HashingEncoder())
    yield library
    library.close()


@pytest.fixture(scope="module")
def client(library: Library) -> Iterator[TestClient]:
    with TestClient(create_app(library, SETTINGS)) as client:
        yield client


def document(library: Library, name: str) -> str:
    return next(e.id for e in library.entries() if e.provenance.file.endswith(name))


def passage(library: Library, name: str, words: str) -> str:
    return next(p.id for p in library.passages(document(library, name)) if words in p.text)


@pytest.fixture(scope="module")
def pdf(library: Library) -> str:
    return document(library, "cabinet.pdf")


@pytest.fixture(scope="module")
def parking(library: Library) -> str:
    return passage(library, "cabinet.pdf", "three pounds")


def main(page: str) -> str:
    """The page's words."""
    held = re.sub(r"<[^>]+>", " ", page[page.index("<main") : page.index("</main>")])
    return " ".join(unescape(held).split())


def test_the_page_is_shown_beside_the_passage_with_its_place_marked(
    client: TestClient, parking: str
) -> None:
    page = client.get(f"/passages/{parking}").text
    picture = re.search(r'<img src="([^"]+)" width="(\d+)" height="(\d+)" alt="([^"]+)"', page)
    marks = re.search(
        r'viewBox="0 0 ([\d.]+) ([\d.]+)".*?words" d="M([\d.]+) ([\d.]+)H([\d.]+)V([\d.]+)', page
    )
    assert picture and marks
    answer = client.get(unescape(picture[1]))
    image = Image.open(io.BytesIO(answer.content)).convert("L")
    scale = image.width / float(marks[1])
    x0, y0, x1, y1 = (float(marks[place]) * scale for place in range(3, 7))
    whole = image.crop((0, round(y0), image.width, round(y1))).histogram()[0]
    marked = image.crop((round(x0), round(y0), round(x1), round(y1))).histogram()[0]

    assert (
        picture[4] == "Page 1 of cabinet.pdf, the passage marked; the same words stand in the text."
    )
    assert (picture[2], picture[3]) == ("794", "1123")
    assert answer.headers["content-type"] == "image/webp"
    assert answer.headers["cache-control"] == "private, max-age=31536000, immutable"
    assert whole == marked > 100  # all ink of the line is under the mark
    assert "Page 1 as printed" in page and "#page=1" in page


def test_a_picture_is_asked_for_again_only_when_it_has_changed(
    client: TestClient, pdf: str
) -> None:
    first = client.get(f"/documents/{pdf}/pages/2.webp")
    again = client.get(
        f"/documents/{pdf}/pages/2.webp", headers={"If-None-Match": first.headers["etag"]}
    )

    assert (first.status_code, again.status_code) == (200, 304)
    assert first.headers["cache-control"] == "private, max-age=3600"


@pytest.mark.parametrize(
    ("address", "status"),
    [
        ("pages/0.webp", 404),
        ("pages/3.webp", 404),
        ("pages/x.webp", 404),
        ("pages/99999999999999999999.webp", 404),
        ("pages/²3.webp", 404),
        ("pages/1.webp?v=x", 422),
        ("pages/1.webp?v=ffffffffffff-1", 404),
        ("original?version=ffffffffffff", 404),
        ("original?version=x", 422),
        ("changes?from=ffffffffffff", 404),
        ("changes?to=x", 422),
        ("verify?passage=nothing", 404),
        ("verify?quotation=" + "a+" * 2_000, 422),
    ],
)
def test_what_is_not_there_is_told(client: TestClient, pdf: str, address: str, status: int) -> None:
    answer = client.get(f"/documents/{pdf}/{address}")

    assert answer.status_code == status
    assert "<h1" in answer.text


def test_the_reader_shows_the_printed_page_too(client: TestClient, pdf: str, parking: str) -> None:
    page = client.get(f"/documents/{pdf}?passage={parking}").text

    assert "Page 1 as printed, with the passage marked" in page
    assert page.count("app-print__words") == 1
    assert "app-print" not in client.get(f"/documents/{pdf}").text
    tools = page.partition(f'id="p-{parking}"')[2].partition("</ul>")[0]
    link = re.search(r'href="([^"#]+)#([^"]+)">Page 1 as printed</a>', tools)
    assert link and f'id="{link[2]}">Page 1 as printed' in client.get(link[1]).text


def test_matches_lead_to_each_other(client: TestClient, pdf: str) -> None:
    page = client.get(f"/documents/{pdf}?q=the").text
    count = page.count('class="app-match"')
    said = main(page)

    assert count > 1 and 'href="#match-1"' in page.partition("<article")[0]
    for number in range(1, count + 1):
        assert page.count(f'id="match-{number}"') == 1
        assert f"Match {number} of {count}" in said
    assert said.count("Previous match") == said.count("Next match") == count - 1


def stepped(words: str, *paragraphs: str) -> tuple[Steps, str]:
    document = records.document("\n".join(paragraphs))
    return steps_through(parse(words), highlights(parse(words), document.text), document, ()), (
        document.text
    )


@pytest.mark.parametrize(
    ("words", "paragraphs", "opens", "said"),
    [
        (
            "council tax increase",
            ("LARKMERE COUNCIL", "The council tax increase was set.", "Tax was raised.", "COUNCIL"),
            ["council tax"],
            "1 passage holds all of the words",
        ),
        (
            "council tax increase",
            ("COUNCIL", "A council tax.", "Council and tax.", "Tax"),
            ["council tax", "Council and"],
            "No passage holds all of the words. 2 hold the most, 2 of 3 each",
        ),
        ("council", ("COUNCIL", "A council of the council", "None"), ["COUNCIL", "council of"], ""),
        ('"council tax"', ("Council", "tax", "The council tax", "tax of the council"),
         ["council tax"], "1 passage holds all"),
        ("coun*", ("Council", "none", "county"), ["Council", "county"], ""),
        ("shelter", ("none",), [], ""),
    ],
)  # fmt: skip
def test_one_steps_through_the_passages_that_hold_the_most_of_the_words(
    words: str, paragraphs: tuple[str, ...], opens: list[str], said: str
) -> None:
    steps, text = stepped(words, *paragraphs)

    assert [
        text[at:][: len(begins)] for at, begins in zip(steps.places, opens, strict=True)
    ] == opens
    assert stepping(steps).startswith(said) and bool(stepping(steps)) == bool(said)


class KnowingLibrary(MemoryLibrary):
    """Knows an acronym."""

    def understood(self, search: Search) -> Query:
        forms = (Word("TA", "ta"), Phrase('"bus shelters"', ("bus", "shelters")))
        return replace(super().understood(search), wanted=(Either("bus shelters", forms),))


def test_a_reader_marks_what_the_search_has_found() -> None:
    shelved = make(
        held.entry("ta.txt", "Bus shelters", DocumentKind.MINUTES, "Cabinet", None),
        [Piece("Bus shelters (TA) are few."), Piece("The TA is old."), Piece("None was built.")],
    )
    with TestClient(create_app(KnowingLibrary([shelved]))) as client:
        page = client.get(f"/documents/{shelved.document.id}?q=bus+shelters").text

    assert "marked 3 times in this document" in page
    assert page.count("app-match") and "passage holds" not in page


def test_what_can_be_done_with_a_passage_stands_at_it(
    client: TestClient, pdf: str, parking: str
) -> None:
    address = f"/documents/{pdf}?passage={parking}&q=cabinet"
    before, _, after = client.get(address).text.partition(f'id="p-{parking}"')
    tools, _, rest = after.partition("</ul>")

    assert "Add to briefing" in tools and "Cite or link to this passage" in tools
    assert "match</a>" in tools and "Add to briefing" not in before
    assert rest.index("app-shown") < 600  # the passage follows
    assert f'id="p-{parking}"' not in rest
    added = client.get(f"{address}&pick={parking}").text.partition(f'id="p-{parking}"')[2]
    assert re.match(r'[^>]*>\s*<p class="app-tools__done">In the briefing', added)
    assert "View the briefing" in added.partition("</ul>")[0]


def test_links_to_passages_are_told_apart(client: TestClient, pdf: str) -> None:
    page = client.get(f"/documents/{pdf}").text
    names = re.findall(r'class="app-permalink"[^>]* aria-label="([^"]+)"', page)

    assert len(names) == len(set(names)) > 1
    assert all(name.startswith("Link to the passage “") for name in names)
    assert 'href="#provenance"' in page.partition("<article")[0]


def test_what_has_no_neighbour_has_no_step_there() -> None:
    steps = Matches({5: 1, 9: 2}, 1_204).steps

    assert "Match 1 of 1,204" in steps(5) and "Previous" not in steps(5)
    assert "match-1" in steps(9) and "Next" not in steps(9)
    assert steps(7) == ""


def test_the_original_is_what_was_received(client: TestClient, library: Library, pdf: str) -> None:
    now, before = library.versions(pdf)
    for entry, words, query in (
        (now, CHANGED, ""),
        (before, FIRST, f"?version={before.provenance.sha256[:12]}"),
    ):
        answer = client.get(f"/documents/{pdf}/original{query}")
        assert answer.content == minutes(words)
        assert hashlib.sha256(answer.content).hexdigest() == entry.provenance.sha256
        assert answer.headers["content-type"] == "application/pdf"
        assert answer.headers["content-disposition"].startswith('inline; filename="cabinet.pdf"')
        assert "sandbox" not in answer.headers["content-security-policy"]


def test_nothing_in_a_page_of_others_runs(client: TestClient, library: Library) -> None:
    answer = client.get(f"/documents/{document(library, 'notice.html')}/original")
    policy = answer.headers["content-security-policy"]

    assert answer.content == HTML.encode()
    assert answer.headers["content-type"] == "text/html; charset=utf-8"
    assert "sandbox" in policy.split("; ") and "default-src 'none'" in policy
    assert "script" not in policy and "allow" not in policy
    assert answer.headers["x-content-type-options"] == "nosniff"


def test_a_file_keeps_its_name_and_its_letters(client: TestClient, library: Library) -> None:
    answer = client.get(f"/documents/{document(library, '.txt')}/original")

    assert answer.headers["content-type"] == "text/plain; charset=windows-1252"
    assert "café" in answer.text
    assert answer.headers["content-disposition"] == (
        "inline; filename=\"T_ _Haf_.txt\"; filename*=UTF-8''T%C5%B7%20%22Haf%22.txt"
    )


def test_part_of_a_file_can_be_asked_for(client: TestClient, pdf: str) -> None:
    answer = client.get(f"/documents/{pdf}/original", headers={"Range": "bytes=0-3"})

    assert (answer.status_code, answer.content) == (206, b"%PDF")
    whole = client.get(f"/documents/{pdf}/original")
    again = client.get(
        f"/documents/{pdf}/original", headers={"If-None-Match": whole.headers["etag"]}
    )
    assert "content-encoding" not in whole.headers
    assert (again.status_code, again.content) == (304, b"")


def test_versions_are_compared(client: TestClient, library: Library, pdf: str) -> None:
    now, before = (entry.provenance.sha256[:12] for entry in library.versions(pdf))
    page = client.get(f"/documents/{pdf}/changes").text

    assert main(page) == main(client.get(f"/documents/{pdf}/changes?from={before}&to={now}").text)
    assert re.search(r"<del><span[^>]*>left out: </span>left</del>", page)
    assert re.search(r"<ins><span[^>]*>put in: </span>set</ins>", page)
    assert "1 paragraph differs." in page
    assert SECOND in main(page)
    other_way = client.get(f"/documents/{pdf}/changes?from={now}&to={before}").text
    assert re.search(r"<ins><span[^>]*>put in: </span>left</ins>", other_way)


def test_an_older_version_leads_to_what_changed(
    client: TestClient, library: Library, pdf: str
) -> None:
    now, before = (entry.provenance.sha256[:12] for entry in library.versions(pdf))
    address = f"/documents/{pdf}/changes?from={before}&to={now}"
    older = unescape(client.get(f"/documents/{pdf}?version={before}").text)

    assert older.count(address) == 2  # above the text, and in the list of versions
    assert "Superseded" in older
    assert address in unescape(client.get(f"/documents/{pdf}").text)


def test_one_version_has_nothing_to_compare(client: TestClient, library: Library) -> None:
    answer = client.get(f"/documents/{document(library, '.html')}/changes")

    assert answer.status_code == 404
    assert "one version" in answer.text


def test_a_passage_is_verified(client: TestClient, pdf: str, parking: str) -> None:
    answer = client.get(f"/documents/{pdf}/verify?passage={parking}")
    said = main(answer.text)

    assert answer.headers["cache-control"] == "no-store"
    assert "it is the file that was received on" in said
    assert "they are the same, letter for letter" in said
    assert said.count("Not sound") == 0


@pytest.mark.parametrize(
    ("quotation", "said"),
    [
        (CHANGED, "letter for letter. "),
        (f"“{CHANGED.upper()}” (Cabinet)", "but for spacing"),
        ("The charge for parking be set at nine pounds", "The quotation does not stand"),
        ("the charge for parking be set at nine pounds", "What differs is marked in both"),
        ("The Cabinet […] three pounds", "[…] marks what is left out"),
        ("<script>alert(1)</script> of zebras", "nor do its first three words"),
    ],
)
def test_a_quotation_is_checked(client: TestClient, pdf: str, quotation: str, said: str) -> None:
    page = client.get(f"/documents/{pdf}/verify", params={"quotation": quotation}).text

    assert said in main(page)
    assert "<script>alert" not in page


def test_words_of_a_former_version_are_found_there(
    client: TestClient, library: Library, pdf: str
) -> None:
    now, before = (entry.provenance.sha256[:12] for entry in library.versions(pdf))
    address = f"/documents/{pdf}/verify"
    then, today = (
        client.get(address, params={"quotation": FIRST, "version": version}).text
        for version in (before, now)
    )

    assert "letter for letter" in main(then) and "Read it in context" not in then
    assert "What differs is marked in both" in main(today) and "Read it in context" in today


def test_damage_is_told_and_not_shown(
    client: TestClient, library: Library, pdf: str, parking: str
) -> None:
    """Last of all, for it alters the stored file and puts it back."""
    sha256 = library.versions(pdf)[0].provenance.sha256
    path = library.originals.path(sha256)
    received = path.read_bytes()
    address = f"/documents/{pdf}/verify?passage={parking}"
    try:
        path.write_bytes(minutes("Other words."))
        altered = main(client.get(address).text)
        path.unlink()
        missing = main(client.get(address).text)
        gone = client.get(f"/documents/{pdf}/original")
    finally:
        path.write_bytes(received)

    assert "it is another than that of the file received" in altered
    assert "is missing from the archive" in missing
    assert "Not sound" in altered and "Not sound" in missing
    assert gone.status_code == 404
    assert "Not sound" not in main(client.get(address).text)


def test_a_page_that_lacks_its_picture_is_not_kept(client: TestClient, parking: str) -> None:
    """Else the next request would be told that nothing has changed, when the picture is there by then."""
    whole = client.get(f"/passages/{parking}")
    with TestClient(create_app(MemoryLibrary(), SETTINGS)) as without:
        lacking = without.get(f"/passages/{COUNCIL.passages[2].id}")

    assert "etag" in whole.headers
    assert "There is no picture" in lacking.text
    assert lacking.headers["cache-control"] == "no-store"
    assert "etag" not in lacking.headers
