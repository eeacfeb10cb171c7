"""Passages of pairs as an archive holds them, to ask for."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from indexer.models.encoder import Encoder, Vectors
from tests.teaching.pair import Pair

FIRST = 3


@dataclass(frozen=True, slots=True)
class Bank:
    whole: Vectors
    """Shape (passages, dimensions)."""
    sentences: Vectors
    """Shape (passages, most sentences, dimensions); one short of sentences has its first again."""

    @classmethod
    def of(cls, pairs: Sequence[Pair], encoder: Encoder) -> Bank:
        texts = [pair.texts() for pair in pairs]
        vectors = iter(encoder.encode([text for some in texts for text in some]))
        rows = [[next(vectors) for _ in some] for some in texts]
        parts = [row[1:] or row for row in rows]
        most = max(map(len, parts))
        filled = [[*some, *[some[0]] * (most - len(some))] for some in parts]
        return cls(np.array([row[0] for row in rows]), np.array(filled))

    def places(self, questions: Vectors, right: Sequence[int]) -> NDArray[np.int64]:
        """The place, from 0, of each question's passage by the cosines to it and to its best sentence."""
        best = np.einsum("qd,psd->qps", questions, self.sentences).max(-1)
        scores = questions @ self.whole.T + best
        own = scores[np.arange(len(right)), np.asarray(right)]
        return np.asarray((scores > own[:, None]).sum(axis=1))


def found(pairs: Sequence[Pair], encoder: Encoder, among: Sequence[Pair] = ()) -> list[float]:
    """By the kind of question, how often the passage of a pair is one of the first ``FIRST``, among those of
    all pairs and of ``among``.
    """
    bank = Bank.of([*pairs, *among], encoder)
    rows = range(len(pairs))
    return [
        float(np.mean(bank.places(encoder.encode(asked), rows) < FIRST))
        for asked in zip(*(pair.asked for pair in pairs), strict=True)
    ]
