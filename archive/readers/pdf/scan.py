"""Pages that are only pictures, read by a program that recognises letters: ocrmypdf with tesseract."""

from __future__ import annotations

import re
import subprocess
import tempfile
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import NamedTuple

from archive.deadline import allow
from archive.readers.pdf.page import Page
from archive.readers.pdf.pdfium import read_pages, with_only
from archive.reading import UnreadableSource
from archive.recognition import PROGRAMS, can_read_scans

_FEWEST_LETTERS = 40  # on a page; a scan may bear a page number or a stamp as text
_SECONDS_A_PAGE = 60  # at most, on average; a page takes about five
_SECONDS_TO_START = 60
_SECONDS_FOR_LETTERS = 120  # after which tesseract gives a single page up
_SURE_ENOUGH = 8
"""Confidence from which a page is turned; 14 leaves short upside-down pages as they are."""

_DOTS_PER_INCH = (
    200  # at least: on coarser pictures the recognition gives up, and all pages with it
)
_FACING = {"⇦": 1, "⇩": 2, "⇨": 3}
"""Where the top of a page's letters points, and the quarter turns, against the clock, that brings."""

_TURNED = re.compile(r"^\s*(\d+)\s+page is facing (\S),.*will rotate", re.MULTILINE)
_SPOKEN = re.compile(r"[^\W\d_]{3,}")
_FEWEST_SPOKEN = 3  # words on a page that is more than a photograph
_SPOKEN_SHARE = 0.3  # of them among all that was made out
_LONGEST_REASON = 200  # characters quoted of the program's own message

INSTALL = "Install ocrmypdf and tesseract, or run them through OCR elsewhere, and index again."
RUN = "Run them through OCR (ocrmypdf) and index again."


class Scans(NamedTuple):
    """A file's pages, those that are pictures as read by machine, and what to do about the rest."""

    pages: tuple[Page, ...]
    remedy: str = RUN


def is_scan(page: Page) -> bool:
    """Whether the page holds a picture and next to no text."""
    return page.has_picture and sum(len(word.text) for word in page.words) < _FEWEST_LETTERS


def read_scans(data: bytes, pages: Sequence[Page]) -> Scans:
    """The pages of a PDF, with the text of those that are pictures as far as it can be made out.

    Where ocrmypdf or tesseract is not installed, or fails, the pages come back as they are.
    """
    places = [place for place, page in enumerate(pages) if is_scan(page)]
    if not places:
        return Scans(tuple(pages))
    if not can_read_scans():
        return Scans(tuple(pages), INSTALL)
    seconds = _SECONDS_TO_START + _SECONDS_A_PAGE * len(places)
    allow(seconds)
    with tempfile.TemporaryDirectory(prefix="minutebook-") as folder:
        pictures, read = Path(folder, "pictures.pdf"), Path(folder, "read.pdf")
        pictures.write_bytes(with_only(data, places))
        try:
            told = _run(pictures, read, seconds)
            found = read_pages(read.read_bytes()).pages
        except (OSError, subprocess.SubprocessError, UnreadableSource) as error:
            return Scans(tuple(pages), f"ocrmypdf failed on them ({_reason(error)}). {RUN}")
    turns = {int(number): _FACING.get(facing, 0) for number, facing in _TURNED.findall(told)}
    known = list(pages)
    for number, (place, page) in enumerate(zip(places, found, strict=False), 1):
        if _holds_text(page):
            known[place] = replace(
                page,
                number=pages[place].number,
                quarter=turns.get(number, 0),
                is_machine_read=True,
            )
    return Scans(tuple(known))


def _run(pictures: Path, read: Path, seconds: int) -> str:
    """What the program says while it works."""
    done = subprocess.run(  # noqa: S603 - names of files that we made, and constants
        [
            *("env", "OMP_THREAD_LIMIT=1", "PYTHONUTF8=1", PROGRAMS[0], "--language", "eng"),
            *("--force-ocr", "--deskew", "--rotate-pages"),
            *("--rotate-pages-threshold", str(_SURE_ENOUGH)),
            *("--tesseract-timeout", str(_SECONDS_FOR_LETTERS)),
            *("--oversample", str(_DOTS_PER_INCH), "--optimize", "0"),
            *("--output-type", "pdf", "--jobs", "1", pictures, read),
        ],
        stdin=subprocess.DEVNULL,
        capture_output=True,
        timeout=seconds,
        check=True,
    )
    return done.stderr.decode("utf-8", "replace")


def _reason(error: Exception) -> str:
    if isinstance(error, subprocess.TimeoutExpired):
        return f"it took longer than {error.timeout:,.0f} seconds"
    if isinstance(error, subprocess.CalledProcessError):
        lines = error.stderr.decode("utf-8", "replace").split("\n")
        said = next((line.strip() for line in reversed(lines) if line.strip()), "it said nothing")
        return f"status {error.returncode}: {said[:_LONGEST_REASON]}"
    return str(error)[:_LONGEST_REASON]


def _holds_text(page: Page) -> bool:
    """Whether words were made out, not only specks of a photograph taken for letters."""
    spoken = sum(bool(_SPOKEN.search(word.text)) for word in page.words)
    return spoken >= _FEWEST_SPOKEN and spoken >= _SPOKEN_SHARE * len(page.words)
