"""Whether scanned pages can be read here, which depends on programs that a machine may not have."""

from __future__ import annotations

import shutil

PROGRAMS = ("ocrmypdf", "tesseract")


def can_read_scans() -> bool:
    """Whether the programs that recognise letters in pictures are installed."""
    return all(map(shutil.which, PROGRAMS))
