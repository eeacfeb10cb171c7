"""Finds a meeting's agenda items in text whose markup does not name them."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from enum import IntEnum, auto
from itertools import pairwise
from typing import NamedTuple

from archive.document import AgendaItem, Block, BlockKind, PageState
from archive.item_number import (
    PLAIN,
    Rank,
    is_number_alone,
    is_section_of,
    is_series,
    read_numbered,
    styles,
)
from archive.misread import Found, with_misread
from archive.readers.lines import MAX_HEADING, is_point, is_shouted, is_verdict

_AGENDA_PLACE = re.compile(r"\(\s*(?:agenda\s+)?items?\s*(?:no\.?\s*)?[0-9][^()]{0,30}\)", re.I)
_MINUTE = re.compile(
    r"(?P<title>\S.*?)?\s*\(\s*(?P<number>minute\s+[^()\s]{1,15})\s*\)", re.I | re.S
)
"""A heading whose number stands behind it: "Complaints received (Minute 6)"."""

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
_BROKEN = re.compile(r"(?<=[a-z])- (?=[a-z])")
_LEAD = re.compile(r".*[:–—-]", re.DOTALL)
_FARTHEST = 25
"""Numbers that one item's is from the next, at the most."""
_FEWEST_BARE = 3
"""Numbered lines that nothing but the text beneath each marks as titles."""

_MAX_TITLE_LEVEL = 3
"""A heading below it belongs to the text of an item, unless no item has a heading above it."""
_MINOR_LEVEL = 6
_KINDS = (
    BlockKind.HEADING,
    BlockKind.LIST_ITEM,
    BlockKind.PARAGRAPH,
    BlockKind.TABLE_ROW,
)


class _Mark(IntEnum):
    """What marks a line as a title, the surest first."""

    PLACE = auto()
    """The item's place on the agenda in the next line: "(Item 3)"."""
    TITLE = auto()
    """Capitals, or a heading's mark."""
    MINOR = auto()
    """A heading's mark of a lower level, which bold type has in a web page or Word file."""
    APART = auto()
    """Blank lines, or a table's row with the item's text in the rows below."""
    BARE = auto()
    """A text of its own beneath it."""


@dataclass(frozen=True, slots=True)
class _Candidate:
    block: Block
    number: str
    title: str
    mark: _Mark

    @property
    def kind(self) -> tuple[_Mark, BlockKind, int, bool]:
        """How it is set; all items of one meeting are set alike."""
        return self.mark, self.block.kind, self.block.level, is_shouted(self.title)


class _Ranked(NamedTuple):
    """A candidate by its place in a series of one style."""

    rank: Rank
    candidate: _Candidate


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
    candidates = list(_candidates(text, blocks))
    series = _numbered(candidates)
    chosen = with_misread(text, blocks, _found(series), pages or ())
    headings = _unnumbered(text, blocks) if unnumbered else []
    series = series or _bare(candidates)
    chosen = chosen or _found(series)
    if headings and (not chosen or _is_under(chosen, series, headings)):
        chosen = [Found(block, "", _words(text, block)) for block in headings]
    ends = [*(block.start for block, _, _ in chosen), len(text)][1:]
    return tuple(
        AgendaItem(number, title, block.start, end)
        for (block, number, title), end in zip(chosen, ends, strict=True)
    )


def _found(series: Sequence[_Candidate]) -> list[Found]:
    return [Found(each.block, each.number, each.title) for each in series]


def _is_under(
    chosen: Sequence[Found], series: Sequence[_Candidate], headings: Sequence[Block]
) -> bool:
    """Whether numbers belong to the text of a heading without one: few, or of a lower level."""
    first, mark = series[0].block, series[0].mark
    if first.start <= headings[0].start or mark is _Mark.PLACE:
        return False
    if len(chosen) == 1:
        return True
    is_plain = first.kind is not BlockKind.HEADING
    return mark in (_Mark.MINOR, _Mark.BARE) and (is_plain or headings[0].level < first.level)


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


