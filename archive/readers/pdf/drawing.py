"""What a page's drawn paths mean to a reader: ruled lines, and strokes level enough to strike words."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple, TypeAlias

from archive.readers.pdf.frame import Frame, Point
from archive.readers.pdf.page import Rule, Stroke

_MOST_RULES = 4000  # charts and maps draw tens of thousands of lines; no table does
_SHORTEST_RULE = 4.0  # points; below the height of any cell
_THINNEST_STRIP = 1.2  # points: what is thinner is a rule
_TALLEST_STRIP = 6.0  # points: strips of a gradient are lower than any line of print
_WHITE = 0xFFFFFF
_TOUCH = 0.6  # points between strips that a reader sees as one
_EDGE = 1.0  # points from the paper's edge within which a line bounds a background
_THICKEST_STROKE = 3.0  # points; thicker ones are bars and shading
_SHORTEST_STROKE = 1.5  # points; the width of the narrowest letters


_Box: TypeAlias = tuple[float, float, float, float]


class Figure(NamedTuple):
    """One connected part of a path, in the page's own axes."""

    points: tuple[Point, ...]
    curved: frozenset[int]
    """The points, by place, that a curve leads to or through; lines lead to the others."""
    width: float
    """Of the pen, in points; 0 where the figure is filled and has no outline."""
    colour: int = 0
    """Of the filling, one number a colour; 0 where there is an outline."""


def rules_of(
    figures: Iterable[Figure], frame: Frame
) -> tuple[tuple[Rule, ...], tuple[Stroke, ...]]:
    """The rules that the figures draw, and their level strokes; none of either for a chart or map."""
    rules: list[Rule] = []
    strokes: list[Stroke] = []
    for figure in _whole(figures):
        places = [frame.place(x, y) for x, y in figure.points]
        for here, (one, other) in enumerate(pairwise(places), 1):
            if here not in figure.curved:
                rules.extend(_rule(one, other, frame))
        if len(rules) >= _MOST_RULES:
            return (), ()
        if not figure.curved:
            strokes.extend(_stroke(places, figure.width))
    return tuple(rules), tuple(strokes)


def _whole(figures: Iterable[Figure]) -> Iterator[Figure]:
    """The figures, with each shading that is drawn strip by strip as the one box that a reader sees.

    Word shades a cell line by line, and a gradient is many thin strips. White strips stay apart:
    spreadsheets lay one under each row of a table.
    """
    stacks: dict[tuple[float, float], list[tuple[float, float, int]]] = {}
    for figure in figures:
        box = _filled_box(figure)
        if box is None:
            yield figure
        else:
            left, low, right, high = box
            stacks.setdefault((round(left, 1), round(right, 1)), []).append(
                (low, high, figure.colour)
            )
    for (left, right), parts in stacks.items():
        parts.sort()
        for low, high in _joined(parts):
            corners = (left, low), (right, low), (right, high), (left, high), (left, low)
            yield Figure(corners, frozenset(), 0.0)


def _filled_box(figure: Figure) -> _Box | None:
    """Left, bottom, right and top of an upright rectangle without an outline, thicker than a rule."""
    points = set(figure.points)
    if figure.width or figure.curved or len(points) != 4 or len(figure.points) > 6:
        return None
    xs, ys = {round(x, 2) for x, _ in points}, {round(y, 2) for _, y in points}
    if len(xs) != 2 or len(ys) != 2 or max(ys) - min(ys) < _THINNEST_STRIP:
        return None
    return min(xs), min(ys), max(xs), max(ys)


def _joined(parts: Sequence[tuple[float, float, int]]) -> Iterator[tuple[float, float]]:
    """Foot and top of each run of strips that touch and have one colour, or are thin."""
    held: list[tuple[float, float, int]] = []
    for part in parts:
        thin = held and max(part[1] - part[0], held[-1][1] - held[-1][0]) < _TALLEST_STRIP
        if held and not (
            part[0] <= max(high for _, high, _ in held) + _TOUCH
            and (thin or _WHITE != part[2] == held[-1][2])
        ):
            yield held[0][0], max(high for _, high, _ in held)
            held = []
        held.append(part)
    if held:
        yield held[0][0], max(high for _, high, _ in held)


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
