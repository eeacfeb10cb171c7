"""Ways to ask, each shown by a search of the archive's own words that is sure to find something."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from itertools import islice

from indexer.results import Search
from web.library import Library

_NEWEST = 12
"""Documents with agenda items whose titles are tried: what the archive is about now."""
_ROUTINE = re.compile(
    r"apolog|minutes|declar|interest|chair|urgent|exclusion|public|any other|date of|next meeting|closing"
    r"|welcome|matters arising|substitut|deputation|petition|question|review of|report|attendance"
    r"|work(?:ing)? programme|forward plan|election|membership",
    re.I,
)
"""In titles of items that every meeting has: nobody would ask for them."""
_WORD = re.compile(r"[A-Za-z]{4,}")
_LONG = 9
"""Letters of a word from which its beginning stands for it and others."""


class WayKind(StrEnum):
    QUESTION = "question"
    PHRASE = "phrase"
    WITHOUT = "without"
    BEGINNING = "beginning"


@dataclass(frozen=True, slots=True)
class Way:
    kind: WayKind
    asked: str


def ways(library: Library) -> tuple[Way, ...]:
    """One of each kind, as far as the newest items' titles give it."""
    found: dict[WayKind, Way] = {}
    used: set[str] = set()
    for title in dict.fromkeys(_titles(library)):
        for way in _of(title):
            is_new = way.kind not in found and title not in used
            if is_new and library.search(Search(way.asked, limit=1)).total:
                found[way.kind] = way
                used.add(title)
        if len(found) == len(WayKind):
            break
    return tuple(found[kind] for kind in WayKind if kind in found)


def _titles(library: Library) -> Iterator[str]:
    documents = (library.document(entry.id) for entry in library.entries() if entry.meeting)
    read = (document for document in documents if document and document.items)
    for document in islice(read, _NEWEST):
        for item in document.items:
            title = " ".join(item.title.split()).strip(" .:–-")
            words = title.split()
            is_plain = 2 <= len(words) <= 5 and re.fullmatch(r"[A-Za-z ,]+", title)
            if is_plain and not _ROUTINE.search(title):
                yield title


def _of(title: str) -> Iterator[Way]:
    """The ways that a title can show."""
    plain = title.lower() if title.isupper() else title
    plain = plain if plain[1:2].isupper() else plain[:1].lower() + plain[1:]
    words = _WORD.findall(plain)
    yield Way(WayKind.QUESTION, f"what was said about {plain}")
    yield Way(WayKind.PHRASE, f"“{plain}”")
    if len(words) > 1:
        yield Way(WayKind.WITHOUT, f"{words[0].lower()} -{words[-1].lower()}")
    for word in words:
        if len(word) >= _LONG:
            yield Way(WayKind.BEGINNING, f"{word[:-3].lower()}*")
