"""From folders of files to documents in the catalogue; one bad file never stops a run."""

from __future__ import annotations

import datetime as dt
import hashlib
import os
import stat
from collections import deque
from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import Future
from contextlib import nullcontext
from dataclasses import dataclass, field
from pathlib import Path

from archive.catalogue import Catalogue, DamagedCatalogue, Head
from archive.document import Document, Entry, PageState, Unreadable
from archive.escape import one_line
from archive.intake import document_id
from archive.manifest import ManifestRow
from archive.originals import ORIGINALS, Originals
from archive.process import WorkerUnavailable
from archive.progress import Progress, silent
from archive.readers import MAX_FILE
from archive.reading import UnreadableSource
from archive.recognition import can_read_scans
from archive.records import row_to_json
from archive.sources import Skipped, Source, find_sources
from archive.workers import Job, Workers

READER = "4"
"""Names the rules by which files are read; changed with them, so that files are read again."""

_AHEAD = 8
"""Files, for each worker, that are read before their turn to be kept has come: with fewer, one long file
leaves the other workers idle, and each document that waits takes about a megabyte."""


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
    taken_down: tuple[Skipped, ...]
    """Files that are not taken in, since they or their documents were taken down."""
    notes: tuple[str, ...]
    """What is wrong with manifests, and what of a document could not be told, by file."""


def ingest(
    folders: Sequence[Path],
    archive: Path,
    catalogue: Catalogue,
    progress: Progress = silent,
    workers: Workers | None = None,
) -> Ingested:
    """Read every file of the folders that is new or changed, and keep the documents in their order.

    Files are read by ``workers``; without them, by a worker a core that lasts for this run.
    The caller holds the archive's lock. Raises NotADirectoryError for a folder that is none, and
    OSError where the archive's disk takes no more.
    """
    found = find_sources(folders)
    originals = Originals(archive / ORIGINALS)
    originals.clear()
    run = _Run(originals, catalogue, {str(source.path): source.key for source in found.sources})
    notes = list(found.notes)
    with (
        nullcontext(workers) if workers else Workers() as readers,
        progress("Reading", len(found.sources)) as step,
    ):
        for opened in run.opened(found.sources, readers):
            notes += run.keep(opened)
            step(1)
    notes += run.settle([folder.resolve() for folder in folders])
    return Ingested(
        run.added,
        run.updated,
        run.unchanged,
        tuple(run.unreadable.values()),
        found.skipped,
        tuple(run.taken_down),
        tuple(one_line(note) for note in notes),
    )


