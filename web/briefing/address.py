"""The selection in the address of the page that is being made, which every page's address takes along."""

from __future__ import annotations

from contextvars import ContextVar
from dataclasses import dataclass, field

from starlette.datastructures import QueryParams
from starlette.types import ASGIApp, Receive, Scope, Send

from web.briefing.selection import Selection, others, read_selection
from web.errors import BadParameter


@dataclass(frozen=True, slots=True)
class Here:
    """The address of the page that is being made."""

    path: str = "/"
    """Without its language."""
    parameters: tuple[tuple[str, str], ...] = ()
    """Those that are no part of the selection."""
    selection: Selection = field(default_factory=Selection)
    fault: BadParameter | None = None
    """Why the address holds no selection that can be used."""


_NOWHERE = Here()
_here: ContextVar[Here] = ContextVar("here", default=_NOWHERE)


def here() -> Here:
    return _here.get()


def picked() -> Selection:
    return here().selection


class SelectionInAddress:
    """Reads the selection before a page is made. Programs' addresses carry none."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "http":
            _here.set(_read(scope["path"], QueryParams(scope["query_string"])))
        await self._app(scope, receive, send)


async def refuse_bad_selection() -> None:
    """Asked before any page is made: an address whose selection cannot be kept is an error page."""
    fault = here().fault
    if fault is not None:
        raise fault


def _read(path: str, parameters: QueryParams) -> Here:
    if path.startswith("/api/"):
        return _NOWHERE
    try:
        return Here(path, others(parameters), read_selection(parameters))
    except BadParameter as fault:
        return Here(path, others(parameters), fault=fault)
