"""The sentences that answer, as they stand in the record, each with the question that it answers."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from archive.document import Entry, Range
from archive.passage_id import wording
from indexer.highlight import stems_within
from indexer.lead import leads
from indexer.models.encoded import sentence_ranges
from indexer.naming import WHERE_MET, only_names
from indexer.passage import DECISIONS, Context, Passage, PassageKind
from indexer.query import Asked, Query
from indexer.results import Answer, Statement
from indexer.splitting.question import asks
from indexer.splitting.reply import answers_within
from indexer.suitability import is_as_asked, suitability

READ = 5
"""Passages whose sentences are weighed: the best few, or the answer would leave the first page."""
READ_FOR_LATEST = 10
"""The same where it is asked how things stand: the newest may be further down than what was said best."""

_OVERLAP = 0.4
"""Worth of the question's words in a sentence, beside its cosine."""
_RANK = 0.6
"""Worth of the passage's own score: a passage that the whole ranking puts first is right more often than
the sentence that happens to be nearest."""
_ASKED = 0.5
"""What a sentence that only asks loses: it is the nearest to any question, and answers none."""

_ANSWERS = 0.5
"""Share of its question's nearness that a reply gains: "Officers explained that each one had to be logged"
has none of the words that were asked, and answers them."""
_AT_ONCE = 0.3
"""The same, besides, for the first sentence of a reply."""
_GOES_ON = 0.3
"""The same for a sentence that goes on from the one before it."""

_NEWEST = 0.5
"""To a question of how things stand: what the newest of the meetings that are read gains; a half of it is
left for one of a year before, a quarter for two."""
_YEAR = 365.25
_BACK = re.compile(
    r"^\W*(?:\(?\w\)\s*)?(?:He|She|They|It was|Officers|The (?:Director|Cabinet Member|Chair|Leader|Executive"
    r"|Independent)|In (?:answer|reply|response)|There had|Each|These|Of these|Those)\b"
)
"""What begins so says something of what was said before it."""

_TERSE = (
    PassageKind.RESOLUTION,
    PassageKind.MOTION,
    PassageKind.TABLE_ROW,
    PassageKind.ATTENDANCE,
)
"""Parts that say something without a verb or a subject: "Approve Option B.", a list of who was there."""

_GOVERNED = (*DECISIONS, PassageKind.SECTION)
"""Parts whose lists are told with what leads into them; in an exchange that is the question."""

_MOST = 3
_LEAST_WORDS = 4
"""Words of a statement: "No apologies were received." says something, "Recorded vote" does not."""
_NEAR = 0.75
"""A further sentence must score this share of the best one."""


@dataclass(frozen=True, slots=True)
class Read:
    """A passage that is read for an answer."""

    passage: Passage
    entry: Entry
    score: float
    """The ranking's, from 0 to 1."""


@dataclass(frozen=True, slots=True)
class _Scored:
    score: float
    statement: Statement


