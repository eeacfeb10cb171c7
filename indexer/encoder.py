"""Vectors of texts, from a model exported to ONNX; the only module that runs a model."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path
from typing import Protocol

import numpy as np
import onnxruntime
from numpy.typing import NDArray
from tokenizers import Tokenizer

from archive.progress import Step, unheard

Vectors = NDArray[np.float32]
"""Shape (texts, dimensions); rows have length 1, so a dot product is a cosine."""

_BATCH = 4
"""Texts of like length at once: the fastest for passages of about 150 words on one core."""


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
    """A sentence-transformers model as ``indexer.export`` wrote it.

    Raises FileNotFoundError, naming the folder, when there is no export in it.
    """

    def __init__(self, folder: Path, threads: int = 0) -> None:
        description = json.loads((folder / "model.json").read_text("utf-8"))
        self.model: str = description["model"]
        self.dimensions: int = description["dimensions"]
        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = threads  # 0 lets the runtime use every core
        self._session = onnxruntime.InferenceSession(
            folder / "model.onnx", options, providers=["CPUExecutionProvider"]
        )
        self._tokenizer = Tokenizer.from_file(str(folder / "tokenizer.json"))
        self._tokenizer.enable_truncation(description["max_tokens"])
        self._tokenizer.enable_padding()

    def encode(self, texts: Sequence[str], done: Step = unheard) -> Vectors:
        vectors = np.empty((len(texts), self.dimensions), np.float32)
        by_length = sorted(range(len(texts)), key=lambda i: len(texts[i]))
        for first in range(0, len(texts), _BATCH):
            rows = by_length[first : first + _BATCH]
            encodings = self._tokenizer.encode_batch([texts[row] for row in rows])
            ids = np.array([encoding.ids for encoding in encodings], np.int64)
            mask = np.array([encoding.attention_mask for encoding in encodings], np.int64)
            (vectors[rows],) = self._session.run(None, {"input_ids": ids, "attention_mask": mask})
            done(len(rows))
        return vectors
