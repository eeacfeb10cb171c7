"""The manifest: what an officer says of each file, kept as a spreadsheet beside the files."""

from __future__ import annotations

import csv
import datetime as dt
import io
import unicodedata
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import TypeVar
from urllib.parse import urlsplit

from archive.dates import parse_date
from archive.document import DocumentKind

MANIFEST_NAME = "manifest.csv"
COLUMNS = (
    "file",
    "title",
    "committee",
    "date",
    "kind",
    "source_url",
    "item",
    "publisher",
    "licence",
)
_KINDS = ", ".join(kind.value for kind in DocumentKind)


@dataclass(frozen=True, slots=True)
class ManifestRow:
    """One line of the manifest; an empty field is to be read from the document itself."""

    file: str
    """Path relative to the manifest's folder, with forward slashes."""
    title: str = ""
    committee: str = ""
    date: dt.date | None = None
    kind: DocumentKind | None = None
    source_url: str = ""
    item: str = ""
    """The agenda item's number, where the file is the record of that one item."""
    publisher: str = ""
    licence: str = ""


@dataclass(frozen=True, slots=True)
class Manifest:
    rows: Mapping[str, ManifestRow] = field(default_factory=dict)
    """By file, in the manifest's order."""
    notes: tuple[str, ...] = ()
    """What is wrong with it, by line, with the remedy, in plain sentences."""

    def row_of(self, file: str) -> ManifestRow | None:
        return self.rows.get(plain_path(file))

    def is_sole(self, source_url: str) -> bool:
        """Whether exactly one row gives this address."""
        return sum(row.source_url == source_url for row in self.rows.values()) == 1


Meaning = TypeVar("Meaning")


class _BadCell(Exception):
    """One cell cannot be used; the message names the value and the remedy."""


class _BadRow(Exception):
    """One row cannot be used; the message names the value and the remedy."""


def plain_path(file: str) -> str:
    """A path as the manifest compares it: forward slashes, accents composed (macOS splits them)."""
    return unicodedata.normalize("NFC", file.strip().replace("\\", "/").removeprefix("./"))


def read_manifest(data: bytes) -> Manifest:
    """Reads a manifest as Excel, LibreOffice or a text editor saves it; never raises.

    A cell that means nothing is left out, and so is a row without a usable file; the notes name both.
    """
    text = _decode(data)
    lines = text.splitlines()
    if not lines:
        return Manifest(notes=(f"{MANIFEST_NAME} is empty: give it the columns {_listed()}.",))
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=_delimiter(lines[0]))
    rows: dict[str, ManifestRow] = {}
    notes: list[str] = []
    header: list[str] | None = None
    for line, cells in _numbered(reader, notes):
        if not any(cell.strip() for cell in cells):
            continue
        if header is None:
            header = [_clean(cell).lower().replace(" ", "_") for cell in cells]
            notes += _header_notes(header)
            if "file" not in header:
                break
            continue
        try:
            row, ignored = _full_row(header, cells)
            if row.file in rows:
                raise _BadRow(f"'{row.file}' has a row already: keep one of the two")
        except _BadRow as error:
            notes.append(f"{MANIFEST_NAME} line {line} was left out: {error}.")
        else:
            rows[row.file] = row
            notes += [
                f"{MANIFEST_NAME} line {line}: {each}. The rest of the line was used."
                for each in ignored
            ]
    return Manifest(rows, tuple(notes))


def _clean(cell: str) -> str:
    """A cell as one line, without control characters, which nobody types and terminals obey."""
    return "".join(c for c in " ".join(cell.split()) if unicodedata.category(c) != "Cc")


def _numbered(reader: Iterator[list[str]], notes: list[str]) -> Iterator[tuple[int, list[str]]]:
    """Rows with the line on which each begins; stops with a note where the file is no CSV."""
    line = 1
    while True:
        try:
            cells = next(reader)
        except StopIteration:
            return
        except csv.Error as error:
            notes.append(
                f"{MANIFEST_NAME} could not be read from line {line} on ({error}): "
                "save it again as 'CSV UTF-8'."
            )
            return
        yield line, cells
        line = getattr(reader, "line_num", line) + 1


def _decode(data: bytes) -> str:
    if data[:2] in (b"\xff\xfe", b"\xfe\xff"):
        return data.decode("utf-16", errors="replace")
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        return data.decode("cp1252", errors="replace")


def _delimiter(header: str) -> str:
    return max(",;\t", key=header.count)


def _listed() -> str:
    return ",".join(COLUMNS[:6])


def _header_notes(header: list[str]) -> list[str]:
    if "file" not in header:
        return [
            f"{MANIFEST_NAME} has no column 'file' (its first line is '{','.join(header)[:80]}'), "
            f"so none of it was used: let the first line be {_listed()}."
        ]
    return [
        f"{MANIFEST_NAME} has a column '{name}' that is not known and was not used: "
        f"the columns are {', '.join(COLUMNS)}."
        for name in header
        if name and name not in COLUMNS
    ]


def _full_row(header: list[str], cells: list[str]) -> tuple[ManifestRow, list[str]]:
    """Cells past the last column are an empty row's end or a comma that nobody quoted."""
    past = cells[len(header) :]
    row, ignored = _row(header, cells)
    if any(cell.strip() for cell in past) or (past and ignored):
        raise _BadRow(
            f"it has {len(cells)} cells where the first line has {len(header)}: "
            "put a title that holds a comma in double quotes"
        )
    return row, ignored


def _row(header: list[str], cells: list[str]) -> tuple[ManifestRow, list[str]]:
    """The row, and what of it was ignored."""
    cell = {name: _clean(text) for name, text in zip(header, cells, strict=False)}
    file = plain_path(cell["file"])
    if not file or file.startswith("/") or ".." in file.split("/") or file[1:2] == ":":
        raise _BadRow(f"file '{file}' is no path inside this folder: write it as 'name.pdf'")
    ignored: list[str] = []

    def meant(name: str, read: Callable[[str], Meaning], otherwise: Meaning) -> Meaning:
        try:
            return read(cell.get(name, ""))
        except _BadCell as error:
            ignored.append(str(error))
            return otherwise

    row = ManifestRow(
        file,
        title=cell.get("title", ""),
        committee=cell.get("committee", ""),
        date=meant("date", _date, None),
        kind=meant("kind", _kind, None),
        source_url=meant("source_url", _address, ""),
        item=cell.get("item", "").rstrip("."),
        publisher=cell.get("publisher", ""),
        licence=cell.get("licence", ""),
    )
    return row, ignored


def _date(text: str) -> dt.date | None:
    if not text:
        return None
    date = parse_date(text)
    if date is None:
        raise _BadCell(f"date '{text}' is no date: write it as 2024-12-10")
    return date


def _kind(text: str) -> DocumentKind | None:
    if not text:
        return None
    try:
        return DocumentKind(text.lower().replace(" ", "-"))
    except ValueError:
        raise _BadCell(f"kind '{text}' is not known: write one of {_KINDS}") from None


def _address(text: str) -> str:
    if not text:
        return ""
    try:
        address = urlsplit(text)
        good = address.scheme in ("http", "https") and bool(address.hostname)
    except ValueError:
        good = False
    if not good:
        raise _BadCell(f"source_url '{text}' is no web address: let it begin with https://")
    return text
