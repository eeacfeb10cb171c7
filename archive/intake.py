"""Takes one source in: reads it, says what record it is, and makes the document of it."""

from __future__ import annotations

import datetime as dt
import hashlib
from collections.abc import Sequence
from dataclasses import replace
from pathlib import PurePosixPath
from urllib.parse import urljoin

from archive.agenda import find_items, until_the_end
from archive.appendix import under_appendices
from archive.attendance import find_attendance
from archive.document import (
    AgendaItem,
    Block,
    BlockKind,
    Document,
    DocumentKind,
    Entry,
    Meeting,
    Provenance,
    count_tables,
)
from archive.filename import is_only_name, says_nothing
from archive.frontsheet import find_agenda
from archive.imprint import read_period
from archive.manifest import MANIFEST_NAME, ManifestRow
from archive.metadata import Metadata, read_metadata
from archive.readers import read
from archive.reading import Reading
from archive.sources import Source

_ID_DIGITS = 12
"""Hexadecimal digits of a document's id: in a million documents, one chance in 560 of any two alike."""

_NO_ROW = ManifestRow("")


def take_in(source: Source, data: bytes, retrieved: dt.datetime) -> Document:
    """The document that a source's bytes hold. Raises UnreadableSource."""
    return document_of(read(data, PurePosixPath(source.file).name), source, data, retrieved)


def document_of(reading: Reading, source: Source, data: bytes, retrieved: dt.datetime) -> Document:
    """The document that one reading of a source's bytes makes; the manifest's word outweighs the page's.

    The same source and bytes give the same document but for ``retrieved``.
    """
    row = source.row or _NO_ROW
    read_of_it = read_metadata(reading, source.file)
    kind = _kind(row, read_of_it)
    title = read_of_it.title if _title_is_silent(row, read_of_it, source.file) else row.title
    committee = row.committee or read_of_it.committee
    date = read_of_it.date if not row.date or _is_other_day(row, read_of_it, kind) else row.date
    meets = kind in (DocumentKind.MINUTES, DocumentKind.AGENDA)
    items = _with_addresses(_items(reading, row, title, kind), row.source_url)
    items = until_the_end(reading.text, reading.blocks, items)
    entry = Entry(
        id=document_id(source.key),
        title=title,
        kind=kind,
        committee=committee,
        date=date,
        provenance=Provenance(
            source.key,
            source.file,
            hashlib.sha256(data).hexdigest(),
            retrieved,
            row.source_url,
            row.publisher,
            row.licence,
        ),
        meeting=Meeting(committee, date, read_of_it.time, read_of_it.place) if meets else None,
        status=read_of_it.status if kind is DocumentKind.MINUTES else None,
        author="" if meets else read_of_it.author,
        period="" if meets else read_of_it.period or read_period(title, (), annual=False),
        pages=reading.pages,
        tables=count_tables(reading.blocks),
        truncated=tuple(item.number or item.title for item in items if item.rest_at),
        notes=(
            *reading.notes,
            *map(_truncation_note, (item for item in items if item.rest_at)),
            *_notes(row, read_of_it, source.file, kind),
        ),
    )
    blocks = _with_headings(reading.blocks, items)
    if not meets:
        blocks = under_appendices(reading.text, blocks)
    attendance = (
        find_attendance(reading.text, reading.blocks, items) if kind is DocumentKind.MINUTES else ()
    )
    return Document(entry, reading.text, blocks, items, attendance, reading.deletions)


def document_id(key: str) -> str:
    return hashlib.sha256(key.encode()).hexdigest()[:_ID_DIGITS]


def _kind(row: ManifestRow, read_of_it: Metadata) -> DocumentKind:
    """An agenda pack is one whatever the manifest takes it for, unless for minutes."""
    if read_of_it.is_pack and row.kind is DocumentKind.REPORT:
        return read_of_it.kind
    return row.kind or read_of_it.kind


def _title_is_silent(row: ManifestRow, read_of_it: Metadata, file: str) -> bool:
    """Whether the manifest gives no title but the file's name, and the page has one of its own.

    A file's name that says what the file is about stands, unless the page names its title as such.
    """
    if not row.title:
        return True
    if not is_only_name(row.title, file) or not read_of_it.title_is_read:
        return False
    return read_of_it.title_is_stated or says_nothing(row.title)


