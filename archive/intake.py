"""Takes one source in: reads it, says what record it is, and makes the document of it."""

from __future__ import annotations

import datetime as dt
import hashlib
from collections.abc import Sequence
from dataclasses import replace
from pathlib import PurePosixPath

from archive.agenda import find_items, until_the_end
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
from archive.manifest import MANIFEST_NAME, ManifestRow
from archive.metadata import Metadata, read_metadata
from archive.readers import read
from archive.reading import Reading
from archive.sources import Source

_ID_DIGITS = 12
"""Hexadecimal digits of a document's id: in a million documents, one chance in 560 of any two alike."""

_NO_ROW = ManifestRow("")


def take_in(source: Source, data: bytes, retrieved: dt.datetime) -> Document:
    """The document that a source's bytes hold; the manifest's word outweighs the page's.

    The same source and bytes give the same document but for ``retrieved``. Raises UnreadableSource.
    """
    reading = read(data, PurePosixPath(source.file).name)
    row = source.row or _NO_ROW
    read_of_it = read_metadata(reading, source.file)
    kind = row.kind or read_of_it.kind
    title = row.title or read_of_it.title
    committee = row.committee or read_of_it.committee
    date = row.date or read_of_it.date
    meets = kind in (DocumentKind.MINUTES, DocumentKind.AGENDA)
    items = until_the_end(reading.text, reading.blocks, _items(reading, row, title, kind))
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
        pages=reading.pages,
        tables=count_tables(reading.blocks),
        truncated=tuple(item.number or item.title for item in items if item.rest_at),
        notes=(*reading.notes, *_notes(row, read_of_it)),
    )
    blocks = _with_headings(reading.blocks, items)
    return Document(entry, reading.text, blocks, items, deletions=reading.deletions)


def document_id(key: str) -> str:
    return hashlib.sha256(key.encode()).hexdigest()[:_ID_DIGITS]


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
    found = find_items(reading.text, reading.blocks, unnumbered=kind is DocumentKind.MINUTES)
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


def _notes(row: ManifestRow, read_of_it: Metadata) -> tuple[str, ...]:
    missing = [
        (not row.title and not read_of_it.title_is_read, "title"),
        (not row.committee and not read_of_it.committee, "committee"),
        (not row.date and not read_of_it.date, "date"),
        (not row.kind and not read_of_it.kind_is_read, "kind"),
    ]
    return (
        *read_of_it.notes,
        *(() if row.date else read_of_it.date_notes),
        *(
            f"The {name} could not be read: add it to {MANIFEST_NAME}."
            for lacks, name in missing
            if lacks
        ),
    )
