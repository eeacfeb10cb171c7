"""How exactly a page is read: its blocks against those that a person transcribed from its picture.

The papers are not ours to copy, so an expectation holds a short hash of each block's words, in the
order in which a person reads the page. A block that runs over from another page counts whole, and
a table's header is one block, column by column, however many rows it is printed on.
"""

from __future__ import annotations

import hashlib
import json
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

from archive.reading import Reading

EXPECTED = Path(__file__).with_name("expected.json")


@dataclass(frozen=True, slots=True)
class ExpectedPage:
    """One page of one paper as a person reads it."""

    file: str
    sha256: str
    page: int
    """Counted from 1."""
    blocks: tuple[str, ...]
    """``words_hash`` of each paragraph, heading, list item, table row and footnote, in order."""


class ExpectedItem(NamedTuple):
    """One item of printed minutes."""

    number: str
    title: str
    """``words_hash`` of it."""
    page: int


@dataclass(frozen=True, slots=True)
class Measured:
    """One page's blocks, compared."""

    expected: ExpectedPage
    found: tuple[str, ...]

    @property
    def missing(self) -> tuple[int, ...]:
        """Places (from 0) of the expected blocks that were not read exactly."""
        rest = list(self.found)
        lost = []
        for place, block in enumerate(self.expected.blocks):
            if block in rest:
                rest.remove(block)
            else:
                lost.append(place)
        return tuple(lost)

    @property
    def exact(self) -> int:
        return len(self.expected.blocks) - len(self.missing)

    @property
    def in_order(self) -> int:
        """How many of the exact blocks stand in the order of the page."""
        return _common(self.expected.blocks, self.found)

    @property
    def surplus(self) -> int:
        """Blocks read that nobody transcribed: parts of others, or furniture."""
        return len(self.found) - self.exact


def expected_pages() -> tuple[ExpectedPage, ...]:
    """The pages that were transcribed by hand."""
    return tuple(
        ExpectedPage(page["file"], page["sha256"], page["page"], tuple(page["blocks"]))
        for page in _expected()["pages"]
    )


def expected_items() -> dict[str, list[ExpectedItem]]:
    """The items of each set of printed minutes, by its file's name."""
    return {
        file: [ExpectedItem(*item) for item in items]
        for file, items in _expected()["items"].items()
    }


def running_heads() -> dict[str, list[str]]:
    """``words_hash`` of what each paper prints at the head or foot of its pages."""
    heads: dict[str, list[str]] = _expected()["heads"]
    return heads


def words(text: str) -> list[str]:
    """Words as a reader hears them: lower case, without the punctuation round them.

    Marks within a word stay ("multi-agency", "2025/26"), so a hyphen lost at a line's end shows.
    """
    plain = unicodedata.normalize("NFKC", text).lower().replace("’", "'").replace("‘", "'")
    found = ("".join(_trimmed(word)) for word in plain.split())
    return [word for word in found if word]


def words_hash(text: str) -> str:
    """Twelve hexadecimal digits for the words of a block."""
    return hashlib.sha256(" ".join(words(text)).encode()).hexdigest()[:12]


def measure(reading: Reading, expected: ExpectedPage) -> Measured:
    """Compare the blocks that touch the expected page with those transcribed."""
    found = (
        reading.text[block.start : block.end]
        for block in reading.blocks
        if block.pages is not None and block.pages[0] <= expected.page <= block.pages[1]
    )
    return Measured(expected, tuple(words_hash(text) for text in found if words(text)))


def share(measured: Iterable[Measured]) -> float:
    """Exact blocks in order, of all that were transcribed."""
    pages = list(measured)
    return sum(m.in_order for m in pages) / sum(len(m.expected.blocks) for m in pages)


@cache
def _expected() -> Any:
    return json.loads(EXPECTED.read_text("utf-8"))


def _trimmed(word: str) -> str:
    kept = [place for place, letter in enumerate(word) if letter.isalnum() or letter in "£%"]
    return word[kept[0] : kept[-1] + 1] if kept else ""


def _common(one: Sequence[str], other: Sequence[str]) -> int:
    """The length of the longest sequence that stands in both, in order."""
    row = [0] * (len(other) + 1)
    for left in one:
        before = 0
        for place, right in enumerate(other, start=1):
            here = row[place]
            row[place] = before + 1 if left == right else max(here, row[place - 1])
            before = here
    return row[-1]
