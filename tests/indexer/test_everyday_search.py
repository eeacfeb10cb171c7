"""Everyday words in a whole search: they find what the record says otherwise, and every note tells so."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from indexer.library import Library
from indexer.note import Told
from indexer.parser import parse
from indexer.ranked import vector_of
from indexer.results import Mode, Results, Search
from indexer.understanding.bridge import bridged
from indexer.understanding.lexicon import Lexicon
from tests.indexer.hashing import HashingEncoder
from tests.indexer.shelves import built, minutes

MINUTES = """= 1. Town centre
The Director said that two public conveniences would close in May.
The conveniences of modern homes were praised.
= 2. Pupils
Officers reported that twelve pupils were permanently excluded last year.
· A Member asked about school meals. Officers replied that they were free.
= 3. Waste
Dustbins were emptied by the refuse crews on Monday.
= 4. Depot
The refuse went to the depot."""


@pytest.fixture(scope="module")
def library(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Library]:
    archive: Path = tmp_path_factory.mktemp("archive")
    built(archive, minutes("m1", MINUTES))
    opened = Library(archive, HashingEncoder())
    yield opened
    opened.close()


def everyday(results: Results) -> list[str]:
    return [note.typed for note in results.query.notes if note.told is Told.EVERYDAY]


@pytest.mark.parametrize(
    ("typed", "expression", "said", "marked"),
    [
        ("are there enough loos", "loos", "public conveniences", "public conveniences"),
        ("kicked out of school", "kicked out of school", "permanently excluded", "permanently excluded"),
        ("garbage", "garbage", "refuse", "refuse"),
    ],
)  # fmt: skip
def test_the_record_is_found_marked_and_told(
    library: Library, typed: str, expression: str, said: str, marked: str
) -> None:
    results = library.search(Search(typed))
    best = results.hits[0]

    assert everyday(results) == [expression]
    assert marked in [best.passage.text[start:end] for start, end in best.highlights]
    assert said in best.why.said
    assert not set(best.why.matched) & set(expression.split())


@pytest.mark.parametrize("typed", ["loos", "garbage", "kicked out"])
@pytest.mark.parametrize("mode", [Mode.EVERY, Mode.KEYWORD])
def test_counts_hold_only_what_was_typed(library: Library, typed: str, mode: Mode) -> None:
    results = library.search(Search(typed, mode=mode))

    assert (results.total, results.hits, everyday(results)) == (0, (), [])


@pytest.mark.parametrize("typed", ['"loos"', "loos AND garbage", "title:loos", "garbage -loos"])
def test_what_constrains_holds_only_what_was_typed(library: Library, typed: str) -> None:
    results = library.search(Search(typed))

    assert (results.total, everyday(results)) == (0, [])


def test_the_typed_word_is_still_found_and_told(library: Library) -> None:
    said = [hit.why for hit in library.search(Search("dustbins")).hits if hit.why.matched]

    assert [(why.matched, why.said) for why in said] == [(("dustbins",), ("refuse",))]


def test_a_second_rendering_is_encoded_only_where_there_is_one() -> None:
    encoder = HashingEncoder()

    vector_of(bridged(parse("enough conveniences"), Lexicon.empty()), encoder)
    assert encoder.encoded == ["enough conveniences"]

    vector = vector_of(bridged(parse("enough garbage"), Lexicon.empty()), encoder)
    assert encoder.encoded[1:] == [
        "enough garbage",
        "enough refuse, waste containers, residual waste",
    ]
    assert vector == pytest.approx(encoder.encode(encoder.encoded[1:]).mean(axis=0))
