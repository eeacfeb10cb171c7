from __future__ import annotations

import datetime as dt
import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from indexer.note import Note, Told
from indexer.parser import parse
from indexer.query import LONGEST, Asked
from indexer.role import Role
from indexer.understanding.lexicon import Lexicon
from indexer.understanding.question import understand
from tests.indexer import lexicons
from tests.indexer.test_parser import shown

TODAY = dt.date(2026, 11, 28)
HELD = lexicons.of(lexicons.TEXTS)


@pytest.mark.parametrize(
    ("typed", "question", "terms"),
    [
        ("what was said about neglect?", "neglect", ["neglect"]),
        ("what did officers say about damp last year", "damp", ["damp"]),
        ("what was said last year about damp", "damp", ["damp"]),
        ("what is the current position on damp?", "damp", ["damp"]),
        ("Cllr Okafor asked about bins in 2024", "Okafor bins in 2024", ["Okafor", "bins", "2024"]),
        ("budget gap 2023/24", "budget gap 2023/24", ["budget", "gap", "2023/24"]),
        ("latest on the LTN", "on the LTN", ["LTN"]),
        ("has damp fallen since March 2023", "has damp fallen", ["damp", "fallen"]),
        ("what was said about damp AND mould", "damp mould", ["damp", "mould"]),
        ("what was said about (damp OR mould) -garages", "damp mould", ["damp", "mould"]),
        # nothing would be left
        ("what did officers say?", "what did officers say?", ["officers"]),
        ("last year", "last year", ["last", "year"]),
        ("what was said", "what was said", ["what", "was", "said"]),
    ],
)  # fmt: skip
def test_what_is_looked_for(typed: str, question: str, terms: list[str]) -> None:
    query = understand(typed, HELD, TODAY)

    assert query.text == typed
    assert query.question == question
    assert list(query.terms) == terms


@pytest.mark.parametrize(
    ("typed", "question"),
    [
        ("what was agreed about damp on 14 March 2023", "damp"),
        ("damp, 14th March 2023", "damp"),
        ("what was agreed about damp on 15 March 2023", "damp on 15 March 2023"),
        ("what was said about damp in March 2023", "damp in March 2023"),
        ("14 March 2023", "14 March 2023"),
    ],
)
def test_a_day_of_which_something_is_held_says_when(typed: str, question: str) -> None:
    query = understand(typed, HELD, TODAY, days=[dt.date(2023, 3, 14)])

    assert query.question == question
    assert query.period is not None
    strict = understand(typed, HELD, TODAY, days=[dt.date(2023, 3, 14)], strictly=True)
    assert "2023" in strict.terms


def test_all_that_is_understood() -> None:
    query = understand(
        "What did officers say about the LTNs and neglet since 2024, currently?", HELD, TODAY
    )

    assert query.asked is Asked.RESPONSE
    assert query.speaker is not None
    assert query.speaker.role is Role.OFFICER
    assert query.period is not None
    assert (query.period.date_from, query.period.date_to) == (dt.date(2024, 1, 1), TODAY)
    assert query.wants_latest
    assert query.suggestion == (
        "What did officers say about the LTNs and neglect since 2024, currently?"
    )
    assert [shown(leaf) for leaf in query.wanted] == [
        'either(ltns, ltn, "low traffic neighbourhood")',
        "neglet",
    ]
    assert query.notes == (
        Note(Told.SPEAKER, "officers"),
        Note(Told.TIME, "since 2024", date_from=dt.date(2024, 1, 1), date_to=TODAY),
        Note(Told.NEWEST, "currently"),
        Note(Told.FORMS, "LTNs", forms=("Low Traffic Neighbourhood",)),
    )


@pytest.mark.parametrize(
    "typed",
    [
        "neglect",
        "school places",
        "what was said about neglect?",
        '"latest figures"',
        "-latest damp",
        "title:now damp",
    ],
)
def test_what_is_looked_for_as_typed_needs_no_note(typed: str) -> None:
    query = understand(typed, HELD, TODAY)

    assert query.notes == ()
    assert not query.wants_latest


