"""Copies of one record are found whatever they are called, and what only looks alike stays apart."""

from __future__ import annotations

import datetime as dt
import random
from collections import Counter
from dataclasses import replace
from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from archive.document import DocumentKind, Entry, Provenance, Status
from archive.passage_id import passage_id
from indexer.likeness.alignment import Layout, aligned
from indexer.likeness.comparison import standings_of
from indexer.likeness.copies import Copy, by_precedence
from indexer.likeness.shingles import Vocabulary, shingles
from indexer.passage import Passage, PassageKind

MAY = dt.date(2024, 5, 2)
JUNE = dt.date(2024, 6, 6)
MINUTES, REPORT, AGENDA = DocumentKind.MINUTES, DocumentKind.REPORT, DocumentKind.AGENDA
ANNUAL = DocumentKind.ANNUAL_REPORT
NOTHING = (
    "There were no declarations of interest from Members in any item of business on the agenda."
)


def entry(
    id: str = "a",
    kind: DocumentKind = REPORT,
    date: dt.date | None = MAY,
    title: str = "A paper",
    status: Status | None = None,
    period: str = "",
    received: int = 1,
) -> Entry:
    retrieved = dt.datetime(2025, 1, received, tzinfo=dt.UTC)
    provenance = Provenance(id, f"{id}.pdf", "0" * 64, retrieved)
    return Entry(id, title, kind, "Cabinet", date, provenance, status=status, period=period)


@pytest.mark.parametrize(
    ("first", "second"),
    [
        (entry("z", MINUTES), entry("a", REPORT)),
        (entry("z", REPORT), entry("a", AGENDA)),
        (entry("z", ANNUAL, MAY), entry("a", AGENDA, JUNE)),
        (entry("z", MINUTES, status=Status.DRAFT), entry("a", AGENDA, JUNE)),
        (entry("z", AGENDA), entry("a", REPORT, title="Public reports pack 2 May 2024")),
        (entry("z", MINUTES, status=Status.CONFIRMED), entry("a", MINUTES)),
        (entry("z", MINUTES), entry("a", MINUTES, status=Status.DRAFT)),
        (
            entry("z", MINUTES, MAY, status=Status.CONFIRMED),
            entry("a", MINUTES, JUNE, status=Status.DRAFT),
        ),
        (entry("z", date=JUNE), entry("a", date=MAY)),
        (entry("z", date=MAY), entry("a", date=None)),
        (entry("z", title="Transfer of the service (updated)"), entry("a", title="Transfer 2 May 2024")),
        (entry("z", title="Item 7 - Supplementary - Transfer"), entry("a")),
        (entry("z", title="Printed minutes 02-May-2024"), entry("a", title="Minutes of Previous Meeting")),
        (entry("2024-05-02-z"), entry("a")),
        (entry("z", received=1), entry("a", received=2)),
        (entry("a"), entry("z")),
    ],
)  # fmt: skip
def test_which_copy_answers_is_a_rule(first: Entry, second: Entry) -> None:
    copies = [Copy(first, 1000, 1), Copy(second, 1000, 0)]

    assert [copy.entry for copy in by_precedence(copies)] == [first, second]
    assert [copy.entry for copy in by_precedence(copies[::-1])] == [first, second]


def test_a_paper_answers_for_what_contains_it_unless_that_is_of_a_better_kind() -> None:
    paper, pack = Copy(entry("z", date=MAY), 1000, 0), Copy(entry("a", date=JUNE), 1500, 1)
    revised = Copy(entry("b", date=JUNE), 1400, 2)

    assert by_precedence([pack, paper, revised]) == [revised, paper, pack]
    minutes = Copy(entry("c", MINUTES), 9000, 3)
    assert by_precedence([pack, paper, minutes])[0] == minutes


def para(seed: int, words: int = 40) -> str:
    """A paragraph like no other."""
    draw = random.Random(seed)
    return " ".join("".join(draw.choices("abcdefgh", k=5)) for _ in range(words)).capitalize() + "."


def record(first: int, count: int = 8) -> list[str]:
    return [para(seed) for seed in range(first, first + count)]


def passages(document: str, texts: list[str]) -> list[Passage]:
    seen: Counter[str] = Counter()
    made, at = [], 0
    for text in texts:
        id = passage_id(document, text, seen[text])
        seen[text] += 1
        made.append(Passage(id, document, PassageKind.NARRATIVE, at, at + len(text), text))
        at += len(text) + 1
    return made


