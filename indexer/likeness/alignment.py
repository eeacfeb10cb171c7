"""Which passages of two kin documents have the same words: each of one with at most one of the other.

As in Heckel's comparison of files (1978): passages whose words stand as often in the one as in the
other are paired in turn, and then what lies next to a pair is paired with what lies next to its fellow.
So "There were none." is paired by its place, and a section that was moved is found all the same.
Passages that nearly agree lead to those beside them, and are not themselves the same: a draft and the
minutes that were confirmed may differ by one figure.
"""

from __future__ import annotations

import hashlib
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence

import numpy as np

from indexer.likeness.shingles import WIDTH, Words, shingles

NEAR = 0.8
"""Least share that two passages hold in common of all their shingles (Jaccard): near the same."""

IN_PLACE = 0.6
"""The same for passages next to a pair, whose place speaks for them: one word in 20 may differ."""


class Layout:
    """A document's passages, in order, as they are compared."""

    def __init__(self, passages: Sequence[Words]) -> None:
        self.keys = [
            hashlib.blake2b(words.tobytes(), digest_size=16).digest() for words in passages
        ]
        """Alike for passages of the same words."""
        self.says_something = [len(words) >= WIDTH for words in passages]
        """Whether a passage is long enough to be known again by its words alone."""
        # In a ring, so that the first and the last word count as much as any between them.
        self.shingles = [np.unique(shingles(np.r_[w, w[: WIDTH - 1]])) for w in passages]
        """Of each passage, sorted."""
        self._holders: dict[int, list[int]] = {}

    def holders(self) -> dict[int, list[int]]:
        """The passages that hold each shingle."""
        if not self._holders:
            for place, held in enumerate(self.shingles):
                for shingle in held.tolist():
                    self._holders.setdefault(shingle, []).append(place)
        return self._holders


def aligned(one: Layout, other: Layout) -> dict[int, int]:
    """For each passage of ``one`` that ``other`` has too, word for word and figure for figure, its place
    there. ``one`` is best the smaller.
    """
    alignment = _Alignment(one, other)
    for seeds in (alignment.standing_as_often, alignment.in_turn, alignment.nearest):
        for place, there in list(seeds()):
            alignment.pair(place, there)
    pairs = alignment.pairs.items()
    return {place: there for place, there in pairs if one.keys[place] == other.keys[there]}


class _Alignment:
    def __init__(self, one: Layout, other: Layout) -> None:
        self.one, self.other = one, other
        self.pairs: dict[int, int] = {}
        self._taken: set[int] = set()

    def pair(self, place: int, there: int) -> None:
        """Pair two passages and, on either side, what lies next to them for as long as it agrees."""
        if place in self.pairs or there in self._taken:
            return
        self._add(place, there)
        for step in (1, -1):
            i, j = place + step, there + step
            while self._agree(i, j):
                self._add(i, j)
                i, j = i + step, j + step

    def _add(self, place: int, there: int) -> None:
        self.pairs[place] = there
        self._taken.add(there)

    def _agree(self, i: int, j: int) -> bool:
        inside = 0 <= i < len(self.one.keys) and 0 <= j < len(self.other.keys)
        if not inside or i in self.pairs or j in self._taken:
            return False
        return self.one.keys[i] == self.other.keys[j] or self._likeness(i, j) >= IN_PLACE

    def _likeness(self, i: int, j: int) -> float:
        mine, theirs = self.one.shingles[i], self.other.shingles[j]
        if min(len(mine), len(theirs)) < IN_PLACE * max(len(mine), len(theirs), 1):
            return 0.0  # so unlike in length that it need not be measured
        both = len(np.intersect1d(mine, theirs, assume_unique=True))
        return both / (len(mine) + len(theirs) - both)

    def _left(self) -> tuple[dict[bytes, list[int]], dict[bytes, list[int]]]:
        """By their words, the passages of each that are not paired and that say something."""
        mine: defaultdict[bytes, list[int]] = defaultdict(list)
        theirs: defaultdict[bytes, list[int]] = defaultdict(list)
        for layout, places, gone in (
            (self.one, mine, self.pairs),
            (self.other, theirs, self._taken),
        ):
            for place, key in enumerate(layout.keys):
                if place not in gone and layout.says_something[place]:
                    places[key].append(place)
        return mine, theirs

    def standing_as_often(self) -> Iterator[tuple[int, int]]:
        mine, theirs = self._left()
        for key, places in mine.items():
            if len(places) == len(theirs.get(key, ())):
                yield from zip(places, theirs[key], strict=True)

    def in_turn(self) -> Iterator[tuple[int, int]]:
        """Those that the one has more often, in order of place."""
        mine, theirs = self._left()
        for key, places in mine.items():
            yield from zip(places, theirs.get(key, ()), strict=False)

    def nearest(self) -> Iterator[tuple[int, int]]:
        """Those that are nearly the same, the nearest first."""
        mine, _ = self._left()
        found = []
        for place in sorted(place for places in mine.values() for place in places):
            shared: Counter[int] = Counter()
            for shingle in self.one.shingles[place].tolist():
                shared.update(self.other.holders().get(shingle, ()))
            for there in shared:
                likeness = 0.0 if there in self._taken else self._likeness(place, there)
                if likeness >= NEAR:
                    found.append((-likeness, place, there))
        for _, place, there in sorted(found):
            yield place, there
