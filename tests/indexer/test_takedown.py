"""A library in use while a document is taken down beneath it, and the files that are left afterwards."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from pathlib import Path

import pytest

from archive.catalogue import Catalogue, open_catalogue
from archive.erasure import NothingToTakeDown, mark
from archive.originals import ORIGINALS, Originals
from indexer.building import build as building
from indexer.building.description import INDEX, current
from indexer.library import Library
from indexer.models.encoded import encoded_texts
from indexer.results import Search
from indexer.splitting.splitter import split
from indexer.takedown import carry_out, document_of, finish, plan
from indexer.verify import verify
from tests.indexer.hashing import HashingEncoder
from tests.indexer.shelves import built, minutes

WORDS = (
    "Quillfeather was said to live in Nowhere Lane, in the house beside the old pump, where the damp had "
    "come through the north wall every winter since the gutters were taken away, and the officers were "
    "asked whether the landlord had been told of it in writing before the end of the year."
)
BAD = minutes("bad", f"= 1. Damp\n· A Member asked about damp. {WORDS}\nRESOLVED -\n1. Note it.")
GOOD = minutes("good", "= 1. Mould\n· A Member asked about mould. Officers said it was washed.")
COPY = minutes(
    "copy", f"= 1. Damp\n· A Member asked about damp. {WORDS}\nRESOLVED -\n1. Note that."
)


@pytest.fixture
def archive(tmp_path: Path) -> Path:
    for each in (BAD, GOOD):
        Originals(tmp_path / ORIGINALS).keep(each.text.encode())
    built(tmp_path, BAD, GOOD)
    return tmp_path


@pytest.fixture
def library(archive: Path) -> Iterator[Library]:
    opened = Library(archive, HashingEncoder())
    yield opened
    opened.close()


@pytest.fixture
def catalogue(archive: Path) -> Iterator[Catalogue]:
    with open_catalogue(archive) as opened:
        yield opened


def holding(archive: Path, words: str) -> list[str]:
    return [
        str(path.relative_to(archive))
        for path in archive.rglob("*")
        if path.is_file() and words.lower().encode() in path.read_bytes().lower()
    ]


def take_down(archive: Path, catalogue: Catalogue, document: str) -> None:
    carry_out(
        archive,
        catalogue,
        plan(archive, catalogue, document),
        HashingEncoder(),
        reason="Personal data",
        is_bare=False,
    )


def test_it_is_shown_nowhere_from_the_moment_that_it_is_marked(
    archive: Path, library: Library, catalogue: Catalogue
) -> None:
    """No build has been made yet: what is open is the one that holds it."""
    passage = library.passages(BAD.id)[0].id
    before = library.state()
    mark(
        catalogue,
        plan(archive, catalogue, BAD.id).choice,
        {BAD.id: [passage]},
        reason="",
        is_bare=False,
        moment=dt.datetime.now(dt.UTC),
    )

    assert library.state() != before, "or who holds a page of it would be told that it is the same"
    assert library.document(BAD.id) is None and library.entry(BAD.id) is None
    assert library.versions(BAD.id) == ()
    assert library.passage(passage) is None and library.document_holding(passage) is None
    assert [entry.id for entry in library.entries()] == [GOOD.id]
    results = library.search(Search("what was said of damp in Nowhere Lane"))
    shown = [*results.hits, *(results.silence.nearest if results.silence else ())]
    assert BAD.id not in {hit.document.id for hit in shown}
    assert results.answer is None or {s.document.id for s in results.answer.statements} == {GOOD.id}
    told = library.takedown(BAD.id)
    assert (
        told is not None and library.takedown_of_passage(passage) == told == library.takedowns()[0]
    )


def test_nothing_is_left_of_it_though_a_server_reads_on(
    archive: Path, library: Library, catalogue: Catalogue, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(building, "time", Impatient())
    assert len(holding(archive, "quillf")) >= 4
    passage, *_ = library.passages(BAD.id)
    take_down(archive, catalogue, BAD.id)

    assert holding(archive, "quillf") == [], "the idle server still has the old build open"
    name = current(archive)[0].name
    assert [path.name for path in (archive / INDEX).iterdir() if path.is_dir()] == [name]
    assert library.search(Search("Quillfeather")).total == 0
    assert library.search(Search("mould")).total == 1
    assert library.passage(passage.id) is None
    assert library.takedown_of_passage(passage.id) is not None
    assert library.coverage().documents == 1
    assert document_of(archive, catalogue, passage.id) == BAD.id
    found = verify(archive)
    assert [fault for fault in found.faults if "no longer be read" not in fault] == []
    assert found.takedowns == 1


class Impatient:
    """A clock by which every wait is over."""

    def __init__(self) -> None:
        self._now = 0.0

    def monotonic(self) -> float:
        self._now += 100
        return self._now

    def sleep(self, seconds: float) -> None:
        self._now += seconds


def test_vectors_go_too_and_no_others_are_computed_anew(
    archive: Path, catalogue: Catalogue
) -> None:
    encoder = HashingEncoder()
    planned = plan(archive, catalogue, BAD.id)
    cache = archive / INDEX / building.CACHE
    texts = [text for passage in split(BAD) for text in encoded_texts(passage) if "Quill" in text]
    vectors = [each.tobytes() for each in HashingEncoder().encode(texts).astype("float16")]
    assert vectors and all(vector in cache.read_bytes() for vector in vectors)
    carry_out(archive, catalogue, planned, encoder, reason="", is_bare=False)

    assert encoder.encoded == []
    assert not any(vector in cache.read_bytes() for vector in vectors)


def test_what_was_broken_off_is_named_and_finished(archive: Path, catalogue: Catalogue) -> None:
    planned = plan(archive, catalogue, BAD.id)
    moment = dt.datetime.now(dt.UTC)
    mark(catalogue, planned.choice, planned.passages, reason="", is_bare=False, moment=moment)
    remedy = f"takedown: document {BAD.id} was taken down and is not erased yet"
    assert any(fault.startswith(remedy) for fault in verify(archive).faults)
    built(archive, GOOD)  # an index run comes between
    assert holding(archive, "quillf") != []
    finish(archive, catalogue, HashingEncoder())

    assert holding(archive, "quillf") == []
    assert not any(fault.startswith("takedown") for fault in verify(archive).faults)


def test_who_takes_it_down_is_told_what_says_the_same(archive: Path) -> None:
    built(archive, COPY)
    with open_catalogue(archive) as catalogue:
        planned = plan(archive, catalogue, BAD.id)
        assert planned.alike[COPY.id] >= 1 and set(planned.alike) == {COPY.id}
        assert planned.entries[COPY.id].title == COPY.entry.title
        with pytest.raises(NothingToTakeDown, match="No document or passage"):
            document_of(archive, catalogue, "nothing")


def test_a_stored_file_that_was_never_read_is_planned_by_its_hash(
    archive: Path, catalogue: Catalogue
) -> None:
    sha256 = Originals(archive / ORIGINALS).keep(b"%PDF-1.7 Quillfeather")
    id = document_of(archive, catalogue, sha256.upper())
    planned = plan(archive, catalogue, id)
    assert id == sha256[:12] and planned.choice.sha256s == frozenset({sha256})
    assert planned.passage_count == 0 and planned.alike == {}
    take_down(archive, catalogue, id)
    assert not Originals(archive / ORIGINALS).path(sha256).exists()
    assert document_of(archive, catalogue, sha256) == id, "though it is held no more"


def test_a_passage_that_was_erased_does_not_name_the_version_that_stays(
    archive: Path, catalogue: Catalogue
) -> None:
    passage = plan(archive, catalogue, BAD.id).passages[BAD.id][0]
    take_down(archive, catalogue, BAD.id)
    with catalogue.writing():
        catalogue.takedowns.change(BAD.id, is_open=True)
    corrected = minutes("bad", "= 1. Mould\n· A Member asked about mould. It was washed.")
    assert corrected.id == BAD.id
    built(archive, corrected, GOOD)

    with pytest.raises(NothingToTakeDown, match=f"name the document: {BAD.id}"):
        document_of(archive, catalogue, passage)


def test_the_same_file_under_two_names_goes_under_both(archive: Path) -> None:
    twin = minutes(
        "twin", f"= 1. Damp\n· A Member asked about damp. {WORDS}\nRESOLVED -\n1. Note it."
    )
    assert twin.id != BAD.id and twin.entry.provenance.sha256 == BAD.entry.provenance.sha256
    built(archive, twin)
    with open_catalogue(archive) as catalogue:
        assert plan(archive, catalogue, BAD.id).choice.others == (twin.id,)
        take_down(archive, catalogue, BAD.id)
        assert {each.document: each.is_open for each in catalogue.takedowns.all()} == {
            BAD.id: False,
            twin.id: True,
        }
        assert [version.document for version in catalogue.versions()] == [GOOD.id]
    assert holding(archive, "quillf") == []
