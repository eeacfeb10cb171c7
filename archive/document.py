"""What a council record is, once read: text, structure and provenance.

Every range in this module is a half-open pair of character offsets into ``Document.text``,
and every page number counts from 1 as printed in a PDF viewer.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from enum import StrEnum
from typing import TypeAlias

Range: TypeAlias = tuple[int, int]
"""Half-open character offsets into a document's text, or the first and last page (both included)."""


class BlockKind(StrEnum):
    """What a block is on the page."""

    HEADING = "heading"
    PARAGRAPH = "paragraph"
    LIST_ITEM = "list-item"
    TABLE_HEADER = "table-header"
    TABLE_ROW = "table-row"
    CAPTION = "caption"
    LABEL = "label"
    """A publisher's signpost such as "Minutes:" or "Supporting documents:", not part of the record."""


class DocumentKind(StrEnum):
    MINUTES = "minutes"
    REPORT = "report"
    ANNUAL_REPORT = "annual-report"
    AGENDA = "agenda"


class Status(StrEnum):
    """Whether minutes have been agreed by the committee that they record."""

    DRAFT = "draft"
    CONFIRMED = "confirmed"


@dataclass(frozen=True, slots=True)
class Block:
    """The smallest piece of a document that stands apart on the page.

    Blocks are ordered, do not overlap, and together cover all non-blank text.
    """

    kind: BlockKind
    start: int
    end: int
    pages: Range | None = None
    """First and last page, or None where the source has no pages."""
    level: int = 0
    """Headings: 1 is the outermost. List items: 1 is the outermost. Otherwise 0."""
    marker: str = ""
    """The bullet or number that a list item opens with, as it stands in the text: "·", "-", "1.", "(a)"."""


@dataclass(frozen=True, slots=True)
class AgendaItem:
    """One item of a meeting's business; its range includes its heading and runs to the next item."""

    number: str
    """As published, without the final stop ("7", "12a"); empty where the source gives none."""
    title: str
    start: int
    end: int
    anchor: str = ""
    """The publisher's own anchor for this item ("AI51890"), where it has one."""


@dataclass(frozen=True, slots=True)
class Meeting:
    committee: str
    date: dt.date | None
    time: str = ""
    place: str = ""


@dataclass(frozen=True, slots=True)
class Provenance:
    """Where a document came from, and how to prove it."""

    source: str
    """Stable key of the source: its address at the publisher or, without one, its path under its folder."""
    file: str
    """Path as found, relative to the indexed folder, with forward slashes."""
    sha256: str
    """Of the bytes received, in hexadecimal."""
    retrieved: dt.datetime
    """When these bytes first entered the archive, in UTC."""
    source_url: str = ""
    publisher: str = ""
    licence: str = ""


@dataclass(frozen=True, slots=True)
class Entry:
    """A document as the catalogue lists it: everything but its text."""

    id: str
    title: str
    kind: DocumentKind
    committee: str
    """Empty where neither the manifest nor the document names one."""
    date: dt.date | None
    provenance: Provenance
    meeting: Meeting | None = None
    """Set for minutes and agendas; None for reports that stand alone."""
    status: Status | None = None
    page_count: int | None = None
    notes: tuple[str, ...] = ()
    """What could not be read, in plain sentences for an officer."""


@dataclass(frozen=True, slots=True)
class Document:
    """One published record, as read from one file."""

    entry: Entry
    text: str
    blocks: tuple[Block, ...]
    items: tuple[AgendaItem, ...] = ()

    @property
    def id(self) -> str:
        return self.entry.id

    def item_at(self, offset: int) -> AgendaItem | None:
        """The agenda item whose range holds ``offset``."""
        return next((item for item in self.items if item.start <= offset < item.end), None)


@dataclass(frozen=True, slots=True)
class Unreadable:
    """A source that gave no document: listed, never silently dropped."""

    file: str
    reason: str
    """What is wrong, with the value that shows it, and the remedy, in plain sentences."""
    sha256: str = ""
    """Of its bytes, which are kept among the originals; empty where they could not be read."""
    is_held: bool = False
    """Whether an earlier reading of the file is still searched, so that its document is not missing."""
