"""The address that was asked for: what a page must know of itself to name itself."""

from __future__ import annotations

from contextvars import ContextVar
from dataclasses import dataclass
from urllib.parse import parse_qsl, urlencode

from starlette.requests import HTTPConnection
from starlette.types import ASGIApp, Receive, Scope, Send

from web.briefing.parameters import is_of_a_selection

_ONLY_FOR_THIS_READER = {"passage", "results"}
"""Parameters that do not change what a page is: where a reader came from. So it is with what they picked."""


@dataclass(frozen=True, slots=True)
class Requested:
    site: str = ""
    """The site's own address, without a slash at its end."""
    path: str = "/"
    """Without the language in front."""
    query: str = ""

    @property
    def address(self) -> str:
        return f"{self.path}?{self.query}" if self.query else self.path

    @property
    def canonical(self) -> str:
        """The one address, under the site's root, of all that show the same page."""
        sought = self.path.startswith("/search")
        kept = [
            (name, value)
            for name, value in parse_qsl(self.query)
            if name not in _ONLY_FOR_THIS_READER
            and not is_of_a_selection(name)
            and (sought or name != "q")
        ]
        return f"{self.path}?{urlencode(kept)}" if kept else self.path


_NOTHING = Requested()
_requested: ContextVar[Requested] = ContextVar("requested", default=_NOTHING)


def requested() -> Requested:
    """What the page that is being made was asked for by."""
    return _requested.get()


class Remembered:
    """Keeps the address asked for at hand while it is answered.

    ``public_url`` is what readers know the site by; without it, the name that they asked for is.
    """

    def __init__(self, app: ASGIApp, public_url: str) -> None:
        self._app = app
        self._public_url = public_url.rstrip("/")

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "http":
            site = self._public_url or str(HTTPConnection(scope).base_url).rstrip("/")
            query = scope["query_string"].decode("ascii", "replace")
            _requested.set(Requested(site, scope["path"], query))
        await self._app(scope, receive, send)
