"""Motions and amendments under debate: each with its verdict and votes, wherever the record gives them."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from itertools import takewhile

from archive.document import Block, BlockKind, Range
from indexer.passage import Motion, PassageKind
from indexer.sentences import sentences
from indexer.splitting.ballot import (
    follows_motion,
    is_clause,
    is_vote_table,
    is_vote_title,
    motion_end,
    moved_below,
    one_end,
    only_seconds,
    opens_motion,
    result_rows,
    spoken_at,
    votes_at,
)
from indexer.splitting.cut import AIM, cut
from indexer.splitting.draft import Draft, Taken, span, words
from indexer.splitting.motion import SPEECH, read_motion, spoken
from indexer.splitting.mover import is_of_amendment, moves
from indexer.splitting.naming import Named, label, naming, surname
from indexer.splitting.nesting import body, number_of, said
from indexer.splitting.parts import vote_parts, whole
from indexer.splitting.resolution import decided, opens_resolution, resolved_end
from indexer.splitting.table import TABULAR, table_end
from indexer.splitting.turning import between, is_sort, leaves
from indexer.splitting.verdict import is_passed
from indexer.splitting.vote import cells_of, is_vote_line

_ABOVE = re.compile(r"\bthe (?:above|aforementioned|foregoing) (?:motion|amendment)\b", re.I)
_CITED = re.compile(r"\bparagraph\s+\(?(\d{1,3})\b")


@dataclass(eq=False)
class _Moved:
    """One motion or amendment and what has been found of it so far."""

    words: tuple[Range, ...]
    """The sentence that moved it; empty where the record only tells of the vote."""
    is_amendment: bool
    label: str = ""
    """The number or letter that it goes by, with its sort: "amendment 2"."""
    blocks: list[Block] = field(default_factory=list)
    read: Motion = field(default_factory=Motion)

    def add(self, text: str, blocks: Sequence[Block]) -> None:
        self.blocks += blocks
        self.read = replace(read_motion(text, self.blocks), is_amendment=self.is_amendment)

    def awaits(self, found: Motion) -> bool:
        """Whether what was found, a verdict or votes, is still wanting here."""
        return not (found.outcome and self.read.outcome) and not (found.votes and self.read.votes)


class Debate:
    """The motions of one stretch of minutes, met in the order of the record."""

    def __init__(self, text: str, blocks: Sequence[Block]) -> None:
        self._text = text
        self._blocks = blocks
        self._moved: list[_Moved] = []
        self._of: dict[int, _Moved] = {}

    def take(self, blocks: Sequence[Block], at: int) -> Taken | None:
        """The motion, verdict or recorded vote at ``at``, if there is one, with what belongs to it.

        A verdict that stands apart from its motion, after the debate, carries the words of the motion
        and amendment under debate as context.
        """
        text = self._text
        below = moved_below(text, blocks, at)
        if not (below or is_vote_table(text, blocks, at) or opens_motion(text, blocks[at])):
            return None
        if rows := result_rows(text, blocks, at):
            return self._take_results(blocks, at, rows)
        in_motion = below is not None or any(
            moves(sentence) for sentence in spoken_at(text, blocks[at])
        )
        if below is not None:
            after = below + 1
        else:
            after = motion_end(text, blocks, at) if in_motion else one_end(text, blocks, at)
        lead = after
        about = self._about(blocks[at:after])
        while after < len(blocks):
            if in_motion and below is None and is_clause(text, blocks[after]):
                after = lead = motion_end(text, blocks, after)
            elif self._goes_on(blocks, at, after, about):
                after = one_end(text, blocks, after)
            else:
                break
            about = self._about(blocks[at:after])
        run = blocks[at:after]
        context: tuple[Range, ...] = ()
        again = self._moved_again(run) if in_motion else None
        if again:
            moved, context = again, self._beside(again)
        elif in_motion:
            own = span(blocks[at:lead])
            place = (
                (own,)
                if below is not None and words(text[slice(*own)]) <= AIM
                else _words_moved(text, run, own[1])
            )
            moved = _Moved(place, about is True, self._label(blocks[at:lead], about is True))
            self._moved.append(moved)
        else:
            moved = self._voted_on(run, about)
            context = self._beside(moved)
        moved.add(text, run)
        return Taken(self._drafts(moved, run, lead - at, context), after)

    def take_resolution(self, blocks: Sequence[Block], at: int) -> Taken | None:
        """The resolution that opens at ``at``, if one does, with its points and the votes on it."""
        text = self._text
        if blocks[at].kind not in SPEECH or not opens_resolution(said(text, blocks[at])):
            return None
        end = after = resolved_end(text, blocks, at)
        while after < len(blocks) and votes_at(text, blocks, after):
            after = one_end(text, blocks, after)
        run = blocks[at:after]
        found = read_motion(text, run)
        drafts = whole(text, PassageKind.RESOLUTION, run)
        if not drafts:
            drafts = decided(text, blocks[at:end], PassageKind.RESOLUTION)
            drafts += vote_parts(
                text, PassageKind.RESOLUTION, blocks[end:after], (span(blocks[at : at + 1]),)
            )
        moved = self._resolved(blocks, run, found)
        if moved is None and (found.proposer or found.votes):
            moved = _Moved((), found.is_amendment)
            self._moved.append(moved)
        if moved is not None:
            moved.add(text, run)
            self._of |= {draft.start: moved for draft in drafts}
        return Taken(drafts, after)

    def settled(self, drafts: Sequence[Draft]) -> list[Draft]:
        """The drafts, those of a motion with all that the stretch says of it."""
        return [
            replace(draft, motion=self._read(self._of[draft.start]))
            if draft.start in self._of
            else draft
            for draft in drafts
        ]

    def _read(self, moved: _Moved) -> Motion:
        return replace(moved.read, is_amended=bool(self._amendments(moved)))

    def _amendments(self, moved: _Moved) -> list[_Moved]:
        """Those to a motion that were passed while the meeting debated it."""
        if moved.is_amendment or not moved.words:
            return []
        later = self._moved[self._moved.index(moved) + 1 :]
        under = takewhile(lambda each: each.is_amendment or not each.words, later)
        return [
            each
            for each in under
            if each.is_amendment and each.read.outcome and is_passed(each.read.outcome)
        ]

    def _take_results(self, blocks: Sequence[Block], at: int, rows: Sequence[Block]) -> Taken:
        """A table of several motions and their results: a passage of each row, under the table's header."""
        after = table_end(blocks, at)
        above = [block for block in blocks[at:after] if block not in rows]
        context = tuple((block.start, block.end) for block in above)
        drafts: list[Draft] = []
        for row in rows:
            moved = self._named_in(row, read_motion(self._text, [*above, row]))
            moved.add(self._text, [*above, row])
            parts = [
                Draft(PassageKind.MOTION, *part, context=(*self._beside(moved), *context))
                for part in cut(self._text, row.start, row.end)
            ]
            self._of |= {part.start: moved for part in parts}
            drafts += parts
        return Taken(drafts, after)

    def _drafts(
        self, moved: _Moved, run: Sequence[Block], lead: int, context: tuple[Range, ...]
    ) -> list[Draft]:
        text, kind = self._text, PassageKind.MOTION
        drafts = whole(text, kind, run, context)
        if not drafts:
            opening = cut(text, *span(run[:lead]))
            beside = context or opening[:1]
            drafts = [Draft(kind, *opening[0], context=context)]
            drafts += (Draft(kind, *part, context=tuple(beside)) for part in opening[1:])
            drafts += vote_parts(text, kind, run[lead:], tuple(beside))
        self._of |= {draft.start: moved for draft in drafts}
        return drafts

    def _about(self, run: Sequence[Block]) -> bool | None:
        """Whether a run's first words that tell, or the heading above it, are of an amendment."""
        told = (is_of_amendment(sentence) for sentence in self._told(run))
        return next((about for about in told if about is not None), None)

    def _told(self, run: Sequence[Block]) -> Iterator[str]:
        """A run's sentences and, last, the heading directly above, if it is of a motion or amendment."""
        for block in run:
            yield from spoken_at(self._text, block)
        at = bisect_left(self._blocks, run[0].start, key=lambda block: block.start)
        above = self._blocks[at - 1] if at else None
        if (
            above
            and above.kind is BlockKind.HEADING
            and is_sort(heading := said(self._text, above))
        ):
            yield heading

    def _named(self, run: Sequence[Block]) -> Named:
        """What a run's first sentence that tells motions apart calls the one that it is about."""
        told = (naming(sentence) for block in run for sentence in spoken_at(self._text, block))
        return next((named for named in told if any(named)), Named())

    def _label(self, run: Sequence[Block], is_amendment: bool) -> str:
        """The label that a run which moves something gives it."""
        told = (label(sentence, is_amendment, not is_amendment) for sentence in self._told(run))
        return next((found for found in told if found), "")

    def _goes_on(self, blocks: Sequence[Block], start: int, at: int, about: bool | None) -> bool:
        """Whether the block at ``at`` seconds, decides or counts the motion before it; not another motion."""
        text = self._text
        if blocks[at].kind in TABULAR:
            return is_vote_table(text, blocks, at) and not result_rows(text, blocks, at)
        if blocks[at].kind not in SPEECH:
            return False
        here = self._about(blocks[at : at + 1])
        if here is not None and about is not None and here is not about:
            return False
        if is_vote_title(text, blocks, at):
            return True
        if opens_resolution(said(text, blocks[at])):
            return False
        if not (follows_motion(text, blocks[at]) or is_vote_line(said(text, blocks[at]))):
            return False
        if any(moves(sentence) for sentence in spoken(text, blocks[at])) and not only_seconds(
            text, blocks[at]
        ):
            return False
        before, found = read_motion(text, blocks[start:at]), read_motion(text, blocks[at : at + 1])
        named = self._named(blocks[at : at + 1])
        if not named.fits(self._label(blocks[start:at], about is True), before.proposer):
            return False
        return not (before.outcome and found.outcome) and not _differ(before, found)

    def _moved_again(self, run: Sequence[Block]) -> _Moved | None:
        """The last motion, where its mover now moves "the above motion" after debate."""
        last = self._moved[-1] if self._moved else None
        if last is None or last.read.outcome or self._is_left(last, run[0].start):
            return None
        if not any(_ABOVE.search(sentence) for sentence in spoken_at(self._text, run[0])):
            return None
        proposer = read_motion(self._text, run).proposer
        return last if surname(proposer) == surname(last.read.proposer) else None

    def _voted_on(self, run: Sequence[Block], about: bool | None) -> _Moved:
        """The motion that a verdict or vote is on: the one it names or cites, or the last that awaits it.

        Named by number, letter or mover it is that one or none. Of several amendments that await a vote,
        it is none that the words do not tell apart; nor is it one that the meeting has left.
        """
        found = read_motion(self._text, run)
        named = self._named(run)
        waiting = [
            moved
            for moved in self._moved
            if moved.awaits(found) and named.fits(moved.label, moved.read.proposer)
        ]
        if not any(named):
            waiting = [moved for moved in waiting if not self._is_left(moved, run[0].start)]
        cited = _cited(self._text, run)
        if by_number := [
            moved for moved in waiting if cited and number_of(moved.blocks[0]) == cited
        ]:
            waiting = by_number[-1:]
            waiting[0].is_amendment = bool(about) or waiting[0].is_amendment
        elif about and not any(moved.is_amendment for moved in waiting) and len(waiting) > 1:
            # moved after the motion, and only now called an amendment
            waiting[-1].is_amendment = True
        if about is not None:
            waiting = [moved for moved in waiting if moved.is_amendment is about]
        if not waiting or (about and len(waiting) > 1):
            self._moved.append(_Moved((), about is True, named.label))
            return self._moved[-1]
        return waiting[-1]

    def _named_in(self, row: Block, found: Motion) -> _Moved:
        """The motion that a row of results is on: the only one of its kind, or that whose mover it names."""
        title = cells_of(self._text, row)[0]
        alike = [
            each for each in self._moved if each.words and each.is_amendment is found.is_amendment
        ]
        named = [
            each for each in alike if each.read.proposer and each.read.proposer.split()[-1] in title
        ]
        chosen = named if len(named) == 1 else alike
        return chosen[0] if len(chosen) == 1 else _Moved((), found.is_amendment)

    def _resolved(
        self, blocks: Sequence[Block], run: Sequence[Block], found: Motion
    ) -> _Moved | None:
        """The motion that a resolution comes of: one that it directly follows, it or an amendment to it that
        was passed, or whose vote it records before the meeting has turned to anything else.
        """
        if found.proposer:
            return None
        for moved in reversed(self._moved):
            outcome = moved.read.outcome
            if moved.is_amendment or (found.votes and moved.read.votes):
                continue
            if self._is_left(moved, run[0].start):
                return None
            under = (moved, *self._amendments(moved))
            end = max(each.blocks[-1].end for each in under)
            directly = not any(end <= block.start < run[0].start for block in blocks)
            if directly and (not outcome or is_passed(outcome)):
                return moved
            return moved if found.votes and not outcome else None
        return None

    def _is_left(self, moved: _Moved, at: int) -> bool:
        """Whether between a motion and ``at`` the meeting turned to something else, or put it off."""
        return any(
            leaves(self._text, block)
            for block in between(self._text, self._blocks, moved.blocks[-1].end, at)
        )

    def _beside(self, moved: _Moved) -> tuple[Range, ...]:
        """The words of the motion and, if that is what was voted on, of the amendment."""
        if not moved.is_amendment:
            return moved.words
        main = [each.words for each in self._moved if not each.is_amendment and each.words]
        return (*(main[-1] if main else ()), *moved.words)


def _differ(before: Motion, found: Motion) -> bool:
    """Whether both count votes of one kind, and differently, so that they are of two ballots."""
    counts = {vote.choice: vote.count for vote in before.votes if vote.count and not vote.names}
    return any(counts.get(vote.choice, vote.count) != vote.count for vote in found.votes)


def _cited(text: str, run: Sequence[Block]) -> int | None:
    """The paragraph that these words say the motion is set out in."""
    found = _CITED.search(text, run[0].start, run[0].end)
    return int(found[1]) if found else None


def _words_moved(text: str, run: Sequence[Block], end: int) -> tuple[Range, ...]:
    """The sentence that moves and, where it only announces the motion, the motion's text up to ``end``."""
    for block in run:
        if block.kind in TABULAR:
            continue
        opening = body(text, block)
        for first, last in sentences(text[opening : block.end]):
            place = (opening + first, opening + last)
            sentence = " ".join(text[slice(*place)].split())
            if not moves(sentence):
                continue
            whole = (place[0], max(end, place[1]))
            announces = sentence.endswith((":", ":-", "–")) or end > block.end
            return (whole if announces and words(text[slice(*whole)]) <= AIM else place,)
    return ()
