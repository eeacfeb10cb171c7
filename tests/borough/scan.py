"""Minutes as somebody put them through the photocopier: pictures of pages, and no text."""

from __future__ import annotations

import io
import time

import numpy as np
import pypdfium2
from PIL import Image

_DPI = 150
_STAMP = time.struct_time((2022, 6, 1, 9, 0, 0, 2, 152, 0))


def scanned(pdf: bytes, seed: int) -> bytes:
    """The pages of a PDF as slightly crooked, grainy pictures, in a PDF without a text layer."""
    chance = np.random.default_rng(seed)
    sheets = []
    document = pypdfium2.PdfDocument(pdf)
    for page in document:
        sheet = page.render(scale=_DPI / 72).to_pil().convert("L")
        angle = float(chance.uniform(-0.9, 0.9))
        sheet = sheet.rotate(angle, Image.Resampling.BICUBIC, fillcolor=250)
        grain = chance.integers(-7, 8, size=(sheet.height, sheet.width))
        grey = np.asarray(sheet, dtype=np.int16) * 0.86 + 22 + grain
        sheets.append(Image.fromarray(np.clip(grey, 0, 255).astype(np.uint8)))
    document.close()
    out = io.BytesIO()
    sheets[0].save(
        out,
        "PDF",
        save_all=True,
        append_images=sheets[1:],
        resolution=_DPI,
        quality=50,
        creationDate=_STAMP,
        modDate=_STAMP,
        title="Scan",
    )
    return out.getvalue()
