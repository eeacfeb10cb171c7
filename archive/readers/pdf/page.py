"""A printed page as plain values: its words, its ruled lines, and where they stand.

Every length here is in points (1/72 inch), measured from the top left corner of the page as a
reader sees it, to the right and downwards.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from operator import attrgetter
from typing import NamedTuple

from archive.document import Area

_ALIGNED = 0.4
"""Share of their size by which baselines of one row may differ: a number and its text."""

_RAISED = 0.6
"""The same for a smaller figure, raised or lowered."""


class Word(NamedTuple):
    """Letters set together, up to the next ordinary space."""

    text: str
    """As the font maps it: a hard hyphen at the end of a line is U+0002, a no-break space stays."""
    x0: float
    x1: float
    y: float
    """The baseline."""
    size: float
    bold: bool
    struck: bool = False
    """Whether a line is drawn through it: shown, but no longer part of what the page says."""


class Rule(NamedTuple):
    """A drawn line, level or upright: the edge of a box or of a table's cell."""

    x0: float
    y0: float
    x1: float
    y1: float

    @property
    def is_level(self) -> bool:
        return self.y1 - self.y0 < 1


class Stroke(NamedTuple):
    """A level line that stands alone, or a rectangle as thin as one."""

    x0: float
    x1: float
    y: float
    thick: float


@dataclass(frozen=True, slots=True)
class Page:
    """What one page holds, in the order in which the file draws it."""

    number: int
    """Counted from 1."""
    width: float
    height: float
    words: tuple[Word, ...] = ()
    turned: tuple[Page, ...] = ()
    """Words set at quarter turns to the page, with its rules, each direction as an upright page."""
    quarter: int = 0
    """Quarter turns, against the clock, by which its words stand to the page as shown: not 0 in
    ``turned``, and on scans that were put in their machine the wrong way round."""
    marks: tuple[str, ...] = ()
    """Words set aslant, such as a "DRAFT" stamped across the page."""
    rules: tuple[Rule, ...] = ()
    has_picture: bool = False
    """True where one image covers a good part of the page."""
    is_machine_read: bool = False
    """True where a program made the words out in a picture."""
    problem: str = ""
    """Why the page could not be opened; empty where it could."""

    def area(self, start: int, end: int, box: Box) -> Area:
        """Where a stretch of text stands, turned back to the page as shown and cut off at its edges."""
        x0, x1 = (min(max(0.0, x), self.width) for x in (box.x0, box.x1))
        y0, y1 = (min(max(0.0, y), self.height) for y in (box.y0, box.y1))
        if self.quarter == 1:
            x0, y0, x1, y1 = y0, self.width - x1, y1, self.width - x0
        elif self.quarter == 2:
            x0, y0, x1, y1 = self.width - x1, self.height - y1, self.width - x0, self.height - y0
        elif self.quarter == 3:
            x0, y0, x1, y1 = self.height - y1, x0, self.height - y0, x1
        return Area(start, end, self.number, x0, y0, x1, y1)


@dataclass(frozen=True, slots=True)
class Sheets:
    """A whole file: its pages in order, and what it says of itself."""

    pages: tuple[Page, ...]
    title: str = ""
    created: str = ""
    """As the file writes it: "D:20250109101500Z"."""


class Box(NamedTuple):
    """A rectangle on a page."""

    x0: float
    y0: float
    x1: float
    y1: float

    def holds(self, word: Word) -> bool:
        """Whether the middle of ``word`` lies inside."""
        height = word.y - word.size * 0.3
        return self.y0 <= height < self.y1 and self.x0 <= (word.x0 + word.x1) / 2 < self.x1


def box_round(words: Sequence[Word]) -> Box:
    """The box from the tops of the words to their tails."""
    return Box(
        min(word.x0 for word in words),
        min(word.y - word.size for word in words),
        max(word.x1 for word in words),
        max(word.y + word.size * 0.2 for word in words),
    )


def in_rows(words: list[Word]) -> list[list[Word]]:
    """Words gathered by baseline, top to bottom, each row from left to right.

    Raised and lowered figures join the row that they belong to.
    """
    if all(word.y == words[0].y for word in words):  # as in most cells
        return [sorted(words, key=_ACROSS)] if words else []
    rows: list[list[Word]] = []
    base = size = 0.0
    for word in sorted(words, key=_DOWN_THEN_ACROSS):
        down = word.y - base
        if rows and word.size == size and down < _ALIGNED * size:
            rows[-1].append(word)
            continue
        # lines of one text stand at least one size apart, raised figures about half of one
        larger, smaller = max(size, word.size), min(size, word.size)
        if rows and down < (_ALIGNED if smaller > 0.85 * larger else _RAISED) * larger:
            rows[-1].append(word)
            if word.size > size:
                base, size = word.y, word.size
        else:
            rows.append([word])
            base, size = word.y, word.size
    for row in rows:
        row.sort(key=_ACROSS)
    return rows


_ACROSS = attrgetter("x0")
_DOWN_THEN_ACROSS = attrgetter("y", "x0")
