"""What every address of the API answers where it cannot do what was asked."""

from __future__ import annotations

from typing_extensions import TypedDict


class RefusalBody(TypedDict):
    """Why the request was not answered."""

    detail: str
    """A plain sentence: what is wrong and what to do about it."""
