"""The steps of the ranking: each looks at a pool and says one thing of every candidate, from 0 to 1.

What each is worth stands in ``weights.json``; what it contributes, in docs/evaluation.md.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping

import numpy as np

from indexer.passage import DECISIONS, PassageKind
from indexer.query import Asked
from indexer.ranking.pool import DEPTH, Column, Pool

Step = Callable[[Pool], Column]

_WANTED: Mapping[Asked, tuple[PassageKind, ...]] = {
    Asked.DECISION: DECISIONS,
    Asked.VOTE: (PassageKind.MOTION,),
    Asked.ATTENDANCE: (PassageKind.ATTENDANCE,),
    Asked.NUMBER: (PassageKind.TABLE_ROW,),
    Asked.QUESTION: (PassageKind.QUESTION, PassageKind.UNANSWERED, PassageKind.EXCHANGE),
    Asked.RESPONSE: (PassageKind.EXCHANGE,),
}
"""The parts of the record in which each kind of question finds its answer."""

_FORMAL = (PassageKind.ATTENDANCE, PassageKind.SUMMARY, PassageKind.QUESTION)
"""Parts that name a subject without saying anything of it: who was there, what the report is about, a
question whose responses are passages of their own, each shown with it."""

_NO_DAY = dt.date(9000, 1, 1)
"""Later than any record; a year after it is a day still."""
_REPORTED = dt.timedelta(days=365)
_LATEST = 365.25
"""Days after which a passage is half as much of today: what is reported each year is out of date by then."""


def words(pool: Pool) -> Column:
    """BM25, between the best and the last of the pool."""
    return _spread(pool.words)


def meaning(pool: Pool) -> Column:
    """The passage's cosine to the question."""
    return _spread(pool.meaning)


def sentence(pool: Pool) -> Column:
    """Its best sentence's cosine: a long passage may answer in one line."""
    return _spread(pool.sentence)


def other_words(pool: Pool) -> Column:
    """Both cosines again, as far as the question is put in other words than the record's."""
    return (1 - pool.trust) * (_spread(pool.meaning) + _spread(pool.sentence)) / 2


def covered(pool: Pool) -> Column:
    """The question's words, by rarity, that the passage holds: BM25 lets one word said often stand for
    several.
    """
    return pool.covered


def together(pool: Pool) -> Column:
    """Neighbouring words of the question that are neighbours in the passage."""
    return pool.together


def part(pool: Pool) -> Column:
    """Whether it is the part of the record in which this kind of question finds its answer."""
    wanted = _WANTED.get(pool.query.asked, ())
    return _flags(pool, lambda kind: kind in wanted)


def decided(pool: Pool) -> Column:
    """Of a decision, where one is asked for: how well the best passage of its item fits the question. What
    is resolved speaks of "the report" and "the proposal", and what these are is said further up.
    """
    candidates = pool.candidates
    if pool.query.asked not in (Asked.DECISION, Asked.VOTE) or not candidates:
        return np.zeros(len(candidates))
    fits = np.stack([words(pool), meaning(pool), sentence(pool), covered(pool), together(pool)])
    best: dict[int, float] = {}
    for candidate, fit in zip(candidates, fits.mean(axis=0), strict=True):
        best[candidate.item] = max(best.get(candidate.item, 0.0), float(fit))
    return np.array(
        [
            best[each.item] if each.item % 2 and each.kind in DECISIONS else 0.0
            for each in candidates
        ]
    )


def formal(pool: Pool) -> Column:
    """Whether it only names subjects or people; unless these were asked for."""
    wanted = _WANTED.get(pool.query.asked, ())
    return _flags(pool, lambda kind: kind in _FORMAL and kind not in wanted)


def spoken(pool: Pool) -> Column:
    """Whether somebody in the capacity that was asked about speaks in it."""
    return np.array([float(candidate.is_cued) for candidate in pool.candidates])


def period(pool: Pool) -> Column:
    """Whether it is of the time that the question names or, for a half, of the year after it, in which
    that time is reported on.
    """
    named = pool.query.period
    if named is None:
        return np.zeros(len(pool.candidates))
    first, last = named.date_from or dt.date.min, named.date_to or _NO_DAY
    after = last + _REPORTED

    def share(day: dt.date | None) -> float:
        if day is None or not first <= day <= after:
            return 0.0
        return 1.0 if day <= last else 0.5

    return np.array([share(candidate.date) for candidate in pool.candidates])


def latest(pool: Pool) -> Column:
    """How new it is, beside the newest of the pool, where the question asks how things are now."""
    days = np.array([each.date.toordinal() if each.date else 0 for each in pool.candidates])
    if not pool.query.wants_latest or not len(days):
        return np.zeros(len(days))
    return np.asarray(0.5 ** ((days.max() - days) / _LATEST))


STEPS: Mapping[str, Step] = {
    step.__name__: step
    for step in (
        words,
        meaning,
        sentence,
        other_words,
        covered,
        together,
        part,
        decided,
        formal,
        spoken,
        period,
        latest,
    )
}


def _spread(scores: Column) -> Column:
    """Min-max over the best ``DEPTH``: 1 for the best, 0 for the last of these and beyond."""
    best = np.sort(scores)[::-1][:DEPTH]
    if not len(best) or best[0] <= 0:
        return np.zeros_like(scores)
    least = best[-1] if len(best) == DEPTH else min(best[-1], 0.0)
    return np.asarray(np.clip((scores - least) / max(best[0] - least, 1e-9), 0.0, 1.0))


def _flags(pool: Pool, holds: Callable[[PassageKind], bool]) -> Column:
    return np.array([float(holds(candidate.kind)) for candidate in pool.candidates])
