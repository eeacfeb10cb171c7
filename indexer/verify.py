"""Proof that what is shown is what was received: every link from original file to vector, re-checked."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass, fields
from pathlib import Path

from archive.audit import audit
from archive.catalogue import Catalogue, DamagedCatalogue, Version, open_catalogue
from archive.document import Document, Entry
from archive.erasure import leftovers
from archive.ingest import has_unread_scans, recipe, reread
from archive.originals import ORIGINALS, Originals
from archive.progress import Progress, silent
from archive.reading import UnreadableSource
from archive.recognition import can_read_scans
from archive.workers import Workers
from indexer.building.description import (
    DESCRIPTION,
    ENGINE,
    INDEX,
    PASSAGES,
    Description,
    NoIndex,
    altered_files,
    current,
)
from indexer.building.passage_table import Copied, PassageTable
from indexer.building.shelved import Shelved
from indexer.engine import words_digest
from indexer.engines.embedded.engine import EmbeddedEngine
from indexer.likeness.comparison import standings_of
from indexer.splitting.splitter import split


@dataclass(frozen=True, slots=True)
class Verified:
    """What was checked, and each thing that differs, named, in plain sentences."""

    documents: int
    passages: int
    takedowns: int
    """Of documents or versions: nothing of them may be held."""
    faults: tuple[str, ...]


def verify(archive: Path, progress: Progress = silent) -> Verified:
    """Re-read every original and compare everything that was made from it.

    The caller holds the archive's lock. Raises FileNotFoundError or DamagedCatalogue where the
    catalogue cannot be opened; all else that is wrong is a fault in the result.
    """
    with open_catalogue(archive) as catalogue:
        faults: list[str] = []
        versions: tuple[Version, ...] = ()
        passages = 0
        with _named("catalogue: it", faults):
            faults += audit(archive)
        with _named("catalogue: its list of versions", faults):
            versions = catalogue.versions()
        taken_down = 0
        with _named("catalogue: its list of what was taken down", faults):
            taken_down = len(catalogue.takedowns.all())
            faults += leftovers(archive, catalogue)
        originals = Originals(archive / ORIGINALS)
        with Workers(1) as workers, progress("Checking documents", len(versions)) as step:
            for version in versions:
                with _named(f"catalogue: document {version.document}", faults):
                    faults += _document_faults(catalogue, version, originals, workers)
                step(1)
        with _named(f"index: the build in {archive / INDEX}", faults):
            folder, description = current(archive)
            with _named(f"index: the files of {folder}", faults):
                faults += altered_files(folder, description)
            with _named("catalogue: its list of current versions", faults):
                faults += _head_faults(catalogue, description)
            with progress("Checking passages", sum(description.passages.values())) as step:
                for count, found in _passage_faults(folder, catalogue, description):
                    passages += count
                    faults += found
                    step(count)
    return Verified(len(versions), passages, taken_down, tuple(dict.fromkeys(faults)))


@contextmanager
def _named(stage: str, faults: list[str]) -> Iterator[None]:
    """Let no damage end the checking: damaged files fail in as many ways as they have bytes."""
    try:
        yield
    except NoIndex as error:
        faults.append(f"index: {error}")
    except Exception as error:
        faults.append(f"{stage} cannot be read through ({type(error).__name__}: {error})")


def _document_faults(
    catalogue: Catalogue, version: Version, originals: Originals, workers: Workers
) -> list[str]:
    try:
        stored = catalogue.document(version.number)
    except (DamagedCatalogue, KeyError) as error:
        return [f"catalogue: version {version.number} of {version.document} is damaged ({error})"]
    name = f"{stored.entry.provenance.file} (document {version.document})"
    path = originals.path(version.sha256)
    try:
        data = path.read_bytes()
    except OSError as error:
        return [f"original: {name}: {path} cannot be read ({error.strerror})"]
    digest = hashlib.sha256(data).hexdigest()
    if digest != version.sha256:
        return [f"original: {name}: {path} has SHA-256 {digest}, not {version.sha256}"]
    by_scans = version.recipe == recipe(version.row, with_scans=True)
    if not by_scans and version.recipe != recipe(version.row):
        return []  # read by an earlier program: its row's digest is all that can be checked
    if by_scans != can_read_scans() and (by_scans or has_unread_scans(stored.entry)):
        return []  # read where there were other programs for scans than there are here
    try:
        today = reread(path, stored.entry, version.row, workers)
    except UnreadableSource as error:
        return [f"original: {name} can no longer be read: {error}"]
    except Exception as error:  # a reader's own fault, or a row that no longer makes sense
        return [f"original: {name} can no longer be read ({type(error).__name__}: {error})"]
    return [
        f"catalogue: {name}: its stored {what} is not what its original gives"
        for what in _differences(stored, today)
    ]


def _differences(stored: Document, today: Document) -> Iterator[str]:
    for part in ("text", "blocks", "items"):
        if getattr(stored, part) != getattr(today, part):
            yield part
    for field in fields(stored.entry):
        if getattr(stored.entry, field.name) != getattr(today.entry, field.name):
            yield field.name.replace("_", " ")


def _head_faults(catalogue: Catalogue, description: Description) -> list[str]:
    heads = {v.document: v.number for v in catalogue.versions() if v.is_head}
    return [
        f"index: document {document} is at version {heads.get(document)} in the catalogue "
        f"but at version {description.heads.get(document)} in the index; run minutebook index"
        for document in sorted(heads.keys() | description.heads.keys())
        if heads.get(document) != description.heads.get(document)
    ]


def _passage_faults(
    folder: Path, catalogue: Catalogue, description: Description
) -> Iterator[tuple[int, list[str]]]:
    """How many searched passages each step checked, and what differs."""
    faults: list[str] = []
    with (
        _named(f"index: {folder / PASSAGES}", faults),
        closing(PassageTable(folder / PASSAGES)) as table,
    ):
        faults += table.altered()
        for document, number, _ in table.versions():
            with _named(f"index: the passages of version {number} in {folder}", faults):
                yield _slice_faults(catalogue, table.of_version(document, number), number)
        with _named(f"index: {folder / DESCRIPTION}", faults):
            faults += _tally_faults(table, description)
        with _named(f"index: the copies in {folder / PASSAGES}", faults):
            faults += _copy_faults(catalogue, table)
        with _named(f"index: {folder / ENGINE}", faults):
            faults += _engine_faults(folder, catalogue, table)
    yield 0, faults


def _slice_faults(
    catalogue: Catalogue, shelved: tuple[Shelved, ...], number: int
) -> tuple[int, list[str]]:
    searched = [entry for entry in shelved if entry.place is not None]
    try:
        document = catalogue.document(number)
    except KeyError:
        return len(searched), [f"catalogue: version {number}, which the index holds, is missing"]
    except DamagedCatalogue as error:
        return len(searched), [
            f"catalogue: version {number}, which the index holds, is damaged ({error})"
        ]
    faults = []
    for entry in shelved:
        passage = entry.passage
        pieces = [(passage.start, passage.end, passage.text)]
        pieces += [(context.start, context.end, context.text) for context in passage.context]
        if any(document.text[start:end] != text for start, end, text in pieces):
            faults.append(f"passage {passage.id} is not a slice of document {document.id}")
    if searched:
        expected = {passage.id: passage for passage in split(document)}
        held = {entry.passage.id: entry.passage for entry in searched}
        faults += [
            f"passage {id} of document {document.id} is not as the document is split today"
            for id in sorted(expected.keys() | held.keys())
            if expected.get(id) != held.get(id)
        ]
    return len(searched), faults


def _tally_faults(table: PassageTable, description: Description) -> list[str]:
    kinds = table.kinds()
    if kinds == description.passages:
        return []
    return [f"index: {DESCRIPTION} counts passages {description.passages}, the table {kinds}"]


def _entries(catalogue: Catalogue, table: PassageTable) -> dict[str, Entry]:
    """Of each document that is searched, by id."""
    searched = [number for _, number, live in table.versions() if live]
    return {entry.id: entry for entry in map(catalogue.entry, searched)}


def _copy_faults(catalogue: Catalogue, table: PassageTable) -> Iterator[str]:
    passages = [shelved.passage for shelved in table.searched()]
    today = standings_of(passages, _entries(catalogue, table))
    sizes = Counter(group for group, _ in today)
    held = table.copies()
    for passage, (group, precedence) in zip(passages, today, strict=True):
        copied = Copied(passages[group].id, precedence) if sizes[group] > 1 else None
        if held.get(passage.id) != copied:
            yield (
                f"index: passage {passage.id} of document {passage.document} is not grouped with its "
                "copies as they are found today"
            )


def _engine_faults(folder: Path, catalogue: Catalogue, table: PassageTable) -> Iterator[str]:
    entries = _entries(catalogue, table)
    with closing(EmbeddedEngine(folder / ENGINE)) as engine:
        held = {one.id: one for one in engine.scan()}
        for shelved in table.searched():
            passage = shelved.passage
            name = f"passage {passage.id} of document {passage.document}"
            one = held.pop(passage.id, None)
            if one is None:
                yield f"keyword index: {name} is missing"
                continue
            if one.words != words_digest(passage, entries[passage.document]):
                yield f"keyword index: {name} was indexed from other words"
            if one.vectors != shelved.vectors:
                yield f"vectors: the vector of {name} was altered"
        yield from (
            f"keyword index: it holds passage {id}, which the table does not" for id in held
        )
