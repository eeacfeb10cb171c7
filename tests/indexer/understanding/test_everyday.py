from __future__ import annotations

from collections import Counter
from importlib import resources
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from indexer.understanding.everyday import (
    SMALL,
    compared,
    in_record_words,
    packaged,
    read,
    sayings,
)

LIST = resources.files("indexer.understanding").joinpath("everyday.txt").read_text("utf-8")


@pytest.mark.parametrize(
    ("typed", "record"),
    [
        # schools and children
        ("kids kicked out of school", "permanent exclusion"),
        ("who is bunking off", "school attendance"),
        ("special needs", "SEND"),
        ("teens in trouble", "young people"),
        ("are the teenagers’ clubs shut", "young people"),
        ("children taken off their parents", "looked after children"),
        ("a lollipop lady for the school", "school crossing patrol"),
        # older people and health
        ("kicking kids out, or out of school", "children"),
        ("kicks out", "evicted"),
        ("turfing people out, turfing out", "evicted"),
        ("old folk ripped off", "financial abuse of older people"),
        ("an OAP in the cold", "older people"),
        ("losing his memory", "dementia"),
        ("bed blocking", "hospital discharge"),
        ("get a flu jab", "flu vaccination"),
        ("booze", "alcohol misuse"),
        # homes and planning
        ("turfed out by landlords", "evicted"),
        ("council houses going mouldy", "damp and mould"),
        ("losing the roof, losing our home", "homelessness"),
        ("Skyscrapers", "tall buildings"),
        ("chopping down the trees", "tree felling"),
        # streets
        ("bin collection", "refuse collection"),
        ("the bins, emptied", "refuse"),
        ("is there dog poo", "dog fouling"),
        ("public loos", "public conveniences"),
        ("rat-run", "through traffic"),
        ("sleeping policemen", "traffic calming"),
        # safety, money, democracy
        ("cops", "police"),
        ("bobbies on the beat", "neighbourhood policing"),
        ("council tax going up", "council tax increase"),
        ("cash", "funding"),
        ("who was sacked from the council", "dismissal"),
        ("dragging their feet", "delay"),
        ("vote rigging", "electoral fraud"),
    ],
)
def test_what_records_say(typed: str, record: str) -> None:
    assert record in in_record_words(typed, sayings(typed))


@pytest.mark.parametrize(
    "typed",
    [
        "damp in council dwellings",
        "training of officers",  # no train
        "a fair bank, the right block, cut it",
        "scrap metal dealers",
        "youth justice",
        "swimming in the rate",  # no rats
        "community services",
        "kicked. Out of school",
        "kicked “out of school”",
        "road casualty figures",
        "a comprehensive review of criminal damage",
        "",
    ],
)
def test_what_is_no_such_expression(typed: str) -> None:
    assert sayings(typed) == ()


def test_the_longest_expression_goes_first_and_the_rest_stays_as_typed() -> None:
    typed = "Why were 12 kids  kicked out of their school, or kicked out?"

    assert [saying.typed for saying in sayings(typed)] == [
        "kids",
        "kicked out of their school",
        "kicked out",
    ]
    rendered = in_record_words(typed, sayings(typed))
    assert rendered.startswith("Why were 12 children, young people  permanent exclusion")
    assert rendered.endswith(", or evicted, eviction, excluded?")


@given(st.text(max_size=200) | st.lists(st.sampled_from(LIST.split()), max_size=30).map(" ".join))
def test_expressions_stand_in_the_text_one_after_another(text: str) -> None:
    found = sayings(text)

    assert all(saying.typed == text[saying.start : saying.end] for saying in found)
    assert all(one.end <= other.start for one, other in pairwise(found))
    assert found or in_record_words(text, found) == text


def test_the_list_is_whole_and_in_order() -> None:
    listed = list(read(LIST))
    groups = [block.splitlines() for block in LIST.split("\n\n")][1:]

    assert len(listed) > 2_000
    assert [one for one, times in Counter(typed for typed, _ in listed).items() if times > 1] == []
    assert all(group[0].startswith("# ") for group in groups)
    assert all(lines == sorted(lines) for lines in (group[1:] for group in groups))
    assert packaged().keys() == {typed[0] for typed, _ in listed}


def test_no_expression_is_among_the_words_for_it() -> None:
    for typed, record in read(LIST):
        assert typed not in map(compared, record)
        assert len(set(record)) == len(record)


def test_an_expression_holds_more_than_small_words() -> None:
    assert all(compared(small) not in dict(read(LIST)) for small in SMALL)


@pytest.mark.parametrize("line", ["bins", "bins:", "bins: ,", "bins, : refuse", "-: refuse"])
def test_a_line_that_cannot_be_read_is_named(line: str) -> None:
    with pytest.raises(ValueError, match="line 2"):
        list(read(f"# Waste\n{line}"))
