"""From where on evidence is enough for an answer, measured for one model.

Questions that an archive answers are told from those that it does not: judged ones, and the answerable
questions of one judged set asked of the archive of another.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import astuple, dataclass

import numpy as np
from numpy.typing import NDArray

from indexer.evaluation.judgement import Question
from indexer.evidence import NAMES, Balance, Signs, signs
from indexer.ranked import rank
from indexer.results import Search
from indexer.shelf import Shelf

OFF_TOPIC = "off-topic"
"""The type of questions that no council would minute; other unanswerable ones are near."""

MOST_OFF_TOPIC, MOST_NEAR = 0.02, 0.05
"""Shares of unanswerable questions that may be answered at the threshold."""

_KEPT = 0.98
"""Share of answerable questions that are shown hits."""
_RIDGE = 0.1
_STEPS = 50


@dataclass(frozen=True, slots=True)
class Sample:
    """A question asked of an archive."""

    found: Signs
    is_answered: bool
    is_off_topic: bool
    weight: float


def samples(questions: Iterable[Question], shelf: Shelf, weight: float) -> list[Sample]:
    """The questions asked of the archive that they are judged on."""
    return [
        Sample(_signs(each, shelf), each.answerable, each.type == OFF_TOPIC, weight)
        for each in questions
    ]


def strangers(questions: Iterable[Question], shelf: Shelf, weight: float) -> list[Sample]:
    """Questions asked of another archive than theirs, which does not answer them."""
    return [
        Sample(_signs(each, shelf), False, each.type == OFF_TOPIC, weight) for each in questions
    ]


def calibrate(asked: Sequence[Sample], judged: Sequence[Sample], model: str) -> Balance:
    """Weigh the signs by ``asked`` and set the thresholds by ``judged``, those of one judged set.

    Enough is the least evidence at which no more than ``MOST_OFF_TOPIC`` and ``MOST_NEAR`` of the
    unanswerable are answered. Something is the least that lets through all but a few of the answerable.
    """
    worth, bias = _fitted(asked)
    balance = Balance(model, dict(zip(NAMES, map(float, worth), strict=True)), bias, 0.0, 0.0)

    def evidence(some: Iterable[Sample]) -> NDArray[np.float64]:
        return np.array([balance.evidence(each.found) for each in some])

    off = evidence(one for one in judged if not one.is_answered and one.is_off_topic)
    near = evidence(one for one in judged if not one.is_answered and not one.is_off_topic)
    held = evidence(one for one in judged if one.is_answered)
    enough = max(_above(off, MOST_OFF_TOPIC), _above(near, MOST_NEAR))
    something = min(float(np.quantile(held, 1 - _KEPT)), enough) if len(held) else 0.0
    return Balance(model, balance.worth, bias, enough, something)


def _above(evidence: NDArray[np.float64], share: float) -> float:
    """The least threshold that no more than a share of these reach."""
    ordered = np.sort(evidence)[::-1]
    allowed = int(share * len(ordered))
    return float(ordered[allowed]) + 1e-3 if len(ordered) > allowed else 0.0


def _signs(question: Question, shelf: Shelf) -> Signs:
    ranked = rank(Search(question.text), shelf)
    return signs(ranked.pool, ranked.scores)


def _fitted(asked: Sequence[Sample]) -> tuple[NDArray[np.float64], float]:
    """What each sign is worth, none less than nothing, and the bias.

    A sign that would speak against an answer only makes up for others that say the same: it is left out.
    """
    seen = np.array([[*astuple(one.found), 1.0] for one in asked])
    kept = np.ones(len(NAMES) + 1, bool)
    found = np.zeros(len(NAMES) + 1)
    while True:
        found[kept] = _regression(seen[:, kept], asked)
        against = found[:-1] < 0
        if not against.any():
            return found[:-1], float(found[-1])
        kept[:-1] &= ~against
        found[~kept] = 0.0


def _regression(seen: NDArray[np.float64], asked: Sequence[Sample]) -> NDArray[np.float64]:
    """Logistic regression by Newton's method, both outcomes weighing the same in all; the last column is
    the bias.
    """
    truth = np.array([one.is_answered for one in asked], np.float64)
    weight = np.array([one.weight for one in asked])
    for outcome in (0.0, 1.0):
        weight[truth == outcome] /= weight[truth == outcome].sum()
    weight *= len(asked) / 2
    ridge = _RIDGE * np.diag([*([1.0] * (seen.shape[1] - 1)), 0.0])
    found = np.zeros(seen.shape[1])
    for _ in range(_STEPS):
        sure = 1 / (1 + np.exp(-seen @ found))
        slope = seen.T @ (weight * (sure - truth)) + ridge @ found
        bend = (seen * (weight * sure * (1 - sure))[:, None]).T @ seen + ridge
        found -= np.linalg.solve(bend, slope)
    return found
