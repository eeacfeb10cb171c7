"""A pair: what a council's record says, and how people ask for it."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from importlib import resources
from pathlib import Path

from indexer.models.encoded import encoded_ranges

FOLDER = Path(__file__).parent / "pairs"

_HELD_OUT = 10
"""One pair in so many is never learnt from."""
EVERYDAY = resources.files("indexer.understanding").joinpath("everyday.txt").read_text("utf-8")
"""Learnt besides: each expression is to find the record's words for it."""


@dataclass(frozen=True, slots=True)
class Pair:
    item: str
    said: str
    asked: tuple[str, ...]
    """Two in wholly other words, a plain question, and one that shares a word, as a rule."""

    @property
    def is_held_out(self) -> bool:
        digest = hashlib.sha256(self.said.encode()).digest()
        return digest[0] * 256 + digest[1] < 65536 // _HELD_OUT

    def texts(self) -> list[str]:
        """What is encoded of the passage: the whole under its heading, then each sentence."""
        ranges = encoded_ranges(self.said)
        return [f"{self.item}\n{self.said}", *(self.said[start:end] for start, end in ranges)]


def read(files: Iterable[Path] | None = None) -> list[Pair]:
    """The pairs of some files, all by default."""
    return [
        Pair(told["item"], told["said"], tuple(told["asked"]))
        for file in (sorted(FOLDER.glob("*.jsonl")) if files is None else files)
        for line in file.read_text("utf-8").splitlines()
        for told in [json.loads(line)]
    ]


def provenance(pairs: Sequence[Pair], epochs: int) -> dict[str, str]:
    """What a file of changes says of itself."""
    learnt = sum(not pair.is_held_out for pair in pairs)
    text = json.dumps([[each.item, each.said, each.asked] for each in pairs])
    return {
        "learnt_from": f"{learnt} of {len(pairs)} pairs, and the list of everyday words",
        "pairs": f"SHA-256 {hashlib.sha256(text.encode()).hexdigest()}",
        "everyday": f"SHA-256 {hashlib.sha256(EVERYDAY.encode()).hexdigest()}",
        "command": f"python -m tests.teaching --epochs {epochs}",
    }
