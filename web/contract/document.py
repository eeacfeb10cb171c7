"""Documents: what the catalogue lists, what was read of them, and where they are from."""

from __future__ import annotations

from typing_extensions import TypedDict

from web.contract.passage import DeletionBody, EntryBody, PassageFoundBody, ProvenanceBody


class AreaBody(TypedDict):
    """Where on a PDF's page a part of the text stands, in points from the page's upper left corner."""

    start: int
    """Where the part begins in the document's `text`."""
    end: int
    """Where it ends, exclusive."""
    page: int
    """The PDF's page, from 1."""
    x0: float
    """Left edge."""
    y0: float
    """Upper edge."""
    x1: float
    """Right edge."""
    y1: float
    """Lower edge."""


class BlockBody(TypedDict):
    """A paragraph, heading, list item or row of a table, as the source sets it."""

    kind: str
    """One of `heading`, `paragraph`, `list-item`, `table-header`, `table-row`, `caption`, `footnote`,
    `label`.
    """
    start: int
    """Where the block begins in the document's `text`."""
    end: int
    """Where it ends, exclusive."""
    pages: list[int] | None
    """First and last page of the PDF, from 1; null where the source has no pages."""
    level: int
    """Of a heading: 1 is the highest. 0 for any other block."""
    marker: str
    """What the source sets before it, such as a number or a bullet."""
    areas: list[AreaBody]
    """Where the block stands on the PDF's pages; empty for other sources."""


class ItemRangeBody(TypedDict):
    """An agenda item, with the part of the text that records it."""

    number: str
    """As the source numbers it; may be empty."""
    title: str
    """As the source has it."""
    start: int
    """Where the item begins in the document's `text`."""
    end: int
    """Where it ends, exclusive."""
    anchor: str
    """The item's anchor in the publisher's page; empty where there is none."""
    rest_at: str
    """Where the publisher keeps the rest of an item that the source cuts short; empty where it is whole."""


class AttendeeBody(TypedDict):
    """One who was at the meeting or sent apologies, as the minutes record it."""

    name: str
    """As recorded."""
    role: str
    """In what capacity, in the record's own words; may be empty."""
    presence: str
    """One of `present`, `absent`, `apologies`, `also present`, `in attendance`."""
    remotely: bool
    """Whether the record says that they took part from elsewhere."""
    start: int
    """Where the record of it begins in the document's `text`."""
    end: int
    """Where it ends, exclusive."""


class VersionBody(TypedDict):
    """A version of the document that the archive holds."""

    sha256: str
    """Of the file as received."""
    retrieved: str
    """When it was received: date and time, ISO 8601."""
    status: str | None
    """`draft` or `confirmed`; null where the document does not say."""
    current: bool
    """Whether it is the version that is searched."""
    url: str
    """Of its page here."""


class ContentBody(EntryBody):
    """What one reading of a document found, wherever it is kept."""

    author: str
    """Of a report, as it names them; may be empty."""
    period: str
    """Of a report: the time that it reports on, as it says; may be empty."""
    page_count: int | None
    """Pages of the PDF; null where the source has no pages."""
    pages: list[str] | None
    """What became of each page: `text`, `read by machine`, `contents`, `blank`, `picture` or `failed`."""
    tables: int
    """How many tables were read."""
    truncated: list[str]
    """Numbers or titles of the items that the source itself cuts short."""
    notes: list[str]
    """What a reader should know of how the document was read."""
    text: str
    """All of the document's text, word for word. Every `start` and `end` counts its characters (Unicode
    code points) from 0.
    """
    blocks: list[BlockBody]
    """In order; they do not overlap, and hold all of the text but blank space."""
    items: list[ItemRangeBody]
    """The agenda items, in order."""
    attendance: list[AttendeeBody]
    """Of minutes."""
    deletions: list[DeletionBody]
    """Words that the source shows struck through."""
    provenance: ProvenanceBody
    """Where the document is from."""


class DocumentBody(ContentBody):
    """A document as the archive keeps it."""

    url: str
    """Of its page here."""
    current: bool
    """Whether this is the version that is searched."""
    passages: list[str]
    """The ids of its passages, in the order of the text; empty for an older version."""
    versions: list[VersionBody]
    """Every version held, newest first."""


class DocumentPartBody(EntryBody):
    """A document as assistants read it: what it is, and a part of its text."""

    notes: list[str]
    """What a reader should know of how the document was read."""
    items: list[ItemRangeBody]
    """The agenda items, in order: to read one, ask for the text from its `start`."""
    provenance: ProvenanceBody
    """Where the document is from."""
    url: str
    """Of its page here."""
    current: bool
    """Whether this is the version that is searched."""
    text: str
    """The text from `start` to `end`, word for word."""
    start: int
    """Where the part begins, in characters of the document's whole text."""
    end: int
    """Where it ends, exclusive."""
    length: int
    """Characters of the whole text."""
    next_start: int | None
    """What to give as `start` for the part that follows; null where the text ends here."""


class DroppedBody(TypedDict):
    """Text of the source that is no part of the document, such as a page's running header."""

    text: str
    """As the source has it."""
    reason: str
    """Why it was left out."""
    page: int | None
    """The PDF's page, from 1."""


class InspectionBody(ContentBody):
    """What ``minutebook inspect --json`` prints."""

    time: str
    """When the meeting began, as the minutes say; may be empty."""
    place: str
    """Where it was held, as the minutes say; may be empty."""
    passages: list[PassageFoundBody]
    """In the order of the text."""
    dropped: list[DroppedBody]
    """In the order of the source."""
