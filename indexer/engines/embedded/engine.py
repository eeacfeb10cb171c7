"""The embedded search engine: everything in one folder, in one process, with exact answers."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Iterable, Iterator
from functools import lru_cache
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from indexer.analysis import stem
from indexer.encoder import Vectors
from indexer.engine import LEADING, Candidate, Held, Plan, Retrieval
from indexer.engines.embedded import vectors
from indexer.engines.embedded.columns import Mask, Postings, Weights
from indexer.engines.embedded.groups import Groups
from indexer.engines.embedded.keyword import BODY, CONTEXT, KeywordIndex
from indexer.engines.embedded.writer import FACETS, WORDS, vector_digest
from indexer.query import FIELDS, And, Either, Leaf, Node, Not, Or, Phrase, Query, Word
from indexer.results import FacetCount, Filter, Mode, Sort

_REMEMBERED = 32
"""Look-ups kept: a search asks for the same phrase two or three times, and so do its next pages."""


class EmbeddedEngine:
    """An index that ``EmbeddedWriter`` finished. Raises OSError or ValueError where files are damaged."""

    def __init__(self, folder: Path) -> None:
        told = json.loads((folder / "rows.json").read_text("utf-8"))
        self._ids: list[str] = told["ids"]
        self._rows = {id: row for row, id in enumerate(self._ids)}
        self._values: dict[str, list[str]] = told["facets"]
        count = len(self._ids)
        self._codes = {name: np.load(folder / f"{name}.npy") for name in FACETS}
        self._document = np.load(folder / "document.npy")
        self._date = np.load(folder / "date.npy")
        self._order = np.load(folder / "order.npy")
        self._numbers = np.load(folder / "numbers.npy")
        self._groups = Groups(folder)
        self._postings = {field: Postings(folder, field, count) for field in (BODY, *FIELDS)}
        if count:
            self._passages = vectors.load(folder, "passages")
            self._sentences = vectors.load(folder, "sentences")
            self._spans = np.load(folder / "spans.npy")
        self._keyword = KeywordIndex(folder / WORDS)
        self._rows_with = lru_cache(_REMEMBERED)(self._look_up)

    def close(self) -> None:
        self._keyword.close()

    def scan(self) -> Iterator[Held]:
        for _, id, digest in self._keyword.stored():
            row = self._rows.get(id)
            yield Held(id, digest, self._vector_digest(row) if row is not None else "")

    def sentences(self, id: str, vector: Vectors) -> Vectors:
        row = self._rows[id]
        return vectors.cosines(
            self._sentences, vector, np.arange(self._spans[row], self._spans[row + 1])
        )

    def retrieve(self, plan: Plan) -> Retrieval:
        allowed = self._filtered(plan.filter)
        if plan.query.required is not None:
            allowed &= self._satisfying(plan.query.required)
        scores = self._bm25(plan.query)
        by_words = self._by_words(plan, allowed)
        cosines = np.zeros(len(self._ids), np.float32)
        by_meaning = np.zeros(len(self._ids), np.bool_)
        if plan.vector is not None and len(self._ids):
            cosines = vectors.cosines(self._passages, plan.vector)
            if plan.mode is not Mode.KEYWORD:
                by_meaning = allowed & (cosines >= plan.floor)
        hits = self._groups.standing(by_words, by_words | by_meaning)
        by_words &= hits
        by_meaning &= hits
        pool, rest = self._ranked(plan, allowed, hits, by_words, by_meaning, scores, cosines)
        return Retrieval(
            pool=pool,
            rest=rest,
            total=int(hits.sum()),
            total_is_exact=bool((hits == by_words).all()) and plan.mode is not Mode.MEANING,
            facets=self._facets(hits),
            weights=self._weights(plan.query),
        )

    def _ranked(
        self,
        plan: Plan,
        allowed: Mask,
        hits: Mask,
        by_words: Mask,
        by_meaning: Mask,
        scores: Weights,
        cosines: Weights,
    ) -> tuple[tuple[Candidate, ...], tuple[Candidate, ...]]:
        words = self._best(by_words, scores, plan.depth)
        meaning = self._best(by_meaning, cosines, plan.depth)
        best = dict.fromkeys([*words, *meaning])
        leading = dict.fromkeys([*words[:LEADING], *meaning[:LEADING]])
        near = [row for row in self._neighbours(leading, plan.neighbours) if allowed[row]]
        pool = np.array(list(dict.fromkeys([*best, *near])), np.intp)
        rows = np.flatnonzero(hits)
        if plan.sort is Sort.RELEVANCE:
            rows = rows[~np.isin(rows, pool)]
            keys = (-cosines[rows], -scores[rows])
            before = int(hits[pool].sum())
        else:
            dates = self._date[rows]
            dated = -dates if plan.sort is Sort.NEWEST else dates
            keys = (dated, dates == 0)  # undated passages come last either way
            before = 0
        window = slice(max(0, plan.offset - before), max(0, plan.offset + plan.limit - before))
        rest = rows[np.lexsort((self._order[rows], *keys))][window]
        ranks = (_ranks(words) if plan.query.matching else {}), _ranks(meaning)
        return (
            self._candidates(plan, pool, hits, *ranks, scores, cosines),
            self._candidates(plan, rest, hits, *ranks, scores, cosines),
        )

    def _neighbours(self, rows: Iterable[int], reach: int) -> Iterator[int]:
        """The rows of the same document next to these."""
        for row in rows:
            for near in range(max(0, row - reach), min(len(self._ids), row + reach + 1)):
                if near != row and self._document[near] == self._document[row]:
                    yield near

    def _best(self, mask: Mask, scores: Weights, depth: int) -> list[int]:
        """The best rows of a mask, ties broken by date (newest first), then id."""
        rows = np.flatnonzero(mask)
        if len(rows) > depth:
            least = np.partition(scores[rows], -depth)[-depth]
            rows = rows[scores[rows] >= least]
        ordered = rows[np.lexsort((self._order[rows], -scores[rows]))]
        return [int(row) for row in ordered[:depth]]

    def _candidates(
        self,
        plan: Plan,
        rows: NDArray[np.intp],
        hits: Mask,
        word_ranks: dict[int, int],
        meaning_ranks: dict[int, int],
        scores: Weights,
        cosines: Weights,
    ) -> tuple[Candidate, ...]:
        sentences = self._best_sentences(plan, rows)
        words = _plain(plan.query)
        items = (self._postings["item"].bm25(words) + self._postings["title"].bm25(words))[rows]
        return tuple(
            Candidate(
                id=self._ids[row],
                row=int(row),
                keyword=float(scores[row]),
                keyword_rank=word_ranks.get(int(row)),
                meaning=float(cosines[row]),
                meaning_rank=meaning_ranks.get(int(row)),
                sentence=float(sentence),
                item=float(item),
                is_hit=bool(hits[row]),
            )
            for row, sentence, item in zip(rows, sentences, items, strict=True)
        )

    def _best_sentences(self, plan: Plan, rows: NDArray[np.intp]) -> Weights:
        if plan.vector is None or not len(rows):
            return np.zeros(len(rows), np.float32)
        starts, ends = self._spans[rows], self._spans[rows + 1]
        gathered = np.concatenate(
            [np.arange(start, end) for start, end in zip(starts, ends, strict=True)]
        )
        found = vectors.cosines(self._sentences, plan.vector, gathered)
        best = np.zeros(len(rows), np.float32)
        np.maximum.at(best, np.repeat(np.arange(len(rows)), ends - starts), found)
        return best

    def _filtered(self, wanted: Filter) -> Mask:
        mask = np.ones(len(self._ids), np.bool_)
        for name, chosen in (
            ("committee", wanted.committees),
            ("kind", wanted.kinds),
            ("passage", wanted.passages),
        ):
            if chosen:
                codes = [c for c, value in enumerate(self._values[name]) if value in chosen]
                mask &= np.isin(self._codes[name], codes)
        if wanted.date_from is not None:
            mask &= self._date >= _number(wanted.date_from)
        if wanted.date_to is not None:
            mask &= (self._date <= _number(wanted.date_to)) & (self._date > 0)
        return mask

    def _by_words(self, plan: Plan, allowed: Mask) -> Mask:
        if not plan.query.text.strip():
            return allowed  # no question: everything that the filters let through
        if plan.mode is Mode.MEANING or plan.query.matching is None:
            return np.zeros(len(self._ids), np.bool_)
        if plan.query.matching is plan.query.required:
            return allowed
        return allowed & self._satisfying(plan.query.matching)

    def _satisfying(self, node: Node) -> Mask:
        """The rows for which a query's tree holds."""
        if isinstance(node, And):
            return np.asarray(np.logical_and.reduce([self._satisfying(n) for n in node.nodes]))
        if isinstance(node, Or):
            return np.asarray(np.logical_or.reduce([self._satisfying(n) for n in node.nodes]))
        if isinstance(node, Not):
            return ~self._satisfying(node.node)
        mask = np.zeros(len(self._ids), np.bool_)
        mask[self._rows_with(node)] = True
        return mask

    def _look_up(self, leaf: Leaf) -> NDArray[np.int32]:
        """The rows that hold a word, a phrase or a prefix, in no particular order."""
        if isinstance(leaf, Word):
            return self._postings[leaf.field or BODY].of(leaf.term)[0]
        if isinstance(leaf, Either):
            return np.unique(np.concatenate([self._rows_with(form) for form in leaf.forms]))
        if isinstance(leaf, Phrase):
            found = self._keyword.phrase(leaf.field or BODY, leaf.words)
            if not found and not leaf.field:  # it may be a heading, a caption or a table's header
                found = self._keyword.phrase(CONTEXT, leaf.words)
        else:
            fields = (leaf.field,) if leaf.field else (BODY, CONTEXT)
            found = [
                number for field in fields for number in self._keyword.prefix(field, leaf.start)
            ]
        return np.asarray(self._numbers[found], np.int32)

    def _bm25(self, query: Query) -> Weights:
        """BM25 over the query's words; a prefix or a phrase counts as one word more of its own rarity."""
        body = self._postings[BODY]
        scores = body.bm25(_plain(query))
        for leaf in query.wanted:
            if leaf.field or isinstance(leaf, Word):
                continue
            held = self._satisfying(leaf)
            scores[held] += body.idf(int(held.sum()))
            if isinstance(leaf, Phrase):
                scores += body.bm25(_stems(leaf)) * held
        return scores

    def _weights(self, query: Query) -> dict[str, float]:
        body = self._postings[BODY]
        weights: dict[str, float] = {}
        for leaf in query.wanted:
            if not leaf.field and isinstance(leaf, Word | Phrase):
                for term in (leaf.term,) if isinstance(leaf, Word) else _stems(leaf):
                    held = len(body.of(term)[0])
                    weights[term] = body.idf(held)
        return weights

    def _facets(self, hits: Mask) -> dict[str, tuple[FacetCount, ...]]:
        facets = {}
        for name in FACETS:
            counts = np.bincount(self._codes[name][hits], minlength=len(self._values[name]))
            found = [
                FacetCount(value, int(count))
                for value, count in zip(self._values[name], counts, strict=True)
                if count and value
            ]
            by_count = name != "year"
            found.sort(key=lambda facet: (-facet.count if by_count else 0, facet.value))
            facets[name] = tuple(found if by_count else reversed(found))
        return facets

    def _vector_digest(self, row: int) -> str:
        span = slice(self._spans[row], self._spans[row + 1])
        return vector_digest(
            vectors.Codes(self._passages.codes[row], self._passages.scales[row]),
            vectors.Codes(self._sentences.codes[span], self._sentences.scales[span]),
        )


def _number(date: dt.date) -> int:
    return date.year * 10000 + date.month * 100 + date.day


def _plain(query: Query) -> list[str]:
    """The stems of a query's words that were typed for no field."""
    return [leaf.term for leaf in query.wanted if isinstance(leaf, Word) and not leaf.field]


def _ranks(rows: list[int]) -> dict[int, int]:
    return {row: rank for rank, row in enumerate(rows, start=1)}


def _stems(phrase: Phrase) -> tuple[str, ...]:
    return tuple(stem(word) for word in phrase.words)
