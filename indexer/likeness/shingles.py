"""Words as numbers, and every five in a row as one number: the terms in which texts are compared."""

from __future__ import annotations

import hashlib
import re
from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray

from archive.figure import FIGURE

Words: TypeAlias = NDArray[np.uint64]
"""A hash of each word and figure of a text, in order, whatever its case, its quotation marks and stops."""

Shingles: TypeAlias = NDArray[np.uint64]
"""A hash of each run of ``WIDTH`` words, in order."""

WIDTH = 5
"""Words in a shingle: shorter runs ("of the Cabinet and the") say nothing of where they come from."""

_WORD = re.compile(rf"{FIGURE}|\w+")
_MINUS = dict.fromkeys(map(ord, "\u2012\u2013\u2212"), "-")
_SPREAD = np.uint64(0x9E3779B97F4A7C15)
_MIX = np.uint64(0xBF58476D1CE4E5B9)


class Vocabulary(dict[str, int]):
    """The hash of every word that was met; the same in every run of the program."""

    def __missing__(self, word: str) -> int:
        digest = hashlib.blake2b(word.encode("utf-8", "replace"), digest_size=8).digest()
        found = self[word] = int.from_bytes(digest, "little")
        return found

    def words(self, text: str) -> Words:
        return np.array(
            [self[word] for word in _WORD.findall(text.casefold().translate(_MINUS))], np.uint64
        )


def shingles(words: Words) -> Shingles:
    """Every run of ``WIDTH`` words, overlapping; none in a text of fewer words."""
    count = max(0, len(words) - WIDTH + 1)
    hashes = np.zeros(count, np.uint64)
    for at in range(WIDTH):
        hashes = hashes * _SPREAD + words[at : at + count]
    # Without mixing, the low bits would be those of the last words alone.
    hashes ^= hashes >> np.uint64(31)
    hashes *= _MIX
    return hashes ^ (hashes >> np.uint64(29))
