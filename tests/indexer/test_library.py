from __future__ import annotations

import datetime as dt
import shutil
from dataclasses import replace
from pathlib import Path

import pytest

from archive.catalogue import open_catalogue
from archive.document import DocumentKind, Status
from indexer.building.build import build
from indexer.building.description import NoIndex, current
from indexer.library import Library
from indexer.results import Mode, Search
from tests.indexer.hashing import HashingEncoder
from tests.indexer.shelves import built, minutes
from tests.indexer.swaps import outcome

FIRST = (
    "= 1. Damp\n· A Member asked about damp. Officers said it was treated.\nRESOLVED -\n1. Note it."
)
SECOND = (
    "= 1. Damp\n· A Member asked about mould. Officers said it was washed.\nRESOLVED -\n1. Note it."
)


def test_a_new_version_is_served_and_the_old_one_stays_citable(tmp_path: Path) -> None:
    one = minutes("one", FIRST)
    built(tmp_path, one)
    library = Library(tmp_path, HashingEncoder())
    question, resolution = library.passages(one.id)
    two = minutes("one", SECOND)
    built(tmp_path, two)

    assert [
        hit.passage.text
        for hit in library.search(Search("damp")).hits
        if "damp." in hit.passage.text
    ] == []
    assert library.search(Search("mould")).total >= 1
    old = library.passage(question.id)
    assert old is not None and old.superseded and old.passage.text == question.text
    assert old.entry.provenance.sha256 == one.entry.provenance.sha256
    same = library.passage(resolution.id)
    assert same is not None and not same.superseded, "its words are unchanged, so is its permalink"
    assert [entry.provenance.sha256 for entry in library.versions(one.id)] == [
        two.entry.provenance.sha256,
        one.entry.provenance.sha256,
    ]
    former = library.document(one.id, one.entry.provenance.sha256[:8])
    assert former is not None and former.text == one.text
    current = library.document(one.id)
    assert current is not None and current.text == two.text
    assert library.document(one.id, "ffffffff") is None
    library.close()


def test_going_back_to_earlier_bytes_is_no_third_version(tmp_path: Path) -> None:
    one, two = minutes("one", FIRST), minutes("one", SECOND)
    for version in (one, two, one):
        built(tmp_path, version)
    library = Library(tmp_path, HashingEncoder())

    assert [entry.provenance.sha256 for entry in library.versions(one.id)] == [
        one.entry.provenance.sha256,
        two.entry.provenance.sha256,
    ]
    assert library.document(one.id) == one
    library.close()


def test_what_is_not_there_is_none(tmp_path: Path) -> None:
    built(tmp_path, minutes("one", FIRST))
    library = Library(tmp_path, HashingEncoder())

    assert library.passage("no such id") is None
    assert library.document("no such id") is None
    assert library.entry("no such id") is None
    assert library.passages("no such id") == ()
    assert library.versions("no such id") == ()
    library.close()


def test_coverage_counts_documents_meetings_and_dates(tmp_path: Path) -> None:
    built(tmp_path, minutes("one", FIRST), minutes("two", SECOND))
    library = Library(tmp_path, HashingEncoder())
    covered = library.coverage()

    assert (covered.documents, covered.meetings, covered.unreadable) == (2, 1, 0)
    assert covered.date_from == covered.date_to == library.entries()[0].date
    library.close()


DAMP = """= 1. Apologies
There were none.
= 2. Damp and mould
· A Member asked how many homes were damp. Officers said that 447 homes were, and that 612 had been treated.
RESOLVED -
1. Note the report, and ask the Director of Housing for another in six months.
= 3. Date of next meeting
It was noted that the next meeting would be held in the Council Chamber on 6 June 2024."""


def test_the_same_minutes_under_two_names_answer_once_and_name_each_other(tmp_path: Path) -> None:
    one, two = minutes("one", DAMP), minutes("two", DAMP)
    other = minutes("other", DAMP.replace("447", "448"), date=dt.date(2024, 6, 6))
    built(tmp_path, one, two, other)
    library = Library(tmp_path, HashingEncoder())
    first, second = sorted((one, two), key=lambda document: document.id)

    for text in ("none", "447 homes", "Director of Housing", "next meeting Chamber"):
        hits = [hit for hit in library.search(Search(text)).hits if hit.document.id != other.id]
        (hit,) = (hit for hit in hits if text.split()[0] in hit.passage.text)
        assert hit.document.id == first.id
        (copy,) = hit.also_in
        located = library.passage(copy)
        assert located is not None and not located.superseded
        assert located.entry.id == second.id and located.passage.text == hit.passage.text
    assert library.search(Search("")).total == 2 * len(library.passages(one.id))
    assert len(library.passages(two.id)) == len(library.passages(one.id)), "nothing is lost"
    library.close()


