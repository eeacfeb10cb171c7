"""What was taken down is held nowhere, is not taken in again, and leaves no more than may be said of it."""

from __future__ import annotations

import datetime as dt
import shutil
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from archive.audit import audit
from archive.catalogue import FILE, Catalogue, DamagedCatalogue, open_catalogue
from archive.document import DocumentKind
from archive.erasure import (
    NothingToTakeDown,
    choose,
    choose_file,
    erase_files,
    file_id,
    leftovers,
    mark,
    version_named,
)
from archive.ingest import Ingested, ingest
from archive.intake import document_id
from archive.originals import sha256_of
from archive.quotations import QuotedRange, verify_quotations
from archive.workers import Workers

MOMENT = dt.datetime(2026, 3, 4, 9, 30, tzinfo=dt.UTC)
TEXT = "Housing Committee\n\nMinutes of the meeting held on 2 May 2024\n\n1. Damp\n\n{}\n"
SECRET = "Xanthippe Quillfeather-Smyth lives at 4 Nowhere Lane"


@pytest.fixture(scope="module")
def workers() -> Iterator[Workers]:
    with Workers(1) as made:
        yield made


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    made = tmp_path / "papers"
    made.mkdir()
    return made


def write(folder: Path, name: str, words: str) -> str:
    """The file's document's id."""
    (folder / name).write_text(TEXT.format(words), "utf-8")
    return document_id(f"papers/{name}")


def read(folder: Path, catalogue: Catalogue, workers: Workers) -> Ingested:
    return ingest([folder], folder.parent / "archive", catalogue, workers=workers)


def take_down(
    catalogue: Catalogue, document: str, version: str = "", *, is_bare: bool = False
) -> None:
    choice = choose(catalogue, document, version)
    mark(
        catalogue,
        choice,
        {document: ["a-passage"]},
        reason="Named a child",
        is_bare=is_bare,
        moment=MOMENT,
    )


def erase(archive: Path, catalogue: Catalogue) -> None:
    erase_files(archive, catalogue)
    catalogue.erase()


@pytest.fixture
def catalogue(tmp_path: Path) -> Iterator[Catalogue]:
    (tmp_path / "archive").mkdir()
    with open_catalogue(tmp_path / "archive", create=True) as opened:
        yield opened


def holding(archive: Path, words: str) -> list[str]:
    return [
        path.name
        for path in archive.rglob("*")
        if path.is_file() and words.encode() in path.read_bytes()
    ]


def test_nothing_of_it_is_left_in_any_file(
    folder: Path, tmp_path: Path, catalogue: Catalogue, workers: Workers
) -> None:
    archive = tmp_path / "archive"
    other = write(folder, "other.txt", "The damp was noted.")
    document = write(folder, "mistake.txt", SECRET)
    read(folder, catalogue, workers)
    assert len(holding(archive, SECRET)) >= 2, "the catalogue and the original"
    take_down(catalogue, document)
    assert [version.document for version in catalogue.versions()] == [other]
    assert leftovers(archive, catalogue) and not audit(archive)
    erase(archive, catalogue)

    assert holding(archive, SECRET) == [] and holding(archive, "mistake.txt") == []
    assert leftovers(archive, catalogue) == () and audit(archive) == ()
    told = catalogue.takedowns.of_passage("a-passage")
    assert told is not None and told == catalogue.takedowns.of_document(document)
    assert (told.moment, told.reason, told.kind) == (MOMENT, "Named a child", DocumentKind.MINUTES)
    assert (told.committee, told.date) == ("Housing Committee", dt.date(2024, 5, 2))


