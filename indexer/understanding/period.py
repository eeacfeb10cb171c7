"""The time that a question names: "last year", "since March 2023", "in 2023-24"."""

from __future__ import annotations

import calendar
import datetime as dt
import re
from dataclasses import dataclass

from indexer.query import Period

_EARLIEST = 1835
"""The year of the Municipal Corporations Act: no council's minutes are older. Numbers below are no years."""


@dataclass(frozen=True, slots=True)
class Named:
    """A period, and the range of the text that names it."""

    period: Period
    start: int
    end: int
    is_date: bool
    """Whether it is named as a record would print it ("March 2024", "2023-24"), not as seen from today
    ("last year") or by one end ("since March 2023"). Printed, it is also worth looking for as words.
    """


_Span = tuple[dt.date, dt.date]
_MONTHS = {name.lower(): n for n, name in enumerate(calendar.month_name) if n}
_MONTHS |= {name.lower(): n for n, name in enumerate(calendar.month_abbr) if n} | {"sept": 9}
_SEASONS = {"spring": 3, "summer": 6, "autumn": 9, "winter": 12}
_NUMBERS = dict(
    zip(
        "a one two three four five six seven eight nine ten".split(),
        (1, *range(1, 11)),
        strict=True,
    )
)
_NUMBERS |= {"couple of": 2, "few": 3, "twelve": 12}

_YEAR = r"(?:1[89]|20)\d\d"
_MONTH = "(?:" + "|".join(sorted(_MONTHS, key=len, reverse=True)) + r")\.?"
_MOMENT = (
    rf"(?:(?P<iso>{_YEAR}-\d\d-\d\d)|(?P<slashed>\d\d?/\d\d?/{_YEAR})"
    rf"|(?:(?P<day>\d\d?)(?:st|nd|rd|th)?(?:\s+of)?\s+)?(?P<month>{_MONTH}),?\s+(?P<of>{_YEAR})"
    rf"|(?P<season>spring|summer|autumn|winter)\s+(?:of\s+)?(?P<in>{_YEAR})"
    rf"|(?:the\s+)?(?:(?:q|quarter\s+)(?P<quarter>[1-4])\s+(?:of\s+)?)?"
    rf"(?:(?:the\s+)?(?:financial|municipal|council|school|academic)\s+year\s+)?"
    rf"(?P<first>{_YEAR})\s?[-–/‐‑]\s?(?P<second>(?:\d\d)?\d\d)"
    rf"|(?:the\s+)?(?:(?:calendar\s+)?year\s+)?(?P<year>{_YEAR}))(?![\w/-]|[.,]\d)"
)  # fmt: skip
_FOUND = re.compile(rf"(?<![\w/£$.,-]){_MOMENT}", re.IGNORECASE)
_SINCE = re.compile(r"\b(?:since|after|starting(?:\s+in|\s+from)?)\s+\Z", re.IGNORECASE)
_BEFORE = re.compile(
    r"\b(?:before|prior\s+to|up\s+to|until|till|up\s+until|to\s+the\s+end\s+of)\s+\Z", re.IGNORECASE
)
_BETWEEN = re.compile(r"\b(?:between|from)\s+\Z", re.IGNORECASE)
_AND = re.compile(r"\s*(?:and|to|until|till|-|–)\s*\Z", re.IGNORECASE)
_IN = re.compile(r"\b(?:in|during|for|throughout|within|on|of|over|from)\s+\Z", re.IGNORECASE)
_ONWARDS = re.compile(r"\s*(?:onwards?|to\s+(?:date|now|the\s+present))\b", re.IGNORECASE)
_NO_DATE = re.compile(
    r"\b(?:act|acts|regulations?|order|rules?|code|framework|directive|bill|by|until|statute|version|edition|target)"
    r"(?:\s+(?:of|in))?\s+\Z",
    re.IGNORECASE,
)
"""Before a year: what it belongs to is a name ("Care Act 2014") or lies ahead ("net zero by 2030")."""
_RELATIVE = re.compile(
    r"\b(?:(?:in|during|over|within|for|from)\s+)?(?:"
    r"(?:the\s+)?(?:last|past|previous)\s+(?P<count>\d\d?|[a-z]+(?:\s+of)?)\s+(?P<many>years|months|weeks|days)"
    r"|(?:the\s+)?(?P<which>last|previous|past|this|current)\s+(?P<fiscal>financial\s+|municipal\s+|council\s+)?"
    r"(?P<unit>year|month|week|quarter|spring|summer|autumn|winter)(?:['’]s)?"
    r"|(?P<yesterday>yesterday)|(?P<recently>recently))\b(?!\s*['’])",
    re.IGNORECASE,
)  # fmt: skip


def period(plain: str, today: dt.date) -> Named | None:
    """The first time that a question names, None where it names none or one that has not begun.

    ``plain`` is the question, of which all that is not plain words has been blanked out.
    """
    dated = _dated(plain, today)
    relative = _relative(plain, today)
    named = [one for one in (dated, relative) if one is not None]
    return min(named, key=lambda one: one.start, default=None)


def no_such_day(plain: str) -> str:
    """The first day that a question names and no calendar has, as typed: "31 February 2024"; else empty."""
    for match in _FOUND.finditer(plain):
        if (match["day"] or match["iso"] or match["slashed"]) and _moment(match) is None:
            return match[0].strip()
    return ""


def financial_year(first: int) -> _Span:
    """1 April to 31 March."""
    return dt.date(first, 4, 1), dt.date(first + 1, 3, 31)


