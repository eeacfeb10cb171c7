"""Small figures raised behind a word: the number of a note, a square or a cube."""

from __future__ import annotations

import math
import re
from bisect import bisect_right
from collections.abc import Sequence

from archive.readers.pdf.glyphs import Face, Letters

_LAST_FIGURE = re.compile(r"\d(?=[.,;:!?)\]’”'\"]*(?:\s|$))")
_SMALLER = 0.85  # times the size of the word, at the most
_LOWEST, _HIGHEST = 0.15, 0.8  # times that size above its baseline
_FURTHEST = 1.0  # times that size behind its last letter
_RAISED = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")


def with_raised(text: str, starts: Sequence[int], faces: Sequence[Face], letters: Letters) -> str:
    """A page's text, one character a letter, with raised figures as the characters made for them.

    So a word does not run together with the number of its note: "strategy³". Raised letters, as in
    "30th", stay. ``starts`` are the words' first letters, and ``faces`` how those look.
    """
    ends = [match.start() for match in _LAST_FIGURE.finditer(text)]
    raised: dict[int, int] = {}
    """The words that are raised figures altogether, and those that they stand behind."""
    for end, face in zip(ends, letters.faces(ends), strict=True):
        word = bisect_right(starts, end) - 1
        apart = face.size >= _SMALLER * faces[word].size
        if apart and (word == 0 or text[starts[word] - 2 : starts[word]].strip(" ") == ""):
            continue
        base = raised.get(word - 1, word - 1) if apart else word
        if face.size >= _SMALLER * faces[base].size:
            continue
        start = end
        while start > starts[word] and _goes_on(letters, text, start - 1, face):
            start -= 1
        last = len(text[:start].rstrip()) - 1
        if _stands_behind(letters, starts[base], last, start, faces[base]):
            text = text[:start] + text[start : end + 1].translate(_RAISED) + text[end + 1 :]
            if apart:
                raised[word] = base
    return text


def _goes_on(letters: Letters, text: str, place: int, face: Face) -> bool:
    return text[place] in "0123456789," and letters.faces([place])[0].size == face.size


def _stands_behind(letters: Letters, base: int, last: int, place: int, face: Face) -> bool:
    """Whether a letter stands above the baseline of a word and behind the last letter before it."""
    x, y, before_x, before_y, x0, y0 = letters.origins([place, last, base])
    turn = math.radians(face.degrees)
    cos, sin = round(math.cos(turn), 6), round(math.sin(turn), 6)
    rise = (y - y0) * cos - (x - x0) * sin
    ahead = (x - before_x) * cos + (y - before_y) * sin
    return _LOWEST * face.size < rise < _HIGHEST * face.size and (
        0 < ahead < (1 + _FURTHEST) * face.size
    )