def _is_other_day(row: ManifestRow, read_of_it: Metadata, kind: DocumentKind) -> bool:
    """Whether minutes say that they are of another day than that under which they are filed."""
    held = bool(read_of_it.held_on) and kind is DocumentKind.MINUTES
    return held and row.date is not None and row.date != read_of_it.date


def _with_addresses(items: tuple[AgendaItem, ...], source_url: str) -> tuple[AgendaItem, ...]:
    """The items; where the rest of one is shown is resolved against the page's own address."""
    return tuple(
        replace(item, rest_at=urljoin(source_url, item.rest_at)) if item.rest_at else item
        for item in items
    )


def _truncation_note(item: AgendaItem) -> str:
    name = f"Item {item.number}" if item.number else f"The item “{item.title}”"
    return (
        f"{name} is cut short on this page; its full text is at {item.rest_at}: "
        "save that page and index it too."
    )


def _items(
    reading: Reading, row: ManifestRow, title: str, kind: DocumentKind
) -> tuple[AgendaItem, ...]:
    """The items that the markup names, else those found; a record of one item is that item."""
    if row.item:
        marked = reading.items[0] if len(reading.items) == 1 else None
        name, anchor = (marked.title, marked.anchor) if marked else (title, "")
        return (AgendaItem(row.item, name, 0, len(reading.text), anchor),)
    if reading.items or kind not in (DocumentKind.MINUTES, DocumentKind.AGENDA):
        return reading.items
    found: tuple[AgendaItem, ...] = ()
    if kind is DocumentKind.AGENDA:
        found = find_agenda(reading.text, reading.blocks)
    found = found or find_items(
        reading.text,
        reading.blocks,
        unnumbered=kind is DocumentKind.MINUTES,
        pages=reading.pages,
    )
    if not found and any(_is_minutes_label(reading.text, block) for block in reading.blocks):
        return (AgendaItem("", title, 0, len(reading.text)),)
    return found


def _is_minutes_label(text: str, block: Block) -> bool:
    words = text[block.start : block.end].lower()
    return block.kind is BlockKind.LABEL and words.startswith("minutes")


def _with_headings(blocks: Sequence[Block], items: Sequence[AgendaItem]) -> tuple[Block, ...]:
    """The blocks, with the line that opens an item a heading whatever its reader took it for."""
    starts = {item.start for item in items if item.start > 0 or len(items) > 1}
    return tuple(
        replace(block, kind=BlockKind.HEADING, level=2, marker="")
        if block.start in starts and block.kind is not BlockKind.HEADING
        else block
        for block in blocks
    )


def _notes(
    row: ManifestRow, read_of_it: Metadata, file: str, kind: DocumentKind
) -> tuple[str, ...]:
    missing = [
        (not row.title and not read_of_it.title_is_read, "title"),
        (not row.committee and not read_of_it.committee, "committee"),
        (not row.date and not read_of_it.date, "date"),
        (not row.kind and not read_of_it.kind_is_read, "kind"),
    ]
    overruled = []
    if row.title and _title_is_silent(row, read_of_it, file):
        overruled.append(
            f"The title was read from the page, since {MANIFEST_NAME} gives only the file's name: "
            "put another there if it is wrong."
        )
    if row.date and _is_other_day(row, read_of_it, kind):
        overruled.append(
            f"{MANIFEST_NAME} says {row.date}, but these minutes say that the meeting was held on "
            f"{read_of_it.held_on}: their own date was taken. Correct the manifest."
        )
    if row.kind and row.kind is not kind:
        overruled.append(
            f"{MANIFEST_NAME} calls this a {row.kind}, but the file calls itself an agenda pack: "
            f"it was read as an {kind}. Correct the manifest."
        )
    return (
        *read_of_it.notes,
        *overruled,
        *(() if row.date else read_of_it.date_notes),
        *(
            f"The {name} could not be read: add it to {MANIFEST_NAME}."
            for lacks, name in missing
            if lacks
        ),
    )
