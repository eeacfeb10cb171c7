"""Weights of the ranking's steps, learnt from judged questions.

Coordinate ascent on what is measured itself (Metzler and Croft 2007, "Linear feature-based models for
information retrieval"): each weight in turn is moved by smaller and smaller amounts for as long as the
goal rises. It needs no gradient, and a dozen weights and some hundred questions take seconds.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from indexer.evaluation.judgement import Question
from indexer.evaluation.measuring import ideal_grades
from indexer.evaluation.metrics import NDCG_AT
from indexer.evaluation.relevance import Relevance
from indexer.ranked import rank
from indexer.ranking.order import REACH, Judged, combined, judged
from indexer.ranking.steps import STEPS
from indexer.ranking.weights import Weights
from indexer.results import Search
from indexer.shelf import Shelf

_MOVES = (0.2, 0.1, 0.05)
_ROUNDS = 2
_FIRST, _HIT_WORTH = 3, 0.5
"""The goal is nDCG@10 and, for half as much, whether an answer is among the first three, as a reader sees
them."""

_START = Weights({"words": 0.5, "meaning": 0.25, "sentence": 0.25}, (0.1,), (0.25, 0.1))
_DISCOUNTS = 1 / np.log2(np.arange(NDCG_AT) + 2)


@dataclass(frozen=True, slots=True)
class Lesson:
    """One question, with what the steps say of its pool and how the candidates were judged."""

    question: Question
    weight: float
    """Share in the goal, so that a large set does not drown a small one."""
    seen: Judged
    grades: NDArray[np.float64]
    """Of each candidate that may be shown; -1 where it may not."""
    best: float
    """The discounted gain of the best order there is, of all passages."""
    top: float
    """The best grade of any passage."""


def lesson(question: Question, relevant: Relevance, shelf: Shelf, weight: float) -> Lesson:
    """What a question teaches; its candidates are retrieved as any search's are."""
    ranked = rank(Search(question.text), shelf)
    also_in = shelf.table.also_in([candidate.id for candidate in ranked.pool.candidates])
    grades = [
        relevant.grade(each.id, also_in.get(each.id, ())) if each.is_hit else -1
        for each in ranked.pool.candidates
    ]
    ideal = np.sort(ideal_grades(relevant, shelf.table))[::-1][:NDCG_AT].astype(float)
    return Lesson(
        question=question,
        weight=weight,
        seen=judged(ranked.pool),
        grades=np.array(grades, np.float64),
        best=float(ideal @ _DISCOUNTS[: len(ideal)]),
        top=float(ideal[0]),
    )


def learn(lessons: Sequence[Lesson], without: Sequence[str] = ()) -> Weights:
    """The weights that do best; ``without`` names steps, or "near" and "far", that may not be used."""
    weights = replace(
        _START,
        steps={name: worth for name, worth in _START.steps.items() if name not in without},
        near=() if "near" in without else _START.near,
        far=() if "far" in without else _START.far,
    )
    goal = _goal(lessons, weights)
    for move in _MOVES:
        for _ in range(_ROUNDS):
            for place in _places(without):
                for change in (move, -move):
                    tried = _moved(weights, place, change)
                    reached = _goal(lessons, tried)
                    if reached > goal + 1e-6:
                        weights, goal = tried, reached
    return weights


def _places(without: Sequence[str]) -> list[tuple[str, int]]:
    steps = [(name, 0) for name in STEPS if name not in without]
    lent = [(name, at) for name in ("near", "far") if name not in without for at in range(REACH)]
    return steps + lent


def _moved(weights: Weights, place: tuple[str, int], change: float) -> Weights:
    name, at = place
    if name in ("near", "far"):
        shares = [*(weights.near if name == "near" else weights.far), *([0.0] * REACH)][:REACH]
        shares[at] = max(0.0, shares[at] + change)
        lent = tuple(shares)
        return replace(weights, near=lent) if name == "near" else replace(weights, far=lent)
    worth = weights.steps.get(name, 0.0) + change
    return replace(weights, steps={**weights.steps, name: worth})


def _goal(lessons: Sequence[Lesson], weights: Weights) -> float:
    return sum(one.weight * _reached(one, weights) for one in lessons)


def _reached(one: Lesson, weights: Weights) -> float:
    gains = _gains(one, weights)
    found = bool((gains[:_FIRST] >= one.top).any())
    return _ndcg(one, gains) + _HIT_WORTH * found


def reached(one: Lesson, weights: Weights) -> float:
    """nDCG@10 of a question under some weights."""
    return _ndcg(one, _gains(one, weights))


def _gains(one: Lesson, weights: Weights) -> NDArray[np.float64]:
    """The grades of the first ten that are shown."""
    score = np.where(one.grades < 0, -np.inf, combined(one.seen, weights))
    first = np.argsort(-score, kind="stable")[:NDCG_AT]
    return np.maximum(one.grades[first], 0.0)


def _ndcg(one: Lesson, gains: NDArray[np.float64]) -> float:
    return float(gains @ _DISCOUNTS[: len(gains)]) / one.best
