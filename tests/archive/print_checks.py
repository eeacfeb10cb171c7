"""Whether the areas marked on a page hold the letters of exactly the passage.

The letters' places come from pdfium's own way from a page to a screen, not from the reader's.
"""

from __future__ import annotations

import ctypes
import unicodedata
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any, NamedTuple

from pypdfium2 import PdfDocument, raw

from archive.document import Area, Document, Range
from archive.printed import printed

_FINE = 100
"""Parts of a point: pdfium gives whole pixels."""


class Letter(NamedTuple):
    """One letter of a page, in points from the top left corner of the page as shown."""

    text: str
    x0: float
    y0: float
    x1: float
    y1: float

    def is_in(self, area: Area) -> bool:
        x, y = (self.x0 + self.x1) / 2, (self.y0 + self.y1) / 2
        return area.x0 <= x <= area.x1 and area.y0 <= y <= area.y1

    def share_in(self, area: Area) -> float:
        wide = min(self.x1, area.x1) - max(self.x0, area.x0)
        tall = min(self.y1, area.y1) - max(self.y0, area.y0)
        whole = (self.x1 - self.x0) * (self.y1 - self.y0)
        return max(0.0, wide) * max(0.0, tall) / whole if whole else 0.0


@dataclass(frozen=True, slots=True)
class Marked:
    """What the marks of a passage hold, and what they should."""

    missing: Counter[str]
    """Letters of the passage that are not marked."""
    surplus: Counter[str]
    """Letters that are marked and are none of the passage's, nor struck through within it."""
    touched: int
    """Letters beside the marks that more than a quarter of is covered."""

    @property
    def is_exact(self) -> bool:
        return not (self.missing or self.surplus or self.touched)


class Print:
    """A PDF's letters, page by page."""

    def __init__(self, data: bytes) -> None:
        self._pdf = PdfDocument(data)
        self.letters = cache(self._letters)

    def close(self) -> None:
        self._pdf.close()

    def marked(self, document: Document, within: Range) -> Marked:
        areas = printed(document, within)
        held: Counter[str] = Counter()
        touched = 0
        for number in sorted({area.page for area in areas}):
            here = [area for area in areas if area.page == number]
            for letter in self.letters(number):
                if any(map(letter.is_in, here)):
                    held.update(_plain(letter.text))
                else:
                    touched += max(map(letter.share_in, here)) > 0.25
        start, end = within
        wanted = Counter(_plain(document.text[start:end]))
        struck = "".join(each.text for each in document.deletions if start <= each.at <= end)
        return Marked(wanted - held, held - wanted - Counter(_plain(struck)), touched)

    def _letters(self, number: int) -> Sequence[Letter]:
        page = self._pdf[number - 1]
        text = page.get_textpage()
        sides = tuple(round(side * _FINE) for side in page.get_size())
        found = []
        left, right, bottom, top = (ctypes.c_double() for _ in range(4))
        for place in range(max(0, raw.FPDFText_CountChars(text.raw))):
            if raw.FPDFText_IsGenerated(text.raw, place) == 1:
                continue
            if raw.FPDFText_GetCharBox(text.raw, place, left, right, bottom, top):
                one = _shown(page, sides, left.value, bottom.value)
                other = _shown(page, sides, right.value, top.value)
                (x0, x1), (y0, y1) = (sorted(pair) for pair in zip(one, other, strict=True))
                code = raw.FPDFText_GetUnicode(text.raw, place)
                found.append(Letter(chr(code), x0, y0, x1, y1))
        text.close()
        page.close()
        return found


def _shown(page: Any, sides: tuple[int, ...], x: float, y: float) -> tuple[float, float]:
    right, down = ctypes.c_int(), ctypes.c_int()
    raw.FPDF_PageToDevice(page.raw, 0, 0, *sides, 0, x, y, right, down)
    return right.value / _FINE, down.value / _FINE


def _plain(text: str) -> str:
    return "".join(c for c in unicodedata.normalize("NFKC", text) if c.isalnum())
