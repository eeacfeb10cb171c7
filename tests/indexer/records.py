"""Small documents for tests, written as plain lines, without any reader."""

from __future__ import annotations

import datetime as dt
import re

from archive.document import (
    AgendaItem,
    Block,
    BlockKind,
    Document,
    DocumentKind,
    Entry,
    Provenance,
)
from archive.reading import Piece, join_pieces

_SIGNS = {
    "# ": BlockKind.HEADING,
    "## ": BlockKind.HEADING,
    "### ": BlockKind.HEADING,
    "= ": BlockKind.HEADING,
    "^ ": BlockKind.CAPTION,
    "|| ": BlockKind.TABLE_HEADER,
    "| ": BlockKind.TABLE_ROW,
    "> ": BlockKind.LABEL,
}
_BULLET = re.compile(r"( *)([·•–-]|\d+\.|\([0-9a-z]+\)) ")
LABELS = ("Minutes:", "Decision:", "Supporting documents:", "Additional documents:")


def document_of(
    text: str,
    blocks: tuple[Block, ...],
    items: tuple[AgendaItem, ...] = (),
    kind: DocumentKind = DocumentKind.MINUTES,
) -> Document:
    """A document with the least said about it."""
    provenance = Provenance("test", "test.txt", "0" * 64, dt.datetime(2025, 1, 1, tzinfo=dt.UTC))
    entry = Entry("d0", "A test", kind, "A committee", dt.date(2025, 1, 1), provenance)
    return Document(entry, text, blocks, items)


def document(source: str, kind: DocumentKind = DocumentKind.MINUTES) -> Document:
    """Read lines: "= 7. Title" opens an agenda item, "## " a heading, "|| " a table header, "| " a row,
    "^ " a caption; bullets and numbers open list items, indented by two spaces a level.
    """
    pieces: list[Piece] = []
    opened: list[tuple[int, str]] = []
    for line in source.strip("\n").splitlines():
        if line.strip():
            piece = _piece(line)
            if line.startswith("= "):
                opened.append((len(pieces), piece.text))
            pieces.append(piece)
    text, blocks, _ = join_pieces(pieces)
    starts = [blocks[at].start for at, _ in opened]
    items = []
    for (_, title), start, end in zip(opened, starts, [*starts[1:], len(text)], strict=False):
        number, _, name = title.partition(". ")
        items.append(AgendaItem(number, name, start, end))
    return document_of(text, blocks, tuple(items), kind)


def _piece(line: str) -> Piece:
    for sign, kind in _SIGNS.items():
        if line.startswith(sign):
            level = len(sign) - 1 if kind is BlockKind.HEADING else 0
            return Piece(kind, line[len(sign) :].replace(" | ", "\t"), level=level)
    if line.strip() in LABELS:
        return Piece(BlockKind.LABEL, line)
    bullet = _BULLET.match(line)
    if bullet:
        level = 1 + len(bullet.group(1)) // 2
        return Piece(BlockKind.LIST_ITEM, line, level=level, marker=bullet.group(2))
    return Piece(BlockKind.PARAGRAPH, line)
