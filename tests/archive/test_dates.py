from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from archive.dates import (
    find_dates,
    find_times,
    parse_date,
    print_date,
    print_time,
    weekday_conflict,
)

TENTH = dt.date(2024, 12, 10)


@pytest.mark.parametrize(
    "text",
    [
        "10 December 2024",
        "10th December, 2024",
        "Tuesday, 10th December, 2024",
        "TUESDAY 10TH DECEMBER 2024",
        "Tuesday the 10th day of December, 2024",
        "10 Dec 2024",
        "10-Dec-2024",
        "2024-12-10",
        "10/12/2024",
        "10.12.2024",
        "10.12.24",
        "Tue 10\xa0December\n2024",
    ],
)
def test_reads_every_printed_style_whole(text: str) -> None:
    line = f"The meeting of {text}, in the Town Hall"
    assert find_dates(line) == [(TENTH, 15, 15 + len(text))]
    assert parse_date(text) == TENTH


@pytest.mark.parametrize(
    "text",
    [
        "31 February 2024",
        "12/31/2024",
        "2024-13-01",
        "December 10, 2024",
        "10/12/24",
        "version 1.2.2024.5",
        "4.1.24",
        "10.12.24.1",
        "by May 2024",
        "may 2024",
        "110 December 2024",
        "10 December 20245",
        "",
    ],
)
def test_leaves_out_what_is_no_date_or_has_two_readings(text: str) -> None:
    assert find_dates(text) == []


def test_finds_several_in_order() -> None:
    text = "from 1st July 2019 to 4 September 2023 and 2024-07-16"
    assert [date for date, _, _ in find_dates(text)] == [
        dt.date(2019, 7, 1),
        dt.date(2023, 9, 4),
        dt.date(2024, 7, 16),
    ]


def test_names_a_weekday_that_does_not_fit() -> None:
    assert weekday_conflict("Wednesday 10 December 2024", TENTH) == "Wednesday"
    assert weekday_conflict("TUES 10 December 2024", TENTH) == ""
    assert weekday_conflict("10 December 2024", TENTH) == ""


@pytest.mark.parametrize(
    ("text", "printed"),
    [
        ("at 6.30 pm", "6.30 pm"),
        ("at 6:30pm", "6.30 pm"),
        ("18:30", "6.30 pm"),
        ("at 10 a.m.", "10 am"),
        ("10.00 AM", "10 am"),
        ("1930 hours", "7.30 pm"),
        ("12 noon", "12 pm"),
        ("12.05 am", "12.05 am"),
    ],
)
def test_reads_times(text: str, printed: str) -> None:
    ((time, start, end),) = find_times(text)
    assert print_time(time) == printed
    assert find_times(text[start:end])[0].time == time


@pytest.mark.parametrize(
    ("text", "printed"),
    [
        ("Time: 2.00 – 4.15 pm", ["2 pm", "4.15 pm"]),
        ("10:30-11:45am", ["10.30 am", "11.45 am"]),
        ("11.30 to 1 p.m.", ["11.30 am", "1 pm"]),
        ("10.30 pm until 1.15 am", ["10.30 pm", "1.15 am"]),
    ],
)
def test_a_time_that_opens_a_range_is_in_its_half_of_the_day(text: str, printed: list[str]) -> None:
    assert [print_time(found.time) for found in find_times(text)] == printed


@pytest.mark.parametrize(
    "text", ["at 7.30 in the hall", "£6.30 pm2", "paragraph 3.16", "25:10", "13 pm"]
)
def test_leaves_out_what_is_no_time(text: str) -> None:
    assert find_times(text) == []


@given(
    st.dates(dt.date(1800, 1, 1), dt.date(2199, 12, 31)),
    st.sampled_from("en iso slash th hyphen".split()),
)
def test_dates_come_back_from_all_printed_styles(date: dt.date, style: str) -> None:
    text = {
        "en": print_date(date),
        "iso": date.isoformat(),
        "slash": f"{date.day:02}/{date.month:02}/{date.year}",
        "th": f"{date:%A}, {date.day}th {date:%B}, {date.year}".upper(),
        "hyphen": f"{date.day:02}-{date:%b}-{date.year}",
    }[style]
    assert parse_date(text) == date
    assert weekday_conflict(text, date) == ""


@given(st.times())
def test_times_come_back(time: dt.time) -> None:
    time = time.replace(second=0, microsecond=0)
    assert [found.time for found in find_times(print_time(time))] == [time]


@given(st.text())
def test_no_text_raises_and_ranges_are_exact(text: str) -> None:
    for date, start, end in find_dates(text):
        assert find_dates(text[start:end])[0].date == date
