"""What comparing an archive's documents has found, kept so that the next build finds only what is new."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache, partial
from itertools import groupby
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from archive.document import Entry
from indexer.likeness.alignment import Layout, aligned
from indexer.likeness.copies import Alignment, Compared, Standing, compared, standings
from indexer.likeness.kinship import Imprint
from indexer.likeness.shingles import Shingles, Vocabulary, Words
from indexer.passage import Passage

_LAID_OUT = 64
"""Documents kept laid out while they are compared with their kin."""


@dataclass(frozen=True, slots=True)
class Searched:
    """One searched document of a build, with at least one passage."""

    entry: Entry
    version: int
    """The catalogue's number of the version that is searched, which stands for its words."""
    texts: Callable[[], Sequence[str]]
    """Reads those of its passages, in text order."""


@dataclass
class Comparison:
    """What was found of an archive's documents; of versions that it does not know, it finds out."""

    documents: dict[int, Compared] = field(default_factory=dict)
    """By version."""
    alignments: dict[tuple[int, int], Alignment] = field(default_factory=dict)
    """Of each two kin, by their versions."""

    def standings(self, documents: Sequence[Searched]) -> dict[int, Standing]:
        """Where passages that have copies stand among them, by row; each other stands alone.

        ``documents`` are in the build's order. What is kept here is of them alone from then on.
        """
        vocabulary = Vocabulary()

        def words(one: Searched) -> list[Words]:
            return [vocabulary.words(text) for text in one.texts()]

        @lru_cache(_LAID_OUT)
        def layout(place: int) -> Layout:
            return Layout(words(documents[place]))

        found: dict[tuple[int, int], Alignment] = {}

        def align(one: int, other: int) -> Alignment:
            key = documents[one].version, documents[other].version
            known = self.alignments.get(key)
            found[key] = aligned(layout(one), layout(other)) if known is None else known
            return found[key]

        known = self.documents
        self.documents = {
            one.version: known.get(one.version) or compared(one.entry, words(one))
            for one in documents
        }
        entries = [one.entry for one in documents]
        stand = standings(entries, list(self.documents.values()), align)
        self.alignments = found
        return stand

    def write(self, path: Path) -> None:
        """Into a file of NumPy arrays; the lists of all documents, or pairs, one after the other."""
        held = list(self.documents.values())
        aligned_places = [list(alignment.items()) for alignment in self.alignments.values()]
        numbers = {
            "versions": list(self.documents),
            "passages": [one.passages for one in held],
            "sizes": [one.imprint.size for one in held],
            "shingle_counts": [len(one.imprint.looked_at) for one in held],
            "repeat_counts": [len(one.repeats) for one in held],
            "repeats": [pair for one in held for pair in one.repeats],
            "kin": list(self.alignments),
            "aligned_counts": [len(pairs) for pairs in aligned_places],
            "aligned": [pair for pairs in aligned_places for pair in pairs],
        }
        arrays: dict[str, Any] = {n: np.array(told, np.int64) for n, told in numbers.items()}
        digests = b"".join(one.imprint.digest for one in held)
        arrays["digests"] = np.frombuffer(digests, np.uint8).reshape(-1, 16)
        arrays["shingles"] = _joined([one.imprint.looked_at for one in held])
        np.savez(path, **arrays)

    @classmethod
    def open(cls, path: Path) -> Comparison:
        """What ``write`` wrote."""
        with np.load(path) as arrays:
            held = {name: arrays[name] for name in arrays.files}
        shingles = _parted(held["shingles"], held["shingle_counts"])
        repeats = _parted(held["repeats"], held["repeat_counts"])
        aligned_places = _parted(held["aligned"], held["aligned_counts"])
        documents = {
            version: Compared(
                passages,
                Imprint(size, digest.tobytes(), looked_at),
                tuple((place, before) for place, before in repeated.tolist()),
            )
            for version, passages, size, digest, looked_at, repeated in zip(
                *(held[name].tolist() for name in ("versions", "passages", "sizes")),
                held["digests"],
                shingles,
                repeats,
                strict=True,
            )
        }
        pairs = [dict(places.tolist()) for places in aligned_places]
        return cls(documents, dict(zip(map(tuple, held["kin"].tolist()), pairs, strict=True)))


def _joined(parts: Sequence[Shingles]) -> Shingles:
    return np.concatenate([np.empty(0, np.uint64), *parts])


def _parted(array: NDArray[Any], counts: NDArray[np.int64]) -> list[NDArray[Any]]:
    return np.split(array, np.cumsum(counts)[:-1]) if len(counts) else []


def standings_of(passages: Sequence[Passage], entries: Mapping[str, Entry]) -> tuple[Standing, ...]:
    """For each passage of an archive where it stands among its copies, found without any earlier build.

    ``passages`` are in the build's order, each document's together and in text order; ``entries`` holds
    every document's, by id. Time grows with the number of words.
    """
    by_document = groupby(passages, key=lambda passage: passage.document)
    texts = {id: [passage.text for passage in held] for id, held in by_document}
    documents = [
        Searched(entries[id], number, partial(texts.__getitem__, id))
        for number, id in enumerate(texts)
    ]
    found = Comparison().standings(documents)
    return tuple(found.get(row, Standing(row, 0)) for row in range(len(passages)))
