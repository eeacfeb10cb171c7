"""How long work says how far it is, without knowing who listens."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from typing import TypeAlias

Step: TypeAlias = Callable[[int], None]
"""Called with how many more units are done."""

Progress: TypeAlias = Callable[[str, int], AbstractContextManager[Step]]
"""Opens a stage of work: its name for people, and how many units it has."""


def unheard(count: int) -> None:
    """The step of work that nobody watches."""


@contextmanager
def silent(stage: str, total: int) -> Iterator[Step]:  # noqa: ARG001 - the shape of a Progress
    """For callers that need no progress told."""
    yield unheard
