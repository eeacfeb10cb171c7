"""Answers and silences over the sample archive, with the real model: what is quoted, and what is told."""

from __future__ import annotations

import pytest

from archive.passage_id import wording
from indexer.library import Library
from indexer.note import Note, Told
from indexer.results import Filter, Mode, Reason, Search

CHILDREN = "Children and Learning Scrutiny Committee"


@pytest.mark.parametrize(
    ("question", "first"),
    [
        ("what is the current number of open damp cases", "fell to 288, from 447"),
        ("latest recycling rate", "The recycling rate for 2024/25 was 41.2%"),
        ("latest on damp and mould", "fell to 288, from 447"),
        ("exclusions report april 2024 what did members agree", "Note the report and express"),
    ],
)
def test_the_first_sentence_of_an_answer(
    sample_library: Library, question: str, first: str
) -> None:
    answer = sample_library.search(Search(question)).answer

    assert answer is not None
    assert first in answer.statements[0].text


@pytest.mark.parametrize("text", ["rats", "rough sleepers", "damp"])
def test_a_question_above_an_answer_is_not_quoted_as_one(
    sample_library: Library, text: str
) -> None:
    answer = sample_library.search(Search(text)).answer

    assert answer is not None
    asked = [wording(each.question.text) for each in answer.statements if each.question]
    for each in answer.statements:
        assert not any(wording(each.text) in question for question in asked)


@pytest.mark.parametrize(
    ("question", "is_sure"),
    [
        ("how many children a day go to a breakfast club", True),
        ('"professionally curious"', True),
        ("rats", True),
        ("asylum hotels", False),  # hotels there are; "asylum" stands nowhere, as a note says
        ("Leader’s request re wording of the LTN leaflet", False),
    ],
)
def test_an_answer_in_doubt_says_so(sample_library: Library, question: str, is_sure: bool) -> None:
    answer = sample_library.search(Search(question)).answer

    assert answer is not None
    assert answer.is_sure is is_sure


@pytest.mark.parametrize(
    "text", ["gender pay gap", "falls prevention", "Sanna Whitfield phone number"]
)
def test_words_that_only_look_alike_are_no_answer(sample_library: Library, text: str) -> None:
    assert sample_library.search(Search(text)).answer is None


def test_what_was_advised_is_told(sample_library: Library) -> None:
    answer = sample_library.search(Search("what did the Monitoring Officer advise")).answer

    assert answer is not None
    assert any("The Monitoring Officer advised that" in each.text for each in answer.statements)


@pytest.mark.parametrize(
    ("text", "missing"),
    [
        ("gender pay gap", ("gender",)),
        ("what was said about asylum hotels", ("asylum",)),
        ("safegaurding of famillies", ("safegaurding", "famillies")),
        ('"gender pay"', ("gender",)),
        ("damp and mould", ()),
        ("committee:zebra damp", ()),
    ],
)
def test_words_that_stand_nowhere_are_named(
    sample_library: Library, text: str, missing: tuple[str, ...]
) -> None:
    notes = sample_library.search(Search(text)).notes

    assert [note.forms for note in notes if note.told is Told.MISSING] == [missing] * bool(missing)


@pytest.mark.parametrize("mode", [Mode.HYBRID, Mode.KEYWORD, Mode.EVERY])
def test_an_empty_list_says_what_its_filter_left_out(sample_library: Library, mode: Mode) -> None:
    whole = sample_library.search(Search("damp", mode))
    empty = sample_library.search(Search("damp", mode, Filter(committees=(CHILDREN,))))

    assert whole.total > 0 and whole.beyond == 0
    assert (empty.total, empty.hits, empty.answer) == (0, (), None)
    assert empty.beyond == whole.total
    assert 0 < empty.coverage.documents < whole.coverage.documents
    if mode is Mode.HYBRID:
        assert empty.silence is not None and empty.silence.reason is Reason.NOTHING


def test_a_committee_that_there_is_not_is_named(sample_library: Library) -> None:
    chosen = Filter(committees=("Planning Committee", CHILDREN))
    found = sample_library.search(Search("school places", filter=chosen))

    assert Note(Told.NO_COMMITTEE, "Planning Committee") in found.notes
    assert found.total and found.beyond == 0


def test_what_was_only_asked_of_somebody_is_told_with_who_was_asked(
    sample_library: Library,
) -> None:
    answer = sample_library.search(Search("did cabinet agree to free school meals")).answer

    assert answer is not None
    item = next(each for each in answer.statements if "To provide a free school meal" in each.text)
    assert [lead.text for lead in item.leads] == ["THAT the Committee ask the Cabinet:"]
    assert item.leads[0].end <= item.passage.start + item.start


def test_a_draft_that_minutes_took_the_place_of_is_no_answer(sample_library: Library) -> None:
    asked = "how many fixed penalties for fly-tipping were issued in 2023"
    answer = sample_library.search(Search(asked)).answer

    assert answer is not None
    assert answer.statements[0].text.startswith("There had been nineteen")
    assert not any("ninety" in each.text for each in answer.statements)


def test_an_answer_without_a_vote_to_a_question_of_votes_is_in_doubt(
    sample_library: Library,
) -> None:
    answer = sample_library.search(Search("how did members vote on the garages")).answer

    assert answer is not None
    assert not answer.is_sure
