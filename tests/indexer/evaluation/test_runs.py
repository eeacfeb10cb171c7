"""From judged words to judged passages, to runs that can be kept and compared."""

from __future__ import annotations

import datetime as dt
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from archive.document import DocumentKind, Entry, Provenance
from indexer.evaluation.judgement import JudgementError, Question, Span
from indexer.evaluation.relevance import Record, relevance
from indexer.evaluation.run import Outcome, Run, compare, load, save
from indexer.passage import Passage, PassageKind

TEXT = "one two three four five six seven eight nine ten"
RECEIVED = dt.datetime(2025, 1, 1, tzinfo=dt.UTC)
ENTRY = Entry(
    id="d1",
    title="Minutes",
    kind=DocumentKind.MINUTES,
    committee="",
    date=None,
    provenance=Provenance("d1", "papers/2024.txt", "0" * 64, RECEIVED),
)
CUTS = (0, 14, 28, len(TEXT))
"""Three passages: "one two three ", "four five six " and the rest."""
PASSAGES = [
    Passage(f"p{n}", "d1", PassageKind.NARRATIVE, start, end, TEXT[start:end])
    for n, (start, end) in enumerate(pairwise(CUTS))
]
RECORD = Record([ENTRY], {"d1": PASSAGES})


def question(*spans: tuple[int, int, int], document: str = "2024") -> Question:
    told = tuple(Span(document, *span) for span in spans)
    return Question("q1", "what?", "", "", "", True, told, ())


@pytest.mark.parametrize(
    ("spans", "grades"),
    [
        ([(0, 14, 2)], {"p0": 2}),
        ([(14, 18, 1)], {"p1": 1}),  # one word, all of the span
        ([(0, 28, 1)], {"p0": 1, "p1": 1}),
        ([(0, 18, 2)], {"p0": 2}),  # a third of the second passage, a quarter of the span
        ([(0, 14, 1), (0, 14, 2)], {"p0": 2}),
        ([(0, len(TEXT), 1)], {"p0": 1, "p1": 1, "p2": 1}),
    ],
)
def test_a_passage_is_relevant_by_half_of_its_words_or_of_the_span(
    spans: list[tuple[int, int, int]], grades: dict[str, int]
) -> None:
    assert relevance(question(*spans), RECORD).grades == grades


@pytest.mark.parametrize("name", ["2024", "2024.txt", "papers/2024.txt"])
def test_a_document_is_known_by_its_file(name: str) -> None:
    assert relevance(question((0, 14, 1), document=name), RECORD).grades == {"p0": 1}


def test_a_document_that_is_not_there_is_named() -> None:
    with pytest.raises(JudgementError, match=r"no document .* file name 2023"):
        relevance(question((0, 14, 1), document="2023"), RECORD)


@given(st.integers(0, len(TEXT)), st.integers(0, len(TEXT)), st.integers(0, 20))
def test_gold_words_are_words_of_the_passage(one: int, other: int, most: int) -> None:
    start, end = sorted((one, other))
    try:
        known = relevance(question((start, end, 1)), RECORD)
    except JudgementError:  # a range without the beginning of any word
        return
    for passage in PASSAGES:
        words, gold = known.gold_words(passage, most)
        assert 0 <= gold <= words <= min(most, len(passage.text.split()))


def outcome(name: str, value: float | None, kind: str = "plain") -> Outcome:
    return Outcome(name, f"{name}?", kind, {"nDCG@10": value}, 2.0)


def test_a_run_is_loaded_as_it_was_saved(tmp_path: Path) -> None:
    runs = (Run("ours", (outcome("q1", 0.5), outcome("q2", None, "off-topic"))),)
    save(tmp_path / "runs.json", runs)

    assert load(tmp_path / "runs.json") == runs


def test_what_holds_no_runs_is_refused_with_its_name(tmp_path: Path) -> None:
    (tmp_path / "other.json").write_text('{"runs": 1}')
    with pytest.raises(ValueError, match=r"other\.json holds no runs"):
        load(tmp_path / "other.json")


def test_a_comparison_names_what_was_won_and_lost_the_largest_first() -> None:
    before = Run("ours", tuple(outcome(f"q{n}", 0.5) for n in range(4)))
    after = Run("ours", tuple(outcome(f"q{n}", v) for n, v in enumerate((0.9, 0.5, 0.2, 0.6))))

    found = compare(after, before, "nDCG@10")

    assert [each.question for each, _ in found.won] == ["q0", "q3"]
    assert [each.question for each, _ in found.lost] == ["q2"]
    assert found.mean == pytest.approx(0.05)
    assert found.interval[0] <= found.mean <= found.interval[1]


def test_means_leave_out_what_a_measure_says_nothing_of() -> None:
    run = Run("ours", (outcome("q1", 0.5), outcome("q2", None, "off-topic")))

    assert run.mean("nDCG@10") == 0.5
    assert run.of_type("off-topic").mean("nDCG@10") is None
    assert run.types() == ("plain", "off-topic")
