"""What a council record is, once read: text, structure and provenance.

Every range in this module is a half-open pair of character offsets into ``Document.text``,
and every page number counts from 1 as printed in a PDF viewer.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import NamedTuple, TypeAlias

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
    FOOTNOTE = "footnote"
    """A note that the print sets at the foot of the page, after the paragraph that calls it."""
    LABEL = "label"
    """A publisher's signpost such as "Minutes:" or "Supporting documents:", not part of the record."""


TABULAR = (BlockKind.TABLE_HEADER, BlockKind.TABLE_ROW)
"""Blocks whose cells tabs set apart; an empty first cell leaves a tab at the block's start."""


class DocumentKind(StrEnum):
    MINUTES = "minutes"
    REPORT = "report"
    ANNUAL_REPORT = "annual-report"
    AGENDA = "agenda"


class Status(StrEnum):
    """Whether minutes have been agreed by the committee that they record."""

    DRAFT = "draft"
    CONFIRMED = "confirmed"


class PageState(StrEnum):
    """What became of one page of a source."""

    TEXT = "text"
    MACHINE_READ = "read by machine"
    """Its picture was read by a program that recognises letters: it may hold mistakes."""
    CONTENTS = "contents"
    """It holds a table of contents and no other text, which is left out."""
    BLANK = "blank"
    """Nothing but its running head and foot stands on it."""
    PICTURE = "picture"
    """It holds a picture and no text that could be read, as a scan does."""
    FAILED = "failed"


class Presence(StrEnum):
    """How the record says that somebody took part in a meeting."""

    PRESENT = "present"
    ABSENT = "absent"
    APOLOGIES = "apologies"
    ALSO_PRESENT = "also present"
    """Members of the council who do not sit on the committee, and guests."""
    IN_ATTENDANCE = "in attendance"
    """Officers."""


class Area(NamedTuple):
    """Where a stretch of text is printed: one line of print, or one line within a table's cell.

    Lengths are points (1/72 inch) from the page's top left corner as a viewer shows it.
    """

    start: int
    end: int
    page: int
    x0: float
    y0: float
    x1: float
    y1: float


@dataclass(frozen=True, slots=True)
class Deletion:
    """Words that the source shows struck through: no part of the text, and never quoted as such."""

    at: int
    """Offset in the document's text at which they stood."""
    text: str
    page: int | None = None


@dataclass(frozen=True, slots=True)
class Attendee:
    """One person in a meeting's own list of who attended."""

    name: str
    """As printed, with its title: "Cllr. A. Okafor", "Mr R W Gough"."""
    role: str
    """What the list says of them in brackets or after the name ("Chair", "Director of Education")."""
    presence: Presence
    start: int
    end: int
    """The range of the name and role in the text."""
    remotely: bool = False


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
    """The bullet or number that a list item opens with, as it stands in the text: "·", "-", "1.", "(a)".
    Footnotes: the number that calls it."""
    areas: tuple[Area, ...] = ()
    """Where it is printed, in the order of the text; empty where the source has no pages."""


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
    rest_at: str = ""
    """Where the publisher shows the whole of an item whose text is cut short here; empty otherwise."""


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
    author: str = ""
    """The body or post that a report says wrote it; empty where it does not say."""
    period: str = ""
    """The year or years that a report is about, as it writes them ("2023-24"); empty where it does not."""
    pages: tuple[PageState, ...] | None = None
    """What became of each page, in order; None where the source has no pages."""
    tables: int = 0
    truncated: tuple[str, ...] = ()
    """Numbers, or else titles, of the items whose text is cut short at the source."""
    notes: tuple[str, ...] = ()
    """What could not be read, in plain sentences for an officer."""

    @property
    def page_count(self) -> int | None:
        return None if self.pages is None else len(self.pages)

    def is_machine_read(self, pages: Range | None) -> bool:
        """Whether any page from the first to the last of ``pages`` was read from a picture."""
        if pages is None or self.pages is None:
            return False
        return PageState.MACHINE_READ in self.pages[pages[0] - 1 : pages[1]]


@dataclass(frozen=True, slots=True)
class Document:
    """One published record, as read from one file."""

    entry: Entry
    text: str
    blocks: tuple[Block, ...]
    items: tuple[AgendaItem, ...] = ()
    attendance: tuple[Attendee, ...] = ()
    deletions: tuple[Deletion, ...] = ()

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


def count_tables(blocks: Sequence[Block]) -> int:
    """How many tables the blocks hold: each begins where rows begin, or a header follows rows."""
    return sum(
        block.kind in TABULAR
        and (
            before is None
            or before.kind not in TABULAR
            or (block.kind is BlockKind.TABLE_HEADER and before.kind is BlockKind.TABLE_ROW)
        )
        for before, block in zip((None, *blocks), blocks, strict=False)
    )
