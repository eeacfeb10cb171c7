"""What a reader hands over: a file's text and structure, before anyone has said what record it is."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from archive.document import AgendaItem, Block, BlockKind, Range


class UnreadableSource(Exception):
    """The file gives no text; the message says what is wrong and what to do about it."""


@dataclass(frozen=True, slots=True)
class Piece:
    """A block that has not yet been given its place in the document's text."""

    kind: BlockKind
    text: str
    pages: Range | None = None
    level: int = 0
    marker: str = ""


@dataclass(frozen=True, slots=True)
class Claims:
    """What a file's own metadata says of itself; often wrong, so used only where the page is silent."""

    title: str = ""
    date: str = ""


@dataclass(frozen=True, slots=True)
class Reading:
    """One file as read: its text, the blocks that cover it, and the agenda items if its markup names them."""

    text: str
    blocks: tuple[Block, ...]
    items: tuple[AgendaItem, ...] = ()
    """Set by readers whose source marks items up (ModernGov pages); found from the text otherwise."""
    heading: str = ""
    """The page's own main heading or subtitle line, where the form has one apart from the text."""
    claims: Claims = Claims()
    page_count: int | None = None
    notes: tuple[str, ...] = ()


def join_pieces(pieces: Iterable[Piece]) -> tuple[str, tuple[Block, ...]]:
    """Lay pieces out as one text, a line apart, with the block that each became.

    Pieces without any visible character are left out. Cells of a table row are separated by tabs
    in the piece's text, so an empty first cell leaves a tab at its beginning.
    """
    parts: list[str] = []
    blocks: list[Block] = []
    offset = 0
    for piece in pieces:
        text = piece.text.rstrip().lstrip(" \n")
        if not text:
            continue
        end = offset + len(text)
        blocks.append(Block(piece.kind, offset, end, piece.pages, piece.level, piece.marker))
        parts.append(text)
        offset = end + 1
    return "\n".join(parts), tuple(blocks)
