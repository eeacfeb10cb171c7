"""From what each index says to one order.

The steps and their constants are those that did best in our measurements over 284 real committee
questions and 28 over council minutes (docs/decisions/0004-ranking.md).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from indexer.engine import Candidate
from indexer.results import Mode

POOL = 100
"""Passages from each index that are ranked together: twice as many gain .005 nDCG@10 at twice the time."""

_NEIGHBOUR = 0.25
"""Share of a passage's score lent to the passages before and after it in the same item."""

_BARE = 0.6
"""Share that a question without its responses keeps: they say more, and show the question too."""

_LEAST, _MOST, _SLOPE, _FULL = 0.25, 0.60, 0.7, 0.85
"""Weight of meaning: from a quarter when the words are all found to .6 when few are."""

Scores = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Place:
    """Where a candidate stands: passages of one item lie next to each other in the build's rows."""

    row: int
    item: tuple[str, int]
    """The document, and where in it the item begins."""
    is_bare_question: bool = False
    """Whether it is a question whose responses are passages of their own, each with the question above it."""


def fuse(pool: Sequence[Candidate], places: Sequence[Place], mode: Mode, coverage: float) -> Scores:
    """A score from 0 to 1 for each candidate, in the order of ``pool``; higher is better.

    ``coverage`` is the share, by rarity, of the question's words that the best keyword hits hold.
    Keyword and meaning modes rank by their own index alone.
    """
    keyword = np.array([candidate.keyword for candidate in pool])
    meaning = np.array([candidate.meaning + candidate.sentence for candidate in pool])
    if mode is Mode.KEYWORD:
        best: float = keyword.max(initial=1e-9)
        return np.asarray(keyword / best)
    if mode is Mode.MEANING:
        return np.asarray(meaning / 2)
    weight = float(np.clip(_LEAST + _SLOPE * (_FULL - coverage), _LEAST, _MOST))
    own = (1 - weight) * _spread(keyword) + weight * _spread(meaning)
    own *= np.array([_BARE if place.is_bare_question else 1.0 for place in places])
    return np.asarray((own + _NEIGHBOUR * _lent(own, places)) / (1 + 2 * _NEIGHBOUR))


def _spread(scores: Scores) -> Scores:
    """Min-max over the best ``POOL``: 1 for the best, 0 for the last of the pool and beyond."""
    best = np.sort(scores)[::-1][:POOL]
    if not len(best) or best[0] <= 0:
        return np.zeros_like(scores)
    least = best[-1] if len(best) == POOL else min(best[-1], 0.0)
    return np.asarray(np.clip((scores - least) / max(best[0] - least, 1e-9), 0.0, 1.0))


def _lent(own: Scores, places: Sequence[Place]) -> Scores:
    """What each candidate's neighbours in the same item lend it."""
    at = {place.row: (place.item, score) for place, score in zip(places, own, strict=True)}
    lent = np.zeros_like(own)
    for number, place in enumerate(places):
        for neighbour in (place.row - 1, place.row + 1):
            item, score = at.get(neighbour, (None, 0.0))
            if item == place.item:
                lent[number] += score
    return lent


def coverage(matched: Sequence[set[str]], weights: Mapping[str, float]) -> float:
    """Share of the question's rarity found together in the best of some passages.

    ``matched`` holds, for each passage, which of the question's stems it has; 1 when there are none.
    """
    whole = sum(weights.values())
    if whole <= 0:
        return 1.0
    return (
        max((sum(weights[s] for s in stems if s in weights) for stems in matched), default=0.0)
        / whole
    )
