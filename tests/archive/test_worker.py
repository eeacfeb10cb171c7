"""Whatever a file does to the process that reads it, the file is named and the next one is read."""

from __future__ import annotations

import datetime as dt
import os
import re
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from archive.audit import audit
from archive.catalogue import open_catalogue
from archive.document import Document
from archive.ingest import ingest, reread
from archive.intake import take_in
from archive.process import Limits, ReadingStopped, WorkerUnavailable
from archive.reading import UnreadableSource
from archive.sources import Source
from archive.workers import Job, Workers, cores

MISBEHAVING = "tests.archive.misbehaving"
NOW = dt.datetime(2025, 1, 1, tzinfo=dt.UTC)
LIMITS = Limits(seconds=20, memory=700_000_000)
BRIEF = Limits(seconds=1, longest=2, memory=700_000_000)
CORPUS = Path(__file__).parents[2] / "corpus"


@pytest.fixture
def workers() -> Iterator[Workers]:
    with Workers(1, LIMITS, MISBEHAVING) as made:
        yield made


def told(workers: Workers, folder: Path, deed: str) -> Document:
    """What the worker answers to a file that holds ``deed``."""
    path = folder / "deed.txt"
    path.write_text(f"{deed}\nThe damp was noted.\n", "utf-8")
    return workers.read(Job(Source(path, "deed.txt", "papers/deed.txt"), path, NOW)).result()


def process(document: Document) -> int:
    """Which process read it."""
    found = re.match(r"Process (\d+)", document.text)
    assert found
    return int(found[1])


def ends(pid: int) -> bool:
    """Whether a process that was killed is gone, or dead and not yet buried, within ten seconds."""
    for _ in range(1000):
        try:
            if Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] == "Z":
                return True
        except FileNotFoundError:
            return True
        time.sleep(0.01)
    return False


def child_at(place: Path) -> int:
    """The process that a worker started and named in a file."""
    while not place.is_file() or not place.read_text():
        time.sleep(0.01)
    return int(place.read_text())


def test_a_document_comes_back_as_it_was_read() -> None:
    """Through JSON, in the order asked for, whichever process read it."""
    sources = [
        Source(path, path.name, f"papers/{path.name}")
        for path in sorted((CORPUS / "larkmere").iterdir())
        if path.suffix in (".docx", ".html", ".txt")
    ]
    with Workers(2) as workers:
        readings = [workers.read(Job(source, source.path, NOW)) for source in sources]
        for source, reading in zip(sources, readings, strict=True):
            assert reading.result() == take_in(source, source.path.read_bytes(), NOW)


def test_one_worker_reads_file_after_file(workers: Workers, tmp_path: Path) -> None:
    assert len({process(told(workers, tmp_path, "name")) for _ in range(3)}) == 1


@pytest.mark.parametrize(
    ("deed", "reason"),
    [
        ("refuse", r"It is locked: save a copy"),
        ("fail", r"Reading it failed \(ZeroDivisionError: by zero, at misbehaving\.py:\d+\)"),
        ("crash", r"stopped the reader \(signal 11\).* print it to a new file, and index that"),
        ("exit", r"stopped the reader \(exit status 3\)"),
        ("be killed", r"stopped the reader \(signal 9: the machine may have run out of memory\)"),
        ("grow", r"needed more than 700 MB of memory: split it"),
    ],
)
def test_harm_is_named_and_the_next_file_is_read(
    workers: Workers, tmp_path: Path, deed: str, reason: str
) -> None:
    with pytest.raises(UnreadableSource, match=reason) as error:
        told(workers, tmp_path, deed)
    assert isinstance(error.value, ReadingStopped) == (deed != "refuse")
    assert "The damp was noted." in told(workers, tmp_path, "read").text


def test_what_this_process_holds_is_not_laid_to_the_file(workers: Workers, tmp_path: Path) -> None:
    """Linux counts in what a process held what the one that started it had held by then."""
    held = bytearray(LIMITS.memory)
    held[::4096] = b"1" * len(range(0, len(held), 4096))
    pids = {process(told(workers, tmp_path, "name")) for _ in range(2)}
    with pytest.raises(UnreadableSource, match=r"exit status 3"):
        told(workers, tmp_path, "exit")
    assert len(pids) == 1


def test_what_takes_too_long_is_stopped(tmp_path: Path) -> None:
    with (
        Workers(1, BRIEF, MISBEHAVING) as workers,
        pytest.raises(ReadingStopped, match=r"longer than 1 seconds to read: split it"),
    ):
        told(workers, tmp_path, "hang")


