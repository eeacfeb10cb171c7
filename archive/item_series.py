"""Chooses the numbered titles that make a meeting's agenda from all that may be one."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
from itertools import pairwise
from typing import NamedTuple

from archive.document import Block
from archive.item_number import PLAIN, Rank, is_section_of, is_series, styles
from archive.item_title import Candidate, Mark

_FARTHEST = 25
"""Numbers that one item's is from the next, at the most."""
_FEWEST_BARE = 3
"""Numbered lines that nothing but the text beneath each marks as titles."""


class _Ranked(NamedTuple):
    """A candidate by its place in a series of one style."""

    rank: Rank
    candidate: Candidate


def numbered_items(candidates: Sequence[Candidate]) -> list[Candidate]:
    """The items by their numbers, of the surest mark that makes a series of more than one."""
    best: list[_Ranked] = []
    for mark in (Mark.PLACE, Mark.TITLE, Mark.MINOR, Mark.APART):
        pool = [each for each in candidates if each.mark is mark]
        if mark is Mark.TITLE:
            pool = [each for each in candidates if each.mark <= mark]
        style, ranked = _best_style(_past_agenda(pool))
        series = _rising(ranked)
        if len(series) > 1:
            apart = [each for each in candidates if each.mark is Mark.APART]
            return _in_gaps(_with_out_of_turn(series, ranked), _in_style(apart, style))
        best = best or series
    return [each.candidate for each in best]


def bare_items(candidates: Sequence[Candidate]) -> list[Candidate]:
    """The items where nothing but a text beneath it marks each title."""
    _, ranked = _best_style([each for each in candidates if each.mark >= Mark.APART])
    series = _rising(ranked)
    return [each.candidate for each in series] if len(series) >= _FEWEST_BARE else []


def _in_style(candidates: Iterable[Candidate], style: str) -> list[_Ranked]:
    return [
        _Ranked(rank, each)
        for each in candidates
        for found, rank in styles(each.number)
        if found == style
    ]


def _best_style(candidates: Sequence[Candidate]) -> tuple[str, list[_Ranked]]:
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


def _in_gaps(series: Sequence[_Ranked], apart: Sequence[_Ranked]) -> list[Candidate]:
    """The series, with those lines set apart by which its numbers go on where one is missing."""
    whole = [each.candidate for each in series]
    starts = [each.candidate.block.start for each in apart]
    for one, other in pairwise(series):
        first, last = (bisect_left(starts, each.candidate.block.start) for each in (one, other))
        between = [each for each in apart[first:last] if one.rank < each.rank < other.rank]
        whole += (each.candidate for each in _rising(between))
    return sorted(whole, key=lambda each: each.block.start)


def _past_agenda(candidates: list[Candidate]) -> list[Candidate]:
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
