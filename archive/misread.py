"""Items of a scan whose numbers the machine misread: "1." as "Ae", "7." as "ita"."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise
from typing import NamedTuple

from archive.document import Block, BlockKind, PageState
from archive.readers.lines import is_shouted, is_verdict

_MISREAD = re.compile(r"(?P<number>[^\s()]{1,4})\s+(?P<title>\S.*)")
_MAX_TITLE_LEVEL = 3


class Found(NamedTuple):
    """An item's heading: the block, its number as published, and its title."""

    block: Block
    number: str
    title: str


def with_misread(
    text: str, blocks: Sequence[Block], found: list[Found], pages: Sequence[PageState]
) -> list[Found]:
    """The items found, with those between and around them whose numbers were misread.

    Only on pages read by machine, and only where the numbers missing are as many as the headings
    without one, so that each number can be no other. Nothing changes where no number was read.
    """
    if PageState.MACHINE_READ not in pages or not all(item.number.isdecimal() for item in found):
        return found
    strays = [
        stray for block in blocks if _is_scanned(block, pages) and (stray := _stray(text, block))
    ]
    if not found or not strays:
        return found
    whole: list[Found] = []
    first, last = found[0], found[-1]
    before = [s for s in strays if s.number and s.block.start < first.block.start]
    if 0 < len(before) < int(first.number):
        whole += _numbered(before, int(first.number) - len(before))
    for one, other in pairwise(found):
        whole += [one, *_between(one, other, strays)]
    whole.append(last)
    after = [s for s in strays if s.number and s.block.start > last.block.start]
    return whole + _numbered(after, int(last.number) + 1)


def _between(one: Found, other: Found, strays: Sequence[Found]) -> list[Found]:
    missing = int(other.number) - int(one.number) - 1
    within = [s for s in strays if one.block.start < s.block.start < other.block.start]
    for likely in (within, [stray for stray in within if stray.number]):
        if missing > 0 and len(likely) == missing:
            return _numbered(likely, int(one.number) + 1)
    return []


def _numbered(strays: Sequence[Found], first: int) -> list[Found]:
    return [stray._replace(number=str(first + place)) for place, stray in enumerate(strays)]


def _stray(text: str, block: Block) -> Found | None:
    """A heading without a good number; its ``number`` holds what was read in the place of one, if any."""
    if block.kind not in (BlockKind.HEADING, BlockKind.PARAGRAPH, BlockKind.LIST_ITEM):
        return None
    words = " ".join(text[block.start : block.end].split())
    match = _MISREAD.fullmatch(words)
    number, title = (match["number"], match["title"]) if match else ("", words)
    if not match or not _is_misread(number, title):
        number, title = "", words
    is_heading = block.kind is BlockKind.HEADING and block.level <= _MAX_TITLE_LEVEL
    if not (is_shouted(title) or (is_heading and title[:1].isupper())) or is_verdict(title):
        return None
    return Found(block, number, title)


def _is_misread(number: str, title: str) -> bool:
    """Whether a word before a title may be a number misread: no word in the title's own letters."""
    if title.isupper():
        return not number.isupper() or len(number) == 1
    return number[:1].islower() or not number.isalpha()


def _is_scanned(block: Block, pages: Sequence[PageState]) -> bool:
    return block.pages is not None and pages[block.pages[0] - 1] is PageState.MACHINE_READ
