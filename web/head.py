"""HEAD, answered wherever GET is: link checkers and monitors ask for it."""

from __future__ import annotations

from starlette.requests import Request
from starlette.types import ASGIApp, Message, Receive, Scope, Send

_ASKED = "minutebook.head"


def wants_head_only(request: Request) -> bool:
    """Whether the body will be dropped, so that what is dear to make need not be made."""
    return bool(request.scope.get(_ASKED))


class HeadAsGet:
    """Answers HEAD with the headers that GET would have, and no body."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http" or scope["method"] != "HEAD":
            await self._app(scope, receive, send)
            return

        async def send_without_body(message: Message) -> None:
            if message["type"] == "http.response.body":
                message = {**message, "body": b""}
            await send(message)

        await self._app({**scope, "method": "GET", _ASKED: True}, receive, send_without_body)
