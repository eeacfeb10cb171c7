"""Tables as they stand on one page: found by their rules or by their alignment, row by row."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple, TypeAlias

from archive.readers.pdf.alignment import spans
from archive.readers.pdf.band import Band, cut, figures_of, rows_within
from archive.readers.pdf.breaks import with_sides
from archive.readers.pdf.grid import find_grids
from archive.readers.pdf.line import Line, lines_of
from archive.readers.pdf.page import Box, Page, Word, box_round
from archive.readers.pdf.ruled import Extent, read_grid
from archive.readers.pdf.underline import without_marks
from archive.readers.pdf.unruled import Bands, aligned, stacked

Cell: TypeAlias = tuple[Line, ...]


@dataclass(frozen=True, slots=True)
class Row:
    """One row's cells, left to right; a cell without words has no lines."""

    cells: tuple[Cell, ...]
    reach: tuple[int, ...]
    """For each cell how many columns it takes, itself included."""

    @property
    def bold(self) -> bool:
        return all(line.bold for cell in self.cells for line in cell)

    @property
    def filled(self) -> list[int]:
        """The numbers of the columns that have words."""
        return [number for number, cell in enumerate(self.cells) if cell]

    @property
    def apart(self) -> tuple[Cell, ...]:
        """The cells without the places that a cell to their left takes."""
        taken = {n + step for n in self.filled for step in range(1, self.reach[n])}
        return tuple(cell for n, cell in enumerate(self.cells) if cell or n not in taken)

    @property
    def texts(self) -> tuple[str, ...]:
        """The cells as printed, their lines a space apart."""
        return tuple(" ".join(line.text for line in cell) for cell in self.cells)


@dataclass(frozen=True, slots=True)
class Table:
    """One table, or the part of one, that stands on a page."""

    sheet: Page
    box: Box
    columns: tuple[tuple[float, float], ...]
    """From where to where each column runs."""
    rows: tuple[Row, ...]
    """At least one, each with as many cells as there are columns."""

    @property
    def page(self) -> int:
        return self.sheet.number


class Found(NamedTuple):
    """What a page holds of tables."""

    tables: list[Table]
    """By height, then from the left."""
    words: list[Word]
    """Those outside the tables, in their order."""
    frames: list[Box]
    """Drawn boxes with words that are no table: each is read by itself."""


def find_tables(page: Page) -> Found:
    """The page's tables and the words outside them: every word is in one or the other, once."""
    words: Sequence[Word] = page.words
    tables: list[Table] = []
    frames: list[Box] = []
    rules = without_marks(page.rules, words) if len(page.rules) > 2 else []
    grids, free = find_grids(rules)
    if broken := with_sides(rules, free, words):
        more, free = find_grids(broken)
        grids += more
    for grid in grids:
        found, boxes = read_grid(page, grid, words)
        frames += boxes
        if found is not None:
            tables.append(_table(page, *found))
            words = _outside(tables[-1], words)
    for bands in stacked(words, free):
        tables.append(_banded(page, bands))
        words = _outside(tables[-1], words)
    for bands in aligned(words):
        tables.append(_banded(page, bands))
        words = _outside(tables[-1], words)
    tables.sort(key=lambda table: (table.box.y0, table.box.x0))
    return Found(tables, list(words), frames)


def _outside(table: Table, words: Sequence[Word]) -> list[Word]:
    taken = {
        id(word) for row in table.rows for cell in row.cells for line in cell for word in line.words
    }
    return [word for word in words if id(word) not in taken]


def _banded(page: Page, found: Bands) -> Table:
    """The table of bands that alignment found."""
    bands = []
    for words in found.rows:
        band = Band()
        for line in rows_within(words):
            band.align(spans(line), found.columns)
        bands.append(band)
    box = box_round([word for row in found.rows for word in row])
    return _table(page, box, [(each.x0, each.x1) for each in found.columns], bands)


def _table(page: Page, box: Box, columns: Sequence[Extent], bands: Sequence[Band]) -> Table:
    figures = figures_of(bands)
    rows = [row for band in bands for row in cut(band, figures)]
    return Table(page, box, tuple(columns), tuple(_row(page, columns, row) for row in rows))


def _row(page: Page, columns: Sequence[Extent], band: Band) -> Row:
    cells = tuple(
        tuple(lines_of(band.cells[number], page, 0, left, right)) if number in band.cells else ()
        for number, (left, right) in enumerate(columns)
    )
    return Row(cells, tuple(band.reach.get(number, 1) for number in range(len(columns))))
