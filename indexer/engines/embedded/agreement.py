"""How much of a query some rows hold: which of its words, and which of them side by side."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

import numpy as np

from indexer.engines.embedded.leaves import Leaves
from indexer.engines.embedded.lists import Mask, Picked, Rows, Weights
from indexer.engines.embedded.positions import Places, Positions
from indexer.query import Query, Word

_SIDE_BY_SIDE = 3
"""Places by which neighbouring words may be apart: "damp and the mould" for "damp mould"."""

_ENOUGH = 4_096
"""Places of a word that tell how often another follows it: of more, every second or third is looked at."""


class Agreement:
    """Of some rows with one query; every answer has one number for each of them, in their order."""

    def __init__(self, leaves: Leaves, positions: Positions, rows: Picked) -> None:
        """``positions`` are those of the passages' own words."""
        self._leaves, self._positions, self._rows = leaves, positions, rows

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
        rows = np.sort(self._rows)
        rows = rows[np.diff(rows, prepend=-1) > 0]
        forms = {term: self._leaves.forms(term) for pair in pairs for term in pair}
        near = {term: self._positions.within(rows, held_by) for term, held_by in forms.items()}
        for one, other in pairs:
            weight = self._leaves.idf(self._side_by_side(forms[one], forms[other]))
            whole += weight
            followed = self._positions.rows(_followed(near[one], near[other]))
            held += np.float32(weight) * self._among(followed)
        return held / np.float32(whole) if whole else held

    def any_of(self, stems: Sequence[str]) -> Mask:
        """Whether each row holds any of some stems in its own words."""
        mask = np.zeros(len(self._rows), np.bool_)
        for term in stems:
            for places in self._leaves.forms(term):
                mask |= self._among(self._positions.rows(places))
        return mask

    def _among(self, rows: Rows | Picked) -> Mask:
        """Which of our rows are among these, which are ascending."""
        if not len(rows):
            return np.zeros(len(self._rows), np.bool_)
        at = np.minimum(np.searchsorted(rows, self._rows), len(rows) - 1)
        return np.asarray(rows[at] == self._rows)

    def _side_by_side(self, one: Sequence[Places], other: Sequence[Places]) -> int:
        """About how many rows hold a form of the first word followed by one of the second."""
        return sum(
            step * _different(self._positions.rows(_followed(these, those, step)))
            for these in one
            for those in other
            for step in (1 + min(len(these), len(those)) // _ENOUGH,)
        )


def _different(rows: Rows) -> int:
    """How many rows are told by a list that is in order."""
    return int(np.count_nonzero(rows[1:] != rows[:-1])) + bool(len(rows))


def _followed(one: Places, other: Places, step: int = 1) -> Places:
    """The places in the rarer of both that stand side by side with the other's; every ``step``-th of the
    rarer is looked at.
    """
    if not len(one) or not len(other):
        return np.empty(0, np.uint32)
    if len(one) <= len(other):
        one = one[::step]
        at = np.searchsorted(other, one, "right")
        next_ = other[np.minimum(at, len(other) - 1)]
        return one[(at < len(other)) & (next_ - one <= _SIDE_BY_SIDE)]
    other = other[::step]
    at = np.searchsorted(one, other)
    return other[(at > 0) & (other - one[at - 1] <= _SIDE_BY_SIDE)]
