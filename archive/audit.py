"""Whether the catalogue still holds what was written into it."""

from __future__ import annotations

import sqlite3
from collections import Counter
from contextlib import closing
from pathlib import Path

from archive.catalogue import CONTENT, FILE
from archive.escape import one_line
from archive.records import digest_of
from archive.takedowns import altered_takedowns


def audit(folder: Path) -> tuple[str, ...]:
    """A sentence for each row that is no longer what was written, and for each head astray."""
    found: list[str] = []
    path = folder / FILE
    with closing(sqlite3.connect(path, timeout=30)) as connection:
        # Bytes that are no text are read all the same, so that their version can be named.
        connection.text_factory = lambda data: data.decode("utf-8", "surrogateescape")
        for check in (
            _damaged_pages,
            _altered_versions,
            _altered_unreadable,
            _stray_heads,
            altered_takedowns,
        ):
            try:
                found += check(connection)
            except sqlite3.DatabaseError as error:
                found.append(f"{path} cannot be read through ({error})")
    return tuple(f"catalogue: {one_line(fault)}" for fault in found)


def _damaged_pages(connection: sqlite3.Connection) -> list[str]:
    lines = [str(line) for (line,) in connection.execute("PRAGMA integrity_check")]
    return [] if lines == ["ok"] else lines


def _altered_versions(connection: sqlite3.Connection) -> list[str]:
    rows = connection.execute(
        f"SELECT number, digest, {CONTENT} FROM versions ORDER BY number"  # noqa: S608
    )
    return [
        f"version {number} of document {content[0]} was altered"
        for number, digest, *content in rows
        if digest_of(tuple(content)) != digest
    ]


def _altered_unreadable(connection: sqlite3.Connection) -> list[str]:
    rows = connection.execute("SELECT * FROM unreadable").fetchall()
    found = [
        f"the unreadable source {content[0]} was altered"
        for *content, digest in rows
        if digest_of(tuple(content)) != digest
    ]
    fact = connection.execute("SELECT value FROM facts WHERE name = 'unreadable'").fetchone()
    listed = fact[0] if fact else 0
    if listed != len(rows):
        found.append(f"{len(rows)} unreadable sources are listed where {listed} were written")
    return found


def _stray_heads(connection: sqlite3.Connection) -> list[str]:
    owners = dict(connection.execute("SELECT number, document FROM versions"))
    heads = connection.execute("SELECT document, number FROM heads").fetchall()
    current = Counter(document for document, _ in heads)
    retired = {document for (document,) in connection.execute("SELECT document FROM retired")}
    return [
        *(
            f"document {document} points to version {number}, not its own"
            for document, number in heads
            if owners.get(number) != document
        ),
        *(
            f"document {document} has {count} current versions"
            for document, count in current.items()
            if count > 1
        ),
        *(
            f"document {document} has no current version"
            for document in sorted(set(owners.values()) - current.keys() - retired)
        ),
    ]
