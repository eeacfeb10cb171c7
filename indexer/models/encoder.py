"""Vectors of texts."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from archive.progress import Step, unheard
from indexer.models.onnx_model import OnnxModel

Vectors = NDArray[np.float32]
"""Shape (texts, dimensions); rows have length 1, so a dot product is a cosine."""


class Encoder(Protocol):
    """What turns texts into vectors."""

    @property
    def model(self) -> str:
        """Names the model and its bytes; vectors of different models cannot be compared."""

    @property
    def dimensions(self) -> int: ...

    def encode(self, texts: Sequence[str], done: Step = unheard) -> Vectors:
        """Vectors in the order of ``texts``; ``done`` hears how many more texts are encoded."""


class OnnxEncoder:
    """A sentence-transformers model as ``indexer.models.export`` wrote it.

    Raises FileNotFoundError, naming the folder, when there is no export in it.
    """

    def __init__(self, folder: Path, threads: int = 0) -> None:
        self._model = OnnxModel(folder, threads)
        self.model = self._model.name
        self.dimensions = self._model.dimensions

    def encode(self, texts: Sequence[str], done: Step = unheard) -> Vectors:
        return self._model.run(texts, done)
