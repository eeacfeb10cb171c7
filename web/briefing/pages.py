"""The briefing's page and its files."""

from __future__ import annotations

from collections.abc import Callable

from fastapi import FastAPI
from starlette.requests import Request
from starlette.responses import JSONResponse, Response, StreamingResponse

from web.briefing.address import BRIEFING, here
from web.briefing.briefing import Briefing, compiled
from web.briefing.contract import BriefingBody
from web.briefing.data import briefing_body, checksums, in_csv
from web.briefing.markdown import in_markdown
from web.briefing.selection import MOST, Selection, read_selection
from web.dates import today
from web.export import file_headers, plain_name
from web.head import wants_head_only
from web.presenters.briefing import briefing_page
from web.requested import requested
from web.room import Room

_WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


class Briefings(Room):
    """Each method answers one address; the selection is in it."""

    def register(self, app: FastAPI) -> None:
        routes: dict[str, Callable[..., object]] = {
            BRIEFING: self.page,
            "/briefing.docx": self.word,
            "/briefing.md": self.markdown,
            "/briefing.csv": self.table,
            "/briefing-checksums.json": self.checksums,
        }
        for path, answer in routes.items():
            app.add_api_route(path, answer, include_in_schema=False)

    def page(self, request: Request) -> Response:
        del request
        found = here()
        selection = found.given.first(MOST)
        page = briefing_page(found, selection, self._made(selection), self.urls)
        json_url = self.urls.api_briefing(selection.parameters()) if selection.passages else ""
        return self._html("briefing.html", page=page, json_url=json_url)

    def word(self, request: Request) -> Response:
        # What writes it takes longer to load than all else here.
        from web.briefing.word import in_word

        return self._file(request, "docx", _WORD, lambda made: in_word(made, self.settings.author))

    def markdown(self, request: Request) -> Response:
        return self._file(
            request,
            "md",
            "text/markdown",
            lambda made: in_markdown(made).encode("utf-8", "replace"),
        )

    def table(self, request: Request) -> Response:
        return self._file(
            request, "csv", "text/csv", lambda made: in_csv(made, self.urls, requested().site)
        )

    def checksums(self, request: Request) -> Response:
        return self._file(request, "json", "application/json", checksums, "-checksums")

    def data(self, request: Request) -> Response:
        return JSONResponse(self.body(read_selection(request.query_params)))

    def body(self, selection: Selection) -> BriefingBody:
        """Exact quotations of chosen passages, citations, and what proves them."""
        return briefing_body(self._made(selection))

    def _made(self, selection: Selection) -> Briefing:
        return compiled(
            selection, self.desk, self.urls, requested().site, today(), self.settings.notice
        )

    def _file(
        self,
        request: Request,
        ending: str,
        media_type: str,
        write: Callable[[Briefing], bytes],
        what: str = "",
    ) -> Response:
        selection = read_selection(request.query_params)
        name = plain_name("briefing", selection.title)
        headers = file_headers(f"{name}{what}.{ending}")
        if wants_head_only(request):
            return StreamingResponse(iter(()), headers=headers, media_type=media_type)
        content = write(self._made(selection))
        return Response(content, headers=headers, media_type=media_type)
