"""Running text and its lists: neighbours joined to about one length, a list kept with what leads into it."""

from __future__ import annotations

from collections.abc import Sequence

from archive.document import Block, BlockKind, Range
from indexer.passage import PassageKind
from indexer.sentences import sentences
from indexer.splitting.cut import AIM, CHARACTER_LIMIT, JOINED_LIMIT, cut, is_long, joined
from indexer.splitting.draft import Draft, span, words
from indexer.splitting.nesting import led_list

LEAD_LIMIT = 60
"""Words of a lead-in that are repeated whole beside a later part of its list; of a longer one the last
sentence is enough to say what the list is of."""


def prose(
    text: str,
    blocks: Sequence[Block],
    kind: PassageKind,
    list_kind: PassageKind,
    above: Block | None = None,
    beside: tuple[Range, ...] = (),
) -> list[Draft]:
    """Neighbouring paragraphs and list items as ``kind``; the parts of a long list as ``list_kind``.

    ``above`` is the block before them, which a footnote may belong to, and ``beside`` the lead-in of a
    list that they go on with.
    """
    drafts: list[Draft] = []
    waiting: list[Range] = []
    context: tuple[Range, ...] = ()
    lead = beside
    at = 0
    while at < len(blocks):
        if blocks[at].kind is BlockKind.FOOTNOTE:
            before = blocks[at - 1] if at else above
            if waiting and _fits(text, waiting[-1], blocks[at]):
                waiting[-1] = (waiting[-1][0], blocks[at].end)
                drafts += _joined(text, waiting, kind, context)
            else:
                drafts += _joined(text, waiting, kind, context)
                drafts += _footnote(text, blocks[at], before, kind)
            waiting, context = [], ()
            at += 1
            continue
        after, led = _list_end(text, blocks, at)
        resumes = at == 0 or blocks[at - 1].kind is BlockKind.FOOTNOTE
        is_rest = resumes and not led and blocks[at].kind is BlockKind.LIST_ITEM
        lead = (lead_in(text, blocks[at]),) if led else lead if is_rest else ()
        if context != (lead if is_rest else ()):
            drafts += _joined(text, waiting, kind, context)
            waiting = []
        context = lead if is_rest else ()
        whole = span(blocks[at:after])
        if after == at + 1 or words(text[slice(*whole)]) <= AIM:
            waiting.append(whole)
        else:
            drafts += _joined(text, waiting, kind, context)
            waiting = []
            drafts += _long_list(text, blocks[at:after], led, list_kind, context)
        at = after
    return drafts + _joined(text, waiting, kind, context)


def _fits(text: str, place: Range, note: Block) -> bool:
    whole = text[place[0] : note.end]
    return words(whole) <= JOINED_LIMIT and len(whole) <= CHARACTER_LIMIT


def _footnote(text: str, note: Block, above: Block | None, kind: PassageKind) -> list[Draft]:
    """A footnote as passages of its own, with the last sentence of the block above as context."""
    context: tuple[Range, ...] = ()
    if above is not None and above.kind in (BlockKind.PARAGRAPH, BlockKind.LIST_ITEM):
        first, last = sentences(text[above.start : above.end])[-1]
        context = ((above.start + first, above.start + last),)
    return [Draft(kind, *part, context=context) for part in cut(text, note.start, note.end)]


def _list_end(text: str, blocks: Sequence[Block], at: int) -> tuple[int, bool]:
    """The position after the list at ``at``, if any, and whether its first block leads into it."""
    after = led_list(text, blocks, at)
    if after > at + 1:
        return after, True
    if blocks[at].kind is not BlockKind.LIST_ITEM:
        return at + 1, False
    while (
        after < len(blocks)
        and blocks[after].kind is BlockKind.LIST_ITEM
        and led_list(text, blocks, after) == after + 1
    ):
        after += 1
    return after, False


def _joined(
    text: str, places: Sequence[Range], kind: PassageKind, context: tuple[Range, ...] = ()
) -> list[Draft]:
    """Neighbours joined up to a passage's length, and those too long cut."""
    drafts: list[Draft] = []
    for first, after in joined([words(text[slice(*place)]) for place in places]):
        start, end = places[first][0], places[after - 1][1]
        drafts += [Draft(kind, *part, context=context) for part in cut(text, start, end)]
    return drafts


def _long_list(
    text: str,
    blocks: Sequence[Block],
    led: bool,
    kind: PassageKind,
    context: tuple[Range, ...],
) -> list[Draft]:
    """A list in parts: the first with its lead-in, the others with the lead-in as context."""
    if not led:
        return _joined(text, [(block.start, block.end) for block in blocks], kind, context)
    lead, items = blocks[0], [(block.start, block.end) for block in blocks[1:]]
    opening = (lead.start, items[0][1])
    if is_long(text, *opening):
        return [
            *_joined(text, [(lead.start, lead.end)], kind),
            *_joined(text, items, kind, (lead_in(text, lead),)),
        ]
    drafts = _joined(text, [opening, *items[1:]], kind)
    context = (lead_in(text, lead),)
    return [drafts[0], *(Draft(kind, later.start, later.end, context) for later in drafts[1:])]


def lead_in(text: str, lead: Block) -> Range:
    """As much of a lead-in as its list needs beside it."""
    whole = text[lead.start : lead.end]
    if words(whole) <= LEAD_LIMIT:
        return lead.start, lead.end
    first, last = sentences(whole)[-1]
    return lead.start + first, lead.start + last
