"""A line of print: words on one baseline within one column."""

from __future__ import annotations

import itertools
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from operator import attrgetter
from typing import NamedTuple, TypeAlias

from archive.document import Area, Deletion, Range
from archive.readers.pdf.letters import Vocabulary, joined, plain
from archive.readers.pdf.page import Box, Page, Word, in_rows

_TAB = 2.0
"""Space between words, as a share of their size, above any that justified lines show."""

_ASCENT = 0.8
"""Height of a line's tallest letters above its baseline, as a share of their size."""

_INSET = 24.0  # points: the least space beside a centred line that is set large
_DESCENT = 0.25
"""Depth of the lowest below it."""

Style: TypeAlias = tuple[float, bool]
"""Size in points, to the half point, and whether it is bold."""


@dataclass(frozen=True)
class Line:
    """Words on one baseline; lengths in points, ``left`` and ``right`` those of its column."""

    words: tuple[Word, ...]
    """Those struck through too; the line's ``text`` is without them."""
    sheet: Page
    left: float
    right: float
    column: int
    """Counts the columns of a document in reading order, so that a new column shows."""
    boxed: bool = False
    """Whether a drawn box holds the column."""
    text: str = field(init=False)
    size: float = field(init=False)
    """Of its largest letters."""
    y: float = field(init=False)
    """Their baseline."""

    def __post_init__(self) -> None:
        # set here, once for all: looked up a hundred times a line, they are a tenth of the reading
        largest = self.words[0]
        for word in self.words[1:]:
            if (len(word.text) > 1, word.size) > (len(largest.text) > 1, largest.size):
                largest = word
        object.__setattr__(self, "text", " ".join([w.text for w in self.words if not w.struck]))
        object.__setattr__(self, "size", largest.size)
        object.__setattr__(self, "y", largest.y)

    @property
    def page(self) -> int:
        return self.sheet.number

    @property
    def x0(self) -> float:
        return self.words[0].x0

    @property
    def x1(self) -> float:
        return self.words[-1].x1

    @property
    def box(self) -> Box:
        """From the tops of its letters to their tails, and over the words that are not struck."""
        kept = [word for word in self.words if not word.struck] or self.words
        tall, low = _ASCENT * self.size, _DESCENT * self.size
        return Box(kept[0].x0, self.y - tall, max(w.x1 for w in kept), self.y + low)

    @cached_property
    def bold(self) -> bool:
        """Whether every word with a letter is bold, or where there is none every figure."""
        spelt = [w.bold for w in self.words if any(c.isalpha() for c in w.text)]
        spoken = spelt or [w.bold for w in self.words if any(c.isalnum() for c in w.text)]
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
        return before > min(2 * self.size, _INSET) and abs(before - after) < 2 * self.size


def lines_of(
    words: Iterable[Word],
    sheet: Page,
    column: int,
    left: float,
    right: float,
    boxed: bool = False,
) -> list[Line]:
    """The lines of one column, top to bottom."""
    return [Line(tuple(row), sheet, left, right, column, boxed) for row in in_rows(list(words))]


class Prose(NamedTuple):
    """Lines set as running text: a piece's, with offsets within ``text``."""

    text: str
    areas: tuple[Area, ...]
    deletions: tuple[Deletion, ...]


def prose_of(lines: Sequence[Line], vocabulary: Vocabulary) -> Prose:
    """The lines of one paragraph, or of one cell, as running text, with where each is printed.

    Words struck through are no part of it: a run of them is one deletion at the place where it stood.
    """
    text, ranges = joined([line.text for line in lines], vocabulary)
    areas = tuple(
        line.sheet.area(start, end, line.box)
        for line, (start, end) in zip(lines, ranges, strict=True)
        if start < end
    )
    return Prose(text, areas, tuple(_deletions(lines, ranges, vocabulary)))


def _deletions(
    lines: Sequence[Line], ranges: Sequence[Range], vocabulary: Vocabulary
) -> Iterator[Deletion]:
    if not any(word.struck for line in lines for word in line.words):
        return
    placed = [
        (word, line, _place(line, number, span))
        for line, span in zip(lines, ranges, strict=True)
        for number, word in enumerate(line.words)
    ]
    for struck, group in itertools.groupby(placed, key=lambda each: each[0].struck):
        if not struck:
            continue
        run = list(group)
        by_line = [
            " ".join(word.text for word, _, _ in part)
            for _, part in itertools.groupby(run, key=lambda each: id(each[1]))
        ]
        yield Deletion(run[0][2], joined(by_line, vocabulary).text, run[0][1].page)


def _place(line: Line, number: int, span: Range) -> int:
    """The offset at which the line's word of this number stands, or stood."""
    before = plain(" ".join(word.text for word in line.words[:number] if not word.struck))
    return min(span[0] + len(before), span[1])


def body_style(pages: Sequence[Sequence[Word]]) -> Style:
    """The size and weight in which most of the letters are set."""
    letters: Counter[Style] = Counter()
    for words in pages:
        for style, alike in itertools.groupby(words, key=attrgetter("size", "bold")):
            letters[round(style[0] * 2) / 2, style[1]] += sum([len(word.text) for word in alike])
    if not letters:
        return 11.0, False
    return max(letters, key=lambda style: (letters[style], -style[0], not style[1]))
