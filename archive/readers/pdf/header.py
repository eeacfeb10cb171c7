"""The rows at the top of a table that name its columns."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from archive.readers.pdf.alignment import is_figure, is_number
from archive.readers.pdf.tables import Cell, Row, Table

_MOST_ROWS = 5
_YEAR = re.compile(r"(?:19|20)\d\d|\d{1,2}[./]\d{1,2}[./]\d{2,4}")
"""Years and days, which head columns of figures."""

_UNIT = re.compile(
    r"[(]?(?:£|£?['’]?0{3}['’]?s?|£?(?:k|m|bn|million|billion)|%|no\.?|number|days)[)]?", re.I
)
_TITLE_WORDS = 25


@dataclass(frozen=True, slots=True)
class Header:
    """What stands above a table's rows."""

    titles: tuple[Cell, ...] = ()
    """Lines across all the columns, above those that name them."""
    cells: tuple[Cell, ...] = ()
    """For each column its heads from the top down; empty where nothing names the columns."""
    is_sure: bool = False
    """Whether its print sets it off from the rows."""

    @property
    def words(self) -> frozenset[str]:
        """Every word of its heads, or of its titles where it has none, to tell one printed again."""
        return frozenset(
            word.text for cell in self.cells or self.titles for line in cell for word in line.words
        )


def header_of(table: Table) -> tuple[Header, tuple[Row, ...]]:
    """A table's header, and the rows under it."""
    rows = list(table.rows)
    titles: list[Cell] = []
    while len(rows) > 1 and _is_title(rows[0], len(table.columns)):
        title = rows.pop(0)
        titles.append(title.cells[title.filled[0]])
    count = _with_units(_count(rows), rows)
    cells = _cells(rows[:count]) if count else ()
    sure = bool(titles) or (
        count > 0
        and all(r.bold for r in rows[:count])
        and not (rows[count].bold and len(rows[count].filled) > 1)
    )
    return Header(tuple(titles), cells, sure), tuple(rows[count:])


def _is_title(row: Row, columns: int) -> bool:
    """Whether a row is one cell across most of the columns, and short."""
    if len(row.filled) != 1:
        return False
    first = row.filled[0]
    wide = row.reach[first] * 3 >= columns * 2 and columns > 1 and row.reach[first] > 1
    return (wide or (first == 0 and row.bold)) and len(row.texts[first].split()) <= _TITLE_WORDS


def _count(rows: Sequence[Row]) -> int:
    """How many rows name the columns: bold ones, or those above the first figures."""
    if len(rows) < 2:
        return 0
    bold = next((n for n, row in enumerate(rows) if not row.bold), len(rows))
    plain = next((n for n, row in enumerate(rows) if _has_figures(row)), len(rows))
    likely = [min(bold, plain)] if 0 < bold < len(rows) else []
    if plain < len(rows):
        likely.append(plain)
    elif len({n for row in rows for n in row.filled}) > 2 and bold in (0, len(rows)):
        likely.append(1 if max(rows[0].reach) == 1 or not _is_under(rows[1], rows[0]) else 2)
    for count in likely:
        while count and len(rows[count - 1].filled) < 2:
            count -= 1
        if 0 < count <= min(_MOST_ROWS, len(rows) - 1) and _names_columns(rows[:count]):
            return count
    return 0


def _with_units(count: int, rows: Sequence[Row]) -> int:
    """The header's rows with those below it that hold nothing but units, or the parts of its heads."""
    while 0 < count < min(len(rows), _MOST_ROWS) - 1 and (
        all(_UNIT.fullmatch(rows[count].texts[number]) for number in rows[count].filled)
        or (
            len(rows[count - 1].filled) > 1
            and _is_under(rows[count], rows[count - 1])
            and not _has_figures(rows[count])
        )
    ):
        count += 1
    return count


def _is_under(row: Row, above: Row) -> bool:
    """Whether a row names the parts of the heads above it and nothing else."""
    parts = {n + step for n in above.filled if above.reach[n] > 1 for step in range(above.reach[n])}
    return len(row.filled) > 1 and set(row.filled) <= parts


def _names_columns(rows: Sequence[Row]) -> bool:
    if len(rows) == 1 and max(rows[0].reach) > 2:
        return False  # a head over columns that nothing names
    named = {n + step for row in rows for n in row.filled for step in range(row.reach[n])}
    return len(named) > 1 and len(named) * 2 >= len(rows[0].cells)


def _has_figures(row: Row) -> bool:
    texts = [row.texts[n] for n in row.filled if n]
    numbers = [text for text in texts if is_number(text) and not _YEAR.fullmatch(text)]
    return bool(numbers) or (
        len(texts) > 1
        and all(map(is_figure, texts))
        and not all(_YEAR.fullmatch(text) for text in texts)
    )


def _cells(rows: Sequence[Row]) -> tuple[Cell, ...]:
    """For each column what the rows print above it; a head over several columns is in each."""
    heads: list[Cell] = [()] * len(rows[0].cells)
    for number, row in enumerate(rows):
        spread = _spread(row, rows[number + 1]) if number + 1 < len(rows) else {}
        for place in row.filled:
            for column in spread.get(place, range(place, place + row.reach[place])):
                heads[column] = (*heads[column], *row.cells[place])
    return tuple(heads)


def _spread(row: Row, below: Row) -> dict[int, range]:
    """The columns of heads centred over as many columns each, where the print does not say."""
    heads, named = ([n for n in one.filled if n] for one in (row, below))
    share, rest = divmod(len(named), len(heads)) if heads else (0, 0)
    if share < 2 or rest or any(row.reach[n] > 1 for n in heads):
        return {}
    groups = [named[n : n + share] for n in range(0, len(named), share)]
    if all(
        head in group and group[-1] - group[0] == share - 1
        for head, group in zip(heads, groups, strict=True)
    ):
        return {head: range(g[0], g[-1] + 1) for head, g in zip(heads, groups, strict=True)}
    return {}
