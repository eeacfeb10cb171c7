from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from indexer.naming import only_names


@pytest.mark.parametrize(
    "text",
    [
        "Report of the Executive Director, Children and Learning.",
        "Joint report by the head of finance and the monitoring officer.",
        "· Report - School places planning and admissions 2023",
        "· Appendix A - Consultation responses, Harrow Hill",
        "School places planning and admissions 2023",
        "Appendix 2 – Senior salaries and allowances",
        "25. Negative impacts and mitigating actions for sexual orientation",
        "Commissioning Plan for Education Provision in Kent 2025-29",
        "LARKMERE BOROUGH COUNCIL",
        "MEMBERS OF THE COMMITTEE ABSENT",
        "Asked by Councillor Ash of the Cabinet Member for Housing",
        "Question 3 asked by Councillor Marnie Oduya-Finch",
        "Contact: Thandi Marlowe Democratic Services Officer",
        "Venue: Committee Room 2, Town Hall, Quay Street, Larkmere.",
        "Gideon Asprey, Independent Chair",
    ],
)
def test_what_only_names(text: str) -> None:
    assert only_names(text)


@pytest.mark.parametrize(
    "text",
    [
        "Gideon Asprey presented the annual report.",
        "Report of the Director, who said that fees would rise.",
        "The report was noted.",
        "Fees rose by 6.5%.",
        "There were nineteen.",
        "I think that’s a—",
        "We regret the inconvenience this causes",
        "The Safeguards protect people in hospitals and care homes.",
        "· 120 more places by 2026",
        "• Blue Bell Improvement Scheme – 21st January to 17th March 2025",
        "o Cheshire East 10 %",
        "Balance brought forward £400",
        "Asked by Councillor Ash, the Director said that fees would rise.",
        "THE MINUTES WERE AGREED",
        "Councillor Ash cannot attend",
    ],
)
def test_what_says_something(text: str) -> None:
    assert not only_names(text)


SUBJECTS = st.sampled_from(
    ["The Director", "Officers", "REPORT OF THE BOARD", "Appendix A", "Ms Ash"]
)
VERBS = st.sampled_from("is was said agreed presented will rose cannot has held".split())


@given(SUBJECTS, VERBS, st.text(max_size=60))
def test_a_sentence_with_a_verb_is_never_lost_for_a_title(
    subject: str, verb: str, rest: str
) -> None:
    assert not only_names(f"{subject} {verb} so. {rest}")


@given(st.text(max_size=200))
def test_no_text_raises(text: str) -> None:
    assert only_names(text) in (True, False)
