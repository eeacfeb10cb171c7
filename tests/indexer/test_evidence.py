"""How surely an archive answers: the signs, what they weigh, and where the thresholds come from."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from indexer.evaluation.calibration import Sample, calibrate
from indexer.evidence import FILE, Balance, Signs, balance_for, packaged, read, written

STRONG = Signs(nearness=0.6, standing_out=0.2, held=0.9, known=1.0, together=0.5)
WEAK = Signs(nearness=0.2, standing_out=0.05, held=0.1, known=0.5, together=0.0)


def test_strong_signs_are_enough_and_weak_ones_are_not() -> None:
    balance = packaged()

    assert balance.evidence(STRONG) > balance.enough
    assert balance.evidence(WEAK) < balance.enough
    assert 0 <= balance.something <= balance.enough <= 1


@pytest.mark.parametrize("name", ["nearness", "standing_out", "held", "together"])
def test_more_of_a_sign_is_never_less_evidence(name: str) -> None:
    balance = packaged()

    assert balance.evidence(replace(WEAK, **{name: 0.9})) >= balance.evidence(WEAK)


def test_a_balance_is_read_as_it_was_written() -> None:
    balance = Balance("m@1", dict.fromkeys(packaged().worth, 1.5), -2.0, 0.5, 0.1)

    assert read(written(balance, {})) == balance


def test_the_balance_of_the_model_in_use_is_taken_where_there_is_one(tmp_path: Path) -> None:
    other = replace(packaged(), model="other@1", enough=0.9)
    assert balance_for("other@1", tmp_path) == packaged()

    (tmp_path / FILE).write_text(written(other, {}))

    assert balance_for("other@1", tmp_path).enough == 0.9
    assert balance_for("third@1", tmp_path) == packaged()
    (tmp_path / FILE).write_text("{")
    assert balance_for("other@1", tmp_path) == packaged()


def sample(nearness: float, *, is_answered: bool, is_off_topic: bool = False) -> Sample:
    return Sample(replace(WEAK, nearness=nearness), is_answered, is_off_topic, 1.0)


def test_no_more_than_the_allowed_share_of_the_unanswerable_is_answered() -> None:
    answered = [sample(0.5 + n / 100, is_answered=True) for n in range(40)]
    near = [sample(0.3 + n / 100, is_answered=False) for n in range(40)]
    off = [sample(n / 100, is_answered=False, is_off_topic=True) for n in range(50)]
    every = [*answered, *near, *off]

    balance = calibrate(every, every, "m@1")

    def share(some: list[Sample]) -> float:
        return sum(balance.evidence(one.found) >= balance.enough for one in some) / len(some)

    assert share(near) <= 0.05
    assert share(off) <= 0.02
    assert share(answered) > 0.5
    assert sum(balance.evidence(one.found) < balance.something for one in answered) <= 2
