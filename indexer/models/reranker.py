"""The best passages read once more beside the question, by a model that judges the two together."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from indexer.building.passage_table import PassageTable
from indexer.engine import Candidate
from indexer.models.encoded import encoded_texts
from indexer.models.onnx_model import OnnxModel

RERANKED = 20
"""Passages, by rank, that change places: the first two pages of hits. Each is read anew for every
question, so more of them would make readers wait (see docs/decisions/0007-reranker.md)."""

Scores = NDArray[np.float32]
"""One for each text, shape (texts,); higher is better, and only the order means anything."""


class Reranker(Protocol):
    """What judges how well a text answers a question."""

    @property
    def model(self) -> str:
        """Names the model and its bytes."""

    def scores(self, question: str, texts: Sequence[str]) -> Scores: ...


class OnnxReranker:
    """A sentence-transformers CrossEncoder as ``indexer.models.export`` wrote it.

    Raises FileNotFoundError, naming the folder, when there is no export in it.
    """

    def __init__(self, folder: Path, threads: int = 0) -> None:
        self._model = OnnxModel(folder, threads)
        self.model = self._model.name

    def scores(self, question: str, texts: Sequence[str]) -> Scores:
        return self._model.run([(question, text) for text in texts])[:, 0]


def reranked(
    question: str,
    order: Sequence[tuple[Candidate, float]],
    table: PassageTable,
    reranker: Reranker,
) -> list[tuple[Candidate, float]]:
    """``order`` with its first ``RERANKED`` as the model puts them; ties, and all others, as they were.

    Places keep their scores, so these still fall from first to last and mean what the ranking means.
    """
    first = [candidate for candidate, _ in order[:RERANKED]]
    shelved = table.get([candidate.id for candidate in first])
    texts = [encoded_texts(shelved[candidate.id].passage)[0] for candidate in first]
    # The last bits of a score depend on which texts were run together.
    judged = np.round(reranker.scores(question, texts), 6)
    better = [first[place] for place in np.argsort(-judged, kind="stable")]
    better += [candidate for candidate, _ in order[RERANKED:]]
    return [(candidate, score) for candidate, (_, score) in zip(better, order, strict=True)]
