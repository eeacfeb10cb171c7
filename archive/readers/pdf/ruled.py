"""What the words between rules make of a grid: the columns and bands of a table, or boxes of text."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
from typing import NamedTuple, TypeAlias

from archive.readers.pdf.alignment import (
    Column,
    Span,
    columns_of,
    is_figure,
    is_number,
    overlapped,
    spans,
)
from archive.readers.pdf.band import Band, figures_of, rows_within
from archive.readers.pdf.grid import Grid
from archive.readers.pdf.page import Box, Page, Word, box_round, in_rows

_FILLED = 0.3  # share of cells with words, below which the lines are a chart's
_SMALLEST_FRAME = 14.0  # points: a drawn box lower or narrower than this frames no text
_TIGHT = 0.8  # points: text that begins this close to its box, and fills it, is only shaded
_MOST_FRAMES = 14  # boxes that hang together; above it they are a chart's

_TOP = 0.2  # share of the page's height in which the rest of a table begins
_NEAR = 80.0  # points from a table's rules within which its header or total can stand
_CLOSE = 2.0  # times the size: the farthest that a line keeps from the table that it belongs to

Extent: TypeAlias = tuple[float, float]
"""From where to where a column runs."""


class Ruled(NamedTuple):
    """A table between rules, not yet cut into rows."""

    box: Box
    columns: list[Extent]
    bands: list[Band]


def read_grid(page: Page, grid: Grid, words: Sequence[Word]) -> tuple[Ruled | None, list[Box]]:
    """The table that the words make of a grid, or the boxes that it is instead."""
    held: dict[int, list[Word]] = {}
    left, top, right, foot = grid.box
    for word in words:
        if top < word.y < foot + word.size and left < word.x1 and word.x0 < right:
            place = grid.place(word)
            if place is not None:
                held.setdefault(grid.cells[place[0]][place[1]], []).append(word)
    if not held or len(held) < _FILLED * grid.count or _is_marked(grid, held):
        return None, []
    rows: dict[int, dict[int, list[Word]]] = {}
    heights = {round(w.y) for inside in held.values() for w in inside if is_number(w.text)}
    for cell, (row, column) in grid.starts().items():
        inside = held.get(cell, [])
        listed = grid.is_tall(cell) and _is_list(inside, heights)
        for word in inside:
            at = grid.row(word) if listed else row
            rows.setdefault(at, {}).setdefault(column, []).append(word)
    in_order = [(number, rows[number]) for number in sorted(rows)]
    columns, bands = (
        _by_alignment([list(cells.values()) for _, cells in in_order])
        if grid.count > 1 and any(map(_is_parted, held.values()))
        else _by_rules(grid, in_order, top < _TOP * page.height)
    )
    if len(columns) < 2 or (len(bands) == 1 < len(held) and _is_one_line(held.values())):
        return None, _frames(grid, held) if len(columns) < 2 or len(bands) > 1 else []
    taken = {id(word) for inside in held.values() for word in inside}
    rest = [word for word in words if id(word) not in taken]
    if len(bands) == 1 and _heads_columns(grid.box, columns, rest):
        return None, []
    labels = _labels(grid.box, bands, rest)
    if labels:
        whole = [*labels, *(word for inside in held.values() for word in inside)]
        columns, bands = _by_alignment([[whole]])
        return Ruled(box_round(whole), columns, bands), []
    return _extended(Ruled(grid.box, columns, bands), rest), []


def _is_marked(grid: Grid, held: dict[int, list[Word]]) -> bool:
    """Whether most of the boxes are the shading of single words or lines of text."""
    tight = 0
    for cell, inside in held.items():
        box = grid.cell_box(cell)
        left, right = min(w.x0 for w in inside) - box.x0, box.x1 - max(w.x1 for w in inside)
        tight += left < _TIGHT and right < inside[0].size * 0.4
    return tight * 2 > len(held)


def _is_list(words: Sequence[Word], heights: set[int]) -> bool:
    """Whether the lines of a tall cell stand beside figures, each naming a row."""
    lines = in_rows(list(words))
    beside = sum(bool({round(line[0].y) + n for n in (-1, 0, 1)} & heights) for line in lines)
    return beside > 2 and beside * 5 >= len(lines) * 3


def _labels(box: Box, bands: Sequence[Band], words: Sequence[Word]) -> list[Word]:
    """The words beside a grid of nothing but figures that name its rows and carry more figures."""
    first = [word for band in bands for word in band.cells.get(0, [])]
    figures = {round(word.y) for word in first if is_number(word.text)}
    if len(figures) < 4 or len(figures) * 2 < len(in_rows(first)):
        return []
    beside = [w for w in words if w.x1 <= box.x0 + 3 and box.y0 <= w.y - w.size * 0.3 < box.y1]
    named = {round(w.y) + n for w in beside for n in (-1, 0, 1)} & figures
    return beside if len(named) * 5 >= len(figures) * 3 else []


def _is_parted(words: Sequence[Word]) -> bool:
    """Whether figures stand in columns of their own within one cell."""
    if not any(is_figure(word.text) for word in words):
        return False
    rows = rows_within(words)
    parted = 0
    for row in rows:
        found = spans(row)
        parted += sum(span.is_figure for span in found) > 1 or (
            len(found) > 2 and any(span.is_number for span in found)
        )
    return parted * 3 > len(rows)


def _is_one_line(cells: Iterable[Sequence[Word]]) -> bool:
    """Whether every cell holds a single line, so that the row reads alike as text."""
    return all(abs(word.y - cell[0].y) < word.size / 2 for cell in cells for word in cell)


def _heads_columns(box: Box, columns: Sequence[Extent], words: Sequence[Word]) -> bool:
    """Whether text goes on beneath a single row of boxes, in a column under each of them."""
    below = [w for w in words if box.y1 <= w.y and w.y - w.size < box.y1 + _NEAR]
    return all(
        any(left - _NEAR < w.x0 < right for w in below)
        and not any(w.x0 < right - 1 and right + 1 < w.x1 for w in below)
        for left, right in columns
    )


def _by_alignment(rows: Sequence[Sequence[list[Word]]]) -> tuple[list[Extent], list[Band]]:
    """Columns and bands of a grid some of whose columns no rule parts."""
    lines = [_lines(cells) for cells in rows]
    columns = columns_of([spans_of for band in lines for spans_of in band])
    bands = []
    for band_lines in lines:
        band = Band()
        for line in band_lines:
            band.align(line, columns)
        bands.append(band)
    return [(column.x0, column.x1) for column in columns], bands


def _lines(cells: Sequence[list[Word]]) -> list[list[Span]]:
    """The spans of each line of a row of cells, or of the row where it is one; no span leaves its cell."""
    number = {id(word): n for n, cell in enumerate(cells) for word in cell}
    found = []
    for line in rows_within([word for cell in cells for word in cell]):
        parts: dict[int, list[Word]] = {}
        for word in line:
            parts.setdefault(number[id(word)], []).append(word)
        found.append([span for part in parts.values() for span in spans(part)])
    return found


def _by_rules(
    grid: Grid, rows: Sequence[tuple[int, dict[int, list[Word]]]], goes_on: bool
) -> tuple[list[Extent], list[Band]]:
    """Columns and bands of a grid whose rules part all its columns.

    ``goes_on`` says that it can be the rest of a row from the page before, all of it in one cell.
    """
    written = {column for _, cells in rows for column in cells}
    keeps = len(rows) > 1 or len(written) > 1 or goes_on
    used = sorted(written | (grid.ruled() if keeps else set()))
    columns = [(grid.xs[column], grid.xs[column + 1]) for column in used]
    bands = []
    for row, cells in rows:
        band = Band()
        for column, inside in cells.items():
            first, last = used.index(column), bisect_left(used, grid.end(row, column)) - 1
            found = spans(inside) if last - first + 1 == len(used) else []
            middles = [bisect_right(grid.xs, (s.x0 + s.x1) / 2) - 1 for s in found]
            if len(found) > 2 and set(middles) <= set(used) and len(set(middles)) == len(found):
                for span, middle in zip(found, middles, strict=True):
                    band.put(span.words, used.index(middle), used.index(middle))
            else:
                band.put(inside, first, last)
        bands.append(band)
    return columns, bands


def _frames(grid: Grid, held: dict[int, list[Word]]) -> list[Box]:
    if grid.count > _MOST_FRAMES:
        return []
    boxes = map(grid.cell_box, held)
    return [b for b in boxes if min(b.x1 - b.x0, b.y1 - b.y0) > _SMALLEST_FRAME]


def _extended(table: Ruled, words: Sequence[Word]) -> Ruled:
    """The table with the lines just above and below its rules that keep to its columns."""
    box, columns, bands = table
    figures = figures_of(bands)
    if not figures:
        return table
    near = [
        word
        for word in words
        if box.x0 - 3 < word.x0
        and word.x1 < box.x1 + 3
        and (box.y0 - _NEAR < word.y <= box.y0 + 3 or box.y1 <= word.y < box.y1 + _NEAR)
    ]
    lines = in_rows(near)
    top, foot = box.y0, box.y1
    after = []
    for line in lines:
        if line[0].y < foot or line[0].y - foot > _CLOSE * line[0].size:
            continue
        band = _fitting(line, columns)
        if band is None or not any(number in figures for number in band.cells):
            break
        after.append(band)
        foot = line[0].y + line[0].size * 0.3
    before: list[Band] = []
    if any(number in figures for number in bands[0].cells) and _is_row_of_figures(
        bands[0], figures
    ):
        for line in reversed(lines):
            if line[0].y > top + 3 or top - line[0].y > _CLOSE * line[0].size:
                continue
            band = _fitting(line, columns)
            if band is None:
                break
            before.insert(0, band)
            top = line[0].y - line[0].size
    return Ruled(Box(box.x0, top, box.x1, foot), columns, [*before, *bands, *after])


def _is_row_of_figures(band: Band, figures: set[int]) -> bool:
    texts = [" ".join(w.text for w in band.cells[number]) for number in figures & set(band.cells)]
    return sum(map(is_figure, texts)) * 2 > len(texts)


def _fitting(line: Sequence[Word], columns: Sequence[Extent]) -> Band | None:
    """The line as a row, if each of its two or more parts stands in a column of its own."""
    places = [Column(x0, x1) for x0, x1 in columns]
    found = spans(line)
    over = [overlapped(span, places) for span in found]
    if len(found) < 2 or any(len(each) != 1 for each in over):
        return None
    if len({each[0] for each in over}) < len(found):
        return None
    band = Band()
    band.align(found, places)
    return band
