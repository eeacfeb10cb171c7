"""Taking a document down: nothing of it is shown from that moment on, and then nothing of it is held."""

from __future__ import annotations

import datetime as dt
import os
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

from archive.catalogue import Catalogue, Version
from archive.document import Entry
from archive.originals import ORIGINALS, Originals
from archive.page_pictures import PICTURES, erase_pictures, pictures_of
from archive.takedowns import tombstone


class NothingToTakeDown(LookupError):
    """The archive does not hold what was named; the message says so and what to do."""


@dataclass(frozen=True, slots=True)
class Choice:
    """A document, or some versions of it, and what goes with them."""

    entry: Entry
    """As it is held until then."""
    version: str
    """The first digits of the only version's SHA-256; empty for the whole document."""
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
    def document(self) -> str:
        return self.entry.id

    @property
    def others(self) -> tuple[str, ...]:
        """Ids of the other documents that lose a version."""
        return tuple(id for id in self.gone if id != self.document)


@dataclass(frozen=True, slots=True)
class Erased:
    originals: int
    pictures: int


def choose(catalogue: Catalogue, document: str, version: str = "") -> Choice:
    """What is taken down with a document, or with the versions whose SHA-256 begins with ``version``.

    Raises NothingToTakeDown.
    """
    versions = catalogue.versions_of(document)
    if not versions:
        raise NothingToTakeDown(f"The archive holds no document {document}.")
    named = [each for each in versions if each.sha256.startswith(version.lower())]
    if version and len({each.sha256 for each in named}) != 1:
        known = ", ".join(dict.fromkeys(each.sha256[:12] for each in versions))
        raise NothingToTakeDown(
            f"Document {document} has {'more than one version' if named else 'no version'} whose SHA-256 "
            f"begins with '{version}'. Its versions: {known}"
        )
    head = catalogue.head(document)
    shown = next((each for each in named if each.is_head), named[-1])
    sha256s = {each.sha256 for each in named}
    unread = catalogue.unreadable_paths()
    if head is not None and not version and unread.get(head.path):
        sha256s.add(unread[head.path])  # what could not be read of it is kept as well
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
    entry = catalogue.entry(shown.number)
    return Choice(entry, version, frozenset(sha256s), gone, left, unreadable, files)


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
    remedy = "run minutebook takedown again with its id"
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
    return tuple(f"takedown: {each}" for each in found)
