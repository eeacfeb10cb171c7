"""Words without Whoosh, for archives so large that writing them with it would take hours."""

from __future__ import annotations

from array import array
from collections.abc import Iterable, Iterator
from functools import lru_cache

import numpy as np

from indexer.analysis import tokens
from indexer.engine import PART
from indexer.engines.embedded.keyword import FIELDS, Posting
from indexer.engines.embedded.positions import GAP


class Tokenised:
    """Tells of each passage what Whoosh would: ``tests/indexer/test_columns.py`` compares the two."""

    def __init__(self) -> None:
        self._numbers: dict[str, int] = {}
        self._read = lru_cache(256)(self._tokens)  # titles and committees come again and again
        self._held = {field: _Occurrences() for field in FIELDS}
        self._count = 0

    def add(self, id: str, digest: str, words: dict[str, str]) -> None:
        for field, text in words.items():
            held = self._held[field]
            numbers, places = self._read(text)
            held.words.extend(numbers)
            held.places.extend(places)
            held.ends.append(len(held.words))
        self._count += 1

    def _tokens(self, text: str) -> tuple[list[int], list[int]]:
        """The number of each word, and its place."""
        numbers: list[int] = []
        places: list[int] = []
        place = 0
        for part in text.split(PART):
            found = [token.word for token in tokens(part)]
            numbers += [self._numbers.setdefault(word, len(self._numbers)) for word in found]
            places += range(place, place + len(found))
            place += len(found) + GAP
        return numbers, places

    def commit(self, gone: Iterable[str]) -> None:
        pass

    def postings(self, field: str) -> Iterator[Posting]:
        held = self._held[field]
        words = np.frombuffer(held.words, np.int32)
        places = np.frombuffer(held.places, np.int32)
        ends = np.frombuffer(held.ends, np.int64)
        rows = np.repeat(np.arange(len(ends)), np.diff(ends, prepend=0))
        order = np.argsort(words, kind="stable")
        rows, places = rows[order], places[order]
        starts = np.concatenate([[0], np.cumsum(np.bincount(words, minlength=len(self._numbers)))])
        for word in sorted(self._numbers):
            number = self._numbers[word]
            those = slice(starts[number], starts[number + 1])
            if starts[number] < starts[number + 1]:
                documents, counts = np.unique(rows[those], return_counts=True)
                yield Posting(
                    word.encode(), documents.tolist(), counts.tolist(), places[those].tolist()
                )

    def close(self) -> None:
        pass

    def cancel(self) -> None:
        pass


class _Occurrences:
    """One field's words in the order of the text."""

    def __init__(self) -> None:
        self.words, self.places, self.ends = array("i"), array("i"), array("q")
