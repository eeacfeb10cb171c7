"""An archive open for reading: search it, and look up its documents and passages."""

from __future__ import annotations

import threading
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager, suppress
from dataclasses import dataclass, replace
from pathlib import Path

from archive.catalogue import Catalogue
from archive.document import Document, Entry, Unreadable
from archive.drafts import Drafts
from archive.originals import ORIGINALS, Originals
from archive.page_pictures import PICTURES, PagePictures
from archive.takedowns import Takedown
from indexer.building.description import (
    CURRENT,
    ENGINE,
    INDEX,
    LEXICON,
    PASSAGES,
    NoIndex,
    current,
)
from indexer.building.encoding import export_of, exported_encoder
from indexer.building.hold import Hold
from indexer.building.passage_table import PassageTable
from indexer.engines.embedded.engine import EmbeddedEngine
from indexer.evidence import balance_for
from indexer.models.encoder import Encoder
from indexer.models.reranker import Reranker
from indexer.passage import Passage
from indexer.query import Query
from indexer.ranked import understood
from indexer.results import Coverage, Filter, Results, Search, without
from indexer.search import search
from indexer.shelf import Shelf
from indexer.understanding.committee import Committees
from indexer.understanding.lexicon import Lexicon


@dataclass(frozen=True, slots=True)
class Located:
    """A passage, and the document version that it is a slice of."""

    passage: Passage
    entry: Entry
    superseded: bool
    """Whether the words have left the document's current version."""
    reread: bool = False
    """Whether that is because the same bytes were read again, by better rules or another manifest row."""


class _Opened:
    """One build and all that reads it; closed when the last request that began with it has ended."""

    def __init__(
        self,
        archive: Path,
        catalogue: Catalogue,
        encoder: Encoder | None,
        reranker: Reranker | None,
        former: _Opened | None = None,
    ) -> None:
        """What has not changed since ``former``, the build opened before, is not read again."""
        self.users = 0
        folder, self.description = current(archive)
        model = self.description.model
        if encoder is None and former is not None and former.encoder.model == model:
            encoder = former.encoder
        self.encoder: Encoder = encoder or exported_encoder(archive, self.description)
        if self.encoder.model != model:
            raise NoIndex(
                f"The index {folder} was built with the model {model}, "
                f"not {self.encoder.model}. Run: minutebook index --archive {archive}"
            )
        before = former.description.heads if former else {}
        self.entries: dict[str, Entry] = {
            document: former.entries[document]
            if former and before.get(document) == number
            else catalogue.entry(number)
            for document, number in self.description.heads.items()
        }
        self.read_from: dict[str, list[str]] = {}
        """The searched documents by the SHA-256 of their files."""
        for id, entry in self.entries.items():
            self.read_from.setdefault(entry.provenance.sha256, []).append(id)
        self.listed = tuple(sorted(self.entries.values(), key=_newest_first))
        self.drafts = Drafts.of(self.listed)
        self.coverage = _coverage(self.listed)
        """But for what could not be read, which changes by itself."""
        with ExitStack() as on_failure:
            try:
                self._hold = Hold(folder)
                on_failure.callback(self._hold.release)
                self.table = PassageTable(folder / PASSAGES)
                on_failure.callback(self.table.close)
                self.engine = EmbeddedEngine(folder / ENGINE)
                on_failure.callback(self.engine.close)
                lexicon = Lexicon.open(folder / LEXICON)
                balance = balance_for(model, export_of(archive, model))
                self.shelf = Shelf(
                    self.engine,
                    self.table,
                    self.entries,
                    self.encoder,
                    lexicon,
                    Committees(entry.committee for entry in self.listed),
                    frozenset(entry.date for entry in self.listed if entry.date),
                    balance=balance,
                    reranker=reranker,
                    overtaken=self.table.ids_of(self.drafts.followed_by),
                )
                on_failure.pop_all()
            except Exception as error:  # damaged files fail in as many ways as they have bytes
                raise NoIndex(
                    f"The index {folder} is damaged ({error}). "
                    f"Run: minutebook index --archive {archive}"
                ) from error

    def close(self) -> None:
        self.table.close()
        self.engine.close()
        self._hold.release()


