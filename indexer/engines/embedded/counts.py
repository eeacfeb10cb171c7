"""How many hits carry each value: counted over the few combinations that rows have, never hit by hit."""

from __future__ import annotations

from collections import Counter
from typing import Any

import numpy as np
from numpy.typing import NDArray

from indexer.engines.embedded.lists import Picked
from indexer.engines.embedded.rows import FACETS, SEVERAL, RowFacts, values_of
from indexer.results import FacetCount, YearCount

_Told = tuple[str, int]
"""A value, and how many hits carry it."""

_COMMITTEE, _YEAR = FACETS.index("committee"), FACETS.index("year")


class Counts:
    """Of the hits with these rows."""

    def __init__(self, facts: RowFacts, rows: Picked) -> None:
        self._facts = facts
        by_kind = np.bincount(facts.kinds[rows])
        kinds = np.flatnonzero(by_kind)
        self._by_kind = by_kind[kinds]
        """Hits with each combination of facets that any has."""
        self._codes = facts.facets[kinds]
        """Those combinations, shape (combinations, FACETS)."""

    def facets(self) -> dict[str, tuple[FacetCount, ...]]:
        """Most first, years the newest first; without those that no hit has."""
        found = {}
        for place, name in enumerate(FACETS):
            values = self._facts.labels[name].values
            counts = self._counted(self._codes[:, place], len(values)).astype(np.int64)
            codes = np.flatnonzero(counts)
            labels = map(values.__getitem__, codes.tolist())
            told = list(zip(labels, counts[codes].tolist(), strict=True))
            if name == SEVERAL:
                told = _by_value(told)
            told.sort(reverse=name == "year", key=None if name == "year" else _most_first)
            found[name] = tuple(FacetCount(value, count) for value, count in told if value)
        return found

    def timeline(self) -> tuple[YearCount, ...]:
        """By year, the earliest first, then by committee; hits without a date are left out."""
        committees = self._facts.labels["committee"].values
        years = self._facts.labels["year"].values
        codes = self._codes[:, [_YEAR, _COMMITTEE]].T
        shape = len(years), len(committees)
        cells = np.ravel_multi_index((codes[0], codes[1]), shape)
        counts = self._counted(cells, len(years) * len(committees)).reshape(shape)
        return tuple(  # values are in order, and so are their codes
            YearCount(committees[committee], years[year], int(counts[year, committee]))
            for year, committee in np.argwhere(counts).tolist()
            if years[year]
        )

    def _counted(self, codes: NDArray[Any], size: int) -> NDArray[Any]:
        """Hits by a number that each combination has."""
        return np.bincount(codes, self._by_kind, size)


def _by_value(told: list[_Told]) -> list[_Told]:
    """From labels that hold several values to the values themselves."""
    carried: Counter[str] = Counter()
    for label, count in told:
        for value in values_of(SEVERAL, label):
            carried[value] += count
    return list(carried.items())


def _most_first(told: _Told) -> tuple[int, str]:
    value, count = told
    return -count, value
