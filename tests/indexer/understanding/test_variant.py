from __future__ import annotations

import pytest

from indexer.note import Note, Told
from indexer.parser import parse
from indexer.understanding.lexicon import Lexicon
from indexer.understanding.variant import widened
from tests.indexer import lexicons
from tests.indexer.test_parser import shown

HELD = lexicons.of(lexicons.TEXTS)


@pytest.mark.parametrize(
    ("typed", "wanted", "told"),
    [
        (
            "MASH",
            ['either(mash, "multi agency safeguarding hub")'],
            ["Multi-Agency Safeguarding Hub"],
        ),
        (
            "mash",
            ['either(mash, "multi agency safeguarding hub")'],
            ["Multi-Agency Safeguarding Hub"],
        ),
        (
            "Multi-Agency Safeguarding Hubs",
            [
                "either(multi, mash)",
                "either(agenc, mash)",
                "either(safeguard, mash)",
                "either(hub, mash)",
            ],
            ["MASH"],
        ),
        ("LTNs", ['either(ltns, ltn, "low traffic neighbourhood")'], ["Low Traffic Neighbourhood"]),
        (
            "LTN’s",
            ['either(ltn, ltns, "low traffic neighbourhood")'],
            ["Low Traffic Neighbourhood"],
        ),
        (
            "low traffic neighbourhoods today",
            [
                "either(low, ltn, ltns)",
                "either(traffic, ltn, ltns)",
                "either(neighbourhood, ltn, ltns)",
                "today",
            ],
            ["LTN"],
        ),
        (
            "EHCP",
            ['either(ehcp, "education health and care plan", "education health and care plans")'],
            ["Education, Health and Care Plan"],
        ),
        (
            "SAR",
            ['either(sar, "safeguarding adults review", "subject access requests")'],
            ["Safeguarding Adults Review", "Subject Access Requests"],
        ),
        (
            "C&I waste",
            ['either("c i", "commercial and industrial")', "wast"],
            ["Commercial & Industrial"],
        ),
        (
            "GET directorate",
            ['either(get, "growth environment and transport")', "director"],
            ["Growth, Environment and Transport"],
        ),
        (
            "send places",
            ['either(send, "special educational needs and disabilities")', "place"],
            ["Special Educational Needs and Disabilities"],
        ),
        ("multiagency working", ['either(multiag, "multi agency")', "work"], ["multi-agency"]),
        ("wellbeing", ['either(wellb, "well being")'], ["well-being"]),
        (
            "front line staff",
            ["either(front, frontlin)", "either(line, frontlin)", "staff"],
            ["frontline"],
        ),
        (
            "front-line staff",
            ["either(front, frontlin)", "either(line, frontlin)", "staff"],
            ["frontline"],
        ),
        ("W2", ['either(w2, "w 2")'], ["w-2"]),
        ("W-2", ['either("w 2", w2)'], ["w2"]),
        ("s106 money", ['either(s106, "section 106")', "money"], ["section 106"]),
        ("section 106 money", ["either(section, s106)", "either(106, s106)", "money"], ["s106"]),
    ],
)
def test_a_thing_under_its_several_names(typed: str, wanted: list[str], told: list[str]) -> None:
    query = widened(parse(typed), HELD)

    assert [shown(leaf) for leaf in query.wanted] == wanted
    assert tuple(told) in [note.forms for note in query.notes]
    assert query.terms == parse(typed).terms


@pytest.mark.parametrize(
    "typed",
    [
        "NHS",  # not the plural of National Highways (NH)
        "growth environment and transport",  # GET is mostly the word
        '"MASH"',
        "title:MASH",
        "ma*",
        "-MASH",
        "NOT (MASH)",
        "neglect",
        "multi",
        "hub safeguarding",
        "2023-24",
        "M25",
        "",
    ],
)
def test_what_has_one_name(typed: str) -> None:
    assert widened(parse(typed), HELD) == parse(typed)
    assert widened(parse(typed), Lexicon.empty()) == parse(typed)


def test_small_letters_are_taken_for_the_word_that_they_mostly_are() -> None:
    held = lexicons.of(
        ["Mineral Sites (MADE): Making a Difference Everyday (MADE)", *["it made"] * 9]
    )

    assert Told.FORMS not in [note.told for note in widened(parse("made"), held).notes]
    meant = ("Making a Difference Everyday",)
    assert widened(parse("MADE"), held).notes[-1] == Note(Told.FORMS, "MADE", forms=meant)


def test_a_constraint_is_met_in_any_form_but_excludes_only_what_was_typed() -> None:
    query = widened(parse("MASH AND (LTNs OR damp) NOT SAR"), HELD)

    assert shown(query.required) == (
        'all(either(mash, "multi agency safeguarding hub"), '
        'any(either(ltns, ltn, "low traffic neighbourhood"), damp), not sar)'
    )
