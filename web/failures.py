"""Errors as answers, in the format that was asked for."""

from __future__ import annotations

from collections.abc import Mapping
from urllib.parse import quote

from fastapi import FastAPI
from fastapi.exceptions import RequestValidationError
from jinja2 import Environment
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import HTMLResponse, JSONResponse, RedirectResponse, Response
from starlette.routing import Match

from web.errors import DETAILS, HEADINGS, Gone, SiteError
from web.language import _, chosen
from web.urls import Urls


class Failures:
    """Answers errors; ``headers`` go on those that pass by the middleware."""

    def __init__(self, templates: Environment, urls: Urls, headers: Mapping[str, str]) -> None:
        self._templates = templates
        self._urls = urls
        self._headers = headers

    def register(self, app: FastAPI) -> None:
        app.add_exception_handler(SiteError, self.site_error)
        app.add_exception_handler(HTTPException, self.http_exception)
        app.add_exception_handler(RequestValidationError, self.invalid_request)
        app.add_exception_handler(Exception, self.unexpected)

    async def site_error(self, request: Request, error: Exception) -> Response:
        assert isinstance(error, SiteError)
        is_page = not wants_json(request, self._urls)
        detail = error.said_on_a_page if is_page else error.detail
        held = error.still_held if isinstance(error, Gone) else ""
        return self._answer(request, error.status, _(error.heading), detail, error.headers, held)

    async def http_exception(self, request: Request, error: Exception) -> Response:
        assert isinstance(error, HTTPException)
        if error.status_code == 404 and (address := _in_small_letters(request)):
            return RedirectResponse(address, 308)
        heading = _(HEADINGS.get(error.status_code, SiteError.heading))
        known = DETAILS.get(error.status_code)
        detail = _(known) if known else str(error.detail)
        return self._answer(request, error.status_code, heading, detail, error.headers)

    async def invalid_request(self, request: Request, error: Exception) -> Response:
        assert isinstance(error, RequestValidationError)
        return self._answer(request, 422, _(HEADINGS[422]), _(DETAILS[422]))

    async def unexpected(self, request: Request, error: Exception) -> Response:
        """The server logs the error itself; the reader learns only that it is ours."""
        del error
        return self._answer(request, 500, _(HEADINGS[500]), _(DETAILS[500]), self._headers)

    def _answer(
        self,
        request: Request,
        status: int,
        heading: str,
        detail: str,
        headers: Mapping[str, str] | None = None,
        still_held: str = "",
    ) -> Response:
        extra = dict(headers or {})
        if wants_json(request, self._urls):
            return JSONResponse({"detail": detail}, status, extra)
        template = self._templates.get_template("error.html")
        page = template.render(
            heading=heading,
            detail=detail,
            status=status,
            still_held=still_held,
            query=request.query_params.get("q", ""),
        )
        return HTMLResponse(page, status, extra)


def _in_small_letters(request: Request) -> str:
    """The address as it is written here, where only its capitals lead nowhere; else empty."""
    path, query = request.scope["path"], request.url.query
    if _leads_somewhere(request, path) or not _leads_somewhere(request, path.lower()):
        return ""
    return f"{chosen().prefix}{quote(path.lower())}{f'?{query}' if query else ''}"


def _leads_somewhere(request: Request, path: str) -> bool:
    scope = {**request.scope, "path": path}
    return any(route.matches(scope)[0] is Match.FULL for route in request.app.router.routes)


def wants_json(request: Request, urls: Urls) -> bool:
    path = request.url.path
    if path in (urls.health, urls.assistants) or path.startswith("/api/"):
        return True
    accepted = request.headers.get("accept", "")
    return "application/json" in accepted and "text/html" not in accepted
