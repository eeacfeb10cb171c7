"""Minutes and agendas: an agenda item's summary, debate, exchanges, motions and decisions."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace

from archive.document import AgendaItem, Block, BlockKind, Range
from indexer.passage import PassageKind
from indexer.splitting.attendance import opens_attendance, take_attendance
from indexer.splitting.debate import Debate
from indexer.splitting.draft import Draft, Taken
from indexer.splitting.exchange import take_exchange
from indexer.splitting.formal import formal_labels, take_formal
from indexer.splitting.motion import SPEECH, parted
from indexer.splitting.nesting import body, is_beneath
from indexer.splitting.outline import Section
from indexer.splitting.prose import lead_in, prose
from indexer.splitting.resolution import decided, decision_start, opens_resolution
from indexer.splitting.table import TABULAR, take_table
from indexer.splitting.verdict import verdict
from indexer.splitting.vote import opens_votes

_MINUTES = re.compile(r"\W*minutes\b", re.I)
_DECISION = re.compile(r"\W*decisions?\b", re.I)
_SIGNPOST = re.compile(
    r"\W*(?:(?:ACTION|DECISION|RESOLUTION|AMENDMENT|MOTION|RECORDED VOTE|VOTING)S?\b(?:\s+\d+)?\W*|"
    r"(?i:recorded vote|for|against|abstentions?)\W*|(?:RESOLVED|RECOMMENDED)\b.*)",
    re.S,
)


def is_minutes_label(text: str, block: Block) -> bool:
    """Whether the block is the signpost before an item's minutes, as ModernGov pages have it."""
    return block.kind is BlockKind.LABEL and bool(_MINUTES.match(text, block.start, block.end))


def with_signposts(
    text: str, blocks: Sequence[Block], item: AgendaItem | None
) -> tuple[Block, ...]:
    """The blocks, where "RESOLVED", "PRESENT" or "Answer" set as a heading is part of what follows."""
    labels = formal_labels(text, blocks)
    return tuple(
        replace(block, kind=BlockKind.PARAGRAPH, level=0)
        if block.kind is BlockKind.HEADING
        and (block.start in labels or _is_signpost(text[block.start : block.end], item))
        else block
        for block in blocks
    )


def _is_signpost(heading: str, item: AgendaItem | None) -> bool:
    if item is None and opens_attendance(heading):
        return True
    if item is not None and item.title and heading.rstrip().endswith(item.title):
        return False
    if opens_votes(heading) or (item is not None and verdict(heading)):
        return True
    return _SIGNPOST.fullmatch(heading) is not None


def _is_led(block: Block, leads: Block) -> bool:
    """Whether a block is of the list that ``leads`` introduces."""
    if block.kind is not BlockKind.LIST_ITEM:
        return False
    return leads.kind is BlockKind.PARAGRAPH or is_beneath(block, leads)


class Minutes:
    """The passages of one stretch of minutes, section by section.

    Kept between sections: the signpost last passed ("Decision:", "Minutes:") and the motion under debate.
    """

    def __init__(
        self,
        text: str,
        item: AgendaItem | None,
        blocks: Sequence[Block],
        opens_with_summary: bool,
    ) -> None:
        """``opens_with_summary``: the agenda's own text stands before the minutes' signpost."""
        self._text = text
        self._item = item
        self._prose_kind = PassageKind.SUMMARY if opens_with_summary else PassageKind.NARRATIVE
        self._is_record = not opens_with_summary
        self._decision: Block | None = None
        self._debate = Debate(text, blocks)

    def passages(self, section: Section) -> list[Draft]:
        """The section's passages, in order."""
        drafts: list[Draft] = []
        blocks: list[Block] = []
        for block in section.blocks:
            if block.kind is BlockKind.LABEL and not self._is_attendance(block):
                drafts += self._under_label(blocks)
                blocks = []
                self._pass(block)
            else:
                blocks.append(block)
        return drafts + self._under_label(blocks)

    def settled(self, drafts: Iterable[Draft]) -> list[Draft]:
        """All the stretch's drafts, each of a motion with what the whole stretch says of that motion."""
        return self._debate.settled(list(drafts))

    def _is_attendance(self, block: Block) -> bool:
        return self._item is None and opens_attendance(self._text[block.start : block.end])

    def _pass(self, label: Block) -> None:
        self._decision = None
        self._is_record = True
        self._prose_kind = PassageKind.NARRATIVE
        if _DECISION.match(self._text, label.start, label.end):
            self._decision = label

    def _under_label(self, blocks: Sequence[Block]) -> list[Draft]:
        if not blocks:
            return []
        if self._decision and not any(block.kind in TABULAR for block in blocks):
            beside = (self._decision.start, self._decision.end)
            return decided(self._text, blocks, PassageKind.RESOLUTION, (beside,))
        return self._record(blocks)

    def _record(self, blocks: Sequence[Block]) -> list[Draft]:
        blocks = list(self._apart(blocks))
        drafts: list[Draft] = []
        running: list[Block] = []
        lead = ""
        leads: Block | None = None
        beside: tuple[Range, ...] = ()
        above: Block | None = None
        at = 0
        while at < len(blocks):
            block = blocks[at]
            if leads and block.kind is not BlockKind.FOOTNOTE and not _is_led(block, leads):
                leads = None
            context = (lead_in(self._text, leads),) if leads else ()
            taken = self._take(blocks, at, lead)
            if taken is None:
                if not running:
                    beside, above = context, blocks[at - 1] if at else None
                running.append(block)
                whole = self._text[block.start : block.end]
                if block.kind is BlockKind.PARAGRAPH:
                    lead = whole
                if block.kind in SPEECH and whole.endswith((":", ":-")):
                    leads = block
                at += 1
                continue
            drafts += self._prose(running, above, beside)
            running = []
            drafts += taken.drafts
            at = taken.next
        return drafts + self._prose(running, above, beside)

    def _prose(
        self, running: Sequence[Block], above: Block | None, beside: tuple[Range, ...]
    ) -> list[Draft]:
        return prose(self._text, running, self._prose_kind, self._prose_kind, above, beside)

    def _take(self, blocks: Sequence[Block], at: int, lead: str) -> Taken | None:
        """What opens at ``at`` and is not running text, by the first rule that knows it.

        ``lead`` is the paragraph last passed, which introduces the list that a bullet is in.
        """
        text = self._text
        if self._is_record:
            motion = self._debate.take(blocks, at)
            if motion:
                return motion
        if blocks[at].kind in TABULAR:
            return take_table(text, blocks, at, self._prose_kind)
        if not self._is_record:
            return None
        if self._item is None and (attendance := take_attendance(text, blocks, at)):
            return attendance
        if resolution := self._debate.take_resolution(blocks, at):
            return resolution
        return take_formal(text, blocks, at) or take_exchange(text, blocks, at, lead)

    def _apart(self, blocks: Sequence[Block]) -> Iterable[Block]:
        """The blocks, each parted where a sentence in it comes to a decision ("… It was RESOLVED that")."""
        for block in blocks:
            start = None
            if self._is_record and block.kind in SPEECH:
                opening = body(self._text, block)
                words_of = self._text[opening : block.end]
                start = None if opens_resolution(words_of) else decision_start(words_of)
            if not start:
                yield from parted(self._text, block) if self._is_record else (block,)
                continue
            edge = opening + start
            before = self._text[block.start : edge].rstrip()
            yield from parted(self._text, replace(block, end=block.start + len(before)))
            yield replace(block, kind=BlockKind.PARAGRAPH, start=edge, level=0, marker="")
