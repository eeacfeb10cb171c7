"""Tables that no rules close: rows between level rules, and rows by alignment alone."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from archive.readers.pdf.alignment import (
    Column,
    Span,
    columns_of,
    figure_columns,
    overlapped,
    spans,
)
from archive.readers.pdf.band import rows_within
from archive.readers.pdf.grid import Edge
from archive.readers.pdf.page import Word, in_rows

_SAME = 4.0  # points by which the ends of one table's rules may differ
_TALLEST = 260.0  # points between two rules of one table
_MOST_LINES = 8  # in the middling row of a table that only level rules divide
_FEWEST = 3  # rows of figures that make a table, or two with three figures each
_PARTED = 2.6  # times the size: lines farther apart are not of one table
_PLAIN_INTEGER = re.compile(r"\d{1,3}")
_LEADER = re.compile(r"[.…·_]{4,}")


@dataclass(frozen=True, slots=True)
class Bands:
    """A table by alignment: the words of each band, top to bottom, and its columns."""

    rows: tuple[tuple[Word, ...], ...]
    columns: tuple[Column, ...]


def stacked(words: Sequence[Word], levels: Sequence[Edge]) -> list[Bands]:
    """Tables between level rules of one width, each band between two rules a row or several."""
    found = []
    if len(levels) < 3:
        return []
    for heights, left, right in _stacks(_plain(levels, words)):
        inside = [
            word
            for word in words
            if left - _SAME <= word.x0
            and word.x1 <= right + _SAME
            and heights[0] < word.y - word.size * 0.3 < heights[-1]
        ]
        bands = _between(inside, heights)
        rows = [spans(row) for band in bands for row in rows_within(band)]
        columns = columns_of(rows)
        parted = sum(len(row) > 1 for row in rows)
        lines = sorted(len(in_rows(list(band))) for band in bands)
        if (
            len(bands) > 1
            and len(columns) > 1
            and parted > 1
            and parted * 5 >= len(rows) * 3
            and (lines[len(lines) // 2] <= _MOST_LINES or len(columns) > 2)
        ):
            found.append(Bands(tuple(map(tuple, bands)), tuple(columns)))
    return found


def _plain(levels: Sequence[Edge], words: Sequence[Word]) -> list[Edge]:
    """The rules that neither underline words nor strike them out."""
    return [
        level
        for level in levels
        if not any(
            word.y - word.size * 0.6 < level.at < word.y + word.size * 0.19
            and word.x0 < level.end
            and level.start < word.x1
            for word in words
        )
    ]


def _stacks(levels: Sequence[Edge]) -> Iterator[tuple[list[float], float, float]]:
    """Heights of rules with the same ends, three or more, and those ends."""
    at_one_height = [
        (level, min(e.start for e in group), max(e.end for e in group))
        for level, part in itertools.groupby(levels, key=lambda edge: edge.at)
        if (group := list(part))
    ]
    rest = list(at_one_height)
    while rest:
        first, left, right = rest[0]
        alike = [first]
        for at, start, end in rest[1:]:
            if abs(start - left) < _SAME and abs(end - right) < _SAME and at - alike[-1] < _TALLEST:
                alike.append(at)
        rest = [each for each in rest[1:] if each[0] not in alike]
        if len(alike) >= 3:
            yield alike, left, right


def _between(words: Sequence[Word], heights: Sequence[float]) -> list[list[Word]]:
    bands: dict[int, list[Word]] = {}
    for word in words:
        middle = word.y - word.size * 0.3
        bands.setdefault(sum(at < middle for at in heights), []).append(word)
    return [bands[number] for number in sorted(bands)]


def aligned(words: Sequence[Word]) -> list[Bands]:
    """Tables of figures, and of words under bold heads, that stand in columns without rules."""
    if not _has_wide_spaces(words):
        return []
    lines = [spans(line) for line in in_rows(list(words))]
    found = []
    for first, last in _runs(lines):
        table = _table(lines[first : last + 1])
        if table is not None:
            found.append(table)
    return found


def _has_wide_spaces(words: Sequence[Word]) -> bool:
    """Whether some rows can have columns at all; most pages have none, and need no more work."""
    wide = starts = 0
    heights = set()
    before: Word | None = None
    for word in words:
        if before is None or abs(word.y - before.y) > 2:
            starts += 1
            heights.add(round(word.y / 3))
        elif word.x0 - before.x1 > before.size or word.x0 < before.x0:
            wide += 1
        before = word
    return wide > 2 or starts > 1.5 * len(heights) + 3


def _runs(lines: Sequence[list[Span]]) -> Iterator[tuple[int, int]]:
    """First and last lines of stretches in which rows of figures follow each other."""
    place = 0
    while place < len(lines):
        if not _is_row(lines[place]):
            place += 1
            continue
        first = last = here = place
        edge = _first_figure(lines[place])
        idle = 0
        while here + 1 < len(lines) and idle < 4:
            if lines[here + 1][0].words[0].y - lines[here][0].words[0].y > _PARTED * _size(
                lines[here]
            ):
                break
            here += 1
            if _is_row(lines[here]):
                last, idle = here, 0
                edge = min(edge, _first_figure(lines[here]))
            elif len(lines[here]) == 1 and lines[here][0].x1 > edge + 2:
                break
            else:
                idle += 1
        place = last + 1
        while first and _is_head(lines[first - 1], lines[first], edge):
            first -= 1
        yield first, last


def _is_row(line: Sequence[Span]) -> bool:
    """Whether a line has a label and figures, or several figures."""
    numbers = [span.is_figure for span in line]
    if not any(span.is_number for span in line) or any(_LEADER.search(s.text) for s in line):
        return False
    return sum(numbers) > 1 or any(numbers[1:])


def _is_head(line: Sequence[Span], below: Sequence[Span], edge: float) -> bool:
    """Whether a line above figures names their columns."""
    apart = below[0].words[0].y - line[0].words[0].y > _PARTED * _size(below)
    return not apart and (len(line) > 1 or line[0].x0 > edge - 3) and line[-1].x1 > edge


def _first_figure(line: Sequence[Span]) -> float:
    figures = [span.x0 for span in line[1:] if span.is_figure]
    return min(figures, default=line[0].x0)


def _size(line: Sequence[Span]) -> float:
    return max(span.words[0].size for span in line)


def _table(lines: Sequence[list[Span]]) -> Bands | None:
    rows = [line for line in lines if _is_row(line)]
    if len(rows) < 2:
        return None
    columns = columns_of(rows)
    figures = figure_columns(rows, columns, fewest=2)
    figures = {number for number in figures if _is_straight(number, rows, columns)}
    inner = figures - {0}
    enough = len(rows) >= _FEWEST or len(inner) >= 3
    if not inner or not enough or len(columns) < 2:
        return None
    if len(inner) == 1 and _counts_up([span.text for row in rows for span in row[-1:]]):
        return None
    words = tuple(word for line in lines for span in line for word in span.words)
    return Bands((words,), tuple(columns))


def _is_straight(number: int, rows: Sequence[list[Span]], columns: Sequence[Column]) -> bool:
    """Whether most figures of a column end, begin or are centred on one line."""
    inside = [
        span
        for row in rows
        for span in row
        if span.is_number and overlapped(span, columns) == [number]
    ]
    if len(inside) < 2:
        return True
    reach = 0.6 * _size(inside)
    for values in (
        [span.x1 for span in inside],
        [span.x0 for span in inside],
        [(span.x0 + span.x1) / 2 for span in inside],
    ):
        middle = sorted(values)[len(values) // 2]
        if sum(abs(value - middle) < reach for value in values) >= 0.7 * len(values):
            return True
    return False


def _counts_up(texts: Sequence[str]) -> bool:
    """Whether figures are those of pages in a table of contents."""
    if not all(_PLAIN_INTEGER.fullmatch(text) for text in texts):
        return False
    return all(int(one) <= int(other) for one, other in itertools.pairwise(texts))
