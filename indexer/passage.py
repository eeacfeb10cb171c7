"""A passage: the unit that is found, ranked, shown and cited."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from archive.document import AgendaItem, Range
from indexer.role import Role


class PassageKind(StrEnum):
    """What part of the record a passage is."""

    SUMMARY = "summary"
    """The report's own summary that opens an agenda item."""
    NARRATIVE = "narrative"
    EXCHANGE = "exchange"
    """A question or comment with its responses, or one response that carries its question as context."""
    QUESTION = "question"
    """The question of a long exchange whose responses are passages of their own."""
    UNANSWERED = "question-no-answer-recorded"
    RESOLUTION = "resolution"
    MOTION = "motion"
    """A motion or amendment with its movers, debate verdict and recorded vote."""
    ATTENDANCE = "attendance"
    SECTION = "section"
    """A part of a report under its headings."""
    LIST_ITEM = "list-item"
    TABLE_ROW = "table-row"


DECISIONS = (PassageKind.RESOLUTION, PassageKind.MOTION)
"""What was resolved, and what was put to the vote."""


@dataclass(frozen=True, slots=True)
class Context:
    """Words of the same document that a passage needs to be understood, outside its own range."""

    start: int
    end: int
    text: str


class Choice(StrEnum):
    """What a recorded vote was cast for."""

    FOR = "for"
    AGAINST = "against"
    ABSTAINED = "abstained"


@dataclass(frozen=True, slots=True)
class Vote:
    """How many, and who, voted one way; only what the record says."""

    choice: Choice
    count: int | None
    """As printed, or the number of names where only names are; None where neither is."""
    names: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Motion:
    """What the record says of a motion, in its own words; an empty field was not said."""

    proposer: str = ""
    seconder: str = ""
    outcome: str = ""
    """The record's verdict, where it gives one in capitals or as a vote's result ("CARRIED", "LOST")."""
    is_amendment: bool = False
    votes: tuple[Vote, ...] = ()
    is_amended: bool = False
    """Whether an amendment to it was passed, so that it was decided in other words than it was moved in."""


@dataclass(frozen=True, slots=True)
class Passage:
    """A slice of one document: ``document.text[start:end] == text``."""

    id: str
    document: str
    """The document's id."""
    kind: PassageKind
    start: int
    end: int
    text: str
    context: tuple[Context, ...] = ()
    item: AgendaItem | None = None
    section: tuple[str, ...] = ()
    """The headings above the passage, outermost first; empty inside agenda items without headings."""
    pages: Range | None = None
    """First and last page, or None where the source has none."""
    motion: Motion | None = None
    """Set for every passage of a motion, its parts included, so that the vote travels with it."""
    roles: tuple[Role, ...] = ()
    """Of those whose words or actions it records, in the order of ``Role``; only what the record says."""

    @property
    def is_row_of_votes(self) -> bool:
        """Whether it is a row of a recorded vote's table."""
        is_row = "\t" in self.text and "\n" not in self.text
        return self.kind is PassageKind.MOTION and is_row

    @property
    def repeats_a_motion(self) -> bool:
        """Whether it is a row of votes on a motion that the record has in words too: they name its mover."""
        return self.is_row_of_votes and self.motion is not None and bool(self.motion.proposer)

    def is_slice_of(self, text: str) -> bool:
        """Whether its words stand at its place in a document's text."""
        return text[self.start : self.end] == self.text

    @property
    def heading(self) -> str:
        """What the passage stands under: its item's title, or its path of headings."""
        if self.item is not None and self.item.title:
            return self.item.title
        return " › ".join(self.section)
