"""Documents into passages, where their own structure parts them."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace

from archive.document import BlockKind, Document, DocumentKind, Range
from archive.passage_id import passage_id, wording
from indexer.passage import Context, Passage, PassageKind
from indexer.splitting.cut import cut
from indexer.splitting.draft import Draft, words
from indexer.splitting.minutes import Minutes, is_minutes_label, with_signposts
from indexer.splitting.outline import Section, sections
from indexer.splitting.report import report
from indexer.splitting.roll import Roll
from indexer.splitting.speaking import Speakers
from indexer.splitting.stretch import Stretch, stretches
from indexer.splitting.transcript import is_transcript, transcript

_OPENS_MINUTES = re.compile(
    r"(?:cofnodion\s*/\s*)?minutes? of (?:(?:a|an|the)\b.*\b(?:meeting|held)|meeting)\b|"
    r"(?:cofnodion\s*/\s*minutes of|record of decisions|proceedings of the council)\b",
    re.I | re.S,
)

FIRST_BLOCKS = 12
"""Blocks among which printed minutes say that they are minutes; further down, a report may quote some."""


BRIEF = 5
"""Words of a section that mean nothing without its heading ("No"), which is then part of the passage."""


def split(document: Document) -> tuple[Passage, ...]:
    """The document's passages, in order: exact slices, none across an agenda item's edge.

    Together they hold every block but headings, signposts and table headers, which stand above passages
    as their item, section or context; a heading with nothing beneath it is a passage itself.
    """
    as_minutes = _is_minutes(document)
    drafts = sorted(_drafts(document, as_minutes=as_minutes), key=lambda draft: draft.start)
    seen: Counter[str] = Counter()
    passages: list[Passage] = []
    pages = _Pages(document)
    # Only minutes record who speaks.
    speakers = Speakers(Roll(document)) if as_minutes else None
    for draft in drafts:
        text = document.text[draft.start : draft.end]
        same = wording(text)
        passage = Passage(
            id=passage_id(document.id, text, seen[same]),
            document=document.id,
            kind=draft.kind,
            start=draft.start,
            end=draft.end,
            text=text,
            context=tuple(
                Context(start, end, document.text[start:end])
                for start, end in draft.context
                if end <= draft.start or start >= draft.end
            ),
            item=document.item_at(draft.start),
            section=draft.section,
            pages=pages.between(draft.start, draft.end),
            motion=draft.motion,
        )
        if speakers is not None:
            passage = replace(passage, roles=speakers.of(passage))
        passages.append(passage)
        seen[same] += 1
    return tuple(passages)


def _drafts(document: Document, *, as_minutes: bool) -> Iterator[Draft]:
    text = document.text
    labelled = any(is_minutes_label(text, block) for block in document.blocks)
    for stretch in stretches(document):
        if as_minutes:
            own_label = any(is_minutes_label(text, block) for block in stretch.blocks)
            summary = own_label or (labelled and stretch.item is not None)
            blocks = with_signposts(text, stretch.blocks, stretch.item)
            minutes = Minutes(text, stretch.item, blocks, opens_with_summary=summary)
            yield from minutes.settled(
                draft
                for section in sections(text, Stretch(stretch.item, blocks))
                for draft in _under(section, text, minutes)
            )
        else:
            for section in sections(text, stretch):
                yield from _under(section, text, None)


def _under(section: Section, text: str, minutes: Minutes | None) -> Iterator[Draft]:
    """One section's passages with its path of headings; ``minutes`` is None in a report."""
    found: list[Draft]
    if section.alone:
        kind = PassageKind.NARRATIVE if minutes else PassageKind.SECTION
        start, end = section.blocks[0].start, section.blocks[-1].end
        found = [Draft(kind, *part) for part in cut(text, start, end)]
    elif is_transcript(text, section.blocks):
        found = transcript(text, section.blocks)
    elif minutes:
        found = minutes.passages(section)
    else:
        found = list(report(text, section))
    if section.heading and _is_brief(text, found):
        start, path = section.heading.start, section.path[:-1]
        yield replace(found[0], start=start, section=path)
        return
    for draft in found:
        yield replace(draft, section=section.path)


def _is_brief(text: str, found: Sequence[Draft]) -> bool:
    """Whether all that a section says is a word or two, such as the answer to a form's question."""
    return (
        len(found) == 1
        and found[0].kind in (PassageKind.SECTION, PassageKind.NARRATIVE)
        and words(text[found[0].start : found[0].end]) <= BRIEF
    )


def _is_minutes(document: Document) -> bool:
    """Whether the document is to be read as minutes, by its kind or else by the minutes' own signs."""
    if document.entry.kind in (DocumentKind.MINUTES, DocumentKind.AGENDA):
        return True
    first = document.blocks[:FIRST_BLOCKS]
    return any(is_minutes_label(document.text, block) for block in document.blocks) or any(
        block.kind is not BlockKind.LIST_ITEM
        and _OPENS_MINUTES.match(document.text, block.start, block.end)
        for block in first
    )


class _Pages:
    """The pages that a range of a document's text lies on."""

    def __init__(self, document: Document) -> None:
        self._blocks = document.blocks
        self._at = 0

    def between(self, start: int, end: int) -> Range | None:
        """First and last page; ranges are asked for in the order of their starts."""
        while self._at < len(self._blocks) and self._blocks[self._at].end <= start:
            self._at += 1
        first: list[int] = []
        last: list[int] = []
        for block in self._blocks[self._at :]:
            if block.start >= end:
                break
            if block.pages is not None:
                first.append(block.pages[0])
                last.append(block.pages[1])
        return (min(first), max(last)) if first else None
