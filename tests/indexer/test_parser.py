from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from indexer.note import Note, Told
from indexer.parser import parse, plain
from indexer.query import LONGEST, And, Either, Node, Not, Or, Phrase, Prefix, Word


def shown(node: Node | None) -> str:
    """A query's tree in one line: ``all(a, not b)``."""
    if node is None:
        return ""
    if isinstance(node, And | Or):
        name = "all" if isinstance(node, And) else "any"
        return f"{name}({', '.join(shown(part) for part in node.nodes)})"
    if isinstance(node, Not):
        return f"not {shown(node.node)}"
    if isinstance(node, Either):
        return f"either({', '.join(map(shown, node.forms))})"
    field = f"{node.field}:" if node.field else ""
    if isinstance(node, Phrase):
        return f'{field}"{" ".join(node.words)}"' + f"~{node.within}" * (node.within > 0)
    return f"{field}{node.start}*" if isinstance(node, Prefix) else f"{field}{node.term}"


@pytest.mark.parametrize(
    ("typed", "required", "terms", "phrases"),
    [
        ("what was said about neglect?", "", ["neglect"], []),
        ("school places", "", ["school", "places"], []),
        ('"professionally curious"', '"professionally curious"', [], ["professionally curious"]),
        ("“multi-agency working”", '"multi agency working"', [], ["multi-agency working"]),
        ("damp AND mould", "all(damp, mould)", ["damp", "mould"], []),
        ("damp OR mould", "any(damp, mould)", ["damp", "mould"], []),
        ("damp and mould", "", ["damp", "mould"], []),
        ("damp AND mould tenants", "all(damp, mould)", ["damp", "mould", "tenants"], []),
        ("homes -garages", "not garag", ["homes"], []),
        ("homes NOT garages", "not garag", ["homes"], []),
        ("NOT (damp OR mould)", "not any(damp, mould)", [], []),
        (
            "(damp OR mould) tenants",
            "any(damp, mould)",
            ["damp", "mould", "tenants"],
            [],
        ),
        ("NOT NOT damp", "not damp", [], []),
        ("safeguard*", "", ["safeguard*"], []),
        ("safeguard* AND adults", "all(safeguard*, adult)", ["safeguard*", "adults"], []),
        ("title:report", "title:report", ["report"], []),
        ('committee:"Adult Care" falls', 'committee:"adult care"', ["falls"], ["Adult Care"]),
        ("item:7", "item:7", ["7"], []),
        ("-title:draft budget", "not title:draft", ["budget"], []),
        ("multi-agency", "", ["multi-agency"], []),
        ("multi-agency AND hub", "all(all(multi, agenc), hub)", ["multi-agency", "hub"], []),
        ("-multi-agency hub", 'not "multi agency"', ["hub"], []),
        ("Camden's", "", ["Camden's"], []),
        ('"school places"~5', '"school places"~5', [], ["school places"]),
        ('-"school places"~5 bus', 'not "school places"~5', ["bus"], []),
        ('item:"school places"~12', 'item:"school places"~12', [], ["school places"]),
        ('"school"~5', '"school"', [], ["school"]),
        ('"school places"~0', '"school places"', [], ["school places"]),
        ("damp & mould", "", ["damp", "mould"], []),
        ('"health & care"', '"health and care"', [], ["health & care"]),
        ("IT strategy", "", ["IT", "strategy"], []),
        ("it strategy", "", ["strategy"], []),
        ("WHAT WAS SAID ABOUT IT SYSTEMS", "", ["SYSTEMS"], []),
        ("Ynys Môn", "", ["Ynys", "Môn"], []),
    ],
)
def test_the_language(typed: str, required: str, terms: list[str], phrases: list[str]) -> None:
    query = parse(typed)

    assert shown(query.required) == required
    assert list(query.terms) == terms
    assert [*query.phrases] == phrases
    assert query.notes == ()


def test_parts_that_mean_nothing_apart_are_looked_for_together() -> None:
    assert [shown(leaf) for leaf in parse("W-2 2023-24").wanted] == ['"w 2"', '"2023 24"']
    assert parse("W-2 2023-24").required is None


@pytest.mark.parametrize(
    ("typed", "note"),
    [
        ('"', Note(Told.LONE_QUOTATION_MARK)),
        ("((", Note(Told.OPEN_BRACKET)),
        ("damp )", Note(Told.LONE_BRACKET)),
        ("damp NOT", Note(Told.LONE_NOT)),
        ("OR damp", Note(Told.LONE_OR)),
        ("a* damp", Note(Told.SHORT_PREFIX, "a*", limit=2)),
        ("😀 damp", Note(Told.NO_LETTER, "😀")),
        ("what was said", Note(Told.ONLY_COMMON)),
        ("?!", Note(Told.NO_WORD)),
        ('"school places"~', Note(Told.NO_DISTANCE)),
        ('"school places"~999', Note(Told.FAR, "~999", limit=50)),
        ("(" * 30 + "damp" + ")" * 30, Note(Told.DEEP_BRACKETS, limit=20)),
        (" ".join(f"w{n}" for n in range(100)), Note(Told.MANY_WORDS, limit=64)),
    ],
)
def test_what_cannot_be_read_is_said(typed: str, note: Note) -> None:
    assert note in parse(typed).notes


@pytest.mark.parametrize(
    ("typed", "shown_words"),
    [
        ("damp in homes", "damp in homes"),
        ('say "in 2023" now', "say now"),
        ("damp -last title:year NOT now item:x", "damp"),
        ("damp NOT (mould OR rot)", "damp mould rot"),
        ("damp AND mould", "damp mould"),
    ],
)
def test_what_is_plain(typed: str, shown_words: str) -> None:
    assert len(plain(typed)) == len(typed)
    assert plain(typed).replace("\0", " ").split() == shown_words.split()


def test_a_long_question_is_cut_at_a_word() -> None:
    query = parse("housing " * 2000)

    assert query.terms == ("housing",)
    assert query.notes[0] == Note(Told.CUT, number=16_000, limit=LONGEST)


def test_common_words_are_looked_for_when_there_are_no_others() -> None:
    assert parse("what was said").terms == ("what", "was", "said")


def test_meaning_compares_what_is_asked_for_only() -> None:
    assert parse("what was said about damp?").question == "what was said about damp?"
    assert parse('damp AND "council homes" -garages').question == "damp council homes"
    assert parse("NOT damp").question == ""


@given(
    st.text(max_size=300)
    | st.lists(
        st.sampled_from(
            [
                '"',
                "(",
                ")",
                "AND",
                "OR",
                "NOT",
                "-",
                "*",
                "damp",
                "title:",
                "item:",
                "W-2",
                "?",
                "’",
                "😀",
                '"damp W-2"~3',
                "~9",
            ]
        ),
        max_size=80,
    ).map(" ".join)
)
def test_nothing_raises(typed: str) -> None:
    query = parse(typed)

    for leaf in query.wanted:
        assert isinstance(leaf, Word | Prefix | Phrase)
