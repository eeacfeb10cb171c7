"""Vectors already computed, by the hash of their text, so that no text is encoded twice.

It outlives builds: a run that is killed has lost nothing that it had put here. It is only a cache: where
SQLite finds it damaged it is begun again.
"""

from __future__ import annotations

import hashlib
import sqlite3
from collections.abc import Callable, Iterable, Sequence
from contextlib import closing
from functools import partial
from pathlib import Path
from typing import TypeVar

import numpy as np

from archive.progress import Step, unheard
from indexer.models.encoder import Encoder, Vectors

T = TypeVar("T")

_COMMIT = 256
"""Texts encoded between commits: some ten seconds of work at most is lost to a kill."""


class VectorCache:
    def __init__(self, path: Path, encoder: Encoder) -> None:
        self._path = path
        self._encoder = encoder
        self._connection = self._opened()

    def close(self) -> None:
        self._connection.close()

    def missing(self, texts: Iterable[str]) -> list[str]:
        """The different texts that have no vector yet, in order."""
        return [text for text in dict.fromkeys(texts) if self._find(text) is None]

    def fill(self, texts: Sequence[str], done: Step = unheard) -> None:
        """Encode texts and keep their vectors."""
        by_length = sorted(texts, key=len)  # texts of like length make full batches
        for batch in _batches(by_length, _COMMIT):
            vectors = self._encoder.encode(batch, done).astype(np.float16)
            rows = [(self._key(t), v.tobytes()) for t, v in zip(batch, vectors, strict=True)]
            self._sound(partial(self._keep, rows))

    def get(self, texts: Sequence[str]) -> Vectors:
        """Vectors of texts, shape (texts, dimensions); one that is not here is encoded."""
        out = np.empty((len(texts), self._encoder.dimensions), np.float32)
        for place, text in enumerate(texts):
            found = self._find(text)
            if found is None:
                self.fill([text])
                found = self._find(text)
                assert found is not None
            out[place] = np.frombuffer(found, np.float16)
        return out

    def keep_only(self, texts: Iterable[str]) -> None:
        """Forget the vectors of all other texts."""
        keys = [(self._key(text),) for text in texts]
        self._sound(lambda: self._forget_others(keys))

    def _find(self, text: str) -> bytes | None:
        key = self._key(text)
        row = self._sound(
            lambda: self._connection.execute(
                "SELECT vector FROM vectors WHERE key = ?", (key,)
            ).fetchone()
        )
        return row and bytes(row[0])

    def _keep(self, rows: Sequence[tuple[bytes, bytes]]) -> None:
        self._connection.execute("BEGIN")
        self._connection.executemany("INSERT OR REPLACE INTO vectors VALUES (?, ?)", rows)
        self._connection.execute("COMMIT")

    def _forget_others(self, keys: Sequence[tuple[bytes]]) -> None:
        with closing(self._connection.cursor()) as cursor:
            cursor.execute("CREATE TEMP TABLE kept (key BLOB PRIMARY KEY)")
            cursor.execute("BEGIN")
            cursor.executemany("INSERT OR IGNORE INTO kept VALUES (?)", keys)
            cursor.execute("DELETE FROM vectors WHERE key NOT IN (SELECT key FROM kept)")
            cursor.execute("COMMIT")
            cursor.execute("DROP TABLE kept")
            cursor.execute("VACUUM")  # so that the file no longer holds them either

    def _key(self, text: str) -> bytes:
        return hashlib.sha256(f"{self._encoder.model}\n{text}".encode()).digest()[:16]

    def _sound(self, action: Callable[[], T]) -> T:
        """Do something with the file; where it proves damaged, with an empty one in its place."""
        try:
            return action()
        except sqlite3.DatabaseError as error:
            if not _is_damage(error):
                raise
            self._connection.close()
            self._path.unlink()
            self._connection = self._opened()
            return action()

    def _opened(self) -> sqlite3.Connection:
        try:
            return _connected(self._path)
        except sqlite3.DatabaseError as error:
            if not _is_damage(error):
                raise
            self._path.unlink()
            return _connected(self._path)


def _is_damage(error: sqlite3.DatabaseError) -> bool:
    return error.sqlite_errorcode & 0xFF in (sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB)


def _connected(path: Path) -> sqlite3.Connection:
    connection = sqlite3.connect(path, isolation_level=None)
    try:
        connection.execute("PRAGMA journal_mode=WAL")
        connection.execute(
            "CREATE TABLE IF NOT EXISTS vectors (key BLOB PRIMARY KEY, vector BLOB) WITHOUT ROWID"
        )
    except sqlite3.DatabaseError:
        connection.close()
        raise
    return connection


def _batches(texts: Sequence[str], size: int) -> Iterable[list[str]]:
    return (list(texts[start : start + size]) for start in range(0, len(texts), size))
