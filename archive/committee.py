"""Reads which committee a record is of, as minutes, agendas and reports name it."""

from __future__ import annotations

import re
from collections.abc import Sequence

from archive.dates import find_dates

PACK_OF = re.compile(
    r"\(public pack\).*\bfor (?P<committee>.+?), (?P<when>\d\d/\d\d/\d{4}.*)", re.I
)
"""How ModernGov names its packs in their own metadata."""
SUBTITLE = re.compile(r"(?P<committee>.+?)\s+[-–—]\s+(?P<when>.+)")
MEETING_OF = re.compile(r"Meeting of (?:the )?(?P<committee>.+?), (?P<when>.+)")
"""The two ways in which ModernGov heads a page: a meeting's, and one item's."""

_MAX_RECORD_LINE = 400
"""Characters: "Minutes of the meeting of … held on … in …" with the longest of names."""
_FIRST_LINES = 15
"""Of the opening, beyond which a line that is a body's name is a list's."""
_PART = (
    r"(?:Committee|Sub-?\s?Committee|Cabinet|Board|Panel|Commission|Forum|Executive|Assembly"
    r"|Authority|Working (?:Group|Party)|Task Group)"
)
_BODY = rf"(?:{_PART}|(?:Full|Parish|Town|County|City) Council|Council)"
_MEETING_WORDS = (
    r"(?:(?:an?|the|draft|extraordinary|special|annual|ordinary|additional|virtual|public|hybrid)"
    r"\s+)*"
)
_RECORD_OF = re.compile(
    r"\b(?:(?:minutes?|notes|agenda|meeting|proceedings)\s+(?:of|for|[-–—])|decisions\s+(?:taken|made)\s+by)"
    rf"\s+{_MEETING_WORDS}"
    rf"(?:(?:meetings?|proceedings)\s+of\s+{_MEETING_WORDS})?"
    rf"(?P<committee>[A-Z][^.:;\n]{{2,120}}?)"
    r"(?=(?:\s+meetings?)?(?:,?\s+(?:was\s+)?(?:held|on|at)\b|,\s+the\b|(?:,|\s[-–—])?\s+(?:\w+day,?\s+)?"
    r"(?:\d{1,2}(?:st|nd|rd|th)?\s+\w+,?\s+\d{4}|\d{1,2}[/.]\d{1,2}[/.]\d{2})|[.,:;]?$))",
    re.IGNORECASE,
)
_LABELLED = re.compile(
    r"(?:committee|meeting|report to|to|decision[- ]maker)\s*:\s*(?P<committee>.+)", re.I
)
_BODY_LINE = re.compile(rf"(?P<committee>(?:[\w’'&,\-]+\s+){{0,12}}{_BODY})(?:\s*[-–—,].*)?", re.I)
_OF_COUNCIL = re.compile(
    rf"(?P<committee>.*\b{_PART})\s+of\s+(?:the\s+)?(?:[\w’'&-]+\s+){{0,6}}Council", re.IGNORECASE
)
"""A committee with the council whose it is: "Standards Committee of Ashfold Council"."""
_SMALL_WORDS = frozenset("a an and at by for from in of on or the to with".split())


def read_committee(heading: str, opening: Sequence[str]) -> tuple[str, str]:
    """The committee, and the words that say when it met."""
    for pattern in (MEETING_OF, SUBTITLE):
        match = pattern.match(heading)
        if match and find_dates(match["when"]):
            return spelt(match["committee"]), match["when"]
    for line in opening:
        match = _RECORD_OF.search(line) if len(line) <= _MAX_RECORD_LINE else None
        if match and re.search(rf"\b{_BODY}\b", match["committee"], re.I):
            whole = _OF_COUNCIL.fullmatch(match["committee"])
            return spelt((whole or match)["committee"]), line[match.end() :]
    for line in opening[:_FIRST_LINES]:
        line = line.rpartition(" / ")[2]  # in Wales a line says it in both languages, English last
        match = _LABELLED.fullmatch(line)
        body = _BODY_LINE.match(match["committee"] if match else line)
        if body and (
            match or (body.end() == len(line) and len(line) <= 120 and _is_title_case(line))
        ):
            name = spelt(body["committee"])
            if not re.search(r"\b(?:borough|county|district|city) council$", name, re.I) or match:
                return name, line[len(body["committee"]) :] if not match else ""
    return "", ""


def _is_title_case(line: str) -> bool:
    return all(
        word[:1].isupper() or word.lower() in _SMALL_WORDS or not word[:1].isalpha()
        for word in line.split()
    )


def spelt(words: str) -> str:
    """A name as it is written in running text: capitals only where names have them."""
    words = re.sub(
        r"^(?:(?:circulated|submitted|presented) to |to |the )+",
        "",
        " ".join(words.split()).strip(" ,.;:-–"),
        flags=re.IGNORECASE,
    )
    if any(letter.islower() for letter in words):
        return words
    return " ".join(
        word.lower() if place and word.lower() in _SMALL_WORDS else _capitalised(word)
        for place, word in enumerate(words.split())
    )


def _capitalised(word: str) -> str:
    return "-".join(part.capitalize() for part in word.split("-"))
