"""The steps put together: one score for each candidate."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from indexer.passage import PassageKind
from indexer.ranking.pool import Column, Pool
from indexer.ranking.steps import STEPS
from indexer.ranking.weights import Weights
from indexer.results import Mode

REACH = 3
"""How many places apart passages may lend to each other."""


@dataclass(frozen=True, slots=True)
class Judged:
    """What the steps say of a pool, before any weights: what learning works on."""

    steps: NDArray[np.float64]
    """Shape (candidates, steps), in the order of ``STEPS``."""
    pairs: tuple[NDArray[np.intp], ...]
    """For the first, second, … place apart: candidates that stand so in one item, shape (pairs, 2)."""
    is_speech: NDArray[np.bool_]
    """Of each candidate, whether it is running speech."""


def judged(pool: Pool) -> Judged:
    columns = [step(pool) for step in STEPS.values()]
    candidates = pool.candidates
    rows = np.array([candidate.row for candidate in candidates], np.intp)
    items = np.array([candidate.item for candidate in candidates], np.int64)
    speech = [c.item % 2 == 0 and c.kind is PassageKind.NARRATIVE for c in candidates]
    pairs = tuple(_pairs(rows, items, apart) for apart in range(1, REACH + 1))
    return Judged(np.stack(columns, axis=1), pairs, np.array(speech, np.bool_))


def _pairs(rows: NDArray[np.intp], items: NDArray[np.int64], apart: int) -> NDArray[np.intp]:
    """The places of candidates of one item whose rows are so far apart, shape (pairs, 2)."""
    by_row = np.argsort(rows)
    after = np.searchsorted(rows, rows + apart, sorter=by_row)
    other = by_row[np.minimum(after, len(rows) - 1)]
    stands = np.flatnonzero((rows[other] == rows + apart) & (items[other] == items))
    return np.stack([stands, other[stands]], axis=1)


def combined(seen: Judged, weights: Weights) -> Column:
    """A score for each candidate; higher is better, and only the order means anything."""
    own = seen.steps @ np.array([weights.steps.get(name, 0.0) for name in STEPS])
    score = own.copy()
    for apart, pairs in enumerate(seen.pairs):
        share = np.where(seen.is_speech, _at(weights.far, apart), _at(weights.near, apart))
        before, after = pairs[:, 0], pairs[:, 1]
        np.add.at(score, after, share[after] * own[before])
        np.add.at(score, before, share[before] * own[after])
    return np.asarray(score)


def scores(pool: Pool, mode: Mode, weights: Weights) -> Column:
    """A score from 0 to 1 for each candidate, in the order of the pool.

    Only the hybrid mode combines; the others rank by their own index alone.
    """
    if mode is Mode.MEANING:
        return pool.nearness
    if mode is not Mode.HYBRID:
        best: float = pool.words.max(initial=1e-9)
        return np.asarray(pool.words / best)
    found = combined(judged(pool), weights)
    best = found.max(initial=0.0)
    return np.asarray(np.clip(found / best, 0.0, 1.0)) if best > 0 else found


def _at(shares: Sequence[float], place: int) -> float:
    return shares[place] if place < len(shares) else 0.0
