"""From folders of files to documents in the catalogue; one bad file never stops a run."""

from __future__ import annotations

import datetime as dt
import hashlib
import os
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path

from archive.catalogue import Catalogue, DamagedCatalogue, Head
from archive.document import Document, Entry, Unreadable
from archive.escape import one_line
from archive.intake import document_id, take_in
from archive.manifest import ManifestRow
from archive.originals import Originals
from archive.progress import Progress, silent
from archive.readers import MAX_FILE
from archive.reading import UnreadableSource
from archive.records import row_to_json
from archive.sources import Skipped, Source, find_sources

ORIGINALS = "originals"

READER = "2"
"""Names the rules by which files are read; changed with them, so that files are read again."""


@dataclass(frozen=True, slots=True)
class Ingested:
    """What became of the files of one run."""

    added: int
    updated: int
    """Sources whose bytes or manifest row changed."""
    unchanged: int
    unreadable: tuple[Unreadable, ...]
    skipped: tuple[Skipped, ...]
    """Files of kinds that are not read, with the reason."""
    notes: tuple[str, ...]
    """What is wrong with manifests, and what of a document could not be told, by file."""


def ingest(
    folders: Sequence[Path], archive: Path, catalogue: Catalogue, progress: Progress = silent
) -> Ingested:
    """Read every file of the folders that is new or changed.

    The caller holds the archive's lock. Raises NotADirectoryError for a folder that is none.
    """
    found = find_sources(folders)
    originals = Originals(archive / ORIGINALS)
    originals.clear()
    run = _Run(originals, catalogue, {str(source.path): source.key for source in found.sources})
    notes = list(found.notes)
    with progress("Reading", len(found.sources)) as step:
        for source in found.sources:
            notes += run.read(source)
            step(1)
    notes += run.settle([folder.resolve() for folder in folders])
    return Ingested(
        run.added,
        run.updated,
        run.unchanged,
        tuple(run.unreadable.values()),
        found.skipped,
        tuple(one_line(note) for note in notes),
    )


@dataclass(slots=True)
class _Run:
    """One reading of the folders, file by file."""

    originals: Originals
    catalogue: Catalogue
    keys: dict[str, str]
    """By the path of each file of this run."""
    added: int = 0
    updated: int = 0
    unchanged: int = 0
    taken: dict[str, Source] = field(default_factory=dict)
    """By path, the files that are now in the catalogue."""
    unreadable: dict[str, Unreadable] = field(default_factory=dict)
    """By path."""

    def read(self, source: Source) -> list[str]:
        """Take a file in, or list it as unreadable; what is to be said of it."""
        data: bytes | None = None
        try:
            data = source.path.read_bytes()
            entry = self._take(source, data)
        except DamagedCatalogue:
            raise  # no file's fault, and the next would fare no better
        except UnreadableSource as error:
            reason = str(error)
        except OSError as error:
            reason = f"It could not be opened ({error.strerror or error}): check its permissions."
        except Exception as error:  # a fault of ours, or a file that no reader foresaw
            reason = f"Reading it failed ({type(error).__name__}: {error}). Please report it."
        else:
            self.taken[str(source.path)] = source
            return [f"{source.file}: {note}" for note in entry.notes]
        bad = Unreadable(source.file, one_line(reason), self._keep(data))
        self.unreadable[str(source.path)] = bad
        with self.catalogue.writing():
            self.catalogue.set_unreadable(str(source.path), bad)
        return []

    def settle(self, folders: Sequence[Path]) -> list[str]:
        """Put right what the catalogue held of these folders before; what is to be said of it."""
        notes = []
        with self.catalogue.writing():
            for path in self.catalogue.unreadable_paths():
                if path not in self.unreadable and _is_under(path, folders):
                    self.catalogue.set_unreadable(path, None)
            for head in self.catalogue.heads():
                source = self.taken.get(head.path)
                if source is not None and document_id(source.key) != head.document:
                    former = self.catalogue.entry(head.number).provenance.source
                    self.catalogue.retire(head.document)
                    known = "by its address" if source.has_address else "as"
                    notes.append(
                        f"{source.file}: '{former}' is now known {known} '{source.key}'; "
                        "what was cited of it is still shown."
                    )
                elif _is_under(head.path, folders) and not os.path.lexists(head.path):
                    file = self.catalogue.entry(head.number).provenance.file
                    notes.append(f"{file} is no longer in the folder; its document is kept.")
        return notes

    def _take(self, source: Source, data: bytes) -> Entry:
        catalogue, path = self.catalogue, str(source.path)
        digest = hashlib.sha256(data).hexdigest()
        document, rules = document_id(source.key), recipe(source.row)
        head = catalogue.head(document)
        if head is not None:
            self._refuse_another(source, data, head)
        number = catalogue.find(document, digest, rules)
        if number is not None and head is not None and head.number == number:
            self.unchanged += 1
            if head.path != path:
                with catalogue.writing():
                    catalogue.set_head(document, number, path)
            return catalogue.entry(number)
        if number is None:
            retrieved = catalogue.first_retrieved(document, digest) or dt.datetime.now(dt.UTC)
            taken = take_in(source, data, retrieved)
            self.originals.keep(data)
        with catalogue.writing():
            if number is None:
                number = catalogue.add(taken, rules, source.row)
            catalogue.set_head(document, number, path)
        if head is None:
            self.added += 1
        else:
            self.updated += 1
        return catalogue.entry(number)

    def _refuse_another(self, source: Source, data: bytes, head: Head) -> None:
        """Two files that claim one key are two documents: neither may pass for a version of the other.

        A file that moved is one, and so is a copy; and one that has another key by now claims nothing.
        """
        other = self.keys.get(head.path, source.key)
        if head.path in ("", str(source.path)) or other != source.key:
            return
        try:
            if Path(head.path).read_bytes() == data:
                return
        except OSError:
            return
        remedy = (
            "correct source_url in the manifest of one of the two, or delete one of the two files"
            if source.has_address
            else "rename one of the two folders, or give source_url in a manifest"
        )
        raise UnreadableSource(
            f"{source.path} would take the place of {head.path}, which holds other bytes "
            f"and is also known as '{source.key}': {remedy}, and index again."
        )

    def _keep(self, data: bytes | None) -> str:
        """Keep what could be opened and not read, for a better reader; its SHA-256."""
        if data is None:
            return ""
        if len(data) <= MAX_FILE:
            with suppress(OSError):
                self.originals.keep(data)
        return hashlib.sha256(data).hexdigest()


def _is_under(path: str, folders: Sequence[Path]) -> bool:
    return any(Path(path).is_relative_to(folder) for folder in folders)


def recipe(row: ManifestRow | None) -> str:
    """Names how bytes are read: by which rules, and with which manifest row."""
    return hashlib.sha256(f"{READER}\n{row_to_json(row)}".encode()).hexdigest()[:16]


def reread(original: bytes, entry: Entry, row: ManifestRow | None) -> Document:
    """The document that the stored bytes give today. Raises UnreadableSource."""
    provenance = entry.provenance
    source = Source(Path(provenance.file), provenance.file, provenance.source, row)
    return take_in(source, original, provenance.retrieved)
