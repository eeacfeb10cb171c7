"""What the record says of one motion: who moved it, how it ended and how each member voted."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from archive.document import Block, BlockKind
from indexer.passage import Motion
from indexer.sentences import sentences
from indexer.splitting.mover import is_of_amendment, moves, proposer, seconder, seconds
from indexer.splitting.names import are_names
from indexer.splitting.naming import naming
from indexer.splitting.nesting import body, said
from indexer.splitting.table import TABULAR
from indexer.splitting.tally import read_votes
from indexer.splitting.verdict import agreed_verdict, verdict
from indexer.splitting.vote import cells_of, is_vote_line, is_vote_row

SPEECH = (BlockKind.PARAGRAPH, BlockKind.LIST_ITEM)

_RESULT = re.compile(r"\W*(?:results?|outcome|decision)\W*", re.I)
_LAST_SAID = re.compile(r"(?<=\s)(?:the )?(?:motion|amendment) \w[^.,;:]*\W*$", re.I)
_TYPE = re.compile(r"\W*(?:type|kind)\W*", re.I)


def read_motion(text: str, blocks: Sequence[Block]) -> Motion:
    """What these blocks, all of one motion or amendment, say of it in the document's own words.

    An outcome is given only where the record gives it, and gives one: of a motion that is said both to
    be carried and to be lost there is none. Names and verdicts are as printed, but for line breaks.
    """
    said_of_it = [
        sentence
        for block in blocks
        if block.kind not in TABULAR
        for sentence in spoken(text, block)
    ]
    verdicts = [found for sentence in said_of_it if (found := verdict(sentence))]
    verdicts += result_cells(text, blocks)
    moving = [sentence for sentence in said_of_it if moves(sentence) or seconds(sentence)]
    return Motion(
        proposer=next((name for each in moving if (name := proposer(each))), ""),
        seconder=next((name for each in moving if (name := seconder(each))), ""),
        outcome=agreed_verdict(verdicts) if verdicts else "",
        is_amendment=_is_amendment(text, blocks, moving, said_of_it),
        votes=read_votes(text, blocks),
    )


def spoken(text: str, block: Block) -> Iterator[str]:
    """A block's sentences, without its bullet or number; of those that list votes, only the verdict."""
    words_of = said(text, block)
    for first, last in sentences(words_of):
        sentence = words_of[first:last]
        if not (is_vote_line(sentence) or are_names(sentence)):
            yield sentence
        elif said_last := _LAST_SAID.search(sentence):
            yield said_last.group()


def parted(text: str, block: Block) -> Iterator[Block]:
    """A block parted where, after one vote or motion, its sentences turn to another."""
    if block.kind not in SPEECH:
        yield block
        return
    opening = body(text, block)
    start, decided_before, moved, about, named = block.start, "", False, None, ""
    for first, last in sentences(text[opening : block.end]):
        sentence = " ".join(text[opening + first : opening + last].split())
        found, here = verdict(sentence), is_of_amendment(sentence)
        moving = moves(sentence)
        turns = here is not None and about is not None and here is not about
        amends = here is True and not about
        label = naming(sentence).label
        renames = bool(label and named) and label != named
        if (
            (moving and (decided_before or (moved and (turns or amends))))
            or (found and decided_before and (turns or found != decided_before))
            or (renames and (decided_before or moved))
        ):
            edge = opening + first
            yield replace(block, end=start + len(text[start:edge].rstrip()), start=start)
            block = replace(block, kind=BlockKind.PARAGRAPH, level=0, marker="")
            start, decided_before, moved, about, named = edge, "", False, None, ""
        decided_before = found or decided_before
        moved = moved or moving
        named = named or label
        about = here if about is None and (moving or found) else about
    yield replace(block, start=start)


def result_cells(text: str, blocks: Sequence[Block]) -> list[str]:
    """The cells of a recorded vote's table that tell the result: "Carried" under "Result"."""
    return [
        cells[column]
        for cells, column in _rows_under(text, blocks, _RESULT)
        if column < len(cells) and verdict(cells[column])
    ]


def _rows_under(
    text: str, blocks: Sequence[Block], heading: re.Pattern[str]
) -> Iterator[tuple[list[str], int]]:
    column: int | None = None
    for block in blocks:
        if block.kind not in TABULAR or block.kind is BlockKind.CAPTION:
            continue
        cells = cells_of(text, block)
        headed = next((at for at, cell in enumerate(cells) if heading.fullmatch(cell)), None)
        if block.kind is BlockKind.TABLE_HEADER or (column is None and headed is not None):
            column = headed
        elif column is not None and not is_vote_row(cells):
            yield cells, column


def _is_amendment(
    text: str, blocks: Sequence[Block], moving: Sequence[str], said_of_it: Sequence[str]
) -> bool:
    for sentence in (*moving, *said_of_it):
        about = is_of_amendment(sentence)
        if about is not None:
            return about
    return any(
        column < len(cells) and is_of_amendment(cells[column]) is True
        for cells, column in _rows_under(text, blocks, _TYPE)
    )