def groups(*documents: tuple[Entry, list[str]]) -> list[list[tuple[str, int]]]:
    """The groups of more than one, each by precedence: documents and places within them."""
    made = [passages(each.id, texts) for each, texts in documents]
    rows = [passage for part in made for passage in part]
    places = [(each.id, at) for each, texts in documents for at in range(len(texts))]
    found = standings_of(rows, {each.id: each for each, _ in documents})
    assert len(found) == len(rows)
    members: dict[int, dict[int, tuple[str, int]]] = {}
    for place, (group, precedence) in zip(places, found, strict=True):
        assert members.setdefault(group, {}).setdefault(precedence, place) == place
    for held in members.values():
        assert sorted(held) == list(range(len(held)))
    return sorted([held[at] for at in sorted(held)] for held in members.values() if len(held) > 1)


def test_the_same_minutes_under_two_names_are_one_to_the_last_line() -> None:
    lines = [*record(0, 3), "Noted.", *record(3, 3), "Noted.", "The meeting ended at 9.22 pm."]
    printed = entry("z", MINUTES, title="Printed minutes 02-May-2024")
    attached = entry("a", MINUTES, title="Minutes of Previous Meeting")

    assert groups((attached, lines), (printed, lines)) == [
        [("z", at), ("a", at)] for at in range(len(lines))
    ]


def test_a_report_inside_a_pack_answers_and_the_rest_of_the_pack_stays() -> None:
    report = (entry("r"), record(0))
    pack = (entry("p", AGENDA), [*record(50, 9), NOTHING, *report[1], *record(70, 9)])

    assert groups(report, pack) == [[("r", at), ("p", 10 + at)] for at in range(8)]


def test_versions_share_what_was_not_rewritten_and_the_newer_answers() -> None:
    before = record(0, 12)
    after = [*before[:4], para(99), *before[4:6], before[7], before[6], *before[8:]]
    after[10] = after[10].replace(after[10].split()[20], "rewritten")
    found = groups((entry("old"), before), (entry("new", date=JUNE), after))

    assert all(held[0][0] == "new" for held in found)
    kept = [held[1][1] for held in sorted(found, key=lambda held: held[1])]
    assert kept == [at for at in range(12) if at != 9], "one word of it is another"
    assert [("new", 8), ("old", 6)] in found, "a passage that was moved is still the same"
    assert not any(("new", 4) in held for held in found), "what is new answers for itself"


def test_a_figure_changed_in_a_short_passage_leaves_both_to_be_found() -> None:
    lines = record(0)
    row, changed = "Repairs 1,200 1,300 1,450 1,600", "Repairs 1,200 1,300 1,450 1,800"
    found = groups(
        (entry("a"), [*lines, row, *record(20)]), (entry("b"), [*lines, changed, *record(20)])
    )

    assert len(found) == 16
    assert not any(("a", 8) in held for held in found)


LONG = para(60, 60)


@pytest.mark.parametrize(
    ("one", "other", "is_same"),
    [
        ("The net cost was £8.3m.", "The net cost was £9.3m.", False),
        ("The net cost was £8.3m.", "The net cost was £83m.", False),
        ("The net cost was £8.3m.", "The net cost was £8,3m.", False),
        ("The net cost was £8.3m.", "The net cost was 8.3m.", False),
        ("A surplus of 5% was planned.", "A surplus of 5 was planned.", False),
        ("It moved by 5 points.", "It moved by \u22125 points.", False),
        ("Three of the nine libraries close.", "Four of the nine libraries close.", False),
        ("The motion was carried.", "The motion was not carried.", False),
        ("He said “no” \u2013 twice.", 'He said "no" - twice.', True),
        ("It moved by \u22125 points.", "It moved by -5 points.", True),
        ("The cost, in 2024\u201325, rose.", "The cost, in\n2024-25,  rose.", True),
        ("1. The Chair’s report", "1 The Chair's report", True),
        ("RESOLVED: that it be noted", "Resolved that it be noted.", True),
    ],
)
@pytest.mark.parametrize("around", ["", f" {LONG}"])
def test_only_the_same_words_and_figures_are_said_to_be_the_same(
    one: str, other: str, is_same: bool, around: str
) -> None:
    """However long the rest of the passage is: a draft is corrected by the figure."""
    lines = record(0)
    found = groups(
        (entry("a", MINUTES), [*lines, one + around, *record(20)]),
        (entry("b", MINUTES, status=Status.DRAFT), [*lines, other + around, *record(20)]),
    )

    assert ([("a", 8), ("b", 8)] in found) is is_same
    assert len(found) == 16 + is_same, "those beside it are found all the same"


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (entry("a", MINUTES, MAY), entry("b", MINUTES, JUNE)),
        (entry("a", AGENDA, MAY), entry("b", AGENDA, JUNE)),
        (entry("a", AGENDA, MAY), entry("b", REPORT, JUNE, title="Public reports pack")),
        (entry("a", ANNUAL, period="2022-23"), entry("b", ANNUAL, period="2023-24")),
        (
            entry("a", title="Treasury Strategy 2024-25"),
            entry("b", date=JUNE, title="Treasury Strategy 2025/26"),
        ),
    ],
)
def test_records_of_different_times_are_never_one_however_alike(one: Entry, other: Entry) -> None:
    standing = record(0)

    assert groups((one, [*standing, para(90)]), (other, [*standing, para(91), para(92)])) == []
    undated = replace(other, date=None, period="", title="")
    assert groups((one, [*standing, para(90)]), (undated, [*standing, para(91), para(92)]))


