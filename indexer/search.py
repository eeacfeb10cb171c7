"""One search from words to hits: parse, retrieve, rank, explain, answer."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

from archive.document import Entry
from indexer import answer as answering
from indexer.encoder import Encoder, Vectors
from indexer.engine import Candidate, Plan, Retrieval, SearchEngine
from indexer.highlight import highlights, matched, stems_held
from indexer.parser import parse
from indexer.passage import PassageKind
from indexer.passage_table import PassageTable, Shelved
from indexer.query import Query
from indexer.ranking import POOL, Place, coverage, fuse
from indexer.results import Answer, Coverage, Hit, Mode, Results, Search, Sort, Why

FLOOR = 0.40
"""Least cosine at which a passage is offered as related by meaning alone (all-MiniLM-L6-v2)."""

_MOST_WORDS = 0.6
"""Share of the question's words, by rarity, without which hits are said to be weak."""
_WEAK = "No passage answers this question: these are the nearest that share a word or a subject with it."

_BEST_BY_WORDS = 10
"""Keyword hits whose share of the question's words is looked at."""


@dataclass(frozen=True, slots=True)
class Shelf:
    """What one build offers to a search."""

    engine: SearchEngine
    table: PassageTable
    entries: Mapping[str, Entry]
    """The searched version of each document, by id."""
    encoder: Encoder


def search(wanted: Search, shelf: Shelf, covered: Coverage) -> Results:
    """Answer one request; never raises for any text."""
    # Half a surrogate pair, as a terminal may pass on, is no text.
    query = parse(wanted.text.encode("utf-8", "replace").decode())
    vector = shelf.encoder.encode([query.question])[0] if query.question else None
    end = wanted.offset + wanted.limit
    sort = wanted.sort if wanted.text.strip() or wanted.sort is not Sort.RELEVANCE else Sort.NEWEST
    plan = Plan(
        query, vector, wanted.mode, wanted.filter, sort, POOL, FLOOR, wanted.offset, wanted.limit
    )
    found = shelf.engine.retrieve(plan)
    shelved = shelf.table.get([candidate.id for candidate in (*found.pool, *found.rest)])
    covering = _coverage(query, found, shelved)
    ranked = _ranked(wanted.mode, found, shelved, shelf.entries, covering)
    shown = ranked[wanted.offset : end] if sort is Sort.RELEVANCE else []
    shown += [(candidate, 0.0) for candidate in found.rest]
    also_in = shelf.table.also_in([candidate.id for candidate, _ in shown])
    hits = tuple(
        replace(
            _hit(query, candidate, score, rank, shelved[candidate.id], shelf.entries),
            also_in=also_in.get(candidate.id, ()),
        )
        for rank, (candidate, score) in enumerate(shown, wanted.offset + 1)
    )
    answer = None
    if wanted.offset == 0:  # it opens the list; later pages only go on with it
        answer = _answer(query, vector, ranked, found, shelved, shelf, covering)
    is_weak = bool(hits) and answer is None and query.required is None and covering < _MOST_WORDS
    return Results(
        search=wanted,
        query=query,
        total=found.total,
        total_is_exact=found.total_is_exact,
        hits=hits,
        answer=answer,
        silence=None,
        facets=found.facets,
        coverage=covered,
        notes=(*query.notes, _WEAK) if is_weak else query.notes,
    )


def _ranked(
    mode: Mode,
    found: Retrieval,
    shelved: Mapping[str, Shelved],
    entries: Mapping[str, Entry],
    covering: float,
) -> list[tuple[Candidate, float]]:
    pool = [candidate for candidate in found.pool if candidate.is_hit]
    places = [_place(shelved[candidate.id]) for candidate in pool]
    scores = fuse(pool, places, mode, covering)
    pairs = [(c, round(float(s), 6)) for c, s in zip(pool, scores, strict=True)]

    def order(pair: tuple[Candidate, float]) -> tuple[float, int, str]:
        date = entries[shelved[pair[0].id].passage.document].date
        return (-pair[1], -(date.toordinal() if date else 0), pair[0].id)

    return sorted(pairs, key=order)


def _place(shelved: Shelved) -> Place:
    passage = shelved.passage
    assert shelved.row is not None  # the engine holds searched passages only
    item = (passage.document, passage.item.start if passage.item else -1)
    return Place(shelved.row, item, passage.kind is PassageKind.QUESTION)


def _coverage(query: Query, found: Retrieval, shelved: Mapping[str, Shelved]) -> float:
    best = sorted(found.pool, key=lambda candidate: -candidate.keyword)[:_BEST_BY_WORDS]
    held = []
    for candidate in best:
        passage = shelved[candidate.id].passage
        texts = [passage.text, passage.heading, *(context.text for context in passage.context)]
        held.append(stems_held(query, "\n".join(texts)))
    return coverage(held, found.weights)


def _hit(
    query: Query,
    candidate: Candidate,
    score: float,
    rank: int,
    shelved: Shelved,
    entries: Mapping[str, Entry],
) -> Hit:
    passage = shelved.passage
    contexts = [context.text for context in passage.context]
    return Hit(
        passage=passage,
        document=entries[passage.document],
        rank=rank,
        score=score,
        highlights=highlights(query, passage.text),
        context_highlights=tuple(highlights(query, text) for text in contexts),
        why=Why(
            candidate.keyword_rank,
            candidate.meaning_rank,
            matched(query, [passage.text, passage.heading, *contexts]),
        ),
    )


def _answer(
    query: Query,
    vector: Vectors | None,
    ranked: list[tuple[Candidate, float]],
    found: Retrieval,
    shelved: Mapping[str, Shelved],
    shelf: Shelf,
    covering: float,
) -> Answer | None:
    if vector is None or answering.evidence(found.pool, covering) < answering.ENOUGH:
        return None
    passages = [shelved[candidate.id].passage for candidate, _ in ranked[: answering.READ]]
    best = [(passage, shelf.entries[passage.document]) for passage in passages]
    return answering.answer(query, vector, best, found.weights, shelf.engine)
