"""What is printed on a page beside its record: running heads, page numbers, contents."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Sequence
from typing import NamedTuple

from archive.readers.pdf.letters import plain
from archive.readers.pdf.page import Page, Word, in_rows

_ZONE = 0.085
"""Share of the page's height, at its top and foot, in which running heads are looked for: just
less than the inch that most text leaves free."""

_DEEP_ZONE = 0.12
"""The same for heads of several lines, which must stand on nearly every page."""

_PAGE_NUMBER = re.compile(
    r"[-–—|]*\s*(?:page\s*\d{1,4}|p\.?\s*\d{1,4}|\d{1,3}|[ivx]{1,5})\s*[-–—|]*"
    r"(?:\s*(?:of|/)\s*\d{1,4})?\s*[-–—|]*",
    re.IGNORECASE,
)
_NUMBER = re.compile(r"\d+")
_LEADER = re.compile(r"(?:\.{4,}|(?:\. ){3,}\.?|…{2,}|_{4,})\s*(?:\d{1,4}|[ivxl]{1,6})$", re.I)
_ENTRY = re.compile(r".*[^\W\d].*\s\d{1,3}$")
_CONTENTS = re.compile(r"(?:table of )?contents|index of items", re.IGNORECASE)
_FEWEST_ENTRIES = 3
_CONTENTS_SHARE = 0.6  # of a page's rows, above which the rest are entries that wrap


class _Strip(NamedTuple):
    """One row in a page's top or bottom zone."""

    page: int
    words: tuple[Word, ...]
    text: str
    y: float
    at_foot: bool
    deep: bool

    @property
    def shape(self) -> tuple[str, bool, int]:
        return _NUMBER.sub("#", self.text), self.at_foot, round(self.words[0].size)

    @property
    def numbers(self) -> list[int]:
        return [int(n[-9:]) for n in _NUMBER.findall(self.text)]


def without_furniture(pages: Sequence[Page], words: Sequence[list[Word]]) -> list[list[Word]]:
    """Each page's words less those that every other page repeats, and page numbers.

    A row counts as furniture when it stands in the outer part of the page and is a page number,
    or when the same row (page numbers aside) stands at one height on at least half of the pages
    that hold words, and on two at the least.
    """
    strips = [s for page, kept in zip(pages, words, strict=True) for s in _strips(page, kept)]
    written = sum(1 for kept in words if kept)
    repeated = _repeated([s for s in strips if not s.deep], max(2, (written + 1) // 2))
    repeated |= _repeated([s for s in strips if s.deep], max(3, written - 1))
    numbers = [s for s in strips if _PAGE_NUMBER.fullmatch(s.text)]
    # deep in the page a lone figure may be a footnote's: there it must count with the pages
    deep = _counting([s for s in numbers if s.deep])
    counted = {s for s in numbers if not s.deep} | set(deep if len(deep) > 2 else ())
    gone: dict[int, set[int]] = defaultdict(set)
    for strip in strips:
        if strip in repeated or strip in counted:
            gone[strip.page].update(map(id, strip.words))
    return [
        [word for word in kept if id(word) not in gone[page.number]]
        for page, kept in zip(pages, words, strict=True)
    ]


def _strips(page: Page, words: list[Word]) -> list[_Strip]:
    depth = _DEEP_ZONE * page.height
    outer = [w for w in words if w.y < depth or w.y > page.height - depth]
    return [
        _Strip(
            page.number,
            tuple(row),
            plain(" ".join(w.text for w in row)),
            row[0].y,
            row[0].y > page.height / 2,
            min(row[0].y, page.height - row[0].y) > _ZONE * page.height,
        )
        for row in in_rows(outer)
    ]


def _repeated(strips: list[_Strip], fewest: int) -> set[_Strip]:
    groups: dict[tuple[str, bool, int], list[_Strip]] = defaultdict(list)
    for strip in strips:
        groups[strip.shape].append(strip)
    found: set[_Strip] = set()
    for group in groups.values():
        # one shape at one height, the same in words and numbers or counting with the pages
        level = Counter(round(s.y / 6) for s in group).most_common(1)[0][0]
        alike = [s for s in group if abs(s.y / 6 - level) <= 1]
        for chosen in (_same_text(alike), _counting(alike)):
            if len({s.page for s in chosen}) >= fewest:
                found.update(chosen)
    return found


def _same_text(strips: list[_Strip]) -> list[_Strip]:
    most = Counter(s.text for s in strips).most_common(1)
    return [s for s in strips if s.text == most[0][0]] if most else []


def _counting(strips: list[_Strip]) -> list[_Strip]:
    steps = Counter(n - s.page for s in strips for n in set(s.numbers))
    if not steps:
        return []
    step = steps.most_common(1)[0][0]
    return [s for s in strips if s.page + step in s.numbers]


def without_contents(words: list[Word]) -> tuple[list[Word], bool]:
    """One page's words less a table of contents, and whether there was one.

    A table of contents has three entries or more that end in a page number after leader dots,
    or that stand under the heading "Contents".
    """
    rows = in_rows(words)
    texts = [plain(" ".join(w.text for w in row)) for row in rows]
    entries = {i for i, text in enumerate(texts) if _LEADER.search(text)}
    title = next((i for i, text in enumerate(texts) if _CONTENTS.fullmatch(text)), None)
    if title is not None:
        entries |= {i for i in range(title + 1, len(texts)) if _ENTRY.fullmatch(texts[i])}
    if len(entries) < _FEWEST_ENTRIES:
        return words, False
    if title is not None:
        entries.add(title)
    if len(entries) >= _CONTENTS_SHARE * len(rows):
        return [], True
    return [w for i, row in enumerate(rows) if i not in entries for w in row], True
