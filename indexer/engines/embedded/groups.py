"""The copies of passages as columns: which one of each group stands for it among the rows found."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from indexer.engines.embedded.lists import Mask


class Groups:
    """The rows that have copies, group by group and by precedence; all other rows stand for themselves."""

    def __init__(self, folder: Path) -> None:
        """Open what ``write`` wrote."""
        self._rows: NDArray[np.intp] = np.load(folder / "copies.npy")
        sizes = np.load(folder / "copies.sizes.npy")
        self._place = np.repeat(np.arange(len(sizes)), sizes)
        """Of each of these rows, which of the groups it is of."""
        self._starts = np.cumsum([0, *sizes])[:-1]

    @staticmethod
    def write(folder: Path, groups: Sequence[int], precedences: Sequence[int]) -> None:
        """Keep each row's group, a number that its copies share, and its precedence, 0 for the first."""
        group = np.array(groups, np.int64)
        order = np.lexsort((np.array(precedences), group))
        _, place, sizes = np.unique(group[order], return_inverse=True, return_counts=True)
        np.save(folder / "copies.npy", order[sizes[place] > 1])
        np.save(folder / "copies.sizes.npy", sizes[sizes > 1])

    def standing(self, by_words: Mask, hits: Mask) -> Mask:
        """The hits, shape (rows,), less those for which a copy stands: of each group the first that is
        found by words stands or, where none is, the first that is found at all.
        """
        if not len(self._rows):
            return hits
        words = by_words[self._rows]
        has_words = np.logical_or.reduceat(words, self._starts)[self._place]
        candidates = np.flatnonzero(np.where(has_words, words, hits[self._rows]))
        first = np.diff(self._place[candidates], prepend=-1) > 0
        standing = hits.copy()
        standing[self._rows] = False
        standing[self._rows[candidates[first]]] = True
        return standing
