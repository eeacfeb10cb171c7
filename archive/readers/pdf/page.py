"""A printed page as plain values: its words, its ruled lines, and where they stand.

Every length here is in points (1/72 inch), measured from the top left corner of the page as a
reader sees it, to the right and downwards.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple

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


class Rule(NamedTuple):
    """A drawn line, level or upright: the edge of a box or of a table's cell."""

    x0: float
    y0: float
    x1: float
    y1: float


@dataclass(frozen=True, slots=True)
class Page:
    """What one page holds, in the order in which the file draws it."""

    number: int
    """Counted from 1."""
    width: float
    height: float
    words: tuple[Word, ...] = ()
    turned: tuple[tuple[Word, ...], ...] = ()
    """Words set at a quarter turn to the page, each direction measured as if it were upright."""
    marks: tuple[str, ...] = ()
    """Words set aslant, such as a "DRAFT" stamped across the page."""
    rules: tuple[Rule, ...] = ()
    has_picture: bool = False
    """True where one image covers a good part of the page."""
    problem: str = ""
    """Why the page could not be opened; empty where it could."""


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
        middle, height = (word.x0 + word.x1) / 2, word.y - word.size * 0.3
        return self.x0 <= middle < self.x1 and self.y0 <= height < self.y1


def in_rows(words: list[Word]) -> list[list[Word]]:
    """Words gathered by baseline, top to bottom, each row from left to right.

    Raised and lowered figures join the row that they belong to.
    """
    rows: list[list[Word]] = []
    base = size = 0.0
    for word in sorted(words, key=lambda w: (w.y, w.x0)):
        # lines of one text stand at least one size apart, raised figures about half of one
        reach = _ALIGNED if min(size, word.size) > 0.85 * max(size, word.size) else _RAISED
        if rows and word.y - base < reach * max(size, word.size):
            rows[-1].append(word)
            if word.size > size:
                base, size = word.y, word.size
        else:
            rows.append([word])
            base, size = word.y, word.size
    return [sorted(row, key=lambda w: w.x0) for row in rows]
