"""Lines made ready for joining: each with its marker, and with the edge that full lines share."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from archive.readers.pdf.line import Line
from archive.readers.pdf.marker import is_lone, marker_of

_NEAR = 3.0  # points by which the ends of full lines may differ
_SHARED = 0.2  # share of a column's lines that end at its right edge, where the column has one
_FEWEST_FULL = 3
_BESIDE = 1.6  # sizes between a marker's baseline and that of its text, at the most


def with_markers(lines: Sequence[Line]) -> Iterator[Line]:
    """The lines, each marker that stands on a line of its own put before the text beside it."""
    place = 0
    while place < len(lines):
        one, other = lines[place], lines[place + 1] if place + 1 < len(lines) else None
        place += 1
        if other is not None and _stands_beside(one, other):
            yield replace(other, words=(*one.words, *other.words))
            place += 1
        elif other is not None and _stands_beside(other, one):
            yield replace(one, words=(*other.words, *one.words))
            place += 1
        else:
            yield one


def _stands_beside(marker: Line, text: Line) -> bool:
    return (
        marker.column == text.column
        and abs(marker.y - text.y) < _BESIDE * text.size
        and marker.x1 < text.x0
        and is_lone(marker)
        and not marker_of(text)
    )


def measured(lines: Iterable[Line]) -> Iterator[Line]:
    """The lines, each with the right edge that the full lines of its column share.

    A table or a heading may reach beyond it.
    """
    columns: dict[int, list[Line]] = defaultdict(list)
    for line in lines:
        columns[line.column].append(line)
    for column in columns.values():
        ends = Counter(round(line.x1) for line in column)
        edge, full = max(ends.items(), key=lambda end: (end[1], end[0]))
        full += ends[edge - 1] + ends[edge + 1]
        beyond = sum(count for end, count in ends.items() if end > edge + _NEAR)
        shared = full >= max(_FEWEST_FULL, _SHARED * len(column)) and beyond < full / 4
        for line in column:
            if shared and line.right > edge + _NEAR:
                line = replace(line, right=max(edge + 1.0, line.x1))
            yield line
