"""Columns of running text, and where they begin and end."""

from __future__ import annotations

import itertools
import math
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field

from archive.readers.pdf.page import Box, Word, in_rows

GUTTER = 9.0
"""Narrowest space between columns, in points; word spaces of justified 12-point text stay below."""

_NARROWED = 4.5  # points that one long line may leave of a gutter that the lines round it keep

_MARGIN_SHARE = 0.2  # a column takes at least this share of the page's text width
_FEWEST_ROWS = 3  # in each column; two columns with fewer read alike either way
_FEWEST_DRAWN = 2  # the same where the file draws one column after the other
_FULL = 0.55  # share of its column that the middling line of running text fills
_WIDE = 0.4  # share of the width from which a side is no label
_DENSE = 0.6  # share of its height that a column of running text fills with lines
_LINE = 1.2  # times the size: the distance between lines, at its closest
_LEVEL = 2.0  # sizes by which two columns that end together may differ
_APART = 1.6  # sizes between the last line of columns and one that stands below both
_STEP = 3.0  # points between the places where a gutter is looked for
_MOST_PLACES = 12  # tried for one gutter, the likeliest first


@dataclass(slots=True)
class Region:
    """A part of a page that is read from top to bottom before the next is begun."""

    words: list[Word]
    boxes: list[Box] = field(default_factory=list)
    in_columns: bool = False
    frame: Box | None = None
    """The drawn box that holds all of it and nothing else."""

    @property
    def left(self) -> float:
        return min([w.x0 for w in self.words] + [b.x0 for b in self.boxes])

    @property
    def right(self) -> float:
        return max([w.x1 for w in self.words] + [b.x1 for b in self.boxes])


def cut(region: Region, order: dict[int, int]) -> list[Region]:
    """The region's columns of running text, and what stands above and below them, in reading order.

    ``order`` gives for each word (by ``id``) its place in the file: columns are drawn one by one.
    """
    if not region.words:
        return [region] if region.boxes else []
    inset = _MARGIN_SHARE * (region.right - region.left)
    low, high = region.left + inset, region.right - inset
    begin = sum(
        before.y != word.y and low < word.x0 < high
        for before, word in itertools.pairwise(region.words)
    )
    apart = sum(
        one.y == other.y and other.x0 - one.x1 >= GUTTER and low < other.x0 and one.x1 < high
        for one, other in itertools.pairwise(region.words)
    )
    if begin + apart < _FEWEST_DRAWN:
        return [region]
    rows = in_rows(region.words)
    found = _gutter(region, rows, order) or _return(region, rows, order)
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
    return [piece for part in parts for piece in cut(part, order)]


def _top(row: Sequence[Word]) -> float:
    return min(w.y - w.size for w in row)


def _gutter(
    region: Region, rows: list[list[Word]], order: dict[int, int]
) -> tuple[int, int, float] | None:
    """First row, last row and place of the longest space between two columns of running text."""
    if len(rows) < _FEWEST_DRAWN:
        return None
    left, right = region.left, region.right
    inset = _MARGIN_SHARE * (right - left)
    low, high = left + inset, right - inset
    spaces = [_spaces(row) for row in rows]
    votes: Counter[int] = Counter()
    for row in spaces:
        for start, end in row[1:-1]:
            if end > low and start < high:
                votes.update(
                    range(
                        round((max(start, low) + 4) / _STEP),
                        round((min(end, high) - 4) / _STEP) + 1,
                    )
                )
    # columns whose baselines differ have no row in common: look beside the line ends too
    votes.update(round((row[0].x0 - GUTTER / 2) / _STEP) for row in rows if low < row[0].x0 < high)
    best: tuple[int, int, int, float] | None = None
    tried = 0
    for step, count in sorted(votes.items(), key=lambda item: (-item[1], item[0])):
        x = step * _STEP
        if count < _FEWEST_DRAWN or tried == _MOST_PLACES:
            break
        if not low < x < high:
            continue
        tried += 1
        for first, last in _stretches(region, rows, spaces, x):
            if (best is None or last - first > best[0]) and (
                trimmed := _columns(rows, first, last, x, (left, right), order)
            ):
                best = (last - first, *trimmed, x)
    return best[1:] if best else None


def _spaces(row: Sequence[Word]) -> list[tuple[float, float]]:
    """The spaces as wide as a gutter, those beside the row included."""
    found = []
    right = -math.inf
    for word in row:
        if word.x0 - right >= GUTTER:
            found.append((right, word.x0))
        right = max(right, word.x1)
    return [*found, (right, math.inf)]


def _stretches(
    region: Region, rows: list[list[Word]], spaces: list[list[tuple[float, float]]], x: float
) -> list[tuple[int, int]]:
    """Runs of rows that leave a gutter's width free round ``x``."""
    crossing = [b for b in region.boxes if b.x0 < x < b.x1]
    found: list[tuple[int, int]] = []
    start = None
    wide = [any(left <= x <= right for left, right in each) for each in spaces]
    for place, row in enumerate(rows):
        free = wide[place] or (
            0 < place < len(rows) - 1
            and wide[place - 1]
            and wide[place + 1]
            and _is_narrowed(row, x)
        )
        if start is not None and (
            not free or any(rows[place - 1][0].y < b.y0 < row[0].y for b in crossing)
        ):
            found.append((start, place - 1))
            start = None
        if free and start is None:
            start = place
    return found if start is None else [*found, (start, len(rows) - 1)]


