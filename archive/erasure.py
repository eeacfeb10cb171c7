"""Taking a document down: nothing of it is shown from that moment on, and then nothing of it is held."""

from __future__ import annotations

import datetime as dt
import os
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

from archive.catalogue import Catalogue, Version
from archive.originals import ORIGINALS, Originals
from archive.page_pictures import PICTURES, erase_pictures, pictures_of
from archive.takedowns import Takedown, tombstone

_FILE_ID = 12
"""Digits of a SHA-256 by which a file is named that is no document."""


class NothingToTakeDown(LookupError):
    """The archive does not hold what was named; the message says so and what to do."""


@dataclass(frozen=True, slots=True)
class Choice:
    """A document, or a version of it, or a file that could not be read, and what goes with it."""

    document: str
    """Its id, or that of the file."""
    title: str
    """As it is held until then: of a file its name, empty where that is no longer known."""
    version: str
    """The SHA-256 of the only version; empty for the whole document."""
    sha256s: frozenset[str]
    """Of the files that go."""
    gone: Mapping[str, tuple[Version, ...]]
    """The versions that were read from these files, by document: the same file may be another one's too."""
    left: Mapping[str, tuple[Version, ...]]
    """The versions of the same documents that stay."""
    unreadable: tuple[str, ...]
    """Where files lie that could not be read, and go as well."""
    files: tuple[str, ...]
    """Where the files lie from which they were last read, as far as they still do."""

    @property
    def others(self) -> tuple[str, ...]:
        """Ids of the other documents that lose a version."""
        return tuple(id for id in self.gone if id != self.document)


@dataclass(frozen=True, slots=True)
class Erased:
    originals: int
    pictures: int


def file_id(sha256: str) -> str:
    """By which a file that could not be read is taken down: the first digits of its SHA-256."""
    return sha256[:_FILE_ID].lower()


def version_named(catalogue: Catalogue, document: str, digits: str) -> str:
    """The SHA-256 that begins so, of a version of a document that is held or was taken down.

    Raises NothingToTakeDown where there is none, or more than one.
    """
    held = dict.fromkeys(each.sha256 for each in catalogue.versions_of(document))
    gone = sorted(catalogue.takedowns.refused_as(document) - held.keys())
    known = {**dict.fromkeys(held, ""), **dict.fromkeys(gone, " (taken down)")}
    named = {sha256: note for sha256, note in known.items() if sha256.startswith(digits.lower())}
    if len(named) == 1:
        return next(iter(named))
    if not known:
        raise NothingToTakeDown(f"{document} is no document with versions: leave out --version.")
    listed = ", ".join(f"{sha256[:12]}{note}" for sha256, note in (named or known).items())
    raise NothingToTakeDown(
        f"Document {document} has {'more than one version' if named else 'no version'} whose SHA-256 "
        f"begins with '{digits}'. {'These do' if named else 'Its versions'}: {listed}"
    )


def choose(catalogue: Catalogue, document: str, version: str = "") -> Choice:
    """What is taken down with a document, or with the version that has the SHA-256 ``version``.

    Raises NothingToTakeDown.
    """
    versions = catalogue.versions_of(document)
    named = [each for each in versions if version in ("", each.sha256)]
    if not named:
        what = f"version {version} of document {document}" if version else f"document {document}"
        raise NothingToTakeDown(f"The archive holds no {what}.")
    head = catalogue.head(document)
    shown = next((each for each in named if each.is_head), named[-1])
    sha256s = {each.sha256 for each in named}
    unread = catalogue.unreadable_paths()
    if head is not None and not version and unread.get(head.path):
        sha256s.add(unread[head.path])  # what could not be read of it is kept as well
    title = catalogue.entry(shown.number).title
    return _choice(catalogue, document, title, version, sha256s)


