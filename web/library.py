"""What the site asks of a library; ``indexer.library.Library`` is the one that answers."""

from __future__ import annotations

from typing import Protocol

from archive.document import Document, Entry, Unreadable
from archive.originals import Originals
from archive.page_pictures import PagePictures
from archive.takedowns import Takedown
from indexer.passage import Passage
from indexer.query import Query
from indexer.results import Coverage, Results, Search


class Located(Protocol):
    """A passage with the version of the document that holds its words."""

    @property
    def passage(self) -> Passage: ...
    @property
    def entry(self) -> Entry: ...
    @property
    def superseded(self) -> bool:
        """Whether its words have left the document's current version."""
        ...

    @property
    def reread(self) -> bool:
        """Whether that is because the same file has been read again since, by better rules."""
        ...


class Library(Protocol):
    """A published archive, open for reading."""

    @property
    def originals(self) -> Originals:
        """The files as they were received."""
        ...

    @property
    def pictures(self) -> PagePictures:
        """Their pages, drawn."""
        ...

    def search(self, search: Search) -> Results: ...

    def understood(self, search: Search) -> Query:
        """What a search looks for, without looking for it."""
        ...

    def state(self) -> str:
        """Names what is shown: the same for as long as nothing of it has changed."""
        ...

    def entries(self) -> tuple[Entry, ...]:
        """Every document, newest first."""
        ...

    def entry(self, document_id: str) -> Entry | None: ...

    def follows(self, document_id: str) -> Entry | None:
        """Of a draft of minutes: the minutes that took its place, in a document of their own."""
        ...

    def drafts(self, document_id: str) -> tuple[Entry, ...]:
        """The drafts whose place some minutes took, where they are documents of their own."""
        ...

    def document(self, document_id: str, version: str = "") -> Document | None:
        """``version``: leading digits of its SHA-256; without them, the current version."""
        ...

    def versions(self, document_id: str) -> tuple[Entry, ...]:
        """Newest first; the first is the current one."""
        ...

    def passages(self, document_id: str) -> tuple[Passage, ...]:
        """The current version's passages, in the order of its text."""
        ...

    def passage(self, passage_id: str) -> Located | None: ...

    def document_holding(self, passage_id: str) -> Document | None:
        """The very reading of a document that a passage is a slice of, current or not."""
        ...

    def coverage(self) -> Coverage: ...

    def unreadable(self) -> tuple[Unreadable, ...]: ...

    def takedown(self, document_id: str, version: str = "") -> Takedown | None:
        """What is left of a document, or of one version of it, that was taken down."""
        ...

    def takedown_of_passage(self, passage_id: str) -> Takedown | None: ...

    def takedowns(self) -> tuple[Takedown, ...]:
        """Everything that was taken down, the latest first."""
        ...
