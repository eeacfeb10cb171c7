"""The first hits of a question in the order that a reranker gives them, and nothing else changed."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from indexer.library import Library
from indexer.models.reranker import RERANKED, Scores
from indexer.passage import PassageKind
from indexer.ranked import rank
from indexer.results import Mode, Results, Search, Sort
from indexer.search import search as answered
from tests.indexer.hashing import HashingEncoder
from tests.indexer.shelves import built, minutes

QUESTION = Search("damp in homes", limit=50)
SUBJECTS = ("roof", "wall", "cellar", "attic", "window", "door", "stair", "lift", "yard", "gate")


class Told:
    """Gives each text the score it is told to, and remembers what it was asked."""

    model = "told@test"

    def __init__(self, scores: Sequence[float] = ()) -> None:
        self._scores = scores
        self.asked: list[tuple[str, Sequence[str]]] = []

    def scores(self, question: str, texts: Sequence[str]) -> Scores:
        self.asked.append((question, texts))
        return np.array(self._scores[: len(texts)] or [0.0] * len(texts), np.float32)


@pytest.fixture(scope="module")
def library(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Library]:
    """Three minutes of ten exchanges, each about damp."""
    archive = tmp_path_factory.mktemp("archive")
    for name in ("one", "two", "three"):
        lines = [
            f"· A Member asked about the {subject} of block {name}.\n"
            f"- Officers said damp in homes by the {subject} {'and again ' * at}was treated {name}."
            for at, subject in enumerate(SUBJECTS)
        ]
        built(archive, minutes(name, f"= 1. Damp on estate {name}\n" + "\n".join(lines)))
    library = Library(archive, HashingEncoder())
    yield library
    library.close()


def ids(results: Results) -> list[str]:
    return [hit.passage.id for hit in results.hits]


def search(library: Library, reranker: Told | None, wanted: Search = QUESTION) -> Results:
    with library.shelf() as shelf:
        return answered(wanted, replace(shelf, reranker=reranker), library.coverage())


@settings(max_examples=25)
@given(
    told=st.lists(
        st.sampled_from([-3.0, 0.0, 0.5, 0.75, 8.0]), min_size=RERANKED, max_size=RERANKED
    )
)
def test_the_first_are_put_in_order_and_the_rest_stay(library: Library, told: list[float]) -> None:
    before = search(library, None)
    after = search(library, Told(told))
    first = ids(before)[:RERANKED]
    wanted = sorted(first, key=lambda id: -told[first.index(id)])  # a stable sort keeps ties

    assert len(before.hits) > RERANKED
    assert ids(after) == wanted + ids(before)[RERANKED:]
    scores = [hit.score for hit in after.hits]
    assert scores == sorted(scores, reverse=True) == [hit.score for hit in before.hits]
    assert [hit.rank for hit in after.hits] == list(range(1, len(scores) + 1))
    assert (after.total, after.facets, after.notes) == (before.total, before.facets, before.notes)


def test_pages_are_parts_of_one_order(library: Library) -> None:
    told = Told([float(n % 7) for n in range(RERANKED)])
    pages = [
        ids(search(library, told, replace(QUESTION, limit=8, offset=offset)))
        for offset in range(0, 32, 8)
    ]

    assert len(told.asked) == 3, "only for pages that show any of the first"
    assert [id for page in pages for id in page] == ids(search(library, told))[:32]


def test_it_reads_the_passage_under_its_heading_and_question(library: Library) -> None:
    told = Told()
    hits = search(library, told).hits
    ((question, texts),) = told.asked

    assert question == "damp in homes"
    assert len(texts) == RERANKED
    for text, hit in zip(texts, hits, strict=False):
        passage = hit.passage
        above = [passage.heading, *(context.text for context in passage.context)]
        assert passage.heading.startswith("Damp on estate")
        assert text == "\n".join([*above, passage.text])
    assert any(hit.passage.kind is PassageKind.EXCHANGE for hit in hits)


@pytest.mark.parametrize(
    "wanted",
    [
        *(replace(QUESTION, mode=mode) for mode in Mode if mode is not Mode.HYBRID),
        replace(QUESTION, sort=Sort.NEWEST),
        replace(QUESTION, sort=Sort.OLDEST),
        Search(""),
        Search("-damp"),
    ],
    ids=str,
)
def test_other_modes_and_sorts_are_left_alone(library: Library, wanted: Search) -> None:
    told = Told([float(n) for n in range(RERANKED)])

    assert search(library, told, wanted) == search(library, None, wanted)
    assert told.asked == []


def test_what_is_looked_for_by_meaning_is_what_it_is_asked(library: Library) -> None:
    told = Told()
    search(library, told, Search("what was said about damp in homes"))
    search(library, told, Search('"damp in homes" -attic'))

    assert [question for question, _ in told.asked] == ["damp in homes", "damp in homes"]


def test_the_evidence_for_an_answer_is_weighed_as_before(library: Library) -> None:
    with library.shelf() as shelf:
        told = Told([float(n) for n in range(RERANKED)])
        before, after = rank(QUESTION, shelf), rank(QUESTION, replace(shelf, reranker=told))

    assert before.order != after.order
    assert np.array_equal(before.scores, after.scores)


def test_a_library_has_none_unless_it_is_given_one(library: Library, tmp_path: Path) -> None:
    with library.shelf() as shelf:
        assert shelf.reranker is None
    built(tmp_path, minutes("one", "= 1. Damp\nThe homes were damp."))
    told = Told()
    given_one = Library(tmp_path, HashingEncoder(), told)
    given_one.search(Search("damp homes"))
    built(tmp_path, minutes("two", "= 1. Damp\nThe homes are damp."))
    given_one.search(Search("damp homes"))
    given_one.close()

    assert [len(texts) for _, texts in told.asked] == [1, 2], "a new build is reranked too"
