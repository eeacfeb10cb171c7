"""Finds a meeting's agenda items in text whose markup does not name them."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

from archive.document import AgendaItem, Block, BlockKind, PageState
from archive.item_series import bare_items, numbered_items
from archive.item_title import MAX_TITLE_LEVEL, Candidate, Mark, find_candidates, words_of
from archive.misread import Found, with_misread

_FRONT = re.compile(
    r"(?:draft |printed |confirmed )?(?:minutes of(?! the (?:last|previous)\b)|notes of|agenda\b|minutes?$)"
    r"|at an? .*meeting|membership|apologies$"
    r"|recorded vote|.*\b(?:council|borough|committee|cabinet|board|panel)$",
    re.IGNORECASE,
)
"""Headings that stand before the first item; after it they may be an item's title."""
_PEOPLE = re.compile(
    r"(?:members|councillors|officers|others?|committee)\b.*\b(?:present|absent|attend)"
    r"|(?:also )?(?:present|absent|in attendance|attendance|substitutes?$)",
    re.IGNORECASE,
)
_ENDED = re.compile(
    r"the (?:business of the )?meeting (?:was )?"
    r"(?:ended|closed|concluded|finished|terminated|rose)\b.{0,40}\bat\b",
    re.IGNORECASE,
)
_CLOSING_LINES = 8
"""Blocks from the end among which a meeting's end is told: time, signature, date, next meeting."""

_MINOR_LEVEL = 6


def find_items(
    text: str,
    blocks: Sequence[Block],
    *,
    unnumbered: bool = True,
    pages: Sequence[PageState] | None = None,
) -> tuple[AgendaItem, ...]:
    """The items by their headings, each reaching to the next and the last to the end.

    A heading is a number with a title in capitals, with "(Item 3)" in the line below, or marked as
    a heading; so the numbered list of a resolution is none. The numbers are of one style and rise,
    or else are of one kind and none comes twice. Without any number, the headings of the commonest
    level are the items, unless ``unnumbered`` is false: the headings of a printed agenda are not.
    Where there are none either, an item is a short numbered line with a text of its own. One number
    alone makes no agenda where headings without any do.
    """
    candidates = list(find_candidates(text, blocks))
    series = numbered_items(candidates)
    chosen = with_misread(text, blocks, _found(series), pages or ())
    headings = _unnumbered(text, blocks) if unnumbered else []
    series = series or bare_items(candidates)
    chosen = chosen or _found(series)
    if headings and (not chosen or _is_under(chosen, series, headings)):
        chosen = [Found(block, "", words_of(text, block)) for block in headings]
    ends = [*(block.start for block, _, _ in chosen), len(text)][1:]
    return tuple(
        AgendaItem(number, title, block.start, end)
        for (block, number, title), end in zip(chosen, ends, strict=True)
    )


def _found(series: Sequence[Candidate]) -> list[Found]:
    return [Found(each.block, each.number, each.title) for each in series]


def _is_under(
    chosen: Sequence[Found], series: Sequence[Candidate], headings: Sequence[Block]
) -> bool:
    """Whether numbers belong to the text of a heading without one: few, or of a lower level."""
    first, mark = series[0].block, series[0].mark
    if first.start <= headings[0].start or mark is Mark.PLACE:
        return False
    if len(chosen) == 1:
        return True
    is_plain = first.kind is not BlockKind.HEADING
    return mark in (Mark.MINOR, Mark.BARE) and (is_plain or headings[0].level < first.level)


def until_the_end(
    text: str, blocks: Sequence[Block], items: tuple[AgendaItem, ...]
) -> tuple[AgendaItem, ...]:
    """The items, the last of them cut where the minutes say that the meeting ended, if they do."""
    if not items:
        return items
    last = items[-1]
    within = [block for block in blocks if last.start < block.start < last.end][-_CLOSING_LINES:]
    for block in reversed(within):
        if block.kind is not BlockKind.HEADING and _ENDED.match(words_of(text, block)):
            return (*items[:-1], replace(last, end=block.start))
    return items


def _unnumbered(text: str, blocks: Sequence[Block]) -> list[Block]:
    """The headings of the commonest level, of the upper levels if there are two of one."""
    headings = [
        (place, block)
        for place, block in enumerate(blocks)
        if block.kind is BlockKind.HEADING and not _PEOPLE.match(words_of(text, block))
    ]
    for lowest in (MAX_TITLE_LEVEL, _MINOR_LEVEL):
        found = _of_commonest_level(
            text, blocks, [each for each in headings if each[1].level <= lowest]
        )
        if len(found) > 1:
            return found
    return []


def _of_commonest_level(
    text: str, blocks: Sequence[Block], headings: Sequence[tuple[int, Block]]
) -> list[Block]:
    levels = [block.level for _, block in headings if not _FRONT.match(words_of(text, block))]
    if not levels:
        return []
    level = Counter(levels).most_common(1)[0][0]
    found: list[Block] = []
    has_begun = False
    for place, block in headings:
        if block.level == level and (has_begun or not _FRONT.match(words_of(text, block))):
            found.append(block)
            # A heading right above another is a line of the minutes' own title.
            below = blocks[place + 1] if place + 1 < len(blocks) else None
            has_begun = has_begun or (below is not None and below.kind is not BlockKind.HEADING)
    return found
