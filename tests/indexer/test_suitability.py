"""Which sentences suit what a question wants to be told."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

import pytest

from archive.document import DocumentKind
from indexer.passage import Choice, Motion, Passage, PassageKind, Vote
from indexer.suitability import counts, suitability
from indexer.understanding.question import understand
from tests.indexer.lexicons import of
from tests.web.library import entry

HELD = of([])
TODAY = dt.date(2026, 11, 29)
TALK = Passage("p", "d", PassageKind.NARRATIVE, 0, 9, "Something.")
VOTED = replace(
    TALK, kind=PassageKind.MOTION, motion=Motion(votes=(Vote(Choice.FOR, 2, ("A", "B")),))
)
DECIDED = replace(TALK, kind=PassageKind.RESOLUTION)
ROW = replace(TALK, kind=PassageKind.TABLE_ROW)


@pytest.mark.parametrize(
    ("text", "is_count"),
    [
        ("There were 138.", True),
        ("A hundred and two families remained.", True),
        ("1. Progress on the estate be noted.", False),
        ("Work had begun on 23 September 2024.", False),
        ("The rate for 2024/25 was discussed under item 7.", False),
        ("In 2024 there were 2,168 concerns.", True),
        ("W-2 permits be issued.", False),
        ("Nobody came.", True),
    ],
)
def test_numbers_that_count_something(text: str, is_count: bool) -> None:
    assert counts(text) is is_count


@pytest.mark.parametrize(
    ("question", "better", "worse"),
    [
        ("how many homes are there", (TALK, "There were 312."), (TALK, "Progress be noted.")),
        ("what does the lift cost", (TALK, "It was £2,000."), (TALK, "It was 2,000.")),
        ("what percentage was recycled", (TALK, "It was 41 per cent."), (TALK, "It was 41.")),
        ("when does the work end", (TALK, "It ends in May 2025."), (TALK, "It ends soon.")),
        ("what was agreed about lifts", (DECIDED, "Be mended."), (TALK, "Be mended.")),
        ("who voted against the lifts", (VOTED, "Be mended."), (DECIDED, "Be mended.")),
        ("lifts", (TALK, "They work."), (ROW, "Inspector Nia Cole\tLarkmere Police")),
        ("who is on the board", (ROW, "Inspector Nia Cole\tPolice"), (TALK, "of the board;")),
        ("concerns in 2024-25", (TALK, "In 2024-25 it rose."), (TALK, "In 2021-22 it rose.")),
        (
            "concerns in 2024-25",
            (TALK, "It rose to 90, more than in 2021-22."),
            (TALK, "In 2021-22 it rose to 80."),
        ),
    ],
)
def test_what_suits_a_question_better(
    question: str, better: tuple[Passage, str], worse: tuple[Passage, str]
) -> None:
    query = understand(question, HELD, TODAY)
    document = entry("d", "A report", DocumentKind.REPORT, "Cabinet", dt.date(2025, 10, 1))

    def fits(passage: Passage, text: str) -> float:
        return suitability(query, passage, document, 1.0, text)

    assert fits(*better) > fits(*worse)
