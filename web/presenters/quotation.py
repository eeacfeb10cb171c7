"""The answer: sentences of the record, grouped by the meeting that they were said at."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

from archive.document import Entry
from indexer.passage import Context
from indexer.results import Search, Statement
from web import wording
from web.language import _, long_date
from web.library import Library
from web.presenters.card import Place, came_from, place_of
from web.presenters.cautions import Cautions, cautions
from web.presenters.drafts import final_minutes
from web.presenters.motion import MotionFacts, motion_facts, resolution_url
from web.presenters.words import Cell, Line, lines_of, without_marker, words_of
from web.urls import Urls


@dataclass(frozen=True, slots=True)
class Sentence:
    text: str
    is_after_a_gap: bool
    """Whether words of the passage are left out before it."""


@dataclass(frozen=True, slots=True)
class Quotation:
    """Sentences of the answer that stand in one passage."""

    question: tuple[Line, ...]
    """What they were said in answer to; empty where the record gives no question."""
    sentences: tuple[Sentence, ...]
    cells: tuple[Cell, ...]
    """For a table's row, in place of the sentences."""
    heading: str
    """What the sentences stand under, without which they may say another thing; empty where the citation
    says it."""
    place: Place
    kind: str
    is_unanswered: bool
    motion: MotionFacts | None
    cautions: Cautions


@dataclass(frozen=True, slots=True)
class Said:
    """What was said at one meeting, or in one document that belongs to none."""

    where: str
    quotations: tuple[Quotation, ...]


def said(
    statements: Sequence[Statement], search: Search, library: Library, urls: Urls
) -> tuple[Said, ...]:
    grouped = groupby(statements, key=lambda statement: _where(statement.document))
    return tuple(
        Said(where, tuple(_quotations(each, search, library, urls))) for where, each in grouped
    )


def _where(entry: Entry) -> str:
    if not entry.committee:
        return entry.title
    return ", ".join((entry.committee, *([long_date(entry.date)] if entry.date else [])))


def _quotations(
    statements: Iterator[Statement], search: Search, library: Library, urls: Urls
) -> Iterator[Quotation]:
    back = came_from(search, urls)
    together: dict[tuple[str, Context | None], list[Statement]] = {}
    for statement in statements:
        together.setdefault((statement.passage.id, statement.question), []).append(statement)
    for same in together.values():
        first, passage = same[0], same[0].passage
        place = place_of(passage, first.document, first.text, search.text, urls, back)
        heading = passage.heading or first.document.title
        yield Quotation(
            question=lines_of(without_marker(first.question.text)) if first.question else (),
            sentences=tuple(_in_order(same)),
            cells=words_of(passage).cells,
            heading="" if heading in place.citation else heading,
            place=place,
            kind=_(wording.NO_ANSWER) if first.is_unanswered else wording.passage_kind(passage),
            is_unanswered=first.is_unanswered,
            motion=motion_facts(passage, resolution_url(passage, library, urls)),
            cautions=cautions(
                first.document, passage, final=final_minutes(first.document, library, urls)
            ),
        )


def _in_order(same: Sequence[Statement]) -> Iterator[Sentence]:
    """Sentences of one passage and what leads into them, in the record's order, however well each answers."""
    passage = same[0].passage
    told = {(each.start, each.end) for each in same}
    told |= {
        (lead.start - passage.start, lead.end - passage.start)
        for each in same
        for lead in each.leads
    }
    ended = min(told)[0]
    for start, end in sorted(told):
        left_out = passage.text[ended:start].strip()
        yield Sentence(without_marker(passage.text[start:end]), bool(left_out))
        ended = end
