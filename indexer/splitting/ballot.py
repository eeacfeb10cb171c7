"""What in a run of blocks moves, puts or counts a motion, and how far each of these reaches."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from archive.document import Block, BlockKind
from indexer.splitting.draft import words
from indexer.splitting.motion import SPEECH, result_cells, spoken
from indexer.splitting.mover import moves, seconds
from indexer.splitting.names import are_names
from indexer.splitting.nesting import said
from indexer.splitting.resolution import opens_resolution, resolved_end
from indexer.splitting.table import TABULAR, table_end
from indexer.splitting.verdict import verdict
from indexer.splitting.vote import (
    NOBODY,
    cells_of,
    counts_votes,
    is_bare_label,
    is_vote_heading,
    is_vote_line,
    is_vote_row,
    opens_votes,
)

TITLE_LIMIT = 25
"""Words of a line that says what was voted on; a longer one belongs to the debate."""

TEXT_LIMIT = 40
"""Blocks that a motion's own text may have before its closing quotation mark is given up as forgotten."""

_AT_THE_VOTE = re.compile(
    r"\b(?:put|moved) to the vote\b|(?<!\bno )\brecorded vote\b|^(?:up)?on (?:a|the) vote\b|^votes?\W*$|"
    r"\b(?:the )?(?:voting|votes?) (?:was|were|being|cast) (?:as follows|recorded)|"
    r"\b(?:names|votes) (?:of those voting )?(?:for and against )?(?:were|was) (?:recorded|taken)\b",
    re.I,
)
_CLAUSE = re.compile(
    r"[“\"‘']?(?:\W*(?:and|That|This|The|Accordingly|Therefore)\s+)*"
    r"(?:(?:County|City|Borough|District|Town|Full)\s+)?"
    r"(?:Council|Committee|Cabinet|Authority|Board|Chamber)\s+"
    r"(?:(?:also|further|therefore|hereby)\W+)*"
    r"(?:notes|believes|resolves|recogni[sz]es|calls|agrees|asks|requests|welcomes|commits|supports|"
    r"condemns|acknowledges|considers|regrets|urges|instructs|reaffirms|declares)\b"
)
"""How the clauses of a motion's own text open, in the present tense that minutes otherwise do without."""

_TEXT = re.compile(rf"[“\"‘']?(?:That|THAT)\b|{_CLAUSE.pattern}")
_ONLY_MOVES = re.compile(
    r"\(?(?:(?:it was )?(?:moved|proposed)|mover|proposer)\b(?!.*(?:\bthat\b|“|:\s*$)).*", re.I
)
"""A sentence that names the movers and says nothing of what they move."""


def spoken_at(text: str, block: Block) -> Iterator[str]:
    yield from spoken(text, block) if block.kind in SPEECH else ()


def opens_motion(text: str, block: Block) -> bool:
    if block.kind not in SPEECH:
        return False
    if opens_resolution(said(text, block)):
        return False
    return follows_motion(text, block) or any(moves(each) for each in spoken(text, block))


def moved_below(text: str, blocks: Sequence[Block], at: int) -> int | None:
    """The position of the line "Moved by …, seconded by …" that stands below a motion's text at ``at``."""
    if blocks[at].kind not in SPEECH or not _TEXT.match(said(text, blocks[at])):
        return None
    below = motion_end(text, blocks, at)
    if below == len(blocks) or blocks[below].kind not in SPEECH:
        return None
    first = next(iter(spoken(text, blocks[below])), "")
    return below if _ONLY_MOVES.fullmatch(first) and moves(first) else None


def follows_motion(text: str, block: Block) -> bool:
    """Whether a block seconds, decides or counts what was moved before it."""
    words_of = said(text, block)
    if opens_votes(words_of) or (words(words_of) <= TITLE_LIMIT and _AT_THE_VOTE.search(words_of)):
        return True
    return any(
        seconds(each) or verdict(each) or _AT_THE_VOTE.search(each) or counts_votes(each)
        for each in spoken(text, block)
    )


def only_seconds(text: str, block: Block) -> bool:
    return any(seconds(each) for each in spoken(text, block)) and not any(
        re.search(r"\b(?:moved|proposed)\b", each, re.I) for each in spoken(text, block)
    )