def _candidates(text: str, blocks: Sequence[Block]) -> Iterator[_Candidate]:
    """Every line that may be a numbered title, but for the points that a line with a colon opens."""
    led = False
    for place, block in enumerate(blocks):
        words = _words(text, block)
        found = _candidate(text, blocks, place, words)
        if found is None or found.mark < _Mark.APART:
            is_numbered = found is not None or read_numbered(words) is not None
            led = _LEAD.fullmatch(words) is not None and not is_numbered
        elif led:
            led = found.mark is _Mark.APART
            continue
        if found:
            yield found


def _candidate(text: str, blocks: Sequence[Block], place: int, words: str) -> _Candidate | None:
    block = blocks[place]
    if len(words) > 2 * MAX_HEADING or block.kind not in _KINDS:  # Kent prints decisions in titles
        return None
    next_at = place + 1
    if is_number_alone(words) and next_at < len(blocks) and _is_heading(text, blocks[next_at]):
        words = f"{words} {_words(text, blocks[next_at])}"  # the number stands on a line of its own
        next_at += 1
    below = blocks[next_at : next_at + 2]
    numbered = read_numbered(words)
    if numbered is None:
        return _numbered_behind(text, block, words, below)
    title, lines, is_placed = _whole_title(text, below, numbered.title)
    if not any(character.isalpha() for character in title):
        return None
    if is_placed:
        return _Candidate(block, numbered.number, title, _Mark.PLACE)
    last = below[lines - 1] if lines else blocks[next_at - 1]
    after = blocks[next_at + lines] if next_at + lines < len(blocks) else None
    if next_at > place + 1:
        mark: _Mark | None = _Mark.TITLE
    else:
        mark = _mark(text, block, numbered.title, title, (last, after))
    if mark is None or is_verdict(title):
        return None
    return _Candidate(block, numbered.number, title, mark)


def _numbered_behind(
    text: str, block: Block, words: str, below: Sequence[Block]
) -> _Candidate | None:
    if block.kind is not BlockKind.HEADING:
        return None
    match = _MINUTE.fullmatch(words)
    if match is None and below:
        match = _MINUTE.fullmatch(_words(text, below[0]))
    numbered = read_numbered(f"{match['number']} x") if match else None
    if match is None or numbered is None:
        return None
    title = match["title"] or words
    return _Candidate(block, numbered.number, title, _Mark.PLACE)


def _whole_title(text: str, below: Sequence[Block], title: str) -> tuple[str, int, bool]:
    """A title, how many lines below are part of it, and whether its place on the agenda follows."""
    lines = [_words(text, block) for block in below]
    inside = _AGENDA_PLACE.search(title)
    if inside and inside.end() == len(title):
        return title[: inside.start()].strip() or title, 0, True
    if lines and _AGENDA_PLACE.fullmatch(lines[0]):
        return title, 0, True
    if not lines or below[0].marker or not _goes_on(text, title, below[0]):
        return _mended(text, title), 0, False
    whole = _mended(text, f"{title} {lines[0]}")
    return whole, 1, len(lines) > 1 and bool(_AGENDA_PLACE.fullmatch(lines[1]))


def _mended(text: str, title: str) -> str:
    """A title without the hyphen at which a line broke, where the text has the word whole."""
    for broken in reversed(list(_BROKEN.finditer(title))):
        before, after = title[: broken.start()], title[broken.end() :]
        word = before.split()[-1] + re.split(r"[^a-z]", after)[0]
        title = f"{before}{after}" if word in text else f"{before}-{after}"
    return title


def _goes_on(text: str, title: str, below: Block) -> bool:
    words = _words(text, below)
    if len(words) > MAX_HEADING or read_numbered(words) or is_verdict(words):
        return False
    if _is_heading(text, below):
        return _UNFINISHED.search(title) is not None or words[:1].islower()
    return title.endswith("-") and title[-2:-1].islower() and words[:1].islower()


def _is_heading(text: str, block: Block) -> bool:
    return block.kind is BlockKind.HEADING or is_shouted(_words(text, block))


