"""Scanned pages: read where the programs for it are installed, and read then what waited for them."""

from __future__ import annotations

import io
import re
import shutil
from collections import Counter
from pathlib import Path

import pytest
from PIL import Image
from reportlab.lib.utils import ImageReader
from reportlab.pdfgen.canvas import Canvas

from archive.catalogue import open_catalogue
from archive.document import PageState
from archive.ingest import Ingested, ingest
from archive.readers.pdf import read_pdf
from archive.recognition import can_read_scans
from tests.archive.pdf_print import column, drawn

CORPUS = Path(__file__).parents[2] / "corpus"
WRITTEN = CORPUS.parent / "tests" / "borough" / "minutes" / "housing-2021-11-16-scan.txt"
"""The words from which the sample scan was drawn."""

SCAN = CORPUS / "larkmere" / "housing-2021-11-16-scan.pdf"

FAKE = """#!/bin/sh
# Stands for ocrmypdf: whatever the pictures, it has read the page that lies beside it.
for last; do :; done
cp "{read}" "$last"
"""


def half_scanned() -> bytes:
    picture = io.BytesIO()
    Image.new("L", (600, 800), 200).save(picture, "PNG")
    out = io.BytesIO()
    canvas = Canvas(out, invariant=1)
    canvas.drawString(72, 600, "The Committee met at Linden House.")
    canvas.showPage()
    canvas.drawImage(ImageReader(io.BytesIO(picture.getvalue())), 0, 0, 595, 842)
    canvas.showPage()
    canvas.save()
    return out.getvalue()


def programs(folder: Path, *names: str) -> str:
    """A PATH with these programs of the machine and no others."""
    folder.mkdir()
    for name in names:
        found = shutil.which(name)
        assert found, name
        (folder / name).symlink_to(found)
    return str(folder)


def test_a_page_that_waited_is_read_once_the_programs_are_there(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    papers, archive = tmp_path / "papers", tmp_path / "archive"
    papers.mkdir()
    archive.mkdir()
    (papers / "half.pdf").write_bytes(half_scanned())
    (papers / "whole.txt").write_text("The damp in Harbour Ward was noted.")
    read = tmp_path / "read.pdf"
    lines = ("The pump at Canal Basin was mended in May,", "and the lock was painted in June.")
    read.write_bytes(drawn(column(72, 100, *lines)))
    without = programs(tmp_path / "without", "env", "sh", "cp")
    with_them = programs(tmp_path / "with", "env", "sh", "cp")
    for name in ("ocrmypdf", "tesseract"):
        fake = Path(with_them, name)
        fake.write_text(FAKE.format(read=read))
        fake.chmod(0o755)

    def index(path: str) -> tuple[Ingested, tuple[PageState, ...] | None, str]:
        monkeypatch.setenv("PATH", path)
        with open_catalogue(archive, create=True) as catalogue:
            done = ingest([papers], archive, catalogue)
            document = next(
                catalogue.document(v.number)
                for v in catalogue.versions()
                if v.is_head and catalogue.entry(v.number).provenance.file == "half.pdf"
            )
        return done, document.entry.pages, document.text

    done, pages, text = index(without)
    assert (done.added, pages) == (2, (PageState.TEXT, PageState.PICTURE))
    assert "pump" not in text

    done, pages, text = index(with_them)
    assert (done.updated, done.unchanged) == (1, 1)
    assert pages == (PageState.TEXT, PageState.MACHINE_READ)
    assert "The pump at Canal Basin was mended in May" in text

    for path in (with_them, without):  # what is read stays read, also where they are gone
        done, pages, _ = index(path)
        assert (done.updated, done.unchanged) == (0, 2)
        assert pages == (PageState.TEXT, PageState.MACHINE_READ)


@pytest.mark.skipif(not can_read_scans(), reason="ocrmypdf and tesseract are not both installed")
def test_the_sample_scan_is_read() -> None:
    reading = read_pdf(SCAN.read_bytes())

    assert reading.pages is not None
    assert set(reading.pages) == {PageState.MACHINE_READ}
    _, _, body = WRITTEN.read_text("utf-8").partition("\n\n")
    printed = Counter(re.findall(r"[a-z]{3,}", body.lower()))
    found = Counter(re.findall(r"[a-z]{3,}", reading.text.lower()))
    assert (printed & found).total() >= 0.93 * printed.total()
    opened = [reading.text[block.start : block.end] for block in reading.blocks]
    assert [words for words in opened if words[0].islower()] == []  # none breaks in mid-sentence
    assert all(
        0 <= area.x0 <= area.x1 and 0 <= area.y0 <= area.y1
        for block in reading.blocks
        for area in block.areas
    )
