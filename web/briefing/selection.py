"""What a reader has picked for a briefing: it is kept in the address, and nowhere else."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
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
class Overrun:
    """More than a selection may hold of something."""

    name: str
    """Of the parameter; of all notes together, what each of theirs begins with."""
    value: str
    most: int
    given: int

    @property
    def sentence(self) -> str:
        counts = {
            "most": f"{self.most:,}",
            "given": f"{self.given:,}",
            "over": f"{self.given - self.most:,}",
        }
        if self.name == PICK:
            return _(
                "A briefing holds at most %(most)s passages: %(given)s were picked, %(over)s too many.",
                **counts,
            )
        if self.name == NOTE:
            return _(
                "Notes hold at most %(most)s characters together, as they stand in the address: "
                "%(given)s were given, %(over)s too many.",
                **counts,
            )
        return _too_long(self.most, self.given)

    def refusal(self) -> BadParameter:
        return BadParameter(self.name, self.value, self.sentence)


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

    def first(self, most: int) -> Selection:
        """Its notes with them, as long as they are."""
        return replace(self, passages=self.passages[:most])

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

    def fitting(self) -> Selection:
        """As much of it as an address takes along: passages, and notes, to the last that fits."""
        notes: dict[str, str] = {}
        for passage in self.passages[:MOST]:
            note = self.notes.get(passage, "")
            fits = sum(map(len, notes.values())) + len(note) <= MOST_NOTES
            if note and fits and len(note) <= LONGEST_NOTE:
                notes[passage] = note
        return replace(
            self, passages=self.passages[:MOST], title=self.title[:LONGEST_TITLE], notes=notes
        )

    def overruns(self) -> Iterator[Overrun]:
        if len(self.passages) > MOST:
            yield Overrun(PICK, ", ".join(self.passages), MOST, len(self.passages))
        if len(self.title) > LONGEST_TITLE:
            yield Overrun(TITLE, self.title, LONGEST_TITLE, len(self.title))
        for passage, note in self.notes.items():
            if len(note) > LONGEST_NOTE:
                yield Overrun(NOTE + passage, note, LONGEST_NOTE, len(note))
        together = sum(map(len, self.notes.values()))
        if together > MOST_NOTES:
            yield Overrun(NOTE, " ".join(self.notes.values()), MOST_NOTES, together)

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
    selection = read_as_given(parameters)
    for overrun in selection.overruns():
        raise overrun.refusal()
    return selection


def read_as_given(parameters: Parameters) -> Selection:
    """The same, however long its notes and its title are and however many its passages."""
    passages = tuple(dict.fromkeys(filter(None, map(str.strip, parameters.getlist(PICK)))))
    for passage in passages:
        if len(passage) > _LONGEST_ID:
            raise BadParameter(PICK, passage, _too_long(_LONGEST_ID, len(passage)))
    title = single(parameters, TITLE)
    by = single(parameters, GROUPING)
    if by not in ("", *Grouping):
        raise BadParameter(GROUPING, by, _("Give one of: %(all)s.", all=", ".join(Grouping)))
    notes = _notes(passages, parameters)
    return Selection(passages, title, notes, Grouping(by or Grouping.OWN))


def _notes(passages: Iterable[str], parameters: Parameters) -> dict[str, str]:
    given = {
        passage: single(parameters, NOTE + passage).replace("\r\n", "\n") for passage in passages
    }
    return {passage: note for passage, note in given.items() if note}


def _too_long(most: int, given: int) -> str:
    return _(
        "Give at most %(most)s characters: %(given)s were given, %(over)s too many.",
        most=f"{most:,}",
        given=f"{given:,}",
        over=f"{given - most:,}",
    )
