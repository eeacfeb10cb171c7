"""Which passages a new index takes over, and how columns of the earlier index move to their new rows."""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import numpy as np
from numpy.typing import NDArray

from indexer.engines.embedded.lists import Lists, Rows


@dataclass(frozen=True)
class Moves:
    """The passages of the earlier index and, after them, those added are numbered as one series."""

    source: NDArray[np.int64]
    """For each row of the new index, which of the series it is; those added in ascending order."""
    earlier: int
    """How many passages the earlier index holds."""
    added: int

    @cached_property
    def rows(self) -> Rows:
        """For each of the series its new row, or -1 for one that is gone."""
        rows = np.full(self.earlier + self.added, -1, np.int32)
        rows[self.source] = np.arange(len(self.source), dtype=np.int32)
        return rows

    @cached_property
    def in_order(self) -> bool:
        """Whether what is kept stands in the same order as before."""
        kept = self.source[self.source < self.earlier]
        return bool((kept[1:] > kept[:-1]).all())

    def column(self, earlier: NDArray[Any], added: NDArray[Any]) -> NDArray[Any]:
        """One value for each row of the new index."""
        return np.concatenate([earlier, added])[self.source]

    def kept(self, lists: Lists, alive: NDArray[np.bool_], values: NDArray[Any]) -> Lists:
        """Lists of the earlier index with ``values`` in place of its own, less those not alive."""
        starts, weights = lists.starts, lists.weights
        if not alive.all():
            starts = starts - np.searchsorted(np.flatnonzero(~alive), starts)
            values, weights = values[alive], None if weights is None else weights[alive]
        if not self.in_order:
            order = np.lexsort((values, np.repeat(np.arange(len(starts) - 1), np.diff(starts))))
            values, weights = values[order], None if weights is None else weights[order]
        return Lists(starts, values, weights)


class Growth:
    """A sorted vocabulary to which words are added."""

    def __init__(self, earlier: list[bytes], added: set[bytes]) -> None:
        at = {word: bisect_left(earlier, word) for word in added}
        new = [word for word, place in at.items() if earlier[place : place + 1] != [word]]
        self.terms = sorted([*earlier, *sorted(new)])
        before = np.sort(np.array([at[word] for word in new], np.int64))
        places = np.arange(len(earlier))
        self.moved = places + np.searchsorted(before, places, "right")
        """The new place of each word of the earlier vocabulary."""

    def places(self, terms: list[bytes]) -> NDArray[np.int64]:
        return np.array([bisect_left(self.terms, term) for term in terms], np.int64)

    def spaced(self, lists: Lists) -> Lists:
        """Lists over the earlier vocabulary as lists over this one."""
        lengths = np.zeros(len(self.terms), np.int64)
        lengths[self.moved] = lists.lengths
        return Lists(np.concatenate([[0], np.cumsum(lengths)]), lists.values, lists.weights)
