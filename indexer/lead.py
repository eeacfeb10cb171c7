"""What leads into a sentence: the words before a colon that govern the items of a list.

"To make the scheme permanent" says who wants it, and whether it was decided, only under "RESOLVED – That
the Committee ask the Cabinet:".
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from archive.document import Range
from indexer.sentences import OPENS_ITEM

_KINDS = (
    re.compile(r"\s*\(?\d"),
    re.compile(r"\s*\(?[ivx]+[.)]"),
    re.compile(r"\s*\(?[a-zA-Z][.)]"),
    re.compile(r"\s*\W"),
)
"""How items are counted, a kind for each level of a list: 1., (i), (a), a bullet."""


def leads(text: str, ranges: Sequence[Range], place: int) -> tuple[Range, ...]:
    """The leads of ``ranges[place]``, a sentence of ``text``, outermost first; none of one by itself.

    ``ranges`` are the sentences of the text, in its order.
    """
    found: list[Range] = []
    levels: set[int | None] = set()
    start = ranges[place][0]
    is_governed = _follows_lead(text, ranges, place)
    for before in reversed(range(place)):
        if not is_governed and _starts_line(text, start):
            level = _level(text, start)
            if level is None:
                break
            levels.add(level)
            is_governed = True
        first, last = ranges[before]
        level = _level(text, first)
        if text[first:last].rstrip().endswith(":") and (level is None or level not in levels):
            found.append((first, last))
            if level is None:
                break
            levels.add(level)
        elif is_governed and _starts_line(text, first) and level is None:
            break  # running text between: the list is over
        start = first
    return tuple(reversed(found))


def _follows_lead(text: str, ranges: Sequence[Range], place: int) -> bool:
    return place > 0 and text[slice(*ranges[place - 1])].rstrip().endswith(":")


def _starts_line(text: str, at: int) -> bool:
    return not text[text.rfind("\n", 0, at) + 1 : at].strip()


def _level(text: str, at: int) -> int | None:
    """How the item that begins here is counted; None where none does."""
    if not OPENS_ITEM.match(text, at):
        return None
    return next((level for level, kind in enumerate(_KINDS) if kind.match(text, at)), None)
