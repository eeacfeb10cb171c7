"""The JSON contract, key by key. Programs outside read it: keys and types are stable."""

from __future__ import annotations

from typing import TypedDict


class QueryBody(TypedDict):
    text: str
    mode: str
    terms: list[str]
    phrases: list[str]
    filters: dict[str, str | list[str]]
    notes: list[str]


class StatementBody(TypedDict):
    text: str
    passage: str
    start: int
    end: int
    citation: str
    url: str


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


class HitBody(TypedDict):
    id: str
    rank: int
    score: float
    kind: str
    text: str
    context: list[str]
    highlights: list[list[int]]
    document: EntryBody
    item: ItemBody | None
    pages: list[int] | None
    start: int
    end: int
    url: str
    source_url: str
    citation: str
    why: WhyBody
    also_in: list[str]


class FacetBody(TypedDict):
    value: str
    count: int


CoverageBody = TypedDict(
    "CoverageBody",
    {"documents": int, "meetings": int, "from": str | None, "to": str | None, "unreadable": int},
)


class ResultsBody(TypedDict):
    query: QueryBody
    total: int
    total_is_exact: bool
    answer: AnswerBody | None
    hits: list[HitBody]
    facets: dict[str, list[FacetBody]]
    coverage: CoverageBody


class ProvenanceBody(TypedDict):
    source: str
    file: str
    sha256: str
    retrieved: str
    source_url: str
    publisher: str
    licence: str


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
    superseded: bool
    reread: bool
    provenance: ProvenanceBody


class BlockBody(TypedDict):
    kind: str
    start: int
    end: int
    pages: list[int] | None
    level: int
    marker: str


class ItemRangeBody(TypedDict):
    number: str
    title: str
    start: int
    end: int
    anchor: str


class VersionBody(TypedDict):
    sha256: str
    retrieved: str
    status: str | None
    current: bool
    url: str


class DocumentBody(TypedDict):
    id: str
    file: str
    title: str
    committee: str
    date: str | None
    kind: str
    source_url: str
    url: str
    status: str | None
    page_count: int | None
    current: bool
    notes: list[str]
    text: str
    blocks: list[BlockBody]
    items: list[ItemRangeBody]
    passages: list[str]
    provenance: ProvenanceBody
    versions: list[VersionBody]


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


class CoverageReportBody(TypedDict):
    coverage: CoverageBody
    committees: list[CommitteeBody]
    unreadable: list[UnreadableBody]


class HealthBody(TypedDict):
    status: str
    coverage: CoverageBody | None
