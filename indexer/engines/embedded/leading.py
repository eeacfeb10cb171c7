"""The first few of many, without sorting all of them."""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray

_BUNDLE = 64
"""Numbers looked at together when only a few of many are wanted."""


def leading(
    depth: int, rows: NDArray[np.intp], values: NDArray[Any], *keys: NDArray[Any]
) -> NDArray[np.intp]:
    """The ``depth`` rows with the least of ``values``, which has one for each of them, in order; of equals
    by the first of the columns ``keys``, and so on.
    """
    if depth <= 0:
        return rows[:0]
    if len(rows) > depth:
        near = np.flatnonzero(values <= _bound(values, depth))
        rows, values = rows[near], values[near]
    return rows[np.lexsort([*(key[rows] for key in reversed(keys)), values])[:depth]]


def _bound(values: NDArray[Any], depth: int) -> Any:
    """The ``depth``-th least of more values than that."""
    bundles = len(values) // _BUNDLE
    if bundles > 2 * depth:
        # The depth-th least of the bundles' own least values cannot be below what is looked for.
        least = values[: bundles * _BUNDLE].reshape(_BUNDLE, bundles).min(axis=0)
        values = values[values <= np.partition(least, depth - 1)[depth - 1]]
    return np.partition(values, depth - 1)[depth - 1]
