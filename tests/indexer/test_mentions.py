"""Every mention: each passage counted holds what was asked for itself, and none that does is left out."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import NamedTuple

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from indexer.analysis import STOP_WORDS, stem, tokens
from indexer.highlight import highlights
from indexer.library import Library
from indexer.note import Told
from indexer.query import Query
from indexer.results import Filter, Mode, Results, Search
from tests.indexer.hashing import HashingEncoder
from tests.indexer.shelves import built, minutes

MINUTES = """= 1. Mould in council homes
· A Member asked how many homes had mould. Officers said that 140 had been inspected for damp.
The Director spoke of ventilation, and of damp walls in winter.
RESOLVED -
1. Note the report on damp.
= 2. School places
· A Member asked about mould in nurseries. Officers replied that no nursery had any.
The low traffic neighbourhood (LTN) was discussed.
The LTN would be reviewed after a year."""


@pytest.fixture(scope="module")
def library(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Library]:
    archive: Path = tmp_path_factory.mktemp("archive")
    built(archive, minutes("m1", MINUTES), minutes("m2", MINUTES, date=dt.date(2024, 6, 1)))
    opened = Library(archive, HashingEncoder())
    yield opened
    opened.close()


def mentions(library: Library, text: str, **wanted: object) -> Results:
    return library.search(Search(text, mode=Mode.EVERY, limit=100, **wanted))  # type: ignore[arg-type]


def stems(text: str) -> set[str]:
    return {stem(token.word) for token in tokens(text)}


@pytest.mark.parametrize(
    ("typed", "holds"),
    [
        ("mould", lambda own: "mould" in own),
        ("what was said about mould?", lambda own: "mould" in own),
        ("mould homes", lambda own: {"mould", "home"} <= own),
        ("damp mould", lambda own: {"mould", "damp"} <= own),
        ("damp -mould", lambda own: "damp" in own and "mould" not in own),
        ("damp OR nursery", lambda own: bool({"damp", "nurseri"} & own)),
        (
            "(damp OR nursery) said",
            lambda own: bool({"damp", "nurseri"} & own),
        ),
        (
            "damp homes OR mould nurseries",
            lambda own: {"damp", "home"} <= own or {"mould", "nurseri"} <= own,
        ),
        ("NOT (damp mould)", lambda own: not {"damp", "mould"} & own),
        ("vent* walls", lambda own: {"ventil", "wall"} <= own),
        ('"council homes"', lambda own: False),
        ('"damp walls"', lambda own: {"damp", "wall"} <= own),
        ('"director damp"~20', lambda own: {"director", "damp"} <= own),
        ("item:mould damp", lambda own: "damp" in own),
        ("the of", lambda own: {"the", "of"} <= own),
        ("LTN", lambda own: "ltn" in own),
    ],
)
def test_own_words_count_and_no_others(
    library: Library, typed: str, holds: Callable[[set[str]], bool]
) -> None:
    everything = library.search(Search("", limit=100)).hits
    expected = {hit.passage.id for hit in everything if holds(stems(hit.passage.text))}
    results = mentions(library, typed)

    assert {hit.passage.id for hit in results.hits} == expected
    assert results.total == len(expected)
    assert results.total_is_exact


@pytest.mark.parametrize(
    ("typed", "above"),
    [("mould", True), ("damp", False), ("zebra", False), ('"council homes"', True), ("", False)],
)
def test_what_only_stands_under_the_words_is_told_and_not_counted(
    library: Library, typed: str, above: bool
) -> None:
    results = mentions(library, typed)
    told = [note.number for note in results.notes if note.told is Told.ABOVE]

    assert bool(results.above) is bool(told) is above
    if above:
        assert told == [results.above]
        assert not mentions(library, typed, offset=1).above


def test_counted_and_above_are_what_the_words_are_found_in_anywhere(library: Library) -> None:
    for typed in ("mould", "damp", "mould AND damp", "mould AND homes AND nurseries"):
        anywhere = library.search(Search(typed, mode=Mode.KEYWORD)).total
        results = mentions(library, typed)
        assert results.total + results.above == anywhere


class Sample(NamedTuple):
    """The sample archive, by its own words."""

    library: Library
    texts: dict[str, str]
    """Of every passage, by id."""
    groups: list[frozenset[str]]
    """Each with a passage's id and its copies'."""
    words: dict[str, None]
    """Those that a plain search looks for."""


@pytest.fixture(scope="module")
def sample(sample_library: Library) -> Sample:
    texts = {
        passage.id: passage.text
        for entry in sample_library.entries()
        for passage in sample_library.passages(entry.id)
    }
    everything = [
        hit
        for offset in range(0, len(texts), 100)
        for hit in sample_library.search(Search("", limit=100, offset=offset)).hits
    ]
    groups = [frozenset({hit.passage.id, *hit.also_in}) for hit in everything]
    words = {token.word for text in texts.values() for token in tokens(text)}
    chosen = sorted(word for word in words - STOP_WORDS if word.isalpha() and len(word) > 3)
    return Sample(sample_library, texts, groups, dict.fromkeys(chosen))


def holds(query: Query, text: str) -> bool:
    """Whether a text holds all that is looked for, by the analyser alone."""
    return all(
        leaf.field or highlights(replace(query, wanted=(leaf,)), text) for leaf in query.wanted
    )


@given(data=st.data())
@settings(
    max_examples=25,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
)
def test_each_hit_holds_each_word_itself(sample: Sample, data: st.DataObject) -> None:
    """What is asked for is drawn from one passage, so that some is found; what is left out, from all."""
    text = data.draw(st.sampled_from(list(sample.texts.values())))
    own = [token.word for token in tokens(text)]
    plain = [word for word in own if word in sample.words] or ["council"]
    parts = data.draw(st.lists(st.sampled_from(plain), min_size=1, max_size=3))
    at = data.draw(st.integers(0, max(0, len(own) - 2)))
    form = data.draw(st.sampled_from(["", "phrase", "near", "prefix"]))
    beside = own[at : at + 2]
    if form == "phrase":
        parts.append(f'"{" ".join(beside)}"')
    elif form == "near":
        parts.append(f'"{" ".join(reversed(beside))}"~5')
    elif form == "prefix":
        parts.append(parts[0][:4] + "*")
    excluded = data.draw(st.none() | st.sampled_from(list(sample.words)))
    typed = " ".join([*parts, *([f"-{excluded}"] if excluded else [])])
    results = mentions(sample.library, typed)
    expected = {
        id
        for id, own_text in sample.texts.items()
        if holds(results.query, own_text) and not (excluded and stem(excluded) in stems(own_text))
    }

    assert all(hit.passage.id in expected for hit in results.hits)
    assert results.total == sum(bool(group & expected) for group in sample.groups)
    for facet in ("kind", "passage"):
        assert sum(count.count for count in results.facets[facet]) == results.total


def test_facets_of_mentions_are_what_a_filter_then_finds(sample_library: Library) -> None:
    results = mentions(sample_library, "mould")

    assert 0 < results.total == len(results.hits) < results.total + results.above
    for committee in results.facets["committee"]:
        chosen = Filter(committees=(committee.value,))
        assert mentions(sample_library, "mould", filter=chosen).total == committee.count
