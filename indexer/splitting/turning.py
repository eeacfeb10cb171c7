"""Where a meeting leaves a motion undecided and turns to something else."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from archive.document import Block, BlockKind
from indexer.splitting.motion import SPEECH, spoken
from indexer.splitting.nesting import said
from indexer.splitting.resolution import opens_resolution
from indexer.splitting.speech import VERB, either

_PUT_OFF = re.compile(
    r"\b(?:was|were|stood|be)\s+(?:(?:then|accordingly|therefore)\s+)?"
    + either(
        "deferred", "adjourned", "postponed", "withdrawn", "left on the table", "referred back"
    ),
    re.I,
)
_TURNS = re.compile(
    r"\b(?:moved|turned|proceeded|passed|went)\s+(?:on\s+)?to\s+(?:consider\s+|discuss\s+)?"
    + either("the next", "another", "(?:agenda )?item", "the following", r"application \w*\d")
    + r"\b|\bthe next\s+(?:agenda\s+)?(?:item|application|business|report|matter)\b",
    re.I,
)
_SAID = re.compile(rf"\b{VERB}\s+that\b", re.I)
_OF_THE_DEBATE = re.compile(
    r"(?:\W*\b"
    + either(
        *("the", "on", "of", "for", "and", "as", "notice", "recorded", "named", "show", "hands"),
        *("substantive", "original", "main", "amended", "motions?", "votes?", "voting", "debate"),
        *("decisions?", "resolutions?", "results?", "discussion", "recommendations?", "speakers?"),
    )
    + r"\b)+\W*|\W*(?:\w+ )?amendments?\b.*",
    re.I | re.S,
)
"""A heading that names no new subject but a stage of the debate: "Amendment 2", "Recorded vote"."""

_SORT = re.compile(
    r"\W*(?:(?:proposed|notice of|the|first|second|third)\s+)?(?:amendment|motion)"
    r"(?:\s+(?:no\.?\s*)?(?:\d{1,2}|[A-H]))?\W*(?:\b(?:(?:moved|proposed)\s+)?(?:by|from)\b.*)?",
    re.I | re.S,
)


def is_sort(heading: str) -> bool:
    """Whether a heading only says that a motion or an amendment follows: "Amendment 2"."""
    return _SORT.fullmatch(heading) is not None


def between(text: str, blocks: Sequence[Block], start: int, end: int) -> Iterator[Block]:
    """The visible parts of the blocks from ``start`` to ``end``."""
    for block in blocks:
        first, last = max(block.start, start), min(block.end, end)
        if text[first:last].strip():
            yield replace(block, start=first, end=last)


def leaves(text: str, block: Block) -> bool:
    """Whether a block turns from the motion before it: a heading, a resolution, a deferral, a new item."""
    if block.kind is BlockKind.HEADING:
        return _OF_THE_DEBATE.fullmatch(text, block.start, block.end) is None
    if block.kind not in SPEECH:
        return False
    if opens_resolution(said(text, block)):
        return True
    return any(
        (_PUT_OFF.search(sentence) or _TURNS.search(sentence)) and not _SAID.search(sentence)
        for sentence in spoken(text, block)
    )
