"""The JSON addresses: the pages' twins, for programs."""

from __future__ import annotations

from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from web import representation
from web.desk import Desk
from web.representation import Representation
from web.request_search import read_api_search, single


class Api:
    """Each method answers one address; ``contract.py`` says what with."""

    def __init__(self, desk: Desk, represent: Representation) -> None:
        self._desk = desk
        self._represent = represent

    def search(self, request: Request) -> Response:
        """Passages that answer or resemble a question, with their citations."""
        search = read_api_search(request.query_params)
        return JSONResponse(self._represent.results(self._desk.library.search(search)))

    def passage(self, passage_id: str) -> Response:
        """One passage: its words, exact range, citation and provenance."""
        located = self._desk.passage(passage_id)
        struck = self._desk.struck_in(located.passage)
        return JSONResponse(self._represent.passage(located, struck))

    def documents(self) -> Response:
        """Every document, newest first."""
        return JSONResponse(self._represent.documents(self._desk.library.entries()))

    def document(self, request: Request, document_id: str) -> Response:
        """One document: its text, the blocks and items of it, and its provenance."""
        version = single(request.query_params, "version")
        document = self._desk.document(document_id, version)
        library = self._desk.library
        return JSONResponse(
            self._represent.document(
                document, library.passages(document_id), library.versions(document_id)
            )
        )

    def committees(self) -> Response:
        """Every committee, with numbers of its meetings and documents."""
        return JSONResponse(self._represent.committees(self._desk.committees()))

    def meetings(self, request: Request) -> Response:
        """Meetings, newest first; of one committee or year where asked."""
        found = self._desk.meetings(
            single(request.query_params, "committee"), single(request.query_params, "year")
        )
        return JSONResponse(self._represent.meetings(found))

    def meeting(self, slug: str, date: str) -> Response:
        """One meeting's documents."""
        _, meeting = self._desk.meeting(slug, date)
        return JSONResponse(self._represent.meeting(meeting))

    def coverage(self) -> Response:
        """What is searched, and what could not be read."""
        return JSONResponse(
            self._represent.coverage(
                self._desk.library.coverage(),
                self._desk.committees(),
                self._desk.reading_report(),
                self._desk.library.takedowns(),
            )
        )

    def health(self) -> Response:
        """Whether the site can answer."""
        if not self._desk.is_open:
            return JSONResponse({"status": "no archive", "coverage": None}, 503)
        covered = representation.coverage(self._desk.library.coverage())
        return JSONResponse({"status": "ok", "coverage": covered})
