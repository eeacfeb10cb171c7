"""Results on a terminal: plain lines, none longer than a page is wide."""

from __future__ import annotations

import textwrap
from collections.abc import Iterable, Iterator

from archive.citation import cite
from indexer.note import Told
from indexer.results import Hit, Mode, Results, Statement
from web import search_wording, wording
from web.command.line import one_line
from web.library import Library
from web.notes import beyond, notes, reason
from web.presenters.card import MOST_ALSO_IN
from web.presenters.cautions import cautions
from web.presenters.motion import motion_facts

_WIDTH = 100


def found(results: Results, library: Library) -> Iterator[str]:
    """``library`` says what else is there: other places of the same words, and its committees."""
    query, silence = results.query, results.silence
    yield f"Searched {search_wording.searched(results.coverage)}."
    if query.suggestion:
        yield one_line(f"{search_wording.DID_YOU_MEAN} “{query.suggestion}”?")
    yield from map(one_line, notes(results))
    if any(note.told is Told.NO_COMMITTEE for note in results.notes):
        yield from _committees(library)
    if results.search.mode is Mode.EVERY and results.total:
        yield f"{wording.counted(results.total, 'passage')}, each with all the words in its own text."
    if results.answer:
        said = search_wording.ANSWER if results.answer.is_sure else search_wording.PERHAPS
        yield from ("", f"{said}:")
        for statement in results.answer.statements:
            yield from _statement(statement)
    if silence:
        yield from ("", f"{search_wording.SILENCE}.", reason(results))
    elif not results.hits:
        yield "Nothing found."
    if results.beyond:
        yield beyond(results)
    for hit in results.hits:
        yield from ("", *_hit(f"{hit.rank}.", hit, library))
    if silence and silence.nearest:
        yield from ("", f"{search_wording.NEAREST}. {search_wording.NEAREST_EXPLAINED}")
        for hit in silence.nearest:
            yield from ("", *_hit("~", hit, library))


def _committees(library: Library) -> Iterator[str]:
    """By which a filter can be set."""
    yield "Its committees are called:"
    for name in sorted({entry.committee for entry in library.entries() if entry.committee}):
        yield one_line(f"   {name}")


def _statement(statement: Statement) -> Iterator[str]:
    passage = statement.passage
    if statement.question:
        yield from _paragraphs([f"{wording.IN_ANSWER_TO}: {statement.question.text}"])
    told = " […] ".join([*(lead.text for lead in statement.leads), statement.text])
    yield from _paragraphs([f"“{told}”"])
    said = f" [{wording.NO_ANSWER}]" if statement.is_unanswered else ""
    yield one_line(f"   – {cite(statement.document, passage.item, passage.pages)}{said}")


def _hit(mark: str, hit: Hit, library: Library) -> Iterator[str]:
    passage = hit.passage
    motion, known = motion_facts(passage), cautions(hit.document, passage)
    kind = wording.passage_kind(passage)
    yield one_line(f"{mark} {cite(hit.document, passage.item, passage.pages)} [{kind}]")
    yield from _paragraphs([passage.heading])
    yield from _paragraphs([*(f"({context.text})" for context in passage.context), passage.text])
    if motion:
        yield from _paragraphs([" · ".join(motion.facts)])
    told = (known.draft, known.machine_read, f"{known.cut_short} {known.rest_url}".strip())
    yield from (one_line(f"   {caution}") for caution in told if caution)
    yield from _also_in(hit, library)
    yield f"   /passages/{passage.id}"


def _also_in(hit: Hit, library: Library) -> Iterator[str]:
    others = [library.passage(each) for each in hit.also_in]
    places = [
        cite(each.entry, each.passage.item, each.passage.pages)
        for each in others
        if each is not None
    ]
    if places:
        more = len(places) - MOST_ALSO_IN
        rest = f" and {wording.counted(more, 'more place')}" if more > 0 else ""
        yield from _paragraphs([f"Also in: {'; '.join(places[:MOST_ALSO_IN])}{rest}"])


def _paragraphs(texts: Iterable[str]) -> Iterator[str]:
    for text in texts:
        for line in text.splitlines():
            shown = textwrap.wrap(line, _WIDTH, initial_indent="   ", subsequent_indent="   ")
            yield from map(one_line, shown)
