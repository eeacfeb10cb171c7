"""The catalogue: every document in the archive, every version of it, and what could not be read.

A version's row is never changed once written, so an index build that names it goes on showing what
it indexed while a newer version arrives.
"""

from __future__ import annotations

import datetime as dt
import sqlite3
import threading
from collections.abc import Iterable, Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from archive.document import Document, Entry, Unreadable
from archive.manifest import ManifestRow
from archive.records import (
    digest_of,
    document_from_json,
    entry_from_json,
    entry_to_json,
    row_from_json,
    row_to_json,
    structure_to_json,
)
from archive.takedowns import ERASING, REFUSED, TABLES, Takedowns

FILE = "catalogue.sqlite"

_LAYOUT = 3
"""Of the tables below, kept in the file; 0 is what SQLite says of a file that nobody numbered."""
_WITHOUT_TAKEDOWNS = 2
"""The layout before this one, which lacks their tables and is brought up to it when it is opened."""

_TABLES = f"""
BEGIN;
CREATE TABLE versions (
    number INTEGER PRIMARY KEY,
    document TEXT NOT NULL,
    source TEXT NOT NULL,
    sha256 TEXT NOT NULL,
    recipe TEXT NOT NULL,
    manifest TEXT NOT NULL,
    entry TEXT NOT NULL,
    text TEXT NOT NULL,
    structure TEXT NOT NULL,
    digest TEXT NOT NULL,
    UNIQUE (document, sha256, recipe)
);
CREATE TABLE heads (
    document TEXT PRIMARY KEY,
    number INTEGER NOT NULL REFERENCES versions (number),
    path TEXT NOT NULL
);
CREATE TABLE retired (
    document TEXT PRIMARY KEY
);
CREATE TABLE unreadable (
    path TEXT PRIMARY KEY,
    file TEXT NOT NULL,
    reason TEXT NOT NULL,
    sha256 TEXT NOT NULL,
    digest TEXT NOT NULL
);
CREATE TABLE facts (
    name TEXT PRIMARY KEY,
    value INTEGER NOT NULL
);
{TABLES}
PRAGMA user_version = {_LAYOUT};
COMMIT;
"""
CONTENT = "document, source, sha256, recipe, manifest, entry, text, structure"


_BROKEN = (sqlite3.DatabaseError,)
_SENSELESS = (*_BROKEN, ValueError, TypeError, LookupError)
"""What reading a damaged row raises: in SQLite, or in the JSON that it holds."""

_HELD = f"sha256 NOT IN ({REFUSED})"
"""Of versions: that they were not taken down."""


@dataclass(frozen=True, slots=True)
class Version:
    """One reading of one document's bytes, as the catalogue keeps it."""

    number: int
    document: str
    sha256: str
    recipe: str
    """Names the rules and the manifest row by which the bytes were read."""
    is_head: bool
    """Whether it is its document's current version."""
    row: ManifestRow | None
    """The manifest row that it was read with."""


@dataclass(frozen=True, slots=True)
class Head:
    """Which version of a document is its current one."""

    document: str
    number: int
    path: str
    """The file that it was last read from, on this machine; empty where it came from none."""


class DamagedCatalogue(Exception):
    """The catalogue cannot be opened, read or written; the message names it and the remedy."""


class OtherLayout(DamagedCatalogue):
    """The catalogue was made by another version of Minutebook; nothing is wrong with it."""


