from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from archive.document import DocumentKind
from archive.manifest import ManifestRow, read_manifest

HEADER = "file,title,committee,date,kind,source_url"


def test_reads_a_full_row() -> None:
    text = (
        f"{HEADER},item,publisher,licence\n"
        'a.pdf,"Budget, again",Cabinet,2024-12-10,annual-report,https://x.example/a,7.,Larkmere,CC0-1.0\n'
    )
    manifest = read_manifest(text.encode())
    assert manifest.notes == ()
    assert manifest.row_of("a.pdf") == ManifestRow(
        "a.pdf",
        "Budget, again",
        "Cabinet",
        dt.date(2024, 12, 10),
        DocumentKind.ANNUAL_REPORT,
        "https://x.example/a",
        "7",
        "Larkmere",
        "CC0-1.0",
    )


@pytest.mark.parametrize(
    "data",
    [
        f"\ufeff{HEADER}\nminutes/café.txt,T,C,10/12/2024,Minutes,\n".encode(),
        f"{HEADER}\r\nminutes/café.txt,T,C,10/12/2024,minutes,\r\n\r\n".encode("cp1252"),
        f"{HEADER}\nminutes\\café.txt,T,C,10/12/2024,minutes,\n".replace(",", ";").encode(),
        f"{HEADER}\nminutes/café.txt,T,C,10/12/2024,minutes,\n".replace(",", "\t").encode("utf-16"),
        f"{HEADER}\n./minutes/cafe\u0301.txt,T,C,10 December 2024,minutes,\n".encode(),
    ],
)
def test_reads_what_spreadsheets_save(data: bytes) -> None:
    manifest = read_manifest(data)
    assert manifest.notes == ()
    row = manifest.row_of("minutes/café.txt")
    assert row is not None
    assert (row.title, row.date, row.kind) == ("T", dt.date(2024, 12, 10), DocumentKind.MINUTES)


@pytest.mark.parametrize(
    ("line", "words"),
    [
        ("a.pdf,T,C,2024-13-10,minutes,", ("line 2", "'2024-13-10'", "2024-12-10")),
        ("a.pdf,T,C,2024-12-10,minuets,", ("line 2", "'minuets'", "annual-report")),
        ("a.pdf,T,C,2024-12-10,minutes,javascript:alert(1)", ("line 2", "javascript", "https://")),
    ],
)
def test_a_cell_that_means_nothing_costs_no_other(line: str, words: tuple[str, ...]) -> None:
    manifest = read_manifest(f"{HEADER}\n{line}\n".encode())
    (note,), row = manifest.notes, manifest.rows["a.pdf"]

    assert all(word in note for word in (*words, "rest of the line was used")), note
    assert (row.title, row.committee) == ("T", "C")
    assert [row.date, row.kind, row.source_url].count(None) + (not row.source_url) >= 1


@pytest.mark.parametrize(
    ("line", "words"),
    [
        ("a.pdf,Budget, again,C,2024-12-10,minutes,", ("line 2", "7 cells", "double quotes")),
        ("../a.pdf,T,C,2024-12-10,minutes,", ("line 2", "'../a.pdf'", "inside this folder")),
        ("C:\\a.pdf,T,C,,,", ("line 2", "inside this folder")),
        (",T,C,2024-12-10,minutes,", ("line 2", "inside this folder")),
    ],
)
def test_names_a_bad_row_and_keeps_the_others(line: str, words: tuple[str, ...]) -> None:
    manifest = read_manifest(f"{HEADER}\n{line}\nb.pdf,,,,,\n".encode())
    (note,) = manifest.notes
    assert all(word in note for word in words), note
    assert list(manifest.rows) == ["b.pdf"]


def test_counts_lines_across_a_cell_with_line_breaks() -> None:
    manifest = read_manifest(f'{HEADER}\n"a.pdf","two\nlines",,,,\nb.pdf,,,bad,,\n'.encode())
    assert manifest.rows["a.pdf"].title == "two lines"
    assert "line 4" in manifest.notes[0]


def test_says_what_is_wrong_with_the_columns() -> None:
    assert "'wombat'" in read_manifest(b"file,wombat\na.pdf,1\n").notes[0]
    assert "no column 'file'" in read_manifest(b"name,title\na.pdf,1\n").notes[0]
    assert "empty" in read_manifest(b"").notes[0]


def test_a_second_row_for_a_file_is_refused() -> None:
    manifest = read_manifest(f"{HEADER}\na.pdf,one,,,,\na.pdf,two,,,,\n".encode())
    assert manifest.rows["a.pdf"].title == "one"
    assert "line 3" in manifest.notes[0]


@given(
    st.one_of(
        st.binary(), st.text().map(lambda text: f"{HEADER}\n{text}".encode("utf-8", "replace"))
    )
)
def test_no_bytes_raise(data: bytes) -> None:
    read_manifest(data)


def test_control_characters_are_left_out_of_cells() -> None:
    manifest = read_manifest(f"{HEADER}\na.pdf,Mi\0nutes\x1b[2J,,,,\n".encode())
    assert manifest.rows["a.pdf"].title == "Minutes[2J"
