"""Postings as columns: for each stem of one field, the rows that hold it and how strongly."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import NamedTuple

import numpy as np

from indexer.engines.embedded.lists import Lists, Picked, Rows, Weights, mapped

_K1, _B = 1.5, 0.75
"""BM25's saturation and length parameters, at the values usual in the field (Robertson and Zaragoza
2009, "The Probabilistic Relevance Framework"); nDCG is flat around them."""

_SHORTEST = 0.5
"""Share of the mean length as which any shorter passage counts: a bare line ("On the amendment") under
a fitting heading would otherwise outrank the discussion itself."""


class Found(NamedTuple):
    """Where something is found: rows, ascending, and how often or how strongly in each."""

    rows: Rows | Picked
    weights: Weights
    impacts: Weights | None = None
    """BM25 of each row but for the idf, where it was worked out when the index was written."""


_NONE = np.empty(0, np.float32)
NOWHERE = Found(np.empty(0, np.int32), _NONE, _NONE)


class Postings:
    """One field's stems, by their place among the index's stems."""

    def __init__(self, folder: Path, field: str) -> None:
        """Open what ``write`` wrote."""
        self.lists = Lists.load(folder, f"{field}.postings")
        self.lengths: Weights = np.load(folder / f"{field}.lengths.npy")
        self.count = len(self.lengths)
        self._norms = _norms(self.lengths)
        self._impacts: Weights = mapped(folder / f"{field}.impacts.npy")

    @staticmethod
    def write(folder: Path, field: str, lists: Lists, lengths: Weights) -> None:
        """Keep the rows of each stem with its weights, and how long each row is."""
        lists.save(folder, f"{field}.postings")
        np.save(folder / f"{field}.lengths.npy", lengths)
        assert lists.weights is not None
        impacts = _impacts(lists.weights, _norms(lengths)[lists.values])
        np.save(folder / f"{field}.impacts.npy", impacts)

    def of(self, stem: int | None) -> Found:
        if stem is None:
            return NOWHERE
        held = slice(self.lists.starts[stem], self.lists.starts[stem + 1])
        assert self.lists.weights is not None
        return Found(self.lists.values[held], self.lists.weights[held], self._impacts[held])

    def idf(self, held: int) -> float:
        """Inverse document frequency as Lucene computes it; never negative."""
        return float(np.log1p((self.count - held + 0.5) / (held + 0.5)))

    def bm25(self, found: Iterable[Found]) -> Weights:
        """BM25 of every row for things found in this field, shape (rows,)."""
        scores = np.zeros(self.count, np.float32)
        for each in found:
            rows = each.rows.astype(np.intp)
            scores[rows] += self._strengths(each, len(rows))
        return scores

    def bm25_at(self, rows: Rows | Picked, found: Iterable[Found]) -> Weights:
        """BM25 of some rows, in their order."""
        scores = np.zeros(len(rows), np.float32)
        for each in found:
            if len(each.rows):
                at = np.minimum(np.searchsorted(each.rows, rows), len(each.rows) - 1)
                holds = np.flatnonzero(each.rows[at] == rows)
                if not len(holds):
                    continue
                at = at[holds]
                impacts = None if each.impacts is None else each.impacts[at]
                those = Found(rows[holds], each.weights[at], impacts)
                scores[holds] += self._strengths(those, len(each.rows))
        return scores

    def _strengths(self, found: Found, held: int) -> Weights:
        """What each row gains by something that ``held`` rows hold."""
        impacts = found.impacts
        if impacts is None:
            impacts = _impacts(found.weights, self._norms[found.rows])
        return np.asarray(impacts * np.float32(self.idf(held)))


def _norms(lengths: Weights) -> Weights:
    """What weighs against a weight in each row: the more, the longer the row."""
    mean = (float(lengths.mean(dtype=np.float64)) if len(lengths) else 0.0) or 1.0
    return np.asarray(_K1 * (1 - _B + _B * np.maximum(lengths / np.float32(mean), _SHORTEST)))


def _impacts(weights: Weights, norms: Weights) -> Weights:
    return np.asarray(weights * np.float32(_K1 + 1) / (weights + norms))
