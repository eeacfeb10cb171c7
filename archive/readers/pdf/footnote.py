"""Notes at the foot of a page: told from its text, and set after the paragraph that calls them."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from archive.document import TABULAR, BlockKind
from archive.readers.pdf.letters import Vocabulary, plain
from archive.readers.pdf.line import Line, prose_of
from archive.reading import Piece

_SMALLER = 0.93
"""Times the size of the text above, at most which letters are a note's."""

_UPPER_PART = 0.35  # share of the page's height, at its top, in which no note stands
_FEWEST_LINES = 4  # from which a page's own letters tell the size of its text
_SHORTEST, _LONGEST = 40.0, 0.5  # points, and share of the page's width: the rule above notes
_ABOVE = 2.5  # sizes between the rule and the first note, at the most
_MOST = 30  # between the numbers of two notes on one page, of which some could not be told

_OPENING = re.compile(r"([⁰¹²³⁴⁵⁶⁷⁸⁹]{1,3}|\d{1,3}|[*†‡§])[.)]?(?![\d,.%])")
_RAISED = re.compile(r"[⁰¹²³⁴⁵⁶⁷⁸⁹]+")


@dataclass(slots=True)
class Footnote:
    """One note and the lines that print it, perhaps on the foot of two pages."""

    number: str
    """In plain figures, or the sign that stands for one: "1", "*"."""
    lines: list[Line] = field(default_factory=list)


class Footnotes:
    """The notes of one document, taken page by page from its lines."""

    def __init__(self, body: float) -> None:
        """``body`` is the size in points of most of the document's letters."""
        self._body = body
        self.found: list[Footnote] = []

    def without(self, lines: Sequence[Line], above: float) -> list[Line]:
        """The lines of one column less the notes at its foot, which are kept.

        No note stands higher than ``above``, in points from the page's top: where its tables end.
        """
        place = self._begins(lines, above)
        if place is None:
            return list(lines)
        for line in lines[place:]:
            number = _number(line)
            if number and (line is lines[place] or self._goes_on(number)):
                self.found.append(Footnote(number))
            self.found[-1].lines.append(line)
        return list(lines[:place])

    def _begins(self, lines: Sequence[Line], above: float) -> int | None:
        place = len(lines)
        limit = _SMALLER * self._size_of(lines)
        while place and lines[place - 1].size <= limit and lines[place - 1].y > above:
            place -= 1
        for number in range(place, len(lines)):
            line = lines[number]
            if line.y < _UPPER_PART * line.sheet.height:
                continue
            ruled = _is_under_rule(line, lines[number - 1] if number else None)
            if _number(line) and (ruled or _is_raised(line)):
                return number
            if ruled and self.found and self.found[-1].lines[-1].page == line.page - 1:
                return number  # the rest of a note that began on the page before
        return None

    def _size_of(self, lines: Sequence[Line]) -> float:
        letters: Counter[float] = Counter()
        for line in lines:
            letters[round(line.size, 1)] += len(line.text)
        return letters.most_common(1)[0][0] if len(lines) >= _FEWEST_LINES else self._body

    def _goes_on(self, number: str) -> bool:
        before = self.found[-1].number
        if number.isdecimal() and before.isdecimal():
            return 0 < int(number) - int(before) < _MOST
        return not number.isdecimal() and not before.isdecimal()


def placed(
    pieces: Iterable[Piece], notes: Iterable[Footnote], vocabulary: Vocabulary
) -> Iterator[Piece]:
    """The pieces, each note after the piece that calls it, or else after its page's last."""
    order = list(pieces)
    after: dict[int, list[Piece]] = defaultdict(list)
    for note in notes:
        prose = prose_of(note.lines, vocabulary)
        pages = note.lines[0].page, note.lines[-1].page
        piece = Piece(
            BlockKind.FOOTNOTE,
            prose.text,
            pages,
            marker=note.number,
            areas=prose.areas,
            deletions=prose.deletions,
        )
        after[_place(order, note.number, pages[0])].append(piece)
    yield from after[-1]
    for number, piece in enumerate(order):
        yield piece
        yield from after[number]


def _place(pieces: Sequence[Piece], number: str, page: int) -> int:
    """Of the piece after which the note belongs; -1 before all."""
    begun = -1
    for place, piece in enumerate(pieces):
        first, last = piece.pages or (0, 0)
        if first <= page:
            begun = place
        if first <= page <= last and number in _calls(piece.text):
            while place + 1 < len(pieces) and _are_one_table(pieces[place], pieces[place + 1]):
                place += 1
            return place
    return begun


def _calls(text: str) -> set[str]:
    return {_plain(found) for found in _RAISED.findall(text)} | {"*", "†", "‡", "§"} & set(text)


def _are_one_table(one: Piece, other: Piece) -> bool:
    return one.kind in TABULAR and other.kind is BlockKind.TABLE_ROW


def _number(line: Line) -> str:
    """The figure or sign that the line opens with, as a note does; nothing where it opens otherwise."""
    found = _OPENING.match(plain(line.text))
    return _plain(found.group(1)) if found and len(found.group()) < len(line.text) else ""


def _plain(number: str) -> str:
    return unicodedata.normalize("NFKC", number)


def _is_raised(line: Line) -> bool:
    first, size = line.words[0], line.size
    if _RAISED.match(first.text):
        return True
    return first.text[:1].isdigit() and first.size < 0.75 * size and first.y < line.y - 0.1 * size


def _is_under_rule(line: Line, before: Line | None) -> bool:
    """Whether a short rule at the column's left edge parts the line from the text above."""
    top = line.y - line.size
    return any(
        _SHORTEST <= rule.x1 - rule.x0 <= _LONGEST * line.sheet.width
        and abs(rule.x0 - line.left) < 2 * line.size
        and top - _ABOVE * line.size < rule.y0 < top + 0.3 * line.size
        and not (before is not None and rule.y0 - before.y < 0.4 * before.size)
        for rule in line.sheet.rules
        if rule.is_level
    )