@dataclass(frozen=True, slots=True)
class _Opened:
    """A file whose bytes are in the archive, and what is to become of it."""

    source: Source
    sha256: str = ""
    """Empty where its bytes could not be had."""
    number: int | None = None
    """Of the version that was read from the same bytes in the same way before."""
    reading: Future[Document] | None = None
    reason: str = ""
    """Why it is not read."""
    refusal: str = ""
    """Why nothing of it is kept: it was taken down."""


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
    taken_down: list[Skipped] = field(default_factory=list)

    def opened(self, sources: Iterable[Source], workers: Workers) -> Iterator[_Opened]:
        """Every file in the order given, a bounded number of them being read meanwhile."""
        waiting: deque[_Opened] = deque()
        for source in sources:
            waiting.append(self._open(source, workers))
            if len(waiting) > _AHEAD * workers.count:
                yield waiting.popleft()
        while waiting:
            yield waiting.popleft()

    def keep(self, opened: _Opened) -> list[str]:
        """Put what was read into the catalogue, or list the file as unreadable; what is to be said of it."""
        path, reason = str(opened.source.path), opened.reason
        if opened.refusal:
            self.taken_down.append(Skipped(opened.source.file, opened.refusal))
            return []
        if not reason:
            try:
                entry = self._kept(opened)
            except (DamagedCatalogue, WorkerUnavailable):
                raise  # no file's fault, and the next would fare no better
            except UnreadableSource as error:
                reason = str(error)
            except Exception as error:  # a fault of ours, or an answer that no sound worker gives
                reason = f"Reading it failed ({type(error).__name__}: {error}). Please report it."
            else:
                self.taken[path] = opened.source
                return [f"{opened.source.file}: {note}" for note in entry.notes]
        bad = Unreadable(opened.source.file, one_line(reason), opened.sha256)
        self.unreadable[path] = bad
        with self.catalogue.writing():
            self.catalogue.set_unreadable(path, bad)
        return []

    def settle(self, folders: Sequence[Path]) -> list[str]:
        """Put right what the catalogue held of these folders before; what is to be said of it."""
        notes = []
        with self.catalogue.writing():
            for path, sha256 in self.catalogue.unreadable_paths().items():
                if path not in self.unreadable and (
                    _is_under(path, folders)
                    or not os.path.lexists(path)
                    or self._is_copied(path, sha256)
                ):
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

    def _is_copied(self, path: str, sha256: str) -> bool:
        """Whether this run met the same bad file elsewhere, as in a copy of its folder: it counts once."""
        return any(
            bad.sha256 == sha256 != "" and Path(other).name == Path(path).name
            for other, bad in self.unreadable.items()
        )

    def _open(self, source: Source, workers: Workers) -> _Opened:
        """Keep the file's bytes, and have them read unless they were before."""
        try:
            data = _bytes_of(source.path)
        except UnreadableSource as error:
            return _Opened(source, reason=str(error))
        except OSError as error:
            why = error.strerror or error
            return _Opened(source, reason=f"It could not be opened ({why}): check its permissions.")
        document = document_id(source.key)
        digest = hashlib.sha256(data).hexdigest()
        if refusal := self._refusal(document, digest):
            return _Opened(source, refusal=refusal)
        self.originals.keep(data)
        head = self.catalogue.head(document)
        try:
            if head is not None:
                self._refuse_another(source, data, head)
        except UnreadableSource as error:
            return _Opened(source, digest, reason=str(error))
        number = self._read_before(document, digest, source)
        if number is not None:
            return _Opened(source, digest, number)
        retrieved = self.catalogue.first_retrieved(document, digest) or dt.datetime.now(dt.UTC)
        job = Job(source, self.originals.path(digest), retrieved)
        return _Opened(source, digest, reading=workers.read(job))

    def _refusal(self, document: str, digest: str) -> str:
        """Why a file is not taken in; empty where nothing of the kind was taken down."""
        takedowns = self.catalogue.takedowns
        if same := takedowns.of_file(digest):
            return (
                f"This very file was taken down on {same.moment.date()} (document {same.document}), so it "
                "was not taken in: delete it here. If that was a mistake, lift it: "
                f"minutebook takedown {same.document} --lift"
            )
        if closed := takedowns.closing(document):
            return (
                f"Its document was taken down on {closed.moment.date()}, so this file, which has other "
                "bytes, was not taken in. If it is a corrected one, let it in: "
                f"minutebook takedown {document} --allow-corrected"
            )
        return ""

    def _read_before(self, document: str, digest: str, source: Source) -> int | None:
        """The version that these bytes give; None where there is none, or scans can be read by now."""
        known = self.catalogue.find(document, digest, recipe(source.row, with_scans=True))
        if known is not None:
            return known
        known = self.catalogue.find(document, digest, recipe(source.row))
        waits = known is not None and has_unread_scans(self.catalogue.entry(known))
        return None if waits and can_read_scans() else known

    def _kept(self, opened: _Opened) -> Entry:
        catalogue, source, number = self.catalogue, opened.source, opened.number
        document, path = document_id(source.key), str(source.path)
        head = catalogue.head(document)
        read = opened.reading.result() if opened.reading else None
        is_head = head is not None and head.number == number
        if head is None or not is_head or head.path != path:
            with catalogue.writing():
                if read is not None:
                    how = recipe(source.row, _took_scans(read.entry))
                    number = catalogue.add(read, how, source.row)
                assert number is not None
                catalogue.set_head(document, number, path)
        assert number is not None
        if is_head:
            self.unchanged += 1
        elif head is None:
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


def _bytes_of(path: Path) -> bytes:
    """Raises OSError, or UnreadableSource for what is no file or more than any file may hold."""
    # Without waiting: a pipe that took the file's place since it was found has nobody at its end.
    with os.fdopen(os.open(path, os.O_RDONLY | os.O_NONBLOCK), "rb") as file:
        status = os.fstat(file.fileno())
        if not stat.S_ISREG(status.st_mode):
            raise UnreadableSource("It is no ordinary file: put the file itself here.")
        data = file.read(MAX_FILE + 1) if status.st_size <= MAX_FILE else b""
    size = max(status.st_size, len(data))
    if size > MAX_FILE:
        raise UnreadableSource(
            f"It has {size / 1e6:,.1f} MB, and a file may have {MAX_FILE / 1e6:,.0f} MB: "
            "split it into its documents and index again."
        )
    return data


def _is_under(path: str, folders: Sequence[Path]) -> bool:
    return any(Path(path).is_relative_to(folder) for folder in folders)


def recipe(row: ManifestRow | None, with_scans: bool = False) -> str:
    """Names how bytes are read: by which rules, with which manifest row, and whether scans were."""
    rules = f"{READER} with scans" if with_scans else READER
    return hashlib.sha256(f"{rules}\n{row_to_json(row)}".encode()).hexdigest()[:16]


def has_unread_scans(entry: Entry) -> bool:
    """Whether pages are held as pictures only."""
    return PageState.PICTURE in (entry.pages or ())


def _took_scans(entry: Entry) -> bool:
    """Whether a reading was one with scans: pages were read by machine, or it was tried in vain."""
    read = PageState.MACHINE_READ in (entry.pages or ())
    return read or (has_unread_scans(entry) and can_read_scans())


def reread(original: Path, entry: Entry, row: ManifestRow | None, workers: Workers) -> Document:
    """The document that the stored bytes give today. Raises UnreadableSource, or as ``Workers.read``."""
    provenance = entry.provenance
    source = Source(Path(provenance.file), provenance.file, provenance.source, row)
    return workers.read(Job(source, original, provenance.retrieved)).result()
