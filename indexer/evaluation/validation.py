"""What learnt weights are worth on questions that they were not learnt from."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from archive.progress import Step, unheard
from indexer.evaluation.judgement import Judgements, Question
from indexer.evaluation.learning import Lesson, learn, lesson, reached
from indexer.evaluation.measuring import NDCG, relevances, run
from indexer.evaluation.relevance import Relevance
from indexer.evaluation.run import Outcome, Run
from indexer.evaluation.system import Product
from indexer.ranking.weights import Weights
from indexer.shelf import Shelf

FOLDS = 8
TEST = "test"
"""The half of a judged set that nothing may be learnt from."""


@dataclass(frozen=True, slots=True)
class JudgedSet:
    """Judged questions with the archive that they are asked of."""

    judgements: Judgements
    shelf: Shelf
    relevant: Mapping[str, Relevance]

    @classmethod
    def of(cls, judgements: Judgements, shelf: Shelf) -> JudgedSet:
        return cls(judgements, shelf, relevances(judgements, shelf))

    @property
    def name(self) -> str:
        return self.judgements.name

    def tuning(self) -> list[Question]:
        """What may be learnt from, the unanswerable too."""
        return [each for each in self.judgements.questions if each.half != TEST]

    def learnable(self) -> list[Question]:
        return [each for each in self.tuning() if each.answerable]

    def lessons(self) -> list[Lesson]:
        """Every question that may be learnt from; each set counts the same in all."""
        questions = self.learnable()
        share = 1 / len(questions) if questions else 0.0
        return [lesson(each, self.relevant[each.id], self.shelf, share) for each in questions]


def fold(question: Question) -> int:
    """The fold of a question; questions of one meeting are of one fold."""
    return hashlib.sha256(question.meeting.encode()).digest()[0] % FOLDS


def weights_by_fold(
    lessons: Sequence[Lesson], without: Sequence[str] = (), step: Step = unheard
) -> list[Weights]:
    """For each fold, the weights learnt from all others."""
    found = []
    for held_out in range(FOLDS):
        found.append(learn([one for one in lessons if fold(one.question) != held_out], without))
        step(1)
    return found


def cross_validated(judged: JudgedSet, by_fold: Sequence[Weights], step: Step = unheard) -> Run:
    """The product asked every question that was learnt from, each under weights learnt without it."""
    outcomes: list[Outcome] = []
    for held_out, weights in enumerate(by_fold):
        product = Product(replace(judged.shelf, weights=weights))
        questions = [each for each in judged.learnable() if fold(each) == held_out]
        outcomes += run(product, questions, judged.relevant, judged.shelf.table, step).outcomes
    return Run("Minutebook, cross-validated", tuple(outcomes))


def held_out(lessons: Sequence[Lesson], by_fold: Sequence[Weights], name: str) -> Run:
    """nDCG@10 of every lesson under weights learnt without it."""
    outcomes = [
        Outcome(
            one.question.id,
            one.question.text,
            one.question.type,
            {NDCG: reached(one, by_fold[fold(one.question)])},
            0.0,
        )
        for one in lessons
    ]
    return Run(name, tuple(outcomes))
