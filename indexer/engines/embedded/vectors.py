"""Vectors as bytes: each row scaled to int8, compared exactly, without an approximate index.

A quarter of the memory of float32 at no loss that our measurements show, and a filter never hides
a neighbour, as it does in graph indexes.
"""

from __future__ import annotations

from pathlib import Path
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from indexer.encoder import Vectors

_BLOCK = 4096
"""Rows widened to float32 at a time: large enough for the matrix product, small enough for cache."""


class Codes(NamedTuple):
    """Vectors in int8: ``codes * scales[:, None]`` gives them back to about one part in 250."""

    codes: NDArray[np.int8]
    scales: NDArray[np.float32]


def quantise(vectors: Vectors) -> Codes:
    """Round each row to 127 steps of its own largest component."""
    scales = np.abs(vectors).max(axis=-1, initial=1e-12) / 127
    codes = np.rint(vectors / scales[..., None]).astype(np.int8)
    return Codes(codes, scales.astype(np.float32))


def save(folder: Path, name: str, codes: Codes) -> None:
    np.save(folder / f"{name}.codes.npy", codes.codes)
    np.save(folder / f"{name}.scales.npy", codes.scales)


def load(folder: Path, name: str) -> Codes:
    """Mapped into memory: what is not asked for is not read."""
    return Codes(
        np.load(folder / f"{name}.codes.npy", mmap_mode="r"),
        np.load(folder / f"{name}.scales.npy"),
    )


def cosines(held: Codes, vector: Vectors, rows: NDArray[np.intp] | None = None) -> Vectors:
    """Cosine of ``vector``, shape (dimensions,), to every row, or to the given rows, in their order."""
    codes, scales = held
    if rows is not None:
        codes, scales = codes[rows], scales[rows]
    out = np.empty(len(codes), np.float32)
    for start in range(0, len(codes), _BLOCK):
        out[start : start + _BLOCK] = codes[start : start + _BLOCK].astype(np.float32) @ vector
    return out * scales
