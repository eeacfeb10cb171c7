from __future__ import annotations

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from indexer.engines.embedded.leading import leading


@given(
    values=st.lists(st.integers(0, 40), max_size=3000),
    depth=st.integers(0, 9),
    seed=st.integers(0, 99),
)
def test_the_first_few_are_those_of_the_whole_order(
    values: list[int], depth: int, seed: int
) -> None:
    keys = np.array(values, np.float32), np.random.default_rng(seed).permutation(len(values))

    rows = np.flatnonzero(np.arange(len(values)) % 3 < 2)
    order = np.lexsort([key[rows] for key in keys[::-1]])
    assert leading(depth, rows, keys[0][rows], *keys[1:]).tolist() == rows[order][:depth].tolist()


def test_of_very_many() -> None:
    keys = np.random.default_rng(1).normal(size=100_000), np.arange(100_000)

    assert leading(10, np.arange(100_000), *keys).tolist() == np.lexsort(keys[::-1])[:10].tolist()
