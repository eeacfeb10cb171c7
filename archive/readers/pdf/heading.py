"""Which paragraphs are headings, and of what level."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from archive.readers.pdf.line import Line, Style
from archive.readers.pdf.marker import is_bullet
from archive.readers.pdf.underline import is_underlined

_LARGER = 1.12
"""Times the body's size from which letters are a heading's."""

_SMALLEST = 0.9
"""The same for the letters of a bold or underlined one, at the least."""

_LONGEST = 220  # characters; the longest item titles seen in council agendas run to about 200
_MOST_WORDS = 30
_DEEPEST = 6

_NUMBER = re.compile(r"(?:item\s+)?\d{1,3}[a-z]?(?:\.\d{1,3}){0,3}[.)]?\s+\S", re.IGNORECASE)
_DEPTH = re.compile(r"\d+(?:\.\d+)*")
_DECISION = re.compile(r"(?:RESOLVED|RECOMMENDED|AGREED|NOTED|Resolved|Agreed|Recommended)\b")
_CLOSING = re.compile(r"(?:chair(?:man|woman|person)?|mayor|minutes end|signed\b.*)", re.I)
_PERSON = re.compile(r"(?:MRS?|MS|MISS|DR|SIR|DAME|LORD|LADY|CLLRS?|COUNCILLORS?|ALDERMAN)\b")
_WORD = re.compile(r"[^\W\d_]{3,}")
_ITEM_LABEL = re.compile(r"\((?:agenda )?item(?: no\.?)? ?\d+[a-z]?\)", re.IGNORECASE)
_DAY = re.compile(r"(?:[A-Z]\w+day,? )?\d{1,2}(?:st|nd|rd|th)? [A-Z]\w+,? \d{4}")
_FIGURE = re.compile(r"[-+(£]*\d[\d,.]*[)%mkbn]*")
_ASIDE = re.compile(r"\(.*\)|[“\"].*[”\"]\.?")
_CAPTION = re.compile(r"(?:table|figure|fig\.|chart|map|graph)\s+\d+[a-z]?\s*[.:–—-]?\s", re.I)


def is_item_label(text: str) -> bool:
    """Whether the text is only a pointer to the agenda: "(Item 3)"."""
    return bool(_ITEM_LABEL.fullmatch(text))


def is_caption(text: str) -> bool:
    """Whether the text names a table or figure: "Table 2: Referrals by month"."""
    return len(text) <= _LONGEST and bool(_CAPTION.match(text))


class Candidate(NamedTuple):
    """A paragraph that may be a heading."""

    text: str
    lines: Sequence[Line]
    marker: str = ""


def headings(paragraphs: Sequence[Candidate], body: Style) -> set[int]:
    """The places of the headings among paragraphs; a table among them has no lines.

    A paragraph is a heading by its size, by its weight, by a number with capitals, by capitals
    alone, or by a rule under all of it; where the next or the one before is underlined like it,
    they are links.
    """
    found = set()
    underlined: dict[int, bool] = {}
    for place, one in enumerate(paragraphs):
        if not one.lines or not _may_be_heading(one):
            continue
        if _is_set_as_heading(one, body):
            found.add(place)
        elif one.lines[0].size >= _SMALLEST * body[0] and one.text[-1:] not in ".;,":
            for near in (place - 1, place, place + 1):
                if near not in underlined:
                    beside = paragraphs[near].lines if 0 <= near < len(paragraphs) else ()
                    underlined[near] = bool(beside) and all(map(is_underlined, beside))
            if underlined[place] and not (underlined[place - 1] or underlined[place + 1]):
                found.add(place)
    return found


def _may_be_heading(one: Candidate) -> bool:
    text, marker = one.text, one.marker
    if len(text) > _LONGEST or len(text.split()) > _MOST_WORDS or is_bullet(marker):
        return False
    return (
        sum(letter.isalpha() for letter in text) > 1
        and "@" not in text
        and not _is_no_heading(text)
        and not _is_row_of_figures(text)
        and not marker.startswith(("-", "–", "—"))
    )


def _is_set_as_heading(one: Candidate, body: Style) -> bool:
    text, lines = one.text, one.lines
    size, ends_open = lines[0].size, text[-1:] not in ".;,"
    if size >= _LARGER * body[0] and ends_open:
        return True
    numbered = bool(_NUMBER.match(text))
    if (one.marker or _is_in_columns(lines)) and not numbered:
        return False
    if all(line.bold for line in lines) and not body[1]:
        return ends_open and size >= _SMALLEST * body[0]
    letters = [letter for letter in text if letter.isalpha()]
    if not all(letter.isupper() for letter in letters):
        return False
    if numbered:
        return len(letters) > 3 and text[-1:] not in ";,"
    return (
        ends_open and len(lines) == 1 and len(_WORD.findall(text)) > 1 and not _PERSON.match(text)
    )


def _is_no_heading(text: str) -> bool:
    """Whether it is a decision, a place to sign, an aside or a day, whatever its letters."""
    return bool(
        _DECISION.match(text)
        or _CLOSING.fullmatch(text)
        or _ASIDE.fullmatch(text)
        or _DAY.fullmatch(text)
    )


def _is_row_of_figures(text: str) -> bool:
    """Whether it is a row of an unruled table: "Total 586.1 621.6 +35.4"."""
    words = text.split()
    figures = [bool(_FIGURE.fullmatch(word)) for word in words]
    return sum(figures) > 1 and (all(figures[-2:]) or sum(figures) > len(words) / 2)


def _is_in_columns(lines: Sequence[Line]) -> bool:
    """Whether wide spaces part the words, as between a form's labels; a section's number may stand apart."""
    for line in lines:
        tab = line.tab()
        if tab is not None and not (line.words[-1].x0 == tab and line.words[-1].text.isdigit()):
            return True
    return False


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
