"""The first few of many, without sorting all of them."""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray

_BUNDLE = 64
"""Numbers looked at together when only a few of many are wanted."""


def leading(depth: int, *keys: NDArray[Any]) -> NDArray[np.intp]:
    """Places of the ``depth`` least by the first key, in order; of equals by the next key, and so on."""
    if depth <= 0:
        return np.empty(0, np.intp)
    chosen = np.arange(len(keys[0]))
    if len(chosen) > depth:
        chosen = np.flatnonzero(keys[0] <= _bound(keys[0], depth))
    return chosen[np.lexsort([key[chosen] for key in reversed(keys)])[:depth]]


def _bound(values: NDArray[Any], depth: int) -> Any:
    """The ``depth``-th least of more values than that."""
    bundles = len(values) // _BUNDLE
    if bundles > 2 * depth:
        # The depth-th least of the bundles' own least values cannot be below what is looked for.
        least = values[: bundles * _BUNDLE].reshape(_BUNDLE, bundles).min(axis=0)
        values = values[values <= np.partition(least, depth - 1)[depth - 1]]
    return np.partition(values, depth - 1)[depth - 1]
