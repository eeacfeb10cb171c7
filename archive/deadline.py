"""How a reader asks for more time than one file is given, without knowing who watches the clock."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import TypeAlias

Ask: TypeAlias = Callable[[float], None]
"""Called with how many seconds from now the work at hand may take."""


def _unwatched(seconds: float) -> None:
    """Where nobody watches the clock, there is time."""


_ask: ContextVar[Ask] = ContextVar("ask", default=_unwatched)


def allow(seconds: float) -> None:
    """Say, before slow work (letters recognised in a picture), that it may take ``seconds`` from now."""
    _ask.get()(seconds)


@contextmanager
def watched(ask: Ask) -> Iterator[None]:
    """Inside, ``ask`` hears what readers allow themselves."""
    token = _ask.set(ask)
    try:
        yield
    finally:
        _ask.reset(token)
