"""The words of an index, sorted, each known by its place among them."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from itertools import pairwise
from pathlib import Path

import numpy as np

_EVERY = 64
"""Of so many words one is kept at hand: a look-up then takes a third of the time, in little memory."""
_LAST = b"\xff"
"""Sorts after whatever a word in UTF-8 may go on with."""


class Terms:
    """Open for reading. Words are compared as UTF-8, which sorts them as Python sorts strings."""

    def __init__(self, folder: Path, name: str) -> None:
        """Open what ``write`` wrote."""
        self._text = (folder / f"{name}.terms").read_bytes()
        self._starts = memoryview(np.load(folder / f"{name}.starts.npy"))
        self._at_hand = [self[place] for place in range(0, len(self), _EVERY)]

    @staticmethod
    def write(folder: Path, name: str, terms: Sequence[bytes]) -> None:
        """Keep words that are sorted and all different."""
        (folder / f"{name}.terms").write_bytes(b"".join(terms))
        starts = np.cumsum([0, *map(len, terms)], dtype=np.int64)
        np.save(folder / f"{name}.starts.npy", starts)

    def __len__(self) -> int:
        return len(self._starts) - 1

    def __getitem__(self, place: int) -> bytes:
        return self._text[self._starts[place] : self._starts[place + 1]]

    def __iter__(self) -> Iterator[bytes]:
        return (self._text[first:last] for first, last in pairwise(self._starts.tolist()))

    def find(self, term: str) -> int | None:
        """The place of a word; None where the index does not hold it."""
        wanted = term.encode("utf-8", "replace")
        place = self._first(wanted)
        return place if place < len(self) and self[place] == wanted else None

    def beginning(self, start: str) -> range:
        """The places of the words that begin so."""
        wanted = start.encode("utf-8", "replace")
        return range(self._first(wanted), self._first(wanted + _LAST))

    def _first(self, wanted: bytes) -> int:
        """The place of the first word that does not come before this."""
        end = bisect_left(self._at_hand, wanted) * _EVERY
        near = range(max(0, end - _EVERY), min(end, len(self)))
        return near.start + bisect_left(near, wanted, key=self.__getitem__)
