"""A passage's own words as a page shows them: lines of prose, or the cells of a table's row."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from archive.document import Range
from indexer.passage import Passage, PassageKind
from web.excerpt import excerpt
from web.markup import Markup, marked
from web.wording import context_label

_OPENS_ITEM = re.compile(r"\s*(?:[·•▪●◦○‣*–—-]|(?P<wide>\(?(?:\d{1,3}|[a-z]|[ivx]{1,5})[.)]))\s+")
"""A line that begins "up." goes on with the sentence before it: only a letter or a numeral counts items."""

_PRINTED = range(45, 100)
"""Characters of a line that a margin may have broken; others end where they were meant to."""

_ENDS_LINE = re.compile(r"[.:;?!…”’\")\]–—-]$")

SHORT_CONTEXT = 700
"""Characters of context above a hit: all of most questions; the passage itself must stay in sight."""


@dataclass(frozen=True, slots=True)
class Line:
    words: Markup
    hang: str
    """How far its second line stands in: "item" under a bullet, "wide" under a number, or not at all."""
    follows_gap: bool
    """Whether words were left out before it."""
    ends_in_gap: bool = False
    """Whether words were left out after it, to the end."""


@dataclass(frozen=True, slots=True)
class Cell:
    header: Markup
    words: Markup


@dataclass(frozen=True, slots=True)
class ShownContext:
    label: str
    lines: tuple[Line, ...]


@dataclass(frozen=True, slots=True)
class Words:
    """A passage, or as much of it as a list of results shows."""

    contexts: tuple[ShownContext, ...]
    lines: tuple[Line, ...]
    cells: tuple[Cell, ...]
    """For a table's row, in place of ``lines``; without headers where the table has none."""
    whole: tuple[Line, ...] = ()
    """All of its lines, where ``lines`` are only some of its sentences."""
    word_count: int = 0


def words_of(
    passage: Passage,
    highlights: Sequence[Range] = (),
    context_highlights: Sequence[Sequence[Range]] = (),
    sentence: Range | None = None,
    *,
    in_full: bool = False,
) -> Words:
    """``sentence`` is the one nearest to the question, to be told apart from ``highlights``."""
    marks = list(context_highlights) or [()] * len(passage.context)
    headers = _headers(passage)
    contexts = tuple(
        ShownContext(
            context_label(passage, is_table_text="\t" in context.text),
            lines_of(context.text, ranges, in_full=in_full),
        )
        for context, ranges in zip(passage.context, marks, strict=True)
        if headers is None or context.text != headers
    )
    if _is_row(passage):
        ranges = next(
            (r for c, r in zip(passage.context, marks, strict=True) if c.text == headers), ()
        )
        cells = _cells(passage.text, highlights, sentence, headers or "", ranges)
        return Words(contexts, (), tuple(cells))
    everything = ((0, len(passage.text)),)
    shown = everything if in_full else excerpt(passage.text, highlights, best=sentence)
    return Words(
        contexts,
        _lines(passage.text, highlights, shown, sentence),
        (),
        () if shown == everything else _lines(passage.text, highlights, everything, sentence),
        len(passage.text.split()),
    )


def lines_of(
    text: str, highlights: Sequence[Range] = (), *, in_full: bool = False
) -> tuple[Line, ...]:
    """What a passage needs above it, shortened unless wanted in full."""
    shown = ((0, len(text)),) if in_full else excerpt(text, highlights, SHORT_CONTEXT)
    return _lines(text, highlights, shown)


def hang(line: str) -> str:
    """Of a line that opens with a bullet: "item"; with a number: "wide"."""
    match = _OPENS_ITEM.match(line)
    if match is None:
        return ""
    return "wide" if match["wide"] else "item"


def without_marker(text: str) -> str:
    """A sentence without the bullet or number that it opens with."""
    return text[match.end() :] if (match := _OPENS_ITEM.match(text)) else text


def without_bullet(text: str) -> str:
    """Words without the sign that they open with; a number is one of the words, and stays."""
    return text if hang(text) == "wide" else without_marker(text)


def _lines(
    text: str,
    highlights: Sequence[Range],
    shown: Sequence[Range],
    sentence: Range | None = None,
) -> tuple[Line, ...]:
    lines: list[Line] = []
    reached = 0
    for start, end in shown:
        follows_gap = bool(text[reached:start].strip())
        for left, right in _paragraphs(text, start, end):
            words = marked(text, highlights, (left, right), sentence)
            lines.append(Line(words, hang(text[left:right]), follows_gap))
            follows_gap = False
        reached = end
    if text[reached:].strip() and lines:
        lines[-1] = replace(lines[-1], ends_in_gap=True)
    return tuple(lines)


def _paragraphs(text: str, start: int, end: int) -> Iterator[Range]:
    """Where lines end that were meant to; a line broken only by a printer's margin runs on."""
    opened = line = start
    for match in re.finditer(r"\s*[\n\t]\s*", text[start:end]):
        left, right = start + match.start(), start + match.end()
        before, after = text[opened:left], text[right:end]
        is_cell = "\t" in match[0]
        is_meant = is_cell or match[0].count("\n") > 1 or left - line not in _PRINTED
        line = right
        if is_meant or _ENDS_LINE.search(before) or _OPENS_ITEM.match(after):
            if before.strip():
                yield opened, left
            opened = right
    if text[opened:end].strip():
        yield opened, end


def _is_row(passage: Passage) -> bool:
    return passage.is_row_of_votes or (
        passage.kind is PassageKind.TABLE_ROW and "\t" in passage.text
    )


def _headers(passage: Passage) -> str | None:
    """The header row above a table's row."""
    if not _is_row(passage):
        return None
    return next((c.text for c in reversed(passage.context) if "\t" in c.text), None)


def _cells(
    text: str,
    highlights: Sequence[Range],
    sentence: Range | None,
    headers: str,
    header_highlights: Sequence[Range],
) -> Iterator[Cell]:
    titles = [marked(headers, header_highlights, place) for place in _between_tabs(headers)]
    for number, (start, end) in enumerate(_between_tabs(text)):
        if text[start:end].strip():
            title = titles[number] if number < len(titles) else Markup("")
            yield Cell(title, marked(text, highlights, (start, end), sentence))


def _between_tabs(text: str) -> Iterator[Range]:
    start = 0
    for cell in text.split("\t"):
        yield start, start + len(cell)
        start += len(cell) + 1
