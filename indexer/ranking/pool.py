"""The candidates of one question, as columns: what every step of the ranking looks at."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from indexer.engine import Candidate, Retrieval
from indexer.query import Query

Column = NDArray[np.float64]
"""One number for each candidate, shape (candidates,)."""

DEPTH = 100
"""Passages from each index that are ranked together: twice as many gain .005 nDCG@10 at twice the time."""

_LEADING = 10
"""Keyword hits whose share of the question's words says how far words alone will do."""


@dataclass(frozen=True, slots=True)
class Pool:
    query: Query
    candidates: tuple[Candidate, ...]
    words: Column
    """BM25."""
    meaning: Column
    """Cosine of the passage to the question."""
    sentence: Column
    """Cosine of its best sentence."""
    covered: Column
    """Share of the question's words, by rarity, that it holds, its heading and context included."""
    together: Column
    """Share of the question's neighbouring words, by rarity, that stand together in it."""
    trust: float
    """The largest share of the question's words that any of the best keyword hits holds: from 1, where
    words alone will do, to 0, where they find nothing."""
    known: float
    """Share of the question's words, by rarity, that any passage of the archive holds."""

    @property
    def nearness(self) -> Column:
        """Cosines of the passage and of its best sentence, their mean."""
        return np.asarray((self.meaning + self.sentence) / 2)

    @classmethod
    def of(cls, query: Query, found: Retrieval) -> Pool:
        candidates = found.pool
        covered = np.array([candidate.covered for candidate in candidates])
        words = np.array([candidate.keyword for candidate in candidates])
        leading = np.argsort(-words, kind="stable")[:_LEADING]
        return cls(
            query=query,
            candidates=candidates,
            words=words,
            meaning=np.array([candidate.meaning for candidate in candidates]),
            sentence=np.array([candidate.sentence for candidate in candidates]),
            covered=covered,
            together=np.array([candidate.together for candidate in candidates]),
            trust=float(covered[leading].max(initial=0.0)) if query.wanted else 1.0,
            known=found.known,
        )
