"""One thing under its several names: acronyms and what they stand for, words joined or apart.

Each word of a query that has other forms becomes an Either. Where several words together have a
shorter form ("low traffic neighbourhood", LTN), each of them is found in it: a text that says "LTN" has
all three.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from typing import NamedTuple

from indexer.analysis import fold, stem, tokens
from indexer.note import Note, Told
from indexer.query import And, Either, Leaf, Node, Or, Phrase, Query, Word
from indexer.understanding.lexicon import Lexicon, content

MOST_FORMS = 8
"""Of one word: each is a look-up."""
_HARDLY_EVER = 1 / 8
"""Share of an acronym's texts that write it small, above which it is an ordinary word when typed small:
"made", "he", "pan"."""
_MOSTLY = 1 / 2
"""Share above which it is not looked for in place of what it stands for: it would find the word."""
_MOST_WORDS = 10
"""Of what an acronym stands for."""
_NUMBERED = re.compile(r"([a-z]{1,3})(\d{1,4}[a-z]?)")
"""What is written with a hyphen or without: "W2", "M25", "s106"."""


def widened(query: Query, lexicon: Lexicon) -> Query:
    """The query with every plain word that has other forms looked for in them too, and notes that say so."""
    leaves = list(query.wanted)
    forms: list[list[Word | Phrase]] = [
        [leaf] if isinstance(leaf, Word | Phrase) else [] for leaf in leaves
    ]
    notes = []
    for other in _found(leaves, lexicon):
        for place in other.places:
            forms[place] = _distinct([*forms[place], *other.forms])
        notes.append(Note(Told.FORMS, other.typed, forms=tuple(other.told)))
    if not notes:
        return query
    changed: dict[Leaf, Leaf] = {
        leaf: Either(leaf.typed, tuple(found[:MOST_FORMS]))
        for leaf, found in zip(leaves, forms, strict=True)
        if len(found) > 1
    }
    return replace(
        query,
        wanted=tuple(changed.get(leaf, leaf) for leaf in leaves),
        required=query.required and _changed(query.required, changed),
        notes=(*query.notes, *dict.fromkeys(notes)),
    )


def _sought(form: Word | Phrase) -> str | tuple[str, ...]:
    return form.term if isinstance(form, Word) else form.words


def _distinct(forms: Sequence[Word | Phrase]) -> list[Word | Phrase]:
    found: dict[str | tuple[str, ...], Word | Phrase] = {}
    for form in forms:
        found.setdefault(_sought(form), form)
    return list(found.values())


def _changed(node: Node, changed: Mapping[Leaf, Leaf]) -> Node:
    """A constraint with its leaves changed, but for those that are excluded: no more than was typed."""
    if isinstance(node, And | Or):
        return type(node)(tuple(_changed(part, changed) for part in node.nodes))
    return changed.get(node, node) if isinstance(node, Leaf) else node


class _Other(NamedTuple):
    """Other forms of a word, or of each of several words."""

    places: Sequence[int]
    """Of its leaves."""
    forms: list[Word | Phrase]
    typed: str
    told: list[str]
    """The forms as a note tells them."""


def _found(leaves: list[Leaf], lexicon: Lexicon) -> Iterator[_Other]:
    place = 0
    while place < len(leaves):
        leaf = leaves[place]
        if not leaf.field and (
            isinstance(leaf, Word) or (isinstance(leaf, Phrase) and not leaf.quoted)
        ):
            yield from _of_one(place, leaf, lexicon)
        run = _run(leaves, place, lexicon)
        if run is not None:
            yield run
            place += len(run.places) - 1
        place += 1


def _of_one(place: int, leaf: Word | Phrase, lexicon: Lexicon) -> Iterator[_Other]:
    acronym, meanings = _meant(leaf, lexicon)
    if meanings:
        phrases = [phrase for meaning in meanings for phrase in phrases_of(meaning, lexicon)]
        numbers = _acronym(acronym, lexicon)
        told: dict[tuple[str, ...], str] = {}
        for meaning in meanings:
            told.setdefault(content(meaning), meaning)
        yield _Other([place], [*numbers, *phrases], leaf.typed, list(told.values()))
        return
    if isinstance(leaf, Phrase):
        joined = "".join(leaf.words)
        if not joined.isalpha() and lexicon.frequency(joined).texts:
            yield _Other([place], [Word(joined, stem(joined))], leaf.typed, [joined])
        return
    if len(words_of(leaf.typed)) != 1:
        return
    word = words_of(leaf.typed)[0]
    numbered = _NUMBERED.fullmatch(word)
    if numbered:
        starts = ("section", numbered[1]) if numbered[1] == "s" else (numbered[1],)
        apart = [(start, numbered[2]) for start in starts if lexicon.frequency(start).texts]
    else:
        apart = list(filter(None, [lexicon.hyphened(word)]))
    if apart:
        written = [(" " if parts[0] == "section" else "-").join(parts) for parts in apart]
        phrases = [Phrase(t, p, quoted=False) for t, p in zip(written, apart, strict=True)]
        yield _Other([place], [*phrases], leaf.typed, written)


def _meant(leaf: Word | Phrase, lexicon: Lexicon) -> tuple[str, tuple[str, ...]]:
    """The acronym that a leaf is, with what it stands for: typed as one, or small like a word that hardly
    ever is written so. Nothing where it is none.
    """
    is_shown = sum(map(str.isupper, leaf.typed)) > 1
    if is_shown or _small_share(leaf.typed, lexicon) <= _HARDLY_EVER:
        for acronym in _numbers(leaf.typed, lexicon):
            meanings = lexicon.meanings(acronym)
            if meanings:
                return acronym, meanings
    return "", ()


def _small_share(typed: str, lexicon: Lexicon) -> float:
    return max((lexicon.frequency(word).small_share for word in words_of(typed)), default=1.0)


def _numbers(acronym: str, lexicon: Lexicon) -> list[str]:
    """An acronym as typed and, where it is a plural, in the singular: "LTNs", not "NHS"."""
    bare = re.sub(r"['’ʼ][sS]?\Z", "", acronym)
    is_plural = bare.endswith("s") and bare[-2:-1].isupper()
    is_unknown = bare[-1:] in "sS" and not lexicon.frequency(fold(bare)).texts
    return [bare, bare[:-1]] if len(bare) > 2 and (is_plural or is_unknown) else [bare]


def _acronym(written: str, lexicon: Lexicon) -> list[Word | Phrase]:
    """An acronym as words, in both numbers, which no stem brings together: "ltn", "ltns"."""
    parts = words_of(written)
    if len(parts) != 1:
        return [Phrase(written, parts, quoted=False)]
    plural = parts[0] + "s"
    both = (parts[0], plural) if lexicon.frequency(plural).texts else parts
    return [Word(one, stem(one)) for one in both]


def phrases_of(meaning: str, lexicon: Lexicon) -> list[Phrase]:
    """What an acronym stands for, as written and, where the archive has that, in the other number."""
    written = words_of(meaning)
    last = written[-1]
    other = last.removesuffix("s") if last.endswith("s") else last + "s"
    both = [written, (*written[:-1], other)] if lexicon.frequency(other).texts else [written]
    return [Phrase(meaning, form, quoted=False) for form in both if len(form) > 1]


def _run(leaves: list[Leaf], place: int, lexicon: Lexicon) -> _Other | None:
    """The words from a place on that together have a shorter form."""
    run: list[Word] = []
    for leaf in leaves[place : place + _MOST_WORDS]:
        if not isinstance(leaf, Word) or leaf.field:
            break
        run.append(leaf)
    for length in range(len(run), 1, -1):
        chosen = run[:length]
        short = lexicon.acronyms(tuple(leaf.term for leaf in chosen))
        told = [one for one in short if _small_share(one, lexicon) < _MOSTLY]
        if not short and length == 2:
            told = [joined for joined in _joined(chosen) if lexicon.holds(joined)]
        if told:
            typed = " ".join(dict.fromkeys(leaf.typed for leaf in chosen))
            further = [form for one in told for form in _acronym(one, lexicon)]
            return _Other(range(place, place + length), further, typed, told)
    return None


def _joined(pair: Sequence[Word]) -> Iterator[str]:
    parts = words_of(" ".join(dict.fromkeys(word.typed for word in pair)))
    if len(parts) == 2:
        yield "".join(parts)
        if parts[0] == "section":
            yield "s" + parts[1]


def words_of(text: str) -> tuple[str, ...]:
    """The words of a text, folded."""
    return tuple(token.word for token in tokens(text))
