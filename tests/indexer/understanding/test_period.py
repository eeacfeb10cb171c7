from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from indexer.understanding.lexicon import Lexicon
from indexer.understanding.period import no_such_day, period
from indexer.understanding.question import understand

TODAY = dt.date(2026, 11, 28)


@pytest.mark.parametrize(
    ("text", "typed", "first", "last", "is_date"),
    [
        ("homes built in 2023-24", "in 2023-24", "2023-04-01", "2024-03-31", True),
        ("budget 2023/24", "2023/24", "2023-04-01", "2024-03-31", True),
        ("2023–2024 report", "2023–2024", "2023-04-01", "2024-03-31", True),
        ("in the financial year 2022-23", "in the financial year 2022-23", "2022-04-01", "2023-03-31", True),
        ("1999-00 accounts", "1999-00", "1999-04-01", "2000-03-31", True),
        ("Q3 2023-24", "Q3 2023-24", "2023-10-01", "2023-12-31", True),
        ("quarter 4 of 2023-24", "quarter 4 of 2023-24", "2024-01-01", "2024-03-31", True),
        ("the 2025 budget", "the 2025", "2025-01-01", "2025-12-31", True),
        ("minutes from March 2024", "from March 2024", "2024-03-01", "2024-03-31", True),
        ("on 3rd October 2024", "on 3rd October 2024", "2024-10-03", "2024-10-03", True),
        ("on the 3 of Sept 2024", "3 of Sept 2024", "2024-09-03", "2024-09-03", True),
        ("on 2024-10-03", "on 2024-10-03", "2024-10-03", "2024-10-03", False),
        ("03/10/2024", "03/10/2024", "2024-10-03", "2024-10-03", False),
        ("in spring 2024", "in spring 2024", "2024-03-01", "2024-05-31", True),
        ("winter of 2023", "winter of 2023", "2023-12-01", "2024-02-29", True),
        ("since March 2023", "since March 2023", "2023-03-01", "2026-11-28", False),
        ("after 2021", "after 2021", "2022-01-01", "2026-11-28", False),
        ("from April 2022 onwards", "from April 2022 onwards", "2022-04-01", "2026-11-28", False),
        ("before 2020", "before 2020", "None", "2019-12-31", False),
        ("up to 2022", "up to 2022", "None", "2022-12-31", False),
        ("between 2021 and 2023", "between 2021 and 2023", "2021-01-01", "2023-12-31", False),
        ("from May 2021 to June 2023", "from May 2021 to June 2023", "2021-05-01", "2023-06-30", False),
        ("2019 to 2021", "2019 to 2021", "2019-01-01", "2021-12-31", False),
        ("2019 and 2021", "2019", "2019-01-01", "2019-12-31", True),
        ("fires last year", "last year", "2025-01-01", "2025-12-31", False),
        ("fires this year", "this year", "2026-01-01", "2026-12-31", False),
        ("last financial year", "last financial year", "2025-04-01", "2026-03-31", False),
        ("this financial year", "this financial year", "2026-04-01", "2027-03-31", False),
        ("last month", "last month", "2026-10-01", "2026-10-31", False),
        ("last quarter", "last quarter", "2026-07-01", "2026-09-30", False),
        ("last week", "last week", "2026-11-16", "2026-11-22", False),
        ("last winter", "last winter", "2025-12-01", "2026-02-28", False),
        ("last autumn", "last autumn", "2025-09-01", "2025-11-30", False),
        ("in the last two years", "in the last two years", "2024-11-28", "2026-11-28", False),
        ("over the past 18 months", "over the past 18 months", "2025-05-28", "2026-11-28", False),
        ("the last few years", "the last few years", "2023-11-28", "2026-11-28", False),
        ("in the last 10 days", "in the last 10 days", "2026-11-18", "2026-11-28", False),
        ("what happened yesterday", "yesterday", "2026-11-27", "2026-11-27", False),
        ("last year, and not in 2020", "last year", "2025-01-01", "2025-12-31", False),
    ],
)  # fmt: skip
def test_times(text: str, typed: str, first: str, last: str, is_date: bool) -> None:
    named = period(text, TODAY)

    assert named is not None
    assert text[named.start : named.end].strip() == named.period.typed == typed
    assert (str(named.period.date_from), str(named.period.date_to)) == (first, last)
    assert named.is_date is is_date


@pytest.mark.parametrize(
    "text",
    [
        "before the election",
        "the Care Act 2014",
        "Town and Country Planning Act of 1990",
        "net zero by 2030",
        "the 2030 strategy",
        "the local plan 2024-2039",
        "a grant of £2000",
        "2,015 homes",
        "petition e-2019",
        "the year 1066",
        "31 June 2024",
        "99/99/2024",
        "the last meeting",
        "in March",
        "may be",
        "12024",
        "damp",
    ],
)
def test_what_is_no_time(text: str) -> None:
    assert period(text, TODAY) is None


def test_the_last_day_of_february_is_found_a_year_ago() -> None:
    named = period("in the last year or so, in the last 2 years", dt.date(2024, 2, 29))
    older = period("in the last 1 years", dt.date(2024, 2, 29))

    assert named is not None
    assert older is not None
    assert older.period.date_from == dt.date(2023, 2, 28)


@given(
    st.text(max_size=100)
    | st.lists(
        st.sampled_from(
            "since before between and in last past few 99 0 2 years year months weeks 2023 2024 1999 2023-24 "
            "31 February 29 winter Q4 quarter - / 00/00/2024 2024-13-40 onwards".split()
        ),
        max_size=12,
    ).map(" ".join),
    st.dates(dt.date(1990, 1, 1), dt.date(2150, 1, 1)),
)
def test_a_time_begins_before_it_ends(text: str, today: dt.date) -> None:
    named = period(text, today)

    if named is not None:
        told = named.period
        assert told.date_from is not None or told.date_to is not None
        if told.date_from and told.date_to:
            assert told.date_from <= told.date_to
        assert told.typed in text


@pytest.mark.parametrize(
    ("text", "typed"),
    [
        ("what was decided on 31 February 2024", "31 February 2024"),
        ("damp 31/02/2024", "31/02/2024"),
        ("since 2024-13-01", "2024-13-01"),
        ("on 29 February 2024", ""),
        ("in 2023-25, of 40 homes", ""),
    ],
)
def test_a_day_that_no_calendar_has_is_told(text: str, typed: str) -> None:
    assert no_such_day(text) == typed
    notes = [note.typed for note in understand(text, Lexicon.empty(), TODAY).notes]
    assert (typed in notes) is bool(typed)
