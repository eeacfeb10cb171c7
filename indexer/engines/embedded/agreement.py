"""How much of a query some rows hold: which of its words, and which of them side by side."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

import numpy as np

from indexer.analysis import stem
from indexer.engines.embedded.leaves import Leaves
from indexer.engines.embedded.lists import Mask, Rows, Weights
from indexer.engines.embedded.positions import Places, Positions
from indexer.engines.embedded.terms import Terms
from indexer.query import Query, Word

_SIDE_BY_SIDE = 3
"""Places by which neighbouring words may be apart: "damp and the mould" for "damp mould"."""


class Agreement:
    """Of some rows with one query; every answer has one number for each of them, in their order."""

    def __init__(self, leaves: Leaves, words: Terms, positions: Positions, rows: Rows) -> None:
        """``positions`` are those of the passages' own words."""
        self._leaves, self._words, self._positions = leaves, words, positions
        self._rows = rows

    def covered(self, query: Query) -> Weights:
        """Share of the query's words, by rarity, that each row holds."""
        terms = self._leaves.terms(query)
        whole = sum(weight for weight, _ in terms)
        held = np.zeros(len(self._rows), np.float32)
        for weight, found in terms:
            held += np.float32(weight / whole) * self._among(found.rows)
        return held

    def together(self, query: Query) -> Weights:
        """Share of the query's neighbouring words, by rarity, that stand side by side in each row."""
        plain = [leaf.term for leaf in query.wanted if isinstance(leaf, Word) and not leaf.field]
        pairs = [(one, other) for one, other in pairwise(plain) if one != other]
        held, whole = np.zeros(len(self._rows), np.float32), 0.0
        places = {term: self._places(term) for pair in pairs for term in pair}
        for one, other in pairs:
            rows = self._side_by_side(places[one], places[other])
            weight = self._leaves.idf(len(rows))
            whole += weight
            held += np.float32(weight) * self._among(rows)
        return held / np.float32(whole) if whole else held

    def any_of(self, stems: Sequence[str]) -> Mask:
        """Whether each row holds any of some stems in its own words."""
        mask = np.zeros(len(self._rows), np.bool_)
        for term in stems:
            mask |= self._among(np.unique(self._positions.rows(self._places(term))))
        return mask

    def _among(self, rows: Rows) -> Mask:
        """Which of our rows are among these, which are ascending."""
        if not len(rows):
            return np.zeros(len(self._rows), np.bool_)
        at = np.minimum(np.searchsorted(rows, self._rows), len(rows) - 1)
        return np.asarray(rows[at] == self._rows)

    def _places(self, term: str) -> Places:
        """Where any word of a stem stands. A stem differs from its words in the last letters only."""
        start = term[:-1] if len(term) > _SIDE_BY_SIDE else term
        words = [n for n in self._words.beginning(start) if stem(self._words[n].decode()) == term]
        held = [self._positions.of(range(word, word + 1)) for word in words]
        return np.sort(np.concatenate(held)) if held else np.empty(0, np.uint32)

    def _side_by_side(self, one: Places, other: Places) -> Rows:
        """The rows in which the first word is followed by the second, ascending."""
        if not len(one) or not len(other):
            return np.empty(0, np.int32)
        at = np.searchsorted(other, one, "right")
        follows = np.minimum(at, len(other) - 1)
        close = (at < len(other)) & (other[follows] - one <= _SIDE_BY_SIDE)
        return np.unique(self._positions.rows(one[close]))
