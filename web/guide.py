"""The page that tells programs and assistants how to ask, with examples from the archive itself."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from starlette.datastructures import QueryParams
from starlette.requests import Request
from starlette.responses import Response

from archive.document import Entry
from indexer.passage import Passage
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
        """The newest document that has passages, and the first of them under an agenda item if any is."""
        for entry in self.desk.library.entries():
            passages = self.desk.library.passages(entry.id)
            if passages:
                return entry, next((each for each in passages if each.item), passages[0])
        return None
