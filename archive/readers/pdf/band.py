"""Bands: the words between two level lines of a table, or all of it, cut into rows."""

from __future__ import annotations

import itertools
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from archive.readers.pdf.alignment import (
    Column,
    Span,
    is_figure,
    is_number,
    nearest,
    settled,
    spans,
)
from archive.readers.pdf.page import Word, in_rows

_APART = 1.1  # times the usual distance between rows: the farthest that a line reads on
_WRAPPED = 0.85  # the same within which a line belongs to the row that it is closest to
_BELOW = -1
_DANGLING = frozenset("a an and at by for from in of on or the to with".split())
"""Words with which no label ends."""


@dataclass(frozen=True, slots=True)
class Band:
    """Words by column, and how many columns each cell takes where it is more than one."""

    cells: dict[int, list[Word]] = field(default_factory=dict)
    reach: dict[int, int] = field(default_factory=dict)

    def put(self, words: Iterable[Word], first: int, last: int) -> None:
        """Add words to the column ``first``, from which they reach to ``last``."""
        self.cells.setdefault(first, []).extend(words)
        self.reach[first] = max(self.reach.get(first, 1), last - first + 1)

    def align(self, row: Iterable[Span], columns: Sequence[Column]) -> None:
        """Add one row's spans to the columns that they stand in."""
        for span in settled(row, columns):
            over = nearest(span, columns)
            self.put(span.words, over[0], over[-1])


def is_many_rows(words: Sequence[Word]) -> bool:
    """Whether figures stand below each other, as in rows that no rule parts."""
    if sum(is_number(word.text) for word in words) < 2:
        return False
    places: list[float] = []
    lines = 0
    for line in in_rows(list(words)):
        found = [span.x1 for span in spans(line)[1:] if span.is_number]
        lines += any(abs(one - other) < 6 for one in found for other in places)
        places += found
    return lines > 0


def rows_within(words: Sequence[Word]) -> list[list[Word]]:
    """The lines of a band whose figures show that each is a row, or the band as one row."""
    return in_rows(list(words)) if is_many_rows(words) else [list(words)]


def figures_of(bands: Sequence[Band]) -> set[int]:
    """The numbers of the columns most of whose lines hold figures, under their heads."""
    texts: dict[int, list[str]] = {}
    for band in bands:
        for number, words in band.cells.items():
            lines = [" ".join(word.text for word in line) for line in in_rows(words)]
            texts.setdefault(number, []).extend(lines)
    return {
        number
        for number, found in texts.items()
        if number and any(map(is_number, found)) and sum(map(is_figure, found)) * 2 >= len(found)
    }


def cut(band: Band, figures: set[int]) -> list[Band]:
    """A band's rows: one for every line of its figures, with the lines that belong to it.

    ``figures`` are the numbers of the table's columns that hold figures. A band whose figures
    stand on fewer than two lines, or not in line with each other, is one row.
    """
    column = {id(word): number for number, words in band.cells.items() for word in words}
    lines = in_rows([word for words in band.cells.values() for word in words])
    by_column = [_by_column(line, column) for line in lines]
    anchors: list[int] = []
    for number, line in enumerate(by_column):
        if not _is_anchor(line, figures):
            continue
        last = anchors[-1] if anchors else None
        if last is None or not _is_one(lines[last], lines[number], by_column[last], line):
            anchors.append(number)
    named = sum(any(number not in figures for number in by_column[n]) for n in anchors)
    if len(anchors) == 1:
        first = _after_titles(by_column, anchors[0])
        parts = (by_column[:first], by_column[first:]) if first else (by_column,)
        return [_made_of(part, band.reach) for part in parts]
    if len(anchors) < 2 or named * 2 < len(anchors):
        return [band]
    heights = [line[0].y for line in lines]
    groups: list[list[int]] = []
    owner = _owners(by_column, heights, anchors)
    for number in range(len(lines)):
        if groups and owner[number] == owner[groups[-1][0]]:
            groups[-1].append(number)
        else:
            groups.append([number])
    return [_made_of([by_column[number] for number in group], band.reach) for group in groups]


def _made_of(lines: Iterable[dict[int, list[Word]]], reach: dict[int, int]) -> Band:
    """One row of these lines, whose cells take as many columns as they did."""
    row = Band()
    for line in lines:
        for place, words in line.items():
            row.put(words, place, place + reach[place] - 1)
    return row


def _after_titles(lines: Sequence[dict[int, list[Word]]], anchor: int) -> int:
    """The number of the first line that is no bold title over a single line of figures."""
    first = 0
    while first < anchor and all(w.bold for part in lines[first].values() for w in part):
        first += 1
    label = [w for number, part in lines[anchor].items() for w in part if not is_figure(w.text)]
    return first if first == anchor and label and not all(w.bold for w in label) else 0


def _by_column(line: Sequence[Word], column: dict[int, int]) -> dict[int, list[Word]]:
    found: dict[int, list[Word]] = {}
    for word in line:
        found.setdefault(column[id(word)], []).append(word)
    return found


def _is_one(
    line: Sequence[Word],
    below: Sequence[Word],
    columns: dict[int, list[Word]],
    others: dict[int, list[Word]],
) -> bool:
    """Whether two lines of figures are one row, some of its cells set a little lower."""
    return below[0].y - line[0].y < line[0].size and not columns.keys() & others.keys()


def _is_anchor(line: dict[int, list[Word]], figures: set[int]) -> bool:
    texts = [" ".join(w.text for w in line[number]) for number in figures if number in line]
    return any(map(is_figure, texts)) and (any(map(is_number, texts)) or len(texts) > 1)


def _owners(
    lines: Sequence[dict[int, list[Word]]], heights: Sequence[float], anchors: Sequence[int]
) -> list[int]:
    """For each line the line of figures that it belongs to, or itself where it stands alone."""
    owner = list(range(len(lines)))
    between = sorted(
        heights[below] - heights[above] for above, below in itertools.pairwise(anchors)
    )
    usual = between[len(between) // 2]
    known = set(anchors)
    for number in range(len(lines)):
        if number in known or _is_title(lines, number, known):
            continue
        above = heights[number] - heights[number - 1] if number else float("inf")
        below = heights[number + 1] - heights[number] if number + 1 < len(lines) else float("inf")
        reads_on = number > 0 and above < _APART * usual and _follows(lines, number)
        near_above = above <= below and above < _WRAPPED * usual
        if (reads_on or near_above) and owner[number - 1] != _BELOW:
            owner[number] = owner[number - 1]
        elif below < _WRAPPED * usual:
            owner[number] = _BELOW
    for number in reversed(range(len(lines))):
        if owner[number] == _BELOW:
            owner[number] = owner[number + 1]
    return owner


def _is_title(lines: Sequence[dict[int, list[Word]]], number: int, anchors: set[int]) -> bool:
    """Whether a line without figures is set bold among rows that are not."""
    words = [word for part in lines[number].values() for word in part]
    beside = [n for n in (number - 1, number + 1) if n in anchors]
    return all(word.bold for word in words) and not any(
        all(word.bold for part in lines[n].values() for word in part) for n in beside
    )


def _follows(lines: Sequence[dict[int, list[Word]]], number: int) -> bool:
    """Whether a line reads on from the one above in some column."""
    for column, words in lines[number].items():
        above = lines[number - 1].get(column)
        if above and (
            words[0].text[:1].islower()
            or above[-1].text[-1] in ",-–&/("
            or above[-1].text in _DANGLING
        ):
            return True
    return False
