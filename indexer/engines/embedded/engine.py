"""The embedded search engine: everything in one folder, in one process, with exact answers.

An index is arrays that nobody changes: any number of threads may ask at once, and nothing is kept
between two questions.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from indexer.engine import LEADING, Candidate, Held, Plan, Retrieval
from indexer.engines.embedded import vectors
from indexer.engines.embedded.agreement import Agreement
from indexer.engines.embedded.columns import FORMS, RANKED, STEM, WORD
from indexer.engines.embedded.counts import Counts
from indexer.engines.embedded.groups import Groups
from indexer.engines.embedded.keyword import BODY, FIELDS, digests
from indexer.engines.embedded.leading import leading
from indexer.engines.embedded.leaves import Leaves
from indexer.engines.embedded.lists import Lists, Mask, Picked, Weights, mapped
from indexer.engines.embedded.positions import Positions
from indexer.engines.embedded.postings import Found, Postings
from indexer.engines.embedded.rows import FACETS, RowFacts, values_of
from indexer.engines.embedded.terms import Terms
from indexer.engines.embedded.writer import PASSAGES, SENTENCES, SPANS, WORDS, vector_digest
from indexer.models.encoder import Vectors
from indexer.passage import PassageKind
from indexer.results import Filter, Mode, Sort

_FEW = 0.4
"""Share of all rows up to which it is quicker to gather those let through than to compare all."""


class EmbeddedEngine:
    """An index that ``EmbeddedWriter`` finished. Raises OSError or ValueError where files are damaged."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._facts = RowFacts(folder)
        self._kinds = [PassageKind(value) for value in self._facts.labels["passage"].values]
        self._groups = Groups(folder)
        self._words, self._stems = Terms(folder, WORD), Terms(folder, STEM)
        self._postings = {field: Postings(folder, field) for field in RANKED}
        self._positions = {field: Positions(folder, field) for field in FIELDS}
        self._forms = Lists.load(folder, FORMS)
        self._passages = vectors.load(folder, PASSAGES)
        self._sentences = vectors.Filed(folder, SENTENCES)
        self._spans: NDArray[np.int64] = mapped(folder / SPANS)

    def close(self) -> None:
        """Nothing to do: files are let go with the last that reads them."""

    def scan(self) -> Iterator[Held]:
        for id, words in digests(self._folder / WORDS):
            try:
                row = self._facts.row(id)
            except KeyError:
                yield Held(id, words, "")
                continue
            own = vectors.Codes(self._passages.codes[row], self._passages.scales[row])
            yield Held(id, words, vector_digest(own, self._sentences_of([row])))

    def _sentences_of(self, rows: Sequence[int] | Picked) -> vectors.Codes:
        starts = self._spans[rows]
        return self._sentences.read(starts, self._spans[np.add(rows, 1)] - starts)

    def retrieve(self, plan: Plan) -> Retrieval:
        leaves = Leaves(self._words, self._stems, self._postings, self._positions, self._forms)
        found = self._found(plan, leaves)
        pool, rest, sentences = self._ranked(plan, leaves, found)
        counts = Counts(self._facts, found.rows)
        return Retrieval(
            pool=pool,
            rest=rest,
            total=len(found.rows),
            total_is_exact=plan.mode is not Mode.MEANING
            and (found.by_meaning is None or bool(found.by_words[found.rows].all())),
            facets=counts.facets(),
            timeline=counts.timeline() if plan.wants_timeline else (),
            weights=leaves.weights(plan.query),
            known=_known(leaves.terms(plan.query)),
            missing=leaves.missing(plan.query),
            sentences=sentences,
        )

    def _found(self, plan: Plan, leaves: Leaves) -> _Found:
        allowed = self._allowed(plan, leaves)
        scores = leaves.bm25(plan.query)
        by_words = self._by_words(plan, leaves, allowed, scores)
        by_meaning = cosines = None
        every = by_words
        if plan.vector is not None and plan.mode is not Mode.KEYWORD:
            cosines = self._cosines(plan, plan.vector, allowed)
            by_meaning = cosines >= plan.floor
            if allowed is not None:
                by_meaning &= allowed
            every = by_words | by_meaning
        hits = self._groups.standing(by_words, every)
        rows = np.flatnonzero(hits)
        return _Found(allowed, hits, rows, by_words, by_meaning, scores, cosines)

    def _allowed(self, plan: Plan, leaves: Leaves) -> Mask | None:
        """The rows that the filter lets through and that hold what every hit must; None for all."""
        mask = None if plan.filter == Filter() else self._filtered(plan.filter)
        if plan.query.required is None:
            return mask
        required = leaves.satisfying(plan.query.required)
        return required if mask is None else required & mask

    def _filtered(self, wanted: Filter) -> Mask | None:
        chosen = {
            "committee": wanted.committees,
            "kind": wanted.kinds,
            "passage": wanted.passages,
            "role": wanted.roles,
        }
        kinds = np.ones(len(self._facts.facets), np.bool_)
        for name, allowed in chosen.items():
            if allowed:
                values = np.array(
                    [
                        not set(allowed).isdisjoint(values_of(name, v))
                        for v in self._facts.labels[name].values
                    ],
                    np.bool_,
                )
                kinds &= values[self._facts.facets[:, FACETS.index(name)]]
        mask = None if kinds.all() else kinds[self._facts.kinds]
        date = self._facts.date
        for limit in (
            None if wanted.date_from is None else date >= _number(wanted.date_from),
            None if wanted.date_to is None else (date <= _number(wanted.date_to)) & (date > 0),
        ):
            if limit is not None:
                mask = limit if mask is None else mask & limit
        return mask

    def _by_words(self, plan: Plan, leaves: Leaves, allowed: Mask | None, scores: Weights) -> Mask:
        query = plan.query
        if not query.text.strip() or (
            query.matching is not None
            and query.matching is query.required
            and plan.mode is not Mode.MEANING
        ):  # no question: everything that the filters let through
            return np.ones(len(self._facts), np.bool_) if allowed is None else allowed.copy()
        if plan.mode is Mode.MEANING or query.matching is None:
            return np.zeros(len(self._facts), np.bool_)
        # Whatever plain words find gains by it, however little.
        mask = scores > 0 if query.required is None else leaves.satisfying(query.matching)
        return mask if allowed is None else mask & allowed

    def _cosines(self, plan: Plan, vector: Vectors, allowed: Mask | None) -> Weights:
        """Of every row that is allowed, 0 for some of the others; below the plan's floor only about."""
        if allowed is None or np.count_nonzero(allowed) > _FEW * len(allowed):
            return vectors.cosines_from(self._passages, vector, plan.floor)
        rows = np.flatnonzero(allowed)
        cosines = np.zeros(len(allowed), np.float32)
        cosines[rows] = vectors.cosines(self._passages, vector, rows)
        return cosines

    def _ranked(
        self, plan: Plan, leaves: Leaves, found: _Found
    ) -> tuple[tuple[Candidate, ...], tuple[Candidate, ...], dict[str, list[float]]]:
        """Pool and rest, and the cosines of their sentences."""
        by_words, meaning = found.rows, np.empty(0, np.intp)
        if found.by_meaning is not None and found.cosines is not None:
            by_words = found.rows[found.by_words[found.rows]]
            by_meaning = found.rows[found.by_meaning[found.rows]]
            meaning = self._best(by_meaning, found.cosines, plan.depth)
        words = self._best(by_words, found.scores, plan.depth)
        near = self._neighbours(
            np.concatenate([words[:LEADING], meaning[:LEADING]]), plan.neighbours
        )
        if found.allowed is not None:
            near = near[found.allowed[near]]
        joined = np.concatenate([words, meaning, near])
        pool = np.array(list(dict.fromkeys(joined.tolist())), np.intp)
        before = int(np.count_nonzero(found.hits[pool])) if plan.sort is Sort.RELEVANCE else 0
        start = max(0, plan.offset - before)
        stop = max(0, plan.offset + plan.limit - before)
        rest = np.empty(0, np.intp)
        if start < min(stop, len(found.rows) - before):
            rest = self._following(plan, found, pool, stop)[start:]
        ranks = (_ranks(words) if plan.query.matching else {}), _ranks(meaning)
        both = np.concatenate([pool, rest])
        best, every = self._sentence_cosines(plan, both)
        candidates = self._candidates(plan, leaves, found, both, best, *ranks)
        sentences = dict(zip((candidate.id for candidate in candidates), every, strict=False))
        return candidates[: len(pool)], candidates[len(pool) :], sentences

    def _best(self, rows: Picked, scores: Weights, depth: int) -> Picked:
        """The best of some rows, ties broken by date (newest first), then id."""
        return leading(depth, rows, -scores[rows], self._facts.newest)

    def _following(self, plan: Plan, found: _Found, pool: Picked, depth: int) -> Picked:
        """The first ``depth`` hits in the order that is asked for; by relevance those after the pool."""
        if plan.sort is not Sort.RELEVANCE:
            by_date = self._facts.newest if plan.sort is Sort.NEWEST else self._facts.oldest
            return leading(depth, found.rows, by_date[found.rows])
        others = found.hits.copy()
        others[pool] = False
        rows = np.flatnonzero(others)
        keys = [] if found.cosines is None else [-found.cosines]
        return leading(depth, rows, -found.scores[rows], *keys, self._facts.newest)

    def _neighbours(self, rows: Picked, reach: int) -> Picked:
        """The rows of the same document next to these."""
        if not reach or not len(rows):
            return np.empty(0, np.intp)
        steps = np.array([step for step in range(-reach, reach + 1) if step], np.intp)
        near = rows[:, None] + steps
        inside = (near >= 0) & (near < len(self._facts))
        near = np.where(inside, near, rows[:, None])
        document = self._facts.labels["document"].codes
        return np.asarray(near[inside & (document[near] == document[rows][:, None])])

    def _candidates(
        self,
        plan: Plan,
        leaves: Leaves,
        found: _Found,
        rows: Picked,
        best: Weights,
        word_ranks: dict[int, int],
        meaning_ranks: dict[int, int],
    ) -> tuple[Candidate, ...]:
        if not len(rows):
            return ()
        cosines = np.zeros(len(rows), np.float32)
        if plan.vector is not None:
            cosines = vectors.cosines(self._passages, plan.vector, rows)
        covered = together = np.zeros(len(rows), np.float32)
        agreement = Agreement(leaves, self._positions[BODY], rows)
        if plan.vector is not None:  # what is found by words alone is ranked by BM25 alone
            covered, together = agreement.covered(plan.query), agreement.together(plan.query)
        facts, ids, places = self._facts, self._facts.ids[rows].tolist(), rows.tolist()
        columns = (  # in the order of a candidate's fields
            [id.decode() for id in ids],
            places,
            found.scores[rows].tolist(),
            [word_ranks.get(row) for row in places],
            cosines.tolist(),
            [meaning_ranks.get(row) for row in places],
            best.tolist(),
            covered.tolist(),
            together.tolist(),
            agreement.any_of(plan.cues).tolist(),
            [self._kinds[code] for code in facts.labels["passage"].codes[rows].tolist()],
            facts.item[rows].tolist(),
            [_date(number) for number in facts.date[rows].tolist()],
            found.hits[rows].tolist(),
        )
        return tuple(map(Candidate._make, zip(*columns, strict=True)))

    def _sentence_cosines(self, plan: Plan, rows: Picked) -> tuple[Weights, list[list[float]]]:
        """Of each row that of its best sentence and, where the plan has a vector, those of all."""
        best = np.zeros(len(rows), np.float32)
        if plan.vector is None or not len(rows):
            return best, []
        order = np.argsort(rows)  # neighbours are then read at once
        lengths = self._spans[rows[order] + 1] - self._spans[rows[order]]
        cosines = vectors.cosines(self._sentences_of(rows[order]), plan.vector)
        np.maximum.at(best, np.repeat(order, lengths), cosines)
        told, bounds = cosines.tolist(), np.cumsum([0, *lengths]).tolist()
        every = [told[first:last] for first, last in pairwise(bounds)]
        return best, [every[place] for place in np.argsort(order).tolist()]


@dataclass(frozen=True, slots=True)
class _Found:
    """What a plan finds; masks and scores have one value for each row of the index."""

    allowed: Mask | None
    """The rows among which was searched; None for all."""
    hits: Mask
    rows: Picked
    """Those of the hits."""
    by_words: Mask
    by_meaning: Mask | None
    """None where vectors were not compared, as ``cosines``."""
    scores: Weights
    """BM25."""
    cosines: Weights | None


def _number(date: dt.date) -> int:
    return date.year * 10000 + date.month * 100 + date.day


@lru_cache(4096)
def _date(number: int) -> dt.date | None:
    return dt.date(number // 10000, number // 100 % 100, number % 100) if number else None


def _known(terms: list[tuple[float, Found]]) -> float:
    """Share of words, by rarity, that are found anywhere."""
    whole = sum(weight for weight, _ in terms)
    return sum(weight for weight, found in terms if len(found.rows)) / whole if whole else 1.0


def _ranks(rows: Picked) -> dict[int, int]:
    return {row: rank for rank, row in enumerate(rows.tolist(), start=1)}
