"""Where a stretch of a document's text stands in print."""

from __future__ import annotations

from archive.document import Area, Document, Range

_WIDTHS = {
    letter: width
    for letters, width in (
        ("ijl'’‘|", 20),
        ("ftI.,:;!/ \u00a0", 28),
        ('r()[]{}-“”"•', 34),
        ("cksvxyzJ", 50),
        ("FTZL–", 59),
        ("ABEKPSVXY&", 67),
        ("CDHNRUw", 72),
        ("GOQmM%", 83),
        ("W@—…", 97),
    )
    for letter in letters
}
"""Hundredths of the type's size, as Arial and its like set them."""

_COMMON = 56
_AHEAD = 6
"""Hundredths of the size by which a cut area is wider than the letters come to: some come to more."""


def printed(document: Document, within: Range) -> tuple[Area, ...]:
    """The areas of print that hold the characters of a range, in the order of the text.

    Where the range begins or ends within a line, the area is cut in the space between the words, as
    far as letters of common widths tell where that is; a line that is set on its side stays whole.
    """
    start, end = within
    return tuple(
        _cut(area, start, end, document.text)
        for block in document.blocks
        if block.start < end and start < block.end
        for area in block.areas
        if max(start, area.start) < min(end, area.end)
    )


def _cut(area: Area, start: int, end: int, text: str) -> Area:
    first, last = max(start, area.start), min(end, area.end)
    is_on_its_side = area.y1 - area.y0 > area.x1 - area.x0 and area.end - area.start > 2
    if is_on_its_side or (first, last) == (area.start, area.end):
        return area
    whole = _width(text[area.start : area.end])
    before = max(0, _width(text[area.start : first]) - _AHEAD) if first > area.start else 0
    after = max(0, _width(text[last : area.end]) - _AHEAD) if last < area.end else 0
    size = (area.x1 - area.x0) / whole
    return area._replace(
        start=first, end=last, x0=area.x0 + before * size, x1=area.x1 - after * size
    )


def _width(words: str) -> int:
    return sum(_WIDTHS.get(letter, _COMMON) for letter in words)
