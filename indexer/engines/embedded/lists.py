"""Many short lists of numbers end to end in one array, so that a million of them open at once."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

Rows = NDArray[np.int32]
"""Of passages: a row is a passage's place in the build, 0 for the first."""
Picked = NDArray[np.intp]
"""Rows as NumPy takes them fastest: picking by narrower numbers takes twice as long."""
Weights = NDArray[np.float32]
Mask = NDArray[np.bool_]


@dataclass(frozen=True, slots=True)
class Lists:
    """List ``n`` is ``values[starts[n] : starts[n + 1]]``, ascending, and so for its weights."""

    starts: NDArray[np.int64]
    values: NDArray[Any]
    weights: Weights | None = None

    @property
    def lengths(self) -> NDArray[np.int64]:
        return np.diff(self.starts)

    def only(self, places: NDArray[np.intp]) -> Lists:
        """Some of the lists, where all others are empty."""
        return Lists(np.append(self.starts[places], self.starts[-1:]), self.values, self.weights)

    def span(self, places: range) -> NDArray[Any]:
        """The values of lists that follow each other."""
        return self.values[self.starts[places.start] : self.starts[places.stop]]

    def save(self, folder: Path, name: str) -> None:
        np.save(folder / f"{name}.starts.npy", self.starts)
        np.save(folder / f"{name}.values.npy", self.values)
        if self.weights is not None:
            np.save(folder / f"{name}.weights.npy", self.weights)

    @classmethod
    def load(cls, folder: Path, name: str) -> Lists:
        """Mapped into memory: what is not asked for is not read."""
        weights = folder / f"{name}.weights.npy"
        return cls(
            mapped(folder / f"{name}.starts.npy"),
            mapped(folder / f"{name}.values.npy"),
            mapped(weights) if weights.is_file() else None,
        )


def mapped(path: Path) -> NDArray[Any]:
    """An array in its file. A plain one: NumPy's own kind of mapped array is slow to slice."""
    return np.asarray(np.load(path, mmap_mode="r"))


def spread(starts: NDArray[Any], lengths: NDArray[Any]) -> NDArray[np.int64]:
    """The numbers ``starts[0]``, ``starts[0] + 1``… for ``lengths[0]`` of them, then those from
    ``starts[1]``, and so on.
    """
    ends = np.cumsum(lengths, dtype=np.int64)
    total = int(ends[-1]) if len(ends) else 0
    return np.asarray(np.arange(total) + np.repeat(starts - (ends - lengths), lengths))


def merged(kept: Lists, added: Lists) -> Lists:
    """Each list of the one with that of the other, in order; no value is in both."""
    lengths = added.lengths
    lists = np.repeat(np.arange(len(lengths)), lengths)
    at = _searched(kept.values, kept.starts[lists], kept.starts[lists + 1], added.values)
    weights = None
    if kept.weights is not None and added.weights is not None:
        weights = np.insert(kept.weights, at, added.weights)
    return Lists(
        kept.starts + added.starts,
        np.insert(kept.values, at, added.values),
        weights,
    )


def _searched(
    values: NDArray[Any], low: NDArray[np.int64], high: NDArray[np.int64], wanted: NDArray[Any]
) -> NDArray[np.int64]:
    """For each number wanted, where it would stand in its own ascending stretch of ``values``."""
    low, high = low.copy(), high.copy()
    while (open_ := low < high).any():
        middle = (low + high) // 2
        less = np.zeros(len(wanted), np.bool_)
        less[open_] = values[middle[open_]] < wanted[open_]
        low = np.where(less, middle + 1, low)
        high = np.where(open_ & ~less, middle, high)
    return low
