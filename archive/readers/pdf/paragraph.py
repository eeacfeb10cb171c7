"""Lines to paragraphs: which line goes on from the one before it."""

from __future__ import annotations

import itertools
import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from archive.readers.pdf.heading import is_caption
from archive.readers.pdf.letters import ends_cut, plain
from archive.readers.pdf.line import Line
from archive.readers.pdf.marker import (
    follows,
    glued_marker,
    is_bullet,
    is_first,
    is_hanging,
    marker_of,
    shape_of,
)
from archive.readers.pdf.measure import measured, with_markers

_ENDINGS = ".?!:;"
_CLOSERS = "\"'”’)]"
_NEAR = 3.0  # points by which left edges of one paragraph may differ
_SIZE_STEP = 0.8  # points between sizes that a reader sees as different
_READ_STEP = (
    1.5  # the same where a machine has read them, which tells sizes in whole points and by the line
)

_RAGGED = 0.15
"""Share of the column that a line within a sentence may leave empty at its end."""

_HALF = 0.5
"""The same for one that plainly runs on, and for a title's."""

_LOOSER = 1.18
"""Times the usual distance between lines, from which a new paragraph begins."""

_MUCH_LOOSER = 1.6
"""The same where the sentence plainly runs on, as in passages set with wider lines."""

_LOOSEST = 3.0
"""Sizes between two lines of one sentence, at the most: double spacing of large-set letters."""

_LOW = 0.75  # share of the page's height from which a box can go on over the page

_LARGE = 1.25
"""Times the body's size from which lines are a title's, broken where they look best."""

_DANGLING = re.compile(
    r"\b(?:an?|the|of|to|and|or|in|on|at|by|for|from|with|within|into|between|than|that|which|whose|as"
    r"|is|are|was|were|be|been|has|have|had|its|their|our|this|these|per)$"
)
"""A line's last word with which no paragraph, heading or item ends."""


@dataclass(slots=True)
class Paragraph:
    """Lines that read as one, perhaps over columns and pages."""

    lines: list[Line]
    marker: str = ""
    hang: float = 0.0
    """Where its second and further lines begin, in points from the column's left edge."""
    pitch: float = field(default=0.0)
    """Distance between its own lines, in points; 0 while it has one line."""

    @property
    def last(self) -> Line:
        return self.lines[-1]

    def add(self, line: Line) -> None:
        """Take ``line`` as the next."""
        if line.column == self.last.column:
            self.pitch = line.y - self.last.y
        if len(self.lines) == 1:
            self.hang = line.x0 - line.left
        self.lines.append(line)


def usual_leading(lines: Sequence[Line]) -> float:
    """The commonest distance between lines of one sentence, as a share of their size."""
    found: Counter[int] = Counter()
    for one, other in itertools.pairwise(lines):
        share = (other.y - one.y) / one.size
        if (
            one.column == other.column
            and 0.8 < share < _LOOSEST
            and abs(one.size - other.size) < 0.3
            and _is_open(one)
        ):
            found[round(share * 20)] += 1
    if not found:
        return 1.2
    # the closer of two distances that are about as common: the wider one parts paragraphs
    most = max(found.values())
    return min(step for step, count in found.items() if count >= most / 2) / 20


def paragraphs(
    lines: Iterable[Line], leading: float, body: float, latest: dict[str, str]
) -> list[Paragraph]:
    """Lines in reading order, joined where the print shows that the text runs on.

    ``leading`` is the document's usual distance between lines as a share of their size, ``body``
    the size of most of its letters in points. ``latest`` holds the last marker of each shape, from
    one stretch of a document to the next: a table does not end a list.
    """
    found: list[Paragraph] = []
    for line in measured(with_markers(list(lines))):
        marker = marker_of(line)
        if not marker and (glued := glued_marker(line)):
            marker = glued if follows(glued, latest.get(shape_of(glued), "")) else ""
        current = found[-1] if found else None
        if current is not None and _runs_on(current, line, marker, latest, leading, body):
            current.add(line)
            continue
        if marker:
            latest[shape_of(marker)] = marker
        hang = line.words[1].x0 if marker and len(line.words) > 1 else line.x0
        found.append(Paragraph([line], marker, hang - line.left))
    return found


