"""A page's own axes turned so that one direction of writing on it reads upright."""

from __future__ import annotations

import math
from typing import NamedTuple, TypeAlias

Point: TypeAlias = tuple[float, float]


class Frame(NamedTuple):
    """Lengths in points, from the top left corner of the page as turned."""

    cos: int
    sin: int
    left: float
    top: float
    width: float
    height: float

    def place(self, x: float, y: float) -> Point:
        """Where a point of the page's own axes lies, to the right and downwards."""
        return x * self.cos + y * self.sin - self.left, self.top + x * self.sin - y * self.cos


def frame_of(box: tuple[float, float, float, float], degrees: int) -> Frame:
    """The frame of a page whose own axes give it this ``box``, turned by quarters with the clock."""
    cos, sin = round(math.cos(math.radians(degrees))), round(math.sin(math.radians(degrees)))
    corners = [(x, y) for x in (box[0], box[2]) for y in (box[1], box[3])]
    across = [x * cos + y * sin for x, y in corners]
    upward = [y * cos - x * sin for x, y in corners]
    return Frame(
        cos,
        sin,
        min(across),
        max(upward),
        max(across) - min(across),
        max(upward) - min(upward),
    )
