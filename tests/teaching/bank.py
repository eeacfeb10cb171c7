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
    """Shape (passages, most sentences, dimensions), as ``rows`` has them."""

    @classmethod
    def of(cls, pairs: Sequence[Pair], encoder: Encoder) -> Bank:
        texts = [pair.texts() for pair in pairs]
        whole = encoder.encode([some[0] for some in texts])
        sentences = encoder.encode([text for some in texts for text in some[1:]])
        return cls(whole, sentences[rows([len(some) - 1 for some in texts])])

    def places(self, questions: Vectors, right: Sequence[int]) -> NDArray[np.int64]:
        """The place, from 0, of each question's passage by the cosines to it and to its best sentence."""
        best = np.einsum("qd,psd->qps", questions, self.sentences).max(-1)
        scores = questions @ self.whole.T + best
        own = scores[np.arange(len(right)), np.asarray(right)]
        return np.asarray((scores > own[:, None]).sum(axis=1))


def rows(counts: Sequence[int]) -> NDArray[np.int64]:
    """Where the sentences of each passage stand among those of all, shape (passages, most sentences); a
    passage that is short of sentences has its first again.
    """
    number = np.asarray(counts)[:, None]
    steps = np.arange(max(counts))
    return np.asarray(np.cumsum(number)[:, None] - number + np.where(steps < number, steps, 0))


def found(pairs: Sequence[Pair], encoder: Encoder, among: Sequence[Pair] = ()) -> list[float]:
    """By the kind of question, how often the passage of a pair is one of the first ``FIRST``, among those of
    all pairs and of ``among``.
    """
    bank = Bank.of([*pairs, *among], encoder)
    own = range(len(pairs))
    return [
        float(np.mean(bank.places(encoder.encode(asked), own) < FIRST))
        for asked in zip(*(pair.asked for pair in pairs), strict=True)
    ]
