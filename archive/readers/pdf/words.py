"""A page's words, spelt from its letters and placed where those stand."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from archive.readers.pdf.frame import Frame, Point
from archive.readers.pdf.glyphs import Face, Letters
from archive.readers.pdf.page import Word
from archive.readers.pdf.raised import with_raised

# U+0002 is pdfium's letter for a hyphen that ends a line
_WORD = re.compile(r"[^\0\t\n\r \x02]*\x02|[^\0\t\n\r \x02]+")
_DEEPEST = 0.5  # of a letter's space below its baseline, as a share of its size
_RAISED = 0.6  # of the size: how far above or below its word a figure may stand
_ASLANT = 0.05  # quarter turns by which letters may miss one


@dataclass(frozen=True, slots=True)
class Spelt:
    """The words of one direction, and the place of each one's first letter on the page."""

    words: list[Word]
    starts: list[int]


def words_of(
    letters: Letters, frames: Sequence[Frame], turn: int
) -> tuple[tuple[Spelt, ...], list[str]]:
    """The words of each of the four directions, by their ``frames``, and those set aslant.

    ``turn`` is the page's own rotation in degrees.
    """
    text = letters.text()
    spans = [match.span() for match in _WORD.finditer(text)]
    firsts = [start for start, _ in spans]
    faces = letters.faces(firsts)
    text = with_raised(text, firsts, faces, letters)
    lasts = [end - 1 for _, end in spans]
    origins, boxes = letters.origins(firsts), letters.boxes(lasts)
    directions = tuple(Spelt([], []) for _ in frames)
    aslant: list[str] = []
    seen: Face | None = None
    quarter: int | None = None
    for (start, end), face, x, y, near, high, far, low in zip(
        spans,
        faces,
        origins[::2],
        origins[1::2],
        boxes[::4],
        boxes[1::4],
        boxes[2::4],
        boxes[3::4],
        strict=True,
    ):
        if face is not seen:
            seen, size, bold = face, face.size, face.bold
            quarter = _quarter(face.degrees - turn)
            if quarter is not None:
                cos, sin, left, top, width, height = frame = frames[quarter]
                words, starts = directions[quarter].words, directions[quarter].starts
        if quarter is None:
            aslant.append(text[start:end])
            continue
        x0, y = x * cos + y * sin - left, top + x * sin - y * cos
        one, x1 = near * cos + low * sin - left, far * cos + high * sin - left
        if one > x1:
            one, x1 = x1, one
        foot = max(top + near * sin - low * cos, top + far * sin - high * cos)
        if (
            0 < foot - y < _DEEPEST * size
            and -size / 2 < one - x0 < 1.5 * size * (end - start)
            and -1 <= y <= height + 1
            and x1 > -1
            and x0 < width + 1
        ):
            words.append(Word(text[start:end], x0, x1 if x1 > x0 else x0, y, size, bold))
            starts.append(start)
        else:
            for part, word in _broken(letters, frame, start, text[start:end], size):
                words.append(word)
                starts.append(part)
    return directions, aslant


def _quarter(degrees: float) -> int | None:
    quarters = degrees / 90
    return None if abs(quarters - round(quarters)) > _ASLANT else round(quarters) % 4


def _broken(
    letters: Letters, frame: Frame, start: int, text: str, size: float
) -> Iterator[tuple[int, Word]]:
    """The parts of a word whose last letter is not where it should be, with their first letters."""
    spelt = range(start, start + len(text))
    flat = iter(letters.origins(spelt))
    places = [frame.place(x, y) for x, y in zip(flat, flat, strict=True)]
    cuts: list[int] = []
    if not _follows(places[0], places[-1], size, 1.5 * len(text)):
        pairs = enumerate(pairwise(places), 1)
        cuts = [here for here, (one, other) in pairs if not _follows(one, other, size, 2.5)]
    for first, end in zip([0, *cuts], [*cuts, len(text)], strict=True):
        x0, y = places[first]
        left, top, right, bottom = letters.boxes([start + end - 1])
        x1 = max(x0, frame.place(left, bottom)[0], frame.place(right, top)[0])
        if -1 <= y <= frame.height + 1 and x1 > -1 and x0 < frame.width + 1:
            (face,) = letters.faces([start + first])
            yield start + first, Word(text[first:end], x0, x1, y, size, face.bold)


def _follows(one: Point, other: Point, size: float, reach: float) -> bool:
    """Whether a letter stands on the line of another and after it, at most ``reach`` sizes away."""
    ahead, down = other[0] - one[0], abs(other[1] - one[1])
    return down < _RAISED * size and -size / 2 < ahead < reach * size
