"""What programs and assistants are answered: the facts of the pages, in the JSON contract."""

from __future__ import annotations

from web import representation
from web.contract import (
    CommitteesBody,
    CoverageReportBody,
    DocumentBody,
    DocumentPartBody,
    DocumentsBody,
    HealthBody,
    MeetingBody,
    MeetingsBody,
    PassageBody,
    PeopleBody,
    ReportsBody,
    ResultsBody,
)
from web.desk import Desk
from web.listings import people_body, reports_body
from web.parameters import SEARCH
from web.representation import Representation
from web.request_search import Parameters, read_api_search
from web.series import annual_reports, series
from web.urls import Urls

_KNOWN = {parameter.name for parameter in SEARCH}
_MOST_NAMED = 5


class Answers:
    """Each method gives one body of the contract; what goes wrong is a SiteError."""

    def __init__(self, desk: Desk, urls: Urls) -> None:
        self._desk = desk
        self._urls = urls
        self._represent = Representation(urls)

    def search(self, asked: Parameters) -> ResultsBody:
        body = self._represent.results(self._desk.library.search(read_api_search(asked)))
        body["query"]["notes"] += _ignored(asked)
        return body

    def passage(self, passage_id: str) -> PassageBody:
        located = self._desk.passage(passage_id)
        return self._represent.passage(located, self._desk.struck_in(located.passage))

    def document(self, document_id: str, version: str) -> DocumentBody:
        document = self._desk.document(document_id, version)
        library = self._desk.library
        return self._represent.document(
            document, library.passages(document_id), library.versions(document_id)
        )

    def document_part(
        self, document_id: str, version: str, start: int, length: int
    ) -> DocumentPartBody:
        """``length``: characters at most, of the text from ``start`` on."""
        document = self._desk.document(document_id, version)
        versions = self._desk.library.versions(document_id)
        return self._represent.document_part(document, versions, start, length)

    def documents(self) -> DocumentsBody:
        return self._represent.documents(self._desk.library.entries())

    def committees(self) -> CommitteesBody:
        return self._represent.committees(self._desk.committees())

    def meetings(self, committee: str, year: str) -> MeetingsBody:
        return self._represent.meetings(self._desk.meetings(committee, year))

    def meeting(self, slug: str, date: str) -> MeetingBody:
        return self._represent.meeting(self._desk.meeting(slug, date)[1])

    def reports(self) -> ReportsBody:
        entries = self._desk.library.entries()
        return reports_body(annual_reports(entries), series(entries), self._urls)

    def people(self) -> PeopleBody:
        return people_body(self._desk.people(), self._urls)

    def coverage(self) -> CoverageReportBody:
        return self._represent.coverage(
            self._desk.library.coverage(),
            self._desk.committees(),
            self._desk.reading_report(),
            self._desk.library.takedowns(),
        )

    def health(self) -> HealthBody:
        if not self._desk.is_open:
            return {"status": "no archive", "coverage": None}
        covered = representation.coverage(self._desk.library.coverage())
        return {"status": "ok", "coverage": covered}


def _ignored(asked: Parameters) -> list[str]:
    """A note on the parameters that mean nothing: a filter misspelt would go unnoticed."""
    names = [name[:60] for name in asked if name not in _KNOWN]
    if not names:
        return []
    shown = ", ".join(f'"{name}"' for name in names[:_MOST_NAMED])
    more = f" and {len(names) - _MOST_NAMED} more" if len(names) > _MOST_NAMED else ""
    return [f"Ignored, because no parameter of a search has this name: {shown}{more}."]
