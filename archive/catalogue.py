"""The catalogue: every document in the archive, every version of it, and what could not be read.

A version's row is never changed once written, so an index build that names it goes on showing what
it indexed while a newer version arrives.
"""

from __future__ import annotations

import datetime as dt
import hashlib
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path

from archive.document import Document, Entry, Unreadable
from archive.manifest import ManifestRow
from archive.records import (
    blocks_to_json,
    document_from_json,
    entry_from_json,
    entry_to_json,
    items_to_json,
    row_from_json,
    row_to_json,
)

FILE = "catalogue.sqlite"

_TABLES = """
CREATE TABLE IF NOT EXISTS versions (
    number INTEGER PRIMARY KEY,
    document TEXT NOT NULL,
    source TEXT NOT NULL,
    sha256 TEXT NOT NULL,
    recipe TEXT NOT NULL,
    manifest TEXT NOT NULL,
    entry TEXT NOT NULL,
    text TEXT NOT NULL,
    blocks TEXT NOT NULL,
    items TEXT NOT NULL,
    digest TEXT NOT NULL,
    UNIQUE (document, sha256, recipe)
);
CREATE TABLE IF NOT EXISTS heads (
    document TEXT PRIMARY KEY,
    number INTEGER NOT NULL REFERENCES versions (number)
);
CREATE TABLE IF NOT EXISTS unreadable (
    source TEXT PRIMARY KEY,
    file TEXT NOT NULL,
    reason TEXT NOT NULL,
    sha256 TEXT NOT NULL,
    digest TEXT NOT NULL
);
"""
_CONTENT = "document, source, sha256, recipe, manifest, entry, text, blocks, items"


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


class DamagedCatalogue(Exception):
    """The catalogue cannot be opened or is not ours; the message names it and the remedy."""


