"""How much is answered: no more for one client than is fair, and no more at once than can be done soon."""

from __future__ import annotations

from collections.abc import Awaitable, Callable

from limits import RateLimitItemPerMinute
from limits.storage import MemoryStorage
from limits.strategies import FixedWindowRateLimiter
from starlette.requests import Request
from starlette.responses import Response
from starlette.types import ASGIApp, Receive, Scope, Send

from web.errors import DETAILS, Busy, SiteError, TooMany
from web.language import _

MOST_AT_ONCE = 100
"""Requests under way: at 20 answers a second, the last of them waits for some five seconds."""

_FREE = ("/static/", "/healthz", "/favicon.ico", "/theme.css", "/robots.txt")
"""Addresses that cost next to nothing."""

Answer = Callable[[Request, SiteError], Awaitable[Response]]


class FairShare:
    """Turns away whoever asks for more than ``per_minute`` pages, by address; 0 turns nobody away."""

    def __init__(self, app: ASGIApp, per_minute: int, answer: Answer) -> None:
        self._app = app
        self._answer = answer
        self._limit = RateLimitItemPerMinute(per_minute) if per_minute else None
        self._limiter = FixedWindowRateLimiter(MemoryStorage())

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        client = (scope.get("client") or ("",))[0]
        if (
            self._limit is None
            or scope["type"] != "http"
            or scope["path"].startswith(_FREE)
            or self._limiter.hit(self._limit, client)
        ):
            await self._app(scope, receive, send)
            return
        answer = await self._answer(Request(scope), TooMany())
        await answer(scope, receive, send)


class Bounded:
    """Turns requests away while ``most`` are under way: better told at once than left to wait."""

    def __init__(self, app: ASGIApp, answer: Answer, most: int = MOST_AT_ONCE) -> None:
        self._app = app
        self._answer = answer
        self._most = most
        self._under_way = 0

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http" or scope["path"].startswith(_FREE):
            await self._app(scope, receive, send)
            return
        if self._under_way >= self._most:
            answer = await self._answer(Request(scope), Busy(_(DETAILS[503]), 10))
            await answer(scope, receive, send)
            return
        self._under_way += 1
        try:
            await self._app(scope, receive, send)
        finally:
            self._under_way -= 1
