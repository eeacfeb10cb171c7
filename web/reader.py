"""The reader: a document, a passage of it, its pages, its versions, and the proof of its words."""

from __future__ import annotations

import datetime as dt
import re
from functools import lru_cache
from pathlib import Path, PurePosixPath
from urllib.parse import quote

from starlette.datastructures import QueryParams
from starlette.requests import Request
from starlette.responses import FileResponse, Response

from archive.page_pictures import Lack, NoPicture
from archive.quoted import LONGEST, find_quotation
from archive.reading import UnreadableSource
from indexer.results import Search
from web.conditional import is_held
from web.errors import BadParameter, Busy, NotFound
from web.language import _
from web.presenters.changes import changes_page
from web.presenters.document import document_page
from web.presenters.drafts import final_minutes, minutes_of
from web.presenters.in_print import InPrint, in_print, picture_version
from web.presenters.motion import resolution_url
from web.presenters.passage import passage_page
from web.presenters.structured import of_document
from web.presenters.verification import verify_page
from web.request_search import (
    Group,
    group_parameters,
    page_parameters,
    read_group,
    read_page_search,
    single,
)
from web.requested import requested
from web.room import Room

_FOR_GOOD = "private, max-age=31536000, immutable"
_AN_HOUR = "private, max-age=3600"
"""Private, for what a shared cache keeps stays there when a document is taken down."""

_MEDIA_TYPES = {
    ".pdf": "application/pdf",
    ".docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    ".html": "text/html",
    ".htm": "text/html",
    ".md": "text/markdown",
    ".txt": "text/plain",
}
ZIPPED = (_MEDIA_TYPES[".pdf"], _MEDIA_TYPES[".docx"])
"""Types of files that are small for their content already, and of which browsers ask for parts."""

_OPENED = {".pdf", ".html", ".htm", ".txt", ".md"}
"""What browsers show; other files are saved."""

_PAPER = "default-src 'none'; style-src 'unsafe-inline'; img-src data:; sandbox"
"""For files that others wrote: nothing in them runs, loads or sends."""
_PDF = "frame-ancestors 'none'"
"""A sandbox would keep browsers from showing a PDF at all; they show it in one of their own."""

_PICTURE_VERSION = re.compile(r"([0-9a-fA-F]{6,64})(?:-\w+)?")