def _mark(
    text: str, block: Block, line: str, title: str, around: tuple[Block, Block | None]
) -> _Mark | None:
    """What marks a numbered line as a title, between its last block and the one after; None if nothing."""
    last, after = around
    if block.kind is BlockKind.TABLE_ROW:
        return _Mark.APART if _heads_rows(text, block, after) else None
    if is_shouted(line):
        return _Mark.TITLE
    if block.kind is BlockKind.HEADING and block.level > 0 and not line.endswith((";", ",")):
        return _Mark.TITLE if block.level <= _MAX_TITLE_LEVEL else _Mark.MINOR
    if not _may_be_plain(title):
        return None
    if _stands_alone(text, block, last):
        return _Mark.APART
    has_text = after is not None and after.kind is BlockKind.PARAGRAPH
    return _Mark.BARE if has_text and title[0].isupper() else None


def _may_be_plain(title: str) -> bool:
    return (
        len(title.split()) <= _MAX_PLAIN_TITLE and title[-1] not in ".;,:?!" and not is_point(title)
    )


def _stands_alone(text: str, first: Block, last: Block) -> bool:
    """Whether a typed text sets a title apart, as it does not the points of a list."""
    before, after = text[max(0, first.start - _NEAR) : first.start], text[last.end :][:_NEAR]
    return bool(_BLANK_BEFORE.search(before) and _BLANK_AFTER.match(after))


def _heads_rows(text: str, row: Block, after: Block | None) -> bool:
    """Whether a row of a number and a title has the item's text in the row below, under the title."""
    cells = [cell for cell in text[row.start : row.end].split("\t") if cell.strip()]
    return (
        len(cells) == 2
        and after is not None
        and after.kind is BlockKind.TABLE_ROW
        and text[after.start : after.end].startswith("\t")
    )


def _numbered(candidates: Sequence[_Candidate]) -> list[_Candidate]:
    """The items by their numbers, of the surest mark that makes a series of more than one."""
    best: list[_Ranked] = []
    for mark in (_Mark.PLACE, _Mark.TITLE, _Mark.MINOR, _Mark.APART):
        pool = [each for each in candidates if each.mark is mark]
        if mark is _Mark.TITLE:
            pool = [each for each in candidates if each.mark <= mark]
        style, ranked = _best_style(_past_agenda(pool))
        series = _rising(ranked)
        if len(series) > 1:
            apart = [each for each in candidates if each.mark is _Mark.APART]
            return _in_gaps(_with_out_of_turn(series, ranked), _in_style(apart, style))
        best = best or series
    return [each.candidate for each in best]


def _bare(candidates: Sequence[_Candidate]) -> list[_Candidate]:
    _, ranked = _best_style([each for each in candidates if each.mark >= _Mark.APART])
    series = _rising(ranked)
    return [each.candidate for each in series] if len(series) >= _FEWEST_BARE else []


def _in_style(candidates: Iterable[_Candidate], style: str) -> list[_Ranked]:
    return [
        _Ranked(rank, each)
        for each in candidates
        for found, rank in styles(each.number)
        if found == style
    ]


def _best_style(candidates: Sequence[_Candidate]) -> tuple[str, list[_Ranked]]:
    """The style of number that makes the longest series, and the candidates numbered in it.

    A series that lies wholly between two numbers of another counts something within one item.
    """
    by_style: dict[str, list[_Ranked]] = {}
    for each in candidates:
        for style, rank in styles(each.number):
            by_style.setdefault(style, []).append(_Ranked(rank, each))
    plain = {each.rank for each in by_style.get(PLAIN, ())}
    found: list[tuple[str, list[_Ranked], list[Block]]] = []
    for style, ranked in by_style.items():
        for counted in _counts(ranked):
            series = _rising(counted)
            if is_series(style, [each.rank for each in series]) and not is_section_of(style, plain):
                found.append((style, counted, [each.candidate.block for each in series]))
    others = [(style, series) for style, _, series in found if len(series) > 1]
    outer = [
        each
        for each in found
        if not any(
            _lies_within(each[2], series, to_the_end=style == PLAIN != each[0])
            for style, series in others
        )
    ]
    best = max(outer, key=lambda each: (len(each[2]), each[0] == PLAIN), default=None)
    return best[:2] if best else ("", [])


