"""The steps of the ranking on pools made by hand, and what must hold of any order."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from indexer.engine import Candidate, Retrieval
from indexer.parser import parse
from indexer.passage import PassageKind
from indexer.query import Asked, Period, Query
from indexer.ranking import steps
from indexer.ranking.order import combined, judged, scores
from indexer.ranking.pool import Pool
from indexer.ranking.weights import Weights, packaged, read, written
from indexer.results import Mode

QUERY = parse("damp in council homes")
ITEM, OTHER = 3, 5
"""Items are odd where there is a heading."""


def pool(candidates: Sequence[Candidate], query: Query = QUERY) -> Pool:
    return Pool.of(query, Retrieval(tuple(candidates), (), len(candidates), True, {}, {}))


def candidate(row: int, **known: object) -> Candidate:
    return Candidate(f"p{row:03}", row=row, item=ITEM)._replace(**known)  # type: ignore[arg-type]


numbers = st.floats(0, 20, allow_nan=False)
candidates = st.lists(
    st.builds(
        Candidate,
        id=st.uuids().map(str),
        row=st.integers(0, 400),
        keyword=numbers,
        meaning=st.floats(-1, 1),
        sentence=st.floats(-1, 1),
        covered=st.floats(0, 1),
        together=st.floats(0, 1),
        kind=st.sampled_from(PassageKind),
        item=st.integers(0, 9),
        date=st.none() | st.dates(dt.date(1990, 1, 1), dt.date(2030, 1, 1)),
        is_cued=st.booleans(),
    ),
    unique_by=lambda one: one.row,
    max_size=40,
)


@given(candidates, st.sampled_from(Asked), st.booleans())
def test_every_step_says_one_thing_from_0_to_1_of_every_candidate(
    some: list[Candidate], asked: Asked, wants_latest: bool
) -> None:
    named = Period("in 2024", dt.date(2024, 1, 1), dt.date(2024, 12, 31))
    query = replace(QUERY, asked=asked, wants_latest=wants_latest, period=named)
    for step in steps.STEPS.values():
        column = step(pool(some, query))
        assert column.shape == (len(some),)
        assert ((column >= 0) & (column <= 1 + 1e-9)).all()


@given(candidates, st.sampled_from(Mode))
def test_scores_are_from_0_to_1_and_do_not_depend_on_the_order_of_the_pool(
    some: list[Candidate], mode: Mode
) -> None:
    forth = scores(pool(some), mode, packaged())
    back = scores(pool(some[::-1]), mode, packaged())

    assert np.allclose(forth, back[::-1])
    assert (forth <= 1 + 1e-9).all()


@pytest.mark.parametrize(
    ("asked", "first"),
    [
        (Asked.DECISION, PassageKind.RESOLUTION),
        (Asked.VOTE, PassageKind.MOTION),
        (Asked.ATTENDANCE, PassageKind.ATTENDANCE),
        (Asked.NUMBER, PassageKind.TABLE_ROW),
        (Asked.RESPONSE, PassageKind.EXCHANGE),
    ],
)
def test_of_like_passages_the_part_that_was_asked_for_comes_first(
    asked: Asked, first: PassageKind
) -> None:
    alike = [
        candidate(10 * row, kind=kind, keyword=5.0, meaning=0.6, sentence=0.6, covered=1.0)
        for row, kind in enumerate(PassageKind)
    ]
    found = scores(pool(alike, replace(QUERY, asked=asked)), Mode.HYBRID, packaged())

    assert alike[int(found.argmax())].kind is first


@given(candidates)
def test_pairs_are_those_that_stand_so_far_apart_in_one_item(some: list[Candidate]) -> None:
    for apart, pairs in enumerate(judged(pool(some)).pairs, start=1):
        assert pairs.tolist() == [
            [place, after]
            for place, one in enumerate(some)
            for after, other in enumerate(some)
            if other.row == one.row + apart and other.item == one.item
        ]


def test_who_was_there_does_not_answer_what_was_said() -> None:
    there = candidate(0, kind=PassageKind.ATTENDANCE, keyword=6.0, meaning=0.6, covered=1.0)
    said = candidate(50, keyword=5.0, meaning=0.55, covered=1.0)
    found = scores(pool([there, said]), Mode.HYBRID, packaged())

    assert found[1] > found[0]


def test_the_time_that_is_named_counts_and_the_year_after_it_by_half() -> None:
    days = [
        dt.date(2022, 5, 1),
        dt.date(2023, 5, 1),
        dt.date(2024, 9, 1),
        dt.date(2026, 1, 1),
        None,
    ]
    named = Period("in 2023-24", dt.date(2023, 4, 1), dt.date(2024, 3, 31))
    some = [candidate(row, date=day) for row, day in enumerate(days)]

    found = steps.period(pool(some, replace(QUERY, period=named)))

    assert found.tolist() == [0.0, 1.0, 0.5, 0.0, 0.0]


@pytest.mark.parametrize(
    ("first", "second", "lends"),
    [
        (candidate(4), candidate(5), True),
        (candidate(4), candidate(6), False),
        (candidate(4), candidate(5, item=OTHER), False),
    ],
)
def test_a_passage_lends_to_its_neighbour_in_the_same_item_only(
    first: Candidate, second: Candidate, lends: bool
) -> None:
    weights = Weights({"covered": 1.0}, near=(0.5,), far=())
    seen = judged(pool([first._replace(covered=1.0), second]))

    assert combined(seen, weights).tolist() == [1.0, 0.5 if lends else 0.0]


def test_running_speech_lends_by_its_own_measure() -> None:
    weights = Weights({"covered": 1.0}, near=(), far=(0.4, 0.2))
    turns = [candidate(row, item=4, covered=float(row == 0)) for row in range(4)]

    assert combined(judged(pool(turns)), weights).tolist() == [1.0, 0.4, 0.2, 0.0]


def test_weights_are_read_as_they_were_written() -> None:
    weights = Weights({"words": 0.25, "formal": -0.4}, (0.1,), (0.5, 0.25))

    assert read(written(weights, {"learnt_from": "a test"})) == weights


@pytest.mark.parametrize("text", ["", "[]", "{}", '{"steps": 1, "near": [], "far": []}'])
def test_what_holds_no_weights_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match=r"weights|Expecting"):
        read(text)


def test_the_packaged_weights_are_of_steps_that_there_are() -> None:
    assert set(packaged().steps) <= set(steps.STEPS)
