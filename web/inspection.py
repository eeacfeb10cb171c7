"""One file looked at closely: what was read of it, what was left out, and what would be searched."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from archive.document import Block, BlockKind, Document
from archive.intake import document_of
from archive.readers import read
from archive.reading import Reading, UnreadableSource
from archive.sources import Source, find_source
from indexer.passage import Passage
from indexer.splitting.splitter import split

_TABULAR = (BlockKind.CAPTION, BlockKind.TABLE_HEADER, BlockKind.TABLE_ROW)


@dataclass(frozen=True, slots=True)
class Cell:
    header: str
    """Empty where the table heads no such column."""
    text: str


@dataclass(frozen=True, slots=True)
class Inspection:
    source: Source
    data: bytes
    reading: Reading
    document: Document
    passages: tuple[Passage, ...]
    notes: tuple[str, ...]
    """What is wrong with the manifest beside the file."""

    def rows(self) -> Iterator[tuple[Block, tuple[Cell, ...]]]:
        """Every block, with its cells where it is a table's row."""
        headers: list[str] = []
        for block in self.document.blocks:
            cells = self.document.text[block.start : block.end].split("\t")
            if block.kind is BlockKind.TABLE_HEADER:
                headers = cells
            elif block.kind not in _TABULAR:
                headers = []
            if block.kind is BlockKind.TABLE_ROW:
                named = headers + [""] * len(cells)
                yield block, tuple(map(Cell, named, cells))
            else:
                yield block, ()


def inspect(path: Path) -> Inspection:
    """Read one file as the index would, with its row of the manifest beside it.

    Raises UnreadableSource where nothing can be read of it, and OSError where it cannot be opened.
    """
    found = find_source(path)
    for skipped in found.skipped:
        raise UnreadableSource(skipped.reason)
    (source,) = found.sources
    data = source.path.read_bytes()
    reading = read(data, PurePosixPath(source.file).name)
    document = document_of(reading, source, data, dt.datetime.now(dt.UTC))
    return Inspection(source, data, reading, document, split(document), found.notes)
