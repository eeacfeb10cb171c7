"""What the record says of a motion, as a line of facts and the lists of who voted how."""

from __future__ import annotations

import re
from dataclasses import dataclass

from indexer.passage import Motion, Passage, PassageKind, Vote
from web import wording
from web.language import N_, _
from web.library import Library
from web.urls import Urls

SEE_THE_RESOLUTION = N_("See the resolution")

WHO_VOTED_HOW = N_("Who voted how")

_COUNCILLOR = re.compile(r"\A(?:councillors?|cllrs?)\b\.?\s*", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Roll:
    """Those who voted one way."""

    tally: str
    """ "For 39"."""
    names: tuple[str, ...]

    @property
    def told(self) -> str:
        """In a line."""
        return f"{self.tally}: {', '.join(self.names)}" if self.names else self.tally


@dataclass(frozen=True, slots=True)
class MotionFacts:
    facts: tuple[str, ...]
    """In the order of the meeting: who moved and seconded it, what became of it, and the votes."""
    rolls: tuple[Roll, ...]
    """Only where the record names the voters."""
    outcome: str = ""
    """What became of it, one of the facts, in the record's own words; empty where it does not say."""
    resolution_url: str = ""
    """Of the passage that has the words in which an amended motion was resolved; empty where none has."""


def motion_facts(passage: Passage, resolution_url: str = "") -> MotionFacts | None:
    """None for what is no motion, or where the record says nothing of it but its words."""
    motion = passage.motion
    if motion is None:
        return None
    is_titled = passage.kind is PassageKind.MOTION
    votes = rolls(motion)
    facts = (
        _("Amendment") if motion.is_amendment and not is_titled else "",
        _("Moved by %(name)s", name=motion.proposer) if motion.proposer else "",
        _("Seconded by %(name)s", name=motion.seconder) if motion.seconder else "",
        *outcomes(motion),
        *(roll.tally for roll in votes),
    )
    told = tuple(filter(None, facts))
    named = tuple(roll for roll in votes if roll.names)
    return MotionFacts(told, named, motion.outcome, resolution_url) if told else None


def outcomes(motion: Motion) -> list[str]:
    """What became of it, and before that of its words."""
    amended = _("An amendment to it was carried") if motion.is_amended else ""
    return [each for each in (amended, motion.outcome) if each]


def rolls(motion: Motion) -> list[Roll]:
    """Of each way to vote that the record counts or names the voters of."""
    return [
        Roll(_tally(vote), tuple(map(_voter, vote.names)))
        for vote in motion.votes
        if vote.count is not None or vote.names
    ]


def resolution_url(passage: Passage, library: Library, urls: Urls) -> str:
    """Where an amended motion's words are found as they were resolved; empty for any other passage."""
    motion = passage.motion
    if motion is None or not motion.is_amended or passage.kind is PassageKind.RESOLUTION:
        return ""
    for other in library.passages(passage.document):
        is_after = other.kind is PassageKind.RESOLUTION and other.start > passage.start
        if is_after and other.motion == motion:
            return urls.passage(other.id)
    return ""


def _voter(name: str) -> str:
    """All who vote are councillors: lists that say so of some are told as those that say it of none."""
    return _COUNCILLOR.sub("", name) or name


def _tally(vote: Vote) -> str:
    count = len(vote.names) if vote.count is None else vote.count
    return f"{wording.CHOICES[vote.choice]} {count:,}"
