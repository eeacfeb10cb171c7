"""The page that tells programs and assistants how to ask, with examples from the archive itself."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from starlette.datastructures import QueryParams
from starlette.requests import Request
from starlette.responses import Response

from archive.document import DocumentKind, Entry
from indexer.passage import Passage, PassageKind
from web.answers import Answers
from web.assistant.tools import Tool
from web.briefing.pages import Briefings
from web.briefing.selection import Selection
from web.openapi import openapi
from web.presenters.guide import Example, guide_page
from web.requested import requested
from web.room import Room


@dataclass(frozen=True, slots=True)
class Guide(Room):
    answers: Answers
    briefings: Briefings
    tools: Sequence[Tool]

    def page(self, request: Request) -> Response:
        del request
        page = guide_page(
            openapi(self.settings.service_name, self.settings.public_url),
            self._examples(),
            self.tools,
            self.settings.service_name,
            requested().site + self.urls.assistants,
        )
        return self._html("api.html", page=page, json_url=self.urls.api_schema)

    def _examples(self) -> dict[str, Example]:
        """By operation, an address that leads somewhere here, with its answer; none of an empty archive."""
        found = self._shown() if self.desk.is_open else None
        if found is None:
            return {}
        entry, passage = found
        words = passage.item.title if passage.item else entry.title
        asked = [("q", words), ("committee", entry.committee), ("limit", "1")]
        query = [(name, value) for name, value in asked if value]
        chosen = Selection((passage.id,))
        answers, urls = self.answers, self.urls
        made = {
            "search": Example(urls.api_search(query), answers.search(QueryParams(query))),
            "passage": Example(urls.api_passage(passage.id), answers.passage(passage.id)),
            "document": Example(urls.api_document(entry.id), answers.document(entry.id, "")),
            "briefing": Example(
                urls.api_briefing(chosen.parameters()), self.briefings.body(chosen)
            ),
            "documents": Example(urls.api_documents, answers.documents()),
            "committees": Example(urls.api_committees, answers.committees()),
            "reports": Example(urls.api_reports, answers.reports()),
            "people": Example(urls.api_people, answers.people()),
            "coverage": Example(urls.api_coverage, answers.coverage()),
            "health": Example(urls.health, answers.health()),
        }
        meetings = self.desk.meetings("", "")
        if meetings:
            met = meetings[0]
            of_year = {"committee": met.slug, "year": str(met.date.year)}
            made["meetings"] = Example(urls.api_meetings(**of_year), answers.meetings(**of_year))
            made["meeting"] = Example(
                urls.api_meeting(met.slug, met.date),
                answers.meeting(met.slug, met.date.isoformat()),
            )
        return made

    def _shown(self) -> tuple[Entry, Passage] | None:
        """A telling passage of the newest minutes; failing that, whatever comes first."""
        entries = self.desk.library.entries()
        for entry in sorted(entries, key=lambda each: each.kind is not DocumentKind.MINUTES):
            passages = self.desk.library.passages(entry.id)
            if passages:
                return entry, min(passages, key=_dullness)
        return None


def _dullness(passage: Passage) -> int:
    """The lower, the better an example: a question with its answer or a decision, under an agenda item."""
    tells = passage.kind in (PassageKind.EXCHANGE, PassageKind.RESOLUTION)
    return -2 * tells - (passage.item is not None)