class Sentences:
    """The sentences of one search's passages, each weighed once however often it is asked for."""

    def __init__(
        self, query: Query, weights: Mapping[str, float], cosines: Mapping[str, Sequence[float]]
    ) -> None:
        """``weights`` are the inverse document frequencies of the query's words, by name; ``cosines`` those
        of the sentences of each passage, by its id.
        """
        self._query, self._weights, self._cosines = query, weights, cosines
        self._whole = sum(weights.values())
        self._weighed: dict[str, list[_Scored]] = {}

    def answer(self, read: Sequence[Read]) -> Answer | None:
        """The best one to three sentences of passages; None where none says anything."""
        scored: list[_Scored] = []
        said: set[str] = set()
        newest = max((_day(each.entry) for each in read), default=0)
        for each in read:
            for one in self._of(each):
                if self._query.wants_latest:
                    age = (newest - _day(each.entry)) / _YEAR
                    one = replace(one, score=one.score + _NEWEST * 0.5**age)
                if wording(one.statement.text) not in said:
                    said.add(wording(one.statement.text))
                    scored.append(one)
        if not scored:
            return None
        scored.sort(key=lambda one: -one.score)
        chosen = [one for one in scored[:_MOST] if one.score >= _NEAR * scored[0].score]
        told = [replace(one.statement, leads=_leads(one.statement)) for one in _once(chosen)]
        suits = any(is_as_asked(self._query, one.passage, one.text) for one in told)
        return Answer(_by_meeting(self._query, told), is_sure=suits)

    def best(self, read: Read) -> Range | None:
        """The sentence of a passage that comes nearest to the question; None where there is only one."""
        if len(sentence_ranges(read.passage)) < 2:
            return None
        best = max(self._of(read), key=lambda one: one.score, default=None)
        return (best.statement.start, best.statement.end) if best else None

    def _of(self, read: Read) -> list[_Scored]:
        """Every sentence of a passage that says something, in its order."""
        found = self._weighed.get(read.passage.id)
        if found is None:
            found = self._weighed[read.passage.id] = list(self._weigh(read))
        return found

    def _weigh(self, read: Read) -> Iterator[_Scored]:
        query, passage = self._query, read.passage
        ranges = sentence_ranges(passage)
        cosines = self._cosines[passage.id]
        held = stems_within(query, passage.text, ranges)
        question: Context | None = passage.context[-1] if _is_answered(passage) else None
        question_near = before = 0.0
        is_first = False
        for (start, end), cosine, stems in zip(ranges, cosines, held, strict=True):
            text = passage.text[start:end]
            if not _says_something(text, passage):
                continue
            near = cosine + _OVERLAP * self._share(stems)
            score = near + _RANK * read.score + _GOES_ON * before * bool(_BACK.match(text))
            only_asks = (
                query.asked is not Asked.QUESTION and asks(text) and not answers_within(text)
            )
            if not only_asks:
                score += (_ANSWERS + _AT_ONCE * is_first) * question_near
            elif passage.kind is not PassageKind.UNANSWERED:
                score -= _ASKED
            score += suitability(query, passage, read.entry, read.score, text)
            asked = None if only_asks else question
            yield _Scored(score, Statement(text, passage, read.entry, start, end, asked))
            if only_asks:
                question = Context(passage.start + start, passage.start + end, text)
                question_near = near
            is_first = only_asks
            before = near

    def _share(self, stems: set[str]) -> float:
        """Of the question's words, by rarity."""
        if self._whole <= 0:
            return 0.0
        return sum(self._weights.get(stem, 0.0) for stem in stems) / self._whole


def _is_answered(passage: Passage) -> bool:
    """Whether the context above a passage is the question that it answers."""
    return passage.kind is PassageKind.EXCHANGE and bool(passage.context)


def _leads(statement: Statement) -> tuple[Context, ...]:
    """Without them an item of what was asked of somebody reads as if it had been decided."""
    passage = statement.passage
    if passage.kind not in _GOVERNED:
        return ()
    ranges = sentence_ranges(passage)
    found = leads(passage.text, ranges, ranges.index((statement.start, statement.end)))
    return tuple(
        Context(passage.start + start, passage.start + end, passage.text[start:end])
        for start, end in found
    )


def _once(chosen: Sequence[_Scored]) -> list[_Scored]:
    """Without a question that is shown already, above what was said in answer to it."""
    asked = [wording(one.statement.question.text) for one in chosen if one.statement.question]
    return [one for one in chosen if not any(wording(one.statement.text) in each for each in asked)]


def _by_meeting(query: Query, told: Sequence[Statement]) -> tuple[Statement, ...]:
    """Statements of one meeting together, in the order of its record; the best meeting first or, where
    the question asks how things stand, the newest.
    """
    meetings: dict[object, list[Statement]] = {}
    for one in told:
        entry = one.document
        meeting = (entry.committee, entry.date) if entry.date else entry.id
        meetings.setdefault(meeting, []).append(one)
    groups = list(meetings.values())
    if query.wants_latest:
        groups.sort(key=_newest)
    return tuple(statement for group in groups for statement in group)


def _newest(group: list[Statement]) -> int:
    return -_day(group[0].document)


def _day(entry: Entry) -> int:
    return entry.date.toordinal() if entry.date else 0


def says_something(passage: Passage) -> bool:
    """Whether a passage has a sentence that could answer a question unlike itself: a list of who was there
    has none, nor has the head of a record.
    """
    is_head = passage.item is None and bool(WHERE_MET.match(passage.text))
    if passage.kind is PassageKind.ATTENDANCE or is_head:
        return False
    texts = (passage.text[start:end] for start, end in sentence_ranges(passage))
    return any(_says_something(text, passage) for text in texts)


def _says_something(text: str, passage: Passage) -> bool:
    """Not a heading's line, nor one that only leads into what follows, nor cells out of their table."""
    is_torn = "\t" in text and passage.kind is not PassageKind.TABLE_ROW
    if len(text.split()) < _LEAST_WORDS or text.rstrip().endswith(":") or is_torn:
        return False
    return passage.kind in _TERSE or not only_names(text)
