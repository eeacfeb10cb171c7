"""Transcripts of speech: paragraphs that open with their speaker's name."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from archive.document import Block, BlockKind, Range
from indexer.passage import PassageKind
from indexer.splitting.cut import cut, is_long, joined
from indexer.splitting.draft import Draft, words

_LABEL = re.compile(r"(?=[^\W\d_])(?![a-z])[^:\n]{2,90}:(?=\s)")
"""A speaker's label; the longest read, with office, constituency and party, have some 80 characters."""

TURNS = 8
"""Labelled paragraphs that a text must have to be taken for a transcript, so that a short list of terms
with their meanings ("Neglect: …") is not."""

SHARE = 0.4
"""Least share of labelled paragraphs in a transcript; the others go on with the turn before them."""


def is_transcript(text: str, blocks: Sequence[Block]) -> bool:
    """Whether most paragraphs are turns, taken by speakers of whom some speak again."""
    if any(block.kind is not BlockKind.PARAGRAPH for block in blocks):
        return False
    labels = Counter(text[slice(*label)] for block in blocks if (label := speaker(text, block)))
    turns = sum(labels.values())
    returns = sum(count for count in labels.values() if count > 1)
    return turns >= max(TURNS, SHARE * len(blocks)) and returns * 2 >= turns


def speaker(text: str, block: Block) -> Range | None:
    """The label that a turn opens with, if the block opens a turn."""
    match = _LABEL.match(text, block.start, block.end)
    return match.span() if match else None


def transcript(text: str, blocks: Sequence[Block]) -> list[Draft]:
    """Short turns joined and long ones cut; a part that begins in mid-turn carries its speaker as context."""
    drafts: list[Draft] = []
    places: list[tuple[Range, Range | None]] = []
    speaking: Range | None = None
    for block in blocks:
        label = speaker(text, block)
        speaking = label or speaking
        for at, part in enumerate(cut(text, block.start, block.end)):
            opens = label is not None and at == 0
            places.append((part, None if opens else speaking))
    for first, after in joined([words(text[slice(*place)]) for place, _ in places]):
        start, end = places[first][0][0], places[after - 1][0][1]
        turn = places[first][1]
        context = (turn,) if turn else ()
        if is_long(text, start, end):
            drafts += [
                Draft(PassageKind.NARRATIVE, *place, context=(label,) if label else ())
                for place, label in places[first:after]
            ]
        else:
            drafts.append(Draft(PassageKind.NARRATIVE, start, end, context))
    return drafts
