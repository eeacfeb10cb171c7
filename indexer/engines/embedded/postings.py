"""Postings as columns: for each stem of one field, the rows that hold it and how strongly."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import NamedTuple

import numpy as np

from indexer.engines.embedded.lists import Lists, Rows, Weights

_K1, _B = 1.5, 0.75
"""BM25's saturation and length parameters, at the values usual in the field (Robertson and Zaragoza
2009, "The Probabilistic Relevance Framework"); nDCG is flat around them."""

_SHORTEST = 0.5
"""Share of the mean length as which any shorter passage counts: a bare line ("On the amendment") under
a fitting heading would otherwise outrank the discussion itself."""


class Found(NamedTuple):
    """Where something is found: rows, ascending, and how often or how strongly in each."""

    rows: Rows
    weights: Weights


NOWHERE = Found(np.empty(0, np.int32), np.empty(0, np.float32))


class Postings:
    """One field's stems, by their place among the index's stems."""

    def __init__(self, folder: Path, field: str) -> None:
        """Open what ``write`` wrote."""
        self.lists = Lists.load(folder, f"{field}.postings")
        self.lengths: Weights = np.load(folder / f"{field}.lengths.npy")
        self.count = len(self.lengths)
        mean = (float(self.lengths.mean(dtype=np.float64)) if self.count else 0.0) or 1.0
        self._norms = _K1 * (1 - _B + _B * np.maximum(self.lengths / np.float32(mean), _SHORTEST))

    @staticmethod
    def write(folder: Path, field: str, lists: Lists, lengths: Weights) -> None:
        """Keep the rows of each stem with its weights, and how long each row is."""
        lists.save(folder, f"{field}.postings")
        np.save(folder / f"{field}.lengths.npy", lengths)

    def of(self, stem: int | None) -> Found:
        if stem is None:
            return NOWHERE
        start, end = self.lists.starts[stem], self.lists.starts[stem + 1]
        assert self.lists.weights is not None
        return Found(self.lists.values[start:end], self.lists.weights[start:end])

    def idf(self, held: int) -> float:
        """Inverse document frequency as Lucene computes it; never negative."""
        return float(np.log1p((self.count - held + 0.5) / (held + 0.5)))

    def bm25(self, found: Iterable[Found]) -> Weights:
        """BM25 of every row for things found in this field, shape (rows,)."""
        scores = np.zeros(self.count, np.float32)
        for each in found:
            if len(each.rows):
                scores[each.rows] += self._strengths(each, len(each.rows))
        return scores

    def bm25_at(self, rows: Rows, found: Iterable[Found]) -> Weights:
        """BM25 of some rows, in their order."""
        scores = np.zeros(len(rows), np.float32)
        for each in found:
            if len(each.rows):
                at = np.minimum(np.searchsorted(each.rows, rows), len(each.rows) - 1)
                holds = np.flatnonzero(each.rows[at] == rows)
                if not len(holds):
                    continue
                those = Found(rows[holds], each.weights[at[holds]])
                scores[holds] += self._strengths(those, len(each.rows))
        return scores

    def _strengths(self, found: Found, held: int) -> Weights:
        """What each row gains by something that ``held`` rows hold."""
        gain = np.float32(self.idf(held) * (_K1 + 1))
        return np.asarray(found.weights * gain / (found.weights + self._norms[found.rows]))
