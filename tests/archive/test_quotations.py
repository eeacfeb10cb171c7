"""Whether a quotation is still held: each way in which it may no longer be has its sentence."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from archive.catalogue import open_catalogue
from archive.document import Document
from archive.ingest import ingest
from archive.passage_id import passage_id
from archive.quotations import (
    NoChecksums,
    QuotedRange,
    read_checksums,
    verify_quotations,
)

WORDS = "Officers counted 447 damp homes."


def refresh(archive: Path, folder: Path) -> None:
    archive.mkdir(exist_ok=True)
    with open_catalogue(archive, create=True) as catalogue:
        ingest([folder], archive, catalogue)


def current(archive: Path) -> Document:
    with open_catalogue(archive) as catalogue:
        (head,) = (version for version in catalogue.versions() if version.is_head)
        return catalogue.document(head.number)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    papers = tmp_path / "papers"
    papers.mkdir()
    (papers / "may.txt").write_text(f"Paper of May\n\n{WORDS}\n", "utf-8")
    return papers


@pytest.fixture
def archive(folder: Path, tmp_path: Path) -> Path:
    refresh(tmp_path / "archive", folder)
    return tmp_path / "archive"


@pytest.fixture
def quoted(archive: Path) -> QuotedRange:
    document = current(archive)
    start = document.text.index(WORDS)
    sha256 = document.entry.provenance.sha256
    words = hashlib.sha256(WORDS.encode()).hexdigest()
    id = passage_id(document.id, WORDS, 0)
    return QuotedRange(id, document.id, sha256, start, start + len(WORDS), words)


def original(archive: Path, quoted: QuotedRange) -> Path:
    return archive / "originals" / quoted.original_sha256[:2] / quoted.original_sha256


def test_what_is_held_has_no_fault(archive: Path, quoted: QuotedRange) -> None:
    (verdict,) = verify_quotations(archive, [quoted])

    assert (verdict.fault, verdict.is_former) == ("", False)


def test_a_former_version_still_proves_its_words(
    archive: Path, folder: Path, quoted: QuotedRange
) -> None:
    (folder / "may.txt").write_text("Paper of May\n\nOfficers counted 448 damp homes.\n", "utf-8")
    refresh(archive, folder)
    (verdict,) = verify_quotations(archive, [quoted])

    assert (verdict.fault, verdict.is_former) == ("", True)


@pytest.mark.parametrize(
    ("alter", "said"),
    [
        (lambda q: replace(q, document="none"), "holds no document none"),
        (lambda q: replace(q, original_sha256="0" * 64), "no version of it from the original"),
        (lambda q: replace(q, start=q.start + 1), "are not those that were quoted"),
        (lambda q: replace(q, start=9_999, end=10_000), "are not those that were quoted"),
        (lambda q: replace(q, passage="p1"), "the passage that has them there is not p1"),
        (lambda q: replace(q, passage=""), "the id in the list is wrong"),
        (lambda q: replace(q, text_sha256="0" * 64), "are not those that were quoted"),
    ],
)
def test_what_was_not_quoted_so_is_named(
    archive: Path, quoted: QuotedRange, alter: Callable[[QuotedRange], QuotedRange], said: str
) -> None:
    sound, harmed = verify_quotations(archive, [quoted, alter(quoted)])

    assert said in harmed.fault and not sound.fault


def test_an_original_that_was_altered_or_lost_is_named(archive: Path, quoted: QuotedRange) -> None:
    path = original(archive, quoted)
    path.write_bytes(path.read_bytes().replace(b"447", b"744"))
    assert "has been altered: its SHA-256 is" in verify_quotations(archive, [quoted])[0].fault
    path.unlink()

    assert "cannot be read (No such file" in verify_quotations(archive, [quoted])[0].fault


ROW = {
    "number": 1,
    "passage": "p",
    "document": "d",
    "original_sha256": "a" * 64,
    "start": 3,
    "end": 9,
    "text_sha256": "b" * 64,
}


def test_a_list_is_read_with_whatever_else_it_says(tmp_path: Path) -> None:
    path = tmp_path / "list.json"
    path.write_text(json.dumps({"title": "x", "quotations": [{**ROW, "kind": "y"}]}), "utf-8-sig")

    assert read_checksums(path) == (QuotedRange("p", "d", "a" * 64, 3, 9, "b" * 64),)


@pytest.mark.parametrize(
    ("content", "said"),
    [
        ("", "it is no JSON, from line 1 on"),
        ("[]", "its quotations are not written down as they are in such a list"),
        ("{}", "it lacks “quotations”"),
        ('{"quotations": 3}', "not written down"),
        ('{"quotations": ["x"]}', "not written down"),
        (json.dumps({"quotations": [{**ROW, "start": -1}]}), "“start” is -1"),
        (json.dumps({"quotations": [{**ROW, "end": True}]}), "“end” is true"),
        (json.dumps({"quotations": [{**ROW, "document": 7}]}), "“document” is 7"),
        (json.dumps({"quotations": [{**ROW, "original_sha256": "../../x"}]}), "no SHA-256"),
        (json.dumps({"quotations": [{"passage": "p"}]}), "it lacks “document”"),
        ("[" * 100_000, "is no checksum list"),
        ("PK\x03\x04", "is no checksum list"),
        ("\udc80", "it is no text file, but a Word file, a PDF or the like"),
    ],
)
def test_what_is_no_list_is_refused_in_words(tmp_path: Path, content: str, said: str) -> None:
    path = tmp_path / "list.json"
    path.write_text(content, "utf-8", "surrogateescape")

    with pytest.raises(NoChecksums, match=r"list\.json is no checksum list") as refused:
        read_checksums(path)
    assert said in str(refused.value) and "Download the list again" in str(refused.value)
