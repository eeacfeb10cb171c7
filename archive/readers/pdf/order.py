"""The order in which a page's boxes, side-by-side tables and columns are read."""

from __future__ import annotations

import itertools
from collections.abc import Iterator, Sequence

from archive.readers.pdf.columns import GUTTER, Region, cut
from archive.readers.pdf.page import Box, Word, in_rows

_CAPTION = 40.0  # points above boxes that stand side by side in which each can have its caption
_ONE_TEXT = 1.8  # times the size: lines of one text stand no farther apart
_WORD_SPACE = 0.5  # times the size, at the most
_WIDE = 0.6  # share of its surroundings' width from which a box is no column
_WHOLE = 0.8  # share of a page's words above which a box is its border


def regions(
    words: Sequence[Word], boxes: Sequence[Box], frames: Sequence[Box] = ()
) -> list[Region]:
    """The parts of a page in reading order.

    ``boxes`` (its tables) stay whole; ``frames`` are boxes drawn round words, each read by itself.
    """
    order = {id(word): place for place, word in enumerate(words)}
    return _framed(Region(list(words), list(boxes)), list(frames), order)


def _framed(region: Region, frames: Sequence[Box], order: dict[int, int]) -> list[Region]:
    """Cut round the outermost frames, and round tables that stand beside each other."""
    most = _WHOLE * len(region.words)
    held = [
        frame
        for frame in frames
        if 0 < sum(map(frame.holds, region.words)) <= most and not _cuts_a_line(frame, region.words)
    ]
    outer = [
        box
        for box in held
        if not any(_is_in(box, each) != _is_in(each, box) and _is_in(box, each) for each in held)
    ]
    outer += [box for box in region.boxes if any(_is_beside(box, each) for each in region.boxes)]
    if not outer:
        around = [frame for frame in frames if region.words and all(map(frame.holds, region.words))]
        region.frame = min(around, key=_size, default=None)
        return cut(region, order)
    found: list[Region] = []
    rest = region
    outside = in_rows([w for w in region.words if not any(box.holds(w) for box in outer)])
    for top, foot, band in _spread(_bands(outer), outside):
        above, rest = _level(rest, _over_captions(rest.words, band, top))
        inside, rest = _level(rest, foot)
        found += cut(above, order)
        parts = list(_beside(inside, band))
        for part in parts if len(parts) > 1 else _apart(inside, band):
            found += _framed(part, [f for f in frames if _is_over(f, part)], order)
    return found + cut(rest, order)


def _cuts_a_line(frame: Box, words: Sequence[Word]) -> bool:
    """Whether a side of the box falls between two words that stand a word space apart."""
    beside = [w for w in words if frame.y0 <= _middle(w) < frame.y1]
    return any(
        frame.holds(one) != frame.holds(other) and 0 < other.x0 - one.x1 < _WORD_SPACE * one.size
        for row in in_rows(beside)
        for one, other in itertools.pairwise(row)
    )


def _spread(
    bands: Sequence[list[Box]], rows: Sequence[list[Word]]
) -> list[tuple[float, float, list[Box]]]:
    """Top, foot and boxes of each band, with all of the text that runs down beside its boxes.

    ``rows`` are those of the words outside the boxes. Bands that the same text runs past are one.
    """
    found: list[tuple[float, float, list[Box]]] = []
    for band in bands:
        top, foot = min(box.y0 for box in band), max(box.y1 for box in band)
        beside = [
            part
            for row in rows
            for part in _parted(row)
            if not any(part[0].x0 < box.x1 and box.x0 < part[-1].x1 for box in band)
        ]
        for part in _running_on(beside, top, foot):
            top = min(top, part[0].y - part[0].size)
            foot = max(foot, part[0].y + part[0].size / 3)
        while found and top < found[-1][1] - 1:
            above, below, boxes = found.pop()
            top, foot, band = min(top, above), max(foot, below), [*boxes, *band]
        found.append((top, foot, band))
    return found


def _parted(row: Sequence[Word]) -> Iterator[list[Word]]:
    """A row's words, cut where a space as wide as a gutter parts them."""
    held = [row[0]]
    for word in row[1:]:
        if word.x0 - held[-1].x1 >= GUTTER:
            yield held
            held = []
        held.append(word)
    yield held


