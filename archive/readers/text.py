"""Reads plain text, whose characters are kept exactly as they stand in the file."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from archive.document import Block, BlockKind
from archive.readers.encoding import decode
from archive.readers.lines import Levels, Line, find_marker, is_label, is_shouted, read_line
from archive.reading import Reading

_MAX_WIDTH = 120
"""Characters: lines longer than this were not broken by hand or by a printer's margin."""
_MIN_WIDTH = 50
"""Characters: nobody breaks minutes narrower; a list of short lines looks as if somebody did."""
_MIN_SOFT_BREAKS = 3
_MIN_SOFT_SHARE = 0.5
"""Of the line breaks inside paragraphs; unwrapped lists measure below .2, wrapped minutes above .7."""

_LINE = re.compile(r"[^\r\n\f\v\x85\u2028\u2029]+")
_RULE = re.compile(r"(?=.*[-=_]{3})[ \t\-=_+|]+")
_COLUMNS = re.compile(r"\S {3,}\S|\S\t+\S")
_GAP_IN_ROW = re.compile(r"\S(?: {2,}|\t+| *\| *)\S")


@dataclass(frozen=True, slots=True)
class _Row:
    """A line with visible characters, at its place in the file."""

    start: int
    end: int
    words: str
    """Without white space at its ends."""
    length: int
    """From the margin to its last visible character."""
    after_gap: bool
    """Whether a blank line stands before it."""


def read_text(data: bytes) -> Reading:
    """One block a line or, where the lines were broken to a width, one a paragraph.

    Raises UnreadableSource where the bytes are no text.
    """
    text, notes = decode(data)
    rows = list(_rows(text))
    levels = Levels()
    blocks = [_block(kind, run, levels) for kind, run in _runs(rows, _wrapped_at(rows))]
    return Reading(text, tuple(blocks), notes=notes)


def _rows(text: str) -> Iterator[_Row]:
    previous_end = 0
    for match in _LINE.finditer(text):
        line = match[0].rstrip()
        words = line.lstrip()
        if not words:
            continue
        end = match.start() + len(line)
        between = text[previous_end : match.start()]
        gap = between.count("\n") > 1 or between.count("\r") > 1 or "\f" in between
        yield _Row(end - len(words), end, words, len(line), gap)
        previous_end = end


def _wrapped_at(rows: Sequence[_Row]) -> int:
    """The width at which the file's lines were broken, or 0 where they were not."""
    if not rows:
        return 0
    width = sorted(row.length for row in rows)[len(rows) * 95 // 100]
    if not _MIN_WIDTH <= width <= _MAX_WIDTH:
        return 0
    breaks = [
        _is_soft(row, after, width)
        for row, after in pairwise(rows)
        if not after.after_gap and not (_is_in_columns(row) and _is_in_columns(after))
    ]
    soft = sum(breaks)
    return width if soft >= _MIN_SOFT_BREAKS and soft >= _MIN_SOFT_SHARE * len(breaks) else 0


def _is_soft(row: _Row, after: _Row, width: int) -> bool:
    """Whether the next line's first word would not have fitted on this one, or is cut in two."""
    if row.words.endswith("-") and row.words[-2:-1].islower() and after.words[0].isalpha():
        return True
    return row.length + 1 + len(after.words.split(maxsplit=1)[0]) > width


def _is_in_columns(row: _Row) -> bool:
    """Whether a line is broken by its columns, as in a list of names and posts."""
    _, start = find_marker(row.words)
    return _COLUMNS.search(row.words, start) is not None


def _runs(rows: Sequence[_Row], width: int) -> Iterator[tuple[BlockKind | None, list[_Row]]]:
    """The lines of each block, with its kind where the layout, not the words, says it."""
    place = 0
    while place < len(rows):
        if _opens_table(rows, place):
            yield BlockKind.TABLE_HEADER, list(rows[place : place + 2])
            place += 2
            while place < len(rows) and not rows[place].after_gap:
                yield BlockKind.TABLE_ROW, [rows[place]]
                place += 1
            continue
        run = [rows[place]]
        place += 1
        while width and place < len(rows) and not _opens_table(rows, place):
            if not _continues(run, rows[place], width):
                break
            run.append(rows[place])
            place += 1
        yield None, run


def _opens_table(rows: Sequence[_Row], place: int) -> bool:
    """Whether a line with columns stands right above a ruled line."""
    if place + 1 >= len(rows):
        return False
    header, rule = rows[place], rows[place + 1]
    return (
        not rule.after_gap
        and _RULE.fullmatch(rule.words) is not None
        and _GAP_IN_ROW.search(header.words) is not None
    )


def _continues(run: Sequence[_Row], row: _Row, width: int) -> bool:
    """Whether a line goes on with the paragraph of the lines before it."""
    last = run[-1]
    if row.after_gap or not _is_soft(last, row, width):
        return False
    if _RULE.fullmatch(last.words) or _RULE.fullmatch(row.words):
        return False
    if is_label(last.words) or is_label(row.words):
        return False
    marker, _ = find_marker(row.words)
    # A dash or a number opens a line by the accident of wrapping, unless a sentence ended before.
    if marker and (marker in "·•▪●○■*" or last.words.endswith((".", ":", ";"))):
        return False
    numbered, _ = find_marker(run[0].words)
    shouted = [is_shouted(line.words.rstrip(",;")) for line in (last, row)]
    return bool(numbered) or shouted[0] == shouted[1]


def _block(kind: BlockKind | None, run: Sequence[_Row], levels: Levels) -> Block:
    start, end = run[0].start, run[-1].end
    if kind is not None:
        levels.close()
        return Block(kind, start, end)
    line: Line = read_line(" ".join(row.words for row in run))
    if line.kind is BlockKind.LIST_ITEM:
        return Block(line.kind, start, end, level=levels.of(line.marker), marker=line.marker)
    levels.close()
    return Block(line.kind, start, end, level=2 if line.kind is BlockKind.HEADING else 0)