class Catalogue:
    """Opened for each use; several processes may read while one writes."""

    def __init__(self, folder: Path, *, create: bool = False) -> None:
        self.path = folder / FILE
        self._one_at_a_time = threading.Lock()
        self._entries: dict[int, Entry] = {}
        """Those that were asked for: what a version's row holds never changes."""
        if not create and not self.path.is_file():
            raise FileNotFoundError(
                f"There is no archive in {folder} (no {FILE}). "
                f"Make one with: minutebook index FOLDER --archive {folder}"
            )
        with self._told():
            self._connection = sqlite3.connect(
                self.path, timeout=30, check_same_thread=False, isolation_level=None
            )
        try:
            with self._told():
                tables = self._connection.execute("SELECT name FROM sqlite_master").fetchall()
                if create and not tables:
                    self._connection.execute("PRAGMA journal_mode=WAL")
                    self._connection.executescript(_TABLES)
                elif ("versions",) in tables:
                    self._check_layout()
                self._connection.execute(
                    "SELECT heads.path, unreadable.path FROM versions, heads, retired, unreadable, facts, "
                    "takedowns, refused, erased LIMIT 1"
                ).fetchall()
        except DamagedCatalogue:
            self._connection.close()
            raise
        self.takedowns = Takedowns(self._rows, self._connection)

    def _check_layout(self) -> None:
        layout = self._layout()
        if layout == _WITHOUT_TAKEDOWNS:
            self._connection.execute("BEGIN IMMEDIATE")
            if self._layout() == layout:  # nobody else has done it meanwhile
                for statement in TABLES.split(";")[:-1]:
                    self._connection.execute(statement)
                self._connection.execute(f"PRAGMA user_version = {_LAYOUT}")
            self._connection.execute("COMMIT")
            layout = self._layout()
        if layout == _LAYOUT:
            return
        folder = self.path.parent
        raise OtherLayout(
            f"{self.path} was made by {'an earlier' if layout < _LAYOUT else 'a later'} version of "
            "Minutebook, which keeps documents in another way. Index your folders again into a new "
            "archive (minutebook index FOLDER --archive ANOTHER-FOLDER), or delete the folder "
            f"{folder} and index into it as before."
        )

    def _layout(self) -> int:
        ((layout,),) = self._connection.execute("PRAGMA user_version").fetchall()
        return int(layout)

    def close(self) -> None:
        self._connection.close()

    @contextmanager
    def writing(self) -> Iterator[None]:
        """All changes made inside are kept together, or none of them."""
        with self._told(_BROKEN):
            self._connection.execute("BEGIN IMMEDIATE")
            try:
                yield
                self._connection.execute("COMMIT")
            except BaseException:
                self._entries.clear()  # a number that comes to nothing is given again
                if self._connection.in_transaction:  # SQLite itself rolls back from a full disk
                    self._connection.execute("ROLLBACK")
                raise

    @contextmanager
    def _told(self, faults: tuple[type[Exception], ...] = _SENSELESS) -> Iterator[None]:
        """Turn what a damaged file raises, in SQLite or in the JSON that it holds, into our own error."""
        try:
            yield
        except faults as error:
            raise DamagedCatalogue(
                f"{self.path} cannot be read or written ({error}): check the disk's space and the "
                "file's permissions. Restore it from a backup if it is damaged."
            ) from error

    def _rows(self, statement: str, values: tuple[object, ...] = ()) -> list[tuple[Any, ...]]:
        # Threads that share a connection must not share its statements at one time.
        with self._told(), self._one_at_a_time:
            return self._connection.execute(statement, values).fetchall()

    def find(self, document: str, sha256: str, recipe: str) -> int | None:
        """The number of the version that was read from these bytes by these rules."""
        rows = self._rows(
            f"SELECT number FROM versions WHERE document = ? AND sha256 = ? AND recipe = ? AND {_HELD}",  # noqa: S608
            (document, sha256, recipe),
        )
        return int(rows[0][0]) if rows else None

    def head(self, document: str) -> Head | None:
        """A document's current version; None for a document not held."""
        rows = self._rows(
            "SELECT document, number, path FROM heads WHERE document = ?", (document,)
        )
        return Head(*rows[0]) if rows else None

    def heads(self) -> tuple[Head, ...]:
        """The current version of every document."""
        rows = self._rows("SELECT document, number, path FROM heads ORDER BY document")
        return tuple(Head(*row) for row in rows)

    def first_retrieved(self, document: str, sha256: str) -> dt.datetime | None:
        """When these bytes first came from this source."""
        rows = self._rows(
            "SELECT entry FROM versions WHERE document = ? AND sha256 = ? ORDER BY number LIMIT 1",
            (document, sha256),
        )
        with self._told():
            return entry_from_json(rows[0][0]).provenance.retrieved if rows else None

    def add(self, document: Document, recipe: str, row: ManifestRow | None) -> int:
        """Keep a version and give its number."""
        provenance = document.entry.provenance
        content = (
            document.id,
            provenance.source,
            provenance.sha256,
            recipe,
            row_to_json(row),
            entry_to_json(document.entry),
            document.text,
            structure_to_json(document),
        )
        cursor = self._connection.execute(
            f"INSERT INTO versions (number, {CONTENT}, digest) VALUES (?,?,?,?,?,?,?,?,?,?)",  # noqa: S608
            (self._next_number(), *content, digest_of(content)),
        )
        assert cursor.lastrowid is not None
        return cursor.lastrowid

    def _next_number(self) -> int:
        """Never one that was erased: a server may still have in mind what it stood for."""
        ((number,),) = self._connection.execute(
            "SELECT 1 + max((SELECT ifnull(max(number), 0) FROM versions), "
            "(SELECT ifnull(max(value), 0) FROM facts WHERE name = 'erased'))"
        ).fetchall()
        return int(number)

    def set_head(self, document: str, number: int, path: str = "") -> None:
        """Make a version its document's current one, as last read from the file ``path``."""
        self._connection.execute(
            "INSERT OR REPLACE INTO heads VALUES (?, ?, ?)", (document, number, path)
        )
        self._connection.execute("DELETE FROM retired WHERE document = ?", (document,))

    def retire(self, document: str) -> None:
        """Search a document no more; its versions stay, so that what was cited is still shown."""
        self._connection.execute("DELETE FROM heads WHERE document = ?", (document,))
        self._connection.execute("INSERT OR IGNORE INTO retired VALUES (?)", (document,))

    def set_unreadable(self, path: str, unreadable: Unreadable | None) -> None:
        """List a file as unreadable, or take it off the list."""
        self._connection.execute("DELETE FROM unreadable WHERE path = ?", (path,))
        if unreadable is not None:
            content = (path, unreadable.file, unreadable.reason, unreadable.sha256)
            self._connection.execute(
                "INSERT INTO unreadable VALUES (?, ?, ?, ?, ?)", (*content, digest_of(content))
            )
        self._connection.execute(
            "INSERT OR REPLACE INTO facts SELECT 'unreadable', count(*) FROM unreadable"
        )

    def unreadable(self) -> tuple[Unreadable, ...]:
        """Every file that could not be read when it was last tried."""
        rows = self._rows(
            "SELECT file, reason, sha256, path IN (SELECT path FROM heads) "
            "FROM unreadable ORDER BY file, path"
        )
        return tuple(
            Unreadable(file, reason, sha256, bool(held)) for file, reason, sha256, held in rows
        )

    def unreadable_paths(self) -> dict[str, str]:
        """Where the files that could not be read lie on this machine, with their SHA-256."""
        return dict(self._rows("SELECT path, sha256 FROM unreadable ORDER BY path"))

    def versions(self) -> tuple[Version, ...]:
        """Every version that was not taken down, in the order in which they arrived."""
        return self._versions(f"WHERE v.{_HELD} ORDER BY v.number", ())

    def versions_of(self, document: str) -> tuple[Version, ...]:
        """One document's versions that were not taken down, in the order in which they arrived."""
        return self._versions(f"WHERE v.document = ? AND v.{_HELD} ORDER BY v.number", (document,))

    def holding(self, sha256s: Iterable[str]) -> tuple[str, ...]:
        """The documents of which some version was read from one of these files."""
        found: set[str] = set()
        for sha256 in sha256s:
            rows = self._rows("SELECT document FROM versions WHERE sha256 = ?", (sha256,))
            found.update(document for (document,) in rows)
        return tuple(sorted(found))

    def unerased(self) -> tuple[str, ...]:
        """The documents of which something was taken down and is not erased yet."""
        rows = self._rows(
            f"SELECT DISTINCT document FROM versions WHERE sha256 IN ({REFUSED}) ORDER BY 1"  # noqa: S608
        )
        return tuple(document for (document,) in rows)

    def erase(self) -> None:
        """Remove what was taken down from the file, not only from its tables."""
        with self.writing():
            self._connection.execute(
                "INSERT OR REPLACE INTO facts SELECT 'erased', max("  # noqa: S608
                "ifnull((SELECT value FROM facts WHERE name = 'erased'), 0), "
                f"(SELECT ifnull(max(number), 0) FROM versions WHERE sha256 IN ({REFUSED})))"
            )
            self._connection.execute(f"DELETE FROM versions WHERE sha256 IN ({REFUSED})")  # noqa: S608
            self._connection.execute(
                "DELETE FROM retired WHERE document NOT IN (SELECT document FROM versions)"
            )
        self._entries.clear()
        with self._told(_BROKEN):
            self._connection.execute("VACUUM")  # writes the file anew, without what was deleted
            ((is_busy, *_),) = self._connection.execute(
                "PRAGMA wal_checkpoint(TRUNCATE)"
            ).fetchall()
        if is_busy:
            raise DamagedCatalogue(
                f"{self.path} is erased, but its log could not be emptied, for another program reads it "
                "without end. Stop that program, then run this command again."
            )
        with self.writing():
            self._connection.execute("DELETE FROM facts WHERE name = ?", (ERASING,))

    def _versions(self, where: str, values: tuple[str, ...]) -> tuple[Version, ...]:
        rows = self._rows(
            "SELECT v.number, v.document, sha256, recipe, manifest, h.number IS NOT NULL "  # noqa: S608
            f"FROM versions v LEFT JOIN heads h ON h.number = v.number {where}",
            values,
        )
        with self._told():
            return tuple(
                Version(number, document, sha256, recipe, bool(head), row_from_json(manifest))
                for number, document, sha256, recipe, manifest, head in rows
            )

    def entry(self, number: int) -> Entry:
        """Raises KeyError for a number that no version has."""
        if (known := self._entries.get(number)) is not None:
            return known
        rows = self._rows("SELECT entry FROM versions WHERE number = ?", (number,))
        if not rows:
            raise KeyError(number)
        with self._told():
            entry = self._entries[number] = entry_from_json(rows[0][0])
        return entry

    def document(self, number: int) -> Document:
        """Raises KeyError for a number that no version has."""
        rows = self._rows("SELECT entry, text, structure FROM versions WHERE number = ?", (number,))
        if not rows:
            raise KeyError(number)
        with self._told():
            return document_from_json(*rows[0])


@contextmanager
def open_catalogue(folder: Path, *, create: bool = False) -> Iterator[Catalogue]:
    """The catalogue of an archive folder, closed at the end. See Catalogue for the errors."""
    with closing(Catalogue(folder, create=create)) as catalogue:
        yield catalogue