def test_a_reader_may_ask_for_more_time_within_bounds(tmp_path: Path) -> None:
    with Workers(1, BRIEF, MISBEHAVING) as workers:
        assert told(workers, tmp_path, "need: 2.4").text
        with pytest.raises(ReadingStopped, match=r"longer than 2 seconds"):
            told(workers, tmp_path, "need: 600")


def test_what_a_stopped_worker_started_stops_too(tmp_path: Path) -> None:
    place = tmp_path / "child"
    with Workers(1, BRIEF, MISBEHAVING) as workers, pytest.raises(ReadingStopped):
        told(workers, tmp_path, f"leave: {place}")
    assert ends(child_at(place))


def test_a_worker_that_has_grown_gives_way(tmp_path: Path) -> None:
    with Workers(1, Limits(grown=1), MISBEHAVING) as workers:
        pids = [process(told(workers, tmp_path, "name")) for _ in range(2)]
    assert pids[0] != pids[1]


def test_what_a_parser_prints_is_no_answer(workers: Workers, tmp_path: Path) -> None:
    assert "The damp was noted." in told(workers, tmp_path, "print").text


def test_no_worker_outlives_the_reading(tmp_path: Path) -> None:
    """Also where the reading is broken off in the midst of a file, as Ctrl-C does."""
    place = tmp_path / "child"
    with pytest.raises(KeyboardInterrupt), Workers(1, LIMITS, MISBEHAVING) as workers:
        pid = process(told(workers, tmp_path, "name"))
        path = tmp_path / "hang.txt"
        path.write_text(f"leave: {place}\n")
        reading = workers.read(Job(Source(path, path.name, path.name), path, NOW))
        child = child_at(place)
        raise KeyboardInterrupt
    assert ends(pid)
    assert ends(child)
    assert reading.done()


def test_no_worker_outlives_a_killed_parent(tmp_path: Path) -> None:
    place = tmp_path / "child"
    (tmp_path / "deed.txt").write_text(f"leave: {place}\n")
    script = f"""
import datetime as dt, pathlib
from archive.sources import Source
from archive.workers import Job, Workers
path = pathlib.Path({str(tmp_path / "deed.txt")!r})
with Workers(1, module={MISBEHAVING!r}) as workers:
    workers.read(Job(Source(path, path.name, path.name), path, dt.datetime.now(dt.UTC))).result()
"""
    parent = subprocess.Popen([sys.executable, "-c", script], cwd=CORPUS.parent)
    child = child_at(place)
    parent.send_signal(signal.SIGKILL)
    parent.wait()
    assert ends(child)


def test_a_worker_that_cannot_start_ends_the_run_and_says_why(tmp_path: Path) -> None:
    with (
        Workers(1, LIMITS, "archive.no_such_module") as workers,
        pytest.raises(WorkerUnavailable, match=r"could be started \(exit status 1\)"),
    ):
        told(workers, tmp_path, "read")


def test_nothing_in_the_folder_one_stands_in_is_run(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Papers may come with a file that Python would take for a module."""
    (tmp_path / "json.py").write_text("raise SystemExit(7)")
    (tmp_path / "archive").mkdir()
    (tmp_path / "archive" / "worker.py").write_text("raise SystemExit(7)")
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(sys, "path", [path for path in sys.path if path not in ("", ".")])
    with Workers(1, LIMITS) as workers:
        assert told(workers, tmp_path, "read").text


def test_a_run_over_bad_files_keeps_the_good_ones_in_their_order(tmp_path: Path) -> None:
    papers, archive = tmp_path / "papers", tmp_path / "archive"
    papers.mkdir()
    archive.mkdir()
    deeds = ["read", "crash", "need: 0.4", "read", "grow", "read", "fail", "refuse", "exit"]
    for number, deed in enumerate(deeds):
        (papers / f"{number:02}.txt").write_text(f"{deed}\nThe damp of {number} was noted.\n")
    with Workers(3, LIMITS, MISBEHAVING) as workers, open_catalogue(archive, create=True) as kept:
        done = ingest([papers], archive, kept, workers=workers)
        files = [kept.entry(v.number).provenance.file for v in kept.versions()]
        assert [bad.file for bad in kept.unreadable()] == [bad.file for bad in done.unreadable]
        entry = kept.entry(1)
        original = archive / "originals" / entry.provenance.sha256[:2] / entry.provenance.sha256
        assert reread(original, entry, None, workers).entry == entry
    assert files == ["00.txt", "02.txt", "03.txt", "05.txt"]
    assert [bad.file for bad in done.unreadable] == [
        "01.txt",
        "04.txt",
        "06.txt",
        "07.txt",
        "08.txt",
    ]
    assert audit(archive) == ()


def test_a_machine_has_a_core_at_least() -> None:
    assert 1 <= cores() <= (os.cpu_count() or 1)
