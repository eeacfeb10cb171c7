from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given

from indexer.note import Note, Told
from indexer.parser import parse
from indexer.query import LONGEST
from indexer.understanding.bridge import bridged
from indexer.understanding.everyday import sayings
from indexer.understanding.lexicon import Lexicon
from indexer.understanding.question import understand
from tests.indexer import lexicons
from tests.indexer.test_parser import shown
from tests.indexer.understanding.test_question import TYPED

TODAY = dt.date(2026, 11, 29)
HELD = lexicons.of(
    [
        "The police, the children and their schools.",
        "Permanent exclusions from school: each exclusion of children was reviewed by the school.",
        "School refuse and rubbish; rubbish; rubbish in the school. Refuse collection.",
        "Rubbish was left there.",
        "Mouldy walls.",
    ]
)


@pytest.mark.parametrize(
    ("typed", "wanted"),
    [
        ("cops", ["either(cop, polic)"]),
        # what was typed too need not be looked for again
        ("cops and police", ["cop", "polic"]),
        ("cops and children", ["either(cop, polic)", "children"]),
        # of an expression, what the archive says itself stays as it is
        (
            "kicked out of school",
            ['either(kick, "permanent exclusion", "permanent exclusions", exclus)', "school"],
        ),
        ("bin collection", ['either(bin, "refuse collection")', "collect"]),
        # the archive says it as often
        ("rubbish", ["rubbish"]),
        # nothing of it is in the archive
        ("pensioners", ["pension"]),
    ],
)
def test_what_is_looked_for(typed: str, wanted: list[str]) -> None:
    assert list(map(shown, bridged(parse(typed), HELD).wanted)) == wanted


def test_it_is_told_and_encoded_in_the_words_of_the_record() -> None:
    query = bridged(understand("what was said about cops on holiday", HELD, TODAY), HELD)

    assert query.question == "cops on holiday"
    assert query.in_record_words == "police, police officers on holiday"
    assert query.notes == (Note(Told.EVERYDAY, "cops", forms=("police", "police officers")),)
    assert query.terms == ("cops", "holiday")


@pytest.mark.parametrize(
    "typed",
    [
        '"cops"',
        "cops AND bins",
        "cops -bins",
        "(cops OR bins)",
        '"bins cops"~5',
        "title:cops",
        "co*",
    ],
)
def test_what_constrains_is_looked_for_as_typed(typed: str) -> None:
    query = parse(typed)

    assert bridged(query, HELD) is query


def test_every_word_asked_for_is_looked_for_as_typed() -> None:
    query = parse("cops and bins", strictly=True)

    assert bridged(query, HELD) is query


@given(TYPED)
def test_a_question_without_everyday_words_stays_as_it_is(typed: str) -> None:
    for lexicon in (HELD, Lexicon.empty()):
        query = understand(typed, lexicon, TODAY)
        found = bridged(query, lexicon)

        assert (found.required, found.question, found.terms) == (
            query.required,
            query.question,
            query.terms,
        )
        if not sayings(query.question):
            assert found is query


def test_a_pasted_page_gets_few_notes() -> None:
    query = understand("cops and bins and loos and kids " * 300, HELD, TODAY)

    notes = [note for note in bridged(query, HELD).notes if note.told is Told.EVERYDAY]
    assert len(query.text) > LONGEST
    assert 0 < len(notes) <= 8