@pytest.mark.parametrize(
    "typed",
    [
        "last meeting on damp",
        "damp today",
        "most recent figures",
        "is it damp now",
        "when was damp last discussed",
        "when did they last talk of it",
    ],
)
def test_a_wish_for_the_newest(typed: str) -> None:
    assert understand(typed, HELD, TODAY).wants_latest


@pytest.mark.parametrize(
    ("typed", "wants"),
    [
        ("every mention of hoarding", True),
        ("List all references to the DfE", True),
        ("show me every passage that mentions neglect", True),
        ("any mention of foxes", True),
        ("how many times was hoarding mentioned", True),
        ("how often has damp been mentioned?", True),
        ("count mentions of damp", True),
        ("how often are bins emptied", False),
        ("count of rough sleepers", False),
        ("all places at Harrow Hill School", False),
        ("every child matters", False),
        ("all passengers with a pass", False),
        ("what was said about every mention", False),
    ],
)
def test_a_wish_for_every_mention(typed: str, wants: bool) -> None:
    assert understand(typed, HELD, TODAY).wants_every is wants


def test_a_phrase_and_what_is_left_out_always_constrain() -> None:
    query = understand('what did officers say about "school places"~5 NOT damp', HELD, TODAY)

    assert shown(query.required) == 'all("school places"~5, not damp)'


@pytest.mark.parametrize(
    "typed",
    [
        "-damp boilers",
        'boilers -"damp',
        "title:damp homes",
        "(damp OR mould)",
        "NOT damp",
        '"',
        "-",
    ],
)
def test_without_a_frame_it_is_as_it_is_parsed(typed: str) -> None:
    query, parsed = understand(typed, HELD, TODAY), parse(typed)

    assert (query.required, query.wanted, query.notes) == (
        parsed.required,
        parsed.wanted,
        parsed.notes,
    )


def test_words_in_quotation_marks_are_no_frame() -> None:
    query = understand('"what was said about neglect last year"', HELD, TODAY)

    assert query.phrases == ("what was said about neglect last year",)
    assert query.period is None


def test_a_pasted_document_is_no_question() -> None:
    query = understand("what was said about neglect " * 400, HELD, TODAY)

    assert query.subject == ""
    assert query.notes[0] == Note(Told.CUT, number=len(query.text), limit=LONGEST)


TYPED = (
    st.text(max_size=200)
    | st.text(min_size=LONGEST - 5, max_size=LONGEST + 5)
    | st.lists(
        st.sampled_from(
            [
                *"what did the officers say about since last 2023-24 2023 year , ? ( ) AND OR NOT -".split(),
                *"latest now LTNs MASH W-2 s106 Cllr Ash 's multi-agency low traffic neighbourhood".split(),
                *("neglet", "title:", "~5", '"', "\ud800", "\0", "😀"),
            ]
        ),
        max_size=40,
    ).map(" ".join)
)


@given(TYPED)
def test_nothing_raises_and_the_same_words_are_the_same_query(typed: str) -> None:
    query = understand(typed, HELD, TODAY)

    assert query == understand(typed, HELD, TODAY)
    assert query.text == typed
    assert understand(typed, Lexicon.empty(), TODAY).suggestion == ""


@given(TYPED)
def test_words_are_looked_for_whenever_any_are_typed(typed: str) -> None:
    query = understand(typed, HELD, TODAY)

    assert bool(query.wanted) is bool(parse(typed).wanted)


def test_a_question_full_of_frames_takes_no_time() -> None:
    words = "what did the members and officers of the council say about the "
    begun = time.process_time()

    understand((words * 20)[:LONGEST], HELD, TODAY)
    understand("what did " + "the very " * 110, HELD, TODAY)
    understand("the chair " * 99 + "'s", HELD, TODAY)

    assert time.process_time() - begun < 1.0