class Reader(Room):
    """Each method answers one address."""

    def document(self, request: Request, document_id: str) -> Response:
        version = single(request.query_params, "version")
        sought = single(request.query_params, "passage")
        document = self.desk.reading(document_id, version.lower(), sought)
        library = self.desk.library
        search = _came_from(request)
        page = document_page(
            document,
            library.passages(document_id),
            library.versions(document_id),
            library.pictures,
            self.urls,
            size=library.originals.size(document.entry.provenance.sha256),
            query=search.text if search else "",
            asked=library.understood(search) if search and search.text else None,
            results_url=self._results_url(request, search, sought) if search else "",
            sought_id=sought,
            located=library.passage(sought) if sought else None,
            others=minutes_of(document.entry, library, self.urls),
            committees=self.desk.committees(),
        )
        json_url = self.urls.api_document(
            document_id, version="" if page.is_current else document.entry.provenance.sha256
        )
        structured = of_document(document.entry, self.settings, requested().site, self.urls)
        response = self._html("document.html", page=page, json_url=json_url, structured=structured)
        return _lasting(response, page.sought.in_print if page.sought else None)

    def _results_url(self, request: Request, search: Search, passage: str) -> str:
        """The result that a reader comes from."""
        try:
            group = read_group(QueryParams(single(request.query_params, "results")))
        except BadParameter:
            group = Group.NOTHING
        urls = self.urls.laying_out(group_parameters(group))
        address = urls.search(page_parameters(search))
        return f"{address}#{urls.hit_anchor(passage)}" if passage else address

    def passage(self, request: Request, passage_id: str) -> Response:
        del request
        located, library = self.desk.passage(passage_id), self.desk.library
        passage, document = located.passage, library.document_holding(passage_id)
        shown = None
        if document:
            within = (passage.start, passage.end)
            shown = in_print(document, within, library.pictures, self.urls)
        page = passage_page(
            located,
            requested().site + self.urls.carrying(()).passage(passage_id),
            self.urls,
            size=library.originals.size(located.entry.provenance.sha256),
            resolution_url=resolution_url(passage, library, self.urls),
            final=final_minutes(located.entry, library, self.urls),
            is_struck=bool(self.desk.struck_in(passage)),
            in_print=shown,
        )
        json_url = self.urls.api_passage(passage_id)
        return _lasting(self._html("passage.html", page=page, json_url=json_url), shown)

    def changes(self, request: Request, document_id: str) -> Response:
        before = single(request.query_params, "from")
        after = single(request.query_params, "to")
        draft = single(request.query_params, "draft")
        current = self.desk.document(document_id, after)
        versions = self.desk.library.versions(document_id)
        if draft:
            if draft not in {each.id for each in self.desk.library.drafts(document_id)}:
                raise NotFound(_("The archive holds no draft of this document under that name."))
            former = self.desk.document(draft, before)
            return self._html("changes.html", page=changes_page(former, current, (), self.urls))
        if len(versions) < 2:
            raise NotFound(
                _("The archive holds one version of this document: there is nothing to compare.")
            )
        if not before:
            newest = [entry.provenance.sha256 for entry in versions]
            place = newest.index(current.entry.provenance.sha256) + 1
            before = newest[min(place, len(newest) - 1)]
        former = self.desk.document(document_id, before)
        page = changes_page(former, current, versions, self.urls)
        return self._html("changes.html", page=page)

    def verify(self, request: Request, document_id: str) -> Response:
        """Checked anew each time that it is asked for."""
        version = single(request.query_params, "version")
        sought = single(request.query_params, "passage")
        typed = single(request.query_params, "quotation")
        if len(typed) > LONGEST:
            raise BadParameter(
                "quotation", typed, _("Give at most %(count)s characters.", count=f"{LONGEST:,}")
            )
        located = self.desk.passage(sought) if sought else None
        document = self.desk.reading(document_id, version.lower(), sought)
        if located and located.entry.id != document.id:
            raise NotFound(_("The passage is not in this document."))
        library = self.desk.library
        page = verify_page(
            document,
            library.originals.condition(document.entry.provenance.sha256),
            library.passages(document_id),
            self.urls,
            size=library.originals.size(document.entry.provenance.sha256),
            now=dt.datetime.now(dt.UTC),
            located=located,
            typed=typed,
            quoted=find_quotation(document.text, typed) if typed.strip() else None,
        )
        response = self._html("verify.html", page=page)
        response.headers["Cache-Control"] = "no-store"
        return response

    def original(self, request: Request, document_id: str) -> Response:
        version = single(request.query_params, "version")
        entry = self.desk.entry(document_id, version)
        sha256, name = entry.provenance.sha256, PurePosixPath(entry.provenance.file).name
        path = self.desk.library.originals.path(sha256)
        if not path.is_file():
            raise NotFound(
                _("The archive no longer has the file that this document was read from.")
            )
        suffix = PurePosixPath(name).suffix.lower()
        media_type = _MEDIA_TYPES.get(suffix, "application/octet-stream")
        tag = f'"{sha256}"'
        if is_held(tag, request.headers):
            return Response(status_code=304, headers={"ETag": tag, "Cache-Control": _AN_HOUR})
        response = FileResponse(path, media_type="application/octet-stream")
        # Set by hand, for Starlette would say that any text is in UTF-8.
        named = _charset(path, media_type) if media_type.startswith("text/") else ""
        response.headers["Content-Type"] = f"{media_type}; charset={named}" if named else media_type
        how = "inline" if suffix in _OPENED else "attachment"
        response.headers["Content-Disposition"] = f"{how}; {_file_name(name)}"
        response.headers["Content-Security-Policy"] = _PDF if suffix == ".pdf" else _PAPER
        response.headers["ETag"] = tag
        response.headers["Cache-Control"] = _AN_HOUR
        response.headers["X-Robots-Tag"] = "noindex"
        return response

    def page_picture(self, request: Request, document_id: str, number: str) -> Response:
        wanted = single(request.query_params, "v")
        version = _PICTURE_VERSION.fullmatch(wanted)
        if wanted and not version:
            raise BadParameter("v", wanted, _("Leave it out for the page as it is now."))
        entry = self.desk.entry(document_id, version[1].lower() if version else "")
        page = int(number) if number.isdecimal() and len(number) < 6 else 0
        if not 0 < page <= (entry.page_count or 0):
            raise NotFound(_("The document has no such page."))
        try:
            drawn = self.desk.library.pictures.picture(entry.provenance.sha256, page)
        except NoPicture as failure:
            if failure.lack is Lack.LATER:
                detail = _("Other pictures are being drawn. Ask for it again in a minute.")
                raise Busy(detail, 30) from None
            raise NotFound(_("There is no picture of this page.")) from None
        is_for_good = wanted == picture_version(entry)
        tag = f'"{picture_version(entry)}-{page}"'
        headers = {"Cache-Control": _FOR_GOOD if is_for_good else _AN_HOUR, "ETag": tag}
        if is_held(tag, request.headers):
            return Response(status_code=304, headers=headers)
        return Response(drawn.webp, media_type="image/webp", headers=headers)


def _came_from(request: Request) -> Search | None:
    """The search that a reader comes from; None where the address names none."""
    query = single(request.query_params, "q")
    came_from = QueryParams(single(request.query_params, "results"))
    try:
        search = read_page_search(came_from)
    except BadParameter:
        search = None
    if came_from and search and search.text == query:
        return search
    return Search(query) if query else None  # nobody's link, or an edited one: the words will do


def _lasting(response: Response, shown: InPrint | None) -> Response:
    """A page without its picture is not kept: the next time that it is asked for, it may have it."""
    if shown and shown.lack:
        response.headers["Cache-Control"] = "no-store"
    return response


@lru_cache(maxsize=256)
def _charset(path: Path, media_type: str) -> str:
    """In which a stored text was read; a stored file never changes."""
    from archive.readers.encoding import charset  # a server starts without the rules of reading

    try:
        return charset(path.read_bytes(), is_page=media_type == _MEDIA_TYPES[".html"])
    except UnreadableSource:
        return ""


def _file_name(name: str) -> str:
    """As a header gives it: in ASCII for old programs, and whole."""
    plain = re.sub(r"[^A-Za-z0-9 ._()-]", "_", name)
    return f"filename=\"{plain}\"; filename*=UTF-8''{quote(name, safe='')}"
