"""Resolutions: what was decided, with its points, as one passage."""

from __future__ import annotations

import re
from collections.abc import Sequence

from archive.document import Block, BlockKind, Range
from indexer.passage import PassageKind
from indexer.sentences import sentences
from indexer.splitting.cut import CHARACTER_LIMIT, cut
from indexer.splitting.draft import Draft, span, words
from indexer.splitting.nesting import (
    enumeration,
    is_beneath,
    is_numbered,
    number_of,
    opens_list,
    said,
)
from indexer.splitting.question import asks, remarks

TOGETHER = 300
"""Words up to which a resolution or a motion stays whole, beyond any other passage's limit: its points
bind only together, and quoting one as if it were all would misstate the decision."""

BARE = 2
"""Words of an opening that says nothing yet, such as "RESOLVED unanimously", so that the decision follows."""

LEAD_LIMIT = 60
"""Words of an opening that are repeated beside later points; a longer one is no mere "RESOLVED that"."""

_DECIDED = re.compile(r"\b(?:RESOLVED|RECOMMENDED)\b")
_OPENING = re.compile(
    r"(?:RESOLVED|RECOMMENDED)\b|(?:ACTIONS?|DECISIONS?|AGREED|RESOLUTION)\b(?!\s+(?!THAT)[A-Z]{4,})|"
    r"Resolved\s*(?:[:–-]|that\b|$)|Decision\s*:|Action\s*:"
)
_GOES_ON = re.compile(r"(?:THAT|That|AND)\b|\(?[a-z]|\(?(?:Voting|Vote|VOTING)\s*[:–-].{0,80}$")
"""What a paragraph opens with that goes on with a resolution, such as "Voting: unanimous" after a point."""
_OPEN_END = re.compile(
    r"(?:[:;,–-]|\b(?:and|or|that|THAT|RESOLVED|RECOMMENDED|AGREED|DECISION|ACTION)|"
    r"\bthat (?:the )?(?:Cabinet|Council|Committee|Board|Panel|Executive)\.?)$"
)
_REASONS = re.compile(r"reasons?\b|alternative options|other options|options considered", re.I)


def opens_resolution(words_of: str) -> bool:
    """Whether a block's words open a resolution; "agreed that" in running prose does not.

    >>> opens_resolution("RESOLVED – That the report be noted.")
    True
    >>> opens_resolution("It was noted that the report had been agreed.")
    False
    """
    if _OPENING.match(words_of):
        return True
    return bool(words_of) and decision_start(words_of) == 0


def decision_start(words_of: str) -> int | None:
    """Where the sentence begins that says RESOLVED or RECOMMENDED in capitals among ordinary words."""
    if words_of.isupper() or not _DECIDED.search(words_of):
        return None
    for start, end in sentences(words_of):
        if _DECIDED.search(words_of[start:end]):
            return start
    return None


def resolved_end(text: str, blocks: Sequence[Block], at: int) -> int:
    """The position after the points and paragraphs that go on with the decision or motion at ``at``."""
    after = at + 1
    last: int | None = None
    while after < len(blocks) and not _ends_resolution(text, blocks[after]):
        block = blocks[after]
        whole = text[block.start : block.end]
        if block.kind is BlockKind.PARAGRAPH:
            if not (_awaits_more(text, blocks, at, after) or _GOES_ON.match(whole)):
                break
            after += 1
        elif block.kind is BlockKind.LIST_ITEM:
            resumes = last is not None and number_of(block) == last + 1
            begins = is_beneath(block, blocks[at]) or opens_list(block)
            if not resumes and not (begins and _awaits_more(text, blocks, at, after)):
                break
            end = enumeration(blocks, after)
            while after < end and not _ends_resolution(text, blocks[after]):
                last = number_of(blocks[after]) if blocks[after].level == block.level else last
                after += 1
        else:
            break
    return after


def _awaits_more(text: str, blocks: Sequence[Block], at: int, after: int) -> bool:
    """Whether the block before ``after`` is unfinished: by its last mark or word, or as a bare "RESOLVED"."""
    before = text[blocks[after - 1].start : blocks[after - 1].end]
    if _OPEN_END.search(before) or _OPEN_END.search(before.rstrip(" -–")):
        return True
    return after == at + 1 and words(before) <= BARE


def _ends_resolution(text: str, block: Block) -> bool:
    """Whether another resolution, the reasons for this one, or somebody's speech begins here."""
    words_of = said(text, block)
    if opens_resolution(words_of) or _REASONS.match(words_of) or asks(words_of):
        return True
    return remarks(words_of) and not is_numbered(block)


def decided(
    text: str, blocks: Sequence[Block], kind: PassageKind, context: tuple[Range, ...] = ()
) -> list[Draft]:
    """These blocks as one passage or, if too long for that, one a point with the opening as context."""
    start, end = span(blocks)
    if end - start <= CHARACTER_LIMIT and words(text[start:end]) <= TOGETHER:
        return [Draft(kind, start, end, context)]
    points, lead = _points(blocks)
    repeated = (lead,) if words(text[slice(*lead)]) <= LEAD_LIMIT else ()
    return [
        Draft(kind, *part, context=(*context, *repeated) if part[0] >= lead[1] else context)
        for point in points
        for part in cut(text, *span(point))
    ]


def _points(blocks: Sequence[Block]) -> tuple[list[list[Block]], Range]:
    """The points, each with what lies beneath it and the first with the opening; and where the opening is."""
    first = next(
        (at for at in range(1, len(blocks)) if blocks[at].kind is BlockKind.LIST_ITEM), None
    )
    if first is None:
        return [[block] for block in blocks], span(blocks[:1])
    points = [list(blocks[: first + 1])]
    head = blocks[first]
    for block in blocks[first + 1 :]:
        if is_beneath(block, head):
            points[-1].append(block)
        else:
            points.append([block])
            head = block
    return points, span(blocks[:first])
