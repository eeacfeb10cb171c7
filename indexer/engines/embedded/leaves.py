"""Where each part of a query is found."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import reduce

import numpy as np

from indexer.analysis import stem
from indexer.engines.embedded.keyword import BODY, CONTEXT
from indexer.engines.embedded.lists import Lists, Mask, Weights
from indexer.engines.embedded.positions import Places, Positions
from indexer.engines.embedded.postings import NOWHERE, Found, Postings
from indexer.engines.embedded.terms import Terms
from indexer.query import ABOVE, OWN, And, Either, Leaf, Node, Or, Phrase, Prefix, Query, Word


class Leaves:
    """The answers to one query: each of its leaves is looked up once, however often it is asked for."""

    def __init__(
        self,
        words: Terms,
        stems: Terms,
        postings: Mapping[str, Postings],
        positions: Mapping[str, Positions],
        forms: Lists,
    ) -> None:
        """``forms`` holds the words of each stem."""
        self._words, self._stems, self._forms = words, stems, forms
        self._postings, self._positions = postings, positions
        self._body = postings[BODY]
        self._found: dict[Leaf, Found] = {}
        self._place: dict[str, int | None] = {}

    def find(self, leaf: Leaf) -> Found:
        """The rows that hold a leaf; a beginning of words counts once in each."""
        found = self._found.get(leaf)
        if found is None:
            found = self._found[leaf] = self._look_up(leaf)
        return found

    def satisfying(self, node: Node) -> Mask:
        """The rows for which a query's tree holds, shape (rows,)."""
        if isinstance(node, And):
            return reduce(np.logical_and, map(self.satisfying, node.nodes))
        if isinstance(node, Or):
            return reduce(np.logical_or, map(self.satisfying, node.nodes))
        if isinstance(node, Word | Prefix | Phrase | Either):
            mask = np.zeros(self._body.count, np.bool_)
            mask[self.find(node).rows] = True
            return mask
        return ~self.satisfying(node.node)

    def bm25(self, query: Query) -> Weights:
        """BM25 of every row for what was typed for no field, shape (rows,).

        A phrase or a beginning of words counts as one word more, of its own rarity.
        """
        wanted = [leaf for leaf in query.wanted if not leaf.field]
        scores = self._body.bm25(self.find(leaf) for leaf in wanted if _is_word(leaf))
        for leaf in wanted:
            if _is_word(leaf):
                continue
            rows = self.find(leaf).rows
            scores[rows] += np.float32(self._body.idf(len(rows)))
            if isinstance(leaf, Phrase):
                scores[rows] += self._body.bm25_at(rows, self._stems_of(leaf, BODY))
        return scores

    def weights(self, query: Query) -> dict[str, float]:
        """Inverse document frequency by stem, or by key for what is written in several ways."""
        return {name: self.idf(len(found.rows)) for name, found in self._named(query)}

    def missing(self, query: Query) -> frozenset[str]:
        """The words that no row holds, by the same names."""
        return frozenset(name for name, found in self._named(query) if not len(found.rows))

    def terms(self, query: Query) -> list[tuple[float, Found]]:
        """Each word of the query that was typed for no field: its inverse document frequency, and where
        it is found; what is written in several ways is one word.
        """
        return [(self.idf(len(found.rows)), found) for _, found in self._named(query)]

    def _named(self, query: Query) -> Iterator[tuple[str, Found]]:
        """Each of these words by name, with where it is found."""
        for leaf in query.wanted:
            if leaf.field:
                continue
            if isinstance(leaf, Either):
                yield leaf.key, self.find(leaf)
            elif isinstance(leaf, Word | Phrase):
                yield from zip(_stems(leaf), self._stems_of(leaf, BODY), strict=True)

    def forms(self, term: str, field: str = BODY) -> list[Places]:
        """Where the words of a stem stand in the passages' own text, or in another field, each by itself."""
        place = self._stem_place(term)
        if place is None:
            return []
        words = self._forms.span(range(place, place + 1)).tolist()
        return [self._positions[field].of(range(word, word + 1)) for word in words]

    def idf(self, held: int) -> float:
        """Inverse document frequency of what so many rows hold."""
        return self._body.idf(held)

    def _look_up(self, leaf: Leaf) -> Found:
        if isinstance(leaf, Word):
            if leaf.field in (OWN, ABOVE):
                return self._standing(leaf.term, leaf.field)
            return self._stem(leaf.term, leaf.field or BODY)
        if isinstance(leaf, Either):
            return _together([self.find(form) for form in leaf.forms])
        if isinstance(leaf, Prefix):
            words = self._words.beginning(leaf.start)
            fields = (leaf.field,) if leaf.field else (BODY, CONTEXT)
            mask = np.zeros(self._body.count, np.bool_)
            for field in fields:
                held = self._positions[field]
                mask[held.rows(held.of(words))] = True
            rows = np.flatnonzero(mask).astype(np.int32)
            return Found(rows, np.ones(len(rows), np.float32))
        found = self._phrase(leaf, leaf.field or BODY)
        if not len(found.rows) and not leaf.field:
            return self._phrase(leaf, CONTEXT)  # a heading, a caption or a table's header
        return found

    def _standing(self, term: str, field: str) -> Found:
        """The rows that hold a word of this stem in this very field; what is ranked takes two together."""
        held = self._positions[field]
        places = np.concatenate([np.empty(0, np.uint32), *self.forms(term, field)])
        rows, counts = np.unique(held.rows(places), return_counts=True)
        return Found(rows, counts.astype(np.float32))

    def _phrase(self, phrase: Phrase, field: str) -> Found:
        words = [self._words.find(word) for word in phrase.words]
        known = [word for word in words if word is not None]
        if len(known) < len(words):
            return NOWHERE
        held = self._positions[field]
        places: Places
        places = held.near(known, phrase.within) if phrase.within else held.phrase(known)
        rows, counts = np.unique(held.rows(places), return_counts=True)
        return Found(rows, counts.astype(np.float32))

    def _stems_of(self, leaf: Word | Phrase, field: str) -> list[Found]:
        return [self._stem(term, field) for term in _stems(leaf)]

    def _stem(self, term: str, field: str) -> Found:
        return self._postings[field].of(self._stem_place(term))

    def _stem_place(self, term: str) -> int | None:
        if term not in self._place:
            self._place[term] = self._stems.find(term)
        return self._place[term]


def _is_word(leaf: Leaf) -> bool:
    """Whether a leaf is ranked by how often it occurs: a word, or one thing written in several ways."""
    return isinstance(leaf, Word | Either)


def _stems(leaf: Word | Phrase) -> tuple[str, ...]:
    return (leaf.term,) if isinstance(leaf, Word) else tuple(stem(word) for word in leaf.words)


def _together(found: list[Found]) -> Found:
    """The rows in which any is found, their weights added up."""
    if not found:
        return NOWHERE
    rows, at = np.unique(np.concatenate([each.rows for each in found]), return_inverse=True)
    weights = np.bincount(at, np.concatenate([each.weights for each in found]))
    return Found(rows, weights.astype(np.float32))
