"""Hits as a file for a spreadsheet: all of them, once each, word for word, and nothing that computes."""

from __future__ import annotations

import csv
import datetime as dt
import io
from collections.abc import Iterable

import pytest
from hypothesis import given
from hypothesis import strategies as st
from starlette.testclient import TestClient

from archive.document import DocumentKind, Entry
from indexer.results import Mode, Results, Search, Sort
from tests.web.library import MINUTES, SCRUTINY, MemoryLibrary, Piece, entry, make
from web.app import create_app
from web.dates import today
from web.errors import ArchiveRenewed
from web.export import AT_ONCE, OF_A_SEARCH, file_name, in_csv, in_full, inert
from web.site import SiteSettings
from web.urls import Urls

DAY = dt.date(2025, 6, 2)
FORMULAS = "=+-@\t\r＝＋－＠"


def read(data: bytes) -> list[dict[str, str]]:
    assert data.startswith(b"\xef\xbb\xbf")
    rows = csv.DictReader(io.StringIO(data.decode("utf-8-sig"), newline=""), strict=True)
    assert tuple(rows.fieldnames or ()) == OF_A_SEARCH
    return list(rows)


def library_of(texts: Iterable[str]) -> MemoryLibrary:
    held = entry("cafe.txt", "Café", DocumentKind.MINUTES, "Cabinet", dt.date(2024, 1, 2))
    return MemoryLibrary(shelf=(make(held, [Piece(text) for text in texts]),))


def test_a_file_holds_each_hit_with_its_place(client: TestClient) -> None:
    answer = client.get("/search.csv?q=neglect&mode=every&sort=oldest")
    rows = read(answer.content)
    hits = client.get("/api/search?q=neglect&mode=every&sort=oldest").json()["hits"]

    assert answer.headers["content-type"] == "text/csv; charset=utf-8"
    assert (
        answer.headers["content-disposition"]
        == f'attachment; filename="passages-neglect-{today()}.csv"'
    )
    assert answer.headers["x-robots-tag"] == "noindex"
    assert [row["Link"] for row in rows] == [f"http://testserver{hit['url']}" for hit in hits]
    for row, hit in zip(rows, hits, strict=True):
        assert row["Passage"].removeprefix("'") == hit["text"]
        assert row["Context"].removeprefix("'") == "\n".join(hit["context"])
        assert row["Searched for"] == "neglect" and row["Searched on"] == today().isoformat()
        assert row["Retrieved"] == "2025-01-20"
        assert row["Citation"] == hit["citation"] and row["Source link"] == hit["source_url"]
    exchange = next(row for row in rows if row["Kind"] == "Question and response")
    assert exchange["Passage"].startswith("'- Officers said")
    told = [exchange[name] for name in ("Committee", "Date", "Document", "Item", "Page")]
    assert told == [
        SCRUTINY, "2024-12-10", MINUTES.document.entry.title, "7 Safeguarding annual report", "",
    ]  # fmt: skip


def test_a_file_is_quoted_throughout_and_ends_its_lines_as_excel_does(client: TestClient) -> None:
    data = client.get("/search.csv?q=moved").content.removeprefix(b"\xef\xbb\xbf")

    assert data.startswith(b'"Committee","Date",') and data.endswith(b'"\r\n')
    assert data.count(b"\r\n") == 1 + len(read(client.get("/search.csv?q=moved").content))


@pytest.mark.parametrize(
    ("query", "told"),
    [
        ("q=neglect", ("neglect", "Words and meaning", "", "/search?q=neglect")),
        (
            f"q=neglect&mode=every&committee={SCRUTINY}&from=2024&kind=minutes&passage=exchange",
            (
                "neglect",
                "Every mention",
                f"Committee: {SCRUTINY}; Part of the record: Question and response; "
                "Kind of document: Minutes; From 1 January 2024",
                "/search?q=neglect&mode=every&committee=Children%2C+Schools+and+Families+Scrutiny+"
                "Committee&kind=minutes&passage=exchange&from=2024-01-01",
            ),
        ),
        ("q=&from=2024&to=2024", ("", "Words and meaning", "2024", "/search?from=2024-01-01&to=2024-12-31")),
    ],
)  # fmt: skip
def test_a_file_says_what_search_it_holds(
    client: TestClient, query: str, told: tuple[str, ...]
) -> None:
    row = read(client.get(f"/search.csv?{query}").content)[0]
    searched = [row[name] for name in ("Searched for", "Looked for by", "Filters", "Search link")]

    assert tuple(searched) == (*told[:3], f"http://testserver{told[3]}")
    assert client.get(row["Search link"]).status_code == 200