def test_the_same_file_comes_in_nowhere_and_another_only_where_it_may(
    folder: Path, tmp_path: Path, catalogue: Catalogue, workers: Workers
) -> None:
    document = write(folder, "mistake.txt", SECRET)
    read(folder, catalogue, workers)
    take_down(catalogue, document)
    erase(tmp_path / "archive", catalogue)
    write(folder, "again.txt", SECRET)
    done = read(folder, catalogue, workers)
    assert [each.file for each in done.taken_down] == ["again.txt", "mistake.txt"]
    assert all("This very file was taken down" in each.reason for each in done.taken_down)
    assert holding(tmp_path / "archive", SECRET) == [] and not catalogue.versions()

    write(folder, "mistake.txt", "A resident wrote.")
    (other,) = (
        each for each in read(folder, catalogue, workers).taken_down if "mistake" in each.file
    )
    assert f"minutebook takedown {document} --allow-corrected" in other.reason
    with catalogue.writing():
        catalogue.takedowns.change(document, is_open=True)
    done = read(folder, catalogue, workers)
    assert done.added == 1 and [each.file for each in done.taken_down] == ["again.txt"]
    assert catalogue.takedowns.of_passage("a-passage") is not None

    with catalogue.writing():
        catalogue.takedowns.lift(document)
    assert read(folder, catalogue, workers).added == 1
    assert catalogue.takedowns.all() == ()


def test_one_version_goes_and_the_others_stay(
    folder: Path, tmp_path: Path, catalogue: Catalogue, workers: Workers
) -> None:
    document = write(folder, "may.txt", "The damp was noted.")
    read(folder, catalogue, workers)
    write(folder, "may.txt", SECRET)
    read(folder, catalogue, workers)
    bad = sha256_of(folder / "may.txt")
    take_down(catalogue, document, version_named(catalogue, document, bad[:8].upper()))
    erase(tmp_path / "archive", catalogue)

    (left,) = catalogue.versions_of(document)
    assert left.is_head and "damp was noted" in catalogue.document(left.number).text
    assert catalogue.takedowns.of_version(document, bad[:10]) is not None
    assert catalogue.takedowns.of_version(document, left.sha256) is None
    assert read(folder, catalogue, workers).taken_down
    write(folder, "may.txt", "A resident wrote.")
    assert read(folder, catalogue, workers).updated == 1


def test_a_number_that_was_erased_is_never_given_again(
    folder: Path, tmp_path: Path, catalogue: Catalogue, workers: Workers
) -> None:
    document = write(folder, "mistake.txt", SECRET)
    read(folder, catalogue, workers)
    (version,) = catalogue.versions()
    take_down(catalogue, document)
    erase(tmp_path / "archive", catalogue)
    write(folder, "other.txt", "The damp was noted.")
    read(folder, catalogue, workers)

    assert [each.number for each in catalogue.versions()] == [version.number + 1]
    with pytest.raises(KeyError):
        catalogue.entry(version.number)


def test_a_file_that_could_not_be_read_goes_with_its_document(
    folder: Path, tmp_path: Path, catalogue: Catalogue, workers: Workers
) -> None:
    document = write(folder, "may.txt", SECRET)
    read(folder, catalogue, workers)
    (folder / "may.txt").write_bytes(b"\x00\x01" + SECRET.encode())
    (unreadable,) = read(folder, catalogue, workers).unreadable
    assert unreadable.sha256 and len(holding(tmp_path / "archive", SECRET)) >= 3
    take_down(catalogue, document)
    erase(tmp_path / "archive", catalogue)

    assert catalogue.unreadable() == () and holding(tmp_path / "archive", SECRET) == []
    assert audit(tmp_path / "archive") == ()


