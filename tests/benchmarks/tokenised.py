"""Words without Whoosh, for archives so large that writing them with it would take hours."""

from __future__ import annotations

from array import array
from collections.abc import Iterable, Iterator

import numpy as np

from indexer.analysis import tokens
from indexer.engine import PART
from indexer.engines.embedded.keyword import FIELDS, Posting
from indexer.engines.embedded.positions import GAP


class Tokenised:
    """Tells of each passage what Whoosh would: ``tests/indexer/test_columns.py`` compares the two."""

    def __init__(self) -> None:
        self._numbers: dict[str, int] = {}
        self._held = {field: _Occurrences() for field in FIELDS}
        self._count = 0

    def add(self, id: str, digest: str, words: dict[str, str]) -> None:
        for field, text in words.items():
            held, place = self._held[field], 0
            for part in text.split(PART):
                for token in tokens(part):
                    held.words.append(self._numbers.setdefault(token.word, len(self._numbers)))
                    held.places.append(place)
                    place += 1
                place += GAP
            held.ends.append(len(held.words))
        self._count += 1

    def commit(self, gone: Iterable[str]) -> None:
        pass

    def postings(self, field: str) -> Iterator[Posting]:
        held = self._held[field]
        words = np.frombuffer(held.words, np.int32)
        places = np.frombuffer(held.places, np.int32)
        ends = np.frombuffer(held.ends, np.int64)
        rows = np.repeat(np.arange(len(ends)), np.diff(ends, prepend=0))
        order = np.argsort(words, kind="stable")
        starts = np.concatenate([[0], np.cumsum(np.bincount(words, minlength=len(self._numbers)))])
        for word in sorted(self._numbers):
            number = self._numbers[word]
            those = order[starts[number] : starts[number + 1]]
            if len(those):
                documents, first = np.unique(rows[those], return_index=True)
                held_places = np.split(places[those], first[1:])
                yield Posting(
                    word.encode(), documents.tolist(), [each.tolist() for each in held_places]
                )

    def close(self) -> None:
        pass

    def cancel(self) -> None:
        pass


class _Occurrences:
    """One field's words in the order of the text."""

    def __init__(self) -> None:
        self.words, self.places, self.ends = array("i"), array("i"), array("q")
