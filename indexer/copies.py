"""Passages that are one passage published in several places, and which of them answers for the others.

The passages of kin documents (see ``kinship``) that say the same at the same place (see ``alignment``)
are one group. A search shows one passage of each group and names the rest: of those that it matches, the
first by this order.

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
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import NamedTuple
from urllib.parse import unquote

import numpy as np

from archive.dates import find_dates
from archive.document import DocumentKind, Entry, Status
from indexer.alignment import Layout, aligned
from indexer.kinship import kin
from indexer.passage import Passage
from indexer.shingles import Vocabulary, Words

COPIES = "1"
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
_LONG = 40
"""Words from which a passage that a report prints twice is no form of words."""
_LAID_OUT = 64
"""Documents kept laid out while they are compared with their kin."""


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
        entry = copy.entry
        source = entry.provenance
        names = (entry.title, source.file, unquote(source.source_url))
        dated = [entry.date in [found.date for found in find_dates(name)] for name in names]
        return (
            len(_KINDS) if _PACK.search(entry.title) else _KINDS[entry.kind],
            copy.words >= _CONTAINS * shortest,
            _STATUSES[entry.status],
            -(entry.date or dt.date.min).toordinal(),
            not any(_REVISED.search(name) for name in names),
            -sum(dated),
            source.retrieved,
            entry.id,
            copy.row,
        )

    return sorted(copies, key=order)


def standings(passages: Sequence[Passage], entries: Mapping[str, Entry]) -> tuple[Standing, ...]:
    """For each passage of an archive where it stands among its copies.

    ``passages`` are in the build's order, each document's together and in text order; ``entries`` holds
    every document's, by id. Time grows with the number of words.
    """
    rows: dict[str, list[int]] = {}
    for row, passage in enumerate(passages):
        rows.setdefault(passage.document, []).append(row)
    vocabulary = Vocabulary()

    def words(document: str) -> list[Words]:
        return [vocabulary.words(passages[row].text) for row in rows[document]]

    @lru_cache(_LAID_OUT)
    def layout(document: str) -> Layout:
        return Layout(words(document))

    documents = list(rows)
    lengths: dict[str, int] = {}

    def read() -> Iterator[tuple[Entry, Words]]:
        for document in documents:
            parts = words(document)
            if entries[document].kind in (DocumentKind.REPORT, DocumentKind.ANNUAL_REPORT):
                groups.join_repeated(rows[document], parts)
            whole = np.concatenate(parts)
            lengths[document] = len(whole)
            yield entries[document], whole

    groups = _Groups(len(passages))
    for smaller, larger in kin(read()):
        one, other = documents[smaller], documents[larger]
        for place, there in aligned(layout(one), layout(other)).items():
            groups.join(rows[one][place], rows[other][there])
    found = [Standing(row, 0) for row in range(len(passages))]
    for members in groups.shared():
        copies = [
            Copy(entries[passages[row].document], lengths[passages[row].document], row)
            for row in members
        ]
        for precedence, copy in enumerate(by_precedence(copies)):
            found[copy.row] = Standing(min(members), precedence)
    return tuple(found)


class _Groups:
    """Rows joined two at a time; what is joined to one of a group is of the group."""

    def __init__(self, rows: int) -> None:
        self._above = list(range(rows))

    def join(self, one: int, other: int) -> None:
        first, second = sorted((self._top(one), self._top(other)))
        self._above[second] = first

    def join_repeated(self, rows: Sequence[int], words: Sequence[Words]) -> None:
        """Join those of one document's rows that say the same at some length."""
        first: dict[bytes, int] = {}
        for row, said in zip(rows, words, strict=True):
            if len(said) >= _LONG:
                self.join(first.setdefault(said.tobytes(), row), row)

    def shared(self) -> list[list[int]]:
        """The groups of more than one."""
        members: dict[int, list[int]] = {}
        for row in range(len(self._above)):
            members.setdefault(self._top(row), []).append(row)
        return [rows for rows in members.values() if len(rows) > 1]

    def _top(self, row: int) -> int:
        while self._above[row] != row:
            self._above[row] = self._above[self._above[row]]
            row = self._above[row]
        return row
