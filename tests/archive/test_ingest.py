from __future__ import annotations

import os
import shutil
import stat
from pathlib import Path

import pytest

from archive.audit import audit
from archive.catalogue import DamagedCatalogue, open_catalogue
from archive.ingest import Ingested, ingest
from archive.intake import document_id
from archive.originals import Originals
from archive.sources import find_sources
from archive.workers import Workers

MINUTES = "Housing Committee\n\nMinutes of the meeting held on 2 May 2024\n\n1. Damp\n\nThe damp was noted.\n"
MANIFEST = "file,title,committee,date,kind,source_url\n"


def run(folder: Path, archive: Path, *more: Path) -> Ingested:
    archive.mkdir(exist_ok=True)
    with open_catalogue(archive, create=True) as catalogue:
        return ingest([folder, *more], archive, catalogue)


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


def test_a_file_larger_than_any_is_not_opened(
    folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("archive.ingest.MAX_FILE", 50)
    (bad,) = run(folder, tmp_path / "archive").unreadable

    assert (bad.file, bad.sha256) == ("may.txt", "")
    assert bad.reason.startswith("It has 0.0 MB, and a file may have 0 MB: split it")
    assert not list((tmp_path / "archive" / "originals").glob("*/*"))


def test_files_known_by_their_bytes_need_no_worker(folder: Path, tmp_path: Path) -> None:
    run(folder, tmp_path / "archive")
    with (
        open_catalogue(tmp_path / "archive") as catalogue,
        Workers(1, module="no such module") as workers,
    ):
        assert ingest([folder], tmp_path / "archive", catalogue, workers=workers).unchanged == 1


def test_a_pipe_that_took_a_files_place_is_named(folder: Path, tmp_path: Path) -> None:
    """Whoever opens one waits for ever."""
    found = find_sources([folder])
    (folder / "may.txt").unlink()
    os.mkfifo(folder / "may.txt")
    with (
        pytest.MonkeyPatch.context() as patch,
        open_catalogue(tmp_path, create=True) as catalogue,
    ):
        patch.setattr("archive.ingest.find_sources", lambda _: found)
        (bad,) = ingest([folder], tmp_path, catalogue).unreadable
    assert bad.reason == "It is no ordinary file: put the file itself here."


def test_a_full_disk_ends_the_run_and_blames_no_file(
    folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: object) -> str:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(Originals, "keep", full)
    with pytest.raises(OSError, match="No space left"):
        run(folder, tmp_path / "archive")
    with open_catalogue(tmp_path / "archive") as catalogue:
        assert catalogue.unreadable() == ()


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


def test_a_key_that_changes_makes_no_second_document(folder: Path, tmp_path: Path) -> None:
    archive, address = tmp_path / "archive", "https://council.example/may"
    run(folder, archive)
    (folder / "manifest.csv").write_text(f"{MANIFEST}may.txt,,,,minutes,{address}\n")
    done = run(folder, archive)

    assert list(heads(archive)) == [document_id(address)]
    assert any(
        f"'papers/may.txt' is now known by its address '{address}'" in note for note in done.notes
    )
    with open_catalogue(archive) as catalogue:
        assert len(catalogue.versions_of(document_id("papers/may.txt"))) == 1
    assert audit(archive) == ()
    (folder / "manifest.csv").unlink()
    run(folder, archive)
    assert list(heads(archive)) == [document_id("papers/may.txt")]


def test_two_files_may_exchange_their_addresses(folder: Path, tmp_path: Path) -> None:
    (folder / "june.txt").write_text(MINUTES.replace("May", "June"), "utf-8")
    for order in (("may", "june"), ("june", "may")):
        rows = (f"{name}.txt,,,,minutes,https://x.example/{n}\n" for n, name in enumerate(order))
        (folder / "manifest.csv").write_text(MANIFEST + "".join(rows))
        assert run(folder, tmp_path / "archive").unreadable == ()
    assert set(heads(tmp_path / "archive")) == {
        document_id(f"https://x.example/{n}") for n in range(2)
    }


def test_two_folders_of_one_name_do_not_supersede_each_other(folder: Path, tmp_path: Path) -> None:
    archive, other = tmp_path / "archive", tmp_path / "other" / "papers"
    other.mkdir(parents=True)
    (other / "may.txt").write_text(MINUTES.replace("damp", "noise"), "utf-8")
    run(folder, archive)
    (bad,) = run(other, archive).unreadable

    assert list(heads(archive).values()) == [MINUTES]
    for part in (str(folder / "may.txt"), str(other / "may.txt"), "rename one of the two folders"):
        assert part in bad.reason
    run(folder, archive)
    with open_catalogue(archive) as catalogue:
        assert [each.is_held for each in catalogue.unreadable()] == [False]


def test_a_folder_that_moved_keeps_its_documents(folder: Path, tmp_path: Path) -> None:
    archive, place = tmp_path / "archive", tmp_path / "place"
    run(folder, archive)
    place.mkdir()
    moved = folder.rename(place / "papers")
    assert run(moved, archive).unchanged == 1
    (moved / "may.txt").write_text(MINUTES.replace("noted", "treated"), "utf-8")
    assert run(moved, archive).updated == 1
    with open_catalogue(archive) as catalogue:
        (head,) = catalogue.heads()
    assert head.path == str(moved / "may.txt")


def test_a_document_outlives_its_file(folder: Path, tmp_path: Path) -> None:
    run(folder, tmp_path / "archive")
    (folder / "may.txt").unlink()
    done = run(folder, tmp_path / "archive")

    assert done.notes == ("may.txt is no longer in the folder; its document is kept.",)
    assert len(heads(tmp_path / "archive")) == 1


def test_a_bad_file_that_is_gone_leaves_the_list(folder: Path, tmp_path: Path) -> None:
    archive = tmp_path / "archive"
    (folder / "empty.txt").write_bytes(b"")
    run(folder, archive)
    (folder / "empty.txt").unlink()
    run(folder, archive)
    with open_catalogue(archive) as catalogue:
        assert catalogue.unreadable() == ()
    assert audit(archive) == ()


def test_a_bad_file_of_a_folder_that_was_copied_counts_once(folder: Path, tmp_path: Path) -> None:
    archive = tmp_path / "archive"
    (folder / "bad.pdf").write_bytes(b"no pdf")
    run(folder, archive)
    copy = tmp_path / "copy" / folder.name
    shutil.copytree(folder, copy)

    run(copy, archive)
    with open_catalogue(archive) as catalogue:
        assert len(catalogue.unreadable()) == 1
    run(folder, archive)
    with open_catalogue(archive) as catalogue:
        assert len(catalogue.unreadable()) == 1


def test_a_bad_file_whose_folder_is_gone_leaves_the_list(folder: Path, tmp_path: Path) -> None:
    archive, moved = tmp_path / "archive", tmp_path / "moved" / "elsewhere"
    (folder / "bad.pdf").write_bytes(b"no pdf")
    run(folder, archive)
    moved.parent.mkdir()
    shutil.move(folder, moved)
    (moved / "bad.pdf").unlink()

    assert run(moved, archive).unreadable == ()
    with open_catalogue(archive) as catalogue:
        assert catalogue.unreadable() == ()


def test_a_bad_file_is_kept_and_says_whether_its_document_is_held(
    folder: Path, tmp_path: Path
) -> None:
    archive, torn = tmp_path / "archive", b"\x89PNG torn"
    run(folder, archive)
    for name in ("may.txt", "june.txt"):
        (folder / name).write_bytes(torn)
    run(folder, archive)

    with open_catalogue(archive) as catalogue:
        june, may = catalogue.unreadable()
    assert (june.file, june.is_held) == ("june.txt", False)
    assert (may.file, may.is_held) == ("may.txt", True)
    assert Originals(archive / "originals").read(june.sha256) == torn


def test_no_name_stops_a_run_or_forges_a_line(folder: Path, tmp_path: Path) -> None:
    with open(os.fsencode(folder) + b"/caf\xe9.txt", "wb") as file:  # noqa: PTH123 - bytes
        file.write(MINUTES.encode())
    (folder / "a\nNot read (0):.txt").write_bytes(b"")
    done = run(folder, tmp_path / "archive")

    assert done.added == 1
    assert [skipped.file for skipped in done.skipped] == [r"caf\xe9.txt"]
    (bad,) = done.unreadable
    assert bad.file == r"a\nNot read (0):.txt"
    assert "\n" not in bad.reason


def test_what_a_killed_run_left_is_removed(folder: Path, tmp_path: Path) -> None:
    left = tmp_path / "archive" / "originals" / "ab" / ".writing-0"
    left.parent.mkdir(parents=True)
    left.write_bytes(b"half")
    run(folder, tmp_path / "archive")
    assert not left.exists()


def test_originals_are_readable_as_the_umask_allows(tmp_path: Path) -> None:
    former = os.umask(0o027)
    try:
        originals = Originals(tmp_path)
        mode = originals.path(originals.keep(b"one")).stat().st_mode
    finally:
        os.umask(former)
    assert stat.S_IMODE(mode) == 0o640


def test_the_same_file_under_another_name_is_told_once(folder: Path, tmp_path: Path) -> None:
    archive = tmp_path / "archive"
    run(folder, archive)
    shutil.copy(folder / "may.txt", folder / "copy.txt")

    (said,) = run(folder, archive).notes
    assert said.startswith("copy.txt: it is the same file, byte for byte, as may.txt: ")
    assert run(folder, archive).notes == ()
    (folder / "copy.txt").rename(folder / "renamed.txt")
    assert not any(
        note.startswith("renamed.txt: it is the same file, byte for byte, as copy")
        for note in run(folder, archive).notes
    )
