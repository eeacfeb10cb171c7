"""What was taken down: what may be said of it, and which bytes are never read again."""

from __future__ import annotations

import datetime as dt
import sqlite3
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from typing import Any

from archive.document import DocumentKind, Entry
from archive.records import digest_of

TABLES = """
CREATE TABLE takedowns (
    number INTEGER PRIMARY KEY,
    document TEXT NOT NULL,
    moment TEXT NOT NULL,
    reason TEXT NOT NULL,
    kind TEXT NOT NULL,
    committee TEXT NOT NULL,
    date TEXT NOT NULL,
    is_open INTEGER NOT NULL,
    digest TEXT NOT NULL
);
CREATE TABLE refused (
    sha256 TEXT NOT NULL,
    takedown INTEGER NOT NULL REFERENCES takedowns (number),
    PRIMARY KEY (sha256, takedown)
) WITHOUT ROWID;
CREATE TABLE erased (
    passage TEXT NOT NULL,
    takedown INTEGER NOT NULL REFERENCES takedowns (number),
    PRIMARY KEY (passage, takedown)
) WITHOUT ROWID;
"""
REFUSED = "SELECT sha256 FROM refused"
ERASING = "erasing"
"""The fact that what was taken down may still stand in the catalogue's file, though in no table of it."""

_TOLD = "document, moment, reason, kind, committee, date, is_open"


@dataclass(frozen=True, slots=True)
class Takedown:
    """All that is kept of a document, or of some versions of it: nothing of its words, nor its title.

    A title may itself be what must not be shown, such as a person's name.
    """

    document: str
    """Its id; of a file that could not be read, the first digits of its SHA-256."""
    moment: dt.datetime
    """When it was taken down, in UTC."""
    reason: str
    """For the public; empty where none was given."""
    kind: DocumentKind | None = None
    committee: str = ""
    date: dt.date | None = None
    """Of the meeting or paper, as the catalogue had it. Kind, committee and date may be withheld."""
    is_open: bool = False
    """Whether another file may come into the archive as this document."""


def tombstone(
    entry: Entry, moment: dt.datetime, reason: str, *, is_bare: bool, is_open: bool
) -> Takedown:
    """What is left of a document; where ``is_bare``, not even of what kind, committee and day it was."""
    told = Takedown(entry.id, moment, reason, entry.kind, entry.committee, entry.date, is_open)
    return _bare(told) if is_bare else told


def _bare(takedown: Takedown) -> Takedown:
    return replace(takedown, kind=None, committee="", date=None)


