"""Finds a meeting's agenda items in text whose markup does not name them."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace

from archive.document import AgendaItem, Block, BlockKind, PageState
from archive.misread import Found, with_misread
from archive.readers.lines import MAX_HEADING, is_shouted, is_verdict

_NUMBER = (
    r"(?:(?:(?:agenda\s+)?item|minute)\s+(?:no\.?\s*)?)?"
    r"(?P<number>[0-9]{1,4}/[0-9]{2,4}|(?P<part>[A-Z])?[0-9]{1,3})(?P<letter>[A-Za-z]?)"
)
_NUMBERED = re.compile(
    rf"{_NUMBER}(?:[.:)]|(?=\s))\s*[-–—:]?\s*(?P<title>\S.*)", re.IGNORECASE | re.DOTALL
)
_ALONE = re.compile(rf"{_NUMBER}[.:)]?", re.IGNORECASE)
_AGENDA_PLACE = re.compile(r"\(\s*(?:agenda\s+)?items?\s*(?:no\.?\s*)?[0-9][^()]{0,30}\)", re.I)
_NOT_AN_ITEM = re.compile(
    r"(?:draft |printed |confirmed )?(?:minutes of|notes of|agenda\b|minutes?$)|at an? .*meeting"
    r"|(?:members|councillors|officers|others?|committee)\b.*\b(?:present|absent|attend)"
    r"|(?:also )?(?:present|absent|in attendance|attendance|membership|apologies$|substitutes?$)"
    r"|recorded vote|.*\b(?:council|borough|committee|cabinet|board|panel)$",
    re.IGNORECASE,
)
_ENDED = re.compile(
    r"the (?:business of the )?meeting (?:was )?"
    r"(?:ended|closed|concluded|finished|terminated|rose)\b.{0,40}\bat\b",
    re.IGNORECASE,
)
_CLOSING_LINES = 8
"""Blocks from the end among which a meeting's end is told: time, signature, date, next meeting."""

_BLANK_BEFORE = re.compile(r"(?:\A|\n[ \t\r]*\n)[ \t]*$")
_BLANK_AFTER = re.compile(r"[ \t\r]*\n[ \t\r]*\n")
_NEAR = 20
"""Characters beside a line in which a blank line is looked for."""
_MAX_PLAIN_TITLE = 14
"""Words of a title that has neither capitals nor a heading's mark."""

_UNFINISHED = re.compile(
    r"(?:[-–—,:&/]|\b(?:a|an|and|at|by|for|from|in|of|on|or|the|to|with))$", re.IGNORECASE
)
"""How the first line of a title of two lines ends."""
_FEWEST_IN_PARTS = 3
"""Items numbered A1, A2, B1: with fewer, it is a road's number that opens a heading."""

_MAX_TITLE_LEVEL = 3
"""A heading below it belongs to the text of an item."""


@dataclass(frozen=True, slots=True)
class _Candidate:
    block: Block
    number: str
    rank: tuple[int, str, int, str]
    title: str
    is_sure: bool
    """Whether the next line gives the item's place on the agenda: "(Item 3)"."""


def find_items(
    text: str,
    blocks: Sequence[Block],
    *,
    unnumbered: bool = True,
    pages: Sequence[PageState] | None = None,
) -> tuple[AgendaItem, ...]:
    """The items by their headings, each reaching to the next and the last to the end.

    A heading is a number, which must rise from item to item, with a title in capitals, with
    "(Item 3)" in the line below, or marked as a heading; so the numbered list of a resolution
    is none. Without any number, the headings of the commonest level are the items, unless
    ``unnumbered`` is false: the headings of a printed agenda are not.
    """
    candidates = [
        found for place in range(len(blocks)) if (found := _candidate(text, blocks, place))
    ]
    if sum(candidate.is_sure for candidate in candidates) > 1:
        candidates = [candidate for candidate in candidates if candidate.is_sure]
    candidates = _past_agenda(candidates)
    in_parts = [candidate for candidate in candidates if candidate.rank[1]]
    plain = [candidate for candidate in candidates if not candidate.rank[1]]
    series = _rising(in_parts if _FEWEST_IN_PARTS <= len(in_parts) > len(plain) else plain)
    found_by_number = [Found(c.block, c.number, c.title) for c in series]
    chosen = with_misread(text, blocks, found_by_number, pages or ())
    if not chosen and unnumbered:
        chosen = [Found(block, "", _words(text, block)) for block in _unnumbered(text, blocks)]
    ends = [*(block.start for block, _, _ in chosen), len(text)][1:]
    return tuple(
        AgendaItem(number, title, block.start, end)
        for (block, number, title), end in zip(chosen, ends, strict=True)
    )


def until_the_end(
    text: str, blocks: Sequence[Block], items: tuple[AgendaItem, ...]
) -> tuple[AgendaItem, ...]:
    """The items, the last of them cut where the minutes say that the meeting ended, if they do."""
    if not items:
        return items
    last = items[-1]
    within = [block for block in blocks if last.start < block.start < last.end][-_CLOSING_LINES:]
    for block in reversed(within):
        if block.kind is not BlockKind.HEADING and _ENDED.match(_words(text, block)):
            return (*items[:-1], replace(last, end=block.start))
    return items


