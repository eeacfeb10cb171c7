"""Sets the appendices of a report under their own titles, apart from its numbered sections."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from archive.document import Block, BlockKind

_APPENDIX = re.compile(
    r"(?:appendix|annexe?)\s+(?:[A-Z]|[0-9]{1,2}[A-Z]?|[IVX]{1,4})\b", re.IGNORECASE
)
_FIGURES = re.compile(r"(?P<number>[0-9]{1,2})[.\s]")


def under_appendices(text: str, blocks: Sequence[Block]) -> tuple[Block, ...]:
    """The blocks, where the title of an appendix is a heading of the first level and its own are deeper.

    A line that only names an appendix opens none: its text must follow, or it must begin a page. A
    section whose number goes on from those before the appendices ends them.
    """
    out: list[Block] = []
    within = False
    last_section = 0
    for place, block in enumerate(blocks):
        if block.kind is not BlockKind.HEADING:
            out.append(block)
            continue
        words = text[block.start : block.end]
        figures = _FIGURES.match(words)
        number = int(figures["number"]) if figures else 0
        if place and _APPENDIX.match(words) and _opens(text, blocks, place):
            within = True
            out.append(replace(block, level=1))
            continue
        if within and number and number == last_section + 1:
            within = False
        if not within:
            last_section = max(last_section, number)
        out.append(replace(block, level=max(2, block.level)) if within else block)
    return tuple(out)


def _opens(text: str, blocks: Sequence[Block], place: int) -> bool:
    block, before = blocks[place], blocks[place - 1]
    if block.pages is not None and before.pages is not None:
        return block.pages[0] > before.pages[1]
    below = blocks[place + 1] if place + 1 < len(blocks) else None
    return below is not None and not _APPENDIX.match(text[below.start : below.end])
