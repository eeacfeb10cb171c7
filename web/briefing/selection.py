"""What a reader has picked for a briefing: it is kept in the address, and nowhere else."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from enum import StrEnum

from web.briefing.parameters import GROUPING, NOTE, PICK, TITLE
from web.errors import BadParameter
from web.language import _
from web.request_search import Parameters, single

MOST = 100
"""Passages: a longer briefing is read by nobody, and its address would be cut off on its way."""
LONGEST_TITLE = 200
LONGEST_NOTE = 500
MOST_NOTES = 4_000
"""Characters of all notes together, as they stand in the address; most servers take one of 8,000."""
_LONGEST_ID = 64


class Grouping(StrEnum):
    """How a briefing puts its passages."""

    OWN = "own"
    """In the reader's own order."""
    MEETING = "meeting"
    """Under their committees and dates."""


@dataclass(frozen=True, slots=True)
class Selection:
    """The ids of passages in the reader's order, each once, and what the reader says of them."""

    passages: tuple[str, ...] = ()
    title: str = ""
    notes: dict[str, str] = field(default_factory=dict)
    """By passage."""
    grouping: Grouping = Grouping.OWN

    @property
    def is_full(self) -> bool:
        return len(self.passages) >= MOST

    def adding(self, passage: str) -> Selection:
        return replace(self, passages=tuple(dict.fromkeys((*self.passages, passage))))

    def without(self, passage: str) -> Selection:
        return replace(
            self,
            passages=tuple(each for each in self.passages if each != passage),
            notes={each: note for each, note in self.notes.items() if each != passage},
        )

    def moving(self, passage: str, by: int) -> Selection:
        """With ``passage`` ``by`` places further down; at the first or last it stays."""
        order = [each for each in self.passages if each != passage]
        order.insert(max(0, self.passages.index(passage) + by), passage)
        return replace(self, passages=tuple(order))

    def parameters(self) -> tuple[tuple[str, str], ...]:
        """Of an address; none while nothing is picked."""
        if not self.passages:
            return ()
        return (
            *((PICK, passage) for passage in self.passages),
            *((NOTE + passage, self.notes[passage]) for passage in self.notes),
            *([(TITLE, self.title)] if self.title else []),
            *([(GROUPING, self.grouping.value)] if self.grouping is not Grouping.OWN else []),
        )


def read_selection(parameters: Parameters) -> Selection:
    """The selection in a query string. Raises BadParameter where it is too long or means nothing."""
    passages = tuple(dict.fromkeys(filter(None, map(str.strip, parameters.getlist(PICK)))))
    if len(passages) > MOST:
        raise BadParameter(
            PICK,
            ", ".join(passages),
            _(
                "A briefing holds at most %(most)s passages: %(given)s were picked.",
                most=MOST,
                given=len(passages),
            ),
        )
    for passage in passages:
        _within(PICK, passage, _LONGEST_ID)
    title = single(parameters, TITLE)
    _within(TITLE, title, LONGEST_TITLE)
    by = single(parameters, GROUPING)
    if by not in ("", *Grouping):
        raise BadParameter(GROUPING, by, _("Give one of: %(all)s.", all=", ".join(Grouping)))
    notes = _notes(passages, parameters)
    return Selection(passages, title, notes, Grouping(by or Grouping.OWN))


def _notes(passages: Iterable[str], parameters: Parameters) -> dict[str, str]:
    notes = {}
    for passage in passages:
        note = single(parameters, NOTE + passage).replace("\r\n", "\n")
        _within(NOTE + passage, note, LONGEST_NOTE)
        if note:
            notes[passage] = note
    total = sum(map(len, notes.values()))
    if total > MOST_NOTES:
        raise BadParameter(
            "note",
            " ".join(notes.values()),
            _(
                "Notes hold at most %(most)s characters together, as they stand in the address: "
                "%(given)s were given.",
                most=f"{MOST_NOTES:,}",
                given=f"{total:,}",
            ),
        )
    return notes


def _within(name: str, value: str, most: int) -> None:
    if len(value) > most:
        raise BadParameter(
            name,
            value,
            _(
                "Give at most %(most)s characters: %(given)s were given.",
                most=most,
                given=f"{len(value):,}",
            ),
        )