def test_a_file_of_nothing_has_its_header(client: TestClient) -> None:
    assert read(client.get("/search.csv?q=zebra").content) == []


def test_a_page_of_results_makes_no_difference(client: TestClient) -> None:
    whole = client.get("/search.csv?q=parking").content

    assert client.get("/search.csv?q=parking&page=2").content == whole
    assert len(read(whole)) == 25


def test_a_councils_own_address_stands_in_its_files() -> None:
    settings = SiteSettings(public_url="https://minutes.larkmere.example/")
    with TestClient(create_app(MemoryLibrary(), settings)) as client:
        (row,) = read(client.get("/search.csv?q=learnt").content)

    assert row["Link"].startswith("https://minutes.larkmere.example/passages/")


@pytest.mark.parametrize("address", ["/search.csv?q=x&mode=magic", "/search.csv?from=soon"])
def test_a_bad_parameter_is_an_error_page_and_no_file(client: TestClient, address: str) -> None:
    answer = client.get(address)

    assert answer.status_code == 422
    assert "text/html" in answer.headers["content-type"]
    assert "content-disposition" not in answer.headers


@pytest.mark.parametrize(
    ("most", "held"),
    [(1, 1), (AT_ONCE, AT_ONCE), (AT_ONCE + 1, AT_ONCE + 1), (10_000, 2 * AT_ONCE + 7)],
)
def test_hits_are_fetched_page_after_page(most: int, held: int) -> None:
    library = library_of(f"Damp in house {n}." for n in range(2 * AT_ONCE + 7))
    pages = list(in_full(library, Search("damp", mode=Mode.EVERY, sort=Sort.OLDEST), most))
    ranks = [hit.rank for page in pages for hit in page.hits]

    assert ranks == list(range(1, held + 1))
    assert library.searches == len(pages) == -(-held // AT_ONCE)


class RenewedLibrary(MemoryLibrary):
    """Another archive after the first search."""

    def entries(self) -> tuple[Entry, ...]:
        return super().entries()[min(self.searches, 2) // 2 :]


def test_two_builds_are_never_mixed() -> None:
    held = entry("damp.txt", "Damp", DocumentKind.MINUTES, "Cabinet", dt.date(2024, 1, 2))
    library = RenewedLibrary(shelf=(make(held, [Piece(f"Damp {n}.") for n in range(500)]),))
    pages = in_full(library, Search("damp"))

    assert len(next(pages).hits) == AT_ONCE
    with pytest.raises(ArchiveRenewed, match="Ask for it again"):
        next(pages)


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("neglect", "passages-neglect.csv"),
        ("", "passages.csv"),
        ('"Café" \r\nX: y', "passages-cafe-x-y.csv"),
        ("../../etc/passwd", "passages-etc-passwd.csv"),
        ("damp " * 40, "passages" + "-damp" * 10 + "-d.csv"),
        ("£", "passages.csv"),
    ],
)
def test_the_name_of_a_file(text: str, name: str) -> None:
    assert file_name(Search(text), DAY) == name.replace(".", "-2025-06-02.")


@pytest.mark.parametrize(
    ("text", "cell"),
    [
        ("=1+1", "'=1+1"),
        ("+44 20", "'+44 20"),
        ("-5", "'-5"),
        ("@SUM(A1)", "'@SUM(A1)"),
        ("\t=1", "'\t=1"),
        ("\ra", " a"),
        ("\r=1", "' =1"),
        ("  =1", "'  =1"),
        ("＝1", "'＝1"),
        ("- Officers said", "'- Officers said"),
        ("– a dash", "– a dash"),
        ("a=b", "a=b"),
        ("", ""),
        ("a\x00b\x1b[31m", "a\ufffdb\ufffd[31m"),
    ],
)
def test_no_cell_starts_a_formula(text: str, cell: str) -> None:
    assert inert(text) == cell


@given(
    st.lists(st.text(st.characters(codec="utf-8"), min_size=1, max_size=30), min_size=1, max_size=4)
)
def test_whatever_a_document_holds_a_file_reads_back_and_computes_nothing(texts: list[str]) -> None:
    library = library_of(texts)
    pages = in_full(library, Search("", sort=Sort.OLDEST))
    rows = read(b"".join(in_csv(pages, Urls(), "https://x.example", DAY)))

    assert len(rows) == len(texts)
    assert [cell for row in rows for cell in row.values() if cell[:1] in tuple(FORMULAS)] == []
    shown = {row["Passage"] for row in rows}
    assert shown == {inert(text) for text in texts}


def test_an_export_without_hits_is_one_search(library: MemoryLibrary) -> None:
    (only,) = in_full(library, Search("zebra"))

    assert isinstance(only, Results) and only.hits == () and library.searches == 1
