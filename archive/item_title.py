"""Finds the numbered lines that may be the titles of agenda items, and what marks each as one."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import IntEnum, auto

from archive.document import Block, BlockKind
from archive.item_number import is_number_alone, read_numbered
from archive.readers.lines import MAX_HEADING, is_point, is_shouted, is_verdict

_AGENDA_PLACE = re.compile(r"\(\s*(?:agenda\s+)?items?\s*(?:no\.?\s*)?[0-9][^()]{0,30}\)", re.I)
_MINUTE = re.compile(
    r"(?P<title>\S.*?)\s*\(\s*(?P<number>minute\s+[^()\s]{1,15})\s*\)", re.I | re.S
)
"""A heading whose number stands behind it: "Complaints received (Minute 6)"."""

_BLANK_BEFORE = re.compile(r"(?:\A|\n[ \t\r]*\n)[ \t]*$")
_BLANK_AFTER = re.compile(r"[ \t\r]*\n[ \t\r]*\n")
_NEAR = 20
"""Characters beside a line in which a blank line is looked for."""
_MAX_PLAIN_TITLE = 14
"""Words of a title that has neither capitals nor a heading's mark."""

_UNFINISHED = re.compile(
    r"(?:[-–—,:&/]|\b(?:a|an|and|at|by|for|from|in|of|on|or|the|to|with))$", re.IGNORECASE
)
"""How the first line of a title of two lines ends."""
_BROKEN = re.compile(r"(?<=[a-z])- (?=[a-z])")
_LEAD = re.compile(r".*[:–—-]", re.DOTALL)
MAX_TITLE_LEVEL = 3
"""A heading below it belongs to the text of an item, unless no item has a heading above it."""
_KINDS = (
    BlockKind.HEADING,
    BlockKind.LIST_ITEM,
    BlockKind.PARAGRAPH,
    BlockKind.TABLE_ROW,
)


class Mark(IntEnum):
    """What marks a line as a title, the surest first."""

    PLACE = auto()
    """The item's place on the agenda in the next line: "(Item 3)"."""
    TITLE = auto()
    """Capitals, or a heading's mark."""
    MINOR = auto()
    """A heading's mark of a lower level, which bold type has in a web page or Word file."""
    APART = auto()
    """Blank lines, or a table's row with the item's text in the rows below."""
    BARE = auto()
    """A text of its own beneath it."""


@dataclass(frozen=True, slots=True)
class Candidate:
    block: Block
    number: str
    title: str
    mark: Mark

    @property
    def kind(self) -> tuple[Mark, BlockKind, int, bool]:
        """How it is set; all items of one meeting are set alike."""
        return self.mark, self.block.kind, self.block.level, is_shouted(self.title)


def words_of(text: str, block: Block) -> str:
    """A block's words on one line."""
    return " ".join(text[block.start : block.end].split())


def find_candidates(text: str, blocks: Sequence[Block]) -> Iterator[Candidate]:
    """Every line that may be a numbered title, but for the points that a line with a colon opens."""
    led = False
    for place, block in enumerate(blocks):
        words = words_of(text, block)
        found = _candidate(text, blocks, place, words)
        if found is None or found.mark < Mark.APART:
            is_numbered = found is not None or read_numbered(words) is not None
            led = _LEAD.fullmatch(words) is not None and not is_numbered
        elif led:
            led = found.mark is Mark.APART
            continue
        if found:
            yield found


def _candidate(text: str, blocks: Sequence[Block], place: int, words: str) -> Candidate | None:
    block = blocks[place]
    if len(words) > 2 * MAX_HEADING or block.kind not in _KINDS:  # Kent prints decisions in titles
        return None
    next_at = place + 1
    if is_number_alone(words) and next_at < len(blocks) and _is_heading(text, blocks[next_at]):
        words = (
            f"{words} {words_of(text, blocks[next_at])}"  # the number stands on a line of its own
        )
        next_at += 1
    below = blocks[next_at : next_at + 2]
    numbered = read_numbered(words)
    if numbered is None:
        return _numbered_behind(text, block, words, below)
    title, lines, is_placed = _whole_title(text, below, numbered.title)
    if not any(character.isalpha() for character in title):
        return None
    if is_placed:
        return Candidate(block, numbered.number, title, Mark.PLACE)
    last = below[lines - 1] if lines else blocks[next_at - 1]
    after = blocks[next_at + lines] if next_at + lines < len(blocks) else None
    if next_at > place + 1:
        mark: Mark | None = Mark.TITLE
    else:
        mark = _mark(text, block, numbered.title, title, (last, after))
    if mark is None or is_verdict(title):
        return None
    return Candidate(block, numbered.number, title, mark)


