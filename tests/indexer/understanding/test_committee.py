from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from indexer.analysis import tokens
from indexer.note import Told
from indexer.query import Query
from indexer.understanding.committee import MOST, Committees
from indexer.understanding.lexicon import Lexicon
from indexer.understanding.question import understand

TODAY = dt.date(2026, 11, 28)

LEARNING = "Children and Learning Scrutiny Committee"
SCHOOLS = "Children, Schools and Families Scrutiny Committee"
CARE = "Adult Care and Health Scrutiny Committee"
HOMES = "Housing and Environment Scrutiny Committee"
BOARD = "Health and Wellbeing Board"
LICENSING = "Licensing Sub-Committee"
NAMES = (LEARNING, SCHOOLS, CARE, HOMES, BOARD, LICENSING, "Cabinet", "Executive", "County Council")
HELD = Committees([*NAMES, "", "Cabinet"])


@pytest.mark.parametrize(
    ("typed", "words", "committees"),
    [
        ("what did Cabinet decide about damp", "Cabinet", ["Cabinet"]),
        ("what was agreed at the cabinet?", "cabinet", ["Cabinet"]),
        ("the executive agreed", "executive", ["Executive"]),
        ("did the children’s scrutiny committee meet", "children’s scrutiny committee", [LEARNING, SCHOOLS]),
        ("children and learning scrutiny on damp", "children and learning scrutiny", [LEARNING]),
        ("damp, Schools & Families Scrutiny", "Schools & Families Scrutiny", [SCHOOLS]),
        ("adult health scrutiny committee", "adult health scrutiny committee", [CARE]),
        ("did the health and wellbeing board meet", "health and wellbeing board", [BOARD]),
        ("HWB on damp", "HWB", [BOARD]),
        ("ACHSC", "ACHSC", [CARE]),
        ("licensing subcommittee", "licensing subcommittee", [LICENSING]),
        ("licensing sub-committee", "licensing sub-committee", [LICENSING]),
        ("damp at full council", "full council", ["County Council"]),
        ("the county council said", "county council", ["County Council"]),
    ],
)  # fmt: skip
def test_a_question_names_a_committee(typed: str, words: str, committees: list[str]) -> None:
    mention = HELD.named(typed)

    assert mention is not None
    assert typed[mention.start : mention.end] == words
    assert list(mention.committees) == committees


@pytest.mark.parametrize(
    "typed",
    [
        "damp in council homes",
        "what did the council say",
        "what did the committee say about housing",
        "the scrutiny committee",  # there are four
        "cabinet member for housing",
        "the chief executive said",
        "executive summary",
        "board games",
        "transport committee",
        "hwb",  # small, it may be a word
        "licensing. The committee met",
        "\0\0\0 committee",
        "",
    ],
)
def test_a_question_names_none(typed: str) -> None:
    assert HELD.named(typed) is None
    assert Committees(()).named(typed) is None


def asked(typed: str, *chosen: str) -> Query:
    return understand(typed, Lexicon.empty(), TODAY, committees=HELD, chosen=chosen)


@pytest.mark.parametrize(
    ("typed", "terms", "told"),
    [
        ("what did the housing scrutiny committee say about damp", ["damp"], Told.COMMITTEE_READ),
        ("damp at the housing scrutiny committee last year?", ["damp"], Told.COMMITTEE_READ),
        ("has Cabinet agreed to rebuild homes", ["rebuild", "homes"], Told.COMMITTEE_READ),
        (
            "what was said about the health and wellbeing board",
            ["health", "wellbeing", "board"],
            Told.COMMITTEE,
        ),
        ("housing scrutiny committee", ["housing", "scrutiny", "committee"], Told.COMMITTEE),
        ("did the Cabinet?", ["Cabinet"], Told.COMMITTEE),
    ],
)
def test_a_committee_that_did_something_is_told_and_not_looked_for(
    typed: str, terms: list[str], told: Told
) -> None:
    query = asked(typed)
    about = [note for note in query.notes if note.forms]

    assert list(query.terms) == terms
    assert [note.told for note in about] == [told]
    assert about[0].forms == query.committees
    assert about[0].typed in typed


def test_a_committee_is_never_set_unasked() -> None:
    query = asked("what did the housing scrutiny committee say about damp")

    assert query.committees == (HOMES,)
    assert query.required is None


@pytest.mark.parametrize(
    ("typed", "terms"),
    [
        ("housing scrutiny committee damp", ["damp"]),
        ("what was said about damp, Housing and Environment Scrutiny Committee", ["damp"]),
        ("housing scrutiny committee", ["housing", "scrutiny", "committee"]),
    ],
)
def test_where_it_is_chosen_it_says_where_to_look_and_not_what_for(
    typed: str, terms: list[str]
) -> None:
    assert list(asked(typed, HOMES, "Cabinet").terms) == terms
    assert asked(typed, "Cabinet").terms == asked(typed).terms


WORDS = sorted(
    {token.word for name in NAMES for token in tokens(name)} | {"the", "of", "damp", "full"}
)


@given(
    st.lists(st.sampled_from([*WORDS, ",", ".", "HWB", "OR", '"', "\0", "(", "😀"]), max_size=12),
    st.lists(st.sampled_from(NAMES), max_size=4),
)
def test_only_committees_of_the_archive_are_named_and_few(
    words: list[str], names: list[str]
) -> None:
    typed = " ".join(words)
    mention = Committees(names).named(typed)

    assert understand(typed, Lexicon.empty(), TODAY, committees=Committees(names)).text == typed
    if mention:
        assert 0 < len(mention.committees) <= MOST
        assert set(mention.committees) <= set(names)
        assert "\0" not in typed[mention.start : mention.end]


@pytest.mark.parametrize("name", [name for name in NAMES if name != "County Council"])
def test_every_committee_is_known_by_its_whole_name(name: str) -> None:
    mention = HELD.named(f"what did the {name} say about damp")

    assert mention is not None and mention.committees == (name,)


def test_where_every_word_must_be_held_a_committees_name_is_among_them() -> None:
    query = understand(
        "damp at the cabinet", Lexicon.empty(), TODAY, committees=HELD, strictly=True
    )

    assert "cabinet" in query.terms
    assert query.committees == ("Cabinet",)