def test_a_question_is_understood_as_its_search_does(tmp_path: Path) -> None:
    built(tmp_path, minutes("one", DAMP.replace("Housing", "Housing Needs (HN)")))
    library = Library(tmp_path, HashingEncoder())

    for mode in (Mode.HYBRID, Mode.EVERY):
        search = Search("what was said about HN", mode=mode)
        assert library.understood(search) == library.search(search).query
    library.close()


def test_an_answer_says_no_sentence_twice(tmp_path: Path) -> None:
    pack = minutes("pack", "= 1. Welcome\nThe Chair spoke.\n" + DAMP, kind=DocumentKind.AGENDA)
    draft = minutes("draft", DAMP.replace("six months", "three months"), status=Status.DRAFT)
    built(tmp_path, minutes("one", DAMP), minutes("two", DAMP), pack, draft)
    library = Library(tmp_path, HashingEncoder())
    answer = library.search(Search("how many homes were damp")).answer

    assert answer is not None
    said = [statement.text for statement in answer.statements]
    assert len(set(said)) == len(said)
    assert {statement.document.kind for statement in answer.statements} == {DocumentKind.MINUTES}
    assert len({statement.document.id for statement in answer.statements}) == 1
    library.close()


def test_a_heading_is_found_by_its_own_words(tmp_path: Path) -> None:
    lines = "= 1. Splash pad at Linden Park\nIt was agreed.\n= 2. Benches\nA splash pad."
    built(tmp_path, minutes("one", lines))
    library = Library(tmp_path, HashingEncoder())

    (hit,) = library.search(Search('"splash pad at linden park"')).hits
    assert hit.passage.text == "It was agreed."
    assert hit.why.matched == ("splash pad at linden park",)
    (hit,) = library.search(Search('"splash pad"')).hits
    assert hit.passage.text == "A splash pad.", "a passage's own words come before its heading's"
    assert library.search(Search('"park it was"')).total == 0, "no phrase runs from heading to text"
    library.close()


def test_a_build_by_another_model_is_not_mixed_with_ours(tmp_path: Path) -> None:
    one = minutes("one", FIRST)
    built(tmp_path, one)
    library = Library(tmp_path, HashingEncoder())
    before = library.search(Search("damp"))
    built(tmp_path, one, encoder=HashingEncoder("other@model"))

    assert library.search(Search("damp")) == before
    library.close()
    with pytest.raises(NoIndex, match="built with the model other@model, not hashing@test"):
        Library(tmp_path, HashingEncoder())


def test_the_same_bytes_read_better_are_no_new_version(tmp_path: Path) -> None:
    one = minutes("one", FIRST)
    built(tmp_path, one)
    better = replace(minutes("one", SECOND), entry=one.entry)
    library = Library(tmp_path, HashingEncoder())
    question = library.passages(one.id)[0]
    with open_catalogue(tmp_path) as catalogue:
        with catalogue.writing():
            catalogue.set_head(one.id, catalogue.add(better, "better rules", None))
        build(tmp_path, catalogue, HashingEncoder())
    old = library.passage(question.id)

    assert old is not None and old.superseded and old.reread
    held = library.document_holding(question.id)
    assert held is not None and held.text == one.text
    assert len(library.versions(one.id)) == 1
    library.close()


def test_no_archive_is_said_with_the_remedy(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError, match="Make one with: minutebook index FOLDER"):
        Library.open(tmp_path)


@pytest.mark.parametrize(
    "lost", ["passages.sqlite", "engine/rows.json", "engine/word.terms", "engine/date.npy"]
)
def test_a_damaged_index_says_what_to_delete(tmp_path: Path, lost: str) -> None:
    built(tmp_path, minutes("one", FIRST))
    folder, _ = current(tmp_path)
    path = folder / lost
    if path.is_dir():
        shutil.rmtree(path)
    else:
        path.unlink()

    with pytest.raises(NoIndex, match=f"The index {folder} is damaged"):
        Library(tmp_path, HashingEncoder())


def test_answers_are_those_of_one_build_while_builds_are_swapped(tmp_path: Path) -> None:
    done = outcome(tmp_path, threads=4, queries=20, swaps=4, documents=6)

    assert done.faults == []
    assert done.asked >= 120
    assert len(done.seen) > 2, "several builds were seen in service"
