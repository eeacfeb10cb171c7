"""Columns say what Whoosh says: the same words at the same places, and the same order of passages."""

from __future__ import annotations

import math
import random
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from whoosh import index, query, scoring

from indexer.analysis import stem, tokens
from indexer.engine import Plan
from indexer.engines.embedded.columns import STEM, WORD
from indexer.engines.embedded.engine import EmbeddedEngine
from indexer.engines.embedded.keyword import BODY, FIELDS
from indexer.engines.embedded.positions import GAP, Positions
from indexer.engines.embedded.postings import Found, Postings
from indexer.engines.embedded.terms import Terms
from indexer.engines.embedded.writer import WORDS as WHOOSH
from indexer.highlight import terms
from indexer.query import Either, Leaf, Phrase, Prefix, Query, Word
from indexer.results import Filter, Mode, Sort
from tests.indexer.indexes import WORDS, indexed, written

TEXTS = [
    "damp damp mould in homes and more homes of the council",
    "mould in the council homes is treated by the council each year",
    "budget of the council for the year and the homes of the council",
    "damp walls in the school hall were dried over the whole summer",
]
SEVERAL = st.lists(
    st.lists(st.sampled_from(WORDS), min_size=1, max_size=30), min_size=1, max_size=6
)


def made(folder: Path, texts: Sequence[Sequence[str]]) -> EmbeddedEngine:
    written(folder, [indexed(number, words) for number, words in enumerate(texts)])
    return EmbeddedEngine(folder)


def of_texts_alone(folder: Path) -> tuple[Postings, Terms]:
    """The body's postings where nothing stands around the texts."""
    passages = [indexed(number, text.split()) for number, text in enumerate(TEXTS)]
    bare = [replace(one, passage=replace(one.passage, context=(), item=None)) for one in passages]
    written(folder, bare)
    return Postings(folder, BODY), Terms(folder, STEM)


def rows_of(engine: EmbeddedEngine, leaf: Leaf) -> list[int]:
    asked = Query("x", required=leaf, wanted=(leaf,))
    plan = Plan(asked, None, Mode.KEYWORD, Filter(), Sort.RELEVANCE, 99, 0.4, 0, 10, neighbours=0)
    return sorted(candidate.row for candidate in engine.retrieve(plan).pool)


def of(postings: Postings, stems: Terms, words: Sequence[str]) -> list[Found]:
    return [postings.of(stems.find(stem(word))) for word in words]


def test_bm25_by_hand(tmp_path: Path) -> None:
    postings, stems = of_texts_alone(tmp_path / "index")
    lengths = [len(text.split()) for text in TEXTS]
    mean = sum(lengths) / len(lengths)
    idf = math.log(1 + (4 - 2 + 0.5) / (2 + 0.5))
    norm = 1.5 * (0.25 + 0.75 * lengths[0] / mean)
    scores = postings.bm25(of(postings, stems, ["damp"]))

    assert scores[0] == pytest.approx(idf * 2 * 2.5 / (2 + norm), rel=1e-5)
    assert scores[1] == 0
    assert postings.bm25(of(postings, stems, ["absent"])).tolist() == [0, 0, 0, 0]
    at = postings.bm25_at(np.array([3, 0], np.int32), of(postings, stems, ["damp"]))
    assert at.tolist() == scores[[3, 0]].tolist()


def test_the_order_is_whooshs_own(tmp_path: Path) -> None:
    postings, stems = of_texts_alone(tmp_path / "index")
    whoosh = index.open_dir(str(tmp_path / "index" / WHOOSH), readonly=True)

    for words in (["damp"], ["mould", "homes"], ["council", "damp", "school"], ["budget", "year"]):
        asked = query.Or([query.Term(BODY, word) for word in words])
        with whoosh.searcher(weighting=scoring.BM25F(B=0.75, K1=1.5)) as searcher:
            theirs = [hit.docnum for hit in searcher.search(asked, limit=None)]
        scores = postings.bm25(of(postings, stems, words))
        ours = [int(row) for row in np.argsort(-scores, kind="stable") if scores[row] > 0]
        assert ours == theirs


def test_words_stand_where_whoosh_has_them(tmp_path: Path) -> None:
    folder = tmp_path / "index"
    draw = random.Random(3)
    made(folder, [draw.choices(WORDS, k=draw.randint(1, 400)) for _ in range(30)])
    words = Terms(folder, WORD)
    with index.open_dir(str(folder / WHOOSH), readonly=True).reader() as reader:
        for field in FIELDS:
            positions = Positions(folder, field)
            begins = GAP * (np.cumsum(positions.blocks) - positions.blocks)
            for place, word in enumerate(words):
                theirs = []
                if (field, word) in reader:
                    matcher = reader.postings(field, word)
                    while matcher.is_active():
                        theirs += [begins[matcher.id()] + p for p in matcher.value_as("positions")]
                        matcher.next()
                ours = positions.of(range(place, place + 1))
                assert ours.tolist() == theirs
                assert positions.rows(ours).tolist() == [
                    int(np.searchsorted(begins, p, "right")) - 1 for p in theirs
                ]


