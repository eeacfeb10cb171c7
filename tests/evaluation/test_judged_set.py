"""The judged set holds together, and the search does not fall below what it reached."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest

from indexer.analysis import STOP_WORDS, stem, tokens
from indexer.evaluation.judgement import read_judgements
from indexer.evaluation.measuring import ANSWERED, HITS, NDCG, run
from indexer.evaluation.run import Run
from indexer.evaluation.system import Product, baselines
from indexer.evaluation.validation import JudgedSet
from indexer.library import Library

FOLDER = Path(__file__).parent
JUDGED = read_judgements(FOLDER)
SPANS = [json.loads(line) for line in (FOLDER / "relevant_spans.jsonl").read_text().splitlines()]


@pytest.fixture(scope="module")
def judged(sample_library: Library) -> Iterator[JudgedSet]:
    with sample_library.shelf() as shelf:
        yield JudgedSet.of(JUDGED, shelf)


@pytest.fixture(scope="module")
def measured(judged: JudgedSet) -> Run:
    test = [question for question in JUDGED.questions if question.half == "test"]
    return run(Product(judged.shelf), test, judged.relevant, judged.shelf.table)


def test_every_span_holds_the_words_that_were_judged(sample_library: Library) -> None:
    texts = {}
    for entry in sample_library.entries():
        document = sample_library.document(entry.id)
        assert document is not None
        texts[entry.provenance.file] = document.text
    moved = [
        (span["query"], span["document"], span["text"][:60])
        for span in SPANS
        if texts[span["document"]][span["start"] : span["end"]] != span["text"]
    ]

    assert moved == []


def test_it_holds_what_its_readme_says() -> None:
    types = Counter(question.type for question in JUDGED.questions)

    assert len(JUDGED.questions) == 280
    assert sum(question.answerable for question in JUDGED.questions) == 220
    assert types["off-topic"] == types["near"] == 30
    for kind in types:
        halves = Counter(q.half for q in JUDGED.questions if q.type == kind)
        assert abs(halves["tuning"] - halves["test"]) <= 1


def test_paraphrases_share_no_content_word_with_what_was_written_as_their_answer() -> None:
    def stems(text: str) -> set[str]:
        return {stem(token.word) for token in tokens(text) if token.word not in STOP_WORDS}

    spans: dict[str, list[str]] = {}
    for span in SPANS:
        if span["grade"] == 2:
            spans.setdefault(span["query"], []).append(span["text"])
    for question in JUDGED.questions:
        if question.type == "paraphrase":
            assert any(not stems(question.text) & stems(text) for text in spans[question.id])


def mean(run: Run, measure: str) -> float:
    value = run.mean(measure)
    assert value is not None
    return value


def test_the_ranking_stays_above_its_floor(measured: Run) -> None:
    """A little below what was measured; a change that costs more is seen before it lands."""
    assert mean(measured, NDCG) >= 0.72
    assert mean(measured, HITS[1]) >= 0.66
    assert mean(measured, HITS[3]) >= 0.79


def test_it_beats_every_plain_recipe_on_the_same_passages(judged: JudgedSet, measured: Run) -> None:
    asked = [q for q in JUDGED.questions if q.half == "test" and q.answerable]
    for recipe in baselines(judged.shelf):
        other = run(recipe, asked, judged.relevant, judged.shelf.table)
        assert mean(measured, NDCG) > mean(other, NDCG)


def test_what_it_cannot_answer_it_seldom_answers(measured: Run) -> None:
    assert mean(measured.of_type("off-topic"), ANSWERED) <= 0.02
    assert mean(measured.of_type("near"), ANSWERED) <= 0.15
