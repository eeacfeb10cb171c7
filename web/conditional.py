"""Conditional requests: whoever holds a page that has not changed is told so, before it is made again."""

from __future__ import annotations

import datetime as dt
import hashlib
from collections.abc import Callable
from importlib.metadata import version
from pathlib import Path

from starlette.datastructures import Headers, MutableHeaders
from starlette.responses import Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from web.site import SiteSettings

_UNTOLD = ("/static/", "/healthz")
"""Addresses that have validators of their own, or none."""


def edition(settings: SiteSettings) -> str:
    """What a page depends on beside the archive: the program's files and the council's settings."""
    digest = hashlib.sha256(f"{version('minutebook')}\n{settings}\n".encode())
    house = Path(__file__).parents[1]
    for package in ("archive", "indexer", "web"):
        for path in sorted((house / package).rglob("*")):
            if path.suffix in (".py", ".html", ".xml", ".json", ".po", ".txt"):
                status = path.stat()
                digest.update(f"{path}\t{status.st_size}\t{status.st_mtime_ns}\n".encode())
    return digest.hexdigest()


def is_held(tag: str, asked: Headers) -> bool:
    """Whether who asks already holds what ``tag`` names."""
    return tag in asked.get("if-none-match", "").split(", ")


class Conditional:
    """Gives answers a weak ETag: the same address, archive, program, settings and day are the same page.

    The day counts because "last year" is read from it. ``state`` names the archive as it stands.
    """

    def __init__(self, app: ASGIApp, edition: str, state: Callable[[], str]) -> None:
        self._app = app
        self._edition = edition
        self._state = state

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http" or scope["method"] != "GET" or scope["path"].startswith(_UNTOLD):
            await self._app(scope, receive, send)
            return
        tag = self._tag(scope)
        if is_held(tag, Headers(scope=scope)):
            headers = {"ETag": tag, "Cache-Control": "no-cache"}
            await Response(status_code=304, headers=headers)(scope, receive, send)
            return

        async def send_with_tag(message: Message) -> None:
            if message["type"] == "http.response.start" and message["status"] == 200:
                headers = MutableHeaders(scope=message)
                if "etag" not in headers and "cache-control" not in headers:
                    headers["ETag"] = tag
                    headers["Cache-Control"] = "no-cache"
            await send(message)

        await self._app(scope, receive, send_with_tag)

    def _tag(self, scope: Scope) -> str:
        asked = Headers(scope=scope)
        parts = (
            self._edition,
            self._state(),
            dt.datetime.now(dt.UTC).date().isoformat(),
            asked.get("host", ""),
            scope["raw_path"].decode("ascii", "replace"),
            scope["query_string"].decode("ascii", "replace"),
        )
        digest = hashlib.sha256("\n".join(parts).encode())
        return f'W/"{digest.hexdigest()[:24]}"'
