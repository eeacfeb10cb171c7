"""Postings as columns: for each stem, the rows that hold it and how strongly, as NumPy arrays.

A row is a passage's place in the build (0 for the first). Taken from Whoosh's postings when an index
is committed, mapped into memory when it is opened.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

Rows = NDArray[np.int32]
Weights = NDArray[np.float32]
Mask = NDArray[np.bool_]

_K1, _B = 1.5, 0.75
"""BM25's saturation and length parameters, at the values usual in the field (Robertson and Zaragoza
2009, "The Probabilistic Relevance Framework"); nDCG is flat around them."""

_SHORTEST = 0.5
"""Share of the mean length as which any shorter passage counts: a bare line ("On the amendment") under
a fitting heading would otherwise outrank the discussion itself."""


class Postings:
    """One field's postings by stem."""

    def __init__(self, folder: Path, name: str, rows: int) -> None:
        """Open what ``write`` wrote; ``rows`` is the number of passages in the build."""
        terms = (folder / f"{name}.terms").read_text("utf-8").split("\n")
        self._place = {term: place for place, term in enumerate(terms) if term}
        self._starts = np.load(folder / f"{name}.starts.npy")
        self._rows = np.load(folder / f"{name}.rows.npy", mmap_mode="r")
        self._weights = np.load(folder / f"{name}.weights.npy", mmap_mode="r")
        lengths = np.load(folder / f"{name}.lengths.npy")
        mean = (float(lengths.mean()) if len(lengths) else 0.0) or 1.0
        self._norms = _K1 * (1 - _B + _B * np.maximum(lengths / mean, _SHORTEST))
        self.count = rows

    @staticmethod
    def write(
        folder: Path, name: str, rows: int, postings: Iterable[tuple[str, Rows, Weights]]
    ) -> None:
        """Keep postings; the same stem may come more than once, its weights are added up."""
        terms: dict[str, list[tuple[Rows, Weights]]] = {}
        lengths = np.zeros(rows, np.float32)
        for term, held, weights in postings:
            terms.setdefault(term, []).append((held, weights))
            np.add.at(lengths, held, weights)
        starts, all_rows, all_weights = [0], [], []
        for term in sorted(terms):
            held = np.concatenate([part for part, _ in terms[term]])
            weights = np.concatenate([part for _, part in terms[term]])
            unique, inverse = np.unique(held, return_inverse=True)
            all_rows.append(unique.astype(np.int32))
            all_weights.append(np.bincount(inverse, weights).astype(np.float32))
            starts.append(starts[-1] + len(unique))
        (folder / f"{name}.terms").write_text("\n".join(sorted(terms)), "utf-8")
        np.save(folder / f"{name}.starts.npy", np.array(starts, np.int64))
        np.save(folder / f"{name}.rows.npy", _joined(all_rows, np.int32))
        np.save(folder / f"{name}.weights.npy", _joined(all_weights, np.float32))
        np.save(folder / f"{name}.lengths.npy", lengths)

    def of(self, term: str) -> tuple[Rows, Weights]:
        """The rows that hold a stem, ascending, and its weight in each; empty if none does."""
        place = self._place.get(term)
        if place is None:
            return np.empty(0, np.int32), np.empty(0, np.float32)
        span = slice(self._starts[place], self._starts[place + 1])
        return self._rows[span], self._weights[span]

    def idf(self, held: int) -> float:
        """Inverse document frequency as Lucene computes it; never negative."""
        return float(np.log1p((self.count - held + 0.5) / (held + 0.5)))

    def bm25(self, terms: Iterable[str]) -> NDArray[np.float32]:
        """BM25 of every row for a bag of stems, shape (rows,)."""
        scores = np.zeros(self.count, np.float32)
        for term in terms:
            rows, weights = self.of(term)
            if len(rows):
                share = weights * (_K1 + 1) / (weights + self._norms[rows])
                scores[rows] += self.idf(len(rows)) * share
        return scores


def _joined(parts: Sequence[NDArray[Any]], dtype: type[np.generic]) -> NDArray[Any]:
    return np.concatenate(parts) if parts else np.empty(0, dtype)
