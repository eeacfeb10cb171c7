"""The JSON contract, key by key. Programs outside read it: keys and types are stable."""

from __future__ import annotations

from typing import TypedDict

PeriodBody = TypedDict("PeriodBody", {"typed": str, "from": str | None, "to": str | None})


class SpeakerBody(TypedDict):
    typed: str
    role: str | None
    name: str


class QueryBody(TypedDict):
    text: str
    mode: str
    terms: list[str]
    phrases: list[str]
    filters: dict[str, str | list[str]]
    notes: list[str]
    asked: str
    suggestion: str
    period: PeriodBody | None
    committees: list[str]
    """Those that the question may name; a filter only where ``filters`` says so."""
    speaker: SpeakerBody | None


class QuestionBody(TypedDict):
    """A slice of the statement's document."""

    text: str
    start: int
    end: int


class StatementBody(TypedDict):
    text: str
    passage: str
    start: int
    end: int
    citation: str
    url: str
    question: QuestionBody | None
    unanswered: bool


class AnswerBody(TypedDict):
    statements: list[StatementBody]


class EntryBody(TypedDict):
    id: str
    file: str
    title: str
    committee: str
    date: str | None
    kind: str
    source_url: str


class ItemBody(TypedDict):
    number: str
    title: str


class WhyBody(TypedDict):
    keyword_rank: int | None
    meaning_rank: int | None
    matched: list[str]


class VoteBody(TypedDict):
    choice: str
    count: int | None
    names: list[str]


class MotionBody(TypedDict):
    proposer: str
    seconder: str
    outcome: str
    is_amendment: bool
    votes: list[VoteBody]


class HitBody(TypedDict):
    id: str
    rank: int
    score: float
    kind: str
    text: str
    context: list[str]
    highlights: list[list[int]]
    sentence: list[int] | None
    document: EntryBody
    item: ItemBody | None
    pages: list[int] | None
    start: int
    end: int
    url: str
    source_url: str
    citation: str
    motion: MotionBody | None
    read_by_machine: bool
    cut_short: bool
    rest_url: str | None
    roles: list[str]
    why: WhyBody
    also_in: list[str]


class SilenceBody(TypedDict):
    reason: str
    nearest: list[HitBody]


class FacetBody(TypedDict):
    value: str
    count: int


class YearCountBody(TypedDict):
    """Mentions of one year and committee; ``committee`` is empty for documents that name none."""

    committee: str
    year: str
    count: int


CoverageBody = TypedDict(
    "CoverageBody",
    {"documents": int, "meetings": int, "from": str | None, "to": str | None, "unreadable": int},
)


class ResultsBody(TypedDict):
    """``timeline`` counts the hits by year and committee in the mode ``every``, those without a date left
    out; it is empty in any other mode and where no words are given.
    """

    query: QueryBody
    total: int
    total_is_exact: bool
    answer: AnswerBody | None
    silence: SilenceBody | None
    hits: list[HitBody]
    facets: dict[str, list[FacetBody]]
    timeline: list[YearCountBody]
    coverage: CoverageBody


class ProvenanceBody(TypedDict):
    source: str
    file: str
    sha256: str
    retrieved: str
    source_url: str
    publisher: str
    licence: str


class DeletionBody(TypedDict):
    at: int
    text: str
    page: int | None


class PassageBody(TypedDict):
    id: str
    kind: str
    text: str
    context: list[str]
    section: list[str]
    document: EntryBody
    item: ItemBody | None
    pages: list[int] | None
    start: int
    end: int
    url: str
    source_url: str
    citation: str
    motion: MotionBody | None
    read_by_machine: bool
    cut_short: bool
    rest_url: str | None
    roles: list[str]
    deletions: list[DeletionBody]
    superseded: bool
    reread: bool
    provenance: ProvenanceBody


class AreaBody(TypedDict):
    start: int
    end: int
    page: int
    x0: float
    y0: float
    x1: float
    y1: float


class BlockBody(TypedDict):
    kind: str
    start: int
    end: int
    pages: list[int] | None
    level: int
    marker: str
    areas: list[AreaBody]


class ItemRangeBody(TypedDict):
    number: str
    title: str
    start: int
    end: int
    anchor: str
    rest_at: str


class AttendeeBody(TypedDict):
    name: str
    role: str
    presence: str
    remotely: bool
    start: int
    end: int


class VersionBody(TypedDict):
    sha256: str
    retrieved: str
    status: str | None
    current: bool
    url: str


class ContentBody(TypedDict):
    """What one reading of a document found, wherever it is kept."""

    id: str
    file: str
    title: str
    committee: str
    date: str | None
    kind: str
    source_url: str
    status: str | None
    author: str
    period: str
    page_count: int | None
    pages: list[str] | None
    tables: int
    truncated: list[str]
    notes: list[str]
    text: str
    blocks: list[BlockBody]
    items: list[ItemRangeBody]
    attendance: list[AttendeeBody]
    deletions: list[DeletionBody]
    provenance: ProvenanceBody


class DocumentBody(ContentBody):
    url: str
    current: bool
    passages: list[str]
    versions: list[VersionBody]


class PassageFoundBody(TypedDict):
    """A passage as the splitting of a document makes it, before any index."""

    id: str
    kind: str
    text: str
    context: list[str]
    section: list[str]
    item: ItemBody | None
    pages: list[int] | None
    start: int
    end: int
    motion: MotionBody | None
    roles: list[str]


class DroppedBody(TypedDict):
    text: str
    reason: str
    page: int | None


class InspectionBody(ContentBody):
    """What ``minutebook inspect --json`` prints."""

    time: str
    place: str
    passages: list[PassageFoundBody]
    dropped: list[DroppedBody]


class DocumentsBody(TypedDict):
    total: int
    documents: list[EntryBody]


class MeetingBody(TypedDict):
    committee: str
    date: str
    url: str
    documents: list[EntryBody]


class MeetingsBody(TypedDict):
    total: int
    meetings: list[MeetingBody]


class CommitteeBody(TypedDict):
    name: str
    url: str
    meetings: int
    documents: int


class CommitteesBody(TypedDict):
    committees: list[CommitteeBody]


class UnreadableBody(TypedDict):
    file: str
    reason: str
    sha256: str


class TakedownBody(TypedDict):
    """What is left of a document that was taken down; all but its id and the time may be withheld."""

    document: str
    taken_down: str
    reason: str
    kind: str | None
    committee: str
    date: str | None


class PagesOfBody(TypedDict):
    document: EntryBody
    pages: list[int]


class CutShortBody(TypedDict):
    document: EntryBody
    items: list[str]


class ReadingReportBody(TypedDict):
    """What became of everything that was given to be read; ``pages`` counts them by their state."""

    documents: int
    pages: dict[str, int]
    tables: int
    cut_short: list[CutShortBody]
    read_by_machine: list[PagesOfBody]
    pages_not_read: list[PagesOfBody]
    unreadable: list[UnreadableBody]


class CoverageReportBody(TypedDict):
    coverage: CoverageBody
    committees: list[CommitteeBody]
    unreadable: list[UnreadableBody]
    taken_down: list[TakedownBody]
    reading: ReadingReportBody


class HealthBody(TypedDict):
    status: str
    coverage: CoverageBody | None
