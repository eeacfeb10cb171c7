"""The JSON of briefings and of their checksum lists, key by key. Programs outside read it."""

from __future__ import annotations

from typing import TypedDict

from web.contract import CoverageBody


class ChecksumBody(TypedDict):
    """Proves one quotation: ``minutebook verify --quotations`` reads it."""

    number: int
    passage: str
    document: str
    original_sha256: str
    """Of the file as it was received."""
    start: int
    end: int
    text_sha256: str
    """Of the document's text from ``start`` to ``end``, as UTF-8."""


class ChecksumsBody(TypedDict):
    quotations: list[ChecksumBody]


class QuotationBody(ChecksumBody):
    kind: str
    heading: str
    text: str
    context: list[str]
    committee: str
    date: str | None
    citation: str
    url: str
    source_url: str
    retrieved: str
    note: str
    cautions: list[str]
    superseded: bool


class TakenDownBody(TypedDict):
    """A picked passage that was taken down since; ``detail`` says in sentences what, when and why."""

    passage: str
    detail: str


class BriefingBody(TypedDict):
    title: str
    made: str
    grouping: str
    url: str
    quotations: list[QuotationBody]
    missing: list[str]
    taken_down: list[TakenDownBody]
    coverage: CoverageBody
