"""Rules that underline or shade words, as against those that part a table's cells."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence

from archive.readers.pdf.line import Line
from archive.readers.pdf.page import Rule, Word

_ABOVE, _BELOW = 0.05, 0.3  # sizes by which an underline may lie above a baseline, or below it
_UNDER, _OVER = (-0.05, 0.35), (-1.4, -0.5)
"""Sizes by which an underline, or the foot of shading, lies below a baseline; and its top."""

_ENDS = 1.5  # points by which the ends may miss those of the words
_LINE = 1.9  # sizes: the shading of one line is no taller
_SPACE = 0.4  # sizes by which shading may go on behind the last word
_LARGEST = 40.0  # points, of the letters that are looked at


def is_underlined(line: Line) -> bool:
    """Whether rules just below the letters reach from the line's start to its end, and no further."""
    start = line.x0 if len(line.words) < 2 or line.gap_after(0) < 1 else line.words[1].x0
    under = [
        rule
        for rule in line.sheet.rules
        if rule.is_level
        and -_ABOVE * line.size < rule.y0 - line.y < _BELOW * line.size
        and rule.x0 > line.x0 - line.size / 2
        and rule.x1 < line.x1 + line.size / 2
    ]
    if not under:
        return False
    return min(r.x0 for r in under) < start + line.size / 2 and (
        max(r.x1 for r in under) > line.x1 - line.size / 2
    )


def without_marks(rules: Sequence[Rule], words: Sequence[Word]) -> list[Rule]:
    """The rules less those that underline words, and those that bound no more than their shading.

    Such rules run from the start of the first word to the end of the last; a cell leaves some space.
    """
    in_order = sorted(words, key=lambda word: word.y)
    heights = [word.y for word in in_order]

    def at(rule: Rule, lowest: float, highest: float) -> Iterator[Word]:
        """The words whose baseline lies so many of their sizes above the rule."""
        top, foot = rule.y0 - highest * _LARGEST, rule.y0 - lowest * _LARGEST
        for place in range(bisect_left(heights, top), bisect_left(heights, foot)):
            word = in_order[place]
            above = (rule.y0 - word.y) / word.size
            if lowest < above < highest and word.x0 < rule.x1 and rule.x0 < word.x1:
                yield word

    found: set[Rule] = set()
    corners: list[tuple[float, float, float]] = []
    for rule in (each for each in rules if each.is_level):
        for reach in (_UNDER, _OVER):
            held = list(at(rule, *reach))
            if held and _fits(rule, held):
                found.add(rule)
                corners += [(x, rule.y0, held[0].size) for x in (rule.x0, rule.x1)]
    corners.sort()

    def is_side(rule: Rule) -> bool:
        near = corners[bisect_left(corners, (rule.x0 - 1,)) : bisect_left(corners, (rule.x0 + 1,))]
        return not rule.is_level and any(
            min(abs(y - rule.y0), abs(y - rule.y1)) < 1 and rule.y1 - rule.y0 < _LINE * size
            for _, y, size in near
        )

    return [rule for rule in rules if rule not in found and not is_side(rule)]


def _fits(rule: Rule, words: Sequence[Word]) -> bool:
    last = max(words, key=lambda word: word.x1)
    behind = rule.x1 - last.x1
    return abs(min(word.x0 for word in words) - rule.x0) < _ENDS and (
        -_ENDS < behind < max(_ENDS, _SPACE * last.size)
    )
