from __future__ import annotations

from pathlib import Path

import pytest

from archive.catalogue import DamagedCatalogue, open_catalogue
from archive.ingest import Ingested, ingest
from archive.originals import Originals

MINUTES = "Housing Committee\n\nMinutes of the meeting held on 2 May 2024\n\n1. Damp\n\nThe damp was noted.\n"
MANIFEST = "file,title,committee,date,kind,source_url\n"


def run(folder: Path, archive: Path) -> Ingested:
    archive.mkdir(exist_ok=True)
    with open_catalogue(archive, create=True) as catalogue:
        return ingest([folder], archive, catalogue)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    made = tmp_path / "papers"
    made.mkdir()
    (made / "may.txt").write_text(MINUTES, "utf-8")
    return made


def heads(archive: Path) -> dict[str, str]:
    with open_catalogue(archive) as catalogue:
        return {
            version.document: catalogue.document(version.number).text
            for version in catalogue.versions()
            if version.is_head
        }


def test_new_then_unchanged_then_updated(folder: Path, tmp_path: Path) -> None:
    archive = tmp_path / "archive"
    first = run(folder, archive)
    again = run(folder, archive)
    (folder / "may.txt").write_text(MINUTES.replace("noted", "treated"), "utf-8")
    changed = run(folder, archive)

    assert (first.added, again.unchanged, changed.updated) == (1, 1, 1)
    assert list(heads(archive).values()) == [MINUTES.replace("noted", "treated")]
    with open_catalogue(archive) as catalogue:
        versions = catalogue.versions()
        assert [version.is_head for version in versions] == [False, True]
        assert {catalogue.entry(version.number).id for version in versions} == {
            versions[0].document
        }
    originals = Originals(archive / "originals")
    assert originals.read(versions[0].sha256).decode() == MINUTES


def test_the_same_folder_elsewhere_gives_the_same_ids(folder: Path, tmp_path: Path) -> None:
    elsewhere = tmp_path / "other" / "place" / "papers"
    elsewhere.mkdir(parents=True)
    (elsewhere / "may.txt").write_text(MINUTES, "utf-8")
    run(folder, tmp_path / "one")
    run(elsewhere, tmp_path / "two")

    assert heads(tmp_path / "one") == heads(tmp_path / "two")


def test_a_manifest_row_put_right_reads_the_file_again(folder: Path, tmp_path: Path) -> None:
    archive = tmp_path / "archive"
    run(folder, archive)
    (folder / "manifest.csv").write_text(
        f"{MANIFEST}may.txt,Minutes of May,Housing,2024-05-02,minutes,\n"
    )
    run(folder, archive)

    with open_catalogue(archive) as catalogue:
        titles = [catalogue.entry(v.number).title for v in catalogue.versions() if v.is_head]
        retrieved = {catalogue.entry(v.number).provenance.retrieved for v in catalogue.versions()}
    assert titles == ["Minutes of May"]
    assert len(retrieved) == 1, "the bytes were received once"


def test_two_files_that_claim_one_address_are_two_documents(folder: Path, tmp_path: Path) -> None:
    (folder / "june.txt").write_text(MINUTES.replace("May", "June"), "utf-8")
    address = "https://council.example/minutes"
    rows = "".join(f"{name}.txt,,,,minutes,{address}\n" for name in ("may", "june"))
    (folder / "manifest.csv").write_text(MANIFEST + rows)
    run(folder, tmp_path / "archive")

    assert len(heads(tmp_path / "archive")) == 2


def test_bad_files_are_named_and_the_rest_is_read(folder: Path, tmp_path: Path) -> None:
    for name, data in {
        "empty.txt": b"",
        "torn.pdf": b"%PDF-1.7\n1 0 obj << /Type /Catalog",
        "paper.docx": b"%PDF-1.7\n",
        "letter.docx": b"this is no zip",
        "long.txt": b"The committee met. " * 2_700_000,
    }.items():
        (folder / name).write_bytes(data)
    (folder / "old.txt").write_bytes(
        "Caf\u00e9 \u2013 the Chair\u2019s report was noted.".encode("cp1252")
    )
    (folder / "sheet.xlsx").write_bytes(b"PK")
    done = run(folder, tmp_path / "archive")

    reasons = {bad.file: bad.reason for bad in done.unreadable}
    assert set(reasons) == {"empty.txt", "torn.pdf", "paper.docx", "letter.docx", "long.txt"}
    assert all(len(reason) > 20 for reason in reasons.values())
    assert [skipped.file for skipped in done.skipped] == ["sheet.xlsx"]
    assert done.added == 2
    assert any("Café – the Chair’s report" in text for text in heads(tmp_path / "archive").values())
    with open_catalogue(tmp_path / "archive") as catalogue:
        assert {bad.file for bad in catalogue.unreadable()} == set(reasons)


def test_a_file_put_right_leaves_the_list(folder: Path, tmp_path: Path) -> None:
    (folder / "may.txt").write_bytes(b"")
    assert len(run(folder, tmp_path / "archive").unreadable) == 1
    (folder / "may.txt").write_text(MINUTES, "utf-8")
    assert run(folder, tmp_path / "archive").unreadable == ()
    with open_catalogue(tmp_path / "archive") as catalogue:
        assert catalogue.unreadable() == ()


def test_a_reader_that_fails_stops_nothing(
    folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from archive import ingest as ingesting

    def fails(*_: object) -> None:
        raise ZeroDivisionError("by zero")

    monkeypatch.setattr(ingesting, "take_in", fails)
    (bad,) = run(folder, tmp_path / "archive").unreadable

    assert bad.file == "may.txt"
    assert "ZeroDivisionError: by zero" in bad.reason


def test_a_damaged_catalogue_says_so(tmp_path: Path) -> None:
    (tmp_path / "catalogue.sqlite").write_bytes(b"not a database, not at all" * 9)

    with (
        pytest.raises(DamagedCatalogue, match="Restore it from a backup"),
        open_catalogue(tmp_path),
    ):
        pass


def test_writing_the_same_bytes_twice_keeps_one_file(tmp_path: Path) -> None:
    originals = Originals(tmp_path)

    assert originals.keep(b"one") == originals.keep(b"one")
    assert len([path for path in tmp_path.rglob("*") if path.is_file()]) == 1
