"""What opens a list item: a bullet, or a number or letter with its stop or brackets."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from archive.readers.pdf.letters import plain
from archive.readers.pdf.line import Line

_BULLET = re.compile(r"[•·‣▪▫◦●○■□◆➢➤✓✔►*]")
_DASH = re.compile(r"[-–—]")
_LETTER_O = re.compile(r"o")  # Word's second-level bullet, from Courier New
_NUMBER = re.compile(
    r"\d{1,3}[a-z]?[.)]|\d{1,2}(?:\.\d{1,3}){1,3}[.)]?|\(\d{1,3}[a-z]?\)"
    r"|\(?[a-z]{1,2}\)|[a-z]\.|\(?[ivxl]{1,5}\)|[ivx]{1,4}\.|\(?[A-Z]\)"
)
_CAPITAL = re.compile(r"[A-Z]\.")  # an initial where its text does not hang
_GLUED = re.compile(r"(\(?(?:\d{1,2}|[a-z]|[ivx]{1,5})\)|\d{1,2}\.)[A-Z]")
_CORE = re.compile(r"\w+(?=\W*$)")  # "a" of "(a)", the last 3 of "2.3"
_ROMAN = re.compile(r"x{0,3}(?:ix|iv|v?i{0,3})", re.IGNORECASE)
_ROMAN_VALUES = {"i": 1, "v": 5, "x": 10}

_APART = 0.4
"""The same, behind a letter that is a marker where a capital follows."""

_HANGING = 0.55
"""Space after a marker, as a share of the size, from which the text behind it hangs; a word space
is about 0.28."""

_NEAR = 3.0  # points within which markers stand at one indent


def marker_of(line: Line) -> str:
    """The marker that the line opens with, or nothing. A bare figure is none."""
    if len(line.words) < 2:
        return ""
    first = plain(line.words[0].text)
    if _BULLET.fullmatch(first) or _DASH.fullmatch(first) or _NUMBER.fullmatch(first):
        return first
    if _LETTER_O.fullmatch(first):
        is_set_apart = line.gap_after(0) >= _APART and line.words[1].text[:1].isupper()
        return first if is_set_apart or is_hanging(line) else ""
    return first if _CAPITAL.fullmatch(first) and is_hanging(line) else ""


def glued_marker(line: Line) -> str:
    """A number set without a space before its text, as in "(m)In"; nothing where there is none."""
    found = _GLUED.match(plain(line.words[0].text))
    return found.group(1) if found else ""


def is_lone(line: Line) -> bool:
    """Whether the line holds nothing but a marker, whose text must stand beside it."""
    if len(line.words) != 1:
        return False
    only = plain(line.words[0].text)
    return bool(_BULLET.fullmatch(only) or _NUMBER.fullmatch(only)) and not only.isalnum()


def is_bullet(marker: str) -> bool:
    """Whether the marker cannot be the first word of a line of running text."""
    return bool(_BULLET.fullmatch(marker)) or marker == "o"


def is_hanging(line: Line) -> bool:
    """Whether the line's first word stands apart from the rest."""
    return line.gap_after(0) >= _HANGING


def shape_of(marker: str) -> str:
    """What markers of one list have in common: the stops and brackets, and the numbers outside."""
    return _CORE.sub("#", marker, count=1) if _CORE.search(marker) and marker != "o" else marker


def values_of(marker: str) -> frozenset[int]:
    """Where in its list a marker may stand: "(i)" is the first numeral or the ninth letter."""
    found = _CORE.search(marker)
    core = found.group().lower() if found and marker != "o" else ""
    if core.isdecimal():
        return frozenset({int(core)})
    values: set[int] = set()
    if core.isalpha() and core.isascii() and len(set(core)) == 1:
        values.add(ord(core[0]) - ord("a") + 1 + 26 * (len(core) - 1))
    if core and _ROMAN.fullmatch(core):
        digits = [_ROMAN_VALUES[letter] for letter in core]
        nexts = [*digits[1:], 0]
        values.add(sum(-d if d < n else d for d, n in zip(digits, nexts, strict=True)))
    return frozenset(values)


def follows(marker: str, earlier: str) -> bool:
    """Whether ``marker`` counts on from ``earlier``: "(b)" from "(a)", "4." from "3."."""
    if not marker or not earlier or shape_of(marker) != shape_of(earlier):
        return False
    if _DASH.fullmatch(marker):
        return True
    before = values_of(earlier)
    return any(value - 1 in before for value in values_of(marker))


def is_first(marker: str) -> bool:
    """Whether a numbered list begins with the marker: "1.", "(a)", "(i)"."""
    return 1 in values_of(marker)


@dataclass(slots=True)
class _Open:
    """One list whose items are still being read."""

    indent: float
    kind: tuple[str, str]
    last: str


@dataclass(slots=True)
class Levels:
    """How deep list items are nested, by their indents and, at one indent, by their markers."""

    _lists: list[_Open] = field(default_factory=list)

    def close(self) -> None:
        """End every list, as a heading does."""
        self._lists.clear()

    def of(self, marker: str, indent: float) -> int:
        """The level of the next item, 1 the outermost; ``indent`` in points from the column's edge."""
        while self._lists and self._lists[-1].indent > indent + _NEAR:
            self._lists.pop()
        beside = [one for one in reversed(self._lists) if one.indent > indent - _NEAR]
        kind = _kind(marker)
        known = next((one for one in beside if follows(marker, one.last)), None) or next(
            (one for one in beside if one.kind == kind), None
        )
        if known is not None:
            del self._lists[self._lists.index(known) + 1 :]
            known.last = marker
            return len(self._lists)
        if beside and values_of(marker) and not is_first(marker):
            # a number that begins no list stands in the place of the markers before it
            del self._lists[self._lists.index(beside[-1]) :]
        self._lists.append(_Open(indent, kind, marker))
        return len(self._lists)


def _kind(marker: str) -> tuple[str, str]:
    found = _CORE.search(marker)
    core = found.group().lower() if found else ""
    script = "1" if core.isdecimal() else "i" if _ROMAN.fullmatch(core) and core else "a"
    return shape_of(marker), script
