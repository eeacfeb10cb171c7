"""What a page's drawn paths mean to a reader: ruled lines, and strokes level enough to strike words."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import pairwise
from typing import NamedTuple

from archive.readers.pdf.frame import Frame, Point
from archive.readers.pdf.page import Rule, Stroke

_MOST_RULES = 4000  # charts and maps draw tens of thousands of lines; no table does
_SHORTEST_RULE = 4.0  # points; below the height of any cell
_EDGE = 1.0  # points from the paper's edge within which a line bounds a background
_THICKEST_STROKE = 3.0  # points; thicker ones are bars and shading
_SHORTEST_STROKE = 1.5  # points; the width of the narrowest letters


class Figure(NamedTuple):
    """One connected part of a path, in the page's own axes."""

    points: tuple[Point, ...]
    curved: frozenset[int]
    """The points, by place, that a curve leads to or through; lines lead to the others."""
    width: float
    """Of the pen, in points; 0 where the figure is filled and has no outline."""


def rules_of(
    figures: Iterable[Figure], frame: Frame
) -> tuple[tuple[Rule, ...], tuple[Stroke, ...]]:
    """The rules that the figures draw, and their level strokes; none of either for a chart or map."""
    rules: list[Rule] = []
    strokes: list[Stroke] = []
    for figure in figures:
        places = [frame.place(x, y) for x, y in figure.points]
        for here, (one, other) in enumerate(pairwise(places), 1):
            if here not in figure.curved:
                rules.extend(_rule(one, other, frame))
        if len(rules) >= _MOST_RULES:
            return (), ()
        if not figure.curved:
            strokes.extend(_stroke(places, figure.width))
    return tuple(rules), tuple(strokes)


def _rule(one: Point, other: Point, frame: Frame) -> Iterator[Rule]:
    """The line as a rule, where it is level or upright and lies within the paper's edges."""
    (x0, y0), (x1, y1) = one, other
    if x0 > x1:
        x0, x1 = x1, x0
    if y0 > y1:
        y0, y1 = y1, y0
    across, down = x1 - x0, y1 - y0
    if down <= 1 and across >= _SHORTEST_RULE and _EDGE < y0 < frame.height - _EDGE:
        yield Rule(x0, (y0 + y1) / 2, x1, (y0 + y1) / 2)
    elif across <= 1 and down >= _SHORTEST_RULE and _EDGE < x0 < frame.width - _EDGE:
        yield Rule((x0 + x1) / 2, y0, (x0 + x1) / 2, y1)


def _stroke(places: list[Point], width: float) -> Iterator[Stroke]:
    """The figure as one level stroke, where it is no taller than a pen is thick."""
    x0, x1 = min(x for x, _ in places), max(x for x, _ in places)
    y0, y1 = min(y for _, y in places), max(y for _, y in places)
    thick = y1 - y0 + width
    if x1 - x0 >= _SHORTEST_STROKE and thick <= min(_THICKEST_STROKE, x1 - x0):
        yield Stroke(x0, x1, (y0 + y1) / 2, thick)
