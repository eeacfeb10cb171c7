"""One search from words to hits: understand, retrieve, rank, explain, answer."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import replace

from archive.passage_id import wording
from indexer.answer import says_something
from indexer.engine import Candidate
from indexer.evidence import signs
from indexer.highlight import terms
from indexer.note import Note, Told
from indexer.page import Page
from indexer.query import Or, Prefix, Query, or_above
from indexer.ranked import FLOOR, Ranked, plan, rank, ranked_by, sort_of
from indexer.results import (
    Coverage,
    Filter,
    Hit,
    Mode,
    Reason,
    Results,
    Search,
    Silence,
    Sort,
)
from indexer.shelf import Shelf

_NEAREST = 3
"""Passages named beside "nothing found"."""

_LOOKED_AT = 20
"""Passages among which these are looked for: covers and lists of names stand together, if at all."""

SURE = 0.65
_KNOWN = 0.6
"""Least evidence, and least share of the question's words that the archive holds at all, for an answer that
is given without doubt. On the tuning half of the judged questions its first sentence was then right to 55
of 70, and to 10 of 19 of the others."""

_NEAR = 0.45
"""Least nearness of the nearest passage for the same, where no two words of a question stand together as
they were asked: "falls prevention" is not answered by numbers that fell."""

_NAMED = 6
"""Words named at most as standing nowhere."""

_FEW_WORDS = 3
"""Words up to which a query that one passage holds all of is a look-up, to which hits are answer enough."""


def search(wanted: Search, shelf: Shelf, covered: Coverage) -> Results:
    """Answer one request; never raises for any text."""
    ranked = rank(wanted, shelf)
    query, found, order = ranked.query, ranked.found, ranked.order
    is_question = _is_question(wanted, query)
    is_looked_up = len(query.wanted) <= _FEW_WORDS and ranked.pool.trust >= 1.0
    seen = signs(ranked.pool, ranked.scores)
    evidence = shelf.balance.evidence(seen)
    has_nothing = is_question and evidence < shelf.balance.something
    if has_nothing:
        found = replace(
            found, rest=(), total=0, total_is_exact=True, facets=dict.fromkeys(found.facets, ())
        )
    end = wanted.offset + wanted.limit
    by_rank = sort_of(wanted) is Sort.RELEVANCE and not has_nothing
    shown = order[wanted.offset : end] if by_rank else []
    shown += [(candidate, 0.0) for candidate in found.rest]
    page = Page(ranked, shelf)
    opens = wanted.offset == 0 and bool(query.wanted)  # later pages only go on with the list
    # Before the hits: a sentence weighs what its passage does in the ranking, also in a list by date.
    answer = page.answer(order) if opens and evidence >= shelf.balance.enough else None
    if answer is not None and is_question:
        has_no_pair = len(query.wanted) > 1 and not seen.together
        is_near = seen.nearness >= _NEAR or not has_no_pair
        is_sure = evidence >= SURE and seen.known >= _KNOWN and is_near
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
    evidence = shelf.balance.evidence(signs(ranked.pool, ranked.scores))
    has_nothing = is_question and evidence < shelf.balance.something
    return 0 if has_nothing else ranked.found.total


def _is_question(wanted: Search, query: Query) -> bool:
    """Whether it is asked in plain words, to which the archive may have no answer."""
    is_plain = not any(isinstance(leaf, Prefix) for leaf in query.wanted)
    return query.required is None and bool(query.wanted) and is_plain and wanted.mode is Mode.HYBRID


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
    ranked = ranked_by(by_meaning, asked.query, asked.vector, shelf, floor=-1.0)
    page = Page(ranked, shelf)
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
    asked = plan(replace(wanted, limit=0), replace(ranked.query, required=either), None, FLOOR)
    return (
        shelf.engine.retrieve(replace(asked, depth=0, wants_timeline=False)).total
        - ranked.found.total
    )
