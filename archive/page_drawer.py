"""The program of a process that draws one page of a PDF; see ``archive.page_pictures``."""

from __future__ import annotations

import base64
import hashlib
import io
from pathlib import Path
from typing import Any

from PIL.Image import Image

from archive.readers.pdf.pdfium import pictures
from archive.reading import UnreadableSource
from archive.serving import answer_all

_SCALE = 2.0
"""Pixels to the point: a page of A4 is 1,190 wide, sharp on a close screen and on paper."""

_MOST_EXACT = 250_000
"""Bytes up to which a picture is kept without loss. Pages of print take a third of it; scans and
photographs take several times more, and a quarter of that with losses that nobody sees."""

_QUALITY = 80


def draw(data: bytes, page: int) -> dict[str, object]:
    """One page as a viewer shows it: its sides in points, and a WebP picture in base64.

    Raises UnreadableSource.
    """
    for drawn in pictures(data, _SCALE, page):
        picture = base64.b64encode(_webp(drawn.image)).decode()
        return {"width": drawn.width, "height": drawn.height, "picture": picture}
    raise UnreadableSource(f"Page {page} could not be drawn.")


def _webp(image: Image) -> bytes:
    exact = _saved(image, lossless=True)
    return exact if len(exact) <= _MOST_EXACT else _saved(image, quality=_QUALITY)


def _saved(image: Image, **options: Any) -> bytes:
    held = io.BytesIO()
    image.save(held, "WEBP", method=4, **options)
    return held.getvalue()


def _answer(request: Any) -> dict[str, object]:
    data = Path(request["original"]).read_bytes()
    if hashlib.sha256(data).hexdigest() != request["sha256"]:
        return {"altered": True}
    return draw(data, request["page"])


if __name__ == "__main__":
    answer_all(_answer)
