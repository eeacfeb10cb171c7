"""Where each word of one field stands: phrases, nearness and beginnings of words, as arithmetic.

All passages of a build share one long line of places: a passage begins at a multiple of ``GAP`` that is
at least ``GAP`` beyond the last word of the one before it. So a place says by itself in which row it is.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from indexer.engines.embedded.lists import Lists, Picked, Rows, mapped, spread

GAP = 128
"""Places left free between passages and between parts of one: the furthest that words may stand apart
and still be near. A power of two, about the length of a passage: more would only thin the line out."""

Places = NDArray[np.uint32]
"""Ascending. Four bytes hold the places of some twelve million passages."""


class Positions:
    """One field's words, by their place among the index's words, unstemmed."""

    def __init__(self, folder: Path, field: str) -> None:
        """Open what ``write`` wrote."""
        self.lists = Lists.load(folder, f"{field}.positions")
        self.blocks: Rows = mapped(folder / f"{field}.blocks.npy")
        self._rows = np.repeat(np.arange(len(self.blocks), dtype=np.int32), self.blocks)
        self._ends = (np.cumsum(self.blocks, dtype=np.int64) * GAP).astype(np.uint32)

    @staticmethod
    def write(folder: Path, field: str, lists: Lists, blocks: Rows) -> None:
        """Keep the places of each word, and how many times ``GAP`` each row takes up."""
        lists.save(folder, f"{field}.positions")
        np.save(folder / f"{field}.blocks.npy", blocks)

    def rows(self, places: Places) -> Rows:
        """The row of each place."""
        return self._rows[places // GAP]

    def within(self, rows: Rows | Picked, held: Sequence[Places]) -> Places:
        """Those of several words' places that are in these rows, which are ascending."""
        ends = self._ends[rows]
        starts = ends - (self.blocks[rows] * GAP).astype(np.uint32)
        found = [np.empty(0, np.uint32)]
        for places in held:
            first = np.searchsorted(places, starts)
            found.append(places[spread(first, np.searchsorted(places, ends) - first)])
        return np.sort(np.concatenate(found))

    def of(self, words: range) -> Places:
        """The places of words that follow each other; of several words not ascending."""
        return self.lists.span(words)

    def phrase(self, words: Sequence[int]) -> Places:
        """The places at which the words stand next to each other, in this order."""
        held = [self.of(range(word, word + 1)) for word in words]
        by_rarity = sorted(range(len(words)), key=lambda number: len(held[number]))
        starts: Places = held[by_rarity[0]] - np.uint32(by_rarity[0])
        for number in by_rarity[1:]:
            if not len(starts):
                break
            starts = starts[_holds(held[number], starts + np.uint32(number))]
        return starts

    def near(self, words: Sequence[int], within: int) -> Places:
        """The places at which all words begin to stand together, in any order, with at most ``within``
        other words between them, and never more than ``GAP`` apart.
        """
        reach = len(words) + max(0, min(within, GAP - len(words))) - 1
        held = {word: self.of(range(word, word + 1)) for word in words}
        around = min(held.values(), key=len).astype(np.int64)
        close: dict[int, NDArray[np.int64]]
        close = {word: _around(places, around, reach) for word, places in held.items()}
        if not all(map(len, close.values())):
            return np.empty(0, np.uint32)
        found = []
        for first in close:
            starts = close[first]
            ends, whole = starts, np.ones(len(starts), np.bool_)
            for word, times in Counter(words).items():
                places = close[word]
                last = np.searchsorted(places, starts) + times - 1
                whole &= last < len(places)
                ends = np.maximum(ends, places[np.minimum(last, len(places) - 1)])
            found.append(starts[whole & (ends - starts <= reach)])
        return np.unique(np.concatenate(found)).astype(np.uint32)


def _holds(places: Places, wanted: Places) -> NDArray[np.bool_]:
    """Which of the wanted places are among these."""
    if not len(places):
        return np.zeros(len(wanted), np.bool_)
    at = np.searchsorted(places, wanted)
    return np.asarray(places[np.minimum(at, len(places) - 1)] == wanted)


def _around(places: Places, centres: NDArray[np.int64], reach: int) -> NDArray[np.int64]:
    """The places within reach of any centre."""
    low = np.searchsorted(places, np.maximum(centres - reach, 0).astype(np.uint32))
    high = np.searchsorted(places, (centres + reach).astype(np.uint32), "right")
    low[1:] = np.maximum(low[1:], high[:-1])
    return places[spread(low, np.maximum(high - low, 0))].astype(np.int64)
