"""Words that a line is drawn through."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from operator import attrgetter
from typing import NamedTuple

from archive.readers.pdf.frame import Frame
from archive.readers.pdf.glyphs import Letters
from archive.readers.pdf.page import Stroke, Word
from archive.readers.pdf.words import Spelt

_LOWEST, _HIGHEST = 0.12, 0.46
"""Height above the baseline at which a line strikes a word, as a share of the word's size: from 15 % to
65 % of a capital's. Underlines lie below, and rules between lines of print outside of both."""

_HIGHEST_RAISED = 0.62
_RAISED_FIGURE = re.compile(r"[⁰¹²³⁴⁵⁶⁷⁸⁹]")
_THICKEST = 0.2  # share of the word's size
_OVERHANG = 1.0  # times the size by which a line may run past its words, as over a space
_WIDEST_GAP = 4.0  # times the size, between words that one line strikes: a tab after a number
_COVERED = 0.6  # share of a line that must run through words: a chart's grid runs past its figures
_TOUCHING = 1.0  # points between strokes that a reader sees as one
_LEVEL = 0.6  # points by which their heights may differ
_WHOLE = 0.85  # share of a word's width, from which all of it is struck
_SHORTEST = 0.1  # times the size that a line must share with a word
_MOST_LINES = 2  # through one word; shades of colour are drawn as piles of strips
_RAISED = 0.6  # times the size by which smaller letters within a struck line may be raised


class _Struck(NamedTuple):
    """One line through words, and how high it is above the baseline of those set largest."""

    x0: float
    x1: float
    y: float
    base: float
    size: float


def with_struck(
    spelt: Spelt, strokes: Iterable[Stroke], letters: Letters, frame: Frame
) -> tuple[Word, ...]:
    """The words, those struck through marked; one struck in part is cut in two or three."""
    lines = list(_lines(_joined(strokes), spelt.words))
    if not lines:
        return tuple(spelt.words)
    words: list[Word] = []
    for word, start in zip(spelt.words, spelt.starts, strict=True):
        through = [line for line in lines if _is_through(line, word)]
        if not through:
            words.append(word)
        elif sum(_overlap(line, word) for line in through) > _WHOLE * (word.x1 - word.x0):
            words.append(word._replace(struck=True))
        else:
            words.extend(_cut(word, start, through, letters, frame))
    return tuple(words)


def _joined(strokes: Iterable[Stroke]) -> list[Stroke]:
    """Strokes that go on from each other as one."""
    found: list[Stroke] = []
    for stroke in sorted(strokes, key=attrgetter("x0", "y")):
        for place, earlier in enumerate(found):
            if abs(earlier.y - stroke.y) <= _LEVEL and stroke.x0 - earlier.x1 <= _TOUCHING:
                found[place] = earlier._replace(x1=max(earlier.x1, stroke.x1))
                break
        else:
            found.append(stroke)
    return found


def _lines(strokes: Sequence[Stroke], words: Sequence[Word]) -> Iterator[_Struck]:
    """The strokes that strike words, and little else."""
    by_height = sorted(words, key=attrgetter("y"))
    heights = [word.y for word in by_height]
    tallest = max((word.size for word in words), default=0.0)
    piles: defaultdict[tuple[int, int], list[float]] = defaultdict(list)
    for stroke in strokes:
        piles[_sides(stroke)].append(stroke.y)
    for stroke in strokes:
        low = bisect_left(heights, stroke.y)
        near = by_height[low : bisect_right(heights, stroke.y + _HIGHEST_RAISED * tallest)]
        crossed = sorted(
            (
                word
                for word in near
                if _is_level(stroke, word)
                and stroke.thick <= _THICKEST * word.size
                and min(word.x1, stroke.x1) - max(word.x0, stroke.x0) > _SHORTEST * word.size
            ),
            key=attrgetter("x0"),
        )
        if crossed and _is_meant(stroke, crossed) and not _is_in_pile(stroke, crossed, piles):
            largest = max(crossed, key=attrgetter("size"))
            yield _Struck(stroke.x0, stroke.x1, stroke.y, largest.y, largest.size)


def _is_meant(stroke: Stroke, crossed: Sequence[Word]) -> bool:
    """Whether a stroke is drawn for the words that it crosses, and is no part of a table or chart."""
    size = max(word.size for word in crossed)
    through = sum(_overlap(stroke, word) for word in crossed)
    ends = [stroke.x0, *(word.x1 for word in crossed)]
    begins = [*(word.x0 for word in crossed), stroke.x1]
    gaps = [begin - end for begin, end in zip(begins, ends, strict=True)]
    return (
        through >= _COVERED * (stroke.x1 - stroke.x0)
        and gaps[0] <= _OVERHANG * size
        and gaps[-1] <= _OVERHANG * size
        and max(gaps) <= _WIDEST_GAP * size
    )


def _is_in_pile(
    stroke: Stroke, crossed: Sequence[Word], piles: Mapping[tuple[int, int], Sequence[float]]
) -> bool:
    """Whether more lines of its length lie within the height of its words than anybody would draw."""
    size = max(word.size for word in crossed)
    alike = [y for y in piles[_sides(stroke)] if abs(y - stroke.y) < size]
    return len(alike) > _MOST_LINES


def _sides(stroke: Stroke) -> tuple[int, int]:
    return round(stroke.x0), round(stroke.x1)


def _is_level(line: Stroke | _Struck, word: Word) -> bool:
    """Whether a line is as high as one through a word is, or through a raised figure behind it."""
    highest = _HIGHEST_RAISED if _RAISED_FIGURE.search(word.text) else _HIGHEST
    return _LOWEST * word.size <= word.y - line.y <= highest * word.size


def _overlap(line: Stroke | _Struck, word: Word) -> float:
    return max(0.0, min(word.x1, line.x1) - max(word.x0, line.x0))


def _is_through(line: _Struck, word: Word) -> bool:
    if line.x1 <= word.x0 or line.x0 >= word.x1:
        return False
    if _is_level(line, word):
        return True
    return word.size < line.size and abs(word.y - line.base) < _RAISED * line.size


def _cut(
    word: Word, start: int, lines: Sequence[_Struck], letters: Letters, frame: Frame
) -> Iterator[Word]:
    """What is left of a word of which only some letters are struck, and those letters."""
    places = range(start, start + len(word.text))
    flat = iter(letters.origins(places))
    begins = [frame.place(x, y)[0] for x, y in zip(flat, flat, strict=True)]
    spans = list(zip(word.text, begins, [*begins[1:], word.x1], strict=True))
    for struck in (False, True):
        part = [
            (letter, x0, x1)
            for letter, x0, x1 in spans
            if struck == any(line.x0 < (x0 + x1) / 2 < line.x1 for line in lines)
        ]
        if part:
            text = "".join(letter for letter, _, _ in part)
            yield word._replace(text=text, x0=part[0][1], x1=part[-1][2], struck=struck)
