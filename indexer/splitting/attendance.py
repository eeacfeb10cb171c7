"""Attendance: who was present, absent or sent apologies, as listed before the business begins."""

from __future__ import annotations

import re
from collections.abc import Sequence

from archive.document import Block, BlockKind, Range
from indexer.passage import PassageKind
from indexer.splitting.cut import cut, joined
from indexer.splitting.draft import Draft, Taken, words

_SIGN = (
    r"(?:(?:(?:co-opted\s+)?members?|councillors?|officers?|others?|also)"
    r"(?:\s+of\s+the\s+[\w ,&’'-]{1,80}?)?\s+)?"
    r"(?:(?:also\s+)?(?:present|absent|in\s+attendance|attendance|attending)|apologies(?:\s+for\s+absence)?(?:\s+received)?)"
    r"(?:\s+virtually|\s+remotely|\s+online|\s+by\s+invitation)?"
)
_HEADING = re.compile(rf"\W*{_SIGN}\s*[:–-]?\s*", re.I)
_INLINE = re.compile(rf"\W*{_SIGN}\s*[:–-]\s*\S", re.I)
_RECEIVED = re.compile(r"\W*apologies\b[^.]*\breceived\b", re.I)

NAMING = 0.5
"""Least share of words with a capital, a digit or a bracket in a list of names; in a sentence of prose
they are fewer."""


def opens_attendance(whole: str) -> bool:
    """Whether these words open a list of who attended.

    >>> opens_attendance("MEMBERS OF THE COMMITTEE PRESENT")
    True
    >>> opens_attendance("Those present thanked the officers.")
    False
    """
    return bool(_HEADING.fullmatch(whole) or _INLINE.match(whole))


def take_attendance(text: str, blocks: Sequence[Block], at: int) -> Taken | None:
    """The lists of names that open at ``at``, if any do, joined as far as a passage reaches."""
    if not opens_attendance(text[blocks[at].start : blocks[at].end]):
        return None
    lists: list[Range] = []
    after = at
    while after < len(blocks):
        block = blocks[after]
        whole = text[block.start : block.end]
        if opens_attendance(whole):
            lists.append((block.start, block.end))
        elif _lists_names(block, whole):
            lists[-1] = (lists[-1][0], block.end)
        else:
            break
        after += 1
    drafts = [
        Draft(PassageKind.ATTENDANCE, *part)
        for first, last in joined([words(text[slice(*place)]) for place in lists])
        for part in cut(text, lists[first][0], lists[last - 1][1])
    ]
    return Taken(drafts, after)


def _lists_names(block: Block, whole: str) -> bool:
    if block.kind not in (BlockKind.PARAGRAPH, BlockKind.LIST_ITEM, BlockKind.TABLE_ROW):
        return False
    if _RECEIVED.match(whole):
        return True
    named = whole.split()
    marked = sum(not word[0].islower() for word in named if word[0].isalnum() or word[0] == "(")
    return not whole.isupper() and marked >= NAMING * len(named) and not whole.endswith(".")
