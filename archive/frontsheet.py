"""Reads the items that an agenda lists, before the reports that a pack holds behind it."""

from __future__ import annotations

import re
from collections.abc import Sequence

from archive.dates import find_dates
from archive.document import AgendaItem, Block, BlockKind
from archive.readers.lines import MAX_HEADING

_NUMBERED = re.compile(
    r"(?:item\s+)?(?P<number>(?P<part>[A-Z])?(?P<digits>[0-9]{1,3})(?P<letter>[a-z]?))"
    r"(?P<mark>[.:)]|(?=\s))\s*[-–—:]?\s*(?P<title>\S.*)",
    re.DOTALL,
)
_PAGES = re.compile(
    r"[\s.]*\(?\s*pages?\s+[0-9]+(?:\s*(?:-|–|to|and)\s*[0-9]+)?\s*\)?\s*$", re.IGNORECASE
)
_COLUMN = re.compile(r"(?:agenda )?item (?:no|number)s?\b.*", re.IGNORECASE)
_FARTHEST = 12
"""Blocks from one item of an agenda to the next: notes for the public stand between."""


def find_agenda(text: str, blocks: Sequence[Block]) -> tuple[AgendaItem, ...]:
    """The items of the first list whose numbers rise, each to the next; the last ends with its page.

    A pack's reports have numbered sections of their own, so the list ends where numbers begin anew.
    """
    found: list[tuple[int, str, str]] = []
    rank: tuple[str, int, str] = ("", 0, "")
    after_column = False
    for place, block in enumerate(blocks):
        if found and place - found[-1][0] > _FARTHEST:
            break
        words = " ".join(text[block.start : block.end].split())
        match = _NUMBERED.fullmatch(words)
        if match is None or not _is_listed(block, match, after_column=after_column):
            after_column = after_column or _COLUMN.fullmatch(words) is not None
            continue
        this = (match["part"] or "", int(match["digits"]), match["letter"])
        if found and this <= rank:
            break
        title = _PAGES.sub("", match["title"]).strip() or match["title"]
        found.append((place, match["number"], title))
        rank = this
    if len(found) < 2 and not after_column:
        return ()
    starts = [blocks[place].start for place, _, _ in found]
    ends = [*starts[1:], _end(text, blocks, found[-1][0])] if found else []
    return tuple(
        AgendaItem(number, title, start, end)
        for (_, number, title), start, end in zip(found, starts, ends, strict=True)
    )


def _is_listed(block: Block, match: re.Match[str], *, after_column: bool) -> bool:
    title = match["title"]
    if block.kind not in (
        BlockKind.HEADING,
        BlockKind.LIST_ITEM,
        BlockKind.PARAGRAPH,
        BlockKind.TABLE_ROW,
    ):
        return False
    if len(title) > 2 * MAX_HEADING or not (title[0].isupper() or title[0].isdigit()):
        return False
    if not any(map(str.isalpha, title)) or any(not date.start for date in find_dates(match[0])):
        return False
    return bool(match["mark"]) or after_column or block.kind is not BlockKind.PARAGRAPH


def _end(text: str, blocks: Sequence[Block], last: int) -> int:
    """Where the agenda's last item ends: at the next heading or page."""
    page = blocks[last].pages
    for block in blocks[last + 1 :]:
        is_next_page = page is not None and block.pages is not None and block.pages[0] > page[1]
        if block.kind is BlockKind.HEADING or is_next_page:
            return block.start
    return len(text)
