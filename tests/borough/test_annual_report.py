"""The annual reports: the same bytes each time, and what each must hold."""

from __future__ import annotations

import csv
import re
from pathlib import Path

import pypdfium2
import pytest

from tests.borough.annual_report import WORDS, printed, write_reports
from tests.borough.annual_report_words import WordsError, read
from tests.borough.minutes_source import NOTICE

CORPUS = Path(__file__).parents[2] / "corpus" / "larkmere"
PAGES = {"2022-23": 11, "2023-24": 11, "2024-25": 11}
METADATA = {
    "2022-23": "Larkmere Safeguarding Adults Board Annual Report 2022-23",
    "2023-24": "Microsoft Word - Template v3",
    "2024-25": "Larkmere Safeguarding Adults Board Annual Report 2024-25",
}
RESERVED = ("neglect", "professionally curious", "mash", "multi-agency safeguarding hub")
HEAD = "title: A\nyear: 2022-23\ndate: 2023-10-10\ndocument: s1\nmetadata: A\noutline: no\n---\n\n"

years = pytest.mark.parametrize("year", PAGES)


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("reports")
    write_reports(folder)
    return folder


def file_name(year: str) -> str:
    return f"safeguarding-adults-annual-report-{year}.pdf"


def page_texts(path: Path) -> list[str]:
    with pypdfium2.PdfDocument(path) as pdf:
        texts = []
        for page in pdf:
            textpage = page.get_textpage()
            texts.append(" ".join(textpage.get_text_range().split()))
            textpage.close()
            page.close()
        return texts


@years
def test_printing_twice_gives_the_bytes_of_the_corpus(folder: Path, year: str) -> None:
    first = (folder / file_name(year)).read_bytes()
    assert printed(read(WORDS / f"{year}.txt")) == first
    assert (CORPUS / file_name(year)).read_bytes() == first, "run: python -m tests.borough"


@years
def test_pages_are_counted_and_carry_the_notice(folder: Path, year: str) -> None:
    texts = page_texts(folder / file_name(year))
    assert len(texts) == PAGES[year]
    assert all(NOTICE in text for text in texts)
    for number, text in enumerate(texts[1:], start=2):
        assert f"Page {number} of {len(texts)}" in text
        assert f"Larkmere Safeguarding Adults Board | Annual Report {year}" in text


@years
def test_the_plan_crosses_a_page_and_repeats_its_header(folder: Path, year: str) -> None:
    headers = [t for t in page_texts(folder / file_name(year)) if "No. Action Lead Position" in t]
    assert len(headers) == 2


@years
def test_the_title_in_the_file_is_the_one_it_was_given(folder: Path, year: str) -> None:
    with pypdfium2.PdfDocument(folder / file_name(year)) as pdf:
        assert pdf.get_metadata_value("Title") == METADATA[year]
        assert any(pdf.get_toc()) == (year != "2023-24")


@years
def test_the_reserved_words_do_not_occur(folder: Path, year: str) -> None:
    words = (WORDS / f"{year}.txt").read_text(encoding="utf-8")
    for text in (words, " ".join(page_texts(folder / file_name(year)))):
        plain = " ".join(text.lower().split())
        assert [word for word in RESERVED if word in plain] == []


@years
def test_tables_that_total_add_up(year: str) -> None:
    checked = 0
    for block in read(WORDS / f"{year}.txt").blocks:
        rows = getattr(block, "rows", ())
        for column in range(1, len(rows[0]) if rows else 0):
            total = 0
            for row in rows[1:]:
                figure = re.sub("[£,]", "", row[column])
                if row[0].startswith(("All ", "Total ")) and figure.isdigit():
                    assert int(figure) == total, (row, total)
                    total, checked = 0, checked + 1
                elif figure.isdigit():
                    total += int(figure)
    assert checked >= 6


def test_the_manifest_has_the_rows(tmp_path: Path) -> None:
    rows = write_reports(tmp_path)
    with (CORPUS / "manifest.csv").open(encoding="utf-8", newline="") as stream:
        manifest = list(csv.DictReader(stream))
    assert [row["date"] for row in rows] == ["2023-10-10", "2024-10-15", "2025-10-14"]
    assert all(row in manifest for row in rows), "run: python -m tests.borough"


@pytest.mark.parametrize(
    ("words", "where"),
    [
        ("- no lead-in", "9: a list must follow"),
        ("In short:\n\n1. one\n3. three", "12: not the next item"),
        ("[table 1 1] Caption\n| a | b |\n| a |", "11: a row is | 2 cells |"),
        ("[note] nothing to note", "9: a note must follow"),
        ("[colums]", "9: not known"),
        ("#Heading", "9: a heading is one line"),
        ("A mark[*] and no note.", "7: [*] and [note] do not match"),
    ],
)
def test_words_out_of_order_name_their_line(tmp_path: Path, words: str, where: str) -> None:
    path = tmp_path / "report.txt"
    path.write_text(HEAD + words + "\n", encoding="utf-8")
    with pytest.raises(WordsError, match=re.escape(f"{path}:{where}")):
        read(path)
