"""A passage in the making: where it lies and what it is, before it is given its id."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

from archive.document import Block, Range
from indexer.passage import Motion, PassageKind


@dataclass(frozen=True, slots=True)
class Draft:
    """The place of a passage and of the words that it needs beside it."""

    kind: PassageKind
    start: int
    end: int
    context: tuple[Range, ...] = ()
    section: tuple[str, ...] = ()
    motion: Motion | None = None


class Taken(NamedTuple):
    """What a rule made of the blocks before ``next``."""

    drafts: list[Draft]
    next: int


def span(blocks: Sequence[Block]) -> Range:
    """From the first of these neighbouring blocks to the last."""
    return blocks[0].start, blocks[-1].end


def words(text: str) -> int:
    return len(text.split())
