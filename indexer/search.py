"""One search from words to hits: understand, retrieve, rank, explain, answer."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import islice

import numpy as np

from archive.document import Entry
from archive.passage_id import wording
from indexer.answer import READ, READ_FOR_LATEST, Read, Sentences, says_something
from indexer.building.passage_table import PassageTable
from indexer.building.shelved import Shelved
from indexer.engine import Candidate, Plan, Retrieval, SearchEngine
from indexer.evidence import Balance, packaged, signs
from indexer.highlight import highlights, matched, said_for, terms
from indexer.models.encoder import Encoder, Vectors
from indexer.models.reranker import RERANKED, Reranker, reranked
from indexer.note import Note, Told
from indexer.query import Or, Prefix, Query, in_own_text, or_above
from indexer.ranking import weights as ranking
from indexer.ranking.order import REACH, scores
from indexer.ranking.pool import DEPTH, Column, Pool
from indexer.ranking.weights import Weights
from indexer.results import (
    Answer,
    Coverage,
    Filter,
    Hit,
    Mode,
    Reason,
    Results,
    Search,
    Silence,
    Sort,
    Why,
)
from indexer.understanding.bridge import bridged
from indexer.understanding.committee import Committees
from indexer.understanding.lexicon import Lexicon
from indexer.understanding.question import NO_COMMITTEES, understand
from indexer.understanding.speaker import cues

FLOOR = 0.40
"""Least cosine at which a passage is offered as related by meaning alone (all-MiniLM-L6-v2)."""

_NEAREST = 3
"""Passages named beside "nothing found"."""

_LOOKED_AT = 20
"""Passages among which these are looked for: covers and lists of names stand together, if at all."""

SURE = 0.65
_KNOWN = 0.6
"""Least evidence, and least share of the question's words that the archive holds at all, for an answer that
is given without doubt. On the tuning half of the judged questions its first sentence was then right to 54
of 72, and to 13 of 22 of the others."""

_NEAR = 0.45
"""Least nearness of the nearest passage for the same, where no two words of a question stand together as
they were asked: "falls prevention" is not answered by numbers that fell."""

_NAMED = 6
"""Words named at most as standing nowhere."""

_OVERTAKEN = 0.7
"""What is left of a draft's score where the minutes that took its place are in the archive: what only the
draft says is still found, and what both say does not take up two of the first places (tuning half: hit@3
.795 instead of .777 at .95)."""

_FEW_WORDS = 3
"""Words up to which a query that one passage holds all of is a look-up, to which hits are answer enough."""


@dataclass(frozen=True, slots=True)
class Shelf:
    """What one build offers to a search."""

    engine: SearchEngine
    table: PassageTable
    entries: Mapping[str, Entry]
    """The searched version of each document, by id."""
    encoder: Encoder
    lexicon: Lexicon = field(default_factory=Lexicon.empty)
    committees: Committees = NO_COMMITTEES
    days: frozenset[dt.date] = frozenset()
    """Of which the archive holds documents."""
    weights: Weights = field(default_factory=ranking.packaged)
    balance: Balance = field(default_factory=packaged)
    overtaken: frozenset[str] = frozenset()
    """Passages of drafts whose place other minutes took."""
    reranker: Reranker | None = None
    """Looks over the best passages of the hybrid mode; None leaves them as they are."""


@dataclass(frozen=True, slots=True)
class Ranked:
    """A question with what was retrieved for it, ranked."""

    query: Query
    vector: Vectors | None
    found: Retrieval
    pool: Pool
    scores: Column
    """In the order of the pool."""
    order: list[tuple[Candidate, float]]
    """The candidates that are hits with their scores, best first."""


def search(wanted: Search, shelf: Shelf, covered: Coverage) -> Results:
    """Answer one request; never raises for any text."""
    ranked = rank(wanted, shelf)
    query, found, order = ranked.query, ranked.found, ranked.order
    is_question = _is_question(wanted, query)
    is_looked_up = len(query.wanted) <= _FEW_WORDS and ranked.pool.trust >= 1.0
    evidence = _evidence(ranked, shelf)
    has_nothing = is_question and evidence < shelf.balance.something
    if has_nothing:
        found = replace(
            found, rest=(), total=0, total_is_exact=True, facets=dict.fromkeys(found.facets, ())
        )
    end = wanted.offset + wanted.limit
    by_rank = _sort(wanted) is Sort.RELEVANCE and not has_nothing
    shown = order[wanted.offset : end] if by_rank else []
    shown += [(candidate, 0.0) for candidate in found.rest]
    page = _Page(ranked, shelf)
    opens = wanted.offset == 0 and bool(query.wanted)  # later pages only go on with the list
    # Before the hits: a sentence weighs what its passage does in the ranking, also in a list by date.
    answer = page.answer(order) if opens and evidence >= shelf.balance.enough else None
    if answer is not None and is_question:
        found_signs = signs(ranked.pool, ranked.scores)
        has_no_pair = len(query.wanted) > 1 and not found_signs.together
        is_near = found_signs.nearness >= _NEAR or not has_no_pair
        is_sure = evidence >= SURE and found_signs.known >= _KNOWN and is_near
        answer = replace(answer, is_sure=is_sure and answer.is_sure)
    hits = page.hits(shown, wanted.offset)
    silence = None
    if opens:
        if has_nothing:
            silence = Silence(Reason.NOTHING, _nearest(wanted, ranked, shelf))
        elif answer is None and is_question and not (hits and is_looked_up):
            silence = Silence(Reason.UNANSWERED, ())
    counts_all = wanted.mode is Mode.EVERY and not wanted.offset
    above = _above(wanted, ranked, shelf) if counts_all else 0
    return Results(
        search=wanted,
        query=query,
        total=found.total,
        total_is_exact=found.total_is_exact,
        hits=hits,
        answer=answer,
        silence=silence,
        facets=found.facets,
        coverage=covered,
        beyond=_beyond(wanted, shelf) if opens and not found.total else 0,
        notes=(
            *query.notes,
            *_unknown(wanted, shelf),
            *(_missing(query, found.missing) if opens else ()),
            *([Note(Told.ABOVE, number=above)] if above else ()),
        ),
        above=above,
        timeline=found.timeline,
    )


def _beyond(wanted: Search, shelf: Shelf) -> int:
    """How many hits there would be without the filter."""
    if wanted.filter == Filter():
        return 0
    ranked = rank(replace(wanted, filter=Filter()), shelf)
    is_question = _is_question(wanted, ranked.query)
    has_nothing = is_question and _evidence(ranked, shelf) < shelf.balance.something
    return 0 if has_nothing else ranked.found.total


def _is_question(wanted: Search, query: Query) -> bool:
    """Whether it is asked in plain words, to which the archive may have no answer."""
    is_plain = not any(isinstance(leaf, Prefix) for leaf in query.wanted)
    return query.required is None and bool(query.wanted) and is_plain and wanted.mode is Mode.HYBRID


def _evidence(ranked: Ranked, shelf: Shelf) -> float:
    return shelf.balance.evidence(signs(ranked.pool, ranked.scores))


def _unknown(wanted: Search, shelf: Shelf) -> Iterator[Note]:
    """The committees of the filter of which the archive holds nothing."""
    if wanted.filter.committees:
        held = {entry.committee for entry in shelf.entries.values()}
        for name in wanted.filter.committees:
            if name not in held:
                yield Note(Told.NO_COMMITTEE, name)


def _missing(query: Query, names: Collection[str]) -> Iterator[Note]:
    """The words that stand nowhere: what is found without them may be about something else."""
    typed = dict.fromkeys(forms[0].typed for name, forms in terms(query).items() if name in names)
    if typed:
        yield Note(Told.MISSING, forms=tuple(typed)[:_NAMED])


def _nearest(wanted: Search, asked: Ranked, shelf: Shelf) -> tuple[Hit, ...]:
    """The passages nearest by meaning, however far, to a question that was asked; but for those that say
    nothing of anything, such as a cover or a list of who was there.
    """
    by_meaning = replace(wanted, mode=Mode.MEANING, sort=Sort.RELEVANCE, offset=0)
    ranked = _ranked(by_meaning, asked.query, asked.vector, shelf, floor=-1.0)
    page = _Page(ranked, shelf)
    told: dict[str, tuple[Candidate, float]] = {}
    for read, found in zip(page.read(ranked.order[:_LOOKED_AT]), ranked.order, strict=False):
        if says_something(read.passage):
            told.setdefault(wording(read.passage.text), found)
    return page.hits(list(told.values())[:_NEAREST], 0)


def _above(wanted: Search, ranked: Ranked, shelf: Shelf) -> int:
    """How many more passages have the words that are missing in their own text above it: in the heading
    that they stand under, or in the question that they answer.
    """
    if ranked.query.required is None:
        return 0
    own = ranked.query.required
    either = Or((own, or_above(own)))  # both, as a NOT lets fewer through above
    asked = _plan(replace(wanted, limit=0), replace(ranked.query, required=either), None, FLOOR)
    return (
        shelf.engine.retrieve(replace(asked, depth=0, wants_timeline=False)).total
        - ranked.found.total
    )


def rank(wanted: Search, shelf: Shelf) -> Ranked:
    """Understand a question, retrieve what may answer it and put that in order."""
    # Half a surrogate pair, as a terminal may pass on, is no text.
    text = wanted.text.encode("utf-8", "replace").decode()
    query = understand(
        text,
        shelf.lexicon,
        dt.date.today(),
        committees=shelf.committees,
        days=shelf.days,
        chosen=wanted.filter.committees,
        strictly=wanted.mode is Mode.EVERY,
    )
    if wanted.mode is Mode.EVERY and query.required is not None:
        query = replace(query, required=in_own_text(query.required))
    if wanted.mode in (Mode.HYBRID, Mode.MEANING):
        query = bridged(query, shelf.lexicon)
    vector = None
    if query.question and wanted.mode is not Mode.EVERY:
        vector = vector_of(query, shelf.encoder)
    return _ranked(wanted, query, vector, shelf, FLOOR)


def vector_of(query: Query, encoder: Encoder) -> Vectors:
    """The question's vector, shape (dimensions,). Where the question can be told in the record's words too,
    it is half of the sum of both: cosines to it are the mean of those to either.
    """
    told = [query.question, *filter(None, [query.in_record_words])]
    return np.asarray(encoder.encode(told).mean(axis=0), np.float32)


def _ranked(
    wanted: Search, query: Query, vector: Vectors | None, shelf: Shelf, floor: float
) -> Ranked:
    """``floor`` is the least cosine at which a passage is offered as related by meaning."""
    found = shelf.engine.retrieve(_plan(wanted, query, vector, floor))
    pool = Pool.of(query, found)
    worth = scores(pool, wanted.mode, shelf.weights)
    order = _ordered(pool, worth, shelf.overtaken)
    is_by_both = wanted.mode is Mode.HYBRID and _sort(wanted) is Sort.RELEVANCE
    shows_first = wanted.offset < RERANKED and bool(query.question)
    if shelf.reranker is not None and is_by_both and shows_first:
        order = reranked(query.question, order, shelf.table, shelf.reranker)
    return Ranked(query, vector, found, pool, worth, order)


def _plan(wanted: Search, query: Query, vector: Vectors | None, floor: float) -> Plan:
    return Plan(
        query=query,
        vector=vector,
        mode=Mode.KEYWORD if wanted.mode is Mode.EVERY else wanted.mode,
        filter=wanted.filter,
        sort=_sort(wanted),
        depth=DEPTH,
        floor=floor,
        offset=wanted.offset,
        limit=wanted.limit,
        cues=cues(query.speaker),
        neighbours=REACH,
        wants_timeline=wanted.mode is Mode.EVERY and bool(wanted.text.strip()),
    )


def _ordered(pool: Pool, worth: Column, overtaken: frozenset[str]) -> list[tuple[Candidate, float]]:
    """The candidates that are hits, best first; ties by date, newest first, then id.

    What nearly agrees scores nearly alike, and then what took a draft's place comes before it.
    """
    pairs = [
        (candidate, round(float(score) * (_OVERTAKEN if candidate.id in overtaken else 1.0), 6))
        for candidate, score in zip(pool.candidates, worth, strict=True)
        if candidate.is_hit
    ]
    return sorted(pairs, key=lambda pair: (-pair[1], -_day(pair[0].date), pair[0].id))


def _sort(wanted: Search) -> Sort:
    if wanted.sort is Sort.RELEVANCE and (wanted.mode is Mode.EVERY or not wanted.text.strip()):
        return Sort.NEWEST
    return wanted.sort


def _day(date: dt.date | None) -> int:
    return date.toordinal() if date else 0


class _Page:
    """The passages of one page of results, each fetched once."""

    def __init__(self, ranked: Ranked, shelf: Shelf) -> None:
        self._ranked = ranked
        self._shelf = shelf
        self._shelved: dict[str, Shelved] = {}
        self._sentences = None
        if ranked.vector is not None:
            found = ranked.found
            self._sentences = Sentences(ranked.query, found.weights, found.sentences)

    def hits(self, shown: Sequence[tuple[Candidate, float]], offset: int) -> tuple[Hit, ...]:
        also_in = self._shelf.table.also_in([candidate.id for candidate, _ in shown])
        return tuple(
            self._hit(read, candidate, rank, also_in.get(candidate.id, ()))
            for rank, (read, (candidate, _)) in enumerate(
                zip(self.read(shown), shown, strict=True), offset + 1
            )
        )

    def answer(self, order: Sequence[tuple[Candidate, float]]) -> Answer | None:
        """A draft that minutes have taken the place of is no answer: they are."""
        if self._sentences is None:
            return None
        standing = (found for found in order if found[0].id not in self._shelf.overtaken)
        count = READ_FOR_LATEST if self._ranked.query.wants_latest else READ
        return self._sentences.answer(self.read(list(islice(standing, count))))

    def read(self, shown: Sequence[tuple[Candidate, float]]) -> list[Read]:
        missing = [candidate.id for candidate, _ in shown if candidate.id not in self._shelved]
        self._shelved |= self._shelf.table.get(missing)
        passages = [self._shelved[candidate.id].passage for candidate, _ in shown]
        return [
            Read(passage, self._shelf.entries[passage.document], score)
            for passage, (_, score) in zip(passages, shown, strict=True)
        ]

    def _hit(self, read: Read, candidate: Candidate, rank: int, also_in: tuple[str, ...]) -> Hit:
        query, passage = self._ranked.query, read.passage
        contexts = [context.text for context in passage.context]
        around = [passage.text, passage.heading, *contexts]
        return Hit(
            passage=passage,
            document=read.entry,
            rank=rank,
            score=read.score,
            highlights=highlights(query, passage.text),
            context_highlights=tuple(highlights(query, text) for text in contexts),
            why=Why(
                candidate.keyword_rank,
                candidate.meaning_rank,
                matched(query, around),
                said_for(query, around),
            ),
            sentence=None if self._sentences is None else self._sentences.best(read),
            also_in=also_in,
        )
