"""Whether words that somebody quotes stand in a text, and where they first depart from it."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from archive.document import Range

LONGEST = 3_000
"""Characters of a quotation: an address holds no more, and few quotations have a third of it."""

_FEWEST_WORDS = 3
"""In a row from the quotation's beginning: with fewer, nothing of it is said to stand in the text."""

_ALIKE = {ord(mark): "'" for mark in "‘’‚‛"}
_ALIKE |= {ord(mark): '"' for mark in "“”„‟«»"}
_ALIKE |= {ord(mark): "-" for mark in "‐‑‒–—−"}
_LEFT_OUT = "\u00ad\u200b\ufeff"
_OPENS, _CLOSES = "[“\"'‘]", "[”\"'’]"
_WITH_CITATION = re.compile(rf"\s*{_OPENS}(?P<words>.+){_CLOSES}\s*(?:\(.*\))?[.,;]?\s*", re.DOTALL)
_WORD = re.compile(r"\S+")


class Standing(StrEnum):
    """How a quotation stands to the text."""

    EXACT = "exact"
    """Character for character."""
    ALIKE = "alike"
    """But for spacing, the shape of quotation marks and dashes, or capital letters."""
    DEPARTS = "departs"
    """Its beginning stands in the text; what follows differs."""
    ABSENT = "absent"


@dataclass(frozen=True, slots=True)
class Quoted:
    """What was found of a quotation."""

    quotation: str
    """As it was looked for: without quotation marks round it and the citation after it."""
    standing: Standing
    place: Range | None = None
    """Of the words in the text that agree."""
    agrees_to: int = 0
    """Characters of the quotation that agree; all of them where it stands in the text."""


def find_quotation(text: str, typed: str) -> Quoted:
    """Look for the words as typed; then without the marks round them and a citation after them."""
    found = _look(text, typed.strip())
    with_citation = _WITH_CITATION.fullmatch(typed)
    if with_citation and found.standing in (Standing.DEPARTS, Standing.ABSENT):
        bare = _look(text, with_citation["words"].strip())
        return found if bare.standing is Standing.ABSENT else bare
    return found


def _look(text: str, quotation: str) -> Quoted:
    at = text.find(quotation) if quotation else -1
    if at >= 0:
        return Quoted(quotation, Standing.EXACT, (at, at + len(quotation)), len(quotation))
    folded, places = _folded(text)
    sought, sought_places = _folded(quotation)
    agreed = _longest(folded, sought)
    if not agreed:
        return Quoted(quotation, Standing.ABSENT)
    at = folded.find(sought[:agreed])
    place = (places[at], places[at + agreed - 1] + 1)
    if agreed == len(sought.rstrip()):
        return Quoted(quotation, Standing.ALIKE, place, len(quotation))
    return Quoted(quotation, Standing.DEPARTS, place, sought_places[agreed - 1] + 1)


def _longest(text: str, sought: str) -> int:
    """Characters of the longest beginning, in whole words, that stands in the text; 0 for too few."""
    ends = [match.end() for match in _WORD.finditer(sought)]
    low, high = 0, len(ends)  # of words: a beginning of so many is there, and none of more
    while low < high:
        middle = (low + high + 1) // 2
        if sought[: ends[middle - 1]] in text:
            low = middle
        else:
            high = middle - 1
    return ends[low - 1] if low >= min(_FEWEST_WORDS, len(ends)) > 0 else 0


def _folded(text: str) -> tuple[str, list[int]]:
    """A text without regard to spacing, case and the shape of marks, with the place of each letter."""
    letters: list[str] = []
    places: list[int] = []
    for place, letter in _letters(text):
        if letter == " " and (not letters or letters[-1] == " "):
            continue
        letters.append(letter)
        places.append(place)
    return "".join(letters), places


def _letters(text: str) -> Iterator[tuple[int, str]]:
    for place, character in enumerate(text):
        if character.isspace():
            yield place, " "
        elif character not in _LEFT_OUT:
            alike = unicodedata.normalize("NFKC", character).translate(_ALIKE).casefold()
            for letter in alike:
                yield place, " " if letter.isspace() else letter