def _words(text: str, block: Block) -> str:
    return " ".join(text[block.start : block.end].split())


def _candidate(text: str, blocks: Sequence[Block], place: int) -> _Candidate | None:
    block = blocks[place]
    if block.kind not in (BlockKind.HEADING, BlockKind.LIST_ITEM, BlockKind.PARAGRAPH):
        return None
    words = _words(text, block)
    next_at = place + 1
    if _ALONE.fullmatch(words) and next_at < len(blocks) and _is_heading(text, blocks[next_at]):
        words = f"{words} {_words(text, blocks[next_at])}"  # the number stands on a line of its own
        next_at += 1
    match = _NUMBERED.fullmatch(words)
    if match is None or len(words) > 2 * MAX_HEADING:  # Kent prints decision numbers in titles
        return None
    title, is_sure = _whole_title(text, blocks[next_at : next_at + 2], match["title"])
    is_title = (
        next_at > place + 1 or _is_title(block, match["title"]) or _stands_alone(text, block, title)
    )
    if not is_sure and (is_verdict(title) or not is_title):
        return None
    if not any(character.isalpha() for character in title):
        return None
    first, _, second = match["number"].partition("/")
    part = (match["part"] or "").upper()
    digits = first[1:] if part else first
    rank = (int(second or 0), part, int(digits), match["letter"].lower())
    return _Candidate(block, match["number"] + match["letter"], rank, title, is_sure)


def _whole_title(text: str, below: Sequence[Block], title: str) -> tuple[str, bool]:
    """A title with its second line, if it has one, and whether its place on the agenda follows."""
    lines = [_words(text, block) for block in below]
    inside = _AGENDA_PLACE.search(title)
    if inside and inside.end() == len(title):
        return title[: inside.start()].strip() or title, True
    if lines and _AGENDA_PLACE.fullmatch(lines[0]):
        return title, True
    if not lines or below[0].marker or not _goes_on(text, title, below[0]):
        return title, False
    return f"{title} {lines[0]}", len(lines) > 1 and bool(_AGENDA_PLACE.fullmatch(lines[1]))


def _goes_on(text: str, title: str, below: Block) -> bool:
    words = _words(text, below)
    return (
        _is_heading(text, below)
        and len(words) <= MAX_HEADING
        and not _NUMBERED.match(words)
        and not is_verdict(words)
        and (_UNFINISHED.search(title) is not None or words[:1].islower())
    )


def _is_heading(text: str, block: Block) -> bool:
    return block.kind is BlockKind.HEADING or is_shouted(_words(text, block))


def _is_title(block: Block, title: str) -> bool:
    if block.kind is BlockKind.HEADING and 0 < block.level <= _MAX_TITLE_LEVEL:
        return not title.endswith((";", ","))
    return is_shouted(title)


def _stands_alone(text: str, block: Block, title: str) -> bool:
    """Whether a typed text sets the line apart, as it does titles and not the points of a list."""
    around = text[max(0, block.start - _NEAR) : block.start], text[block.end : block.end + _NEAR]
    return (
        bool(_BLANK_BEFORE.search(around[0]) and _BLANK_AFTER.match(around[1]))
        and len(title.split()) <= _MAX_PLAIN_TITLE
        and title[-1] not in ".;,:?!"
    )


def _past_agenda(candidates: list[_Candidate]) -> list[_Candidate]:
    """The candidates without the list of items that stands before the minutes on some first pages.

    Such a list is a run of titles most of which come again.
    """
    titles = [candidate.title.casefold() for candidate in candidates]
    for end in range(len(candidates) - 1, 1, -1):
        again = sum(title in titles[end:] for title in titles[:end])
        if again * 2 > end and titles[0] in titles[end:]:
            return candidates[end:] if len(candidates) - end >= again else candidates
    return candidates


def _rising(candidates: Sequence[_Candidate]) -> list[_Candidate]:
    """The longest series whose numbers rise; of equal ones the later, past any list of contents."""
    tails: list[int] = []
    ranks: list[tuple[int, str, int, str]] = []
    before: list[int] = []
    for place, candidate in enumerate(candidates):
        at = bisect_left(ranks, candidate.rank)
        before.append(tails[at - 1] if at else -1)
        if at == len(tails):
            tails.append(place)
            ranks.append(candidate.rank)
        else:
            tails[at], ranks[at] = place, candidate.rank
    series = []
    place = tails[-1] if tails else -1
    while place >= 0:
        series.append(candidates[place])
        place = before[place]
    return series[::-1]


def _unnumbered(text: str, blocks: Sequence[Block]) -> list[Block]:
    headings = [
        block
        for block in blocks
        if block.kind is BlockKind.HEADING
        and block.level <= _MAX_TITLE_LEVEL
        and not _NOT_AN_ITEM.match(_words(text, block))
    ]
    level, count = (
        Counter(block.level for block in headings).most_common(1)[0] if headings else (0, 0)
    )
    return [block for block in headings if block.level == level] if count > 1 else []
