"""How an answer is laid out: sentences of one passage as the record goes on, whichever answers best."""

from __future__ import annotations

from dataclasses import replace

import pytest

from indexer.results import Search, Statement
from tests.web.library import MINUTES, MemoryLibrary
from web.presenters.quotation import said
from web.urls import Urls

SENTENCES = [
    "Officers said that it was often seen late.",
    "Staff were trained.",
    "All had been told.",
]
PASSAGE = replace(MINUTES.passages[0], text=" ".join(SENTENCES))


def statement(place: int) -> Statement:
    text = SENTENCES[place]
    start = PASSAGE.text.index(text)
    return Statement(text, PASSAGE, MINUTES.document.entry, start, start + len(text))


@pytest.mark.parametrize(
    ("best_first", "shown", "gaps"),
    [
        ([0], [0], [False]),
        ([1, 0], [0, 1], [False, False]),
        ([2, 0], [0, 2], [False, True]),
        ([2, 1, 0], [0, 1, 2], [False, False, False]),
    ],
)
def test_sentences_of_one_passage_stand_in_its_order(
    best_first: list[int], shown: list[int], gaps: list[bool]
) -> None:
    statements = [statement(place) for place in best_first]
    (meeting,) = said(statements, Search("neglect"), MemoryLibrary(), Urls())
    (quotation,) = meeting.quotations

    assert [each.text for each in quotation.sentences] == [SENTENCES[place] for place in shown]
    assert [each.is_after_a_gap for each in quotation.sentences] == gaps
