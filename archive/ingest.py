"""From folders of files to documents in the catalogue; one bad file never stops a run."""

from __future__ import annotations

import datetime as dt
import hashlib
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from archive.catalogue import Catalogue
from archive.document import Document, Entry, Unreadable
from archive.intake import document_id, take_in
from archive.manifest import ManifestRow
from archive.originals import Originals
from archive.progress import Progress, silent
from archive.reading import UnreadableSource
from archive.records import row_to_json
from archive.sources import Skipped, Source, find_sources

ORIGINALS = "originals"

READER = "1"
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


@dataclass(slots=True)
class _Tally:
    added: int = 0
    updated: int = 0
    unchanged: int = 0


def ingest(
    folders: Sequence[Path], archive: Path, catalogue: Catalogue, progress: Progress = silent
) -> Ingested:
    """Read every file of the folders that is new or changed.

    The caller holds the archive's lock. Raises NotADirectoryError for a folder that is none.
    """
    found = find_sources(folders)
    originals = Originals(archive / ORIGINALS)
    tally = _Tally()
    unreadable: list[Unreadable] = []
    notes = list(found.notes)
    with progress("Reading", len(found.sources)) as step:
        for source in _apart(found.sources):
            bad = None
            try:
                entry = _take(source, originals, catalogue, tally)
                notes += [f"{source.file}: {note}" for note in entry.notes]
            except UnreadableSource as error:
                bad = Unreadable(source.file, str(error))
            except OSError as error:
                reason = (
                    f"It could not be opened ({error.strerror or error}): check its permissions."
                )
                bad = Unreadable(source.file, reason)
            except Exception as error:  # a fault of ours, or a file that no reader foresaw
                reason = f"Reading it failed ({type(error).__name__}: {error}). Please report it."
                bad = Unreadable(source.file, reason)
            with catalogue.writing():
                catalogue.set_unreadable(source.key, bad)
            if bad is not None:
                unreadable.append(bad)
            step(1)
    return Ingested(
        tally.added,
        tally.updated,
        tally.unchanged,
        tuple(unreadable),
        found.skipped,
        tuple(notes),
    )


def _apart(sources: Iterable[Source]) -> Iterator[Source]:
    """Sources with a key each: two files that claim one address are two documents, not two versions."""
    taken: set[str] = set()
    for source in sources:
        if source.key in taken:
            source = replace(source, key=f"{source.key} {source.file}")
        taken.add(source.key)
        yield source


def recipe(row: ManifestRow | None) -> str:
    """Names how bytes are read: by which rules, and with which manifest row."""
    return hashlib.sha256(f"{READER}\n{row_to_json(row)}".encode()).hexdigest()[:16]


def reread(original: bytes, entry: Entry, row: ManifestRow | None) -> Document:
    """The document that the stored bytes give today. Raises UnreadableSource."""
    provenance = entry.provenance
    source = Source(Path(provenance.file), provenance.file, provenance.source, row)
    return take_in(source, original, provenance.retrieved)


def _take(source: Source, originals: Originals, catalogue: Catalogue, tally: _Tally) -> Entry:
    data = source.path.read_bytes()
    digest = hashlib.sha256(data).hexdigest()
    document, rules = document_id(source.key), recipe(source.row)
    number = catalogue.find(document, digest, rules)
    if number is not None and catalogue.head(document) == number:
        tally.unchanged += 1
        return catalogue.entry(number)
    if number is None:
        retrieved = catalogue.first_retrieved(document, digest) or dt.datetime.now(dt.UTC)
        taken = take_in(source, data, retrieved)
        originals.keep(data)
    with catalogue.writing():
        if catalogue.head(document) is None:
            tally.added += 1
        else:
            tally.updated += 1
        if number is None:
            number = catalogue.add(taken, rules, source.row)
        catalogue.set_head(document, number)
    return catalogue.entry(number)
