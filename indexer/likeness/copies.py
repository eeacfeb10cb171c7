"""Passages that are one passage published in several places, and which of them answers for the others.

The passages of kin documents (see ``kinship``) that have the same words at the same place (see
``alignment``) are one group. A search shows one passage of each group and names the rest: of those that
it matches, the first by this order.

1. Minutes come before reports, reports before agendas, and agendas before what is titled a pack.
2. A paper comes before what contains it: a document half as long again, or more.
3. Confirmed minutes come before minutes that do not say, and these before drafts.
4. The newest comes first: the later date, and of one date the one that calls itself updated, revised,
   amended, corrected or supplementary.
5. A title, file name and address that give the record's date come before those that do not ("Minutes
   of Previous Meeting").
6. What the archive received first comes first.

What is still equal is ordered by the document's id and the passage's place. Passages of documents that
are no kin stay apart even where their words are the same: "There were no declarations of interest." is
said of each meeting. Within one report a passage of some length that is printed twice word for word, as
recommendations are at its beginning and its end, is one too; within minutes each is a record of its own.
"""

from __future__ import annotations

import datetime as dt
import re
from bisect import bisect_right
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import NamedTuple, TypeAlias
from urllib.parse import unquote

import numpy as np

from archive.dates import find_dates
from archive.document import DocumentKind, Entry, Status
from indexer.likeness.kinship import Imprint, imprint, kin
from indexer.likeness.shingles import Words

COPIES = "2"
"""Names the rules by which copies are found and ordered; an index made by others is built anew."""

_KINDS = {
    DocumentKind.MINUTES: 0,
    DocumentKind.REPORT: 1,
    DocumentKind.ANNUAL_REPORT: 1,
    DocumentKind.AGENDA: 2,
}
_STATUSES = {Status.CONFIRMED: 0, None: 1, Status.DRAFT: 2}
_CONTAINS = 1.5
"""Times the length of the shortest document with the passage, from which one is said to contain it."""
_PACK = re.compile(r"\bpack\b", re.I)
_REVISED = re.compile(r"\b(?:updated?|revised|amended|corrected|supplementary)\b", re.I)
_REMEMBERED = 1 << 12
"""Documents whose place in the rule is remembered, since it is asked for with each of their passages."""
_LONG = 40
"""Words from which a passage that a report prints twice is no form of words."""


class Standing(NamedTuple):
    """Where a passage stands among its copies."""

    group: int
    """The same number for all copies of one passage: the row of the first of them in the build."""
    precedence: int
    """0 for the copy that comes first by the rule, then 1, 2 and so on."""


@dataclass(frozen=True, slots=True)
class Copy:
    """One of several places at which a passage is published."""

    entry: Entry
    """The document's."""
    words: int
    """The document's length."""
    row: int
    """The passage's place in the build."""


def by_precedence(copies: Sequence[Copy]) -> list[Copy]:
    """The copies of one passage by the rule above, the one that answers first."""
    shortest = min(copy.words for copy in copies)

    def order(copy: Copy) -> tuple[object, ...]:
        kind, others = _order(copy.entry)
        return (kind, copy.words >= _CONTAINS * shortest, *others, copy.row)

    return sorted(copies, key=order)


@lru_cache(_REMEMBERED)
def _order(entry: Entry) -> tuple[int, tuple[object, ...]]:
    """The first part of the rule, and the third and those that follow: alike for all of its passages."""
    source = entry.provenance
    names = (entry.title, source.file, unquote(source.source_url))
    dated = [entry.date in [found.date for found in find_dates(name)] for name in names]
    return (
        len(_KINDS) if _PACK.search(entry.title) else _KINDS[entry.kind],
        (
            _STATUSES[entry.status],
            -(entry.date or dt.date.min).toordinal(),
            not any(_REVISED.search(name) for name in names),
            -sum(dated),
            source.retrieved,
            entry.id,
        ),
    )


@dataclass(frozen=True, slots=True)
class Compared:
    """What is looked at of one document to compare it with the others."""

    passages: int
    """How many it has."""
    imprint: Imprint
    repeats: tuple[tuple[int, int], ...]
    """Places among its passages at which a report repeats itself, each with the place that it repeats."""


Alignment: TypeAlias = Mapping[int, int]
"""For places among the passages of one document, those in another with the same words."""


def compared(entry: Entry, passages: Sequence[Words]) -> Compared:
    """``passages`` holds the words of each of a document's passages."""
    is_report = entry.kind in (DocumentKind.REPORT, DocumentKind.ANNUAL_REPORT)
    repeats = tuple(_repeats(passages)) if is_report else ()
    return Compared(len(passages), imprint(np.concatenate(passages)), repeats)


def _repeats(passages: Sequence[Words]) -> Iterator[tuple[int, int]]:
    first: dict[bytes, int] = {}
    for place, words in enumerate(passages):
        if len(words) >= _LONG:
            before = first.setdefault(words.tobytes(), place)
            if before != place:
                yield place, before


def standings(
    entries: Sequence[Entry],
    documents: Sequence[Compared],
    align: Callable[[int, int], Alignment],
) -> dict[int, Standing]:
    """Where the passages of an archive that have copies stand among them, by row; each other stands alone.

    ``entries`` and ``documents`` are in the build's order; ``align`` is told the places there of two of
    them that are kin.
    """
    firsts = np.cumsum([0, *(document.passages for document in documents)]).tolist()
    groups = _Groups()
    for first, document in zip(firsts, documents, strict=False):
        for place, before in document.repeats:
            groups.join(first + place, first + before)
    for one, other in kin(entries, [document.imprint for document in documents]):
        for place, there in align(one, other).items():
            groups.join(firsts[one] + place, firsts[other] + there)
    found = {}
    for rows in groups.all():
        copies = []
        for row in rows:
            holder = bisect_right(firsts, row) - 1
            copies.append(Copy(entries[holder], documents[holder].imprint.size, row))
        for precedence, copy in enumerate(by_precedence(copies)):
            found[copy.row] = Standing(rows[0], precedence)
    return found


class _Groups:
    """Rows joined two at a time; what is joined to one of a group is of the group."""

    def __init__(self) -> None:
        self._above: dict[int, int] = {}

    def join(self, one: int, other: int) -> None:
        first, second = sorted((self._top(one), self._top(other)))
        self._above[second] = first

    def all(self) -> list[list[int]]:
        members: dict[int, list[int]] = {}
        for row in sorted(self._above):
            members.setdefault(self._top(row), []).append(row)
        return [rows for rows in members.values() if len(rows) > 1]

    def _top(self, row: int) -> int:
        self._above.setdefault(row, row)
        while self._above[row] != row:
            self._above[row] = self._above[self._above[row]]
            row = self._above[row]
        return row