@settings(max_examples=60)
@given(
    texts=SEVERAL,
    words=st.lists(st.sampled_from(WORDS), min_size=1, max_size=4),
    n=st.integers(0, 9),
)
def test_phrases_and_nearness_are_what_counting_gives(
    tmp_path_factory: pytest.TempPathFactory, texts: list[list[str]], words: list[str], n: int
) -> None:
    engine = made(tmp_path_factory.mktemp("index") / "index", texts)
    wanted = tuple(token.word for word in words for token in tokens(word))
    held = [[token.word for token in tokens(" ".join(text))] for text in texts]
    size = len(wanted)
    expected = []
    for row, text in enumerate(held):
        stretches = [text[i : i + size + n] for i in range(len(text))]
        if n:
            found = any(not Counter(wanted) - Counter(each) for each in stretches)
        else:
            found = any(tuple(each[:size]) == wanted for each in stretches)
        if found:
            expected.append(row)

    if expected:  # otherwise headings are looked at
        assert rows_of(engine, Phrase("x", wanted, within=n)) == expected


def test_nothing_is_near_across_parts_or_passages(tmp_path: Path) -> None:
    engine = made(tmp_path / "index", [["damp"], ["mould"], ["walls", "roof"]])

    assert rows_of(engine, Phrase("x", ("mould", "damp"), within=GAP)) == []
    assert rows_of(engine, Phrase("x", ("roof", "walls"), within=1)) == [2]
    # Its heading is "The walls", its contexts "roof" and "walls of the".
    assert rows_of(engine, Phrase("x", ("the", "roof"), within=GAP)) == []
    assert rows_of(engine, Phrase("x", ("the", "walls"), within=1)) == [2]


def test_one_thing_in_several_forms_is_ranked_as_one_word(tmp_path: Path) -> None:
    texts = [["damp", "mould"], ["mould"], ["budget", "the"], ["damp"], ["of", "the", "of", "the"]]
    engine = made(tmp_path / "index", texts)
    either = Either("x", (Word("damp", "damp"), Phrase("of the", ("of", "the"))))
    asked = Query("x", wanted=(either,))
    found = engine.retrieve(
        Plan(asked, None, Mode.KEYWORD, Filter(), Sort.RELEVANCE, 99, 0.4, 0, 10, neighbours=0)
    )

    assert sorted(candidate.row for candidate in found.pool) == [0, 3, 4]
    postings, stems = Postings(tmp_path / "index", BODY), Terms(tmp_path / "index", STEM)
    assert found.weights == {name: postings.idf(3) for name in terms(asked)}
    damp = postings.of(stems.find("damp"))
    weight = {0: float(damp.weights[0]), 3: float(damp.weights[1]), 4: 2.0}
    together = Found(np.array([0, 3, 4], np.int32), np.array([*weight.values()], np.float32))
    scores = postings.bm25([together])
    for candidate in found.pool:
        assert candidate.keyword == pytest.approx(float(scores[candidate.row]), rel=1e-6)


def test_a_beginning_stands_for_every_word_that_goes_on_from_it(tmp_path: Path) -> None:
    engine = made(tmp_path / "index", [["home"], ["homes"], ["hom"], ["damp"], ["ho", "tenants"]])

    assert rows_of(engine, Prefix("home*", "home")) == [0, 1]
    assert rows_of(engine, Prefix("ho*", "ho")) == [0, 1, 2, 4]
    assert rows_of(engine, Prefix("zz*", "zz")) == []


@given(st.lists(st.text(max_size=6), unique=True, max_size=20), st.text(max_size=6))
def test_a_vocabulary_finds_what_it_holds(
    tmp_path_factory: pytest.TempPathFactory, held: list[str], asked: str
) -> None:
    folder = tmp_path_factory.mktemp("terms")
    Terms.write(folder, WORD, [word.encode() for word in sorted(held)])
    terms = Terms(folder, WORD)

    assert [terms.find(word) for word in sorted(held)] == list(range(len(held)))
    assert (terms.find(asked) is not None) is (asked in held)
    assert {terms[place].decode() for place in terms.beginning(asked)} == {
        word for word in held if word.startswith(asked)
    }
