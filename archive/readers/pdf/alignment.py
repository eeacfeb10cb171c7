"""Columns by alignment: where the words of several rows leave the same spaces free."""

from __future__ import annotations

import itertools
import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache

from archive.readers.pdf.page import Word

_FIGURE = re.compile(r"[-–−+£$€(<>]*\d[\d,.]*[)%kmbn]*|[-–—+]|n/?a|tbc", re.IGNORECASE)
_NUMBER = re.compile(r"[-–−+£$€(<>]*\d[\d,.]*[)%kmbn]*", re.IGNORECASE)
_MARKER = re.compile(r"[•·▪◦○●*o-]|\(?(?:\d{1,2}|[a-z]|[ivx]+)[.)]", re.IGNORECASE)

_GAP = 0.95
"""Least space between columns, as a share of the size of the words; justified lines stay below."""

_FIGURE_GAP = 0.45
"""The same between two figures, which a row of running text sets a word space apart."""

_LOOSE = 2.0  # times the size: spaces in a justified line stay below

_TOUCH = 2.0  # points by which words must reach into a column to stand in it


@dataclass(frozen=True)
class Span:
    """Words of one row that stand together, their lines included where the row has several."""

    words: tuple[Word, ...]
    x0: float
    x1: float

    @cached_property
    def text(self) -> str:
        return " ".join(word.text for word in self.words)

    @cached_property
    def is_figure(self) -> bool:
        """Whether it is an amount, a share, or what a table prints instead of one."""
        return all(is_figure(word.text) for word in self.words)

    @cached_property
    def is_number(self) -> bool:
        """Whether it is one amount or share."""
        return all(is_number(word.text) for word in self.words)


@dataclass(slots=True)
class Column:
    """From where to where a column's words stand, and in how many rows it has any."""

    x0: float
    x1: float
    rows: int = 1


@lru_cache(maxsize=4096)
def is_figure(text: str) -> bool:
    """Whether a cell holds nothing but an amount, a share, or a dash in place of one."""
    return bool(text) and all(map(_FIGURE.fullmatch, text.split()))


@lru_cache(maxsize=4096)
def is_number(text: str) -> bool:
    """Whether a word or cell is one amount or share."""
    return bool(_NUMBER.fullmatch(text))


def spans(words: Iterable[Word]) -> list[Span]:
    """One row's words, cut where a space runs through all its lines, left to right.

    A bullet or number that opens a list stays with the text that it opens.
    """
    found: list[Span] = []
    held: list[Word] = []
    right = 0.0
    for word in sorted(words, key=lambda w: (w.x0, w.y)):
        apart = word.x0 - right if held else 0.0
        if apart > _FIGURE_GAP * word.size and apart > _space(held[-1], word) and not _opens(held):
            found.append(_span(held, right))
            held = []
        right = max(right, word.x1) if held else word.x1
        held.append(word)
    if held:
        found.append(_span(held, right))
    return found


def _space(one: Word, other: Word) -> float:
    figures = is_number(one.text) and is_number(other.text)
    return (_FIGURE_GAP if figures else _GAP) * max(one.size, other.size)


def _opens(words: Sequence[Word]) -> bool:
    return all(_MARKER.fullmatch(word.text) for word in words) and words[0].text not in "-–"


def _span(words: Sequence[Word], right: float) -> Span:
    return Span(tuple(words), words[0].x0, right)


def columns_of(rows: Sequence[Sequence[Span]]) -> list[Column]:
    """The columns that most of the rows agree on, left to right.

    They grow from the row with the most spans; a span that lies over two columns changes neither.
    """
    columns: list[Column] = []
    for row in sorted(rows, key=len, reverse=True):
        for span in row:
            over = overlapped(span, columns)
            if len(over) == 1:
                column = columns[over[0]]
                column.x0, column.x1 = min(column.x0, span.x0), max(column.x1, span.x1)
                column.rows += 1
            elif not over:
                place = bisect_left([column.x0 for column in columns], span.x0)
                columns.insert(place, Column(span.x0, span.x1))
    columns = _mended(columns, rows)
    most = max(map(len, rows), default=0)
    if len(columns) > most and len(rows) > 3:
        columns = [column for column in columns if column.rows > 1]
    return columns


def _mended(columns: list[Column], rows: Sequence[Sequence[Span]]) -> list[Column]:
    """The columns without those that a wide space in a single line of text has cut off."""
    over = [[(span, overlapped(span, columns)) for span in row] for row in rows]
    for left in reversed(range(len(columns) - 1)):
        pair = {left, left + 1}
        crossed = sum(pair <= set(places) for row in over for _, places in row)
        parted = [row for row in over if sum(bool(pair & set(places)) for _, places in row) > 1]
        one, other = columns[left], columns[left + 1]
        near = other.x0 - one.x1 < _LOOSE * max(span.words[0].size for row in rows for span in row)
        if (
            len(parted) < 2
            and (crossed > 1 or (crossed and near))
            and not any(
                span.is_figure for row in parted for span, places in row if pair & set(places)
            )
        ):
            del columns[left + 1]
            columns[left] = Column(one.x0, max(one.x1, other.x1), one.rows + crossed)
            over = [[(span, overlapped(span, columns)) for span, _ in row] for row in over]
    return columns


def settled(row: Iterable[Span], columns: Sequence[Column]) -> Iterator[Span]:
    """The spans, with heads set close together parted where each word stands in its own column."""
    for span in row:
        over = overlapped(span, columns)
        if len(over) < 2 or len(over) != len(span.words):
            yield span
            continue
        parts = [_span([word], word.x1) for word in span.words]
        gaps = [b.x0 - a.x1 for a, b in itertools.pairwise(parts)]
        apart = min(gaps) > _FIGURE_GAP * span.words[0].size
        if apart and [overlapped(part, columns) for part in parts] == [[n] for n in over]:
            yield from parts
        else:
            yield span


def overlapped(span: Span, columns: Sequence[Column]) -> list[int]:
    """The numbers of the columns that ``span`` stands in; several for one that runs across."""
    found = []
    x0, x1 = span.x0, span.x1
    for number, column in enumerate(columns):
        if column.x1 <= x0:
            continue
        if column.x0 >= x1:
            break
        shared = min(x1, column.x1) - max(x0, column.x0)
        if shared > _TOUCH or shared > min(x1 - x0, column.x1 - column.x0) / 2:
            found.append(number)
    return found


def nearest(span: Span, columns: Sequence[Column]) -> list[int]:
    """The columns that ``span`` stands in, or else the one that it stands closest to."""
    over = overlapped(span, columns)
    if over or not columns:
        return over
    middle = (span.x0 + span.x1) / 2
    return [
        min(
            range(len(columns)),
            key=lambda n: (
                abs((columns[n].x0 + columns[n].x1) / 2 - middle)
                - (columns[n].x1 - columns[n].x0) / 2
            ),
        )
    ]


def figure_columns(
    rows: Sequence[Sequence[Span]], columns: Sequence[Column], fewest: int = 3
) -> set[int]:
    """The numbers of the columns that mostly hold figures, ``fewest`` or more of them."""
    held: dict[int, list[Span]] = {}
    for row in rows:
        for span in row:
            over = overlapped(span, columns)
            if len(over) == 1:
                held.setdefault(over[0], []).append(span)
    return {
        number
        for number, found in held.items()
        if sum(span.is_figure for span in found) >= max(fewest, 0.6 * len(found))
        and any(span.is_number for span in found)
    }
