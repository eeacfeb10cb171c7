"""What each step of the ranking is worth; learnt, and kept as numbers that can be read."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib import resources


@dataclass(frozen=True, slots=True)
class Weights:
    steps: Mapping[str, float]
    """By the step's name; a step that is not named is worth nothing."""
    near: tuple[float, ...]
    """Share of its score that a passage lends to the first, second, … after and before it in its item."""
    far: tuple[float, ...]
    """The same in running speech, a transcript without items, where one subject goes on over many turns."""


@cache
def packaged() -> Weights:
    """The weights that come with the program, as ``minutebook evaluate --learn`` wrote them."""
    return read(resources.files("indexer.ranking").joinpath("weights.json").read_text("utf-8"))


def read(text: str) -> Weights:
    """Raises ValueError where the text holds no weights."""
    try:
        told = json.loads(text)
        return Weights(
            {str(name): float(worth) for name, worth in told["steps"].items()},
            tuple(map(float, told["near"])),
            tuple(map(float, told["far"])),
        )
    except (KeyError, TypeError, AttributeError) as error:
        raise ValueError(f"no weights: {error!r} is missing or of another kind") from error


def written(weights: Weights, provenance: Mapping[str, object]) -> str:
    """The text of a weights file; ``provenance`` says what they were learnt from, and how."""
    told = {
        "provenance": provenance,
        "steps": {name: round(worth, 3) for name, worth in weights.steps.items()},
        "near": [round(share, 3) for share in weights.near],
        "far": [round(share, 3) for share in weights.far],
    }
    return json.dumps(told, indent=2, ensure_ascii=False) + "\n"
