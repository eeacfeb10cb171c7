"""What an archive's own words say: which it holds and how often, and what its acronyms stand for.

Filled while an index is built, document by document; read by ``indexer.understanding.question``.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from indexer.analysis import STOP_WORDS, fold, stem, tokens
from indexer.understanding.acronym import Definition, definitions, key

WORDS, COUNTS, ACRONYMS = "words.txt", "counts.npy", "acronyms.tsv"


@dataclass(frozen=True, slots=True)
class Noted:
    """What one document adds to a lexicon; several add up."""

    pieces: Mapping[str, int]
    """How many of its texts hold what stands between two spaces, as written."""
    acronyms: Mapping[Definition, int]
    """How many times each is explained."""


def note(texts: Iterable[str]) -> Noted:
    """What one document's texts (its passages, title, headings) say; they are read one at a time."""
    pieces: Counter[str] = Counter()
    acronyms: Counter[Definition] = Counter()
    for text in texts:
        pieces.update(set(text.split()))
        acronyms.update(definitions(text))
    return Noted(pieces, acronyms)


@dataclass(frozen=True, slots=True)
class Frequency:
    """How often a word, folded, stands in an archive's texts: once in each for every way of writing it."""

    texts: int
    small: int
    """Without a capital."""

    @property
    def small_share(self) -> float:
        return self.small / self.texts if self.texts else 0.0


class Lexicon:
    """An archive's words and acronyms, open for reading; safe to share between threads."""

    def __init__(
        self, words: list[str], counts: NDArray[np.uint32], acronyms: Mapping[Definition, int]
    ) -> None:
        """``words`` by length, then in order; ``counts`` of shape (words, 2): texts, and small."""
        self._words = words
        self._counts = counts
        self._defined = acronyms
        longest = len(words[-1]) if words else 0
        self._starts = [bisect_left(words, letters, key=len) for letters in range(longest + 2)]
        """Where the words of so many letters begin, and at last where all end."""

    @classmethod
    def empty(cls) -> Lexicon:
        return cls([], np.zeros((0, 2), np.uint32), {})

    @classmethod
    def open(cls, folder: Path) -> Lexicon:
        """Raises OSError or ValueError where the folder holds no whole lexicon."""
        text = (folder / WORDS).read_text("utf-8")
        words = text.split("\n") if text else []
        counts = np.load(folder / COUNTS)
        if counts.shape != (len(words), 2):
            raise ValueError(f"{folder}: {COUNTS} has {len(counts)} rows for {len(words)} words")
        defined = {}
        for line in (folder / ACRONYMS).read_text("utf-8").splitlines():
            acronym, meaning, times = line.split("\t")
            defined[Definition(acronym, meaning)] = int(times)
        return cls(words, counts, defined)

    def frequency(self, word: str) -> Frequency:
        """Of a folded word in exactly this form."""
        place = self._place(word)
        if place < len(self._words) and self._words[place] == word:
            return Frequency(*map(int, self._counts[place]))
        return Frequency(0, 0)

    def holds(self, word: str) -> bool:
        """Whether the archive has a folded word, in this or another inflection."""
        if self.frequency(word).texts:
            return True
        wanted = stem(word)
        start = wanted[: max(1, len(wanted) - 1)]  # an e or y may have given way to the ending
        alike = self.beginning(start, len(start), len(wanted) + _LONGEST_ENDING)
        return any(stem(held) == wanted for held in alike)

    def hyphened(self, word: str) -> tuple[str, str] | None:
        """The parts of a folded word that the archive also writes with a hyphen, and not by a slip only."""
        parted = [(word[:i], word[i:]) for i in range(1, len(word))]
        often, parts = max(
            ((self.frequency("-".join(parts)).texts, parts) for parts in parted),
            default=(0, ("", "")),
        )
        return parts if often > _SLIPS * self.frequency(word).texts else None

    def beginning(self, start: str, shortest: int, longest: int, least: int = 1) -> list[str]:
        """The words that begin so, of so many letters, that so many texts hold."""
        found: list[str] = []
        for letters in range(max(shortest, len(start)), longest + 1):
            first = self._place(start + "\0" * (letters - len(start)))
            last = self._place(start + "\U0010ffff" * (letters - len(start)))
            texts = self._counts[first : last + 1, 0].tolist()
            words = self._words[first : last + 1]
            found += [word for word, held in zip(words, texts, strict=True) if held >= least]
        return [word for word in found if word.startswith(start)]

    def _place(self, word: str) -> int:
        if len(word) + 1 >= len(self._starts):
            return len(self._words)
        first, beyond = self._starts[len(word) : len(word) + 2]
        return bisect_left(self._words, word, first, beyond)

    def meanings(self, acronym: str) -> tuple[str, ...]:
        """What an acronym stands for, as the documents write it, the most frequent first."""
        return self._meanings.get(key(acronym), ())

    def acronyms(self, stems: tuple[str, ...]) -> tuple[str, ...]:
        """The acronyms that stand for words, given by their stems as ``content`` tells them."""
        return self._acronyms.get(stems, ())

    @cached_property
    def _meanings(self) -> dict[str, tuple[str, ...]]:
        found: dict[str, list[str]] = defaultdict(list)
        for acronym, meaning in self._by_frequency():
            found[key(acronym)].append(meaning)
        return {acronym: tuple(meanings) for acronym, meanings in found.items()}

    @cached_property
    def _acronyms(self) -> dict[tuple[str, ...], tuple[str, ...]]:
        found: dict[tuple[str, ...], dict[str, str]] = defaultdict(dict)
        for acronym, meaning in self._by_frequency():
            found[content(meaning)].setdefault(key(acronym), acronym)
        return {stems: tuple(acronyms.values()) for stems, acronyms in found.items()}

    def _by_frequency(self) -> list[Definition]:
        return sorted(
            self._defined, key=lambda definition: (-self._defined[definition], definition)
        )


