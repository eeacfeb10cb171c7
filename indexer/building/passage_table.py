"""The passages of one build, in SQLite: those that are searched, and those that can still be cited."""

from __future__ import annotations

import shutil
import sqlite3
import threading
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import groupby
from pathlib import Path
from typing import Any, NamedTuple

from indexer.building.shelved import COLUMNS, Shelved, digest_of, from_row, to_row
from indexer.passage import Passage

_TABLES = """
CREATE TABLE passages (
    id TEXT PRIMARY KEY,
    document TEXT NOT NULL,
    version INTEGER NOT NULL,
    place INTEGER,
    kind TEXT NOT NULL,
    start INTEGER NOT NULL,
    "end" INTEGER NOT NULL,
    text TEXT NOT NULL,
    context TEXT NOT NULL,
    item TEXT NOT NULL,
    section TEXT NOT NULL,
    pages TEXT NOT NULL,
    motion TEXT NOT NULL,
    roles TEXT NOT NULL,
    words TEXT NOT NULL,
    vectors TEXT NOT NULL,
    digest TEXT NOT NULL
) WITHOUT ROWID;
CREATE INDEX by_document ON passages (document, version, place, kind);
CREATE TABLE copies (
    id TEXT PRIMARY KEY,
    "group" TEXT NOT NULL,
    precedence INTEGER NOT NULL
) WITHOUT ROWID;
CREATE INDEX by_group ON copies ("group", precedence);
"""
"""The searched passages come in the order of their document's id and their place in it: no number of a
row in the build is kept, so that a document in the midst of the archive can come and go by itself.
A group of copies goes by the id of the first of them."""

_AT_ONCE = 500
"""Ids in one look-up, below SQLite's least limit of 999 parameters."""


class Copied(NamedTuple):
    """Where a passage stands among its copies."""

    group: str
    """The id of the first of them in the build."""
    precedence: int
    """0 for the one that answers for the others."""


