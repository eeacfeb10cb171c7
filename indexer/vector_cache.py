"""Vectors already computed, by the hash of their text, so that no text is encoded twice.

It outlives builds: a run that is killed has lost nothing that it had put here.
"""

from __future__ import annotations

import hashlib
import sqlite3
from collections.abc import Iterable, Sequence
from contextlib import closing
from pathlib import Path

import numpy as np

from archive.progress import Step
from indexer.encoder import Encoder, Vectors

_COMMIT = 256
"""Texts encoded between commits: some ten seconds of work at most is lost to a kill."""


class VectorCache:
    def __init__(self, path: Path, encoder: Encoder) -> None:
        self._encoder = encoder
        try:
            self._connection = _opened(path)
        except sqlite3.DatabaseError:  # only a cache: what is damaged is made again
            path.unlink()
            self._connection = _opened(path)

    def close(self) -> None:
        self._connection.close()

    def missing(self, texts: Iterable[str]) -> list[str]:
        """The different texts that have no vector yet, in order."""
        return [text for text in dict.fromkeys(texts) if self._find(text) is None]

    def fill(self, texts: Sequence[str], done: Step) -> None:
        """Encode texts and keep their vectors."""
        by_length = sorted(texts, key=len)  # texts of like length make full batches
        for batch in _batches(by_length, _COMMIT):
            vectors = self._encoder.encode(batch, done).astype(np.float16)
            rows = [(self._key(t), v.tobytes()) for t, v in zip(batch, vectors, strict=True)]
            self._connection.execute("BEGIN")
            self._connection.executemany("INSERT OR REPLACE INTO vectors VALUES (?, ?)", rows)
            self._connection.execute("COMMIT")

    def get(self, texts: Sequence[str]) -> Vectors:
        """Vectors of texts that are here, shape (texts, dimensions). Raises KeyError for others."""
        out = np.empty((len(texts), self._encoder.dimensions), np.float32)
        for place, text in enumerate(texts):
            found = self._find(text)
            if found is None:
                raise KeyError(text)
            out[place] = np.frombuffer(found, np.float16)
        return out

    def keep_only(self, texts: Iterable[str]) -> None:
        """Forget the vectors of all other texts."""
        keys = [(self._key(text),) for text in texts]
        with closing(self._connection.cursor()) as cursor:
            cursor.execute("CREATE TEMP TABLE kept (key BLOB PRIMARY KEY)")
            cursor.execute("BEGIN")
            cursor.executemany("INSERT OR IGNORE INTO kept VALUES (?)", keys)
            cursor.execute("DELETE FROM vectors WHERE key NOT IN (SELECT key FROM kept)")
            cursor.execute("COMMIT")
            cursor.execute("DROP TABLE kept")

    def _find(self, text: str) -> bytes | None:
        row = self._connection.execute(
            "SELECT vector FROM vectors WHERE key = ?", (self._key(text),)
        ).fetchone()
        return row and bytes(row[0])

    def _key(self, text: str) -> bytes:
        return hashlib.sha256(f"{self._encoder.model}\n{text}".encode()).digest()[:16]


def _opened(path: Path) -> sqlite3.Connection:
    connection = sqlite3.connect(path, isolation_level=None)
    try:
        connection.execute("PRAGMA journal_mode=WAL")
        connection.execute(
            "CREATE TABLE IF NOT EXISTS vectors (key BLOB PRIMARY KEY, vector BLOB) WITHOUT ROWID"
        )
        (found,) = connection.execute("PRAGMA quick_check(1)").fetchone()
        if found != "ok":
            raise sqlite3.DatabaseError(found)
    except sqlite3.DatabaseError:
        connection.close()
        raise
    return connection


def _batches(texts: Sequence[str], size: int) -> Iterable[list[str]]:
    return (list(texts[start : start + size]) for start in range(0, len(texts), size))