class Library:
    """Safe to share between threads. Shows a new build as soon as it is in service.

    Raises FileNotFoundError where there is no archive and NoIndex where it has no usable index.
    """

    def __init__(
        self, archive: Path, encoder: Encoder | None = None, reranker: Reranker | None = None
    ) -> None:
        """``encoder`` defaults to the export of the model that the index was built with."""
        self._archive = archive
        self.originals = Originals(archive / ORIGINALS)
        self.pictures = PagePictures(archive / PICTURES, self.originals)
        self._given = encoder
        self._reranker = reranker
        self._lock = threading.Lock()
        self._opening = threading.Lock()
        with ExitStack() as on_failure:
            self._catalogue = Catalogue(archive)
            on_failure.callback(self._catalogue.close)
            self._stamp = self._pointer_stamp()
            self._opened = _Opened(archive, self._catalogue, encoder, reranker)
            on_failure.pop_all()

    @classmethod
    def open(cls, archive: Path, reranker: Reranker | None = None) -> Library:
        return cls(archive, reranker=reranker)

    def close(self) -> None:
        self._opened.close()
        self._catalogue.close()

    def search(self, wanted: Search) -> Results:
        with self._build() as opened:
            found = search(wanted, opened.shelf, self._searched(opened, wanted))
            gone = self._gone(opened)
        return without(found, gone) if gone else found

    def understood(self, wanted: Search) -> Query:
        """What a search looks for, without looking for it."""
        with self._build() as opened:
            return understood(wanted, opened.shelf)

    def state(self) -> str:
        """Names what is shown: the same for as long as no build, document or unreadable file is another."""
        catalogue = self._catalogue.path
        written = (catalogue, catalogue.with_name(f"{catalogue.name}-wal"))
        return " ".join(map(str, (self._pointer_stamp(), *map(_stamp, written))))

    @contextmanager
    def shelf(self) -> Iterator[Shelf]:
        """What is searched, held open: for measuring."""
        with self._build() as opened:
            yield opened.shelf

    def entries(self) -> tuple[Entry, ...]:
        """Every document's current version, newest first."""
        with self._build() as opened:
            gone = self._gone(opened)
            return tuple(each for each in opened.listed if each.id not in gone)

    def entry(self, document_id: str) -> Entry | None:
        with self._build() as opened:
            found = opened.entries.get(document_id)
            return None if found is None or found.id in self._gone(opened) else found

    def follows(self, document_id: str) -> Entry | None:
        """Of a draft of minutes: the minutes that took its place, in a document of their own."""
        with self._build() as opened:
            found = opened.drafts.followed_by.get(document_id)
            return None if found is None or found.id in self._gone(opened) else found

    def drafts(self, document_id: str) -> tuple[Entry, ...]:
        """The drafts whose place some minutes took, where they are documents of their own."""
        with self._build() as opened:
            gone = self._gone(opened)
            held = opened.drafts.before.get(document_id, ())
            return tuple(each for each in held if each.id not in gone)

    def document(self, document_id: str, version: str = "") -> Document | None:
        """A document as indexed, or the version whose SHA-256 begins with ``version``."""
        with self._build() as opened:
            numbered = self._numbered(opened, document_id)
        for number, entry in numbered:
            if entry.provenance.sha256.startswith(version.lower()):
                return self._catalogue.document(number)
        return None

    def document_holding(self, passage_id: str) -> Document | None:
        """The very reading of a document that a passage is a slice of, current or not."""
        with self._build() as opened:
            found = opened.table.find(passage_id)
        if found is None or self._is_erased(found.version):
            return None
        return self._catalogue.document(found.version)

    def versions(self, document_id: str) -> tuple[Entry, ...]:
        """Every version of a document's bytes, newest first; the first is the current one."""
        with self._build() as opened:
            return tuple(entry for _, entry in self._numbered(opened, document_id))

    def passages(self, document_id: str) -> tuple[Passage, ...]:
        """The searched passages of a document, in text order."""
        with self._build() as opened:
            return opened.table.of_document(document_id)

    def passage(self, passage_id: str) -> Located | None:
        """A passage that is searched, or one of a former version that can still be cited."""
        with self._build() as opened:
            found = opened.table.find(passage_id)
            if found is None or self._is_erased(found.version):
                return None
            entry = self._catalogue.entry(found.version)
            head = opened.entries.get(found.passage.document)
        same_bytes = head is not None and head.provenance.sha256 == entry.provenance.sha256
        superseded = found.place is None
        return Located(found.passage, entry, superseded, reread=superseded and same_bytes)

    def coverage(self) -> Coverage:
        with self._build() as opened:
            return self._coverage(opened)

    def unreadable(self) -> tuple[Unreadable, ...]:
        return self._catalogue.unreadable()

    def takedown(self, document_id: str, version: str = "") -> Takedown | None:
        """What is left of a document, or of one version of it, that was taken down."""
        takedowns = self._catalogue.takedowns
        if version:
            return takedowns.of_version(document_id, version)
        return takedowns.of_document(document_id)

    def takedown_of_passage(self, passage_id: str) -> Takedown | None:
        return self._catalogue.takedowns.of_passage(passage_id)

    def takedowns(self) -> tuple[Takedown, ...]:
        """Everything that was taken down, the latest first."""
        return self._catalogue.takedowns.all()

    def _gone(self, opened: _Opened) -> frozenset[str]:
        """The documents that were taken down since this build was made, and are searched in it still."""
        refused = self._catalogue.takedowns.refused()
        return frozenset(id for sha256 in refused for id in opened.read_from.get(sha256, ()))

    def _is_erased(self, version: int) -> bool:
        """Whether a version was taken down since the build that still knows it was made."""
        try:
            sha256 = self._catalogue.entry(version).provenance.sha256
        except KeyError:
            return True
        return sha256 in self._catalogue.takedowns.refused()

    def _coverage(self, opened: _Opened) -> Coverage:
        unreadable = sum(not each.is_held for each in self.unreadable())
        return replace(opened.coverage, unreadable=unreadable)

    def _searched(self, opened: _Opened, wanted: Search) -> Coverage:
        """What a search may find passages of."""
        whole = self._coverage(opened)
        if wanted.filter == Filter():
            return whole
        within = _coverage([entry for entry in opened.listed if wanted.filter.admits(entry)])
        return replace(within, unreadable=whole.unreadable)

    def _numbered(self, opened: _Opened, document_id: str) -> list[tuple[int, Entry]]:
        """The latest reading of each version's bytes: the current version, then newest first."""
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

    @contextmanager
    def _build(self) -> Iterator[_Opened]:
        """The build in service, held open until the caller has done with it."""
        self._take_up_new_build()
        with self._lock:
            opened = self._opened
            opened.users += 1
        try:
            yield opened
        finally:
            self._leave(opened)

    def _leave(self, opened: _Opened) -> None:
        with self._lock:
            opened.users -= 1
            is_over = opened is not self._opened and not opened.users
        if is_over:
            opened.close()

    def _take_up_new_build(self) -> None:
        """Open the build that is in service, if it is another; all other requests go on meanwhile."""
        stamp = self._pointer_stamp()
        if stamp == self._stamp or not self._opening.acquire(blocking=False):
            return
        try:
            if stamp == self._stamp:  # another request has just taken it up
                return
            former = self._opened
            with suppress(NoIndex):  # whatever is wrong with it, the one that is open still answers
                fresh = _Opened(self._archive, self._catalogue, self._given, self._reranker, former)
                with self._lock:
                    former.users += 1
                    self._opened = fresh
                self._leave(former)
            self._stamp = stamp
        finally:
            self._opening.release()

    def _pointer_stamp(self) -> tuple[int, int]:
        return _stamp(self._archive / INDEX / CURRENT)


def _stamp(path: Path) -> tuple[int, int]:
    """When a file was written, in nanoseconds, and which it is; zeros for no file."""
    try:
        status = path.stat()
    except FileNotFoundError:
        return (0, 0)
    return (status.st_mtime_ns, status.st_ino)


def _coverage(entries: Sequence[Entry]) -> Coverage:
    dates = [entry.date for entry in entries if entry.date]
    meetings = {
        (entry.meeting.committee, entry.meeting.date)
        for entry in entries
        if entry.meeting is not None and entry.meeting.date is not None
    }
    return Coverage(
        documents=len(entries),
        meetings=len(meetings),
        date_from=min(dates, default=None),
        date_to=max(dates, default=None),
        unreadable=0,
    )


def _newest_first(entry: Entry) -> tuple[int, str, str]:
    return (-(entry.date.toordinal() if entry.date else 0), entry.committee, entry.id)
