"""Tables: each row a passage, with its caption and header row as context."""

from __future__ import annotations

from collections.abc import Sequence

from archive.document import Block, BlockKind, Range
from indexer.passage import PassageKind
from indexer.splitting.cut import cut
from indexer.splitting.draft import Draft, Taken

TABULAR = frozenset({BlockKind.CAPTION, BlockKind.TABLE_HEADER, BlockKind.TABLE_ROW})


def table_end(blocks: Sequence[Block], at: int) -> int:
    """The position after the one table that begins at ``at``, where a caption, header or row stands."""
    after = at
    rows = False
    while after < len(blocks) and blocks[after].kind in TABULAR:
        if rows and blocks[after].kind is BlockKind.CAPTION:
            break
        rows = rows or blocks[after].kind is BlockKind.TABLE_ROW
        after += 1
    return after


def take_table(text: str, blocks: Sequence[Block], at: int, kind: PassageKind) -> Taken:
    """One table's rows; a caption or header that no row follows is a passage of ``kind``.

    A header row in mid-table, as a table repeats it on a new page, replaces the one before.
    """
    after = table_end(blocks, at)
    drafts: list[Draft] = []
    captions: list[Range] = []
    header: list[Range] = []
    awaiting: list[Range] = []
    below_rows = False
    for block in blocks[at:after]:
        place = (block.start, block.end)
        if block.kind is BlockKind.TABLE_ROW:
            context = (*captions, *header)
            drafts += [
                Draft(PassageKind.TABLE_ROW, *part, context=context) for part in cut(text, *place)
            ]
            awaiting, below_rows = [], True
            continue
        awaiting.append(place)
        if block.kind is BlockKind.CAPTION:
            captions.append(place)
        else:
            header = [place] if below_rows else [*header, place]
        below_rows = False
    drafts += [Draft(kind, *part) for place in awaiting for part in cut(text, *place)]
    return Taken(drafts, after)
