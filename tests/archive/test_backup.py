"""A backup comes back whole, byte for byte, or not at all."""

from __future__ import annotations

import io
import sqlite3
import tarfile
from contextlib import closing
from pathlib import Path

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from archive.backup import LIST, BadBackup, copy_database, unpack, write_backup

FILES = {
    "catalogue.sqlite": b"rows",
    "originals/ab/abcd": b"\x00" * 600,
    "index/current": b"",
    "originals/ŵ/é": "Llŷn".encode(),
}


@pytest.fixture(scope="module")
def backup(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("backup")
    sources = {}
    for number, (name, data) in enumerate(FILES.items()):
        sources[name] = folder / str(number)
        sources[name].write_bytes(data)
    write_backup(folder / "b.tar", sources)
    return folder / "b.tar"


def held(archive: Path) -> dict[str, bytes]:
    return {
        path.relative_to(archive).as_posix(): path.read_bytes()
        for path in archive.rglob("*")
        if path.is_file()
    }


def test_it_comes_back_as_it_was(backup: Path, tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()
    for name in ("new", "empty"):
        done = unpack(backup, tmp_path / name)
        assert held(tmp_path / name) == FILES
        assert (done.files, done.size) == (4, sum(map(len, FILES.values())))


@pytest.mark.parametrize("way", [".", "link", "link to nothing", "folder", "parents"])
def test_a_folder_that_is_there_is_filled_and_stays(
    backup: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, way: str
) -> None:
    """It may be mounted, or the folder that one is in: nothing may take its place."""
    place = tmp_path / "place" / ("a/b" if way == "parents" else "")
    (tmp_path / "link").symlink_to(place)
    if "nothing" not in way and way != "parents":
        place.mkdir()
        monkeypatch.chdir(place)
        before = place.stat().st_ino
    named = {".": Path(), "folder": place, "parents": place}.get(way, tmp_path / "link")
    unpack(backup, named)

    assert held(place) == FILES and (tmp_path / "link").is_symlink()
    assert way in ("link to nothing", "parents") or Path.cwd().stat().st_ino == before
    assert not list(tmp_path.rglob("*restoring*"))


def test_a_folder_that_was_there_is_left_empty_by_a_harmed_backup(
    backup: Path, tmp_path: Path
) -> None:
    (tmp_path / "b.tar").write_bytes(backup.read_bytes()[:5_000])
    (tmp_path / "archive").mkdir()
    with pytest.raises(BadBackup):
        unpack(tmp_path / "b.tar", tmp_path / "archive")
    assert list((tmp_path / "archive").iterdir()) == []


def test_nothing_is_written_over(backup: Path, tmp_path: Path) -> None:
    (tmp_path / "mine").write_text("mine")
    with pytest.raises(FileExistsError, match="not written over"):
        write_backup(tmp_path / "mine", {})
    with pytest.raises(
        FileExistsError, match=f"{tmp_path / 'mine'} is there .* nothing is written over"
    ):
        unpack(backup, tmp_path)
    with pytest.raises(FileExistsError):
        unpack(backup, tmp_path / "mine")
    (tmp_path / "loop").symlink_to("loop")
    with pytest.raises(FileExistsError, match="loop is there already"):
        unpack(backup, tmp_path / "loop")
    assert sorted(path.name for path in tmp_path.iterdir()) == ["loop", "mine"]


def test_what_cannot_be_written_whole_leaves_nothing(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError):
        write_backup(tmp_path / "b.tar", {"a": tmp_path / "nowhere"})
    assert list(tmp_path.iterdir()) == []


@settings(max_examples=60, deadline=None)
@given(st.integers(0, 10_239), st.one_of(st.none(), st.integers(1, 255)))
@example(at=5_000, flip=None)
def test_a_backup_that_was_harmed_is_refused_or_gives_the_same(
    tmp_path_factory: pytest.TempPathFactory, backup: Path, at: int, flip: int | None
) -> None:
    """Broken off at any byte, or with any byte changed: those between the files say nothing."""
    folder = tmp_path_factory.mktemp("harmed")
    data = bytearray(backup.read_bytes())
    if flip is None:
        del data[at:]
    else:
        data[at] ^= flip
    (folder / "b.tar").write_bytes(data)
    try:
        unpack(folder / "b.tar", folder / "archive")
    except BadBackup as error:
        assert str(folder / "b.tar") in str(error) and "Use another copy" in str(error)
        assert [path.name for path in folder.iterdir()] == ["b.tar"]
    else:
        assert held(folder / "archive") == FILES


@pytest.mark.parametrize("name", ["../outside", "/etc/outside", "a/../../outside", "link", LIST])
def test_nothing_lands_outside_the_archive(tmp_path: Path, name: str) -> None:
    with tarfile.open(tmp_path / "b.tar", "w") as tar:
        info = tarfile.TarInfo(name)
        if name == "link":
            info.type, info.linkname = tarfile.SYMTYPE, "/etc/passwd"
        info.size = 0 if name == "link" else 4
        tar.addfile(info, io.BytesIO(b"data"))
    with pytest.raises(BadBackup):
        unpack(tmp_path / "b.tar", tmp_path / "archive" / "deep")
    assert not list(tmp_path.rglob("outside")) and not Path("/etc/outside").exists()


def tar_of(file: Path, *members: tuple[str, bytes]) -> None:
    with tarfile.open(file, "w") as tar:
        for name, data in members:
            info = tarfile.TarInfo(name)
            info.size = len(data)
            tar.addfile(info, io.BytesIO(data))


LISTED = b'{"format": 1, "made": "2026-03-04T09:30:00+00:00", "files": %s}'


@pytest.mark.parametrize(
    ("members", "said"),
    [
        ((("a", b"1"), ("a", b"1"), (LIST, LISTED % b"{}")), "holds a twice"),
        ((("a", b"1"), ("./a", b"2"), (LIST, LISTED % b"{}")), r"holds \./a twice"),
        ((("a", b"1"), ("a/b", b"2"), (LIST, LISTED % b"{}")), "holds a/b twice"),
        ((("a/b", b"1"), ("a", b"2"), (LIST, LISTED % b"{}")), "holds a twice"),
        ((("n" * 300, b"1"), (LIST, LISTED % b"{}")), "an impossible name"),
        (((LIST, LISTED % b"{}" + b" " * 5_000),), "has 5,06. bytes for 0 files"),
        (((LIST, LISTED % b"[]"),), "no whole backup"),
        (((LIST, b"[]"),), "no whole backup"),
        ((*((str(each), b"") for each in range(200)), (LIST, b"[" * 200_000)), "no whole backup"),
    ],
)
def test_what_no_backup_holds_is_refused_by_name(
    tmp_path: Path, members: tuple[tuple[str, bytes], ...], said: str
) -> None:
    tar_of(tmp_path / "b.tar", *members)
    with pytest.raises(BadBackup, match=said):
        unpack(tmp_path / "b.tar", tmp_path / "archive")
    assert [path.name for path in tmp_path.iterdir()] == ["b.tar"]


def test_a_database_is_copied_with_what_its_log_holds(tmp_path: Path) -> None:
    with closing(sqlite3.connect(tmp_path / "one", isolation_level=None)) as writing:
        writing.execute("PRAGMA journal_mode=WAL")
        writing.execute("CREATE TABLE t (a)")
        writing.execute("INSERT INTO t VALUES (7)")
        assert (tmp_path / "one-wal").stat().st_size
        copy_database(tmp_path / "one", tmp_path / "two")
    with closing(sqlite3.connect(tmp_path / "two")) as reading:
        assert reading.execute("SELECT a FROM t").fetchall() == [(7,)]
