from __future__ import annotations

import datetime as dt
import hashlib
from pathlib import Path

import pytest

from archive.document import AgendaItem, BlockKind, DocumentKind, Meeting
from archive.intake import take_in
from archive.manifest import ManifestRow
from archive.reading import UnreadableSource
from archive.sources import Source

NOW = dt.datetime(2026, 11, 24, 9, 30, tzinfo=dt.UTC)
ITEM = """Report of the Director of Ferries.
Minutes:
The Chair invited questions.
· A Member asked why fares rose.
RESOLVED -
THAT the Committee:
1. Note the report.
2. PAY THE FERRYMEN
Supporting documents:""".encode()
ROW = ManifestRow(
    "a.txt",
    "Ferries annual report",
    "Transport Panel",
    dt.date(2024, 12, 10),
    DocumentKind.MINUTES,
    "https://x.example/mgAi.aspx?ID=1",
    publisher="Larkmere",
    licence="CC0-1.0",
)


def source(name: str, row: ManifestRow | None = None) -> Source:
    return Source(Path("/c") / name, name, f"c/{name}", row)


def test_the_manifest_wins_and_one_item_is_the_whole() -> None:
    document = take_in(source("a.txt", ROW), ITEM, NOW)
    entry = document.entry
    assert entry.id == hashlib.sha256(b"c/a.txt").hexdigest()[:12]
    assert (entry.title, entry.kind, entry.committee, entry.date) == (
        ROW.title,
        ROW.kind,
        ROW.committee,
        ROW.date,
    )
    assert entry.meeting == Meeting("Transport Panel", dt.date(2024, 12, 10))
    assert entry.provenance.sha256 == hashlib.sha256(ITEM).hexdigest()
    assert (entry.provenance.source_url, entry.provenance.publisher) == (ROW.source_url, "Larkmere")
    assert entry.notes == ()
    assert document.text == ITEM.decode()
    assert take_in(source("a.txt", ROW), ITEM, NOW) == document


def test_a_numbered_item_is_the_rows() -> None:
    row = ManifestRow("a.txt", "Ferries", item="7")
    document = take_in(source("a.txt", row), ITEM, NOW)
    assert document.items == (AgendaItem("7", "Ferries", 0, len(document.text)),)


def test_what_cannot_be_read_is_said() -> None:
    entry = take_in(source("a_b.txt"), b"The ferry sank. Nobody knows why.", NOW).entry
    assert (entry.title, entry.kind, entry.meeting, entry.date) == (
        "a b",
        DocumentKind.REPORT,
        None,
        None,
    )
    assert entry.notes == tuple(
        f"The {name} could not be read: add it to manifest.csv."
        for name in ("title", "committee", "date", "kind")
    )


def test_the_line_that_opens_an_item_is_a_heading() -> None:
    text = "MINUTES OF THE CABINET\n84. Apologies\n(Item 1)\nNone.\n85. Budget\n(Item 2)\n1. Noted."
    document = take_in(source("a.txt"), text.encode(), NOW)
    headings = [
        document.text[b.start : b.end] for b in document.blocks if b.kind is BlockKind.HEADING
    ]
    assert headings == ["MINUTES OF THE CABINET", "84. Apologies", "85. Budget"]
    assert [item.number for item in document.items] == ["84", "85"]


def test_a_report_has_no_agenda_items() -> None:
    assert (
        take_in(source("a.txt"), b"REPORT OF THE CLERK\n1. INTRODUCTION\nx\n2. COSTS\ny", NOW).items
        == ()
    )


def test_an_unreadable_source_is_refused() -> None:
    with pytest.raises(UnreadableSource, match=r"a\.docx is named \.docx but holds a PDF"):
        take_in(source("a.docx"), b"%PDF-1.7", NOW)


def test_the_minutes_that_ship_are_one_item_line_by_line() -> None:
    path = Path(__file__).parents[2] / "corpus/camden/000_0e84aa1893ee9ebe.txt"
    data = path.read_bytes()
    document = take_in(Source(path, path.name, "k", None), data, NOW)
    assert document.text == data.decode()
    assert document.items == (AgendaItem("", document.entry.title, 0, len(document.text)),)
    lines = [line for line in document.text.splitlines() if line.strip()]
    assert [document.text[b.start : b.end] for b in document.blocks] == [
        line.strip() for line in lines
    ]
    labels = [document.text[b.start : b.end] for b in document.blocks if b.kind is BlockKind.LABEL]
    assert labels == ["Minutes:", "Supporting documents:"]
    assert document.entry.date is None
