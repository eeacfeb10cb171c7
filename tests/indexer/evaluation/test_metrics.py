"""Measures by hand, and what must hold of them for any list."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from indexer.evaluation.metrics import first_answer, interval, ndcg, recall

GRADES = st.lists(st.integers(0, 2), max_size=30)


@pytest.mark.parametrize(
    ("shown", "ideal", "expected"),
    [
        ([1], [1], 1.0),
        ([0, 1], [1], 0.6309),  # 1 / log2(3)
        ([2, 1], [2, 1], 1.0),
        ([1, 2], [2, 1], 0.8597),  # (1 + 2 / log2(3)) / (2 + 1 / log2(3))
        ([0, 0], [2], 0.0),
        ([0] * 10 + [1], [1], 0.0),
        ([], [], 1.0),
    ],
)
def test_ndcg(shown: list[int], ideal: list[int], expected: float) -> None:
    assert ndcg(shown, ideal) == pytest.approx(expected, abs=1e-4)


@given(GRADES)
def test_the_best_order_is_worth_1_and_no_order_more(grades: list[int]) -> None:
    assert ndcg(sorted(grades, reverse=True), grades) == pytest.approx(1.0)
    assert 0.0 <= ndcg(grades, grades) <= 1.0 + 1e-9


@given(GRADES)
def test_only_the_best_grade_answers(grades: list[int]) -> None:
    first = first_answer(grades, grades)

    if any(grades):
        assert grades[first - 1] == max(grades)
        assert max(grades) not in grades[: first - 1]


def test_first_answer_where_only_helpful_passages_are_shown() -> None:
    assert first_answer([1, 0, 1], [2, 1, 1]) == 0


def test_recall_counts_what_is_shown_of_everything_relevant() -> None:
    assert recall([1, 0, 2], [2, 1, 1, 1]) == 0.5
    assert recall([0] * 20 + [1], [1]) == 0.0


@given(st.lists(st.floats(0, 1), min_size=1, max_size=50))
def test_an_interval_holds_the_mean_and_repeats(values: list[float]) -> None:
    low, high = interval(values)

    assert low <= sum(values) / len(values) + 1e-9
    assert high >= sum(values) / len(values) - 1e-9
    assert interval(values) == (low, high)
