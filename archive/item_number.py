"""Reads the numbers that items bear: "12.", "24/084", "CAB/24/15", "PL.34", "(12)", "XII."."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from archive.readers.numerals import printed_number

_WORD = r"(?i:(?:(?:agenda\s+)?item|minute)\s+(?:no\.?\s*)?|no\.\s*)?"
_WHOLE = (
    r"(?:(?:[A-Z]{1,5}[./-]?|[A-Z]{2,5}\ )?[0-9]{1,4}(?:[./-][0-9]{1,4}){0,2}"
    r"(?:/[A-Z]{1,3}(?![A-Za-z]))?[A-Za-z]?(?![A-Za-z0-9]))"
)
_ROMAN = r"[IVXLC]{1,7}(?=[.)])"
_NUMBERED = re.compile(
    rf"(?:{_WORD}(?P<number>{_WHOLE}|{_ROMAN})(?P<mark>[.:)](?![0-9])|(?=\s))"
    rf"|\((?P<bracketed>{_WHOLE})\))\s*[-–—:]?\s*(?P<title>\S.*)",
    re.DOTALL,
)
_ALONE = re.compile(rf"{_WORD}(?:{_WHOLE}|{_ROMAN})[.:)]?|\({_WHOLE}\)")
_PARTS = re.compile(r"(?P<shape>.*?[0-9]+(?:[./-][0-9]+)*(?:/[A-Z]+)?)(?P<letter>[A-Za-z]?)")
_IN_PART = re.compile(r"[A-Z][0-9]+")
_DIGITS = re.compile(r"[0-9]+")
_YEAR = re.compile(r"[0-9]{4}")
_SIMPLE = re.compile(r"#|#/[0-9]{2,4}|[0-9]{1,4}/#")

_VALUES = {printed_number(value, "I"): value for value in range(1, 400)}
PLAIN = "#"
"""The style of a number that is nothing but figures."""
_ROMAN_STYLE = "I"
_PART_STYLE = "A#"
_FEWEST = 3
"""Of a number with letters or several parts: with fewer, it may be a road's or an application's."""

Rank = tuple[str, int, str]


class Numbered(NamedTuple):
    """A line that a number opens."""

    number: str
    """The whole of it as printed, without the mark that ends it."""
    title: str


def read_numbered(words: str) -> Numbered | None:
    """The number that a line opens with, and the words after it.

    A point before a figure does not end a number: "12.24 Apologies" is numbered 12.24. Four figures
    with no mark after them are a year.
    """
    match = _NUMBERED.fullmatch(words)
    if match is None:
        return None
    number = match["number"] or match["bracketed"]
    if _YEAR.fullmatch(number) and not (match["mark"] or match["bracketed"]):
        return None
    if number.isalpha() and number not in _VALUES:
        return None
    return Numbered(number, match["title"])


def is_number_alone(words: str) -> bool:
    return _ALONE.fullmatch(words) is not None


def styles(number: str) -> Iterator[tuple[str, Rank]]:
    """Each way in which a number may be one of a series, and its rank there.

    One group of figures rises and the rest stays: "24/084" may be "24/#" at 84, or "#/084" at 24.
    A letter right before the figures is a part of the agenda, which rises too: A1, A2, B1.
    """
    if number in _VALUES:
        yield _ROMAN_STYLE, ("", _VALUES[number], "")
        return
    match = _PARTS.fullmatch(number)
    if match is None:
        return
    shape, letter = match["shape"], match["letter"].lower()
    if _IN_PART.fullmatch(shape):
        yield _PART_STYLE, (shape[0], int(shape[1:]), letter)
        return
    for group in _DIGITS.finditer(shape):
        style = f"{shape[: group.start()]}#{shape[group.end() :]}"
        yield style, ("", int(group[0]), letter)


def is_series(style: str, ranks: list[Rank]) -> bool:
    """Whether so many numbers make a series: two will do where the second follows the first."""
    if not ranks or _SIMPLE.fullmatch(style) or len(ranks) >= _FEWEST:
        return bool(ranks)
    first, last = ranks[0], ranks[-1]
    return style != _PART_STYLE and last[1] == first[1] + 1


def is_section_of(style: str, ranks: set[Rank]) -> bool:
    """Whether the numbers of a style, "5.1" and "5.2", count the sections of an item that is there."""
    whole, point, _ = style.partition(".")
    return bool(point) and whole.isdigit() and ("", int(whole), "") in ranks
