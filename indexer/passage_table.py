"""The passages of one build, in SQLite: those that are searched, and those that can still be cited."""

from __future__ import annotations

import hashlib
import json
import sqlite3
import threading
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from archive.document import AgendaItem
from archive.records import item_row
from indexer.copies import Standing
from indexer.passage import Choice, Context, Motion, Passage, PassageKind, Vote

_TABLE = """
CREATE TABLE passages (
    id TEXT PRIMARY KEY,
    row INTEGER UNIQUE,
    document TEXT NOT NULL,
    version INTEGER NOT NULL,
    kind TEXT NOT NULL,
    start INTEGER NOT NULL,
    "end" INTEGER NOT NULL,
    text TEXT NOT NULL,
    context TEXT NOT NULL,
    item TEXT NOT NULL,
    section TEXT NOT NULL,
    pages TEXT NOT NULL,
    motion TEXT NOT NULL,
    "group" INTEGER,
    precedence INTEGER NOT NULL,
    words TEXT NOT NULL,
    vectors TEXT NOT NULL,
    digest TEXT NOT NULL
) WITHOUT ROWID;
CREATE INDEX by_document ON passages (document, start);
CREATE INDEX by_group ON passages ("group", precedence) WHERE "group" IS NOT NULL;
"""
_COLUMNS = (
    'id, row, document, version, kind, start, "end", text, context, item, section, pages, motion, '
    '"group", precedence, words, vectors'
)
_AT_ONCE = 500
"""Ids in one look-up, below SQLite's least limit of 999 parameters."""


@dataclass(frozen=True, slots=True)
class Shelved:
    """A passage and where it belongs."""

    passage: Passage
    version: int
    """The catalogue's number of the document version that it is a slice of."""
    row: int | None
    """Its place in the engine; None for a passage of a former version, kept to be cited."""
    standing: Standing | None = None
    """Where it stands among its copies; None for a passage of a former version."""
    words: str = ""
    """``engine.words_digest`` of what was indexed."""
    vectors: str = ""
    """The engine's digest of its vectors."""


def write(path: Path, shelved: Iterable[Shelved]) -> None:
    connection = sqlite3.connect(path, isolation_level=None)
    try:
        connection.executescript(_TABLE)
        connection.execute("BEGIN")
        connection.executemany(
            f"INSERT INTO passages ({_COLUMNS}, digest) VALUES ({','.join('?' * 18)})",  # noqa: S608
            ((*row, _digest(row)) for row in map(_row, shelved)),
        )
        connection.execute("COMMIT")
    finally:
        connection.close()


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
            'SELECT one.id, other.id FROM passages one JOIN passages other USING ("group") '  # noqa: S608
            f"WHERE one.id IN ({marks}) AND other.id != one.id ORDER BY other.precedence",
            list(ids),
        )
        found: dict[str, tuple[str, ...]] = {}
        for one, other in rows:
            found[one] = (*found.get(one, ()), other)
        return found

    def of_document(self, document: str) -> tuple[Passage, ...]:
        """The searched passages of a document, in text order."""
        rows = self._select("WHERE document = ? AND row IS NOT NULL ORDER BY start", [document])
        return tuple(shelved.passage for shelved in rows)

    def of_version(self, version: int) -> tuple[Shelved, ...]:
        return tuple(self._select("WHERE version = ? ORDER BY start", [version]))

    def versions(self) -> dict[int, bool]:
        """Numbers of the versions that passages are slices of, and whether they are searched."""
        rows = self._rows("SELECT version, MAX(row IS NOT NULL) FROM passages GROUP BY 1")
        return {int(version): bool(searched) for version, searched in rows}

    def searched(self) -> Iterator[Shelved]:
        """Every searched passage in the engine's row order; for one thread, while no other reads."""
        rows = self._connection.execute(
            f"SELECT {_COLUMNS} FROM passages WHERE row IS NOT NULL ORDER BY row"  # noqa: S608
        )
        return map(_shelved, rows)

    def altered(self) -> tuple[str, ...]:
        """A sentence for each row that is no longer what was written; for one thread."""
        rows = self._connection.execute(f"SELECT {_COLUMNS}, digest FROM passages ORDER BY id")  # noqa: S608
        return tuple(
            f"passage table: passage {row[0]} of document {row[2]} was altered"
            for row in rows
            if _digest(row[:-1]) != row[-1]
        )

    def _select(self, where: str, values: Sequence[object]) -> Iterator[Shelved]:
        return map(_shelved, self._rows(f"SELECT {_COLUMNS} FROM passages {where}", values))  # noqa: S608

    def _rows(self, statement: str, values: Sequence[object] = ()) -> list[tuple[Any, ...]]:
        # Threads that share a connection must not share its statements at one time.
        with self._one_at_a_time:
            return self._connection.execute(statement, values).fetchall()


def _row(shelved: Shelved) -> tuple[object, ...]:
    passage = shelved.passage
    return (
        passage.id,
        shelved.row,
        passage.document,
        shelved.version,
        passage.kind,
        passage.start,
        passage.end,
        passage.text,
        json.dumps([(c.start, c.end, c.text) for c in passage.context], ensure_ascii=False),
        json.dumps(passage.item and item_row(passage.item), ensure_ascii=False),
        json.dumps(passage.section, ensure_ascii=False),
        json.dumps(passage.pages),
        json.dumps(passage.motion and _motion_row(passage.motion), ensure_ascii=False),
        shelved.standing and shelved.standing.group,
        shelved.standing.precedence if shelved.standing else 0,
        shelved.words,
        shelved.vectors,
    )


def _shelved(row: tuple[object, ...]) -> Shelved:
    (
        id,
        place,
        document,
        version,
        kind,
        start,
        end,
        text,
        context,
        item,
        section,
        pages,
        motion,
        group,
        precedence,
        words,
        vectors,
    ) = row
    item_values, page_values = json.loads(str(item)), json.loads(str(pages))
    motion_values = json.loads(str(motion))
    passage = Passage(
        id=str(id),
        document=str(document),
        kind=PassageKind(str(kind)),
        start=_int(start),
        end=_int(end),
        text=str(text),
        context=tuple(Context(*values) for values in json.loads(str(context))),
        item=AgendaItem(*item_values) if item_values else None,
        section=tuple(json.loads(str(section))),
        pages=(page_values[0], page_values[1]) if page_values else None,
        motion=_motion(*motion_values) if motion_values else None,
    )
    return Shelved(
        passage,
        _int(version),
        None if place is None else _int(place),
        None if group is None else Standing(_int(group), _int(precedence)),
        str(words),
        str(vectors),
    )


def _motion_row(motion: Motion) -> tuple[object, ...]:
    votes = [(vote.choice, vote.count, vote.names) for vote in motion.votes]
    return (motion.proposer, motion.seconder, motion.outcome, motion.is_amendment, votes)


def _motion(
    proposer: str, seconder: str, outcome: str, is_amendment: bool, votes: list[Any]
) -> Motion:
    cast = tuple(Vote(Choice(choice), count, tuple(names)) for choice, count, names in votes)
    return Motion(proposer, seconder, outcome, is_amendment, cast)


def _int(value: object) -> int:
    assert isinstance(value, int)
    return value


def _digest(row: Sequence[object]) -> str:
    return hashlib.sha256("\x1f".join(map(str, row)).encode()).hexdigest()
