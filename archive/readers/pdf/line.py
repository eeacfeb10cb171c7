"""A line of print: words on one baseline within one column."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import TypeAlias

from archive.readers.pdf.page import Word, in_rows

_TAB = 2.0
"""Space between words, as a share of their size, above any that justified lines show."""

Style: TypeAlias = tuple[float, bool]
"""Size in points, to the half point, and whether it is bold."""


@dataclass(frozen=True)
class Line:
    """Words on one baseline; lengths in points, ``left`` and ``right`` those of its column."""

    words: tuple[Word, ...]
    page: int
    left: float
    right: float
    column: int
    """Counts the columns of a document in reading order, so that a new column shows."""

    @cached_property
    def text(self) -> str:
        return " ".join(word.text for word in self.words)

    @cached_property
    def largest(self) -> Word:
        return max(self.words, key=lambda word: (len(word.text) > 1, word.size))

    @property
    def size(self) -> float:
        return self.largest.size

    @property
    def y(self) -> float:
        return self.largest.y

    @property
    def x0(self) -> float:
        return self.words[0].x0

    @property
    def x1(self) -> float:
        return self.words[-1].x1

    @cached_property
    def bold(self) -> bool:
        """Whether every word that has a letter or figure is bold."""
        spoken = [w.bold for w in self.words if any(c.isalnum() for c in w.text)]
        return bool(spoken) and all(spoken)

    def gap_after(self, place: int) -> float:
        """The space after the word at ``place``, as a share of the line's size."""
        if place + 1 >= len(self.words):
            return 0.0
        return (self.words[place + 1].x0 - self.words[place].x1) / self.size

    def tab(self) -> float | None:
        """Where the text goes on after the line's first wide space, its marker's aside."""
        for place in range(len(self.words) - 1):
            if self.gap_after(place) > _TAB and (place or len(self.words[0].text) > 5):
                return self.words[place + 1].x0
        return None

    def is_centred(self) -> bool:
        """Whether the spaces on its two sides are alike, and wide enough to mean it."""
        before, after = self.x0 - self.left, self.right - self.x1
        return before > 2 * self.size and abs(before - after) < 2 * self.size


def lines_of(
    words: Iterable[Word], page: int, column: int, left: float, right: float
) -> list[Line]:
    """The lines of one column, top to bottom."""
    return [Line(tuple(row), page, left, right, column) for row in in_rows(list(words))]


def body_style(pages: Sequence[Sequence[Word]]) -> Style:
    """The size and weight in which most of the letters are set."""
    letters: Counter[Style] = Counter()
    for words in pages:
        for word in words:
            letters[round(word.size * 2) / 2, word.bold] += len(word.text)
    if not letters:
        return 11.0, False
    return max(letters, key=lambda style: (letters[style], -style[0], not style[1]))
