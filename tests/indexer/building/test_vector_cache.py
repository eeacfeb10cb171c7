from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest

from indexer.building.vector_cache import VectorCache
from tests.indexer.hashing import HashingEncoder

TEXTS = [f"Report {number} on damp was noted." for number in range(400)]


@pytest.fixture
def encoder() -> HashingEncoder:
    return HashingEncoder()


@pytest.fixture
def cache(tmp_path: Path, encoder: HashingEncoder) -> Iterator[VectorCache]:
    cache = VectorCache(tmp_path / "vectors.sqlite", encoder)
    cache.fill(TEXTS)
    yield cache
    cache.close()


def test_what_was_encoded_is_not_encoded_again(cache: VectorCache, encoder: HashingEncoder) -> None:
    encoded = len(encoder.encoded)

    assert cache.missing(["New.", TEXTS[3], "New."]) == ["New."]
    assert np.allclose(cache.get(TEXTS[:9]), HashingEncoder().encode(TEXTS[:9]), atol=1e-3)
    assert len(encoder.encoded) == encoded == len(TEXTS)


def test_what_is_kept_no_more_is_missing(cache: VectorCache) -> None:
    cache.keep_only(TEXTS[10:])

    assert cache.missing(TEXTS) == TEXTS[:10]


def test_where_the_file_proves_damaged_it_is_begun_again(
    cache: VectorCache, encoder: HashingEncoder, tmp_path: Path
) -> None:
    cache.close()
    path = tmp_path / "vectors.sqlite"
    data = path.read_bytes()
    for start in (100, 5000, len(data) // 2):  # its list of tables, or pages of the one
        path.write_bytes(data[:start] + b"\xff" * 30_000 + data[start + 30_000 :])
        harmed = VectorCache(path, encoder)
        vectors = harmed.get(TEXTS)
        harmed.keep_only(TEXTS)

        assert np.allclose(vectors, HashingEncoder().encode(TEXTS), atol=1e-3)
        assert harmed.missing(TEXTS) == []
        harmed.close()


def test_a_cache_that_another_holds_is_not_taken_for_damaged(
    cache: VectorCache, tmp_path: Path
) -> None:
    holder = sqlite3.connect(tmp_path / "vectors.sqlite", isolation_level=None)
    holder.execute("BEGIN IMMEDIATE")
    cache._connection.execute("PRAGMA busy_timeout = 1")

    with pytest.raises(sqlite3.OperationalError, match="locked"):
        cache.fill(["New."])
    holder.execute("ROLLBACK")
    holder.close()
    assert cache.missing(TEXTS) == []
