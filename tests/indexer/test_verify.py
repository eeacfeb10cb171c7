"""Verification finds and names whatever was changed: a byte, a row, a vector, a file."""

from __future__ import annotations

import json
import shutil
import sqlite3
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest

from archive.catalogue import open_catalogue
from archive.ingest import ingest
from indexer.building.build import build
from indexer.building.description import current
from indexer.verify import verify
from tests.indexer.hashing import HashingEncoder

MINUTES = """Housing Committee

Minutes of the meeting held on Thursday 2 May 2024

1. Damp and mould

Report of the Director of Housing.

· A Member asked how many homes were damp. Officers explained that there were 447.

RESOLVED -
1. Note the report.
"""


def refresh(archive: Path, folder: Path) -> None:
    with open_catalogue(archive, create=True) as catalogue:
        ingest([folder], archive, catalogue)
        build(archive, catalogue, HashingEncoder())


@pytest.fixture(scope="module")
def sound(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("papers")
    for name in ("may", "june"):
        (folder / f"{name}.txt").write_text(f"Paper of {name}\n\n{MINUTES}", "utf-8")
    (folder / "empty.txt").write_bytes(b"")
    archive = tmp_path_factory.mktemp("archive")
    refresh(archive, folder)
    # A second version of one paper, so that there is a former passage too.
    (folder / "may.txt").write_text(f"Paper of May\n\n{MINUTES.replace('447', '448')}", "utf-8")
    refresh(archive, folder)
    return archive


@pytest.fixture
def archive(sound: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(sound, tmp_path / "archive"))


def test_a_sound_archive_has_no_faults(sound: Path) -> None:
    found = verify(sound)

    assert found.faults == ()
    assert found.documents == 3
    assert found.passages > 4


def flip(path: Path, place: int = -1) -> None:
    data = bytearray(path.read_bytes())
    data[place] ^= 1
    path.unlink()  # the file may be linked from another build
    path.write_bytes(data)


def one_original(archive: Path) -> Path:
    return next(path for path in sorted((archive / "originals").rglob("*")) if path.is_file())


def edit(path: Path, statement: str) -> None:
    connection = sqlite3.connect(path)
    with connection:
        assert connection.execute(statement).rowcount == 1
    connection.close()


def in_catalogue(statement: str) -> Callable[[Path], None]:
    return lambda archive: edit(archive / "catalogue.sqlite", statement)


FIRST = "document = (SELECT min(document) FROM passages WHERE place = 1) AND place ="


def in_table(statement: str) -> Callable[[Path], None]:
    """ROW stands for the place of a passage in the first document."""
    told = statement.replace("ROW", FIRST)
    return lambda archive: edit(current(archive)[0] / "passages.sqlite", told)


def in_engine(name: str) -> Callable[[Path], None]:
    return lambda archive: flip(current(archive)[0] / "engine" / name)


def describe(archive: Path, **changed: object) -> None:
    path = current(archive)[0] / "build.json"
    path.write_text(json.dumps({**json.loads(path.read_text("utf-8")), **changed}), "utf-8")


def a_vector(archive: Path) -> None:
    path = current(archive)[0] / "engine" / "passages.codes.npy"
    codes = np.load(path)
    codes[1, 5] += 1
    path.unlink()
    np.save(path, codes)


def keyword_file(archive: Path) -> Path:
    return max(
        (current(archive)[0] / "engine" / "words").glob("*.seg"), key=lambda p: p.stat().st_size
    )


@pytest.mark.parametrize(
    ("harm", "named"),
    [
        (lambda archive: flip(one_original(archive)), "original: "),
        (lambda archive: one_original(archive).unlink(), "cannot be read (No such file"),
        (
            in_catalogue("UPDATE versions SET text = text || '.' WHERE number = 1"),
            "version 1 of document",
        ),
        (
            in_catalogue(
                "UPDATE versions SET entry = replace(entry, 'may', 'mai') WHERE number = 2"
            ),
            "version 2 of document",
        ),
        (
            in_catalogue("UPDATE versions SET digest = 'x' WHERE number = 3"),
            "version 3 of document",
        ),
        (in_catalogue("DELETE FROM versions WHERE number = 1"), "points to version 1, not its own"),
        (
            in_catalogue("DELETE FROM versions WHERE number = 2"),
            "version 2, which the index holds, is missing",
        ),
        (in_catalogue("DELETE FROM heads WHERE number = 1"), "has no current version"),
        (
            in_catalogue("UPDATE heads SET number = 2 WHERE number = 3"),
            "at version 2 in the catalogue but at version 3",
        ),
        (in_catalogue("UPDATE unreadable SET reason = 'none'"), "the unreadable source"),
        (in_catalogue("DELETE FROM unreadable"), "0 unreadable sources are listed"),
        (
            in_catalogue("UPDATE versions SET entry = '{' WHERE number = 3"),
            "catalogue: version 3 of ",
        ),
        (
            in_catalogue("UPDATE versions SET entry = '{' WHERE number = 3"),
            "version 3, which the index holds, is damaged",
        ),
        (
            in_catalogue("UPDATE versions SET manifest = '{' WHERE number = 1"),
            "catalogue: its list of versions cannot be read",
        ),
        (
            in_catalogue("UPDATE versions SET text = CAST(x'61ff' AS TEXT) WHERE number = 1"),
            "version 1 of document",
        ),
        (
            in_table("UPDATE passages SET text = CAST(x'61ff' AS TEXT) WHERE ROW 1"),
            "passages.sqlite cannot be read through",
        ),
        (lambda archive: describe(archive, files=[]), "index: the files of "),
        (lambda archive: describe(archive, heads=7), "catalogue: its list of current versions"),
        (lambda archive: describe(archive, passages="none"), "index: the build in "),
        (
            in_table("UPDATE passages SET text = 'Other words' WHERE ROW 1"),
            "passage table: passage ",
        ),
        (
            in_table("DELETE FROM passages WHERE ROW 1"),
            "is not as the document is split today",
        ),
        (
            in_table("UPDATE passages SET start = start + 1 WHERE ROW 1"),
            "is not a slice of document",
        ),
        (
            in_table("UPDATE passages SET kind = 'motion' WHERE ROW 0"),
            "passage table: passage ",
        ),
        (
            in_table("UPDATE copies SET precedence = 3 WHERE id = (SELECT min(id) FROM copies)"),
            "is not grouped with its copies as they are found today",
        ),
        (a_vector, "vectors: the vector of passage "),
        (in_engine("sentences.codes.npy"), "vectors: the vector of passage "),
        (in_engine("body.postings.weights.npy"), "body.postings.weights.npy was altered"),
        (lambda archive: flip(keyword_file(archive), 40), ".seg was altered"),
        (
            lambda archive: (current(archive)[0] / "engine" / "date.npy").unlink(),
            "date.npy is missing",
        ),
        (lambda archive: (archive / "index" / "current").write_text("gone"), "index: The archive"),
    ],
)
def test_every_harm_is_named(archive: Path, harm: Callable[[Path], object], named: str) -> None:
    harm(archive)

    faults = verify(archive).faults
    assert any(named in fault for fault in faults), faults


def test_the_altered_vector_is_named_by_its_passage(archive: Path) -> None:
    a_vector(archive)
    connection = sqlite3.connect(current(archive)[0] / "passages.sqlite")
    (id,) = connection.execute(f"SELECT id FROM passages WHERE {FIRST} 1").fetchone()
    connection.close()

    assert any(
        fault.startswith(f"vectors: the vector of passage {id} ")
        for fault in verify(archive).faults
    )


def test_a_reader_that_fails_is_a_fault(archive: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def fails(*_: object) -> None:
        raise ZeroDivisionError("by zero")

    monkeypatch.setattr("indexer.verify.reread", fails)
    faults = verify(archive).faults

    assert any("original: june.txt (document " in fault for fault in faults)
    assert all("ZeroDivisionError: by zero" in fault for fault in faults)
