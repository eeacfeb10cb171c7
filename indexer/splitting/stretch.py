"""Stretches of a document: an agenda item, or what lies before, between and after the items."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import pairwise

from archive.document import TABULAR, AgendaItem, Block, Document


@dataclass(frozen=True, slots=True)
class Stretch:
    """Neighbouring blocks that belong to one agenda item or to none; no passage leaves its stretch."""

    item: AgendaItem | None
    blocks: tuple[Block, ...]


def stretches(document: Document) -> Iterator[Stretch]:
    """The document's stretches in order; a block over an item's edge is shared out between them."""
    edges = {0, len(document.text)}
    edges.update(item.start for item in document.items)
    edges.update(item.end for item in document.items)
    bounds = sorted(edge for edge in edges if 0 <= edge <= len(document.text))
    at = 0
    for start, end in pairwise(bounds):
        while at < len(document.blocks) and document.blocks[at].end <= start:
            at += 1
        blocks: list[Block] = []
        for block in document.blocks[at:]:
            if block.start >= end:
                break
            clipped = _clip(document.text, block, start, end)
            if clipped.start < clipped.end:
                blocks.append(clipped)
        if blocks:
            yield Stretch(document.item_at(start), tuple(blocks))


def _clip(text: str, block: Block, start: int, end: int) -> Block:
    """The visible part of a block that lies between ``start`` and ``end``."""
    first, last = max(block.start, start), min(block.end, end)
    piece = text[first:last]
    blank = piece[: len(piece) - len(piece.lstrip())]
    # an empty first cell leaves a tab, without which every cell would stand under another head
    kept = len(blank) - len(blank.rstrip("\t")) if block.kind in TABULAR else 0
    first, last = first + len(blank) - kept, first + len(piece.rstrip())
    return (
        block
        if (first, last) == (block.start, block.end)
        else replace(block, start=first, end=last)
    )
