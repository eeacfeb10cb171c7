"""Everyday words for what council records say otherwise: "bins" are "refuse", "kicked out of school" is
"permanently excluded".

The words stand in ``everyday.txt``, which says how it is written.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib import resources

from indexer.analysis import Token, stem, tokens

SMALL = frozenset("a an the my your his her its our their".split())
"""Words that may stand within an expression: "losing their home" is "losing home"."""

_APART = re.compile(r"[.,;:?!()\[\]{}\"“”\0]")
"""Between two words, these end an expression."""


@dataclass(frozen=True, slots=True)
class Saying:
    """An everyday expression, where it stands in a text, and the record's words for it, the best first."""

    start: int
    end: int
    typed: str
    record: tuple[str, ...]


Sayings = Mapping[str, Sequence[tuple[tuple[str, ...], tuple[str, ...]]]]
"""By an expression's first word, those that begin with it, the longest first: their words as they are
compared, without small ones, and the record's for them."""


def sayings(text: str, known: Sayings | None = None) -> tuple[Saying, ...]:
    """The everyday expressions of a text, in order, none within another: at each place the longest."""
    known = packaged() if known is None else known
    found: list[Saying] = []
    words = list(tokens(text))
    place = 0
    while place < len(words):
        for expression, record in _beginning(words[place].word, known):
            last = _last(expression, words, place, text)
            if last is not None:
                start, end = words[place].start, words[last].end
                found.append(Saying(start, end, text[start:end], record))
                place = last
                break
        place += 1
    return tuple(found)


def _beginning(word: str, known: Sayings) -> Iterator[tuple[tuple[str, ...], tuple[str, ...]]]:
    """The expressions that a folded word may begin: those of several words, then the word alone."""
    yield from known.get(stem(word), ())
    yield from known.get(_alone(word), ())


def in_record_words(text: str, found: Iterable[Saying]) -> str:
    """The text with each expression in all of the record's words for it: together they say best what is
    meant, and no reader sees it.
    """
    parts, end = [], 0
    for saying in found:
        parts += [text[end : saying.start], ", ".join(saying.record)]
        end = saying.end
    return "".join([*parts, text[end:]])


def _last(expression: Sequence[str], words: Sequence[Token], place: int, text: str) -> int | None:
    """The place of an expression's last word, where it stands from ``place`` on."""
    if len(expression) == 1:
        return place
    for number, wanted in enumerate(expression):
        if number:
            place += 1
            while (
                place < len(words)
                and words[place].word in SMALL
                and stem(words[place].word) != wanted
            ):
                place += 1
            if place >= len(words):
                return None
            if _APART.search(text, words[place - 1].end, words[place].start):
                return None
        if stem(words[place].word) != wanted:
            return None
    return place


def _alone(word: str) -> str:
    """How a folded word is compared that is a whole expression: only singular and plural are one, for a
    stem has too many words ("train", "training"). No stem looks so.
    """
    bare = word.removesuffix("'s").removesuffix("'")
    if len(bare) > 4 and bare.endswith("ies"):
        bare = bare[:-3] + "y"
    elif bare.endswith(("sses", "shes", "ches", "xes")):
        bare = bare[:-2]
    elif len(bare) > 3 and re.search(r"[^sui]s\Z", bare):
        bare = bare[:-1]
    return bare + "."


def read(text: str) -> Iterator[tuple[tuple[str, ...], tuple[str, ...]]]:
    """Each expression of a list with the record's words for it. Raises ValueError, naming the line."""
    for number, line in enumerate(text.splitlines(), 1):
        if not line or line.startswith("#"):
            continue
        typed, colon, said = line.partition(": ")
        record = tuple(filter(None, (word.strip() for word in said.split(","))))
        expressions = [compared(one) for one in typed.split(",")]
        if not (colon and record and all(expressions)):
            raise ValueError(
                f"Everyday words, line {number}: {line!r}; write expression, another: record's word."
            )
        for expression in expressions:
            yield expression, record


def compared(expression: str) -> tuple[str, ...]:
    """The words of an expression as they are compared: by stem or, where it is a single one, by number."""
    words = [token.word for token in tokens(expression)]
    kept = [word for place, word in enumerate(words) if not place or word not in SMALL]
    return tuple(map(stem, kept)) if len(kept) > 1 else tuple(map(_alone, kept))


@cache
def packaged() -> Sayings:
    """Those that come with the program."""
    listed = resources.files("indexer.understanding").joinpath("everyday.txt").read_text("utf-8")
    found: dict[str, list[tuple[tuple[str, ...], tuple[str, ...]]]] = {}
    for expression, record in read(listed):
        found.setdefault(expression[0], []).append((expression, record))
    return {first: sorted(some, key=lambda one: -len(one[0])) for first, some in found.items()}