def test_a_file_that_was_never_read_goes_by_its_hash(
    folder: Path, tmp_path: Path, catalogue: Catalogue, workers: Workers
) -> None:
    """Also one that the folder has no more, and no document ever was."""
    archive = tmp_path / "archive"
    other = write(folder, "other.txt", "The damp was noted.")
    sha256s = []
    for number in range(2):
        (folder / "Quillfeather.txt").write_bytes(f"\x00{SECRET} {number}".encode())
        (bad,) = read(folder, catalogue, workers).unreadable
        sha256s.append(bad.sha256)
    former, latest = sha256s
    assert len(holding(archive, SECRET)) == 2 and holding(archive, "Quillfeather.txt")
    for sha256 in (former, latest.upper()):
        choice = choose_file(archive, catalogue, sha256)
        assert choice is not None and choice.document == file_id(sha256) == sha256.lower()[:12]
        mark(catalogue, choice, {}, reason="Named a child", is_bare=False, moment=MOMENT)
        assert len(leftovers(archive, catalogue)) == 2, "the stored file, and the log"
        erase(archive, catalogue)

    assert holding(archive, SECRET) == [] and holding(archive, "Quillfeather.txt") == []
    assert catalogue.unreadable() == () and leftovers(archive, catalogue) == ()
    assert audit(archive) == () and [each.document for each in catalogue.versions()] == [other]
    told = catalogue.takedowns.of_document(file_id(latest))
    assert told is not None and (told.reason, told.kind) == ("Named a child", None)
    shutil.copy(folder / "Quillfeather.txt", folder / "again.txt")
    done = read(folder, catalogue, workers)
    assert [each.file for each in done.taken_down] == ["Quillfeather.txt", "again.txt"]
    assert holding(archive, SECRET) == []
    with catalogue.writing():
        catalogue.takedowns.lift(file_id(latest))
    assert {each.sha256 for each in read(folder, catalogue, workers).unreadable} == {latest}


def test_by_its_hash_no_document_goes(
    folder: Path, tmp_path: Path, catalogue: Catalogue, workers: Workers
) -> None:
    document = write(folder, "may.txt", "The damp was noted.")
    read(folder, catalogue, workers)
    sha256 = sha256_of(folder / "may.txt")
    with pytest.raises(NothingToTakeDown, match=f"takedown {document} --version {sha256}"):
        choose_file(tmp_path / "archive", catalogue, sha256)
    for digits in (sha256[:11], "f" * 64, "../" + sha256, "*" * 12):
        assert choose_file(tmp_path / "archive", catalogue, digits) is None


def test_of_a_bare_takedown_nothing_is_kept_but_when_and_why(
    folder: Path, catalogue: Catalogue, workers: Workers
) -> None:
    document = write(folder, "may.txt", SECRET)
    read(folder, catalogue, workers)
    take_down(catalogue, document, is_bare=True)
    told = catalogue.takedowns.of_document(document)
    assert told is not None and (told.kind, told.committee, told.date) == (None, "", None)
    with catalogue.writing():
        catalogue.takedowns.change(document, reason="Other words")
    assert catalogue.takedowns.of_document(document) == replace(told, reason="Other words")


@pytest.mark.parametrize("version", ["", "ffff"])
def test_what_is_not_there_is_named(
    folder: Path, catalogue: Catalogue, workers: Workers, version: str
) -> None:
    document = write(folder, "may.txt", "The damp was noted.")
    read(folder, catalogue, workers)
    with pytest.raises(NothingToTakeDown, match="no version" if version else "no document none"):
        choose(catalogue, document if version else "none", version)
    sha256 = sha256_of(folder / "may.txt")
    with pytest.raises(NothingToTakeDown, match=rf"begins with 'x'. Its versions: {sha256[:12]}$"):
        version_named(catalogue, document, "x")


