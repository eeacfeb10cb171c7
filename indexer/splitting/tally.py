"""Recorded votes added up: how many, and who, voted for, against or not at all."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from archive.document import Block, BlockKind
from indexer.passage import Choice, Vote
from indexer.sentences import sentences
from indexer.splitting.names import are_names, listed_names
from indexer.splitting.nesting import said
from indexer.splitting.table import TABULAR
from indexer.splitting.vote import (
    NOBODY,
    SPOKEN,
    VOTERS,
    VOTING,
    cells_of,
    choice_of,
    chosen,
    counted_in,
    is_bare_label,
    label_count,
    label_of,
    opens_votes,
    parts_of,
    voters_in,
)

_AT_LAST = re.compile(r"\s*\((\d{1,3})\)\W*$")
_TOTAL = re.compile(r"\W*(?:totals?|votes?|number|count)\W*", re.I)
_MARKED = re.compile(r"[x✓✔√•●y]|yes|1", re.I)


def read_votes(text: str, blocks: Sequence[Block]) -> tuple[Vote, ...]:
    """The votes that these blocks record, in their order; nothing is inferred."""
    tally = _Tally()
    header: list[str] = []
    for block in blocks:
        if block.kind in TABULAR:
            header = tally.row(cells_of(text, block), header, block.kind)
        else:
            tally.line(_printed(text, block))
    return tally.votes()


@dataclass
class _Ballot:
    """The votes of one kind as they are read."""

    choice: Choice
    count: int | None
    names: list[str]


class _Tally:
    """Adds up what lines, lists and rows say; ``_open`` is the kind whose names may still follow."""

    def __init__(self) -> None:
        self._ballots: list[_Ballot] = []
        self._open: _Ballot | None = None

    def line(self, words_of: str) -> None:
        """One paragraph or list item."""
        if voters := voters_in(words_of):
            for name, choice in voters:
                self._open = self._add(choice, None, [name])
            return
        parts = list(parts_of(words_of))
        if label_of(words_of) or (VOTING.search(parts[0]) and any(map(label_of, parts[1:]))):
            self._labelled(parts[0])
            for part in parts[1:]:
                voted, *beyond = _first_apart(part)
                self._labelled(voted)
                for sentence in beyond:
                    self._prose(sentence)
        elif self._open and not self._open.names and NOBODY.fullmatch(words_of):
            self._open.count = 0 if self._open.count is None else self._open.count
        elif self._open and are_names(words_of):
            self._open.names += listed_names(words_of)[0]
        else:
            self._open = None
            for first, last in sentences(words_of):
                self._prose(words_of[first:last])

    def row(self, cells: list[str], header: list[str], kind: BlockKind) -> list[str]:
        """One row of a table under its header; returns the header of the rows that follow."""
        self._open = None
        for cell in cells:
            if opens_votes(cell) and not is_bare_label(cell):
                self.line(cell)
        columns = [choice_of(cell) for cell in cells]
        if sum(column is not None for column in columns) > 1 or kind is not BlockKind.TABLE_ROW:
            counts = [label_count(cell) for cell in cells]
            for column, count in zip(columns, counts, strict=True):
                if column and count is not None:
                    self._add(column, count, [])
            return cells
        above = [choice_of(cell) for cell in header]
        if sum(column is not None for column in above) > 1:
            self._columns(cells, above)
        elif named := next((column for column in columns if column), None):
            at = columns.index(named)
            others = [cell for place, cell in enumerate(cells) if place != at and cell]
            self._add(named, label_count(cells[at]), [])
            for other in others:
                self._cell(named, other)
        return header

    def votes(self) -> tuple[Vote, ...]:
        return tuple(
            Vote(
                each.choice,
                len(each.names) if each.count is None else each.count,
                tuple(each.names),
            )
            for each in self._ballots
            if each.count is not None or each.names
        )

    def _columns(self, cells: Sequence[str], above: Sequence[Choice | None]) -> None:
        whose = "" if above[0] else cells[0]
        for cell, choice in zip(cells, above, strict=False):
            if choice is None or not cell:
                continue
            if cell.isdigit() and (not whose or _TOTAL.fullmatch(whose) or int(cell) > 1):
                self._add(choice, int(cell), [])
            elif _MARKED.fullmatch(cell) and whose and not _TOTAL.fullmatch(whose):
                self._add(choice, None, listed_names(whose)[0])
            elif not cell.isdigit():
                self._cell(choice, cell)

    def _cell(self, choice: Choice, cell: str) -> None:
        if cell.isdigit():
            self._add(choice, int(cell), [])
        elif NOBODY.match(cell):
            self._add(choice, 0, [])
        elif not _TOTAL.fullmatch(cell):
            self._add(choice, None, listed_names(cell)[0])

    def _labelled(self, words_of: str) -> None:
        label = label_of(words_of)
        if label is None:
            self._prose(words_of)
            return
        choice = chosen(label)
        printed = label["bracketed"] or label["count"] or label["before"]
        rest = words_of[label.end() :].strip()
        counted = re.match(r"(\d{1,3})\b(?:\s+votes?)?\W*", rest) or _AT_LAST.search(rest)
        if counted and not printed:
            printed, rest = counted.group(1), rest[: counted.start()] + rest[counted.end() :]
        nobody = NOBODY.match(rest)
        count = int(printed) if printed else 0 if nobody else None
        if choice is None:
            self._open = None
            return
        names, left = ([], rest[nobody.end() :]) if nobody else listed_names(rest)
        ballot = self._add(choice, count, names)
        self._open = None if left else ballot
        if left:
            self._prose(left)

    def _prose(self, sentence: str) -> None:
        counted = counted_in(sentence)
        for cast in counted:
            self._add(cast.choice, cast.number, [])
        if not VOTING.search(sentence) or SPOKEN.search(sentence):
            return
        for found in VOTERS.finditer(sentence):
            choice = chosen(found)
            if choice:
                self._add(choice, None, listed_names(found["who"])[0])

    def _add(self, choice: Choice, count: int | None, names: list[str]) -> _Ballot:
        """To the votes of this kind; where both are counted, and differ, beside them."""
        for ballot in self._ballots:
            if ballot.choice is choice and (None in (count, ballot.count) or ballot.count == count):
                ballot.count = count if ballot.count is None else ballot.count
                ballot.names += (name for name in names if name not in ballot.names)
                return ballot
        self._ballots.append(_Ballot(choice, count, list(names)))
        return self._ballots[-1]


def _first_apart(part: str) -> list[str]:
    """A labelled part's sentences where only the first is of the votes: "Noes 9. The motion was CARRIED"."""
    if label_of(part):
        return [part]
    said_of_it = [part[first:last] for first, last in sentences(part)]
    return said_of_it if said_of_it and label_of(said_of_it[0]) else [part]


def _printed(text: str, block: Block) -> str:
    """The block's words without its bullet or number; an initial such as "A." is part of a name."""
    whole = " ".join(text[block.start : block.end].split())
    return whole if re.match(r"[A-Z]\.\s", whole) else said(text, block)
