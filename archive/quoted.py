"""Whether words that somebody quotes stand in a text, and where they depart from it."""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass, replace
from difflib import SequenceMatcher
from enum import StrEnum
from functools import cached_property

from archive.document import Range
from archive.figure import FIGURE

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
_COMPARED = re.compile(rf"{FIGURE}|\w+(?:['’]\w+)*|[^\w\s]")
_GAP = re.compile(r"\s*\[(?:…|\.\.\.)\]\s*")
"""What a quotation leaves out, as this site and most people mark it."""

_PADS = ",.;:!?)"
"""Signs before which a space, as text taken out of a PDF has it, says nothing."""

_BEYOND = 200
"""Characters of the text, beyond as many as are quoted, in which the rest of a quotation is looked for."""

_LEAST_SHARED = 0.3
"""Of the words from the first departure on: with fewer in common, all of them depart."""


class Standing(StrEnum):
    """How a quotation stands to the text."""

    EXACT = "exact"
    """Character for character."""
    ALIKE = "alike"
    """But for spacing, the shape of quotation marks and dashes, or capital letters."""
    IN_PARTS = "in parts"
    """Exactly or alike, in this order, with what lies between them marked as left out."""
    DEPARTS = "departs"
    """Its beginning, or that of one of its parts, stands in the text; something that follows differs."""
    ABSENT = "absent"


@dataclass(frozen=True, slots=True)
class Quoted:
    """What was found of a quotation."""

    quotation: str
    """As it was looked for: without quotation marks round it and the citation after it."""
    standing: Standing
    places: tuple[Range, ...] = ()
    """Of its words in the text: one range, or one for each part between what is left out."""
    departs: tuple[Range, ...] = ()
    """What of the quotation stands otherwise in the text, or not."""
    departs_from: tuple[Range, ...] = ()
    """What of the text stands otherwise in the quotation, or not."""


class _Text:
    """A text that may be looked through more than once."""

    def __init__(self, whole: str) -> None:
        self.whole = whole

    @cached_property
    def folded(self) -> tuple[str, list[int]]:
        return _folded(self.whole)


def find_quotation(text: str, typed: str) -> Quoted:
    """Look for the words as typed; then without the marks round them and a citation after them."""
    held = _Text(text)
    found = _find(held, typed.strip())
    with_citation = _WITH_CITATION.fullmatch(typed)
    if with_citation and found.standing in (Standing.DEPARTS, Standing.ABSENT):
        bare = _find(held, with_citation["words"].strip())
        return found if bare.standing is Standing.ABSENT else bare
    return found


def _find(text: _Text, quotation: str) -> Quoted:
    """As a whole; then, where it says that words are left out, part by part."""
    found = _look(text, quotation)
    if found.standing in (Standing.EXACT, Standing.ALIKE) or not _GAP.search(quotation):
        return found
    edges = [0, *(edge for gap in _GAP.finditer(quotation) for edge in gap.span()), len(quotation)]
    parts: list[Quoted] = []
    reached = 0
    for start, end in zip(edges[::2], edges[1::2], strict=True):
        if start == end:
            continue
        part = _look(text, quotation[start:end], reached)
        if part.places:
            reached = part.places[-1][1]
        elif part.standing is Standing.ABSENT:
            part = replace(part, departs=((0, end - start),))
        parts.append(replace(part, departs=tuple((a + start, b + start) for a, b in part.departs)))
    standings = {part.standing for part in parts}
    standing = Standing.DEPARTS if standings - {Standing.ABSENT} else Standing.ABSENT
    if standings and standings <= {Standing.EXACT, Standing.ALIKE}:
        standing = Standing.IN_PARTS
    return Quoted(
        quotation,
        standing,
        tuple(place for part in parts for place in part.places),
        tuple(departs for part in parts for departs in part.departs),
        tuple(departs for part in parts for departs in part.departs_from),
    )


def _look(text: _Text, quotation: str, after: int = 0) -> Quoted:
    at = text.whole.find(quotation, after) if quotation else -1
    if at >= 0:
        return Quoted(quotation, Standing.EXACT, ((at, at + len(quotation)),))
    folded, places = text.folded
    first = bisect_left(places, after)
    sought, sought_places = _folded(quotation)
    agreed = _longest(folded, sought, first)
    if not agreed:
        return Quoted(quotation, Standing.ABSENT)
    at = folded.find(sought[:agreed], first)
    start, end = places[at], places[at + agreed - 1] + 1
    if agreed == len(sought.rstrip()):
        return Quoted(quotation, Standing.ALIKE, ((start, end),))
    return _compared(quotation, text.whole, start, end, sought_places[agreed - 1] + 1)


def _compared(quotation: str, text: str, start: int, end: int, agreed: int) -> Quoted:
    """``agreed`` characters of the quotation stand from ``start`` to ``end``: word by word from there."""
    ours = [(match.start(), match.end()) for match in _COMPARED.finditer(quotation, agreed)]
    beyond = end + len(quotation) - agreed + _BEYOND
    theirs = [(match.start(), match.end()) for match in _COMPARED.finditer(text, end, beyond)]
    matcher = SequenceMatcher(
        None,
        [_folded(quotation[a:b])[0] for a, b in ours],
        [_folded(text[a:b])[0] for a, b in theirs],
        autojunk=False,
    )
    codes = matcher.get_opcodes()
    shared = sum(j - i for kind, i, j, _m, _n in codes if kind == "equal")
    if shared < _LEAST_SHARED * len(ours):
        codes = [("replace", 0, len(ours), 0, len(theirs))]
    departs, departs_from = [], []
    for kind, i, j, m, n in codes:
        if j == len(ours):  # what goes on in the text is not quoted
            n = min(n, m + j - i)
        if kind != "equal":
            departs += [(ours[i][0], ours[j - 1][1])] if i < j else []
            departs_from += [(theirs[m][0], theirs[n - 1][1])] if m < n else []
        end = theirs[n - 1][1] if m < n else end
        if j == len(ours):
            break
    return Quoted(quotation, Standing.DEPARTS, ((start, end),), tuple(departs), tuple(departs_from))


def _longest(text: str, sought: str, first: int) -> int:
    """Characters of the longest beginning, in whole words, that stands in the text from ``first`` on; 0
    for too few.
    """
    ends = [match.end() for match in _WORD.finditer(sought)]
    low, high = 0, len(ends)  # of words: a beginning of so many is there, and none of more
    while low < high:
        middle = (low + high + 1) // 2
        if text.find(sought[: ends[middle - 1]], first) >= 0:
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
        if letter in _PADS and letters and letters[-1] == " ":
            letters.pop()
            places.pop()
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
