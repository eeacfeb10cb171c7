"""Sentences of council prose, with the abbreviations that stock splitters break on."""

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from indexer.sentences import sentences

ONE = [
    "Cllr. Vane asked about the waiting list.",
    "Cllrs. Vane and Moss sent apologies.",
    "As set out in para. 4.3 of the report, numbers had fallen.",
    "The application (ref. 2024/1187/P) was withdrawn.",
    "It would take approx. 12 weeks to complete.",
    "Bus No. 29 was diverted.",
    "The hall was built c. 1887 by the parish.",
    "Costs inc. VAT were £4,000.",
    "Costs incl. VAT were £4,000.",
    "Sgt. Holloway attended.",
    "The judgment in R v. Larkmere was noted.",
    "See App. B. for the figures.",
    "See App. B for the figures.",
    "Councillor T. H. Brown took the chair.",
    "The Rt. Hon. J. P. Marsh spoke.",
    "The meeting began at 6.30 pm. on Tuesday.",
    "Some measures, e.g. School Streets, had worked.",
    "Some measures, i.e. Those listed, had worked.",
    "Dr. Hanneke Broad presented the report.",
    "1. Note the report.",
    "(a) Note the report.",
    "a) Note the report.",
    "4.2. Note the report.",
    "The rate rose to 4.5 per cent in St. Ebb's ward.",
    "He asked “why now?” and sat down.",
    "Members (see nos. 4 and 5) agreed.",
    "The cost was £1.2m vs. £1.4m the year before.",
    "· A Member asked what “systemic practice” meant",
    "A report to the Asst. Director was due.",
    "Refer to s. 106 of the Act.",
]

MANY = [
    (
        "It ended at 6.30 pm. The Chair thanked all.",
        ["It ended at 6.30 pm.", "The Chair thanked all."],
    ),
    ("The answer was No. It had not been done.", ["The answer was No.", "It had not been done."]),
    (
        "Members preferred Option B. Officers agreed.",
        ["Members preferred Option B.", "Officers agreed."],
    ),
    ("It is in Appendix C. Figures follow.", ["It is in Appendix C.", "Figures follow."]),
    ("Was it safe? It was. Good!", ["Was it safe?", "It was.", "Good!"]),
    ("He said “It is done.” She agreed.", ["He said “It is done.”", "She agreed."]),
    ("It fell (by 4%.) The rest rose.", ["It fell (by 4%.)", "The rest rose."]),
    ("Bins, bags, etc. The trial ended.", ["Bins, bags, etc.", "The trial ended."]),
    (
        "Numbers rose in 2024. 15 schools were full.",
        ["Numbers rose in 2024.", "15 schools were full."],
    ),
    ("1. Note it\n2. Thank officers\nand so on", ["1. Note it", "2. Thank officers", "and so on"]),
    ("It was sent to Homes Ltd. It was lost.", ["It was sent to Homes Ltd.", "It was lost."]),
    (
        "The Chair moved to Part A. This was agreed.",
        ["The Chair moved to Part A.", "This was agreed."],
    ),
    ("She paused… Then she went on.", ["She paused…", "Then she went on."]),
    ("Cllr. Vane left. Cllr. Moss stayed.", ["Cllr. Vane left.", "Cllr. Moss stayed."]),
    ("A first line\r\n\r\nA second. A third.", ["A first line", "A second.", "A third."]),
]


@pytest.mark.parametrize("text", ONE)
def test_one_sentence(text: str) -> None:
    assert [text[start:end] for start, end in sentences(text)] == [text]


@pytest.mark.parametrize(("text", "expected"), MANY)
def test_several_sentences(text: str, expected: list[str]) -> None:
    assert [text[start:end] for start, end in sentences(text)] == expected


def test_a_wrapped_paragraph_is_read_through_its_line_ends() -> None:
    wrapped = """\
Councillor Harvey Quill asked whether he might speak on item 5 as a
leaseholder who would receive a bill. The Monitoring Officer advised Cllr.
Quill that he had an interest. He left.
"""
    assert [" ".join(wrapped[start:end].split()) for start, end in sentences(wrapped)] == [
        "Councillor Harvey Quill asked whether he might speak on item 5 as a leaseholder who would "
        "receive a bill.",
        "The Monitoring Officer advised Cllr. Quill that he had an interest.",
        "He left.",
    ]


@pytest.mark.parametrize(
    "text",
    [
        "1. Note the report on the condition of the council's homes, and\n2. Thank officers",
        "· Damp had been found in many more homes than in the year before\n· mould too",
        "MINUTES OF THE HOUSING AND ENVIRONMENT SCRUTINY COMMITTEE OF THE\nCouncil of Larkmere",
        "The Committee considered the following points on damp and mould:\nhow long repairs took",
        "Orchard Estate and its homes, old and new, by year of\t612\t447\nCanal Basin\t40",
        "A line of no great length\nand another",
        "A paragraph that stood on one line, however long it was, as web pages have it, so that "
        "no margin can have broken it and its end is an end\nand another",
    ],
)
def test_a_sentence_does_not_run_on_into_the_next_item(text: str) -> None:
    assert [text[start:end] for start, end in sentences(text)] == text.split("\n")


@given(st.text(alphabet="ab A.B?! \n\t()“”\r1…·Cllr", max_size=80) | st.text(max_size=60))
def test_every_visible_character_is_in_exactly_one_sentence(text: str) -> None:
    covered = [0] * len(text)
    last = 0
    for start, end in sentences(text):
        assert last <= start < end <= len(text)
        assert text[start:end] == text[start:end].strip()
        covered[start:end] = [1] * (end - start)
        last = end
    assert all(
        seen for seen, character in zip(covered, text, strict=True) if not character.isspace()
    )


@pytest.mark.parametrize(
    "text",
    ["." * 200_000 + "x", "e.g. x " * 100_000, "The Chair agreed. " * 50_000, "a. " * 100_000],
    ids=["dots", "abbreviations", "one line", "letters"],
)
def test_a_long_line_takes_time_by_its_length(text: str) -> None:
    start = time.process_time()
    sentences(text)
    assert time.process_time() - start < 5  # 0.5 s at most; by the square, minutes
