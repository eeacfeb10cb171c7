"""Ruled grids: the cells that drawn lines enclose.

Lines that meet make one grid. Where a line is missing between two cells they are one, and a grid's
outermost lines need not be drawn: many tables have no rule down their sides.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

from archive.readers.pdf.page import Box, Rule, Word

_MISS = 3.0
"""Points by which lines that are meant to meet may miss."""

_BREAK = 4.0  # points between two parts of one line, drawn row by row or cell by cell
_NARROWEST = 30.0  # points across a column that is made for words, not to part others
_PADDING = 8.0  # points between a cell's side and what stands in it, at the most
_LONGER = 1.5  # times the length of the shading of a line: the least length of a cell's side
_TALLEST = 200.0  # points between two rules of a table whose sides are open

_MOST_EDGES = 800  # after joining: above it stand charts and maps
_MOST_PLACES = 6000  # columns times rows of the largest grid


class Edge(NamedTuple):
    """A level or upright line: where it lies, and from where to where it runs, in points."""

    at: float
    start: float
    end: float


@dataclass(frozen=True)
class Grid:
    """Rows and columns of places, and which of them are one cell."""

    xs: tuple[float, ...]
    """The lines between columns, the outermost included, in points from the left."""
    ys: tuple[float, ...]
    cells: tuple[tuple[int, ...], ...]
    """For each row its places, left to right, each the number of its cell."""

    @property
    def box(self) -> Box:
        return Box(self.xs[0], self.ys[0], self.xs[-1], self.ys[-1])

    @cached_property
    def count(self) -> int:
        """How many cells it has."""
        return len({cell for row in self.cells for cell in row})

    def place(self, word: Word) -> tuple[int, int] | None:
        """The row and column that the middle of ``word`` stands in."""
        x, y = (word.x0 + word.x1) / 2, word.y - word.size * 0.3
        if not (self.xs[0] <= x < self.xs[-1] and self.ys[0] <= y < self.ys[-1]):
            return None
        return bisect_right(self.ys, y) - 1, bisect_right(self.xs, x) - 1

    def row(self, word: Word) -> int:
        """The row that the middle of ``word``, which stands in the grid, is in."""
        return bisect_right(self.ys, word.y - word.size * 0.3) - 1

    def is_tall(self, cell: int) -> bool:
        """Whether a cell takes several rows."""
        return sum(cell in places for places in self.cells) > 1

    def end(self, row: int, column: int) -> int:
        """The column after the last of the cell that ``column`` begins in ``row``."""
        cells, end = self.cells[row], column + 1
        while end < len(cells) and cells[end] == cells[column]:
            end += 1
        return end

    def cell_box(self, cell: int) -> Box:
        """The box round a cell."""
        rows = [row for row, places in enumerate(self.cells) if cell in places]
        columns = [c for row in rows for c, each in enumerate(self.cells[row]) if each == cell]
        return Box(
            self.xs[min(columns)],
            self.ys[rows[0]],
            self.xs[max(columns) + 1],
            self.ys[rows[-1] + 1],
        )

    def ruled(self) -> set[int]:
        """The columns that are wide enough for words, and whose cells are mostly theirs alone."""
        return {
            column
            for column in range(len(self.xs) - 1)
            if self.xs[column + 1] - self.xs[column] > _NARROWEST
            and 2 * sum(self._is_alone(row, column) for row in self.cells) > len(self.cells)
        }

    @staticmethod
    def _is_alone(row: Sequence[int], column: int) -> bool:
        return row[column] not in (*row[max(0, column - 1) : column], *row[column + 1 : column + 2])

    def starts(self) -> dict[int, tuple[int, int]]:
        """For each cell its first row and, in that row, its first column."""
        found: dict[int, tuple[int, int]] = {}
        for row, places in enumerate(self.cells):
            for column, cell in enumerate(places):
                found.setdefault(cell, (row, column))
        return found


def find_grids(rules: Sequence[Rule]) -> tuple[list[Grid], list[Edge]]:
    """The grids that rules make, the largest first, and the level lines that belong to none."""
    levels = _joined((r.y0, r.x0, r.x1) for r in rules if r.x0 != r.x1)
    uprights = _outer(_joined((r.x0, r.y0, r.y1) for r in rules if r.x0 == r.x1))
    if len(levels) + len(uprights) > _MOST_EDGES:
        return [], []
    found = []
    meeting: set[int] = set()
    for level_places, upright_places in _stacked(
        list(_meeting(levels, uprights)), levels, uprights
    ):
        meeting |= level_places
        grid = _grid([levels[n] for n in level_places], [uprights[n] for n in upright_places])
        if grid is not None:
            found.append(grid)
    found.sort(key=lambda g: (-(g.xs[-1] - g.xs[0]) * (g.ys[-1] - g.ys[0]), g.ys[0], g.xs[0]))
    return found, [level for n, level in enumerate(levels) if n not in meeting]


def _joined(lines: Iterable[tuple[float, float, float]]) -> list[Edge]:
    """Lines on one axis made one where they touch or overlap, by place."""
    found: list[Edge] = []
    group: list[tuple[float, float, float]] = []
    for line in [*sorted(lines), (float("inf"), 0.0, 0.0)]:
        if group and line[0] - group[-1][0] > _MISS:
            at = sum(one[0] for one in group) / len(group)
            found.extend(_runs(at, sorted((start, end) for _, start, end in group)))
            group = []
        group.append(line)
    return found


def _runs(at: float, parts: Sequence[tuple[float, float]]) -> Iterator[Edge]:
    first, last = parts[0]
    for start, end in parts:
        if start > last + _BREAK:
            yield Edge(at, first, last)
            first, last = start, end
        last = max(last, end)
    yield Edge(at, first, last)


def _outer(uprights: Sequence[Edge]) -> list[Edge]:
    """The lines without those that shading draws just inside a cell, along its longer side."""
    return [
        edge
        for place, edge in enumerate(uprights)
        if not any(
            other.start < edge.start + 1
            and edge.end - 1 < other.end
            and other.end - other.start > _LONGER * (edge.end - edge.start)
            for other in _beside(uprights, place)
        )
    ]


def _beside(edges: Sequence[Edge], place: int) -> Iterator[Edge]:
    for step in (-1, 1):
        near = place + step
        while 0 <= near < len(edges) and abs(edges[near].at - edges[place].at) < _PADDING:
            yield edges[near]
            near += step


def _meeting(
    levels: Sequence[Edge], uprights: Sequence[Edge]
) -> Iterator[tuple[set[int], set[int]]]:
    """Places of the lines that hang together, level ones and upright ones."""
    heights = [level.at for level in levels]
    whole = list(range(len(levels) + len(uprights)))

    def root(node: int) -> int:
        while whole[node] != node:
            whole[node] = node = whole[whole[node]]
        return node

    for number, (x, top, foot) in enumerate(uprights, len(levels)):
        low, high = bisect_left(heights, top - _MISS), bisect_right(heights, foot + _MISS)
        for place in range(low, high):
            if levels[place].start - _MISS <= x <= levels[place].end + _MISS:
                whole[root(number)] = root(place)
    parts: dict[int, tuple[set[int], set[int]]] = {}
    for node in range(len(whole)):
        part = parts.setdefault(root(node), (set(), set()))
        if node < len(levels):
            part[0].add(node)
        else:
            part[1].add(node - len(levels))
    return ((one, other) for one, other in parts.values() if len(one) > 1 and other)


def _stacked(
    parts: list[tuple[set[int], set[int]]], levels: Sequence[Edge], uprights: Sequence[Edge]
) -> list[tuple[set[int], set[int]]]:
    """The parts, with those made one that have open sides, one width, and no more than a row between.

    A coloured bar crosses the rules of some rows and not of others, nor that over the header.
    """
    stacks: list[tuple[set[int], set[int]]] = []
    for part in parts:
        left, right = min(levels[n].start for n in part[0]), max(levels[n].end for n in part[0])
        sides = [uprights[n].at for n in part[1]]
        if any(part[0] <= stack[0] for stack in stacks):
            continue
        if min(sides) - left < _MISS or right - max(sides) < _MISS:
            stacks.append(part)
            continue
        alike = [
            n
            for n, level in enumerate(levels)
            if abs(level.start - left) < _MISS and abs(level.end - right) < _MISS
        ]
        own = [place for place, n in enumerate(alike) if n in part[0]]
        if not own:
            stacks.append(part)
            continue
        first, last = own[0], own[-1]
        while first and levels[alike[first]].at - levels[alike[first - 1]].at < _TALLEST:
            first -= 1
        while last + 1 < len(alike) and (
            levels[alike[last + 1]].at - levels[alike[last]].at < _TALLEST
        ):
            last += 1
        chain = set(alike[first : last + 1])
        whole = (part[0] | chain, set(part[1]))
        for other in parts:
            if other[0] & chain:
                whole[0].update(other[0])
                whole[1].update(other[1])
        stacks = [stack for stack in stacks if not stack[0] <= whole[0]]
        stacks.append(whole)
    return stacks


def _grid(levels: Sequence[Edge], uprights: Sequence[Edge]) -> Grid | None:
    xs = _places(
        [edge.at for edge in uprights], [end for edge in levels for end in (edge.start, edge.end)]
    )
    ys = _places(
        [edge.at for edge in levels], [end for edge in uprights for end in (edge.start, edge.end)]
    )
    rows, columns = len(ys) - 1, len(xs) - 1
    if rows < 1 or columns < 1 or rows * columns > _MOST_PLACES:
        return None
    closed_below = _walls(levels, ys, xs)
    closed_right = _walls(uprights, xs, ys)
    cells = [[-1] * columns for _ in range(rows)]
    number = 0
    for row in range(rows):
        for column in range(columns):
            if cells[row][column] >= 0:
                continue
            cells[row][column] = number
            front = [(row, column)]
            while front:
                r, c = front.pop()
                for near_row, near_column, closed in (
                    (r + 1, c, (r + 1, c) in closed_below),
                    (r - 1, c, (r, c) in closed_below),
                    (r, c + 1, (c + 1, r) in closed_right),
                    (r, c - 1, (c, r) in closed_right),
                ):
                    inside = 0 <= near_row < rows and 0 <= near_column < columns
                    if inside and not closed and cells[near_row][near_column] < 0:
                        cells[near_row][near_column] = number
                        front.append((near_row, near_column))
            number += 1
    return Grid(xs, ys, tuple(map(tuple, cells)))


def _places(drawn: Iterable[float], ends: Sequence[float]) -> tuple[float, ...]:
    """Where lines stand, with the outermost ends of those that cross them."""
    found = sorted(set(drawn))
    if min(ends) < found[0] - _MISS:
        found.insert(0, min(ends))
    if max(ends) > found[-1] + _MISS:
        found.append(max(ends))
    return tuple(found)


def _walls(
    edges: Sequence[Edge], places: Sequence[float], across: Sequence[float]
) -> set[tuple[int, int]]:
    """Pairs of a line's number and the number of a place along it that it closes."""
    number = {at: n for n, at in enumerate(places)}
    return {
        (number[edge.at], step)
        for edge in edges
        for step in range(len(across) - 1)
        if edge.start - 1 <= (across[step] + across[step + 1]) / 2 <= edge.end + 1
    }
