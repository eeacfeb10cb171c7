"""The embedded writer: what is kept of an earlier index equals what would be written anew."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from indexer.engine import Candidate, Plan, Retrieval
from indexer.engines.embedded.engine import EmbeddedEngine
from indexer.engines.embedded.writer import EmbeddedWriter
from indexer.parser import parse
from indexer.results import Filter, Mode, Sort
from tests.indexer.indexes import ENCODER, WORDS, indexed, written

ASKED = ("damp homes", '"the damp"', '"of the"', "tena*", "item:damp budget", "title:3", "home -of")


def asked(engine: EmbeddedEngine, text: str, neighbours: int = 2) -> Retrieval:
    query = parse(text)
    vector = ENCODER.encode([query.question])[0] if query.question else None
    return engine.retrieve(
        Plan(
            query,
            vector,
            Mode.HYBRID,
            Filter(),
            Sort.RELEVANCE,
            depth=100,
            floor=0.4,
            offset=0,
            limit=10,
            neighbours=neighbours,
        )
    )


def told(folder: Path) -> tuple[object, ...]:
    """All that an index says when asked."""
    engine = EmbeddedEngine(folder)
    answers = [asked(engine, text) for text in ("", *ASKED)]
    files = {path.name: path.read_bytes() for path in sorted(folder.iterdir()) if path.is_file()}
    return (answers, sorted(engine.scan()), files)


passages_of = st.lists(st.lists(st.sampled_from(WORDS), min_size=1, max_size=12), max_size=12)


@settings(max_examples=25)
@given(first=passages_of, second=passages_of, gone=st.sets(st.integers(0, 11)), order=st.randoms())
def test_an_index_with_passages_kept_equals_one_written_anew(
    tmp_path_factory: pytest.TempPathFactory,
    first: list[list[str]],
    second: list[list[str]],
    gone: set[int],
    order: object,
) -> None:
    folder = tmp_path_factory.mktemp("kept")
    earlier = {n: indexed(n, words) for n, words in enumerate(first)}
    added = {n + 6: indexed(n + 6, words) for n, words in enumerate(second)}
    written(folder / "earlier", list(earlier.values()))
    kept = {n: one for n, one in earlier.items() if n not in gone and n not in added}
    whole = sorted({**kept, **added}.items())
    order.shuffle(whole)  # type: ignore[attr-defined]
    (folder / "grown").mkdir()
    writer = EmbeddedWriter(folder / "grown", folder / "earlier")
    for number, one in whole:
        if number in kept:
            writer.keep(one.passage.id, one.group, one.precedence)
        else:
            writer.add(one)
    held = writer.commit()
    anew = written(folder / "anew", [one for _, one in whole])

    assert held == tuple(one for one in anew if int(one.id[1:]) in added)
    if whole:  # an empty index keeps the width of ids and vectors that it once held
        assert told(folder / "grown") == told(folder / "anew")


def test_what_no_earlier_index_holds_cannot_be_kept(tmp_path: Path) -> None:
    written(tmp_path / "earlier", [indexed(1, ["damp"])])
    (tmp_path / "next").mkdir()
    writer = EmbeddedWriter(tmp_path / "next", tmp_path / "earlier")
    with pytest.raises(KeyError, match="p002"):
        writer.keep("p002", 0, 0)
    writer.cancel()


def test_neighbours_of_the_best_join_the_pool(tmp_path: Path) -> None:
    texts = [["budget"], ["budget"], ["damp"], ["budget"], ["damp"], *[["budget"]] * 7]
    written(tmp_path / "index", [indexed(number, words) for number, words in enumerate(texts)])
    engine = EmbeddedEngine(tmp_path / "index")

    def pool(reach: int) -> list[Candidate]:
        query = parse("damp")
        plan = Plan(
            query, None, Mode.KEYWORD, Filter(), Sort.RELEVANCE, 9, 0.4, 0, 10, neighbours=reach
        )
        found = engine.retrieve(plan)
        assert found.total == 2
        assert found.rest == ()
        return sorted(found.pool, key=lambda candidate: candidate.row)

    assert [candidate.row for candidate in pool(0)] == [2, 4]
    # Row 4 opens the second document: no passage of the first is its neighbour.
    assert [candidate.row for candidate in pool(1)] == [1, 2, 3, 4, 5]
    assert [candidate.row for candidate in pool(2)] == [0, 1, 2, 3, 4, 5, 6]
    for candidate in pool(2):
        assert candidate.is_hit is (candidate.keyword_rank is not None)
        assert candidate.is_hit is (candidate.row in {2, 4})


def test_a_neighbour_passes_the_filter_and_holds_what_every_hit_must(tmp_path: Path) -> None:
    texts = [["damp", "the"], ["budget"], ["damp"], ["the", "budget"]]
    written(tmp_path / "index", [indexed(number, words) for number, words in enumerate(texts)])
    engine = EmbeddedEngine(tmp_path / "index")
    found = engine.retrieve(
        Plan(
            parse("damp -budget"),
            np.zeros(ENCODER.dimensions, np.float32),
            Mode.HYBRID,
            Filter(committees=("Cabinet",)),
            Sort.RELEVANCE,
            9,
            0.4,
            0,
            10,
        )
    )
    assert {candidate.row for candidate in found.pool} == {0, 2}