def _dated(plain: str, today: dt.date) -> Named | None:
    found = [(m, span) for m in _FOUND.finditer(plain) if (span := _moment(m)) is not None]
    for place, (match, (first, last)) in enumerate(found):
        before = plain[: match.start()]
        if _NO_DATE.search(before) or first > today:
            continue
        start, end = match.span()
        follower = found[place + 1] if place + 1 < len(found) else None
        opening = _BETWEEN.search(before)
        joined = follower and _AND.fullmatch(plain[end : follower[0].start()])
        if follower and joined and (opening or joined.group().strip() != "and"):
            span = (first, max(last, follower[1][1]))
            start = opening.start() if opening else start
            return _named(plain, start, follower[0].end(), span, is_date=False)
        within = _IN.search(before)
        since, onwards = _SINCE.search(before), _ONWARDS.match(plain, end)
        if since or onwards:
            is_after = since is not None and since[0].lower().startswith("after")
            begun = last + dt.timedelta(days=1) if is_after else first
            opening = since or within
            start = opening.start() if opening else start
            end = onwards.end() if onwards else end
            return _named(plain, start, end, (begun, max(today, begun)), is_date=False)
        ahead = _BEFORE.search(before)
        if ahead:
            ends_with_it = not ahead[0].lower().startswith(("before", "prior"))
            reached = last if ends_with_it else first - dt.timedelta(days=1)
            return _named(plain, ahead.start(), end, (None, reached), is_date=False)
        start = within.start() if within else start
        is_printed = not (match["iso"] or match["slashed"])
        return _named(plain, start, end, (first, last), is_date=is_printed)
    return None


def _moment(match: re.Match[str]) -> _Span | None:
    """First and last day of a date, month, season, quarter or year; None for what is no date."""
    try:
        if match["iso"]:
            day = dt.date.fromisoformat(match["iso"])
            return day, day
        if match["slashed"]:
            of_month, month, year = map(int, match["slashed"].split("/"))
            day = dt.date(year, month, of_month)
            return day, day
        if match["month"]:
            month, year = _MONTHS[match["month"].lower().rstrip(".")], int(match["of"])
            if match["day"]:
                day = dt.date(year, month, int(match["day"]))
                return day, day
            return _months(year, month, 1)
        if match["season"]:
            return _months(int(match["in"]), _SEASONS[match["season"].lower()], 3)
        if match["first"]:
            first = int(match["first"])
            if int(match["second"]) % 100 != (first + 1) % 100 or first < _EARLIEST:
                return None
            if match["quarter"]:
                return _months(first, 1 + 3 * int(match["quarter"]), 3)
            return financial_year(first)
        year = int(match["year"])
        return (dt.date(year, 1, 1), dt.date(year, 12, 31)) if year >= _EARLIEST else None
    except ValueError:  # the 31st of June
        return None


def _months(year: int, month: int, count: int) -> _Span:
    """So many whole months; month 13 is the next year's January."""
    first = dt.date(year + (month - 1) // 12, (month - 1) % 12 + 1, 1)
    after = month + count
    following = dt.date(year + (after - 1) // 12, (after - 1) % 12 + 1, 1)
    return first, following - dt.timedelta(days=1)


def _relative(plain: str, today: dt.date) -> Named | None:
    for match in _RELATIVE.finditer(plain):
        span = _seen_from(match, today)
        if span is not None:
            return _named(plain, match.start(), match.end(), span, is_date=False)
    return None


def _seen_from(match: re.Match[str], today: dt.date) -> _Span | None:
    if match["yesterday"]:
        yesterday = today - dt.timedelta(days=1)
        return yesterday, yesterday
    if match["recently"]:
        return _ago(today, 6, "months"), today
    if match["many"]:
        told = " ".join(match["count"].lower().split())
        count = int(told) if told.isdigit() else _NUMBERS.get(told, 0)
        return (_ago(today, count, match["many"].lower()), today) if count else None
    unit, is_this = match["unit"].lower(), match["which"].lower() in ("this", "current")
    if unit in _SEASONS:
        first, last = _months(today.year, _SEASONS[unit], 3)
        while first > today or (not is_this and last >= today):
            first, last = _months(first.year - 1, _SEASONS[unit], 3)
        return first, last
    if unit == "week":
        monday = today - dt.timedelta(days=today.weekday() + (0 if is_this else 7))
        return monday, monday + dt.timedelta(days=6)
    if unit == "month":
        return (
            _months(today.year, today.month, 1)
            if is_this
            else _months(today.year - 1, today.month + 11, 1)
        )
    if unit == "quarter":
        begun = (today.month - 1) // 3 * 3 + 1
        return _months(today.year, begun, 3) if is_this else _months(today.year - 1, begun + 9, 3)
    if match["fiscal"]:
        begun = today.year if today >= dt.date(today.year, 4, 1) else today.year - 1
        return financial_year(begun if is_this else begun - 1)
    year = today.year if is_this else today.year - 1
    return dt.date(year, 1, 1), dt.date(year, 12, 31)


def _ago(today: dt.date, count: int, unit: str) -> dt.date:
    """The first day of the last so many years, months, weeks or days."""
    if unit in ("weeks", "days"):
        return today - dt.timedelta(days=count * (7 if unit == "weeks" else 1))
    months = count * (12 if unit == "years" else 1)
    month = today.year * 12 + today.month - 1 - months
    year, month = month // 12, month % 12 + 1
    return dt.date(year, month, min(today.day, calendar.monthrange(year, month)[1]))


def _named(
    plain: str, start: int, end: int, span: tuple[dt.date | None, dt.date | None], *, is_date: bool
) -> Named:
    return Named(Period(plain[start:end].strip(), *span), start, end, is_date)
