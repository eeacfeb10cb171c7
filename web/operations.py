"""The JSON API, address by address, as its own description (OpenAPI) and its page tell it."""

from __future__ import annotations

from dataclasses import dataclass

from web import parameters
from web.briefing.contract import BriefingBody
from web.contract import (
    CommitteesBody,
    CoverageReportBody,
    DocumentBody,
    DocumentsBody,
    HealthBody,
    MeetingBody,
    MeetingsBody,
    PassageBody,
    PeopleBody,
    ReportsBody,
    ResultsBody,
)
from web.parameters import Parameter

NAMED_VERSION = "/api/v1"
"""Where the addresses under ``/api`` also stand, by the name of their version."""


@dataclass(frozen=True, slots=True)
class Operation:
    """What one address answers; ``refusals`` are the statuses that it may refuse with."""

    id: str
    path: str
    group: str
    summary: str
    description: str
    parameters: tuple[Parameter, ...]
    body: type
    refusals: tuple[int, ...]

    @property
    def is_rationed(self) -> bool:
        """Whether a request counts towards what one client may ask for."""
        return 429 in self.refusals


_ALWAYS = (429, 500, 503)
_SEARCHING, _READING, _BROWSING, _RUNNING = "Search", "Read", "Browse", "Coverage and health"

OPERATIONS = (
    Operation(
        "search",
        "/api/search",
        _SEARCHING,
        "Search for passages",
        "The passages that answer or resemble a question, with the answer in the record's own words where "
        "it holds one. Without words, it lists what the filters let through: `passage=resolution` gives "
        "every decision, `passage=question-no-answer-recorded` every question without an answer.",
        parameters.SEARCH,
        ResultsBody,
        (422, *_ALWAYS),
    ),
    Operation(
        "passage",
        "/api/passages/{passage_id}",
        _READING,
        "One passage",
        "Its words, exact range, citation and provenance. An id lasts: where the words have left the "
        "document, `superseded` says so.",
        (parameters.PASSAGE_ID,),
        PassageBody,
        (404, 410, *_ALWAYS),
    ),
    Operation(
        "document",
        "/api/documents/{document_id}",
        _READING,
        "One document",
        "All of its text, the blocks and agenda items of it, who attended, its versions and its provenance.",
        (parameters.DOCUMENT_ID, parameters.VERSION),
        DocumentBody,
        (404, 410, 422, *_ALWAYS),
    ),
    Operation(
        "briefing",
        "/api/briefing",
        _READING,
        "Quotations for a briefing",
        "Chosen passages with exact quotations, citations, and what proves them. A note on a passage goes "
        "into a parameter `note.` followed by its id.",
        (parameters.PICKS, parameters.BRIEFING_TITLE, parameters.ORDER),
        BriefingBody,
        (422, *_ALWAYS),
    ),
    Operation(
        "documents",
        "/api/documents",
        _BROWSING,
        "Every document",
        "As the catalogue lists them, newest first.",
        (),
        DocumentsBody,
        _ALWAYS,
    ),
    Operation(
        "committees",
        "/api/committees",
        _BROWSING,
        "Every committee",
        "With the numbers of its meetings and documents.",
        (),
        CommitteesBody,
        _ALWAYS,
    ),
    Operation(
        "meetings",
        "/api/meetings",
        _BROWSING,
        "Meetings",
        "Newest first, each with its documents; of one committee or year where asked.",
        (parameters.OF_COMMITTEE, parameters.YEAR),
        MeetingsBody,
        (404, 422, *_ALWAYS),
    ),
    Operation(
        "meeting",
        "/api/meetings/{slug}/{date}",
        _BROWSING,
        "One meeting",
        "The documents of one committee's meeting on one day.",
        (parameters.SLUG, parameters.DATE),
        MeetingBody,
        (404, *_ALWAYS),
    ),
    Operation(
        "reports",
        "/api/reports",
        _BROWSING,
        "Reports across the years",
        "Annual reports, and each report that one committee had more than once.",
        (),
        ReportsBody,
        _ALWAYS,
    ),
    Operation(
        "people",
        "/api/people",
        _BROWSING,
        "Who attended, in what capacity",
        "Members, and officers and others in a post that the minutes name, meeting by meeting. One name is "
        "one person: a name spelt in two ways makes two of them.",
        (),
        PeopleBody,
        _ALWAYS,
    ),
    Operation(
        "coverage",
        "/api/coverage",
        _RUNNING,
        "What is searched",
        "And what could not be read, page by page and file by file.",
        (),
        CoverageReportBody,
        _ALWAYS,
    ),
    Operation(
        "health",
        "/healthz",
        _RUNNING,
        "Whether the site can answer",
        "For monitors: 200 while it can, 503 while no archive has been indexed. Not counted towards what "
        "one client may ask for, and not part of any version.",
        (),
        HealthBody,
        (500,),
    ),
)
