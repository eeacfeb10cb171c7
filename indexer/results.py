"""What a search gives back: hits, their reasons, counts, and what was searched."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection
from dataclasses import dataclass, replace
from enum import StrEnum

from archive.document import DocumentKind, Entry, Range
from indexer.note import Note
from indexer.passage import Context, Passage, PassageKind
from indexer.query import Query
from indexer.role import Role


class Mode(StrEnum):
    HYBRID = "hybrid"
    KEYWORD = "keyword"
    MEANING = "meaning"
    EVERY = "every"
    """Every passage whose own text holds all the words; none that only stands under a heading or question
    with them, or is related by meaning: an exact count, in order of date."""


class Sort(StrEnum):
    RELEVANCE = "relevance"
    NEWEST = "newest"
    OLDEST = "oldest"


@dataclass(frozen=True, slots=True)
class Filter:
    """Which passages may be hits; values within a field are alternatives, fields must all hold."""

    committees: tuple[str, ...] = ()
    kinds: tuple[DocumentKind, ...] = ()
    passages: tuple[PassageKind, ...] = ()
    date_from: dt.date | None = None
    date_to: dt.date | None = None
    roles: tuple[Role, ...] = ()
    """Of a passage that carries several, one is enough."""

    def admits(self, entry: Entry) -> bool:
        """Whether passages of a document may be hits at all."""
        day = entry.date
        return (
            (not self.committees or entry.committee in self.committees)
            and (not self.kinds or entry.kind in self.kinds)
            and (self.date_from is None or (day is not None and day >= self.date_from))
            and (self.date_to is None or (day is not None and day <= self.date_to))
        )


@dataclass(frozen=True, slots=True)
class Search:
    """One request: the words as typed and everything that shapes the page of hits."""

    text: str
    mode: Mode = Mode.HYBRID
    filter: Filter = Filter()
    sort: Sort = Sort.RELEVANCE
    limit: int = 10
    offset: int = 0


@dataclass(frozen=True, slots=True)
class Why:
    """Why a passage is here: its rank by each index (1 is best), and the query's words that it holds."""

    keyword_rank: int | None
    meaning_rank: int | None
    matched: tuple[str, ...]
    said: tuple[str, ...] = ()
    """What it says, in the record's words, for everyday words of the query."""


@dataclass(frozen=True, slots=True)
class Hit:
    passage: Passage
    document: Entry
    rank: int
    score: float
    highlights: tuple[Range, ...]
    """Ranges of the query's words, relative to ``passage.text``."""
    context_highlights: tuple[tuple[Range, ...], ...]
    """The same for each of ``passage.context``, relative to its text."""
    why: Why
    sentence: Range | None = None
    """Its sentence nearest to the question, relative to ``passage.text``; None where nothing was asked or
    the passage is one sentence."""
    also_in: tuple[str, ...] = ()
    """Ids of its copies: passages that say the same, or nearly, where the same record is published again.
    All that are searched, whatever the filters, the one that would answer in its stead first."""


@dataclass(frozen=True, slots=True)
class Statement:
    """A sentence that answers, as an exact slice: ``passage.text[start:end] == text``."""

    text: str
    passage: Passage
    document: Entry
    start: int
    end: int
    question: Context | None = None
    """The question that it was said in answer to, where the record gives one: words of the same document,
    with their place in it."""
    leads: tuple[Context, ...] = ()
    """Of an item of a list, the words that govern it, outermost first: "RESOLVED – That the Cabinet:"."""

    @property
    def is_unanswered(self) -> bool:
        """Whether it is a question to which the minutes record no answer."""
        return self.passage.kind is PassageKind.UNANSWERED


@dataclass(frozen=True, slots=True)
class Answer:
    statements: tuple[Statement, ...]
    """Those of one meeting together, the best first or, where it is asked how things stand, the newest."""
    is_sure: bool = True
    """Whether the evidence leaves little doubt; else the sentences come nearest, and may answer nothing."""


class Reason(StrEnum):
    """Why the archive is thought not to answer."""

    UNANSWERED = "unanswered"
    """Passages share the question's words or come near its meaning, but none answers it."""
    NOTHING = "nothing"
    """None has the question's words together, or its meaning."""


@dataclass(frozen=True, slots=True)
class Silence:
    """That the archive does not answer, and why that is thought."""

    reason: Reason
    nearest: tuple[Hit, ...]
    """Up to three passages that come nearest; no hits, and not counted."""


@dataclass(frozen=True, slots=True)
class FacetCount:
    value: str
    count: int


@dataclass(frozen=True, slots=True)
class YearCount:
    """How many hits are of one committee and one year."""

    committee: str
    """Empty for documents that name none."""
    year: str
    """Four digits."""
    count: int


@dataclass(frozen=True, slots=True)
class Coverage:
    """What was searched."""

    documents: int
    meetings: int
    date_from: dt.date | None
    date_to: dt.date | None
    unreadable: int


@dataclass(frozen=True, slots=True)
class Results:
    search: Search
    query: Query
    total: int
    """Hits; copies of one passage are one hit."""
    total_is_exact: bool
    hits: tuple[Hit, ...]
    answer: Answer | None
    silence: Silence | None
    """Set where something was asked that the archive does not answer."""
    facets: dict[str, tuple[FacetCount, ...]]
    """Under "committee", "year", "kind", "passage" and "role": how many of all hits carry each value. A hit
    may carry several roles, or none."""
    coverage: Coverage
    """Of the documents that the filter lets through."""
    beyond: int = 0
    """Of a list that its filter leaves empty: how many hits there are without the filter."""
    notes: tuple[Note, ...] = ()
    """What was done with the query and what could not be done."""
    above: int = 0
    """Of every mention, on its first page: how many more passages have the words that their own text lacks
    in the heading or question above it."""
    timeline: tuple[YearCount, ...] = ()
    """Every mention by year and committee, in this order, without combinations that no hit has: with those
    that have no date, which are left out, they make the total. Empty but in the mode EVERY, for some words.
    """


def without(results: Results, documents: Collection[str]) -> Results:
    """The results without the words of some documents; what was counted stays as it was counted."""

    def stay(hits: tuple[Hit, ...]) -> tuple[Hit, ...]:
        return tuple(hit for hit in hits if hit.document.id not in documents)

    answer, silence = results.answer, results.silence
    if answer is not None:
        kept = tuple(each for each in answer.statements if each.document.id not in documents)
        answer = replace(answer, statements=kept) if kept else None
    if silence is not None:
        silence = replace(silence, nearest=stay(silence.nearest))
    return replace(results, hits=stay(results.hits), answer=answer, silence=silence)
