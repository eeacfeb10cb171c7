"""The client's own minutes, asked what the client would ask."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from archive.catalogue import open_catalogue
from archive.citation import cite, source_link
from archive.ingest import ingest
from indexer.answer import says_something
from indexer.building.build import build
from indexer.library import Library
from indexer.models.encoder import OnnxEncoder
from indexer.naming import only_names
from indexer.passage import PassageKind
from indexer.results import Filter, Hit, Mode, Search
from tests.conftest import CORPUS

RECEIVED = "9e2055e18ce2d4c95c7365d8f62523dd14d513c29910a9cc9262aec9ebcf074b"
SOURCE = "http://democracy.camden.gov.uk/mgAi.aspx?ID=65747"


@pytest.fixture(scope="module", params=["the seed alone", "the whole sample archive"])
def library(
    request: pytest.FixtureRequest,
    sample_library: Library,
    encoder: OnnxEncoder,
    tmp_path_factory: pytest.TempPathFactory,
) -> Iterator[Library]:
    if request.param == "the whole sample archive":
        yield sample_library
        return
    archive = tmp_path_factory.mktemp("seed")
    with open_catalogue(archive, create=True) as catalogue:
        ingest([CORPUS / "camden"], archive, catalogue)
        build(archive, catalogue, encoder)
    with closing(Library(archive, encoder)) as opened:
        yield opened


def marked(hit: Hit) -> list[str]:
    return [hit.passage.text[start:end] for start, end in hit.highlights]


@pytest.mark.parametrize("mode", [Mode.HYBRID, Mode.KEYWORD])
def test_what_was_said_about_neglect(library: Library, mode: Mode) -> None:
    first, second = library.search(Search("what was said about neglect", mode=mode)).hits[:2]

    assert first.passage.text.startswith(
        "· A Member noted that while the report mentioned sexual and physical"
    )
    assert second.passage.text.startswith("- The importance of learning together as a partnership")
    (question,) = second.passage.context
    assert question.text.startswith("· In relation to the second key question for the Committee")
    assert marked(first) == ["neglect", "neglect", "Neglect", "neglect"]
    assert marked(second) == ["neglect"]
    for hit in (first, second):
        place = source_link(hit.document, hit.passage.text, hit.passage.item, hit.passage.pages)
        assert place.startswith(f"{SOURCE}#:~:text=")


def test_the_answer_is_the_record_in_its_own_words(library: Library) -> None:
    answer = library.search(Search("what was said about neglect")).answer

    assert answer is not None
    for statement in answer.statements:
        assert statement.passage.text[statement.start : statement.end] == statement.text
        assert "neglect" in statement.text.lower()


def test_a_phrase_finds_the_one_passage(library: Library) -> None:
    results = library.search(Search('"professionally curious"'))

    assert results.total == 1
    assert "about a family's experiences" in results.hits[0].passage.text


@pytest.mark.parametrize("asked", ["MASH", "Multi-Agency Safeguarding Hub"])
def test_an_acronym_and_its_long_form_find_the_same(library: Library, asked: str) -> None:
    assert (
        "Multi-Agency Safeguarding Hub (MASH)" in library.search(Search(asked)).hits[0].passage.text
    )


def test_the_question_without_an_answer(library: Library) -> None:
    hit = library.search(Search("LGBTQ+ training")).hits[0]

    assert hit.passage.kind is PassageKind.UNANSWERED
    assert hit.passage.text.startswith(
        "· A Member asked what the findings from the health-related behaviour"
    )


def test_it_is_cited_as_the_manifest_says(library: Library) -> None:
    hit = library.search(Search("neglect", mode=Mode.KEYWORD)).hits[0]

    assert cite(hit.document, hit.passage.item, hit.passage.pages) == (
        "Children, Schools and Families Scrutiny Committee, 10 December 2024, "
        "Camden Safeguarding Children Partnership Annual Report 2023-24"
    )


def test_the_file_is_the_one_received() -> None:
    (seed,) = Path(CORPUS / "camden").glob("*.txt")
    assert hashlib.sha256(seed.read_bytes()).hexdigest() == RECEIVED


def test_no_text_raises_with_the_real_model_either(sample_library: Library) -> None:
    for text in ("\ud800 damp", "\x00", "🦆" * 300, "ﷺ" * 900):
        assert sample_library.search(Search(text)).total >= 0


def test_a_question_that_the_archive_cannot_answer_is_told_so(sample_library: Library) -> None:
    results = sample_library.search(Search("what is the best recipe for pizza"))

    assert results.answer is None
    assert results.silence is not None


@pytest.mark.parametrize("text", ["nuclear power station", "badger cull", "who wrote Hamlet"])
def test_the_nearest_passages_say_something(sample_library: Library, text: str) -> None:
    results = sample_library.search(Search(text))

    assert results.silence is not None
    nearest = [hit.passage for hit in results.silence.nearest]
    assert len({passage.text for passage in nearest}) == len(nearest) == 3
    assert all(says_something(passage) for passage in nearest)
    assert not any(passage.text.startswith(("Venue", "LARKMERE")) for passage in nearest)


def test_a_committee_named_in_a_question_is_one_of_the_archive_s(sample_library: Library) -> None:
    results = sample_library.search(
        Search("what did the housing scrutiny committee say about damp")
    )
    narrowed = Search(results.search.text, filter=Filter(committees=results.query.committees))

    assert results.query.committees == ("Housing and Environment Scrutiny Committee",)
    assert len(results.facets["committee"]) > 1
    found = sample_library.search(narrowed)
    assert {hit.document.committee for hit in found.hits} == set(results.query.committees)


def test_no_answer_quotes_a_byline(sample_library: Library) -> None:
    results = sample_library.search(
        Search("what is the pay of the director of children's services")
    )

    said = results.answer.statements if results.answer else ()
    assert not any(only_names(statement.text) for statement in said)


@pytest.mark.parametrize("text", ["safeguard*", "hoarding", '"professionally curious"'])
def test_what_is_looked_up_and_found_is_not_called_unanswered(
    sample_library: Library, text: str
) -> None:
    results = sample_library.search(Search(text))

    assert results.hits
    assert results.silence is None
