"""From a question's everyday words to the record's: what is looked for and compared beside what was typed.

Only a question in plain words is bridged: what constrains is looked for exactly as typed.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from typing import TypeGuard

from indexer.analysis import stem
from indexer.note import Note, Told
from indexer.query import Either, Leaf, Phrase, Query, Word
from indexer.understanding.everyday import Saying, Sayings, in_record_words, sayings
from indexer.understanding.lexicon import Lexicon
from indexer.understanding.variant import MOST_FORMS, phrases_of, words_of

_RARER = 2
"""Times that the archive must use the record's word as often as the typed one, for either to do: a word
that the record uses itself is looked for as it stands."""
_MOST = 8
"""Expressions that are bridged: a question has few, a pasted page many."""


def bridged(query: Query, lexicon: Lexicon, known: Sayings | None = None) -> Query:
    """The query with its everyday expressions told in the record's words too, and notes that say so; the
    same query where it has none. ``lexicon`` says which of both the archive uses.
    """
    if query.required is not None or not query.wanted:
        return query
    found = list(_new(query.question, sayings(query.question, known)))[:_MOST]
    if not found:
        return query
    changed: dict[Leaf, Leaf] = {}
    for saying in found:
        changed |= _either(saying, query.wanted, lexicon)
    notes = [Note(Told.EVERYDAY, saying.typed, forms=saying.record) for saying in found]
    return replace(
        query,
        wanted=tuple(changed.get(leaf, leaf) for leaf in query.wanted),
        in_record_words=in_record_words(query.question, found),
        notes=(*query.notes, *dict.fromkeys(notes)),
    )


def _new(question: str, found: Iterable[Saying]) -> Iterator[Saying]:
    """With only such of the record's words as were not typed too: "damp" beside "mould"."""
    typed = f" {' '.join(words_of(question))} "
    for saying in found:
        record = tuple(
            each for each in saying.record if f" {' '.join(words_of(each))} " not in typed
        )
        if record:
            yield replace(saying, record=record)


def _either(saying: Saying, wanted: Sequence[Leaf], lexicon: Lexicon) -> dict[Leaf, Leaf]:
    """Each of an expression's words that the archive hardly uses, with the forms that it does use."""
    forms = [form for form in _forms(saying, lexicon) if _often(form, lexicon)]
    most = max((_often(form, lexicon) for form in forms), default=0)
    typed = set(words_of(saying.typed))
    found: dict[Leaf, Leaf] = {}
    for leaf in wanted:
        if not _is_plain(leaf) or not typed.issuperset(words_of(leaf.typed)):
            continue
        others = [form for form in forms if words_of(form.typed) != words_of(leaf.typed)]
        if others and _often(leaf, lexicon) * _RARER <= most:
            found[leaf] = Either(leaf.typed, (leaf, *others)[:MOST_FORMS], is_everyday=True)
    return found


def _is_plain(leaf: Leaf) -> TypeGuard[Word | Phrase]:
    is_one = isinstance(leaf, Word) or (isinstance(leaf, Phrase) and not leaf.quoted)
    return is_one and not leaf.field


def _forms(saying: Saying, lexicon: Lexicon) -> list[Word | Phrase]:
    """The record's words for an expression, as they are looked for."""
    forms: list[Word | Phrase] = []
    for record in saying.record:
        words = words_of(record)
        forms += phrases_of(record, lexicon) if len(words) > 1 else [Word(record, stem(words[0]))]
    return forms


def _often(form: Word | Phrase, lexicon: Lexicon) -> int:
    """How many texts of the archive hold its words, of several the rarest, in exactly this form."""
    words = form.words if isinstance(form, Phrase) else words_of(form.typed)
    return min((lexicon.frequency(word).texts for word in words), default=0)
