"""Tables of contents: they repeat the headings and would answer every question about them."""

from __future__ import annotations

import itertools
import re
from collections.abc import Sequence
from typing import NamedTuple

from archive.readers.pdf.letters import plain
from archive.readers.pdf.page import Page, Word, in_rows
from archive.reading import Dropped

_LEADER = re.compile(r"(?:\.{4,}|(?:\. ){3,}\.?|…{2,}|_{4,})\s*(?:\d{1,4}|[ivxl]{1,6})$", re.I)
_ENTRY = re.compile(r".*[^\W\d].*\s(\d{1,3})(?:\s*[-–]\s*\d{1,3})?$")
_TITLE = re.compile(
    r"(?:(?:table|list) of )?contents?(?: list)?(?: pages?(?: (?:no\.?|number))?)?[:.]?"
    r"|index(?: of items)?|cynnwys",
    re.IGNORECASE,
)
_HINT = re.compile(r"\.{4}|…|____|content|index|cynnwys", re.IGNORECASE)
_FEWEST_ENTRIES = 3
_MOST_BETWEEN = 2  # lines that an entry's title takes before the one with its page
_WHOLE_SHARE = 0.6  # of a page's rows, above which the rest are entries that wrap
_RISING = 0.8  # share of entries whose page is not before that of the entry above


class WithoutContents(NamedTuple):
    """Each page's words less its table of contents, the pages that held one, and what went."""

    words: list[list[Word]]
    pages: tuple[int, ...]
    dropped: list[Dropped]


def without_contents(pages: Sequence[Page], words: Sequence[list[Word]]) -> WithoutContents:
    """Leave out tables of contents.

    One has three entries or more that end in a page number: after leader dots, or under the title
    "Contents", or on the page after such a page.
    """
    kept: list[list[Word]] = []
    found: list[int] = []
    dropped: list[Dropped] = []
    for page, on_page in zip(pages, words, strict=True):
        follows_on = bool(found) and found[-1] == page.number - 1 and not kept[-1]
        rows = in_rows(on_page) if follows_on or _hints(on_page) else []
        texts = [plain(" ".join(word.text for word in row)) for row in rows]
        gone = _entries(texts, follows_on)
        if not gone:
            kept.append(on_page)
            continue
        found.append(page.number)
        dropped += (Dropped(texts[n], "contents", page.number) for n in sorted(gone))
        kept.append([word for n, row in enumerate(rows) if n not in gone for word in row])
    return WithoutContents(kept, tuple(found), dropped)


def is_contents(rows: Sequence[Sequence[str]]) -> bool:
    """Whether a table's rows of cells are a table of contents: headed so, or with leader dots."""
    if len(rows) <= _FEWEST_ENTRIES:
        return False
    led = sum(1 for row in rows if _LEADER.search(plain(" ".join(row))))
    return led >= _FEWEST_ENTRIES or any(_TITLE.fullmatch(plain(cell)) for cell in rows[0])


def _hints(words: Sequence[Word]) -> bool:
    return any(_HINT.search(word.text) for word in words)


def _entries(texts: Sequence[str], follows_on: bool) -> set[int]:
    """Which rows are a table of contents, its title and the lines of its entries that wrap."""
    entries = {place for place, text in enumerate(texts) if _LEADER.search(text)}
    title = next((place for place, text in enumerate(texts) if _TITLE.fullmatch(text)), None)
    if title is not None or follows_on:
        under = range(0 if title is None else title + 1, len(texts))
        matches = {place: match for place in under if (match := _ENTRY.fullmatch(texts[place]))}
        if _rise([int(match.group(1)) for match in matches.values()]) and (
            title is not None or len(matches) >= _WHOLE_SHARE * len(texts)
        ):
            entries |= set(matches)
    if len(entries) < _FEWEST_ENTRIES:
        return set()
    if title is not None:
        entries.add(title)
    if len(entries) >= _WHOLE_SHARE * len(texts):
        return set(range(len(texts)))
    for one, other in itertools.pairwise(sorted(entries)):
        if other - one - 1 <= _MOST_BETWEEN:
            entries.update(range(one, other))
    return entries


def _rise(numbers: Sequence[int]) -> bool:
    pairs = list(itertools.pairwise(numbers))
    return sum(one <= other for one, other in pairs) >= _RISING * len(pairs)