class PassageTable:
    """Open for reading, by any number of threads."""

    def __init__(self, path: Path) -> None:
        self._connection = sqlite3.connect(
            f"{path.absolute().as_uri()}?mode=ro&immutable=1", uri=True, check_same_thread=False
        )
        self._one_at_a_time = threading.Lock()

    def close(self) -> None:
        self._connection.close()

    def find(self, id: str) -> Shelved | None:
        return self.get([id]).get(id)

    def get(self, ids: Sequence[str]) -> dict[str, Shelved]:
        """The passages with these ids; ids that no passage has are left out."""
        found: dict[str, Shelved] = {}
        for start in range(0, len(ids), _AT_ONCE):
            part = list(ids[start : start + _AT_ONCE])
            marks = ",".join("?" * len(part))
            for shelved in self._select(f"WHERE id IN ({marks})", part):
                found[shelved.passage.id] = shelved
        return found

    def also_in(self, ids: Sequence[str]) -> dict[str, tuple[str, ...]]:
        """For each of some searched passages that have copies, the ids of these, by precedence."""
        marks = ",".join("?" * len(ids))
        rows = self._rows(
            'SELECT one.id, other.id FROM copies one JOIN copies other USING ("group") '  # noqa: S608
            f"WHERE one.id IN ({marks}) AND other.id != one.id ORDER BY other.precedence",
            list(ids),
        )
        found: dict[str, tuple[str, ...]] = {}
        for one, other in rows:
            found[one] = (*found.get(one, ()), other)
        return found

    def copies(self) -> dict[str, Copied]:
        """Every passage that has copies, by id."""
        return {id: Copied(*told) for id, *told in self._rows("SELECT * FROM copies")}

    def documents(self) -> dict[str, tuple[str, ...]]:
        """The ids of the searched passages of each document, in the engine's row order."""
        rows = self._rows(
            "SELECT document, id FROM passages WHERE place IS NOT NULL ORDER BY document, place"
        )
        return {
            document: tuple(id for _, id in held)
            for document, held in groupby(rows, key=lambda row: row[0])
        }

    def kinds(self) -> dict[str, int]:
        """How many passages of each kind are searched."""
        rows = self._rows("SELECT kind, COUNT(*) FROM passages WHERE place IS NOT NULL GROUP BY 1")
        return dict(rows)

    def of_document(self, document: str) -> tuple[Passage, ...]:
        """The searched passages of a document, in text order."""
        rows = self._select("WHERE document = ? AND place IS NOT NULL ORDER BY place", [document])
        return tuple(shelved.passage for shelved in rows)

    def ids_of(self, documents: Iterable[str]) -> frozenset[str]:
        """Of the searched passages of some documents."""
        return frozenset(
            id
            for document in documents
            for (id,) in self._rows(
                "SELECT id FROM passages WHERE document = ? AND place IS NOT NULL", [document]
            )
        )

    def of_version(self, document: str, version: int) -> tuple[Shelved, ...]:
        return tuple(
            self._select("WHERE document = ? AND version = ? ORDER BY start", [document, version])
        )

    def versions(self) -> tuple[tuple[str, int, bool], ...]:
        """The document versions that passages are slices of: document, number, and whether searched."""
        rows = self._rows(
            "SELECT document, version, MAX(place IS NOT NULL) FROM passages GROUP BY 1, 2"
        )
        return tuple((document, version, bool(searched)) for document, version, searched in rows)

    def searched(self) -> Iterator[Shelved]:
        """Every searched passage in the engine's row order; for one thread, while no other reads."""
        rows = self._connection.execute(
            f"SELECT {COLUMNS} FROM passages WHERE place IS NOT NULL ORDER BY document, place"  # noqa: S608
        )
        return map(from_row, rows)

    def altered(self) -> tuple[str, ...]:
        """A sentence for each row that is no longer what was written; for one thread."""
        rows = self._connection.execute(f"SELECT {COLUMNS}, digest FROM passages ORDER BY id")  # noqa: S608
        return tuple(
            f"passage table: passage {row[0]} of document {row[1]} was altered"
            for row in rows
            if digest_of(row[:-1]) != row[-1]
        )

    def _select(self, where: str, values: Sequence[object]) -> Iterator[Shelved]:
        return map(from_row, self._rows(f"SELECT {COLUMNS} FROM passages {where}", values))  # noqa: S608

    def _rows(self, statement: str, values: Sequence[object] = ()) -> list[tuple[Any, ...]]:
        # Threads that share a connection must not share its statements at one time.
        with self._one_at_a_time:
            return self._connection.execute(statement, values).fetchall()


class TableWriter:
    """A table in the making: that of an earlier build, where there is one, with other documents put in."""

    def __init__(self, path: Path, earlier: Path | None) -> None:
        """Write the new file ``path``; ``earlier`` is copied and stays as it is."""
        if earlier is not None:
            shutil.copyfile(earlier, path)
        self._connection = sqlite3.connect(path, isolation_level=None)
        # A file that is not finished is never opened, so no journal need protect it.
        self._connection.execute("PRAGMA journal_mode = OFF")
        self._connection.execute("PRAGMA synchronous = OFF")
        if earlier is None:
            self._connection.executescript(_TABLES)
        self._connection.execute("BEGIN")

    def replace(self, document: str, shelved: Iterable[Shelved]) -> None:
        """Put in all passages of a document, none where it is gone, for those that it had."""
        self._connection.execute("DELETE FROM passages WHERE document = ?", (document,))
        self._connection.executemany(
            f"INSERT INTO passages ({COLUMNS}, digest) VALUES ({','.join('?' * 17)})",  # noqa: S608
            ((*row, digest_of(row)) for row in map(to_row, shelved)),
        )

    def set_copies(self, copies: Mapping[str, Copied]) -> None:
        """Say, by id, which passages have copies; the others have none."""
        self._connection.execute("DELETE FROM copies")
        self._connection.executemany(
            "INSERT INTO copies VALUES (?, ?, ?)", ((id, *told) for id, told in copies.items())
        )

    def close(self) -> None:
        """Finish the file."""
        self._connection.execute("COMMIT")
        self._connection.close()
