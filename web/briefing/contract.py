"""The JSON of briefings and of their checksum lists, key by key. Programs outside read it."""

from __future__ import annotations

from typing_extensions import TypedDict

from web.contract import CoverageBody, MotionBody


class ChecksumBody(TypedDict):
    """Proves one quotation: ``minutebook verify --quotations`` reads it."""

    number: int
    """Of the quotation in the briefing, from 1."""
    passage: str
    """The passage's id."""
    document: str
    """The document's id."""
    original_sha256: str
    """Of the file as it was received."""
    start: int
    """Where the quotation begins in the document's text, in characters from 0."""
    end: int
    """Where it ends, exclusive."""
    text_sha256: str
    """Of the document's text from `start` to `end`, as UTF-8."""


class ChecksumsBody(TypedDict):
    """What proves the quotations of a briefing."""

    quotations: list[ChecksumBody]
    """In the briefing's order."""


class QuotationBody(ChecksumBody):
    """A passage quoted in a briefing."""

    kind: str
    """As in `/api/passages/{passage_id}`."""
    heading: str
    """What it stands under: its agenda item or section."""
    text: str
    """Word for word."""
    context: list[str]
    """What stands above the passage and is needed to understand it, word for word."""
    committee: str
    """Empty where the document names none."""
    date: str | None
    """As YYYY-MM-DD; null where it is not known."""
    motion: MotionBody | None
    """What the record says of a motion; null for any other passage."""
    citation: str
    """To quote it by: committee or title, date, item, page."""
    url: str
    """Of the passage's page here, in full."""
    source_url: str
    """Its place at the publisher; empty where that is not known."""
    retrieved: str
    """When the document was received, ISO 8601."""
    note: str
    """What was written beside it; may be empty."""
    cautions: list[str]
    """What a reader should know, such as that the minutes are a draft."""
    superseded: bool
    """Whether its words have left the document's current version."""


class TakenDownBody(TypedDict):
    """A picked passage that was taken down since."""

    passage: str
    """Its id."""
    detail: str
    """In sentences: what was taken down, when and why."""


class BriefingBody(TypedDict):
    """Chosen passages with what is needed to quote and to check them."""

    title: str
    """As given; may be empty."""
    made: str
    """The day that it was made, as YYYY-MM-DD."""
    grouping: str
    """`own` (the order that the passages were given in) or `meeting`."""
    url: str
    """Of the briefing's page here, in full."""
    quotations: list[QuotationBody]
    """In order."""
    missing: list[str]
    """Ids among those asked for that the archive does not hold."""
    taken_down: list[TakenDownBody]
    """Passages among those asked for that were taken down since."""
    coverage: CoverageBody
    """What was searched."""
