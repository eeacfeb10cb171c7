"""Which sentences of a long passage a list of results shows; all else stands one step away."""

from __future__ import annotations

from collections.abc import Sequence

from archive.document import Range
from indexer.sentences import sentences

SHORT = 1_800
"""Characters: a little more than the longest passage that splitting makes of prose, so that all but long
resolutions, recorded votes and table cells are shown whole."""


def excerpt(
    text: str, highlights: Sequence[Range], length: int = SHORT, best: Range | None = None
) -> tuple[Range, ...]:
    """Ranges of whole sentences, in order: the opening, ``best``, and those with highlighted words.

    The opening says what a passage is about; without highlights, its next sentences follow it.
    """
    if len(text) <= length:
        return ((0, len(text)),)
    spans = list(sentences(text)) or [(0, len(text))]
    chosen: set[int] = set()
    room = length
    for number in _by_interest(spans, highlights, best):
        start, end = spans[number]
        if chosen and end - start > room:
            break
        chosen.add(number)
        room -= end - start
    ranges: list[Range] = []
    for number in sorted(chosen):
        start, end = spans[number]
        if ranges and number - 1 in chosen:
            ranges[-1] = (ranges[-1][0], end)
        else:
            ranges.append((start, end))
    return tuple(_cut(text, span, length) for span in ranges)


def _by_interest(
    spans: Sequence[Range], highlights: Sequence[Range], best: Range | None
) -> list[int]:
    """Sentence numbers: the first, the best, those with most highlights, then the rest in order."""

    def interest(number: int) -> tuple[bool, bool, int, int]:
        start, end = spans[number]
        held = sum(start <= mark[0] < end for mark in highlights)
        is_best = best is not None and start <= best[0] < end
        return (number != 0, not is_best, -held, number)

    return sorted(range(len(spans)), key=interest)


def _cut(text: str, span: Range, length: int) -> Range:
    """A range no longer than ``length``, ending between words: a table or list may be one sentence."""
    start, end = span
    if end - start <= length:
        return span
    space = text.rfind(" ", start, start + length)
    return (start, space if space > start else start + length)