def _runs_on(
    paragraph: Paragraph,
    line: Line,
    marker: str,
    latest: dict[str, str],
    leading: float,
    body: float,
) -> bool:
    last = paragraph.last
    cut = _is_cut_short(last.text, line.text)
    if marker and not (cut and line.text[:1].isdigit()) and _opens(marker, line, last, latest):
        return False
    step = _READ_STEP if line.sheet.is_machine_read else _SIZE_STEP
    if abs(line.size - last.size) > step or _changes_weight(paragraph, line):
        return False
    open_ended = _is_open(last)
    if line.column != last.column:
        return not marker and _crosses(paragraph, line, open_ended)
    flowing = _is_full(paragraph, line) and (open_ended or plain(line.text)[:1].islower())
    if line.y - last.y > _limit(paragraph, line, leading, flowing) or _is_ruled_off(last, line):
        return False
    if cut:
        return True
    if last.size >= _LARGE * body and last.bold == line.bold:
        broken = _room(last) < _HALF or (last.is_centred() and line.is_centred())
        return open_ended and broken and _is_in_place(paragraph, line)
    if last.tab() is not None or line.tab() is not None:
        tab = last.tab()  # a label with its text, which may hang beneath itself
        return tab is not None and line.tab() is None and abs(line.x0 - tab) < _NEAR
    if last.text.endswith(")") and line.text.endswith(")") and line.right - line.x1 > line.size:
        return False  # people with their posts, one a line
    return (
        _is_full(paragraph, line) or _reads_on(last, line) or _is_hung(paragraph, line)
    ) and _is_in_place(paragraph, line)


def _is_hung(paragraph: Paragraph, line: Line) -> bool:
    """Whether the line hangs beneath a list item's text, within its sentence."""
    first, last = paragraph.lines[0], paragraph.last
    return (
        bool(paragraph.marker)
        and line.x0 - first.x0 > 2 * _NEAR
        and _is_open(last)
        and not plain(last.text).endswith(")")
        and _room(last) < _HALF
    )


def _is_ruled_off(last: Line, line: Line) -> bool:
    """Whether a rule between the lines, as between a form's boxes, parts them."""
    top, foot = last.y + 0.22 * last.size, line.y - 0.6 * line.size
    return any(
        top < rule.y0 < foot
        and rule.is_level
        and rule.x0 < line.x0 - 1
        and rule.x1 > max(line.x1, last.x1)
        for rule in line.sheet.rules
    )


def _opens(marker: str, line: Line, last: Line, latest: dict[str, str]) -> bool:
    """Whether the line is a list's next item, or its first, and no line of running text."""
    if is_bullet(marker) or is_hanging(line) or follows(marker, latest.get(shape_of(marker), "")):
        return True
    return is_first(marker) and marker.endswith((")", ".")) and not _is_open(last)


def _is_cut_short(last: str, line: str) -> bool:
    """Whether a line's last word runs on: "2025-" to "26", "and/" to "or"."""
    before, after = last[-2:-1], line[:1]
    if last.endswith("/"):
        return before.isalpha() and after.isalpha()
    alike = (before.isalpha() and after.isalpha()) or (before.isdigit() and after.isdigit())
    return alike and ends_cut(last)


def _crosses(paragraph: Paragraph, line: Line, open_ended: bool) -> bool:
    """Whether a paragraph goes on in the next column or on the next page."""
    last = paragraph.last
    if (last.boxed or line.boxed) and (last.page == line.page or last.y < _LOW * last.sheet.height):
        return False  # a box ends with the page or before its text could go on
    if is_caption(line.text) or is_caption(paragraph.lines[0].text):
        return False
    if not _is_in_place(paragraph, line):
        return False
    if open_ended:
        return _is_full(paragraph, line) or _reads_on(last, line)
    # the text of a list item, at its own indent, after a full line that ends a sentence
    opening = paragraph.lines[0].x0 - paragraph.lines[0].left
    hanging = len(paragraph.lines) > 1 and paragraph.hang > opening + 2 * _NEAR
    return bool(paragraph.marker) and hanging and _is_full(paragraph, line)


