"""``python -m tests.benchmarks.reading``: how long folders take to be read, and in how much memory.

Each file is read ``--copies`` times over, every copy with bytes of its own. Beside it, in the same
run, stands what pypdfium2 needs to give the plain text of the same PDFs, in one process.
"""

from __future__ import annotations

import argparse
import os
import shutil
import tempfile
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from pypdfium2 import PdfDocument, PdfiumError

from archive.catalogue import open_catalogue
from archive.ingest import ingest
from archive.sources import SUFFIXES
from archive.workers import Workers

CORPUS = Path(__file__).parents[2] / "corpus"
_EVERY = 0.1  # seconds


def copies(folders: list[Path], times: int, into: Path) -> int:
    """Lay the folders' files into one folder, each ``times`` times over; how many there are."""
    count = 0
    for path in sorted(p for folder in folders for p in folder.rglob("*")):
        if path.suffix.lower() not in SUFFIXES or not path.is_file():
            continue
        for number in range(times):
            copy = into / f"{count:05}{path.suffix.lower()}"
            shutil.copyfile(path, copy)
            if path.suffix.lower() != ".docx":  # a zip archive ends where it says
                with copy.open("ab") as file:
                    file.write(f"\n% {number}\n".encode())
            count += 1
    return count


def resident(pid: int) -> int:
    """Bytes that a process holds in memory; 0 for one that is gone."""
    try:
        return int(Path(f"/proc/{pid}/statm").read_text().split()[1]) * os.sysconf("SC_PAGE_SIZE")
    except (OSError, IndexError):
        return 0


def children(pid: int) -> list[int]:
    found = []
    for task in Path(f"/proc/{pid}/task").iterdir():
        try:
            found += [int(each) for each in (task / "children").read_text().split()]
        except OSError:
            continue
    return found


@contextmanager
def watched(peaks: list[tuple[float, int, int]]) -> Iterator[None]:
    """Note every moment's seconds, this process's bytes, and the largest child's."""
    ended = threading.Event()
    start = time.monotonic()

    def watch() -> None:
        while not ended.wait(_EVERY):
            most = max(map(resident, children(os.getpid())), default=0)
            peaks.append((time.monotonic() - start, resident(os.getpid()), most))

    thread = threading.Thread(target=watch)
    thread.start()
    try:
        yield
    finally:
        ended.set()
        thread.join()


def plain_text(folder: Path) -> float:
    """Seconds in which pypdfium2 gives the text of every page of the folder's PDFs that it can open."""
    start = time.monotonic()
    for path in sorted(folder.glob("*.pdf")):
        try:
            document = PdfDocument(path.read_bytes())
        except PdfiumError:
            continue
        for number in range(len(document)):
            page = document[number]
            text = page.get_textpage()
            text.get_text_range()
            text.close()
            page.close()
        document.close()
    return time.monotonic() - start


def processor_seconds() -> float:
    """Of this process and of all that it has started and ended."""
    times = os.times()
    return sum(times[:4])


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folders", nargs="*", type=Path, default=[CORPUS], metavar="FOLDER")
    parser.add_argument("--copies", type=int, default=1)
    parser.add_argument("--workers", type=int, default=0, help="0 is one a core")
    options = parser.parse_args()
    peaks: list[tuple[float, int, int]] = []
    with tempfile.TemporaryDirectory() as place, watched(peaks):
        papers, archive = Path(place, "papers"), Path(place, "archive")
        papers.mkdir()
        archive.mkdir()
        count = copies(options.folders, options.copies, papers)
        with (
            open_catalogue(archive, create=True) as catalogue,
            Workers(options.workers) as workers,
        ):
            plain = plain_text(papers)
            start = time.monotonic()
            before = processor_seconds()
            done = ingest([papers], archive, catalogue, workers=workers)
            took = time.monotonic() - start
            pages = sum(
                catalogue.entry(v.number).page_count or 0 for v in catalogue.versions() if v.is_head
            )
        busy = processor_seconds() - before
    print(
        f"{count} files, {pages:,} PDF pages, {len(done.unreadable)} not read, "
        f"{workers.count} workers: {took:.1f} s, {pages / took:.0f} pages a second"
    )
    print(
        f"plain text by pypdfium2: {plain:.1f} s; reading took {took / plain:.1f} times that, "
        f"and {busy / plain:.1f} times as much of the processor"
    )
    tenth = max(1, len(peaks) // 10)
    for first in range(0, len(peaks), tenth):
        part = peaks[first : first + tenth]
        parent, worker = (max(each[which] for each in part) / 1e6 for which in (1, 2))
        print(
            f"  to {part[-1][0]:5.0f} s: parent {parent:4.0f} MB, largest worker {worker:4.0f} MB"
        )


if __name__ == "__main__":
    main()
