"""Lists within lists: which items belong beneath which, whatever a reader made of their indents."""

from __future__ import annotations

import re
from collections.abc import Sequence

from archive.document import Block, BlockKind

_NUMBER = re.compile(r"\(?(?:\d+\.)*(\d+)[.)]?")
_LETTER = re.compile(r"\(?[A-Za-z][.)]")
_ROMAN = re.compile(r"\(?[ivx]+[.)]", re.I)
_DASH = frozenset("-–—o◦○‣")
_MARKER = re.compile(
    r"\s*(?:[·•▪●◦○‣*–—-]|o(?=\s)|\(?\d{1,3}(?:\.\d{1,2})*[.)]|\(?[A-Za-z][.)]|\(?[ivxIVX]{1,5}[.)])\s+"
)


def said(text: str, block: Block) -> str:
    """The block's words, a space apart, without the bullet or number that it opens with."""
    return " ".join(text[body(text, block) : block.end].split())


def body(text: str, block: Block) -> int:
    """Where the block's words begin, after the bullet or number that it opens with."""
    if block.marker and text.startswith(block.marker, block.start):
        after = block.start + len(block.marker)
        return block.end - len(text[after : block.end].lstrip())
    marker = _MARKER.match(text, block.start, block.end)
    return marker.end() if marker else block.start


def is_numbered(block: Block) -> bool:
    return block.kind is BlockKind.LIST_ITEM and number_of(block) is not None


def subordinates(blocks: Sequence[Block], at: int) -> int:
    """The position after the list items that belong beneath the one at ``at``."""
    after = at + 1
    while after < len(blocks) and is_beneath(blocks[after], blocks[at]):
        after += 1
    return after


def is_beneath(block: Block, above: Block) -> bool:
    """Whether a list item is of a lower order than another: deeper or, if level, by a lesser marker."""
    if block.kind is not BlockKind.LIST_ITEM or above.kind is not BlockKind.LIST_ITEM:
        return False
    if block.level != above.level:
        return block.level > above.level
    return _order(block.marker) > _order(above.marker)


def led_list(text: str, blocks: Sequence[Block], at: int) -> int:
    """The position after the list that the block at ``at`` leads into, if it leads into any."""
    lead = blocks[at]
    if not text[lead.start : lead.end].endswith((":", ":-", ": -", "–", " -")):
        return at + 1
    if lead.kind is BlockKind.LIST_ITEM:
        return subordinates(blocks, at)
    after = at + 1
    if after < len(blocks) and blocks[after].kind is BlockKind.LIST_ITEM:
        first = blocks[after]
        after += 1
        while after < len(blocks) and (
            is_beneath(blocks[after], first) or _alike(blocks[after], first)
        ):
            after += 1
    return after


def enumeration(blocks: Sequence[Block], at: int) -> int:
    """The position after the list that opens at ``at``: its items in sequence and those beneath."""
    first = blocks[at]
    last = number_of(first)
    after = at + 1
    while after < len(blocks):
        block = blocks[after]
        if is_beneath(block, first):
            after += 1
            continue
        following = _alike(block, first) and (last is None or number_of(block) == last + 1)
        if not following:
            break
        last = number_of(block)
        after += 1
    return after


def opens_list(block: Block) -> bool:
    """Whether a list item can be the first of its list: "1.", "(a)", "i)" or a bullet, not "4."."""
    if block.kind is not BlockKind.LIST_ITEM:
        return False
    number = number_of(block)
    if number is not None:
        return number == 1
    return not _LETTER.fullmatch(block.marker) or block.marker.strip("().").lower() in ("a", "i")


def _alike(block: Block, other: Block) -> bool:
    return (
        block.kind is BlockKind.LIST_ITEM
        and block.level == other.level
        and _order(block.marker) == _order(other.marker)
    )


def _order(marker: str) -> int:
    """0 for numbers, 1 for letters and bullets, 2 for dashes and small roman numerals."""
    if not marker:
        return 1
    if _NUMBER.fullmatch(marker):
        return 0
    if marker in _DASH or (_ROMAN.fullmatch(marker) and not _LETTER.fullmatch(marker)):
        return 2
    return 1


def number_of(block: Block) -> int | None:
    """The number that a list item goes by: 3 for "3.", "(3)" and "1.3"."""
    match = _NUMBER.fullmatch(block.marker)
    return int(match.group(1)) if match else None
