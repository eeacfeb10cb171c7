"""A question, understood, with what was retrieved for it, in order."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, replace

import numpy as np

from indexer.engine import Candidate, Plan, Retrieval
from indexer.models.encoder import Encoder, Vectors
from indexer.models.reranker import RERANKED, reranked
from indexer.query import Query, in_own_text
from indexer.ranking.order import REACH, scores
from indexer.ranking.pool import DEPTH, Column, Pool
from indexer.results import (
    Mode,
    Search,
    Sort,
)
from indexer.shelf import Shelf
from indexer.understanding.bridge import bridged
from indexer.understanding.question import understand
from indexer.understanding.speaker import cues

FLOOR = 0.40
"""Least cosine at which a passage is offered as related by meaning alone (all-MiniLM-L6-v2)."""

_OVERTAKEN = 0.7
"""What is left of a draft's score where the minutes that took its place are in the archive: what only the
draft says is still found, and what both say does not take up two of the first places (tuning half: hit@3
.795 instead of .777 at .95)."""


@dataclass(frozen=True, slots=True)
class Ranked:
    """A question with what was retrieved for it, ranked."""

    query: Query
    vector: Vectors | None
    found: Retrieval
    pool: Pool
    scores: Column
    """In the order of the pool."""
    order: list[tuple[Candidate, float]]
    """The candidates that are hits with their scores, best first."""


def understood(wanted: Search, shelf: Shelf) -> Query:
    """What is looked for, of the question and the mode that it is asked in."""
    # Half a surrogate pair, as a terminal may pass on, is no text.
    text = wanted.text.encode("utf-8", "replace").decode()
    query = understand(
        text,
        shelf.lexicon,
        dt.date.today(),
        committees=shelf.committees,
        days=shelf.days,
        chosen=wanted.filter.committees,
        strictly=wanted.mode is Mode.EVERY,
    )
    if wanted.mode is Mode.EVERY and query.required is not None:
        query = replace(query, required=in_own_text(query.required))
    if wanted.mode in (Mode.HYBRID, Mode.MEANING):
        query = bridged(query, shelf.lexicon)
    return query


def rank(wanted: Search, shelf: Shelf) -> Ranked:
    """Understand a question, retrieve what may answer it and put that in order."""
    query = understood(wanted, shelf)
    vector = None
    if query.question and wanted.mode is not Mode.EVERY:
        vector = vector_of(query, shelf.encoder)
    return ranked_by(wanted, query, vector, shelf, FLOOR)


def vector_of(query: Query, encoder: Encoder) -> Vectors:
    """The question's vector, shape (dimensions,). Where the question can be told in the record's words too,
    it is half of the sum of both: cosines to it are the mean of those to either.
    """
    told = [query.question, *filter(None, [query.in_record_words])]
    return np.asarray(encoder.encode(told).mean(axis=0), np.float32)


def ranked_by(
    wanted: Search, query: Query, vector: Vectors | None, shelf: Shelf, floor: float
) -> Ranked:
    """``floor`` is the least cosine at which a passage is offered as related by meaning."""
    found = shelf.engine.retrieve(plan(wanted, query, vector, floor))
    pool = Pool.of(query, found)
    worth = scores(pool, wanted.mode, shelf.weights)
    order = _ordered(pool, worth, shelf.overtaken)
    is_by_both = wanted.mode is Mode.HYBRID and sort_of(wanted) is Sort.RELEVANCE
    shows_first = wanted.offset < RERANKED and bool(query.question)
    if shelf.reranker is not None and is_by_both and shows_first:
        order = reranked(query.question, order, shelf.table, shelf.reranker)
    return Ranked(query, vector, found, pool, worth, order)


def plan(wanted: Search, query: Query, vector: Vectors | None, floor: float) -> Plan:
    return Plan(
        query=query,
        vector=vector,
        mode=Mode.KEYWORD if wanted.mode is Mode.EVERY else wanted.mode,
        filter=wanted.filter,
        sort=sort_of(wanted),
        depth=DEPTH,
        floor=floor,
        offset=wanted.offset,
        limit=wanted.limit,
        cues=cues(query.speaker),
        neighbours=REACH,
        wants_timeline=wanted.mode is Mode.EVERY and bool(wanted.text.strip()),
    )


def _ordered(pool: Pool, worth: Column, overtaken: frozenset[str]) -> list[tuple[Candidate, float]]:
    """The candidates that are hits, best first; ties by date, newest first, then id.

    What nearly agrees scores nearly alike, and then what took a draft's place comes before it.
    """
    pairs = [
        (candidate, round(float(score) * (_OVERTAKEN if candidate.id in overtaken else 1.0), 6))
        for candidate, score in zip(pool.candidates, worth, strict=True)
        if candidate.is_hit
    ]
    return sorted(pairs, key=lambda pair: (-pair[1], -_day(pair[0].date), pair[0].id))


def sort_of(wanted: Search) -> Sort:
    if wanted.sort is Sort.RELEVANCE and (wanted.mode is Mode.EVERY or not wanted.text.strip()):
        return Sort.NEWEST
    return wanted.sort


def _day(date: dt.date | None) -> int:
    return date.toordinal() if date else 0
