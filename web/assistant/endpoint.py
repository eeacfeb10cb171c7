"""The address at which assistants ask, and who may ask there."""

from __future__ import annotations

import ipaddress
from collections.abc import Sequence
from urllib.parse import urlsplit

from starlette.concurrency import run_in_threadpool
from starlette.datastructures import Headers
from starlette.types import ASGIApp, Receive, Scope, Send

from web.assistant.tools import Tool
from web.errors import ForeignSite, OnlyPosted
from web.site import SiteSettings


class Assistants:
    """Loads the protocol's SDK at the first request, since most sites are never asked."""

    def __init__(self, tools: Sequence[Tool], settings: SiteSettings) -> None:
        self._tools = tools
        self._settings = settings
        self._serve: ASGIApp | None = None

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["method"] != "POST":
            raise OnlyPosted
        refuse_foreign(Headers(scope=scope), self._settings.public_url)
        if self._serve is None:
            self._serve = await run_in_threadpool(self._load)
        await self._serve(scope, receive, send)

    def _load(self) -> ASGIApp:
        from web.assistant.server import serve

        return serve(self._tools, self._settings.service_name, self._settings.public_url)


def refuse_foreign(headers: Headers, public_url: str) -> None:
    """Keeps web pages of others from asking through their reader's browser, also a page that has its own
    name point at this machine (DNS rebinding). Raises ForeignSite.

    The public name is right, and so is what no stranger can own: an IP address, a name without a dot.
    """
    host, public = headers.get("host", "").lower(), _place(public_url)
    usual = {"https": ":443", "http": ":80"}.get(urlsplit(public_url).scheme, "")
    if usual and host == f"{public}{usual}":
        host = public
    if (host != public or not host) and not _is_nobodys(host):
        raise ForeignSite(
            f"Assistants reach this archive at {public_url}."
            if public
            else "This archive does not know that name for itself. Whoever runs it can set "
            "MINUTEBOOK_PUBLIC_URL to the address that readers use."
        )
    origin = headers.get("origin")
    if origin is not None and _place(origin) not in {host, public} - {""}:
        raise ForeignSite("Web pages of other sites may not ask here. Ask from a program.")


def _place(address: str) -> str:
    """Name and port; empty where there is none to be read."""
    try:
        return urlsplit(address).netloc.lower()
    except ValueError:
        return ""


def _is_nobodys(host: str) -> bool:
    try:
        name = urlsplit(f"//{host}").hostname or ""
        return bool(name and "." not in name and ":" not in name) or bool(
            ipaddress.ip_address(name)
        )
    except ValueError:
        return False
