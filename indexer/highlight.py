"""Where a query's words stand in a text."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache

from archive.document import Range
from indexer.analysis import Token, tokens
from indexer.analysis import stem as stem_of
from indexer.query import Either, Leaf, Phrase, Prefix, Query, Word

_REMEMBERED = 256
"""Texts whose words are kept: a search looks at each of its best passages four or five times."""


_SHORT = 10_000
"""Characters; longer texts are whole documents, whose words would fill the memory if kept."""


def highlights(query: Query, text: str) -> tuple[Range, ...]:
    """Ranges of ``text`` that the query asks for, in order, not overlapping.

    Words match by stem, prefixes by their beginning, phrases as a whole; words that were asked for
    in a title, committee or item are not looked for here.
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


def stems_held(query: Query, text: str) -> set[str]:
    """Which of the query's stems a text holds."""
    wanted = {leaf.term for leaf in query.wanted if isinstance(leaf, Word)}
    for leaf in query.wanted:
        if isinstance(leaf, Phrase):
            wanted |= {stem_of(word) for word in leaf.words}
    return wanted & {stem for _, stem in _read(text)}


def matched(query: Query, texts: Sequence[str]) -> tuple[str, ...]:
    """The query's words and phrases, as typed, that some of the texts hold."""
    found = [_read(text) for text in texts]
    return tuple(
        dict.fromkeys(
            leaf.typed
            for leaf in query.wanted
            if not leaf.field and any(_occurrences(leaf, part) for part in found)
        )
    )


def _read(text: str) -> tuple[tuple[Token, str], ...]:
    """The tokens of a text, each with its stem."""
    return _remembered(text) if len(text) <= _SHORT else _read_anew(text)


def _read_anew(text: str) -> tuple[tuple[Token, str], ...]:
    return tuple((token, stem_of(token.word)) for token in tokens(text))


_remembered = lru_cache(_REMEMBERED)(_read_anew)


def _occurrences(leaf: Leaf, found: Sequence[tuple[Token, str]]) -> list[Range]:
    if isinstance(leaf, Word):
        return [(token.start, token.end) for token, stem in found if stem == leaf.term]
    if isinstance(leaf, Prefix):
        return [(t.start, t.end) for t, _ in found if t.word.startswith(leaf.start)]
    if isinstance(leaf, Either):
        return [place for form in leaf.forms for place in _occurrences(form, found)]
    length = len(leaf.words)
    return [
        (found[i][0].start, found[i + length - 1][0].end)
        for i in range(len(found) - length + 1)
        if all(found[i + j][0].word == word for j, word in enumerate(leaf.words))
    ]
