"""What is measured of one ranked list, and how sure a mean of it is.

A list is given as the grades of what is shown, best place first: 0 for a passage that does not help.
"""

from __future__ import annotations

import math
from collections.abc import Sequence

import numpy as np

NDCG_AT = 10
RECALL_AT = 20
HITS_AT = (1, 3, 5, 10)
WORDS_SHOWN = 1_000
"""What a reader may be expected to read of a list."""

_SAMPLES = 2_000
_SEED = 20241210


def ndcg(shown: Sequence[int], ideal: Sequence[int], at: int = NDCG_AT) -> float:
    """Normalised discounted cumulative gain, the grade itself as the gain.

    ``ideal`` holds the grades of everything relevant (Järvelin and Kekäläinen 2002, "Cumulated
    gain-based evaluation of IR techniques"). 1 where nothing is relevant and nothing could be gained.
    """
    best = _dcg(sorted(ideal, reverse=True)[:at])
    return _dcg(shown[:at]) / best if best else 1.0


def _dcg(grades: Sequence[int]) -> float:
    return sum(grade / math.log2(place + 2) for place, grade in enumerate(grades))


def first_answer(shown: Sequence[int], ideal: Sequence[int]) -> int:
    """The place, from 1, of the first passage of the best grade that there is; 0 where none is shown."""
    wanted = max(ideal, default=0)
    return next((place for place, grade in enumerate(shown, 1) if grade >= wanted), 0)


def recall(shown: Sequence[int], ideal: Sequence[int], at: int = RECALL_AT) -> float:
    """Share of everything relevant among the first ``at``."""
    return sum(grade > 0 for grade in shown[:at]) / len(ideal) if ideal else 1.0


def interval(values: Sequence[float]) -> tuple[float, float]:
    """95 % bootstrap interval of a mean, over questions (Efron 1979); seeded, so it repeats."""
    if not values:
        return (math.nan, math.nan)
    drawn = np.random.default_rng(_SEED).integers(0, len(values), (_SAMPLES, len(values)))
    low, high = np.percentile(np.asarray(values, float)[drawn].mean(axis=1), (2.5, 97.5))
    return float(low), float(high)
