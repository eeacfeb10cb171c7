"""Ruled tables: cells from the drawn lines, by pdfplumber's table finder, filled with the words."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from pdfplumber.table import (
    Table as Grid,
)
from pdfplumber.table import (
    cells_to_tables,
    edges_to_intersections,
    intersections_to_cells,
    merge_edges,
)

from archive.document import BlockKind
from archive.readers.pdf.letters import Vocabulary, join
from archive.readers.pdf.page import Box, Page, Rule, Word, in_rows
from archive.reading import Piece

_TOLERANCE = 3.0
"""Points by which lines that are meant to meet may miss; pdfplumber's own default."""

_MOST_EDGES = 800  # after joining; above it stand charts and maps, and the finder's time is squared
_FILLED = 0.3  # share of cells with words, below which the lines are a chart's
_HEADER_ROWS = 3
_FIGURE = re.compile(r"[-–+£$€(]*\d[\d,.]*[%)kmbn]*", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Row:
    """One row's cells, left to right, each a list of lines; empty for a cell without words."""

    cells: tuple[tuple[str, ...], ...]
    bold: bool

    def texts(self, vocabulary: Vocabulary) -> tuple[str, ...]:
        """The cells as running text; a line break within a cell is a space."""
        return tuple(join(cell, vocabulary) for cell in self.cells)


@dataclass(frozen=True, slots=True)
class Table:
    """A ruled table as it stands on one page."""

    page: int
    box: Box
    rows: tuple[Row, ...]

    def continues(self, earlier: Table) -> bool:
        """Whether it can be the next page's part of ``earlier``: as many columns, as wide."""
        near = abs(self.box.x0 - earlier.box.x0) < 9 and abs(self.box.x1 - earlier.box.x1) < 9
        same = len(self.rows[0].cells) == len(earlier.rows[0].cells)
        return near and same and self.page == earlier.page + 1


def find_tables(page: Page) -> tuple[list[Table], list[Word]]:
    """The page's ruled tables, top to bottom, and the words outside them in their order."""
    words = list(page.words)
    found: list[Table] = []
    for cells in _grids(page.rules):
        table, words = _filled(page.number, cells, words)
        if table is not None:
            found.append(table)
    return found, words


def _grids(rules: Sequence[Rule]) -> list[list[Box]]:
    upright = sum(1 for rule in rules if rule.x0 == rule.x1)
    if upright < 2 or len(rules) - upright < 2:
        return []
    edges = merge_edges(list(map(_edge, rules)), *[_TOLERANCE] * 4)
    if len(edges) > _MOST_EDGES:
        return []
    crossings = edges_to_intersections(edges, _TOLERANCE, _TOLERANCE)
    grids = cells_to_tables(intersections_to_cells(crossings))
    return [[Box(*cell) for cell in cells] for cells in grids]


def _edge(rule: Rule) -> dict[str, float | str]:
    """A rule in pdfplumber's words."""
    return {
        "x0": rule.x0,
        "x1": rule.x1,
        "top": rule.y0,
        "bottom": rule.y1,
        "width": rule.x1 - rule.x0,
        "height": rule.y1 - rule.y0,
        "orientation": "v" if rule.x0 == rule.x1 else "h",
    }


def _filled(page: int, cells: list[Box], words: list[Word]) -> tuple[Table | None, list[Word]]:
    """The table that the words make of a grid, and the words left; None for no table."""
    box = Box(*Grid(None, cells).bbox)
    inside = [word for word in words if box.holds(word)]
    held: dict[Box, list[Word]] = {cell: [] for cell in cells}
    for word in inside:
        cell = next((cell for cell in cells if cell.holds(word)), None)
        if cell is not None:
            held[cell].append(word)
    filled = sum(1 for kept in held.values() if kept)
    if filled < 2 or filled < _FILLED * len(cells):
        return None, words
    grid = [[held.get(cell, []) if cell else [] for cell in row.cells] for row in _rows(cells)]
    used = [n for n in range(len(grid[0])) if any(row[n] for row in grid)]
    rows = tuple(_row([row[n] for n in used]) for row in grid if any(row))
    if len(used) < 2 or len(rows) < 2:
        return None, words
    taken = {id(word) for kept in held.values() for word in kept}
    return Table(page, box, rows), [word for word in words if id(word) not in taken]


def _rows(cells: list[Box]) -> Iterable[Grid]:
    rows: Iterable[Grid] = Grid(None, cells).rows
    return rows


def _row(cells: list[list[Word]]) -> Row:
    texts = tuple(tuple(" ".join(w.text for w in row) for row in in_rows(cell)) for cell in cells)
    return Row(texts, all(word.bold for cell in cells for word in cell))


def pieces_of(table: Table, earlier: Table | None, vocabulary: Vocabulary) -> list[Piece]:
    """A table's rows; where it goes on from ``earlier``, without the header printed again."""
    heads = _header_rows(table)
    if earlier is not None and table.continues(earlier):
        before = [row.texts(vocabulary) for row in earlier.rows[:_HEADER_ROWS]]
        again = 0
        while again < min(len(before), len(table.rows)) and (
            table.rows[again].texts(vocabulary) == before[again]
        ):
            again += 1
        rows, heads = table.rows[again:], 0
    else:
        rows = table.rows
    pieces = []
    for number, row in enumerate(rows):
        kind = BlockKind.TABLE_HEADER if number < heads else BlockKind.TABLE_ROW
        pieces.append(Piece(kind, "\t".join(row.texts(vocabulary)), (table.page, table.page)))
    return pieces


def _header_rows(table: Table) -> int:
    """How many rows at the top name the columns: bold ones, or a first row without figures."""
    if not all(row.bold for row in table.rows):
        bold = next(n for n, row in enumerate(table.rows) if not row.bold)
        if bold:
            return bold if bold <= _HEADER_ROWS else 0
        if any(row.bold for row in table.rows):
            return 0
    first, *others = table.rows
    words = [" ".join(cell) for cell in first.cells]
    if not all(words) or any(_FIGURE.fullmatch(word) for word in words):
        return 0
    figures = any(_FIGURE.fullmatch(" ".join(cell)) for row in others for cell in row.cells)
    return 1 if figures or len(first.cells) > 2 else 0