class Catalogue:
    """Opened for each use; several processes may read while one writes."""

    def __init__(self, folder: Path, *, create: bool = False) -> None:
        self.path = folder / FILE
        if not create and not self.path.is_file():
            raise FileNotFoundError(
                f"There is no archive in {folder} (no {FILE}). "
                f"Make one with: minutebook index FOLDER --archive {folder}"
            )
        try:
            self._connection = sqlite3.connect(
                self.path, timeout=30, check_same_thread=False, isolation_level=None
            )
            if create:
                self._connection.execute("PRAGMA journal_mode=WAL")
                self._connection.executescript(_TABLES)
            self._connection.execute("SELECT 1 FROM versions, heads, unreadable LIMIT 1").fetchall()
        except sqlite3.DatabaseError as error:
            self._connection.close()
            raise DamagedCatalogue(
                f"{self.path} is not a readable catalogue ({error}). Restore it from a backup."
            ) from error

    def close(self) -> None:
        self._connection.close()

    @contextmanager
    def writing(self) -> Iterator[None]:
        """All changes made inside are kept together, or none of them."""
        self._connection.execute("BEGIN IMMEDIATE")
        try:
            yield
        except BaseException:
            self._connection.execute("ROLLBACK")
            raise
        self._connection.execute("COMMIT")

    def find(self, document: str, sha256: str, recipe: str) -> int | None:
        """The number of the version that was read from these bytes by these rules."""
        row = self._connection.execute(
            "SELECT number FROM versions WHERE document = ? AND sha256 = ? AND recipe = ?",
            (document, sha256, recipe),
        ).fetchone()
        return row and int(row[0])

    def head(self, document: str) -> int | None:
        """The number of a document's current version; None for a document not held."""
        row = self._connection.execute(
            "SELECT number FROM heads WHERE document = ?", (document,)
        ).fetchone()
        return row and int(row[0])

    def first_retrieved(self, document: str, sha256: str) -> dt.datetime | None:
        """When these bytes first came from this source."""
        row = self._connection.execute(
            "SELECT entry FROM versions WHERE document = ? AND sha256 = ? ORDER BY number LIMIT 1",
            (document, sha256),
        ).fetchone()
        return row and entry_from_json(row[0]).provenance.retrieved

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
            blocks_to_json(document.blocks),
            items_to_json(document.items),
        )
        cursor = self._connection.execute(
            f"INSERT INTO versions ({_CONTENT}, digest) VALUES (?,?,?,?,?,?,?,?,?,?)",  # noqa: S608
            (*content, _digest(content)),
        )
        assert cursor.lastrowid is not None
        return cursor.lastrowid

    def set_head(self, document: str, number: int) -> None:
        """Make a version its document's current one."""
        self._connection.execute(
            "INSERT INTO heads VALUES (?, ?) ON CONFLICT (document) DO UPDATE SET number = ?",
            (document, number, number),
        )

    def set_unreadable(self, source: str, unreadable: Unreadable | None) -> None:
        """List a source as unreadable, or take it off the list."""
        self._connection.execute("DELETE FROM unreadable WHERE source = ?", (source,))
        if unreadable is not None:
            content = (source, unreadable.file, unreadable.reason, unreadable.sha256)
            self._connection.execute(
                "INSERT INTO unreadable VALUES (?, ?, ?, ?, ?)", (*content, _digest(content))
            )

    def unreadable(self) -> tuple[Unreadable, ...]:
        rows = self._connection.execute(
            "SELECT file, reason, sha256 FROM unreadable ORDER BY file, source"
        )
        return tuple(Unreadable(*row) for row in rows)

    def versions(self) -> tuple[Version, ...]:
        """Every version, in the order in which they arrived."""
        return self._versions("ORDER BY v.number", ())

    def versions_of(self, document: str) -> tuple[Version, ...]:
        """One document's versions, in the order in which they arrived."""
        return self._versions("WHERE v.document = ? ORDER BY v.number", (document,))

    def _versions(self, where: str, values: tuple[str, ...]) -> tuple[Version, ...]:
        rows = self._connection.execute(
            "SELECT v.number, v.document, sha256, recipe, manifest, h.number IS NOT NULL "  # noqa: S608
            f"FROM versions v LEFT JOIN heads h ON h.number = v.number {where}",
            values,
        )
        return tuple(
            Version(number, document, sha256, recipe, bool(head), row_from_json(manifest))
            for number, document, sha256, recipe, manifest, head in rows
        )

    def entry(self, number: int) -> Entry:
        """Raises KeyError for a number that no version has."""
        row = self._connection.execute(
            "SELECT entry FROM versions WHERE number = ?", (number,)
        ).fetchone()
        if row is None:
            raise KeyError(number)
        return entry_from_json(row[0])

    def document(self, number: int) -> Document:
        """Raises KeyError for a number that no version has."""
        row = self._connection.execute(
            "SELECT entry, text, blocks, items FROM versions WHERE number = ?", (number,)
        ).fetchone()
        if row is None:
            raise KeyError(number)
        return document_from_json(*row)

    def altered(self) -> tuple[str, ...]:
        """A sentence for each row that is no longer what was written, and for each head astray."""
        found = []
        numbers: dict[int, str] = {}
        rows = self._connection.execute(
            f"SELECT number, digest, {_CONTENT} FROM versions ORDER BY number"  # noqa: S608
        )
        for number, digest, *content in rows:
            numbers[number] = content[0]
            if _digest(tuple(content)) != digest:
                found.append(f"catalogue: version {number} of document {content[0]} was altered")
        for *content, digest in self._connection.execute("SELECT * FROM unreadable"):
            if _digest(tuple(content)) != digest:
                found.append(f"catalogue: the unreadable source {content[0]} was altered")
        documents = set(numbers.values())
        for document, number in self._connection.execute("SELECT document, number FROM heads"):
            documents.discard(document)
            if numbers.get(number) != document:
                found.append(
                    f"catalogue: document {document} points to version {number}, not its own"
                )
        found += [
            f"catalogue: document {document} has no current version"
            for document in sorted(documents)
        ]
        return tuple(found)


def _digest(content: tuple[object, ...]) -> str:
    return hashlib.sha256("\x1f".join(map(str, content)).encode()).hexdigest()


@contextmanager
def open_catalogue(folder: Path, *, create: bool = False) -> Iterator[Catalogue]:
    """The catalogue of an archive folder, closed at the end. See Catalogue for the errors."""
    with closing(Catalogue(folder, create=create)) as catalogue:
        yield catalogue
