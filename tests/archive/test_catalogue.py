"""Whatever harm comes to the catalogue is told by its name, never by a traceback."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from pathlib import Path

import pytest

from archive.audit import audit
from archive.catalogue import Catalogue, DamagedCatalogue, OtherLayout, open_catalogue
from archive.ingest import ingest


@pytest.fixture
def archive(tmp_path: Path) -> Path:
    papers, made = tmp_path / "papers", tmp_path / "archive"
    papers.mkdir()
    made.mkdir()
    (papers / "may.txt").write_text("Housing Committee\n\nThe damp was noted.\n", "utf-8")
    (papers / "empty.txt").write_bytes(b"")
    with open_catalogue(made, create=True) as catalogue:
        ingest([papers], made, catalogue)
    return made


def edit(archive: Path, *statements: str) -> None:
    with closing(sqlite3.connect(archive / "catalogue.sqlite")) as connection, connection:
        for statement in statements:
            connection.execute(statement)


READS: list[Callable[[Catalogue], object]] = [
    lambda catalogue: catalogue.entry(1),
    lambda catalogue: catalogue.document(1),
    lambda catalogue: catalogue.versions(),
]


@pytest.mark.parametrize("read", READS)
@pytest.mark.parametrize(
    "value", ["'{'", "CAST(x'22ff22' AS TEXT)", "'[1]'", "'{}'", "7", "x'00ff'", "'{\"id\": 1}'"]
)
def test_a_row_that_makes_no_sense_names_the_catalogue(
    archive: Path, read: Callable[[Catalogue], object], value: str
) -> None:
    edit(archive, f"UPDATE versions SET entry = {value}, manifest = {value}")
    with (
        open_catalogue(archive) as catalogue,
        pytest.raises(DamagedCatalogue, match=r"catalogue\.sqlite"),
    ):
        read(catalogue)


def test_altered_names_the_version_whose_text_is_no_text(archive: Path) -> None:
    edit(archive, "UPDATE versions SET text = CAST(x'61ff62' AS TEXT)")
    (fault,) = audit(archive)
    assert fault.startswith("catalogue: version 1 of document ")


@pytest.mark.parametrize(
    ("statements", "named"),
    [
        (
            [
                "CREATE TABLE others AS SELECT * FROM heads UNION ALL SELECT * FROM heads",
                "DROP TABLE heads",
                "ALTER TABLE others RENAME TO heads",
            ],
            "has 2 current versions",
        ),
        (["DELETE FROM heads"], "has no current version"),
        (["DELETE FROM unreadable"], "0 unreadable sources are listed where 1 were written"),
    ],
)
def test_altered_names_what_was_added_or_taken_away(
    archive: Path, statements: list[str], named: str
) -> None:
    edit(archive, *statements)
    (fault,) = audit(archive)
    assert named in fault


def test_altered_names_a_damaged_page(archive: Path) -> None:
    edit(
        archive,
        "DROP TABLE IF EXISTS spare",
        "CREATE TABLE spare (a)",
        "CREATE INDEX i ON spare(a)",
    )
    edit(archive, "INSERT INTO spare VALUES ('marked value')")
    path = archive / "catalogue.sqlite"
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    data = path.read_bytes()
    assert data.count(b"marked value") == 2
    path.write_bytes(data.replace(b"marked value", b"forged value", 1))
    faults = audit(archive)
    assert faults
    assert all(fault.startswith("catalogue: ") for fault in faults)


def test_a_folder_that_cannot_hold_a_catalogue_is_named(tmp_path: Path) -> None:
    with pytest.raises(DamagedCatalogue, match="nowhere"):
        Catalogue(tmp_path / "nowhere", create=True)


def test_a_catalogue_that_cannot_be_written_is_named(archive: Path) -> None:
    with open_catalogue(archive) as catalogue:
        catalogue._connection.execute("PRAGMA query_only = ON")
        with pytest.raises(DamagedCatalogue, match=r"catalogue\.sqlite"), catalogue.writing():
            catalogue.set_head("one", 1)


def test_threads_may_read_at_one_time(archive: Path) -> None:
    with open_catalogue(archive) as catalogue, ThreadPoolExecutor(8) as pool:
        read = list(pool.map(lambda _: catalogue.document(1).text, range(400)))

    assert len(set(read)) == 1


@pytest.mark.parametrize(
    ("statement", "age"),
    [
        ("ALTER TABLE versions RENAME COLUMN structure TO blocks", "an earlier"),
        ("CREATE TABLE later (a)", "a later"),
    ],
)
@pytest.mark.parametrize("create", [True, False])
def test_a_catalogue_of_another_version_says_so_and_is_left_as_it_is(
    archive: Path, statement: str, age: str, create: bool
) -> None:
    edit(archive, statement, f"PRAGMA user_version = {0 if age == 'an earlier' else 99}")
    before = (archive / "catalogue.sqlite").read_bytes()
    with (
        pytest.raises(OtherLayout, match=f"was made by {age} version of Minutebook") as error,
        open_catalogue(archive, create=create),
    ):
        pass
    assert "damaged" not in str(error.value)
    assert f"or delete the folder {archive}" in str(error.value)
    assert (archive / "catalogue.sqlite").read_bytes() == before


def test_what_a_killed_run_began_is_begun_again(tmp_path: Path) -> None:
    (tmp_path / "catalogue.sqlite").write_bytes(b"")
    with open_catalogue(tmp_path, create=True) as catalogue:
        assert catalogue.versions() == ()
