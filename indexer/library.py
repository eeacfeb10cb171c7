"""An archive open for reading: search it, and look up its documents and passages."""

from __future__ import annotations

import threading
from contextlib import ExitStack, suppress
from dataclasses import dataclass
from pathlib import Path

from archive.catalogue import Catalogue
from archive.document import Document, Entry, Unreadable
from indexer.build import CURRENT, ENGINE, INDEX, PASSAGES, Description, NoIndex, current
from indexer.encoder import Encoder, OnnxEncoder
from indexer.engines.embedded.engine import EmbeddedEngine
from indexer.passage import Passage
from indexer.passage_table import PassageTable
from indexer.results import Coverage, Results, Search
from indexer.search import Shelf, search

MODELS = "models"


@dataclass(frozen=True, slots=True)
class Located:
    """A passage, and the document version that it is a slice of."""

    passage: Passage
    entry: Entry
    superseded: bool
    """Whether the words have left the document's current version."""


class _Opened:
    """One build and all that reads it; kept until no request can still be using it."""

    def __init__(self, archive: Path, catalogue: Catalogue) -> None:
        folder, self.description = current(archive)
        with ExitStack() as on_failure:
            try:
                self.table = PassageTable(folder / PASSAGES)
                on_failure.callback(self.table.close)
                self.engine = EmbeddedEngine(folder / ENGINE)
                on_failure.pop_all()
            except Exception as error:  # damaged files fail in as many ways as they have bytes
                raise NoIndex(
                    f"The index {folder} is damaged ({error}). "
                    f"Delete {folder} and run: minutebook index --archive {archive}"
                ) from error
        self.entries = {
            document: catalogue.entry(number) for document, number in self.description.heads.items()
        }
        self.listed = tuple(sorted(self.entries.values(), key=_newest_first))

    def close(self) -> None:
        self.table.close()
        self.engine.close()


class Library:
    """Safe to share between threads. Shows a new build as soon as it is in service.

    Raises FileNotFoundError where there is no archive and NoIndex where it has no usable index.
    """

    def __init__(self, archive: Path, encoder: Encoder | None = None) -> None:
        """``encoder`` defaults to the export of the model that the index was built with."""
        self._archive = archive
        self._lock = threading.Lock()
        self._former: _Opened | None = None
        with ExitStack() as on_failure:
            self._catalogue = Catalogue(archive)
            on_failure.callback(self._catalogue.close)
            self._stamp = self._pointer_stamp()
            self._opened = _Opened(archive, self._catalogue)
            on_failure.callback(self._opened.close)
            self._encoder = encoder or self._exported(self._opened.description)
            on_failure.pop_all()

    @classmethod
    def open(cls, archive: Path) -> Library:
        return cls(archive)

    def close(self) -> None:
        for opened in (self._former, self._opened):
            if opened is not None:
                opened.close()
        self._catalogue.close()

    def search(self, wanted: Search) -> Results:
        opened = self._now()
        shelf = Shelf(opened.engine, opened.table, opened.entries, self._encoder)
        return search(wanted, shelf, self._coverage(opened))

    def entries(self) -> tuple[Entry, ...]:
        """Every document's current version, newest first."""
        return self._now().listed

    def entry(self, document_id: str) -> Entry | None:
        return self._now().entries.get(document_id)

    def document(self, document_id: str, version: str = "") -> Document | None:
        """A document as indexed, or the version whose SHA-256 begins with ``version``."""
        number = self._now().description.heads.get(document_id)
        if number is None:
            return None
        if version:
            number = next(
                (
                    n
                    for n, entry in self._numbered(document_id)
                    if entry.provenance.sha256.startswith(version.lower())
                ),
                None,
            )
        return None if number is None else self._catalogue.document(number)

    def versions(self, document_id: str) -> tuple[Entry, ...]:
        """Every version of a document's bytes, newest first; the first is the current one."""
        return tuple(entry for _, entry in self._numbered(document_id))

    def passages(self, document_id: str) -> tuple[Passage, ...]:
        """The searched passages of a document, in text order."""
        return self._now().table.of_document(document_id)

    def passage(self, passage_id: str) -> Located | None:
        """A passage that is searched, or one of a former version that can still be cited."""
        found = self._now().table.find(passage_id)
        if found is None:
            return None
        entry = self._catalogue.entry(found.version)
        return Located(found.passage, entry, superseded=found.row is None)

    def coverage(self) -> Coverage:
        return self._coverage(self._now())

    def unreadable(self) -> tuple[Unreadable, ...]:
        return self._catalogue.unreadable()

    def _coverage(self, opened: _Opened) -> Coverage:
        dates = [entry.date for entry in opened.listed if entry.date]
        meetings = {
            (entry.meeting.committee, entry.meeting.date)
            for entry in opened.listed
            if entry.meeting is not None
        }
        return Coverage(
            documents=len(opened.listed),
            meetings=len(meetings),
            date_from=min(dates, default=None),
            date_to=max(dates, default=None),
            unreadable=len(self.unreadable()),
        )

    def _numbered(self, document_id: str) -> list[tuple[int, Entry]]:
        """The latest reading of each version's bytes: the current version, then newest first."""
        opened = self._now()
        head = opened.description.heads.get(document_id)
        numbers = [
            version.number
            for version in self._catalogue.versions_of(document_id)
            if version.number <= opened.description.newest
        ]
        numbers.sort(key=lambda number: (number != head, -number))
        latest: dict[str, tuple[int, Entry]] = {}
        for number in numbers:
            entry = self._catalogue.entry(number)
            latest.setdefault(entry.provenance.sha256, (number, entry))
        return list(latest.values())

    def _now(self) -> _Opened:
        """The build in service; the one before it stays open for requests that began with it."""
        stamp = self._pointer_stamp()
        if stamp != self._stamp:
            with self._lock:
                if stamp != self._stamp:
                    with suppress(NoIndex):
                        opened = _Opened(self._archive, self._catalogue)
                        if self._former is not None:
                            self._former.close()
                        self._former, self._opened = self._opened, opened
                    self._stamp = stamp
        return self._opened

    def _pointer_stamp(self) -> tuple[int, int]:
        try:
            status = (self._archive / INDEX / CURRENT).stat()
        except FileNotFoundError:
            return (0, 0)
        return (status.st_mtime_ns, status.st_ino)

    def _exported(self, description: Description) -> OnnxEncoder:
        folder = self._archive / MODELS / description.model.rpartition("@")[2]
        try:
            encoder = OnnxEncoder(folder)
        except (OSError, ValueError, KeyError) as error:
            raise NoIndex(
                f"The model {description.model} that the index was built with cannot be opened "
                f"({error}). Run: minutebook index --archive {self._archive}"
            ) from error
        if encoder.model != description.model:
            raise NoIndex(
                f"The index was built with {description.model}; {folder} holds {encoder.model}. "
                f"Run: minutebook index --archive {self._archive}"
            )
        return encoder


def _newest_first(entry: Entry) -> tuple[int, str, str]:
    return (-(entry.date.toordinal() if entry.date else 0), entry.committee, entry.id)
