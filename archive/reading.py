"""What a reader hands over: a file's text and structure, before anyone has said what record it is."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import NamedTuple

from archive.document import AgendaItem, Area, Block, BlockKind, Deletion, PageState, Range


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
    areas: tuple[Area, ...] = ()
    """Ranges within ``text``."""
    deletions: tuple[Deletion, ...] = ()
    """Offsets within ``text``."""


@dataclass(frozen=True, slots=True)
class Dropped:
    """Words of the source that are no part of the text, and why they were left out."""

    text: str
    reason: str
    """In a word or two: "running head", "page number", "contents", "stamp", "classification"."""
    page: int | None = None


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
    pages: tuple[PageState, ...] | None = None
    """What became of each page, in order; None for a form without pages."""
    deletions: tuple[Deletion, ...] = ()
    dropped: tuple[Dropped, ...] = ()
    notes: tuple[str, ...] = ()


class Joined(NamedTuple):
    """Pieces laid out as one text."""

    text: str
    blocks: tuple[Block, ...]
    deletions: tuple[Deletion, ...]


def join_pieces(pieces: Iterable[Piece]) -> Joined:
    """Lay pieces out as one text, a line apart, with the block that each became.

    Pieces without any visible character are left out. Cells of a table row are separated by tabs
    in the piece's text, so an empty first cell leaves a tab at its beginning.
    """
    parts: list[str] = []
    blocks: list[Block] = []
    deletions: list[Deletion] = []
    offset = 0
    for piece in pieces:
        opened = piece.text.lstrip(" \n")
        text = opened.rstrip()
        shift = offset - (len(piece.text) - len(opened))
        end = offset + len(text)
        deletions += (
            replace(deletion, at=min(max(offset, deletion.at + shift), end))
            for deletion in piece.deletions
        )
        if not text:
            continue
        areas = tuple(_clipped(area, shift, offset, end) for area in piece.areas)
        blocks.append(Block(piece.kind, offset, end, piece.pages, piece.level, piece.marker, areas))
        parts.append(text)
        offset = end + 1
    whole = "\n".join(parts)
    # words struck through after the last block, or with no block of their own, stand at its edge
    kept = tuple(replace(each, at=min(each.at, len(whole))) for each in deletions)
    return Joined(whole, tuple(blocks), kept)


def _clipped(area: Area, shift: int, start: int, end: int) -> Area:
    return area._replace(
        start=min(max(start, area.start + shift), end), end=min(max(start, area.end + shift), end)
    )