def test_minutes_alike_word_for_word_are_one_whatever_date_a_list_gives_them() -> None:
    one, other = entry("a", MINUTES, MAY), entry("b", MINUTES, JUNE)

    assert len(groups((one, record(0)), (other, record(0)))) == 8
    short = ["The meeting was cancelled because too few Members could attend."]
    assert groups((one, short), (other, short)) == []
    assert groups((one, short), (replace(other, date=MAY), short)) == [[("a", 0), ("b", 0)]]


def test_a_recommendation_printed_twice_in_a_report_is_one_and_in_minutes_two() -> None:
    repeated, short = para(50), para(51, 39)
    lines = [repeated, short, *record(0), short, repeated]

    assert groups((entry("a", REPORT), lines)) == [[("a", 0), ("a", 11)]]
    assert groups((entry("a", MINUTES), lines)) == []


def test_forms_on_one_template_stay_apart() -> None:
    questions = [f"Question {n}. {para(n, 25)}" for n in range(10)]
    filled = [
        (
            entry(f"form{n}"),
            [line for at, q in enumerate(questions) for line in (q, para(100 * n + at))],
        )
        for n in range(1, 4)
    ]

    assert groups(*filled) == []


def test_what_is_said_at_every_meeting_stays_apart() -> None:
    meetings = [
        (entry(f"m{n}", MINUTES, MAY + dt.timedelta(n)), [NOTHING, *record(20 * n), NOTHING])
        for n in range(60)
    ]

    assert groups(*meetings) == []


def test_more_copies_than_a_phrase_may_have_are_still_one() -> None:
    lines = record(0, 3)
    found = groups(*((entry(f"d{n:02}"), lines) for n in range(70)))

    assert [len(held) for held in found] == [70, 70, 70]


lines = st.lists(st.sampled_from([NOTHING, "Noted.", "", "- 12 -", *record(0, 9)]), max_size=14)


@given(texts=st.lists(lines, min_size=1, max_size=5), draw=st.randoms(use_true_random=False))
@settings(max_examples=150)
def test_groups_do_not_depend_on_the_order_of_documents(
    texts: list[list[str]], draw: random.Random
) -> None:
    documents = [
        (entry(f"d{n}", kind), held)
        for n, (held, kind) in enumerate(zip(texts, [MINUTES, REPORT, AGENDA] * 2, strict=False))
    ]
    shuffled = draw.sample(documents, len(documents))

    found = groups(*documents)
    assert groups(*shuffled) == found
    members = [place for held in found for place in held]
    assert len(set(members)) == len(members), "nothing is of two groups"
    for held in found:
        said = {texts[int(document[1:])][at] for document, at in held}
        assert len(said) == 1, "these texts are all alike or wholly unlike"


@given(one=lines, other=lines)
def test_an_alignment_pairs_each_passage_once_with_one_that_says_the_same(
    one: list[str], other: list[str]
) -> None:
    vocabulary = Vocabulary()
    layouts = [Layout([vocabulary.words(text) for text in texts]) for texts in (one, other)]
    pairs = aligned(layouts[0], layouts[1])

    assert len(set(pairs.values())) == len(pairs)
    for place, there in pairs.items():
        assert one[place].split() == other[there].split() or not one[place] + other[there]
    for text in record(0, 9):
        held = sum(one[place] == text for place in pairs)
        assert held == min(one.count(text), other.count(text)), (
            "what says something is never missed"
        )


@given(st.lists(lines.filter(bool), min_size=1, max_size=3))
def test_a_document_and_its_copy_are_aligned_throughout(parts: list[list[str]]) -> None:
    vocabulary = Vocabulary()
    words = [vocabulary.words(text) for part in parts for text in [*part, para(5)]]

    assert aligned(Layout(words), Layout(words)) == {at: at for at in range(len(words))}


def test_shingles_are_every_five_words_in_a_row() -> None:
    vocabulary = Vocabulary()
    one = shingles(vocabulary.words("The Cabinet agreed the plan, and noted the cost."))
    other = shingles(vocabulary.words("THE CABINET AGREED THE PLAN and so on"))

    assert len(one) == 5 and len(other) == 4
    assert one[0] == other[0] and one[1] == other[1]
    assert len(np.intersect1d(one, other)) == 2
    assert len(shingles(vocabulary.words("Only four words here"))) == 0
    assert all(
        a != b for a, b in pairwise(shingles(vocabulary.words("a " * 3 + "b " * 7)).tolist()[:4])
    )
