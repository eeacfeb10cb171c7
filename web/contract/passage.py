"""Passages: what is found, with the document, agenda item and vote that each belongs to."""

from __future__ import annotations

from typing_extensions import TypedDict


class EntryBody(TypedDict):
    """A document as the catalogue lists it."""

    id: str
    """Lasts as long as the document is in the archive."""
    file: str
    """The name of the file in the folder that it was read from."""
    title: str
    """As the document has it."""
    committee: str
    """The committee's name; empty where the document names none."""
    date: str | None
    """Of the meeting or the document, as YYYY-MM-DD; null where it is not known."""
    kind: str
    """One of `minutes`, `report`, `annual-report`, `agenda`."""
    source_url: str
    """Where the publisher keeps it; empty where that is not known."""
    status: str | None
    """`draft` or `confirmed`; null where the document does not say."""


class ProvenanceBody(TypedDict):
    """Where a document is from, and what proves it."""

    source: str
    """The folder or site that the archive was given it from."""
    file: str
    """The name of the file there."""
    sha256: str
    """Of the file as received."""
    retrieved: str
    """When it was received: date and time, ISO 8601."""
    source_url: str
    """Where the publisher keeps it; empty where that is not known."""
    publisher: str
    """Who published it; may be empty."""
    licence: str
    """Under what terms; may be empty."""


class DeletionBody(TypedDict):
    """Words that the source shows struck through: they are no part of the text."""

    at: int
    """Where they stood in the document's `text`."""
    text: str
    """The words themselves."""
    page: int | None
    """The PDF's page, from 1."""


class ItemBody(TypedDict):
    """The agenda item that a passage belongs to."""

    number: str
    """As the source numbers it; may be empty."""
    title: str
    """As the source has it."""


class VoteBody(TypedDict):
    """How some voted."""

    choice: str
    """`for`, `against` or `abstained`."""
    count: int | None
    """How many, where the record says."""
    names: list[str]
    """Who, where the record says."""


class MotionBody(TypedDict):
    """What the record says of a motion or an amendment."""

    proposer: str
    """As recorded; may be empty."""
    seconder: str
    """As recorded; may be empty."""
    outcome: str
    """In the record's own words; may be empty."""
    is_amendment: bool
    """Whether it would amend another motion."""
    votes: list[VoteBody]
    """Empty where no count or names are recorded."""
    is_amended: bool
    """Whether an amendment to it was passed: it was decided in other words than it was moved in."""


class RecordedBody(TypedDict):
    """A passage: what it is, and where it stands in its document."""

    id: str
    """Made of the document's id and the words: the same words keep it."""
    kind: str
    """One of `summary`, `narrative`, `exchange`, `question`, `question-no-answer-recorded`, `resolution`,
    `motion`, `attendance`, `section`, `list-item`, `table-row`.
    """
    text: str
    """Word for word: the document's `text` from `start` to `end`."""
    context: list[str]
    """What stands above the passage and is needed to understand it, word for word: a question, a table's
    head.
    """
    item: ItemBody | None
    """The agenda item that the passage belongs to."""
    pages: list[int] | None
    """First and last page of the PDF, from 1; null where the source has no pages."""
    start: int
    """Where the passage begins in the document's text, in characters from 0."""
    end: int
    """Where it ends, exclusive."""
    motion: MotionBody | None
    """What is recorded of a motion; null for other passages."""
    roles: list[str]
    """In what capacity those speak whose words it records: `member`, `officer`, `chair`, `public`,
    `partner`; empty where the record does not say.
    """


class PassageFoundBody(RecordedBody):
    """A passage as the splitting of a document makes it, before any index."""

    section: list[str]
    """The headings that the passage stands under, where the document has no agenda items."""


class QuotableBody(RecordedBody):
    """A passage of the archive, with what is needed to quote it."""

    document: EntryBody
    """The document that holds it."""
    url: str
    """Of its page here: an address that lasts."""
    source_url: str
    """Its place at the publisher: the page of the PDF, the item, or the words; empty where not known."""
    citation: str
    """To quote it by: committee or title, date, item, page."""
    read_by_machine: bool
    """Whether a program read the letters from a picture; there may be mistakes in them."""
    cut_short: bool
    """Whether the source itself holds only the beginning of the item."""
    rest_url: str | None
    """Where the rest is; empty where the source does not say, null where nothing is cut short."""


class PassageBody(PassageFoundBody, QuotableBody):
    """A passage of the archive, with its provenance."""

    deletions: list[DeletionBody]
    """Words that the source shows struck through where the passage stands."""
    superseded: bool
    """Whether its words have left the document's current version."""
    reread: bool
    """Whether that is only because the same file has been read again since, by better rules."""
    provenance: ProvenanceBody
    """Where the document is from, in the version that holds these words."""
