"""What opens a list item: a bullet, or a number or letter with its stop or brackets."""

from __future__ import annotations

import re

from archive.readers.pdf.letters import plain
from archive.readers.pdf.line import Line

_BULLET = re.compile(r"[•·‣▪▫◦●○■□◆➢➤✓✔►*]")
_DASH = re.compile(r"[-–—]")
_LETTER_O = re.compile(r"o")  # Word's second-level bullet, from Courier New
_NUMBER = re.compile(
    r"\d{1,3}[a-z]?[.)]|\d{1,2}(?:\.\d{1,3}){1,3}[.)]?|\(\d{1,3}[a-z]?\)"
    r"|\(?[a-z]{1,2}\)|[a-z]\.|\(?[ivxl]{1,5}\)|[ivx]{1,4}\.|\(?[A-H]\)"
)
_FIRST_NUMBER = re.compile(r"\d+")

_HANGING = 0.55
"""Space after a marker, as a share of the size, from which the text behind it hangs; a word space
is about 0.28."""


def marker_of(line: Line) -> str:
    """The marker that the line opens with, or nothing. A bare figure is none."""
    if len(line.words) < 2:
        return ""
    first = plain(line.words[0].text)
    if _BULLET.fullmatch(first) or _DASH.fullmatch(first) or _NUMBER.fullmatch(first):
        return first
    return first if _LETTER_O.fullmatch(first) and is_hanging(line) else ""


def is_bullet(marker: str) -> bool:
    """Whether the marker cannot be the first word of a line of running text."""
    return bool(_BULLET.fullmatch(marker)) or marker == "o"


def is_hanging(line: Line) -> bool:
    """Whether the line's first word stands apart from the rest."""
    return line.gap_after(0) >= _HANGING


def follows(marker: str, earlier: str) -> bool:
    """Whether ``marker`` counts on from ``earlier``: "(b)" from "(a)", "4." from "3."."""
    if not marker or not earlier:
        return False
    if _DASH.fullmatch(marker):
        return marker == earlier
    one, other = _FIRST_NUMBER.search(earlier), _FIRST_NUMBER.search(marker)
    if one and other:
        shape = _FIRST_NUMBER.sub("#", marker, count=1) == _FIRST_NUMBER.sub("#", earlier, count=1)
        return shape and int(other.group()) == int(one.group()) + 1
    return (
        len(marker) == len(earlier)
        and marker.strip("().").isalpha()
        and marker.strip("()." + marker.strip("().")) == earlier.strip("()." + earlier.strip("()."))
        and ord(marker.strip("().")[-1]) == ord(earlier.strip("().")[-1]) + 1
    )