def _numbered_behind(
    text: str, block: Block, words: str, below: Sequence[Block]
) -> Candidate | None:
    if block.kind is not BlockKind.HEADING:
        return None
    match = _MINUTE.fullmatch(words)
    if match is None and below:
        match = _MINUTE.fullmatch(f"{words} {words_of(text, below[0])}")
        is_below = below[0].kind is not BlockKind.HEADING
        match = match if match and is_below and match["title"] == words else None
    numbered = read_numbered(f"{match['number']} x") if match else None
    if match is None or numbered is None:
        return None
    return Candidate(block, numbered.number, match["title"], Mark.PLACE)


def _whole_title(text: str, below: Sequence[Block], title: str) -> tuple[str, int, bool]:
    """A title, how many lines below are part of it, and whether its place on the agenda follows."""
    lines = [words_of(text, block) for block in below]
    inside = _AGENDA_PLACE.search(title)
    if inside and inside.end() == len(title):
        return title[: inside.start()].strip() or title, 0, True
    if lines and _AGENDA_PLACE.fullmatch(lines[0]):
        return title, 0, True
    if not lines or below[0].marker or not _goes_on(text, title, below[0]):
        return _mended(text, title), 0, False
    whole = _mended(text, f"{title} {lines[0]}")
    return whole, 1, len(lines) > 1 and bool(_AGENDA_PLACE.fullmatch(lines[1]))


def _mended(text: str, title: str) -> str:
    """A title without the hyphen at which a line broke, where the text has the word whole."""
    for broken in reversed(list(_BROKEN.finditer(title))):
        before, after = title[: broken.start()], title[broken.end() :]
        word = before.split()[-1] + re.split(r"[^a-z]", after)[0]
        title = f"{before}{after}" if word in text else f"{before}-{after}"
    return title


def _goes_on(text: str, title: str, below: Block) -> bool:
    words = words_of(text, below)
    if len(words) > MAX_HEADING or read_numbered(words) or is_verdict(words):
        return False
    if _is_heading(text, below):
        return _UNFINISHED.search(title) is not None or words[:1].islower()
    return title.endswith("-") and title[-2:-1].islower() and words[:1].islower()


def _is_heading(text: str, block: Block) -> bool:
    return block.kind is BlockKind.HEADING or is_shouted(words_of(text, block))


def _mark(
    text: str, block: Block, line: str, title: str, around: tuple[Block, Block | None]
) -> Mark | None:
    """What marks a numbered line as a title, between its last block and the one after; None if nothing."""
    last, after = around
    if block.kind is BlockKind.TABLE_ROW:
        return Mark.APART if _heads_rows(text, block, after) else None
    if is_shouted(line):
        return Mark.TITLE
    if block.kind is BlockKind.HEADING and block.level > 0 and not line.endswith((";", ",")):
        return Mark.TITLE if block.level <= MAX_TITLE_LEVEL else Mark.MINOR
    if not _may_be_plain(title):
        return None
    if _stands_alone(text, block, last):
        return Mark.APART
    has_text = after is not None and after.kind is BlockKind.PARAGRAPH
    return Mark.BARE if has_text and title[0].isupper() else None


def _may_be_plain(title: str) -> bool:
    return (
        len(title.split()) <= _MAX_PLAIN_TITLE and title[-1] not in ".;,:?!" and not is_point(title)
    )


def _stands_alone(text: str, first: Block, last: Block) -> bool:
    """Whether a typed text sets a title apart, as it does not the points of a list."""
    before, after = (
        text[max(0, first.start - _NEAR) : first.start],
        text[last.end : last.end + _NEAR],
    )
    return bool(_BLANK_BEFORE.search(before) and _BLANK_AFTER.match(after))


def _heads_rows(text: str, row: Block, after: Block | None) -> bool:
    """Whether a row of a number and a title has the item's text in the row below, under the title."""
    cells = [cell for cell in text[row.start : row.end].split("\t") if cell.strip()]
    return (
        len(cells) == 2
        and after is not None
        and after.kind is BlockKind.TABLE_ROW
        and text[after.start : after.end].startswith("\t")
    )
