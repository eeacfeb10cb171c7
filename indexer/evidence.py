"""How surely an archive answers a question: a few signs of it, weighed together.

Cosines mean other things with another model, so what they are weighed by is kept with the model's name.
"""

from __future__ import annotations

import json
import math
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from functools import cache
from importlib import resources
from pathlib import Path
from typing import Any

import numpy as np

from indexer.answer import READ
from indexer.ranking.pool import Column, Pool

_TENTH = 9
"""Beside the best, the tenth says what is usual for the question."""

FILE = "evidence.json"


@dataclass(frozen=True, slots=True)
class Signs:
    """What speaks for an answer, each about 0 to 1."""

    nearness: float
    """Cosines of the nearest passage and of its best sentence, their mean."""
    standing_out: float
    """By how much the nearest passage is nearer than the tenth."""
    held: float
    """The largest share of the question's words, by rarity, that one of the best passages holds."""
    known: float
    """The share of them that any passage holds at all."""
    together: float
    """The largest share of neighbouring words that stand together in one of the best passages."""


NAMES = tuple(Signs.__dataclass_fields__)


def signs(pool: Pool, scores: Column) -> Signs:
    """``scores`` are the ranking's, in the order of the pool."""
    if not len(scores):
        return Signs(0.0, 0.0, 0.0, 0.0, 0.0)
    near = np.sort(pool.nearness)[::-1]
    first = np.argsort(-scores, kind="stable")[:READ]
    return Signs(
        nearness=float(near[0]),
        standing_out=float(near[0] - near[min(_TENTH, len(near) - 1)]),
        held=float(pool.covered[first].max()),
        known=pool.known,
        together=float(pool.together[first].max()),
    )


@dataclass(frozen=True, slots=True)
class Balance:
    """What the signs weigh, for one model, and from where on they are enough."""

    model: str
    """The model whose cosines were measured."""
    worth: Mapping[str, float]
    """By the sign's name."""
    bias: float
    enough: float
    """Least evidence for an answer."""
    something: float
    """Least evidence for passages to be shown as hits; below it the archive is said to hold nothing."""

    def evidence(self, found: Signs) -> float:
        """How likely the archive is to answer, from 0 to 1 (logistic regression)."""
        weighed = sum(self.worth[name] * value for name, value in asdict(found).items())
        return 1 / (1 + math.exp(-(weighed + self.bias)))


@cache
def packaged() -> Balance:
    """The balance of the packaged model."""
    return read(resources.files("indexer").joinpath(FILE).read_text("utf-8"))


def balance_for(model: str, folder: Path) -> Balance:
    """The balance measured in ``folder`` for a model, else the packaged one.

    The packaged one is used for other models too, for want of a better: measure theirs with
    ``minutebook evaluate --calibrate``.
    """
    try:
        found = read((folder / FILE).read_text("utf-8"))
    except (OSError, ValueError):
        return packaged()
    return found if found.model == model else packaged()


def read(text: str) -> Balance:
    """Raises ValueError where the text holds no balance."""
    try:
        told: dict[str, Any] = json.loads(text)
        return Balance(
            str(told["model"]),
            {name: float(told["worth"][name]) for name in NAMES},
            float(told["bias"]),
            float(told["enough"]),
            float(told["something"]),
        )
    except (KeyError, TypeError) as error:
        raise ValueError(f"no balance of evidence: {error!r}") from error


def written(balance: Balance, provenance: Mapping[str, object]) -> str:
    """The text of a balance's file; ``provenance`` says what it was measured on."""
    told = asdict(balance)
    told["worth"] = {name: round(worth, 3) for name, worth in balance.worth.items()}
    for name in ("bias", "enough", "something"):
        told[name] = round(told[name], 3)
    return json.dumps({"provenance": provenance, **told}, indent=2, ensure_ascii=False) + "\n"
