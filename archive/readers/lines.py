"""What one line of a council's record is: list item, heading, label, caption or plain words."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

from archive.document import BlockKind

MAX_HEADING = 160
"""Characters: the longest printed item titles seen (Kent Cabinet, January 2025) are about 150."""

SYMBOLS: Mapping[str, str] = {
    "\uf0b7": "·",
    "\uf0a7": "▪",
    "\uf0d8": "▪",
    "\uf0fc": "▪",
    "\uf06f": "o",
}
"""Bullets of Word's Symbol and Wingdings fonts, which have no character of their own."""

_MARKER = re.compile(
    r"""
      [·•‣▪▫●○◦∙■□➢►✓*\-–—](?=\s)
    | [§o](?=\t|\xa0)                       # Word's other bullets, told from words by what follows
    | \(?(?:[0-9]{1,3}|[a-zA-Z]|[ivx]{2,5})\)(?=\s)
    | (?:[0-9]{1,3}|[a-z]|[ivx]{2,5})\.(?=\s)
    | [0-9]{1,3}(?:\.[0-9]{1,2}){1,3}\.?(?=\s+["“‘(]?[A-Z])
    """,
    re.VERBOSE,
)
_LABEL = re.compile(
    r"(?:minutes|decisions?|(?:supporting|additional|background|related) documents?|attachments?)"
    r"\s*:",
    re.IGNORECASE,
)
_CAPTION = re.compile(
    r"(?:recorded votes?|(?:table|figure|chart) [0-9]+[.:]? ?.{0,120})", re.IGNORECASE
)
_VERDICT = re.compile(
    r"(?:it was |(?:unanimously |further )?)(?:resolved|agreed|carried|noted|lost|rejected|that)\b"
    r"|chair(?:man|person)?\b.{0,3}$|(?:the )?minutes? ends?\b|ends?$|for\b|against\b|abst",
    re.IGNORECASE,
)
_NUMBER = re.compile(
    r"(?:[A-Z]{1,5}[./ -]?)?[0-9]{1,4}[a-z]?(?:[./-][0-9]{1,4}){0,2}(?:/[A-Z]{1,3})?[.:)]?|[IVXLC]+[.)]"
)
_POINT = re.compile(r"(?:to|that)\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Line:
    """A line as read; ``text`` has its marker, if any, followed by one space."""

    kind: BlockKind
    text: str
    marker: str = ""


def find_marker(text: str) -> tuple[str, int]:
    """The bullet or number that the text opens with, and where the words after it begin.

    >>> find_marker("(a)  note the report")
    ('(a)', 5)
    """
    match = _MARKER.match(text)
    if match is None:
        return "", 0
    return match[0], match.end() + len(text[match.end() :]) - len(text[match.end() :].lstrip())


def is_lone_marker(text: str) -> bool:
    """Whether the text is a bullet or number whose words stand in the next paragraph.

    A lone dash or letter may be a line of its own, so only the plain forms count.
    """
    text = text.strip()
    return bool(re.fullmatch(r"[·•▪●○■]|[0-9]{1,3}[.)]|\([0-9a-z]{1,3}\)", text))


def is_number(text: str) -> bool:
    """Whether the text is no more than such a number as items bear: "12.", "24/084", "PL.34"."""
    return _NUMBER.fullmatch(text.strip()) is not None


def is_label(text: str) -> bool:
    return _LABEL.fullmatch(text.strip()) is not None


def is_caption(text: str) -> bool:
    text = text.strip()
    return _CAPTION.fullmatch(text) is not None and not text.endswith(".")


def is_verdict(text: str) -> bool:
    """Whether the text opens as a decision, a vote or the close of the minutes does."""
    return _VERDICT.match(text.strip()) is not None


def is_point(text: str) -> bool:
    """Whether the text opens as a point of a resolution does and no title: "To …", "That …"."""
    return _POINT.match(text.strip()) is not None


def is_shouted(text: str) -> bool:
    """Whether a line is a heading by its capitals: "APOLOGIES", but neither "RESOLVED" nor "CCTV"."""
    text = text.strip()
    letters = [character for character in text if character.isalpha()]
    if len(letters) < 5 or len(text) > MAX_HEADING or text.endswith((".", ";", ",")):
        return False
    small = sum(letter.islower() for letter in letters)
    return small * 20 <= len(letters) and not is_verdict(text)


def read_line(text: str) -> Line:
    """Says what a line is by its words alone; white space at its ends does not count."""
    text = text.strip()
    marker, start = find_marker(text)
    if is_label(text):
        return Line(BlockKind.LABEL, text)
    if is_caption(text):
        return Line(BlockKind.CAPTION, text)
    if is_shouted(text[start:]):
        return Line(BlockKind.HEADING, text, marker)
    if marker and start < len(text):
        return Line(BlockKind.LIST_ITEM, text, marker)
    return Line(BlockKind.PARAGRAPH, text)


class Levels:
    """Tells how deep list items lie from the order in which their markers appear.

    A kind of marker not yet open opens a level below; one that is open closes those below it.
    """

    def __init__(self) -> None:
        self._open: list[str] = []
        self._last = ""

    def close(self) -> None:
        """Called at any block that ends the list: a heading, a label, a paragraph of its own."""
        self._open.clear()

    def of(self, marker: str) -> int:
        """The level of the next list item, 1 the outermost."""
        kind = self._kind(marker)
        if kind in self._open:
            del self._open[self._open.index(kind) + 1 :]
        else:
            self._open.append(kind)
        self._last = marker
        return len(self._open)

    def _kind(self, marker: str) -> str:
        core = marker.strip("().")
        if core.isdigit():
            return marker.replace(core, "1")
        if re.fullmatch(r"[0-9.]+", core):
            return "1" + ".1" * core.count(".")
        if not core.isalpha() or marker == "o":
            return "•" if marker in "·•●" else "–" if marker in "-–—" else marker
        letter = marker.replace(core, "a")
        follows = len(core) == 1 and self._last == marker.replace(core, chr(ord(core) - 1))
        roman = re.fullmatch(r"[ivx]+", core) is not None
        return (
            marker.replace(core, "i")
            if roman and not (follows and letter in self._open)
            else letter
        )
