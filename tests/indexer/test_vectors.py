from __future__ import annotations

from pathlib import Path
from tempfile import TemporaryDirectory

import numpy as np
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra import numpy as some

from indexer.engines.embedded import vectors
from indexer.models.encoder import Vectors


@given(
    some.arrays(np.float32, (3, 8), elements=st.floats(-1, 1, width=32)).filter(
        lambda rows: bool((np.abs(rows).max(axis=1) > 1e-3).all())
    )
)
def test_quantising_again_changes_nothing(rows: Vectors) -> None:
    once = vectors.quantise(rows)
    back = (once.codes * once.scales[:, None]).astype(np.float32)

    assert np.array_equal(vectors.quantise(back).codes, once.codes)
    assert np.abs(back - rows).max() <= np.abs(rows).max() / 250


def test_cosines_of_many_rows_of_some_and_of_none(tmp_path: Path) -> None:
    random = np.random.default_rng(1)
    rows = random.normal(size=(9000, 16)).astype(np.float32)
    rows /= np.linalg.norm(rows, axis=1, keepdims=True)
    vectors.save(tmp_path, "some", vectors.quantise(rows))
    held = vectors.load(tmp_path, "some")
    some_rows = np.array([8999, 3, 4096])

    assert np.allclose(vectors.cosines(held, rows[5]), rows @ rows[5], atol=0.01)
    assert np.allclose(
        vectors.cosines(held, rows[5], some_rows), (rows @ rows[5])[some_rows], atol=0.01
    )
    assert vectors.cosines(held, rows[5], np.array([], np.intp)).shape == (0,)


@given(st.integers(0, 2**32 - 1), st.sampled_from([16, 384]), st.floats(-1, 1))
def test_from_a_floor_on_cosines_are_the_same_and_below_it_stay_below(
    seed: int, dimensions: int, floor: float
) -> None:
    draw = np.random.default_rng(seed)
    question = draw.standard_normal(dimensions).astype(np.float32)
    question /= np.linalg.norm(question)
    # Of every nearness to the question, some with all that they have in one component.
    rows = draw.uniform(-3, 3, (200, 1)) * question + draw.standard_normal((200, dimensions))
    rows[:20] = 0
    rows[np.arange(20), draw.integers(0, dimensions, 20)] = 1
    held = vectors.quantise((rows / np.linalg.norm(rows, axis=1, keepdims=True)).astype(np.float32))
    plain = vectors.cosines(held, question)

    found = vectors.cosines_from(held, question, floor)

    assert np.array_equal(found[plain >= floor], plain[plain >= floor])
    assert (found[plain < floor] < floor).all()
    assert np.abs(found - plain).max() < 0.06


@given(st.lists(st.tuples(st.integers(0, 19), st.integers(0, 4)), max_size=12))
def test_stretches_are_read_as_if_one_by_one(stretches: list[tuple[int, int]]) -> None:
    codes = np.random.default_rng(1).integers(-127, 128, (24, 8), np.int8)
    scales = np.arange(24, dtype=np.float32)
    with TemporaryDirectory() as folder:
        vectors.save(Path(folder), "some", vectors.Codes(codes, scales))
        filed = vectors.Filed(Path(folder), "some")
        starts, lengths = np.array(stretches, np.int64).reshape(-1, 2).T

        read = filed.read(starts, lengths)

    rows = [start + step for start, length in stretches for step in range(length)]
    assert np.array_equal(read.codes, codes[rows])
    assert np.array_equal(read.scales, scales[rows])