_LONGEST_ENDING = 7
"""Letters that an inflection adds to its stem: "organis-ational"."""


_SLIPS = 1 / 50
"""Share of a word's texts that may hyphen it by a slip, as at a line's end ("re-port")."""


def content(text: str) -> tuple[str, ...]:
    """The stems of the words of a text that name something."""
    return tuple(stem(token.word) for token in tokens(text) if token.word not in STOP_WORDS)


def write(
    folder: Path,
    noted: Iterable[Noted],
    earlier: Lexicon | None = None,
    gone: Iterable[Noted] = (),
) -> None:
    """Write a lexicon into a new folder: what ``noted`` says and, where an ``earlier`` lexicon is
    given, what that says too, less what is ``gone`` from it.
    """
    texts: Counter[str] = Counter()
    small: Counter[str] = Counter()
    acronyms: Counter[Definition] = Counter()
    if earlier is not None:
        texts.update(dict(zip(earlier._words, earlier._counts[:, 0].tolist(), strict=True)))
        small.update(dict(zip(earlier._words, earlier._counts[:, 1].tolist(), strict=True)))
        acronyms.update(earlier._defined)
    pieces: Counter[str] = Counter()
    for document in noted:
        pieces.update(document.pieces)
        acronyms.update(document.acronyms)
    for document in gone:
        pieces.subtract(document.pieces)
        acronyms.subtract(document.acronyms)
    for piece, count in pieces.items():
        for written in _words(piece):
            word = "-".join(map(fold, written.split("-")))
            texts[word] += count
            if written.islower():
                small[word] += count
    words = sorted((word for word, count in texts.items() if count > 0), key=_by_length)
    folder.mkdir()
    (folder / WORDS).write_text("\n".join(words), "utf-8")
    counts = [(texts[word], max(0, small[word])) for word in words]
    np.save(folder / COUNTS, np.array(counts, np.uint32).reshape(-1, 2))
    lines = [f"{a}\t{m}\t{n}\n" for (a, m), n in sorted(acronyms.items()) if n > 0]
    (folder / ACRONYMS).write_text("".join(lines), "utf-8")


def _words(piece: str) -> Iterator[str]:
    """The words of a piece but plain numbers, as written; two that a hyphen joins are also one."""
    found = [token for token in tokens(piece) if not token.word.isdecimal()]
    for token in found:
        yield piece[token.start : token.end]
    for first, second in pairwise(found):
        if piece[first.end : second.start] == "-":
            yield piece[first.start : second.end]


def _by_length(word: str) -> tuple[int, str]:
    return len(word), word
