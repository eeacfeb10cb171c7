"""Rows of print in the outer part of a page, where running heads and page numbers stand."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from archive.readers.pdf.letters import plain
from archive.readers.pdf.page import Page, Word, in_rows

_ZONE = 0.085
"""Share of the page's height, at its top and foot, in which running heads are looked for: just
less than the inch that most text leaves free."""

_DEEP_ZONE = 0.12
"""The same for heads of several lines, which must stand on nearly every page."""

_NUMBER = re.compile(r"\d+")


class Strip(NamedTuple):
    """One row in a page's top or bottom zone."""

    place: int
    """Of its page among the document's, from 0."""
    words: tuple[Word, ...]
    text: str
    at_foot: bool
    deep: bool
    inset: float
    """Points from the edge of the paper that it stands by: alike on upright and on wide pages."""

    @property
    def y(self) -> float:
        return self.words[0].y

    @property
    def size(self) -> float:
        return max(word.size for word in self.words)

    @property
    def shape(self) -> tuple[str, bool, int]:
        return _NUMBER.sub("#", self.text), self.at_foot, round(self.words[0].size)

    @property
    def numbers(self) -> list[int]:
        return [int(n[-9:]) for n in _NUMBER.findall(self.text)]


def strips_of(place: int, page: Page, words: list[Word]) -> Iterator[Strip]:
    """The rows in the outer parts of the page at ``place`` among the document's."""
    depth = _DEEP_ZONE * page.height
    outer = [w for w in words if w.y < depth or w.y > page.height - depth]
    for row in in_rows(outer) if outer else ():
        y = row[0].y
        inset = min(y, page.height - y)
        deep = inset > _ZONE * page.height
        yield Strip(place, tuple(row), text_of(row), y > page.height / 2, deep, inset)


def text_of(words: Sequence[Word]) -> str:
    """Words as running text."""
    return plain(" ".join(word.text for word in words))
