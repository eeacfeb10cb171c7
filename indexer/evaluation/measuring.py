"""Asking a system every judged question, and measuring what it says."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from archive.progress import Step, unheard
from indexer.building.passage_table import PassageTable
from indexer.evaluation.judgement import Judgements, Question
from indexer.evaluation.metrics import (
    HITS_AT,
    NDCG_AT,
    RECALL_AT,
    WORDS_SHOWN,
    first_answer,
    ndcg,
    recall,
)
from indexer.evaluation.relevance import Record, Relevance, relevance
from indexer.evaluation.run import Outcome, Run
from indexer.evaluation.system import Shown, System
from indexer.results import Results
from indexer.shelf import Shelf

NDCG, MRR, RECALL, GOLD = f"nDCG@{NDCG_AT}", "MRR", f"recall@{RECALL_AT}", "gold words"
HITS = {at: f"hit@{at}" for at in HITS_AT}
ANSWERED, SENTENCE = "answered", "right sentence first"
OF_RIGHT = "… of a right passage"
"""The same, of the answers that begin with a passage which answers."""


def record(shelf: Shelf) -> Record:
    """The passages of a shelf, to judge by."""
    passages = {id: shelf.table.of_document(id) for id in shelf.entries}
    return Record(shelf.entries.values(), passages)


def relevances(judgements: Judgements, shelf: Shelf) -> dict[str, Relevance]:
    """What of a shelf answers each question, by the question's id."""
    known = record(shelf)
    return {question.id: relevance(question, known) for question in judgements.questions}


def run(
    system: System,
    questions: Iterable[Question],
    relevant: Mapping[str, Relevance],
    table: PassageTable,
    step: Step = unheard,
) -> Run:
    """One outcome for each question."""
    outcomes = []
    for question in questions:
        shown = system.ask(question.text)
        measures = _measures(question, shown, relevant[question.id], table)
        outcomes.append(
            Outcome(question.id, question.text, question.type, measures, shown.milliseconds)
        )
        step(1)
    return Run(system.name, tuple(outcomes))


def _measures(
    question: Question, shown: Shown, known: Relevance, table: PassageTable
) -> dict[str, float | None]:
    measures: dict[str, float | None] = {}
    results = shown.results
    if results is not None:
        measures[ANSWERED] = float(results.answer is not None)
    if not question.answerable:
        return measures
    ideal = ideal_grades(known, table)
    grades = [
        known.grade(passage.id, shown.also_in.get(passage.id, ())) for passage in shown.passages
    ]
    first = first_answer(grades, ideal)
    measures[NDCG] = ndcg(grades, ideal)
    measures[MRR] = 1 / first if first else 0.0
    measures |= {name: float(0 < first <= at) for at, name in HITS.items()}
    measures[RECALL] = recall(grades, ideal)
    measures[GOLD] = _gold_share(shown, known)
    if results is not None and question.sentences and results.answer is not None:
        measures[SENTENCE] = float(_is_right(question, results))
        said = results.answer.statements[0].passage.id
        if known.grade(said, table.also_in([said]).get(said, ())) == max(ideal):
            measures[OF_RIGHT] = measures[SENTENCE]
    return measures


def ideal_grades(known: Relevance, table: PassageTable) -> list[int]:
    """The grades of everything relevant, copies of one passage counted once."""
    also_in = table.also_in(list(known.grades))
    groups: dict[str, int] = {}
    for id, grade in known.grades.items():
        group = min(id, *also_in.get(id, (id,)))
        groups[group] = max(grade, groups.get(group, 0))
    return list(groups.values())


def _gold_share(shown: Shown, known: Relevance) -> float:
    """Of the first ``WORDS_SHOWN`` words shown, the share that lies in judged ranges."""
    seen = gold = 0
    for passage in shown.passages:
        words, right = known.gold_words(passage, WORDS_SHOWN - seen)
        seen, gold = seen + words, gold + right
        if seen == WORDS_SHOWN:
            break
    return gold / seen if seen else 0.0


def _is_right(question: Question, results: Results) -> bool:
    """Whether the answer's first sentence is a judged one, or they lie within each other."""
    assert results.answer is not None
    said = " ".join(results.answer.statements[0].text.split())
    judged = (" ".join(sentence.split()) for sentence in question.sentences)
    return any(sentence in said or said in sentence for sentence in judged)
