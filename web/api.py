"""The JSON addresses: the pages' twins, for programs."""

from __future__ import annotations

from dataclasses import dataclass

from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from web.answers import Answers
from web.openapi import openapi
from web.request_search import single
from web.site import SiteSettings


@dataclass(frozen=True, slots=True)
class Api:
    """Each method answers one address; ``operations.py`` says what with."""

    answers: Answers
    settings: SiteSettings

    def search(self, request: Request) -> Response:
        return JSONResponse(self.answers.search(request.query_params))

    def passage(self, passage_id: str) -> Response:
        return JSONResponse(self.answers.passage(passage_id))

    def documents(self) -> Response:
        return JSONResponse(self.answers.documents())

    def document(self, request: Request, document_id: str) -> Response:
        version = single(request.query_params, "version")
        return JSONResponse(self.answers.document(document_id, version))

    def committees(self) -> Response:
        return JSONResponse(self.answers.committees())

    def meetings(self, request: Request) -> Response:
        asked = request.query_params
        return JSONResponse(
            self.answers.meetings(single(asked, "committee"), single(asked, "year"))
        )

    def meeting(self, slug: str, date: str) -> Response:
        return JSONResponse(self.answers.meeting(slug, date))

    def reports(self) -> Response:
        return JSONResponse(self.answers.reports())

    def people(self) -> Response:
        return JSONResponse(self.answers.people())

    def coverage(self) -> Response:
        return JSONResponse(self.answers.coverage())

    def health(self) -> Response:
        body = self.answers.health()
        return JSONResponse(body, 200 if body["coverage"] else 503)

    def schema(self) -> Response:
        return JSONResponse(openapi(self.settings.service_name, self.settings.public_url))