def votes_at(text: str, blocks: Sequence[Block], at: int) -> bool:
    """Whether votes, or a line that announces them, stand at ``at``."""
    if blocks[at].kind in TABULAR:
        return is_vote_table(text, blocks, at) and not result_rows(text, blocks, at)
    if blocks[at].kind not in SPEECH:
        return False
    words_of = said(text, blocks[at])
    if opens_resolution(words_of) or any(moves(each) for each in spoken(text, blocks[at])):
        return False
    announces = words(words_of) <= TITLE_LIMIT and _AT_THE_VOTE.search(words_of)
    return is_vote_line(words_of) or counts_votes(words_of) or bool(announces)


def motion_end(text: str, blocks: Sequence[Block], at: int) -> int:
    """The position after a motion's own text: its points, its clauses, and all that its quotation holds."""
    after = resolved_end(text, blocks, at)
    while after < len(blocks) and after - at < TEXT_LIMIT:
        block = blocks[after]
        so_far = text[blocks[at].start : blocks[after - 1].end]
        is_open = so_far.count("“") > so_far.count("”")
        if block.kind not in SPEECH or opens_resolution(said(text, block)):
            break
        if not (is_clause(text, block) or (is_open and _closes(text, blocks, after))):
            break
        after = resolved_end(text, blocks, after)
    return after


def is_clause(text: str, block: Block) -> bool:
    """Whether a paragraph is a clause of a motion's own text: "This Council notes:"."""
    return block.kind in SPEECH and _CLAUSE.match(said(text, block)) is not None


def _closes(text: str, blocks: Sequence[Block], at: int) -> bool:
    near = blocks[at : at + TEXT_LIMIT]
    return "”" in text[near[0].start : near[-1].end]


def is_vote_title(text: str, blocks: Sequence[Block], at: int) -> bool:
    """Whether a short line between "Recorded vote" and the votes says what was voted on."""
    return (
        at + 1 < len(blocks)
        and blocks[at].kind is BlockKind.PARAGRAPH
        and blocks[at + 1].kind in SPEECH
        and words(text[blocks[at].start : blocks[at].end]) <= TITLE_LIMIT
        and not opens_resolution(said(text, blocks[at]))
        and opens_votes(said(text, blocks[at + 1]))
    )


def is_vote_table(text: str, blocks: Sequence[Block], at: int) -> bool:
    """Whether a table of the recorded vote begins at ``at``, by its caption, its header or its rows."""
    if blocks[at].kind not in TABULAR:
        return False
    table = blocks[at : table_end(blocks, at)]
    above = (cells_of(text, block) for block in table if block.kind is not BlockKind.TABLE_ROW)
    if any(is_vote_heading(cells) for cells in above):
        return True
    rows = [cells_of(text, block) for block in table if block.kind is BlockKind.TABLE_ROW]
    return bool(rows) and sum(is_vote_row(cells) for cells in rows) * 2 > len(rows)


def result_rows(text: str, blocks: Sequence[Block], at: int) -> list[Block]:
    """The rows of a table that gives the result of a motion on each; none where it lists voters."""
    if blocks[at].kind not in TABULAR:
        return []
    table = list(blocks[at : table_end(blocks, at)])
    rows = [block for block in table if block.kind is BlockKind.TABLE_ROW]
    return rows if result_cells(text, table) else []


def one_end(text: str, blocks: Sequence[Block], at: int) -> int:
    """The position after the block or table at ``at``; votes take the names that go on after them."""
    if blocks[at].kind in TABULAR:
        return table_end(blocks, at)
    after = at + 1
    words_of = said(text, blocks[at])
    if not is_vote_line(words_of):
        return after
    while after < len(blocks) and _goes_on_listing(text, blocks, at, after):
        after += 1
    return after


def _goes_on_listing(text: str, blocks: Sequence[Block], label: int, at: int) -> bool:
    """Whether more names stand at ``at``: after a bare label or a list, of any; else of titled persons."""
    block = blocks[at]
    words_of = said(text, block)
    if block.kind not in SPEECH or is_vote_line(words_of):
        return False
    if NOBODY.fullmatch(words_of):
        return at == label + 1
    if not are_names(words_of):
        return False
    before = text[blocks[at - 1].start : blocks[at - 1].end].rstrip()
    listed = is_bare_label(said(text, blocks[label]))
    return listed or before.endswith((",", " and", "&", ";")) or before[-1:].isalnum()
