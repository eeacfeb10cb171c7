"""How well a sentence suits what a question wants to be told, whatever it is about."""

from __future__ import annotations

import datetime as dt
import re

from archive.document import Entry
from indexer.naming import only_names
from indexer.passage import DECISIONS, Passage, PassageKind
from indexer.query import Asked, Period, Query
from indexer.understanding.period import period

_DECIDES = 0.5
"""To a question of what was decided: what the record itself calls a decision or a motion gains this share
of its passage's score, for a decision on something else is no answer."""
_COUNTS = 0.3
"""To a question of how many: a sentence that counts something gains this."""
_MEASURES = 0.2
"""And besides, one that tells it in the measure asked for: a percentage, a sum, a length of time, a date."""
_TORN = 0.5
"""What a piece of a longer sentence loses, such as one of a list's items: "traffic inside the LTN;"."""
_PRESENT = 0.5
"""What a line that only names people loses, unless they are asked for: it says nothing of them."""
_OTHER_TIME = 0.3
"""What a sentence about another time than the one that is asked about loses."""

_PEOPLE = (Asked.ATTENDANCE, Asked.VOTE)
_WHO = re.compile(r"\W*who\b", re.IGNORECASE)

_NUMBER = re.compile(
    r"\d|\b(?:one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|\w+teen|(?:twen|thir|for|fif|six|seven"
    r"|eigh|nine)ty|hundred|thousand|million|half|third|quarter|none|no one|nobody)\b",
    re.IGNORECASE,
)
_NO_COUNT = re.compile(
    r"""\A\W*\(?\d{1,3}[.)]\s|\b\d{1,2}(?:st|nd|rd|th)?\s+(?:of\s+)?(?=jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)
    |\b(?:19|20)\d\d(?:\s*[-/–]\s*\d{2,4})?\b(?!,\d)
    |\b(?:item|section|page|paragraph|appendix|table|figure|option|phase|stage|wave|zone|w-?)\s*\d+\b""",
    re.IGNORECASE | re.VERBOSE,
)
"""Numbers that count nothing: an item's, a day's, a year's, those that name a thing."""


_MONTH = "(?:january|february|march|april|may|june|july|august|september|october|november|december)"
_MEASURE = tuple(
    (re.compile(asked, re.IGNORECASE), re.compile(told, re.IGNORECASE))
    for asked, told in (
        (r"\b(?:percentages?|per\s*cent|proportion|share|rate)\b|%", r"%|\bper\s*cent\b"),
        (
            r"\b(?:costs?|prices?|sums?|spen[dt]|spending|paid|pay|charges?|fees?|fines?|money|savings?|budget)\b",
            r"[£€$]\s*\d",
        ),
        (
            r"\bhow\s+(?:long|late|soon|old)\b",
            r"\b(?:minutes?|hours?|days?|nights?|weeks?|months?|years?)\b",
        ),
        (
            r"\A\W*(?:when\b|(?:what|which)\s+(?:date|day|month|year)\b)",
            rf"\b{_MONTH}\b|\b(?:19|20)\d\d\b|\b(?:spring|summer|autumn|winter|christmas|easter)\b",
        ),
    )
)
"""What a question asks in, and how such an answer is told."""


_COMPARED = re.compile(
    r"\b(?:than|compared\s+(?:with|to)|against|(?:up|down|rose|fell|risen|fallen)\s+from)\b[^.;:]{0,40}?\b(?:19|20)\d\d\b[-–/\d]*",
    re.IGNORECASE,
)
"""A time that a sentence only measures its own by."""


def suitability(query: Query, passage: Passage, entry: Entry, score: float, text: str) -> float:
    """What ``text``, a sentence of a passage that the ranking gives ``score``, gains or loses."""
    gain = 0.0
    if _decides(query, passage):
        gain += _DECIDES * score
    if query.asked is Asked.NUMBER and counts(text):
        gain += _COUNTS
    if any(asked.search(query.text) and told.search(text) for asked, told in _MEASURE):
        gain += _MEASURES
    if query.asked not in _PEOPLE and not _WHO.match(query.text) and _names_people(passage, text):
        gain -= _PRESENT
    if text[:1].islower() or text.rstrip().endswith(";"):
        gain -= _TORN
    if query.period is not None and not _is_of(query.period, text, entry.date):
        gain -= _OTHER_TIME
    return gain


def is_as_asked(query: Query, passage: Passage, text: str) -> bool:
    """Whether a sentence is of the sort that the question asks for, where its wording names one."""
    if query.asked in (Asked.DECISION, Asked.VOTE):
        return _decides(query, passage)
    return query.asked is not Asked.NUMBER or counts(text)


def _decides(query: Query, passage: Passage) -> bool:
    """Of a question how was voted only one with a vote recorded will do."""
    if query.asked is Asked.VOTE:
        return passage.motion is not None and bool(passage.motion.votes)
    return query.asked is Asked.DECISION and passage.kind in DECISIONS


def counts(text: str) -> bool:
    """Whether a sentence holds a number that counts something."""
    return bool(_NUMBER.search(_NO_COUNT.sub(" ", text)))


def _names_people(passage: Passage, text: str) -> bool:
    """Whether it is a line of who was there, who is on a board, or who voted how."""
    if passage.kind is PassageKind.ATTENDANCE:
        return True
    is_terse = passage.kind in (PassageKind.TABLE_ROW, *DECISIONS)
    return is_terse and only_names(text) and not counts(text)


def _is_of(asked: Period, text: str, written: dt.date | None) -> bool:
    """Whether a sentence speaks of the time asked about: by the time that it names or, where it names none,
    by that of its document, in which the year before may be reported on.
    """
    first, last = asked.date_from or dt.date.min, asked.date_to or dt.date.max
    named = period(_COMPARED.sub(" ", text), written or dt.date.max)
    if named is not None:
        told = named.period
        return (told.date_from or first) <= last and first <= (told.date_to or last)
    if written is None:
        return True
    ended = last if last.year == dt.MAXYEAR else last.replace(year=last.year + 1, day=1)
    return first <= written <= ended