def _reads_on(last: Line, line: Line) -> bool:
    """Whether a line that ends early still runs on: set ragged, or to a narrower measure."""
    room = _room(last)
    text, begin = plain(last.text), plain(line.text)[:1]
    if begin.islower() or text[-1:] in ",/" or _DANGLING.search(text):
        return room < _HALF
    return _is_open(last) and text[-1:] != ")" and room < _RAGGED


def _room(line: Line) -> float:
    """The space left at the line's end, as a share of its column."""
    width = line.right - line.left
    return (line.right - line.x1) / width if width > 0 else 1.0


def _limit(paragraph: Paragraph, line: Line, leading: float, flowing: bool) -> float:
    usual = leading * line.size
    if flowing:
        return max(_MUCH_LOOSER * usual, paragraph.pitch * 1.1)
    return (paragraph.pitch * 1.1 if paragraph.pitch else _LOOSER * usual) + 0.5


def _changes_weight(paragraph: Paragraph, line: Line) -> bool:
    """A bold heading above plain text or below it, not a bold phrase within a sentence."""
    last = paragraph.last
    if last.bold == line.bold:
        return False
    if last.bold:  # a bold phrase that fills its line may go on in plain letters
        near = line.column == last.column
        runs_on = _is_full(paragraph, line) or (near and _reads_on(last, line))
        return not (_is_open(last) and plain(line.text)[:1].islower() and runs_on)
    return not (_is_open(last) and _is_full(paragraph, line))


def _is_open(line: Line) -> bool:
    """Whether the line stops within a sentence."""
    return plain(line.text).rstrip(_CLOSERS)[-1:] not in _ENDINGS


def _is_full(paragraph: Paragraph, line: Line) -> bool:
    """Whether ``line``'s first word had no room at the end of the paragraph's last line."""
    last = paragraph.last
    width = line.words[0].x1 - line.words[0].x0
    room = last.right - last.x1
    if _are_centred(paragraph, line):
        room += last.x0 - last.left
    return room < width + 0.3 * last.size


def _are_centred(paragraph: Paragraph, line: Line) -> bool:
    """Whether the lines are centred, and not hung at one indent, as a list's are."""
    last = paragraph.last
    if paragraph.marker and abs(line.x0 - line.left - paragraph.hang) < _NEAR:
        return False
    if abs(last.x0 - line.x0) < _NEAR:
        if any(abs(each.x1 - last.x1) >= _NEAR for each in _above(paragraph, last)):
            return False  # two lines that happen to be as long
        return abs(last.x1 - line.x1) < _NEAR and last.is_centred() and line.is_centred()
    if last.boxed and abs(last.x0 + last.x1 - line.x0 - line.x1) < 2 * _NEAR:
        return True
    return last.is_centred() and line.is_centred()


def _above(paragraph: Paragraph, last: Line) -> list[Line]:
    """The lines that begin where ``last`` does, further up."""
    return [each for each in paragraph.lines[:-1] if abs(each.x0 - last.x0) < _NEAR]


def _is_in_place(paragraph: Paragraph, line: Line) -> bool:
    """Whether the line begins where the paragraph's lines begin."""
    last = paragraph.last
    if _are_centred(paragraph, line):
        return True
    if line.column == last.column and last.x0 - line.x0 > (line.right - line.left) / 2:
        return False  # set to the right margin
    indent = line.x0 - line.left
    if len(paragraph.lines) == 1 and not paragraph.marker:
        # the first line may be indented, or hang out by a word such as "Present:"
        return line.column == last.column or abs(indent - paragraph.hang) < 36
    if len(paragraph.lines) == 1 and line.column == last.column:
        # a list item's text may return to its marker's edge
        opening = last.x0 - last.left
        beyond = line.size if _is_open(last) else 0.0  # its lines may hang further than its first
        return opening - _NEAR <= indent <= paragraph.hang + _NEAR + beyond
    return abs(indent - paragraph.hang) < 2 * _NEAR
