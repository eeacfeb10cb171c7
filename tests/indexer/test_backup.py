"""An archive in one file, and back."""

from __future__ import annotations

import tarfile
from pathlib import Path

import pytest

from archive.backup import BadBackup
from archive.originals import ORIGINALS, Originals
from archive.page_pictures import PICTURES
from indexer.backup import back_up, restore
from indexer.library import Library
from indexer.results import Search
from tests.indexer.hashing import HashingEncoder
from tests.indexer.shelves import built, minutes

ONE = minutes("one", "= 1. Damp\n· A Member asked about damp. Officers said it was treated.")


def test_a_restored_archive_answers_as_the_one_that_was_backed_up(tmp_path: Path) -> None:
    archive, again = tmp_path / "archive", tmp_path / "again"
    archive.mkdir()
    Originals(archive / ORIGINALS).keep(ONE.text.encode())
    built(archive, ONE)
    (archive / PICTURES / "ab").mkdir(parents=True)
    (archive / PICTURES / "ab" / "1.webp").write_bytes(b"picture")
    library = Library(archive, HashingEncoder())
    before = library.search(Search("damp"))
    done = back_up(archive, tmp_path / "b.tar")
    library.close()
    backup, found = restore(tmp_path / "b.tar", again)
    library = Library(again, HashingEncoder())

    assert library.search(Search("damp")) == before and before.total == 1
    library.close()
    assert backup == done and found.documents == 1 and found.faults == ()
    with tarfile.open(tmp_path / "b.tar") as tar:
        assert not [name for name in tar.getnames() if "webp" in name or "-wal" in name]
    assert sorted(path.name for path in tmp_path.iterdir()) == ["again", "archive", "b.tar"]


def test_what_is_no_archive_or_no_backup_is_named(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError, match="There is no archive in"):
        back_up(tmp_path, tmp_path / "b.tar")
    (tmp_path / "b.tar").write_bytes(b"no backup")
    with pytest.raises(BadBackup, match="no whole backup"):
        restore(tmp_path / "b.tar", tmp_path / "archive")
    built(tmp_path, ONE)
    with pytest.raises(FileNotFoundError, match="There is no folder"):
        back_up(tmp_path, tmp_path / "nowhere" / "b.tar")
