"""What is compared: the product, and the plain recipes that it has to beat on the same passages."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Protocol

from archive.document import Entry
from indexer.engine import Candidate, Plan
from indexer.parser import parse
from indexer.passage import Passage
from indexer.results import Coverage, Filter, Mode, Results, Search, Sort
from indexer.search import Shelf, search

DEPTH = 50
"""Passages listed: enough for recall at 20 and for a thousand words."""

_POOL = 100
_RRF = 60
"""The constant of reciprocal rank fusion (Cormack, Clarke and Büttcher 2009)."""


@dataclass(frozen=True, slots=True)
class Shown:
    """What a system makes of a question."""

    passages: tuple[Passage, ...]
    """Best first."""
    results: Results | None = None
    """All that the product says; None for a recipe that only ranks."""


class System(Protocol):
    @property
    def name(self) -> str: ...

    def ask(self, text: str) -> Shown: ...


@dataclass(frozen=True, slots=True)
class Product:
    """The search as readers have it."""

    shelf: Shelf
    name: str = "Minutebook"

    def ask(self, text: str) -> Shown:
        results = search(Search(text, limit=DEPTH), self.shelf, _NOTHING)
        nearest = results.silence.nearest if results.silence and not results.hits else ()
        hits = (*results.hits, *nearest)
        return Shown(tuple(hit.passage for hit in hits), results)


_NOTHING = Coverage(0, 0, None, None, 0)