def _running_on(lines: Sequence[list[Word]], top: float, foot: float) -> list[list[Word]]:
    """The lines between two heights, and those above and below that are of one text with them."""
    found = [line for line in lines if top <= _middle(line[0]) < foot]
    rest = [line for line in lines if not top <= _middle(line[0]) < foot]
    for line in found:  # grows as it is walked
        near = [
            other
            for other in rest
            if abs(other[0].y - line[0].y) <= _ONE_TEXT * line[0].size
            and other[0].x0 < line[-1].x1
            and line[0].x0 < other[-1].x1
        ]
        found += near
        rest = [other for other in rest if other not in near]
    return found


def _level(region: Region, y: float) -> tuple[Region, Region]:
    """The parts above and below a height."""
    return (
        Region(
            [w for w in region.words if _middle(w) < y],
            [b for b in region.boxes if (b.y0 + b.y1) / 2 < y],
            region.in_columns,
        ),
        Region(
            [w for w in region.words if _middle(w) >= y],
            [b for b in region.boxes if (b.y0 + b.y1) / 2 >= y],
            region.in_columns,
        ),
    )


def _over_captions(words: Sequence[Word], band: Sequence[Box], top: float) -> float:
    """The top of a band, with lines above it whose parts stand each over a box of its own."""
    gaps = [
        box.x1 for box in band for other in band if _is_beside(box, other) and box.x1 <= other.x0
    ]
    near = [w for w in words if top - _CAPTION <= w.y - w.size and _middle(w) < top]
    for row in reversed(in_rows(near)):
        sides = {sum(gap <= (w.x0 + w.x1) / 2 for gap in gaps) for w in row}
        if len(sides) < 2 or any(w.x0 < gap - 1 and gap + 1 < w.x1 for w in row for gap in gaps):
            break
        top = min(w.y - w.size for w in row)
    return top


def _beside(region: Region, band: Sequence[Box]) -> Iterator[Region]:
    """A band's parts from left to right, where a space runs down between them."""
    stretches = [(box.x0, box.x1) for box in (*band, *region.boxes)]
    stretches += [(word.x0, word.x1) for word in region.words]
    for left, right in _runs(sorted(stretches)):
        yield Region(
            [w for w in region.words if left <= (w.x0 + w.x1) / 2 <= right],
            [b for b in region.boxes if left <= (b.x0 + b.x1) / 2 <= right],
            True,
        )


def _runs(stretches: Sequence[tuple[float, float]]) -> Iterator[tuple[float, float]]:
    left, right = stretches[0]
    for start, end in stretches:
        if start > right + 1:
            yield left, right
            left = start
        right = max(right, end)
    yield left, right


def _apart(region: Region, band: Sequence[Box]) -> Iterator[Region]:
    """What overlapping boxes hold, one after the other, after what none of them holds."""
    words, boxes = list(region.words), list(region.boxes)
    parts = []
    for box in sorted(band, key=lambda b: (_size(b), b.y0, b.x0)):
        held = [w for w in words if box.holds(w)], [b for b in boxes if _is_in(b, box)]
        is_narrow = box.x1 - box.x0 < _WIDE * (region.right - region.left)
        parts.append((box, Region(*held, region.in_columns or is_narrow)))
        words = [w for w in words if not box.holds(w)]
        boxes = [b for b in boxes if not _is_in(b, box)]
    if words or boxes:
        yield Region(words, boxes, region.in_columns)
    for _, part in sorted(parts, key=lambda each: (each[0].y0, each[0].x0)):
        if part.words or part.boxes:
            yield part


def _is_over(frame: Box, region: Region) -> bool:
    return any(map(frame.holds, region.words))


def _size(box: Box) -> float:
    return (box.x1 - box.x0) * (box.y1 - box.y0)


def _middle(word: Word) -> float:
    return word.y - word.size * 0.3


def _is_in(inner: Box, outer: Box) -> bool:
    return (
        outer.x0 - 1 <= inner.x0
        and outer.y0 - 1 <= inner.y0
        and inner.x1 <= outer.x1 + 1
        and inner.y1 <= outer.y1 + 1
    )


def _is_beside(one: Box, other: Box) -> bool:
    shared = min(one.y1, other.y1) - max(one.y0, other.y0)
    return (one.x1 <= other.x0 or other.x1 <= one.x0) and shared > 4


def _bands(boxes: Sequence[Box]) -> list[list[Box]]:
    """Boxes that stand beside each other, top to bottom."""
    bands: list[list[Box]] = []
    foot = 0.0
    for box in sorted(boxes, key=lambda b: (b.y0, b.x0)):
        if bands and box.y0 < foot - 1:
            bands[-1].append(box)
            foot = max(foot, box.y1)
        else:
            bands.append([box])
            foot = box.y1
    return bands