def choose_file(archive: Path, catalogue: Catalogue, digits: str) -> Choice | None:
    """What is taken down with a stored file that was read as no document, by an id of its own.

    ``digits``: of its SHA-256 the first, twelve at least. None where no such file is held.
    Raises NothingToTakeDown for the file of a document.
    """
    digits = digits.lower()
    if not re.fullmatch(rf"[0-9a-f]{{{_FILE_ID},64}}", digits):
        return None
    unread = {each.sha256: each.file for each in catalogue.unreadable()}
    stored = Originals(archive / ORIGINALS).beginning(digits)
    found = {*stored, *(sha256 for sha256 in unread if sha256.startswith(digits))}
    if len(found) != 1:
        return None
    (sha256,) = found
    if documents := catalogue.holding(found):
        raise NothingToTakeDown(
            f"The file whose SHA-256 begins with '{digits}' is a version of document {documents[0]}. "
            f"To take that down: minutebook takedown {documents[0]} --version {digits}"
        )
    return _choice(catalogue, file_id(sha256), unread.get(sha256, ""), "", found)


def _choice(
    catalogue: Catalogue, document: str, title: str, version: str, sha256s: set[str]
) -> Choice:
    unread = catalogue.unreadable_paths()
    gone, left, paths = {}, {}, []
    for id in catalogue.holding(sha256s):
        every = catalogue.versions_of(id)
        gone[id] = tuple(each for each in every if each.sha256 in sha256s)
        left[id] = tuple(each for each in every if each.sha256 not in sha256s)
        current = catalogue.head(id)
        if current is not None and any(each.number == current.number for each in gone[id]):
            paths.append(current.path)
    unreadable = tuple(path for path, sha256 in unread.items() if sha256 in sha256s)
    files = tuple(path for path in (*paths, *unreadable) if path and os.path.lexists(path))
    return Choice(document, title, version, frozenset(sha256s), gone, left, unreadable, files)


def mark(
    catalogue: Catalogue,
    choice: Choice,
    passages: Mapping[str, Iterable[str]],
    *,
    reason: str,
    is_bare: bool,
    moment: dt.datetime,
) -> None:
    """Show nothing more of what was chosen; ``passages`` are the ids of its passages, by document."""
    with catalogue.writing():
        if not choice.gone:
            told = Takedown(choice.document, moment, reason, is_open=True)
            catalogue.takedowns.add(told, choice.sha256s, ())
        for id, gone in choice.gone.items():
            entry = catalogue.entry(next((v for v in gone if v.is_head), gone[-1]).number)
            is_open = id != choice.document or bool(choice.version)
            told = tombstone(entry, moment, reason, is_bare=is_bare, is_open=is_open)
            catalogue.takedowns.add(told, choice.sha256s, passages.get(id, ()))
            head, left = catalogue.head(id), choice.left[id]
            if head is not None and head.number in {each.number for each in gone}:
                if left:
                    catalogue.set_head(id, left[-1].number, head.path)
                else:
                    catalogue.retire(id)
        for path in choice.unreadable:
            catalogue.set_unreadable(path, None)


def erase_files(archive: Path, catalogue: Catalogue) -> Erased:
    """Remove the stored files of everything that was taken down, and the pictures of their pages."""
    originals, pictures = Originals(archive / ORIGINALS), archive / PICTURES
    refused = sorted(catalogue.takedowns.refused())
    return Erased(
        sum(originals.erase(sha256) for sha256 in refused),
        sum(erase_pictures(pictures, sha256) for sha256 in refused),
    )


def leftovers(archive: Path, catalogue: Catalogue) -> tuple[str, ...]:
    """A sentence for each thing that is still held of what was taken down."""
    originals, pictures = Originals(archive / ORIGINALS), archive / PICTURES
    remedy = "run minutebook index, which erases it"
    found = [
        f"document {id} was taken down and is not erased yet: {remedy}"
        for id in catalogue.unerased()
    ]
    found += [
        f"{path} was taken down and is still here: {remedy}"
        for sha256 in sorted(catalogue.takedowns.refused())
        for path in (originals.path(sha256), pictures_of(pictures, sha256))
        if path.exists()
    ]
    if catalogue.takedowns.is_erasing():
        found.append(
            f"words of what was taken down may still stand in {catalogue.path} or its log: {remedy}"
        )
    return tuple(f"takedown: {each}" for each in found)
