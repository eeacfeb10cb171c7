"""What the packaged model was taught of councils: how people ask for what a record says in other words."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib import resources

import numpy as np
from numpy.typing import NDArray
from safetensors.numpy import load, save

FILE = "teaching.safetensors"
_LEFT, _RIGHT = ".left", ".right"

Matrix = NDArray[np.float32]
Changes = Mapping[str, tuple[Matrix, Matrix]]
"""By the name of a matrix of the model, two thin ones, of shapes (rows, rank) and (rank, columns): their
product is added to it (Hu et al. 2021, "LoRA: Low-Rank Adaptation of Large Language Models").
"""


@dataclass(frozen=True, slots=True)
class Teaching:
    """What is added to a model's matrices."""

    changes: Changes
    digest: str
    """SHA-256 of the file that holds them."""


@cache
def packaged() -> Teaching:
    """What comes with the program."""
    return read(resources.files("indexer.models").joinpath(FILE).read_bytes())


def read(file: bytes) -> Teaching:
    """The bytes that ``written`` made."""
    found = {name: half.astype(np.float32) for name, half in load(file).items()}
    names = sorted(name.removesuffix(_LEFT) for name in found if name.endswith(_LEFT))
    changes = {name: (found[name + _LEFT], found[name + _RIGHT]) for name in names}
    return Teaching(changes, hashlib.sha256(file).hexdigest())


def written(changes: Changes, told: Mapping[str, str]) -> bytes:
    """A safetensors file of the changes, in half precision; ``told`` says what taught them."""
    halves = {
        name + half: np.ascontiguousarray(matrix, np.float16)
        for name, pair in changes.items()
        for half, matrix in zip((_LEFT, _RIGHT), pair, strict=True)
    }
    return save(halves, dict(told))


def provenance(file: bytes) -> dict[str, str]:
    """What ``written`` was told."""
    length = int.from_bytes(file[:8], "little")  # of the header, with which safetensors files begin
    told: dict[str, str] = json.loads(file[8 : 8 + length])["__metadata__"]
    return told
