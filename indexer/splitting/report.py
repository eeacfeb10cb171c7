"""Reports: their sections under their headings, their lists and their tables."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby

from archive.document import Block, BlockKind
from indexer.passage import PassageKind
from indexer.splitting.draft import Draft
from indexer.splitting.outline import Section
from indexer.splitting.prose import prose
from indexer.splitting.table import TABULAR, take_table


def report(text: str, section: Section) -> Iterator[Draft]:
    """The passages of one section; nothing is joined across a table or a signpost."""
    kind = PassageKind.SECTION
    for shape, run in groupby(section.blocks, _shape):
        blocks = list(run)
        if shape is BlockKind.PARAGRAPH:
            yield from prose(text, blocks, kind, PassageKind.LIST_ITEM)
        elif shape is BlockKind.TABLE_ROW:
            at = 0
            while at < len(blocks):
                drafts, at = take_table(text, blocks, at, kind)
                yield from drafts


def _shape(block: Block) -> BlockKind:
    if block.kind in TABULAR:
        return BlockKind.TABLE_ROW
    return BlockKind.LABEL if block.kind is BlockKind.LABEL else BlockKind.PARAGRAPH
