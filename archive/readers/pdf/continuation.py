"""Tables over several pages: one header, rows that a page break cuts made whole, and pieces."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from archive.document import Area, BlockKind, Deletion
from archive.readers.pdf.alignment import Column, Span, is_figure, overlapped
from archive.readers.pdf.header import Header, header_of
from archive.readers.pdf.letters import Vocabulary
from archive.readers.pdf.line import prose_of
from archive.readers.pdf.tables import Cell, Row, Table
from archive.reading import Piece

_LABEL = 12  # words of the longest label
_CLOSED = (".", "!", "?", ";", ":", ")", "”")
_SHIFT = 12.0  # points by which the sides of one table may differ from page to page


@dataclass(frozen=True, slots=True)
class Whole:
    """A table with all its pages."""

    header: Header
    rows: tuple[Row, ...]
    columns: tuple[tuple[float, float], ...]


def pieces_of(tables: Sequence[Table], vocabulary: Vocabulary) -> Iterator[Piece]:
    """The pieces of tables that follow each other without words between them.

    Each has at most one header, one cell to a column, however many rows it is printed on; what is
    printed across all the columns above it is a caption. A table that goes on over the page has
    the header once, and a row that the page cuts is one row.
    """
    for whole in _joined(tables):
        for title in whole.header.titles:
            yield _piece(BlockKind.CAPTION, [title], vocabulary)
        if whole.header.cells:
            yield _piece(BlockKind.TABLE_HEADER, whole.header.cells, vocabulary)
        for row in whole.rows:
            cells = row.cells if whole.header.cells else row.apart
            yield _piece(BlockKind.TABLE_ROW, cells, vocabulary)


def _joined(tables: Sequence[Table]) -> Iterator[Whole]:
    whole: Whole | None = None
    before: Table | None = None
    for table in tables:
        places = _places(table, before, whole)
        rest = _rest(table, whole) if whole is not None and places is not None else None
        if whole is not None and places is not None and rest is not None:
            again = [_moved(row, places, len(whole.columns)) for row in rest]
            if again and whole.rows and _is_cut(whole.rows[-1], again[0], whole.rows):
                again[0] = _made_one(whole.rows[-1], again[0])
                whole = replace(whole, rows=whole.rows[:-1])
            whole = replace(whole, rows=(*whole.rows, *again))
        else:
            if whole is not None:
                yield whole
            whole = Whole(*header_of(table), table.columns)
        before = table
    if whole is not None:
        yield whole


def _places(table: Table, before: Table | None, whole: Whole | None) -> list[int] | None:
    """For each column the number of the one that it goes on, if the table can be a next part."""
    if before is None or whole is None or table.page != before.page + 1:
        return None
    wide = max(_SHIFT, 0.03 * (before.box.x1 - before.box.x0))
    if abs(table.box.x0 - before.box.x0) > wide and abs(table.box.x1 - before.box.x1) > wide:
        return None
    columns = [Column(x0, x1) for x0, x1 in whole.columns]
    found = []
    for x0, x1 in table.columns:
        over = overlapped(Span((), x0, x1), columns)
        if not over:
            return None
        found.append(max(over, key=lambda n: min(x1, columns[n].x1) - max(x0, columns[n].x0)))
    return found if len(set(found)) == len(found) and 2 * len(found) > len(columns) else None


def _rest(table: Table, whole: Whole) -> tuple[Row, ...] | None:
    """The rows with which a table goes on the next page, or None where another begins."""
    header, rows = header_of(table)
    if not header.is_sure and not header.cells:
        return rows
    if header.words == whole.header.words:
        return rows
    return None if header.is_sure else table.rows


def _moved(row: Row, places: Sequence[int], count: int) -> Row:
    cells: list[Cell] = [()] * count
    reach = [1] * count
    for number, place in enumerate(places):
        cells[place], reach[place] = row.cells[number], row.reach[number]
    return Row(tuple(cells), tuple(reach))


def _is_cut(last: Row, first: Row, rows: Sequence[Row]) -> bool:
    """Whether a page break cuts a row into ``last`` and ``first``."""
    texts = list(zip(last.texts, first.texts, strict=True))
    if any(is_figure(one) and is_figure(other) for one, other in texts if one and other):
        return False
    if any(other and not one for one, other in texts):
        return False  # nothing begins in a cell that the row has left empty
    figures = sum(is_figure(one) for one, _ in texts)
    begun = [(one, other) for one, other in texts if other]
    if figures > 1 and not any(
        other[:1].islower() or len(one.split()) > _LABEL for one, other in begun
    ):
        return False  # a label with its figures is whole
    reads_on = [
        not one.endswith(_CLOSED) or other[:1].islower() for one, other in texts if one and other
    ]
    usual = [
        n for n in range(len(texts)) if sum(n in row.filled for row in rows) * 5 > len(rows) * 4
    ]
    missing = [n for n in usual if not first.cells[n]]
    begun_small = any(
        other[:1].islower() and not one.endswith(_CLOSED) for one, other in texts if one
    )
    return any(reads_on) and (bool(missing) or begun_small)


def _made_one(last: Row, first: Row) -> Row:
    cells = tuple((*one, *other) for one, other in zip(last.cells, first.cells, strict=True))
    return Row(cells, last.reach)


def _piece(kind: BlockKind, cells: Sequence[Cell], vocabulary: Vocabulary) -> Piece:
    text = ""
    areas: list[Area] = []
    deletions: list[Deletion] = []
    for number, cell in enumerate(cells):
        text += "\t" if number else ""
        prose, at = prose_of(cell, vocabulary), len(text)
        text += prose.text
        areas += (a._replace(start=a.start + at, end=a.end + at) for a in prose.areas)
        deletions += (replace(d, at=d.at + at) for d in prose.deletions)
    printed = [line.page for cell in cells for line in cell]
    pages = (min(printed), max(printed))
    return Piece(kind, text, pages, areas=tuple(areas), deletions=tuple(deletions))
