"""Pictures of pages: drawn once, kept, and no harm done by the files that they are of."""

from __future__ import annotations

import io
import os
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from PIL import Image

from archive.originals import ORIGINALS, Originals
from archive.page_pictures import PICTURES, Lack, NoPicture, PagePictures
from archive.process import Limits
from tests.archive import drawers
from tests.archive.pdf_print import HEIGHT, WIDTH, drawn

MISDRAWING = "tests.archive.drawers"
NO_DRAWER = "tests.archive.no_such_module"
BRIEF = Limits(seconds=2, longest=2, memory=700_000_000)
PAGES = 3


@pytest.fixture
def originals(tmp_path: Path) -> Originals:
    return Originals(tmp_path / ORIGINALS)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / PICTURES


@pytest.fixture
def paper(originals: Originals) -> str:
    """The hash of a stored PDF."""
    return originals.keep(drawn(*([(72, 100 * n, f"Page {n}.")] for n in range(1, PAGES + 1))))


def lack(pictures: PagePictures, sha256: str, page: int) -> Lack:
    with pytest.raises(NoPicture) as failure:
        pictures.picture(sha256, page)
    return failure.value.lack


def test_a_page_is_drawn_as_a_viewer_shows_it(
    folder: Path, originals: Originals, paper: str
) -> None:
    found = PagePictures(folder, originals).picture(paper, 2)
    image = Image.open(io.BytesIO(found.webp)).convert("L")
    dark = [(x, y) for x in range(image.width) for y in range(image.height)
            if image.getpixel((x, y)) == 0]  # fmt: skip
    lowest = max(y for _, y in dark)

    assert (round(found.width), round(found.height)) == (round(WIDTH), round(HEIGHT))
    assert abs(image.width / found.width - 2) < 0.01
    assert min(x for x, _ in dark) == pytest.approx(144, abs=4)
    assert 396 <= lowest <= 408  # the words stand 200 points down, and the g reaches below them


def test_a_page_is_drawn_once(folder: Path, originals: Originals, paper: str) -> None:
    """By any server over the same folder: one without a drawer gives what another has drawn."""
    first = PagePictures(folder, originals).picture(paper, 1)
    other = PagePictures(folder, originals, module=NO_DRAWER)

    assert other.picture(paper, 1) == first
    assert lack(other, paper, 2) is Lack.LATER


@pytest.mark.parametrize("page", [drawers.CRASH, drawers.HANG, drawers.GROW, drawers.FAIL])
def test_harm_is_told_and_remembered_and_the_next_page_is_drawn(
    folder: Path, originals: Originals, paper: str, page: int
) -> None:
    pictures = PagePictures(folder, originals, limits=BRIEF, module=MISDRAWING)

    assert lack(pictures, paper, page) is Lack.FAILED
    start = time.monotonic()
    assert lack(pictures, paper, page) is Lack.FAILED
    assert time.monotonic() - start < 0.1
    assert pictures.picture(paper, drawers.PLAIN).webp


def _remove(path: Path) -> None:
    path.unlink()


def _alter(path: Path) -> None:
    path.write_bytes(drawn([(72, 100, "Other words.")]))


@pytest.mark.parametrize(
    ("deed", "told"), [(_remove, Lack.MISSING), (_alter, Lack.ALTERED)], ids=["missing", "altered"]
)
def test_what_is_no_longer_as_received_is_not_shown(
    folder: Path, originals: Originals, paper: str, deed: Callable[[Path], None], told: Lack
) -> None:
    deed(originals.path(paper))

    assert lack(PagePictures(folder, originals), paper, 1) is told


@pytest.mark.parametrize("data", [b"%PDF-1.7 cut short", b"<p>No PDF.</p>"])
def test_a_file_that_cannot_be_drawn_is_told(
    folder: Path, originals: Originals, data: bytes
) -> None:
    assert lack(PagePictures(folder, originals), originals.keep(data), 1) is Lack.FAILED


def test_no_such_page(folder: Path, originals: Originals, paper: str) -> None:
    assert lack(PagePictures(folder, originals), paper, PAGES + 1) is Lack.FAILED


def test_where_nothing_can_be_kept_pages_are_shown_all_the_same(
    tmp_path: Path, originals: Originals, paper: str
) -> None:
    """A file stands where the folder would be: like a folder that may only be read, also for root."""
    (tmp_path / PICTURES).write_text("")
    pictures = PagePictures(tmp_path / PICTURES, originals)
    first = pictures.picture(paper, 1)
    start = time.monotonic()

    assert pictures.picture(paper, 1) == first
    assert time.monotonic() - start < 0.1


def test_the_oldest_pictures_make_room(folder: Path, originals: Originals) -> None:
    pictures = PagePictures(folder, originals, most=3, module=MISDRAWING)
    for number in range(4):
        sha256 = originals.keep(b"%d" % number)
        pictures.picture(sha256, drawers.PLAIN)
        for path in folder.glob(f"*/{sha256}/*"):
            os.utime(path, (number, number))
    kept = {path.parent.name for path in folder.glob("*/*/*.webp")}

    assert kept == {Originals(folder).keep(b"%d" % n) for n in (2, 3)}
    assert {path.name for path in folder.glob("*/*") if path.is_dir()} >= kept


def test_many_ask_for_one_page(folder: Path, originals: Originals, paper: str) -> None:
    pictures = PagePictures(folder, originals, patience=60)
    with ThreadPoolExecutor(8) as readers:
        found = set(readers.map(lambda _: pictures.picture(paper, 1), range(8)))

    assert len(found) == 1
    assert len(list(folder.glob("*/*/*.webp"))) == 1


def test_nobody_waits_long_for_others(folder: Path, originals: Originals, paper: str) -> None:
    """Two pages are being drawn, for as long as they are allowed; the third is told to come later."""
    pictures = PagePictures(folder, originals, limits=BRIEF, module=MISDRAWING, patience=0.2)
    others = [originals.keep(b"%d" % number) for number in range(2)]
    with ThreadPoolExecutor(2) as readers:
        waiting = [readers.submit(lack, pictures, other, drawers.HANG) for other in others]
        time.sleep(0.5)
        told = lack(pictures, paper, drawers.PLAIN)

        assert told is Lack.LATER
        assert [each.result() for each in waiting] == [Lack.FAILED, Lack.FAILED]
    assert pictures.picture(paper, drawers.PLAIN)
