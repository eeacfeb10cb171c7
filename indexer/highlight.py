"""Where a query's words stand in a text."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache
from typing import NamedTuple

from archive.document import Range
from indexer.analysis import cut
from indexer.analysis import stem as stem_of
from indexer.query import Either, Leaf, Phrase, Prefix, Query, Word

_REMEMBERED = 256
"""Texts whose words are kept: a search looks at each of its best passages four or five times."""


_SHORT = 10_000
"""Characters; longer texts are whole documents, whose words would fill the memory if kept."""


def highlights(query: Query, text: str) -> tuple[Range, ...]:
    """Ranges of ``text`` that the query asks for, in order, not overlapping.

    Words match by stem, prefixes by their beginning, phrases as a whole, the words of a "phrase"~n one
    by one where they stand near each other; words that were asked for in a title, committee or item are
    not looked for here.
    """
    found = _read(text)
    marked: dict[int, int] = {}
    for leaf in query.wanted:
        if leaf.field:
            continue
        for start, end in _occurrences(leaf, found):
            marked[start] = max(end, marked.get(start, 0))
    ranges: list[Range] = []
    for start, end in sorted(marked.items()):
        if ranges and (start < ranges[-1][1] or text[ranges[-1][1] : start] == "-"):
            ranges[-1] = (ranges[-1][0], max(end, ranges[-1][1]))
        else:
            ranges.append((start, end))
    return tuple(ranges)


def terms(query: Query) -> dict[str, tuple[Word | Phrase, ...]]:
    """The words that a text is weighed by, each with its forms, of which it holds one or more.

    A word is named by its stem, as is each word of a phrase, and an Either by its key. What is looked
    for in a title, committee or item, or by a prefix, is no such word.
    """
    found: dict[str, tuple[Word | Phrase, ...]] = {}
    for leaf in query.wanted:
        if leaf.field:
            continue
        if isinstance(leaf, Word):
            found[leaf.term] = (leaf,)
        elif isinstance(leaf, Phrase):
            found |= {(stem := stem_of(word)): (Word(word, stem),) for word in leaf.words}
        elif isinstance(leaf, Either):
            found[leaf.key] = leaf.forms
    return found


def stems_within(query: Query, text: str, ranges: Sequence[Range]) -> list[set[str]]:
    """Which of the query's ``terms`` each of some ranges of a text holds, by name."""
    read = _read(text)
    starts = [place.start() for place in read.places]
    wanted = terms(query)
    wanted = {name: wanted[name] for name in _held(wanted, read)}  # few, and so soon looked for
    return [
        _held(wanted, read.part(bisect_left(starts, start), bisect_left(starts, end)))
        for start, end in ranges
    ]


def _held(wanted: Mapping[str, Sequence[Word | Phrase]], read: _Read) -> set[str]:
    return {name for name, forms in wanted.items() if any(_occurs(form, read) for form in forms)}


def matched(query: Query, texts: Sequence[str]) -> tuple[str, ...]:
    """The query's words and phrases, as typed, that some of the texts hold."""
    return _some_of(map(_as_typed, query.wanted), texts)


def said_for(query: Query, texts: Sequence[str]) -> tuple[str, ...]:
    """What some of the texts say for everyday words of the query, in the record's words."""
    everyday = [leaf for leaf in query.wanted if isinstance(leaf, Either) and leaf.is_everyday]
    return _some_of((form for leaf in everyday for form in leaf.forms[1:]), texts)


def _as_typed(leaf: Leaf) -> Leaf:
    return leaf.forms[0] if isinstance(leaf, Either) and leaf.is_everyday else leaf


def _some_of(leaves: Iterable[Leaf], texts: Sequence[str]) -> tuple[str, ...]:
    """Those leaves, as typed, that some of the texts hold."""
    found = [_read(text) for text in texts]
    return tuple(
        dict.fromkeys(
            leaf.typed
            for leaf in leaves
            if not leaf.field and any(_occurs(leaf, part) for part in found)
        )
    )


class _Read(NamedTuple):
    """The words of a text: where each stands, its form and its stem."""

    places: Sequence[re.Match[str]]
    words: Sequence[str]
    stems: Sequence[str]

    def part(self, first: int, beyond: int) -> _Read:
        held = slice(first, beyond)
        return _Read(self.places[held], self.words[held], self.stems[held])

    def ranges(self, numbers: Iterable[int]) -> list[Range]:
        """Where some of the words stand."""
        return [self.places[number].span() for number in numbers]


def _read(text: str) -> _Read:
    return _remembered(text) if len(text) <= _SHORT else _read_anew(text)


def _read_anew(text: str) -> _Read:
    places, words = cut(text)
    return _Read(places, words, list(map(stem_of, words)))


_remembered = lru_cache(_REMEMBERED)(_read_anew)


def _occurs(leaf: Leaf, read: _Read) -> bool:
    return leaf.term in read.stems if isinstance(leaf, Word) else bool(_occurrences(leaf, read))


def _occurrences(leaf: Leaf, read: _Read) -> list[Range]:
    if isinstance(leaf, Word):
        if leaf.term not in read.stems:
            return []
        return read.ranges(i for i, stem in enumerate(read.stems) if stem == leaf.term)
    if isinstance(leaf, Prefix):
        return read.ranges(i for i, word in enumerate(read.words) if word.startswith(leaf.start))
    if isinstance(leaf, Either):
        return [place for form in leaf.forms for place in _occurrences(form, read)]
    near = _near_each_other if leaf.within else _in_order
    return near(leaf, read)


def _in_order(phrase: Phrase, read: _Read) -> list[Range]:
    words, length = list(phrase.words), len(phrase.words)
    return [
        (read.places[i].start(), read.places[i + length - 1].end())
        for i in range(len(read.words) - length + 1)
        if read.words[i] == words[0] and read.words[i : i + length] == words
    ]


def _near_each_other(phrase: Phrase, read: _Read) -> list[Range]:
    """The words of each shortest stretch that holds all of a phrase's words, if it is short enough."""
    wanted = Counter(phrase.words)
    places = [i for i, word in enumerate(read.words) if word in wanted]
    missing, inside = wanted.copy(), 0
    ranges: list[Range] = []
    first = 0
    for last, place in enumerate(places):
        word = read.words[place]
        inside += missing[word] > 0
        missing[word] -= 1
        while missing[read.words[places[first]]] < 0:  # as many follow: it is not needed
            missing[read.words[places[first]]] += 1
            first += 1
        others = place - places[first] + 1 - len(phrase.words)
        if inside == len(phrase.words) and others <= phrase.within:
            ranges += read.ranges(places[first : last + 1])
    return list(dict.fromkeys(ranges))