def test_the_first_digits_of_two_versions_name_neither(
    folder: Path, tmp_path: Path, catalogue: Catalogue, workers: Workers
) -> None:
    """Not even when one of them was taken down: the other is not gone."""
    by_digit: dict[str, list[str]] = {}
    while True:
        words = f"The damp was noted {sum(map(len, by_digit.values()))} times."
        document = write(folder, "may.txt", words)
        alike = by_digit.setdefault(sha256_of(folder / "may.txt")[0], [])
        alike.append(words)
        if len(alike) == 2:
            break
    sha256s = []
    for words in alike:
        write(folder, "may.txt", words)
        read(folder, catalogue, workers)
        sha256s.append(sha256_of(folder / "may.txt"))
    gone, held = sha256s
    take_down(catalogue, document, gone)
    erase(tmp_path / "archive", catalogue)

    with pytest.raises(NothingToTakeDown, match="more than one version") as told:
        version_named(catalogue, document, gone[:1])
    assert f"{held[:12]}, {gone[:12]} (taken down)" in str(told.value)
    assert [version_named(catalogue, document, each[:12]) for each in sha256s] == sha256s


@pytest.mark.parametrize("version", [True, False])
def test_of_which_takedown_less_is_told(
    folder: Path, tmp_path: Path, catalogue: Catalogue, workers: Workers, version: bool
) -> None:
    write(folder, "may.txt", SECRET)
    read(folder, catalogue, workers)
    first = sha256_of(folder / "may.txt")
    document = write(folder, "may.txt", "The damp was noted.")
    read(folder, catalogue, workers)
    take_down(catalogue, document, first)
    take_down(catalogue, document)
    erase(tmp_path / "archive", catalogue)
    with catalogue.writing():
        catalogue.takedowns.change(document, first if version else "", reason="", is_bare=True)

    kept = ("Housing Committee", "Named a child")
    assert [(each.committee, each.reason) for each in catalogue.takedowns.all()] == [
        kept if version else ("", ""),
        ("", ""),
    ]
    assert catalogue.takedowns.is_erasing(), "what was told may still stand in the file"
    assert audit(tmp_path / "archive") == ()


def test_what_is_killed_before_the_file_is_written_anew_is_named(
    folder: Path, tmp_path: Path, catalogue: Catalogue, workers: Workers
) -> None:
    """VACUUM attaches another file: where that is denied, it ends as if it had been killed."""
    document = write(folder, "mistake.txt", SECRET)
    read(folder, catalogue, workers)
    take_down(catalogue, document)
    catalogue._connection.set_authorizer(
        lambda action, *_: (
            sqlite3.SQLITE_DENY if action == sqlite3.SQLITE_ATTACH else sqlite3.SQLITE_OK
        )
    )
    with pytest.raises(DamagedCatalogue, match="authorization denied"):
        erase(tmp_path / "archive", catalogue)
    catalogue._connection.set_authorizer(None)
    (told,) = leftovers(tmp_path / "archive", catalogue)
    assert holding(tmp_path / "archive", SECRET) != [] and "run minutebook index" in told
    erase(tmp_path / "archive", catalogue)

    assert holding(tmp_path / "archive", SECRET) == []
    assert leftovers(tmp_path / "archive", catalogue) == ()


def test_a_quotation_of_it_says_that_it_cannot_be_checked(
    folder: Path, tmp_path: Path, catalogue: Catalogue, workers: Workers
) -> None:
    document = write(folder, "may.txt", SECRET)
    read(folder, catalogue, workers)
    take_down(catalogue, document)
    quoted = QuotedRange("p", document, sha256_of(folder / "may.txt"), 0, 5, "0" * 64)
    (verdict,) = verify_quotations(tmp_path / "archive", [quoted])

    assert "was taken down on 2026-03-04" in verdict.fault and "Named a child" in verdict.fault


def test_a_log_that_another_program_reads_is_named_and_emptied_later(
    folder: Path, tmp_path: Path, catalogue: Catalogue, workers: Workers
) -> None:
    document = write(folder, "mistake.txt", SECRET)
    read(folder, catalogue, workers)
    take_down(catalogue, document)
    catalogue._connection.execute("PRAGMA busy_timeout = 20")
    with closing(sqlite3.connect(tmp_path / "archive" / FILE, isolation_level=None)) as reader:
        reader.execute("BEGIN")
        reader.execute("SELECT * FROM versions").fetchall()
        with pytest.raises(DamagedCatalogue, match="Stop that program"):
            erase(tmp_path / "archive", catalogue)
    assert holding(tmp_path / "archive", SECRET) != []
    erase(tmp_path / "archive", catalogue)
    assert holding(tmp_path / "archive", SECRET) == []


