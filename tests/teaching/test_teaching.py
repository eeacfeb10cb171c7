"""The pairs are what their README says, the packaged weights were learnt from them, and they teach."""

from __future__ import annotations

import random
from importlib import resources
from pathlib import Path

import numpy as np
import pytest

from indexer.evaluation.judgement import read_judgements
from indexer.models import teaching
from indexer.models.encoder import OnnxEncoder
from tests.teaching.bank import found
from tests.teaching.learning import EPOCHS, everyday
from tests.teaching.pair import FOLDER, provenance, read
from tests.teaching.tower import Tower

PAIRS = read()
JUDGED = read_judgements(Path(__file__).parents[1] / "evaluation")


def test_the_packaged_weights_were_learnt_from_these_pairs() -> None:
    file = resources.files("indexer.models").joinpath(teaching.FILE).read_bytes()

    told, today = teaching.provenance(file), provenance(PAIRS, EPOCHS)
    for key in (
        "learnt_from",
        "pairs",
        "command",
    ):  # that list may have been mended since
        assert told[key] == today[key]


@pytest.mark.parametrize("file", sorted(FOLDER.glob("*.jsonl")), ids=lambda path: path.stem)
def test_every_pair_is_whole(file: Path) -> None:
    for pair in read([file]):
        assert pair.item and pair.said and len(pair.asked) == 4
        assert all(text.strip() for text in pair.asked)


def test_no_pair_stands_there_twice() -> None:
    assert len({pair.said for pair in PAIRS}) == len(PAIRS)


def test_no_judged_question_was_learnt() -> None:
    judged = {_bare(question.text) for question in JUDGED.questions}

    assert not judged & {_bare(text) for pair in PAIRS for text in pair.asked}
    # Three of a single word stand in the list of everyday words, as README says.
    assert judged & {_bare(text) for lesson in everyday() for text in lesson.asked} == {
        "potholes",
        "rats",
        "skatepark",
    }


def test_some_are_held_out() -> None:
    assert 0.08 < np.mean([pair.is_held_out for pair in PAIRS]) < 0.12


def test_passages_that_nothing_was_learnt_from_are_found_in_other_words(
    encoder: OnnxEncoder,
) -> None:
    held_out = [pair for pair in PAIRS if pair.is_held_out]
    few = random.Random(7).sample(held_out, 150)
    taught, plain = found(few, encoder), found(few, Tower())

    assert taught[0] >= plain[0] + 0.05
    assert taught[1] >= plain[1] + 0.05
    assert taught[2] >= plain[2] - 0.02
    assert taught[3] >= plain[3]


def _bare(text: str) -> str:
    return "".join(filter(str.isalnum, text.lower()))
