"""A motion or resolution with its votes as passages: one where it fits, else parts that keep its words."""

from __future__ import annotations

from collections.abc import Sequence

from archive.document import Block, BlockKind, Range
from indexer.passage import PassageKind
from indexer.splitting.cut import CHARACTER_LIMIT, cut, joined
from indexer.splitting.draft import Draft, span, words
from indexer.splitting.motion import SPEECH
from indexer.splitting.names import are_names
from indexer.splitting.nesting import said
from indexer.splitting.resolution import TOGETHER
from indexer.splitting.vote import is_bare_label


def whole(
    text: str, kind: PassageKind, run: Sequence[Block], context: tuple[Range, ...] = ()
) -> list[Draft]:
    """The run as one passage, or nothing if it is too long for one."""
    start, end = span(run)
    fits = end - start <= CHARACTER_LIMIT and words(text[start:end]) <= TOGETHER
    return [Draft(kind, start, end, context)] if fits else []


def vote_parts(
    text: str, kind: PassageKind, blocks: Sequence[Block], beside: tuple[Range, ...]
) -> list[Draft]:
    """Verdict and votes in parts; one that begins amid names has their label as context too."""
    places: list[Range] = []
    label: dict[int, tuple[Range, ...]] = {}
    under: tuple[Range, ...] = ()
    for block in blocks:
        words_of = said(text, block) if block.kind in SPEECH else ""
        if is_bare_label(words_of) or block.kind is BlockKind.TABLE_HEADER:
            under = ((block.start, block.end),)
        elif not (are_names(words_of) or block.kind is BlockKind.TABLE_ROW):
            under = ()
        for part in cut(text, block.start, block.end):
            places.append(part)
            label[part[0]] = under
    drafts: list[Draft] = []
    for first, after in joined([words(text[slice(*place)]) for place in places]):
        start, end = places[first][0], places[after - 1][1]
        amid = tuple(place for place in label[start] if place[0] != start)
        drafts += (Draft(kind, *part, context=(*beside, *amid)) for part in cut(text, start, end))
    return drafts
