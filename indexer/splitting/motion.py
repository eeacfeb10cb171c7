"""Motions and amendments, with their movers, their verdict and the recorded vote."""

from __future__ import annotations

import re
from collections.abc import Sequence

from archive.document import Block, BlockKind, Range
from indexer.passage import PassageKind
from indexer.sentences import sentences
from indexer.splitting.cut import CHARACTER_LIMIT, cut, joined
from indexer.splitting.draft import Draft, Taken, span, words
from indexer.splitting.nesting import said
from indexer.splitting.resolution import TOGETHER, opens_resolution, resolved_end
from indexer.splitting.speech import TITLE
from indexer.splitting.table import TABULAR, table_end

TITLE_LIMIT = 25
"""Words of a line that says what was voted on; a longer one belongs to the debate."""

_PERSON = rf"(?:the\s+)?(?:{TITLE}|(?:Chair|Leader|Mayor|Vice[- ]Chair)\b)"
_MOVED = re.compile(
    r"\b(?:MOVED|SECONDED)\b|^(?:AMENDMENT|MOTION)S?\b(?!\s+[A-Z]{4,})|"
    r"^(?:Amendment|Motion)(?:\s+\w+)?\s*[:–]|"
    rf"^(?:It was (?:then )?)?(?:[Mm]oved|[Pp]roposed) by {_PERSON}|"
    r"\b(?:moved|proposed)\b[^.]{0,300}\bseconded\b"
)
_VERDICT = re.compile(
    r"\b(?:put|moved) to the vote\b|^\W*(?:LOST|CARRIED|DEFEATED)\b|\brecorded vote\b|^upon (?:a|the) vote\b|"
    r"\b(?:motion|amendment)\b[^.]{0,120}\b(?:lost|defeated|carried(?! out| forward))\b",
    re.I,
)
_VOTES = re.compile(
    r"\W*(?:votes?\s+)?(?:for|in favour|against|abstain(?:ed|ing)?|abstentions?|not voting)"
    r"(?:\s+the\s+(?:motion|amendment))?\s*(?:\(?\d{1,3}\)?\s*)?(?:[:–-]\s|[:–-]?\s*$|\()",
    re.I,
)
_BARE_VOTES = re.compile(_VOTES.pattern + r"?[\d()\s:–-]*", re.I)
"""A line that only names the votes, so that who cast them follows."""
_VOTERS = re.compile(rf"(?:{_PERSON}|None\b)(?!.*\.$)", re.S)
_SECONDED = re.compile(r"^\W*(?:and\s+)?seconded\b|\bseconded the (?:motion|amendment)\b", re.I)


def opens_motion(words_of: str) -> bool:
    """Whether a block's words move something, or give the verdict or the votes on it."""
    return _moves(words_of) or _follows(words_of)


def _moves(words_of: str) -> bool:
    return _MOVED.search(words_of) is not None


def _follows(words_of: str) -> bool:
    return bool(_VOTES.match(words_of) or _VERDICT.search(words_of) or _SECONDED.search(words_of))


def take_motion(
    text: str, blocks: Sequence[Block], at: int, moved: tuple[Range, ...]
) -> Taken | None:
    """The motion at ``at``, if there is one, with what belongs to it.

    A verdict that stands apart from its motion, after the debate, carries ``moved``, the words of the
    motion and amendment under debate, as context.
    """
    if not (_is_vote_table(text, blocks, at) or _opens(text, blocks[at])):
        return None
    moves = blocks[at].kind not in TABULAR and _moves(said(text, blocks[at]))
    after = resolved_end(text, blocks, at) if moves else _one(text, blocks, at)
    lead = span(blocks[at:after])
    while after < len(blocks) and _goes_on(text, blocks, after):
        after = _one(text, blocks, after)
    context = () if moves else moved
    start, end = span(blocks[at:after])
    if end - start <= CHARACTER_LIMIT and words(text[start:end]) <= TOGETHER:
        return Taken([Draft(PassageKind.MOTION, start, end, context)], after)
    return Taken(_in_parts(text, blocks[at:after], lead, context), after)


