"""The order in which a page's columns are read."""

from __future__ import annotations

import itertools
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field

from archive.readers.pdf.page import Box, Word, in_rows

_GUTTER = 9.0
"""Narrowest space between columns, in points; word spaces of justified 12-point text stay below."""

_MARGIN_SHARE = 0.2  # a column takes at least this share of the page's text width
_FEWEST_ROWS = 3  # in each column; two columns with fewer read alike either way
_FULL = 0.55  # share of its column that the middling line of running text fills
_DENSE = 0.6  # share of its height that a column of running text fills with lines
_LINE = 1.2  # times the size: the distance between lines, at its closest
_STEP = 3.0  # points between the places where a gutter is looked for


@dataclass(slots=True)
class Region:
    """A part of a page that is read from top to bottom before the next is begun."""

    words: list[Word]
    boxes: list[Box] = field(default_factory=list)
    in_columns: bool = False

    @property
    def left(self) -> float:
        return min([w.x0 for w in self.words] + [b.x0 for b in self.boxes])

    @property
    def right(self) -> float:
        return max([w.x1 for w in self.words] + [b.x1 for b in self.boxes])


def regions(words: Sequence[Word], boxes: Sequence[Box]) -> list[Region]:
    """The parts of a page in reading order; ``boxes`` (its tables) stay whole."""
    order = {id(word): place for place, word in enumerate(words)}
    return _cut(Region(list(words), list(boxes)), order)


def _cut(region: Region, order: dict[int, int]) -> list[Region]:
    if not region.words:
        return [region] if region.boxes else []
    rows = in_rows(region.words)
    found = _gutter(region, rows, order)
    if found is None:
        return [region]
    first, last, x = found
    top, foot = _top(rows[first]), max(w.y for w in rows[last])
    inside = [word for row in rows[first : last + 1] for word in row]
    parts = [
        Region([w for row in rows[:first] for w in row], [], region.in_columns),
        Region([w for w in inside if w.x1 <= x + 1], [], True),
        Region([w for w in inside if w.x1 > x + 1], [], True),
        Region([w for row in rows[last + 1 :] for w in row], [], region.in_columns),
    ]
    for box in region.boxes:
        middle = (box.y0 + box.y1) / 2
        place = 0 if middle < top else 3 if middle > foot else 1 if box.x1 <= x + 1 else 2
        parts[place].boxes.append(box)
    return [piece for part in parts for piece in _cut(part, order)]


def _top(row: list[Word]) -> float:
    return min(w.y - w.size for w in row)


def _gutter(
    region: Region, rows: list[list[Word]], order: dict[int, int]
) -> tuple[int, int, float] | None:
    """First row, last row and place of the longest space between two columns of running text."""
    if len(rows) < _FEWEST_ROWS:
        return None
    left, right = region.left, region.right
    inset = _MARGIN_SHARE * (right - left)
    votes: Counter[int] = Counter()
    for row in rows:
        for one, other in itertools.pairwise(row):
            if other.x0 - one.x1 >= _GUTTER:
                low, high = round((one.x1 + 4) / _STEP), round((other.x0 - 4) / _STEP)
                votes.update(range(low, high + 1))
    # columns whose baselines differ have no row in common: look beside the line ends too
    votes.update(round((w.x0 - _GUTTER / 2) / _STEP) for row in rows for w in row[:1])
    best: tuple[int, int, int, float] | None = None
    for step, count in sorted(votes.items(), key=lambda item: (-item[1], item[0])):
        x = step * _STEP
        if count < _FEWEST_ROWS or not left + inset < x < right - inset:
            continue
        for first, last in _stretches(region, rows, x):
            if (best is None or last - first > best[0]) and (
                trimmed := _columns(rows, first, last, x, (left, right), order)
            ):
                best = (last - first, *trimmed, x)
    return best[1:] if best else None


def _stretches(region: Region, rows: list[list[Word]], x: float) -> list[tuple[int, int]]:
    """Runs of rows that leave a gutter's width free round ``x``."""
    crossing = [b for b in region.boxes if b.x0 < x < b.x1]
    found: list[tuple[int, int]] = []
    start = None
    for place, row in enumerate([*rows, None]):
        free = row is not None and _is_free(row, x)
        if free and row is not None and start is not None:
            above, here = rows[place - 1][0].y, row[0].y
            free = not any(above < b.y0 < here for b in crossing)
            if not free:
                found.append((start, place - 1))
                start = place
                continue
        if free and start is None:
            start = place
        elif not free and start is not None:
            found.append((start, place - 1))
            start = None
    return found


def _is_free(row: list[Word], x: float) -> bool:
    before = max((w.x1 for w in row if w.x0 < x), default=x - _GUTTER)
    after = min((w.x0 for w in row if w.x0 >= x), default=x + _GUTTER)
    return before <= x and after - before >= _GUTTER


def _columns(
    rows: list[list[Word]],
    first: int,
    last: int,
    x: float,
    edges: tuple[float, float],
    order: dict[int, int],
) -> tuple[int, int] | None:
    """The rows, less a short line above the columns, if both sides hold running text."""
    sides = [
        ([w for w in row if w.x0 < x], [w for w in row if w.x0 >= x])
        for row in rows[first : last + 1]
    ]
    begun = next((i for i, side in enumerate(sides) if side[1]), None)
    if begun is None:
        return None
    while begun > 0 and rows[first + begun][0].y - rows[first + begun - 1][0].y < 1.6 * (
        rows[first + begun][0].size
    ):
        begun -= 1
    sides = sides[begun:]
    filled = [[side[n] for side in sides if side[n]] for n in (0, 1)]
    if min(map(len, filled)) < _FEWEST_ROWS:
        return None
    jumps = _jumps(sides, order)
    if jumps > max(2, len(sides) // 10):
        return None  # drawn row by row: a table without rules, or labels with their text
    for column in filled:
        near, far = min(r[0].x0 for r in column), max(r[-1].x1 for r in column)
        height = column[-1][0].y - column[0][0].y
        if len(column) * _LINE * column[0][0].size < height * _DENSE:
            return None  # labels down the side of a table without rules
        widths = sorted(row[-1].x1 - row[0].x0 for row in column)
        share = (far - near) / (edges[1] - edges[0])
        if share < _MARGIN_SHARE or widths[len(widths) // 2] < _FULL * (far - near):
            return None
    return first + begun, last


def _jumps(sides: list[tuple[list[Word], list[Word]]], order: dict[int, int]) -> int:
    """How often the file's own order changes sides."""
    drawn = sorted(
        (order[id(word)], side) for row in sides for side in (0, 1) for word in row[side]
    )
    return sum(1 for one, other in itertools.pairwise(drawn) if one[1] != other[1])
