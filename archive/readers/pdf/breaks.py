"""Columns that show only where level rules break: Word draws the foot of each cell by itself."""

from __future__ import annotations

import itertools
from collections import defaultdict
from collections.abc import Iterator, Sequence

from archive.readers.pdf.grid import Edge
from archive.readers.pdf.page import Rule, Word

_BREAK = 2.0  # points between the rules under two cells, at the most
_PLACE = 3.0  # points within which breaks at different heights stand at one place
_FEWEST = 3  # heights at which a column's rules break
_TALLEST = 260.0  # points between two rules of one table


def with_sides(rules: Sequence[Rule], free: Sequence[Edge], words: Sequence[Word]) -> list[Rule]:
    """The rules that no upright one meets, with upright ones where they break at one place.

    ``free`` are those rules joined to lines. No side is added where a word runs across it; where
    there are none at all, nothing is given back.
    """
    alone = [rule for rule in rules if any(_is_part(rule, edge) for edge in free)]
    heights: dict[int, set[float]] = defaultdict(set)
    for x, y in _breaks(alone):
        heights[round(x / _PLACE)].add(y)
    sides = [
        side
        for place, found in heights.items()
        if len(_apart(found)) >= _FEWEST
        for top, foot in itertools.pairwise(_apart(found))
        if foot - top < _TALLEST
        for side in [Rule(place * _PLACE, top, place * _PLACE, foot)]
        if not any(_crosses(word, side) for word in words)
    ]
    return [*alone, *sides] if sides else []


def _is_part(rule: Rule, edge: Edge) -> bool:
    return (
        rule.y0 == rule.y1
        and abs(rule.y0 - edge.at) < _PLACE
        and edge.start - 1 <= rule.x0
        and rule.x1 <= edge.end + 1
    )


def _breaks(rules: Sequence[Rule]) -> Iterator[tuple[float, float]]:
    """Where two level rules of one height all but touch, and the height."""
    level = sorted(rules, key=lambda rule: (round(rule.y0), rule.x0))
    for one, other in itertools.pairwise(level):
        if round(one.y0) == round(other.y0) and 0 <= other.x0 - one.x1 < _BREAK:
            yield (one.x1 + other.x0) / 2, one.y0


def _apart(heights: set[float]) -> list[float]:
    """The heights in order, those of a rule's two edges as one."""
    found: list[float] = []
    for height in sorted(heights):
        if not found or height - found[-1] > _PLACE:
            found.append(height)
    return found


def _crosses(word: Word, side: Rule) -> bool:
    middle = word.y - word.size * 0.3
    return side.y0 < middle < side.y1 and word.x0 + 1 < side.x0 < word.x1 - 1
