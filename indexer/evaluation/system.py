"""What is compared: the product, and the plain recipes that it has to beat on the same passages."""

from __future__ import annotations

import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Protocol

from indexer.engine import Candidate, Plan
from indexer.parser import parse
from indexer.passage import Passage
from indexer.ranked import FLOOR, rank
from indexer.results import Coverage, Filter, Mode, Results, Search, Sort
from indexer.search import search
from indexer.shelf import Shelf

PRODUCT = "Minutebook"
LISTED = 50
"""Passages asked for: enough for recall at 20 and for a thousand words."""

_POOL = 100
_RRF = 60
"""The constant of reciprocal rank fusion (Cormack, Clarke and Büttcher 2009)."""

_NOT_COUNTED = Coverage(0, 0, None, None, 0)


@dataclass(frozen=True, slots=True)
class Shown:
    """What a system makes of a question."""

    passages: tuple[Passage, ...]
    """Best first."""
    also_in: Mapping[str, tuple[str, ...]]
    """Copies of these passages, by id."""
    milliseconds: float
    """From the question's words to the first page."""
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
    name: str = PRODUCT

    def ask(self, text: str) -> Shown:
        began = time.perf_counter()
        results = search(Search(text), self.shelf, _NOT_COUNTED)
        taken = _since(began)
        order = rank(Search(text), self.shelf).order if results.hits else []
        return _shown(self.shelf, [candidate.id for candidate, _ in order], taken, results)


@dataclass(frozen=True, slots=True)
class Recipe:
    """One order over the best passages of both indexes, without any of our steps."""

    shelf: Shelf
    name: str
    worth: Callable[[Candidate], float]

    def ask(self, text: str) -> Shown:
        began = time.perf_counter()
        query = replace(parse(text), required=None)
        vector = self.shelf.encoder.encode([text])[0]
        plan = Plan(
            query, vector, Mode.HYBRID, Filter(), Sort.RELEVANCE, _POOL, FLOOR, 0, 0, neighbours=0
        )
        pool = self.shelf.engine.retrieve(plan).pool
        best = [c for c in pool if c.is_hit and self.worth(c) > 0]
        best.sort(key=lambda candidate: (-self.worth(candidate), candidate.id))
        taken = _since(began)
        return _shown(self.shelf, [candidate.id for candidate in best], taken)


def _since(began: float) -> float:
    return (time.perf_counter() - began) * 1000


def _shown(
    shelf: Shelf, ids: Sequence[str], milliseconds: float, results: Results | None = None
) -> Shown:
    listed = list(ids[:LISTED])
    found = shelf.table.get(listed)
    passages = tuple(found[id].passage for id in listed)
    return Shown(passages, shelf.table.also_in(listed), milliseconds, results)


def baselines(shelf: Shelf) -> tuple[Recipe, ...]:
    """BM25, the vectors of whole passages, and both by equal reciprocal rank fusion."""
    return (
        Recipe(shelf, "BM25", lambda candidate: candidate.keyword),
        Recipe(shelf, "Vectors", lambda candidate: candidate.meaning),
        Recipe(shelf, "Both, equal RRF", _rrf),
    )


def _rrf(candidate: Candidate) -> float:
    ranks = (candidate.keyword_rank, candidate.meaning_rank)
    return sum(1 / (_RRF + rank) for rank in ranks if rank is not None)
