"""Which matches of a document a reader steps through: those where the question is most likely answered."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from archive.document import Document, Range
from indexer.highlight import stems_within, terms
from indexer.passage import Passage
from indexer.query import Query
from web.language import ngettext


@dataclass(frozen=True, slots=True)
class Steps:
    places: tuple[int, ...]
    """Offsets in the document's text, of the first word marked in each passage stepped to."""
    held: int
    """Of the words searched for, how many each of those passages holds."""
    wanted: int
    """How many were searched for."""


def steps_through(
    query: Query, searched: Sequence[Range], document: Document, passages: Iterable[Passage]
) -> Steps:
    """The passages that hold the most of the words searched for, each once, at its first match.

    A document whose ``passages`` are not at hand is stepped through by its paragraphs.
    """
    stretches = [(each.start, each.end) for each in passages]
    stretches = stretches or [(block.start, block.end) for block in document.blocks]
    starts = [start for start, _end in searched]
    found: dict[int, int] = {}
    for start, end in stretches:
        number = bisect_left(starts, start)
        if number < len(starts) and starts[number] < end:
            text = document.text[start:end]
            (held,) = stems_within(query, text, [(0, len(text))])
            found[starts[number]] = max(len(held), found.get(starts[number], 0))
    if not found:  # what is marked stands in headings alone
        return Steps(tuple(starts), 0, 0)
    most = max(found.values())
    places = tuple(sorted(at for at, held in found.items() if held == most))
    return Steps(places, most, len(terms(query)))


def stepping(steps: Steps) -> str:
    """Empty where one word was searched for: then each passage with it is stepped to."""
    count = len(steps.places)
    if steps.wanted < 2 or not count:
        return ""
    if steps.held == steps.wanted:
        return ngettext(
            "%(count)s passage holds all of the words: “next” and “previous” lead to it.",
            "%(count)s passages hold all of the words: “next” and “previous” lead through these.",
            count,
        )
    return ngettext(
        "No passage holds all of the words. %(count)s holds the most, %(held)s of %(wanted)s: “next” and "
        "“previous” lead to it.",
        "No passage holds all of the words. %(count)s hold the most, %(held)s of %(wanted)s each: “next” "
        "and “previous” lead through these.",
        count,
        held=steps.held,
        wanted=steps.wanted,
    )