def _is_narrowed(row: Sequence[Word], x: float) -> bool:
    return any(
        one.x1 <= x <= other.x0 and other.x0 - one.x1 >= _NARROWED
        for one, other in itertools.pairwise(row)
    )


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
    while begun > 0 and rows[first + begun][0].y - rows[first + begun - 1][0].y < (
        _APART * rows[first + begun][0].size
    ):
        begun -= 1
    ended = _foot(rows, first + begun, last, sides[begun:])
    last = first + begun + ended
    sides = sides[begun : begun + ended + 1]
    filled = [[side[n] for side in sides if side[n]] for n in (0, 1)]
    if min(map(len, filled)) < _FEWEST_ROWS:
        return _drawn_apart(sides, first + begun, order)
    jumps = _jumps(sides, order)
    if jumps > max(2, len(sides) // 10):
        return None  # drawn row by row: a table without rules, or labels with their text
    if all(_is_running_text(column, edges) for column in filled):
        return first + begun, last
    return _drawn_apart(sides, first + begun, order)


def _foot(
    rows: list[list[Word]], first: int, last: int, sides: list[tuple[list[Word], list[Word]]]
) -> int:
    """The last of the ``sides`` before short lines that follow, a space below, where both columns end."""
    far = max((place for place, (_, right) in enumerate(sides) if right), default=len(sides) - 1)
    for place in range(far, last - first):
        row, below = rows[first + place], rows[first + place + 1]
        level = row[0].y - rows[first + far][0].y < _LEVEL * row[0].size
        if level and below[0].y - row[0].y > _APART * row[0].size:
            return place
    return last - first


def _is_running_text(column: Sequence[Sequence[Word]], edges: tuple[float, float]) -> bool:
    """Whether rows fill a column of a fair width, not only labels down the side of something."""
    near, far = min(row[0].x0 for row in column), max(row[-1].x1 for row in column)
    height = column[-1][0].y - column[0][0].y
    widths = sorted(row[-1].x1 - row[0].x0 for row in column)
    return (
        len(column) * _LINE * column[0][0].size >= height * _DENSE
        and far - near >= _MARGIN_SHARE * (edges[1] - edges[0])
        and widths[len(widths) // 2] >= _FULL * (far - near)
    )


def _return(
    region: Region, rows: list[list[Word]], order: dict[int, int]
) -> tuple[int, int, float] | None:
    """First row, last row and place of a space to which the file goes back up, its left side drawn.

    So a cell of several lines is drawn before the next, in a table without rules.
    """
    drawn = sorted(region.words, key=lambda word: order[id(word)])
    row_of = {id(word): place for place, row in enumerate(rows) for word in row}
    for place, (before, word) in enumerate(itertools.pairwise(drawn), 1):
        here, last = row_of[id(word)], row_of[id(before)]
        if here >= last:
            continue
        start = place
        while start and row_of[id(drawn[start - 1])] >= here:
            start -= 1
        run = drawn[start:place]
        right = max(w.x1 for w in run)
        x = (right + word.x0) / 2
        if (
            word.x0 - right >= GUTTER
            and any(row_of[id(w)] == here for w in run)
            and all(_is_free(row, x) for row in rows[here : last + 1])
        ):
            if right - min(w.x0 for w in run) > _WIDE * (region.right - region.left):
                here = _first_alike(rows, here, x)
            return here, last, x
    return None


def _is_free(row: Sequence[Word], x: float) -> bool:
    return not any(word.x0 < x < word.x1 for word in row)


def _first_alike(rows: Sequence[Sequence[Word]], first: int, x: float) -> int:
    """The first of the rows above that have words on both sides of the same space."""
    while first and any(
        one.x1 < x < other.x0 and other.x0 - one.x1 >= GUTTER
        for one, other in itertools.pairwise(rows[first - 1])
    ):
        first -= 1
    return first


def _drawn_apart(
    sides: list[tuple[list[Word], list[Word]]], first: int, order: dict[int, int]
) -> tuple[int, int] | None:
    """The rows from ``first`` on in which the file draws all of the left side, then the right.

    So it draws the cells of a table without rules, as in an agenda's heading: place and contact.
    """
    both = [place for place, (left, right) in enumerate(sides) if left and right]
    if len(both) < _FEWEST_DRAWN:
        return None
    last = max(place for place, (_, right) in enumerate(sides) if right)
    within = sides[both[0] : last + 1]
    if _jumps(within, order) != 1 or min(order[id(w)] for w in within[0][0]) > min(
        order[id(w)] for w in within[0][1]
    ):
        return None
    return first + both[0], first + last


def _jumps(sides: list[tuple[list[Word], list[Word]]], order: dict[int, int]) -> int:
    """How often the file's own order changes sides."""
    drawn = sorted(
        (order[id(word)], side) for row in sides for side in (0, 1) for word in row[side]
    )
    return sum(1 for one, other in itertools.pairwise(drawn) if one[1] != other[1])
