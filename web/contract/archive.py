"""The archive as a whole: its committees, meetings and documents, and what could not be read."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field
from typing_extensions import TypedDict

from web.contract.passage import EntryBody

CoverageBody = TypedDict(
    "CoverageBody",
    {
        "documents": Annotated[int, Field(description="How many are searched.")],
        "meetings": Annotated[int, Field(description="How many have minutes or an agenda here.")],
        "from": Annotated[str | None, Field(description="The earliest date, as YYYY-MM-DD.")],
        "to": Annotated[str | None, Field(description="The latest date, as YYYY-MM-DD.")],
        "unreadable": Annotated[int, Field(description="How many files could not be read.")],
    },
)
CoverageBody.__doc__ = """What is searched."""


class DocumentsBody(TypedDict):
    """Every document of the archive."""

    total: int
    """How many."""
    documents: list[EntryBody]
    """Newest first."""


class MeetingBody(TypedDict):
    """What one committee has published for one day."""

    committee: str
    """The committee's name; empty for documents that name none."""
    date: str
    """As YYYY-MM-DD."""
    url: str
    """Of its page here."""
    documents: list[EntryBody]
    """Its minutes and papers."""


class MeetingsBody(TypedDict):
    """Meetings of which the archive holds something."""

    total: int
    """How many there are."""
    meetings: list[MeetingBody]
    """Newest first."""


class CommitteeBody(TypedDict):
    """A committee, council or board."""

    name: str
    """As its documents name it; empty for documents that name none."""
    url: str
    """Of its page here; its last part names the committee in `/api/meetings`."""
    meetings: int
    """How many of its meetings the archive holds something of."""
    documents: int
    """How many of its documents the archive holds."""


class CommitteesBody(TypedDict):
    """Every committee of the archive."""

    committees: list[CommitteeBody]
    """In alphabetical order."""


class UnreadableBody(TypedDict):
    """A file that could not be read, and so is not searched."""

    file: str
    """Its name in the folder that it came from."""
    reason: str
    """Why, in a plain sentence."""
    sha256: str
    """Of the file as received; may be empty."""


class TakedownBody(TypedDict):
    """What is left of a document that was taken down; all but its id and the time may be withheld."""

    document: str
    """The document's id; of a file that could not be read, what its SHA-256 begins with."""
    taken_down: str
    """When: date and time, ISO 8601."""
    reason: str
    """As given; may be empty."""
    kind: str | None
    """One of `minutes`, `report`, `annual-report`, `agenda`."""
    committee: str
    """The committee's name; may be empty."""
    date: str | None
    """Of the meeting or the document, as YYYY-MM-DD."""


class PagesOfBody(TypedDict):
    """Some pages of a document."""

    document: EntryBody
    """Which document."""
    pages: list[int]
    """Which pages, from 1."""


class CutShortBody(TypedDict):
    """A document whose source holds only the beginning of some items."""

    document: EntryBody
    """Which document."""
    items: list[str]
    """Numbers or titles of the items."""


class ReadingReportBody(TypedDict):
    """What became of everything that was given to be read."""

    documents: int
    """How many were read."""
    pages: dict[str, int]
    """How many pages of PDFs are in each state: `text`, `read by machine`, `contents`, `blank`, `picture`,
    `failed`.
    """
    tables: int
    """How many tables were read."""
    cut_short: list[CutShortBody]
    """Documents that the source itself cuts short."""
    read_by_machine: list[PagesOfBody]
    """Pages whose letters a program read from a picture."""
    pages_not_read: list[PagesOfBody]
    """Pages that hold text which could not be read."""
    unreadable: list[UnreadableBody]
    """Files of which nothing could be read."""


class CoverageReportBody(TypedDict):
    """What is searched, and what could not be read."""

    coverage: CoverageBody
    """What is searched."""
    committees: list[CommitteeBody]
    """Every committee, in alphabetical order."""
    unreadable: list[UnreadableBody]
    """Files of which nothing could be read."""
    taken_down: list[TakedownBody]
    """What was taken down, the latest first."""
    reading: ReadingReportBody
    """What became of everything that was given to be read."""


class HealthBody(TypedDict):
    """Whether the site can answer."""

    status: str
    """`ok`, or `no archive` while none has been indexed."""
    coverage: CoverageBody | None
    """What is searched; null while no archive has been indexed."""
