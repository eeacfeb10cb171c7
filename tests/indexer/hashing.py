"""An encoder for tests: quick, without a model, and still close for texts that share words."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence

import numpy as np

from archive.progress import Step, unheard
from indexer.analysis import stem, tokens
from indexer.models.encoder import Vectors


class HashingEncoder:
    """Each stem adds to one of 64 components; remembers what it was asked to encode."""

    model = "hashing@test"
    dimensions = 64

    def __init__(self, model: str = model) -> None:
        self.model = model
        self.encoded: list[str] = []

    def encode(self, texts: Sequence[str], done: Step = unheard) -> Vectors:
        self.encoded += texts
        vectors = np.full((len(texts), self.dimensions), 1e-3, np.float32)
        for row, text in enumerate(texts):
            for token in tokens(text):
                digest = hashlib.sha256(stem(token.word).encode()).digest()
                vectors[row, digest[0] % self.dimensions] += 1.0
            done(1)
        return np.asarray(vectors / np.linalg.norm(vectors, axis=1, keepdims=True))
