"""Which paragraphs are headings, and of what level."""

from __future__ import annotations

import re
from collections.abc import Iterable

from archive.readers.pdf.line import Line, Style
from archive.readers.pdf.marker import is_bullet

_LARGER = 1.12
"""Times the body's size from which letters are a heading's."""

_LONGEST = 220  # characters; the longest item titles seen in council agendas run to about 200
_MOST_WORDS = 30
_DEEPEST = 6

_NUMBER = re.compile(r"(?:item\s+)?\d{1,3}[a-z]?(?:\.\d{1,3}){0,3}[.)]?\s+\S", re.IGNORECASE)
_DEPTH = re.compile(r"\d+(?:\.\d+)*")
_DECISION = re.compile(r"(?:RESOLVED|RECOMMENDED|AGREED|NOTED|Resolved|Agreed|Recommended)\b")
_CLOSING = re.compile(r"(?:chair(?:man|woman|person)?|mayor|minutes end|signed\b.*)", re.I)
_ITEM_LABEL = re.compile(r"\((?:agenda )?item(?: no\.?)? ?\d+[a-z]?\)", re.IGNORECASE)
_CAPTION = re.compile(r"(?:table|figure|fig\.|chart|map|graph)\s+\d+[a-z]?\s*[.:–—-]?\s", re.I)


def is_item_label(text: str) -> bool:
    """Whether the text is only a pointer to the agenda: "(Item 3)"."""
    return bool(_ITEM_LABEL.fullmatch(text))


def is_caption(text: str) -> bool:
    """Whether the text names a table or figure: "Table 2: Referrals by month"."""
    return len(text) <= _LONGEST and bool(_CAPTION.match(text))


def is_heading(text: str, lines: list[Line], marker: str, body: Style) -> bool:
    """Whether a paragraph is a heading, by size, weight or number in capitals."""
    if len(text) > _LONGEST or len(text.split()) > _MOST_WORDS or is_bullet(marker):
        return False
    letters = [c for c in text if c.isalpha()]
    if (
        len(letters) < 2
        or "@" in text
        or _is_no_heading(text)
        or marker.startswith(("-", "–", "—"))
    ):
        return False
    size = lines[0].size
    if size >= _LARGER * body[0] and text[-1:] not in ".;,":
        return True
    numbered = bool(_NUMBER.match(text))
    if marker and not numbered:
        return False
    if all(line.bold for line in lines) and not body[1]:
        return text[-1:] not in ".;," and (size >= 0.9 * body[0])
    capitals = all(c.isupper() for c in letters)
    return numbered and capitals and len(letters) > 3 and text[-1:] not in ";,"


def _is_no_heading(text: str) -> bool:
    """Whether it is a decision or a place to sign, whatever its letters."""
    return bool(_DECISION.match(text) or _CLOSING.fullmatch(text))


class Ranks:
    """The levels of a document's headings: larger above smaller, bold above plain."""

    def __init__(self, headings: Iterable[tuple[str, Line]]) -> None:
        styles: dict[tuple[float, bool], int] = {}
        for text, line in headings:
            style, depth = _style(line), _depth(text)
            if depth:
                styles[style] = min(depth, styles.get(style, depth))
            else:
                styles.setdefault(style, _DEEPEST)
        self._shallowest = styles
        self._rank = {
            style: rank
            for rank, style in enumerate(
                sorted(styles, key=lambda style: (-style[0], not style[1])), start=1
            )
        }

    def level(self, text: str, line: Line) -> int:
        """From 1, the outermost; "3.1" stands one below "3." of the same style."""
        style = _style(line)
        below = max(0, _depth(text) - self._shallowest[style])
        return min(_DEEPEST, self._rank[style] + below)


def _style(line: Line) -> tuple[float, bool]:
    return float(round(line.size)), line.bold


def _depth(text: str) -> int:
    """How deep the heading's number goes: 1 for "3.", 2 for "3.1", 0 without one."""
    found = _DEPTH.match(text) if _NUMBER.match(text) else None
    return found.group().count(".") + 1 if found else 0