def last_moved(text: str, blocks: Sequence[Block], before: tuple[Range, ...]) -> tuple[Range, ...]:
    """The sentences that put the motion under debate and, after it, its latest amendment."""
    for block in blocks:
        if block.kind in TABULAR:
            continue
        for first, last in sentences(text[block.start : block.end]):
            place = (block.start + first, block.start + last)
            said_here = " ".join(text[slice(*place)].split())
            if not _moves(said_here):
                continue
            is_amendment = re.search(r"\bamendment\b", said_here, re.I)
            before = (*before[:1], place) if is_amendment else (place,)
    return before


def _opens(text: str, block: Block) -> bool:
    if block.kind not in (BlockKind.PARAGRAPH, BlockKind.LIST_ITEM):
        return False
    words_of = said(text, block)
    return opens_motion(words_of) and not opens_resolution(words_of)


def _goes_on(text: str, blocks: Sequence[Block], at: int) -> bool:
    """Whether the block at ``at`` seconds, decides or counts the motion before it; a new motion does not."""
    if blocks[at].kind in TABULAR:
        return _is_vote_table(text, blocks, at)
    words_of = said(text, blocks[at])
    if _is_vote_title(text, blocks, at):
        return True
    return (
        blocks[at].kind is not BlockKind.LABEL
        and _follows(words_of)
        and not opens_resolution(words_of)
        and (not _moves(words_of) or _SECONDED.search(words_of) is not None)
    )


def _is_vote_title(text: str, blocks: Sequence[Block], at: int) -> bool:
    """Whether a short line between "Recorded vote" and the votes says what was voted on."""
    return (
        at + 1 < len(blocks)
        and blocks[at].kind is BlockKind.PARAGRAPH
        and blocks[at + 1].kind in (BlockKind.PARAGRAPH, BlockKind.LIST_ITEM)
        and words(text[blocks[at].start : blocks[at].end]) <= TITLE_LIMIT
        and _VOTES.match(said(text, blocks[at + 1])) is not None
    )


def _is_vote_table(text: str, blocks: Sequence[Block], at: int) -> bool:
    """Whether a table of the recorded vote begins at ``at``, by its caption or its header row."""
    if blocks[at].kind not in TABULAR:
        return False
    after = table_end(blocks, at)
    naming = " ".join(
        text[block.start : block.end]
        for block in blocks[at:after]
        if block.kind is not BlockKind.TABLE_ROW
    )
    captioned = re.search(r"\brecorded vote|\bvot(?:e|es|ing)\b", naming, re.I)
    columns = re.search(r"\bfor\b.*\bagainst\b", naming, re.I | re.S)
    return (captioned or columns) is not None


def _one(text: str, blocks: Sequence[Block], at: int) -> int:
    """The position after the block or table at ``at``; a mere "For:" takes the names after it."""
    if blocks[at].kind in TABULAR:
        return table_end(blocks, at)
    after = at + 1
    if _BARE_VOTES.fullmatch(said(text, blocks[at])):
        while after < len(blocks) and _VOTERS.match(said(text, blocks[after])):
            after += 1
    return after


def _in_parts(
    text: str, blocks: Sequence[Block], lead: Range, context: tuple[Range, ...]
) -> list[Draft]:
    """The motion, then its verdict and votes in parts that carry the motion as context."""
    kind = PassageKind.MOTION
    drafts = [Draft(kind, *part, context=context) for part in cut(text, *lead)]
    rest = [(block.start, block.end) for block in blocks if block.start >= lead[1]]
    first = cut(text, *lead)[0]
    beside = context or (first,)
    for begin, after in joined([words(text[slice(*place)]) for place in rest]):
        drafts += [
            Draft(kind, *part, context=beside)
            for part in cut(text, rest[begin][0], rest[after - 1][1])
        ]
    return drafts