def _counts(ranked: Sequence[_Ranked]) -> list[list[_Ranked]]:
    """The candidates of one style, those apart whose numbers are far from the rest, as a list's are."""
    numbers = sorted({each.rank[1] for each in ranked})
    edges = [other for one, other in pairwise(numbers) if other - one > _FARTHEST]
    counts: list[list[_Ranked]] = [[] for _ in range(len(edges) + 1)]
    for each in ranked:
        counts[bisect_right(edges, each.rank[1])].append(each)
    return counts


def _lies_within(
    inner: Sequence[Block], outer: Sequence[Block], *, to_the_end: bool = False
) -> bool:
    """Whether blocks lie between two neighbours of others, or also ``to_the_end`` after the last."""
    first, last = (bisect_left(outer, block.start, key=_start) for block in (inner[0], inner[-1]))
    return 0 < first == last < len(outer) + to_the_end


def _start(block: Block) -> int:
    return block.start


def _with_out_of_turn(series: list[_Ranked], ranked: Sequence[_Ranked]) -> list[_Ranked]:
    """The series, with headings set like it whose number it lacks: items are not taken in order always."""
    taken = {each.rank for each in series}
    kinds = {each.candidate.kind for each in series}
    low, high = min(taken), max(taken)
    whole = list(series)
    for each in ranked:
        if each.rank not in taken and low < each.rank < high and each.candidate.kind in kinds:
            taken.add(each.rank)
            whole.append(each)
    return sorted(whole, key=lambda each: each.candidate.block.start)


def _in_gaps(series: Sequence[_Ranked], apart: Sequence[_Ranked]) -> list[_Candidate]:
    """The series, with those lines set apart by which its numbers go on where one is missing."""
    whole = [each.candidate for each in series]
    starts = [each.candidate.block.start for each in apart]
    for one, other in pairwise(series):
        first, last = (bisect_left(starts, each.candidate.block.start) for each in (one, other))
        between = [each for each in apart[first:last] if one.rank < each.rank < other.rank]
        whole += (each.candidate for each in _rising(between))
    return sorted(whole, key=lambda each: each.block.start)


def _past_agenda(candidates: list[_Candidate]) -> list[_Candidate]:
    """The candidates without the list of items that stands before the minutes on some first pages.

    Such a list is a run of titles most of which come again.
    """
    titles = [candidate.title.casefold() for candidate in candidates]
    last = {title: place for place, title in enumerate(titles)}
    for end in range(len(candidates) - 1, 1, -1):
        again = sum(last[title] >= end for title in titles[:end])
        if again * 2 > end and last[titles[0]] >= end:
            return candidates[end:] if len(candidates) - end >= again else candidates
    return candidates


def _rising(candidates: Sequence[_Ranked]) -> list[_Ranked]:
    """The longest series whose numbers rise; of equal ones the later, past any list of contents."""
    tails: list[int] = []
    ranks: list[Rank] = []
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
    """The headings of the commonest level, of the upper levels if there are two of one."""
    headings = [
        (place, block)
        for place, block in enumerate(blocks)
        if block.kind is BlockKind.HEADING and not _PEOPLE.match(_words(text, block))
    ]
    for lowest in (_MAX_TITLE_LEVEL, _MINOR_LEVEL):
        found = _of_commonest_level(
            text, blocks, [each for each in headings if each[1].level <= lowest]
        )
        if len(found) > 1:
            return found
    return []


def _of_commonest_level(
    text: str, blocks: Sequence[Block], headings: Sequence[tuple[int, Block]]
) -> list[Block]:
    levels = [block.level for _, block in headings if not _FRONT.match(_words(text, block))]
    if not levels:
        return []
    level = Counter(levels).most_common(1)[0][0]
    found: list[Block] = []
    has_begun = False
    for place, block in headings:
        if block.level == level and (has_begun or not _FRONT.match(_words(text, block))):
            found.append(block)
            # A heading right above another is a line of the minutes' own title.
            below = blocks[place + 1] if place + 1 < len(blocks) else None
            has_begun = has_begun or (below is not None and below.kind is not BlockKind.HEADING)
    return found