class Takedowns:
    """The catalogue's list of them. What changes it is called within ``Catalogue.writing``."""

    def __init__(
        self, rows: Callable[..., list[tuple[Any, ...]]], connection: sqlite3.Connection
    ) -> None:
        self._rows = rows
        self._connection = connection

    def all(self) -> tuple[Takedown, ...]:
        """The latest first."""
        return self._select("ORDER BY number DESC")

    def of_document(self, document: str) -> Takedown | None:
        """The latest of a document."""
        return self._first("WHERE document = ? ORDER BY number DESC", document)

    def of_version(self, document: str, sha256: str) -> Takedown | None:
        """The one that took down the version whose SHA-256 begins so."""
        return self._first(
            "JOIN refused ON takedown = number WHERE document = ? AND substr(sha256, 1, ?) = ?",
            document,
            len(sha256),
            sha256.lower(),
        )

    def of_passage(self, passage: str) -> Takedown | None:
        """The one that took down a passage."""
        return self._first(
            "JOIN erased ON takedown = number WHERE passage = ? ORDER BY number DESC", passage
        )

    def of_file(self, sha256: str) -> Takedown | None:
        """The one that took down the file with these bytes, wherever it lies."""
        return self._first("JOIN refused ON takedown = number WHERE sha256 = ?", sha256)

    def refusing(self, sha256: str) -> tuple[str, ...]:
        """The documents that were taken down with the file with these bytes."""
        rows = self._rows(
            "SELECT DISTINCT document FROM takedowns JOIN refused ON takedown = number "
            "WHERE sha256 = ? ORDER BY document",
            (sha256,),
        )
        return tuple(document for (document,) in rows)

    def closing(self, document: str) -> Takedown | None:
        """The one since which no file may come in as this document, whatever its bytes."""
        return self._first("WHERE document = ? AND NOT is_open", document)

    def refused(self) -> frozenset[str]:
        """The SHA-256 of every file that was taken down."""
        return frozenset(sha256 for (sha256,) in self._rows(REFUSED))

    def refused_as(self, document: str) -> frozenset[str]:
        """The SHA-256 of every file that was taken down with a document."""
        rows = self._rows(
            "SELECT sha256 FROM refused JOIN takedowns ON takedown = number WHERE document = ?",
            (document,),
        )
        return frozenset(sha256 for (sha256,) in rows)

    def is_erasing(self) -> bool:
        """Whether the catalogue's file may still hold words of what was taken down."""
        return bool(self._rows("SELECT 1 FROM facts WHERE name = ?", (ERASING,)))

    def add(self, takedown: Takedown, sha256s: Iterable[str], passages: Iterable[str]) -> None:
        """Take down the files with these hashes, and with them these passages."""
        told = _row(takedown)
        number = self._connection.execute(
            f"INSERT INTO takedowns ({_TOLD}, digest) VALUES (?,?,?,?,?,?,?,?)",  # noqa: S608
            (*told, digest_of(told)),
        ).lastrowid
        for table, values in (("refused", sha256s), ("erased", passages)):
            self._connection.executemany(
                f"INSERT OR IGNORE INTO {table} VALUES (?, ?)",  # noqa: S608
                ((value, number) for value in values),
            )
        self._begin_erasing()

    def change(
        self,
        document: str,
        sha256: str = "",
        *,
        reason: str | None = None,
        is_bare: bool = False,
        is_open: bool = False,
    ) -> None:
        """Tell the public another reason, or no kind, committee and day, or let another file come in.

        Of every takedown of a document, or of that of the version with this SHA-256.
        """
        for number, *row in self._connection.execute(
            f"SELECT number, {_TOLD} FROM takedowns WHERE document = ? "  # noqa: S608
            "AND (? = '' OR number IN (SELECT takedown FROM refused WHERE sha256 = ?))",
            (document, sha256, sha256),
        ).fetchall():
            former = _takedown(tuple(row))
            told = replace(
                _bare(former) if is_bare else former,
                reason=former.reason if reason is None else reason,
                is_open=is_open or former.is_open,
            )
            self._connection.execute(
                f"UPDATE takedowns SET ({_TOLD}, digest) = (?,?,?,?,?,?,?,?) WHERE number = ?",  # noqa: S608
                (*_row(told), digest_of(_row(told)), number),
            )
        if is_bare:
            self._begin_erasing()

    def lift(self, document: str) -> None:
        """Forget every takedown of a document: its files may come in again."""
        for table in ("refused", "erased"):
            self._connection.execute(
                f"DELETE FROM {table} WHERE takedown IN "  # noqa: S608
                "(SELECT number FROM takedowns WHERE document = ?)",
                (document,),
            )
        self._connection.execute("DELETE FROM takedowns WHERE document = ?", (document,))

    def _begin_erasing(self) -> None:
        self._connection.execute("INSERT OR REPLACE INTO facts VALUES (?, 1)", (ERASING,))

    def _first(self, where: str, *values: object) -> Takedown | None:
        return next(iter(self._select(f"{where} LIMIT 1", *values)), None)

    def _select(self, where: str, *values: object) -> tuple[Takedown, ...]:
        rows = self._rows(f"SELECT {_TOLD} FROM takedowns {where}", values)  # noqa: S608
        return tuple(map(_takedown, rows))


def altered_takedowns(connection: sqlite3.Connection) -> list[str]:
    """A sentence for each row that is no longer what was written."""
    rows = connection.execute(f"SELECT {_TOLD}, digest FROM takedowns ORDER BY number")  # noqa: S608
    return [
        f"the takedown of document {told[0]} was altered"
        for *told, digest in rows
        if digest_of(tuple(told)) != digest
    ]


def _row(takedown: Takedown) -> tuple[object, ...]:
    return (
        takedown.document,
        takedown.moment.isoformat(timespec="seconds"),
        takedown.reason,
        takedown.kind.value if takedown.kind else "",
        takedown.committee,
        takedown.date.isoformat() if takedown.date else "",
        int(takedown.is_open),
    )


def _takedown(row: tuple[Any, ...]) -> Takedown:
    document, moment, reason, kind, committee, date, is_open = row
    return Takedown(
        document,
        dt.datetime.fromisoformat(moment),
        reason,
        DocumentKind(kind) if kind else None,
        committee,
        dt.date.fromisoformat(date) if date else None,
        bool(is_open),
    )