def test_an_edited_takedown_is_noticed(
    folder: Path, tmp_path: Path, catalogue: Catalogue, workers: Workers
) -> None:
    document = write(folder, "may.txt", SECRET)
    read(folder, catalogue, workers)
    take_down(catalogue, document)
    erase(tmp_path / "archive", catalogue)
    with closing(sqlite3.connect(tmp_path / "archive" / FILE)) as connection, connection:
        connection.execute("UPDATE takedowns SET is_open = 1")

    assert audit(tmp_path / "archive") == (
        f"catalogue: the takedown of document {document} was altered",
    )


def test_a_catalogue_from_before_takedowns_is_brought_up_to_date(
    folder: Path, tmp_path: Path, workers: Workers
) -> None:
    archive = tmp_path / "archive"
    archive.mkdir()
    document = write(folder, "may.txt", "The damp was noted.")
    with open_catalogue(archive, create=True) as catalogue:
        read(folder, catalogue, workers)
        held = catalogue.versions()
    with closing(sqlite3.connect(archive / FILE)) as connection:
        for table in ("takedowns", "refused", "erased"):
            connection.execute(f"DROP TABLE {table}")
        connection.execute("PRAGMA user_version = 2")
    with open_catalogue(archive) as catalogue:
        assert catalogue.versions() == held and catalogue.takedowns.all() == ()
        take_down(catalogue, document)
        assert catalogue.versions() == ()
    assert audit(archive) == ()


acts = st.lists(
    st.tuples(
        st.sampled_from(["write", "down", "version", "open", "lift"]),
        st.integers(0, 2),
        st.integers(0, 2),
    ),
    max_size=9,
)


@settings(
    max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(acts)
def test_whatever_comes_and_goes_nothing_refused_is_held(
    tmp_path_factory: pytest.TempPathFactory, workers: Workers, acts: list[tuple[str, int, int]]
) -> None:
    """Three files of three wordings, which they may share: after each act, against the rules by heart."""
    top = tmp_path_factory.mktemp("acts")
    folder, archive = top / "papers", top / "archive"
    folder.mkdir()
    archive.mkdir()
    wordings = [f"wording-{number} was said" for number in range(3)]
    with open_catalogue(archive, create=True) as catalogue:
        for act, file, wording in acts:
            name = f"{file}.txt"
            document = document_id(f"papers/{name}")
            if act == "write":
                write(folder, name, wordings[wording])
            elif act == "open":
                with catalogue.writing():
                    catalogue.takedowns.change(document, is_open=True)
            elif act == "lift":
                with catalogue.writing():
                    catalogue.takedowns.lift(document)
            elif versions := catalogue.versions_of(document):
                version = versions[wording % len(versions)].sha256 if act == "version" else ""
                take_down(catalogue, document, version)
                erase(archive, catalogue)
            before = {each.document for each in catalogue.heads()}
            done = read(folder, catalogue, workers)
            refused = catalogue.takedowns.refused()

            assert audit(archive) == () and leftovers(archive, catalogue) == ()
            held = {each.sha256 for each in catalogue.versions()}
            assert not held & refused
            stored = {path.name for path in (archive / "originals").rglob("*") if path.is_file()}
            assert stored == held
            for path in folder.iterdir():
                id = document_id(f"papers/{path.name}")
                is_refused = (
                    sha256_of(path) in refused or catalogue.takedowns.closing(id) is not None
                )
                assert is_refused == (path.name in {each.file for each in done.taken_down})
                assert is_refused or id in {each.document for each in catalogue.heads()}
            assert before <= {each.document for each in catalogue.heads()}
