"""What differs between two versions of a text: paragraph by paragraph and, within each, word by word."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from enum import StrEnum
from typing import NamedTuple

from rapidfuzz import fuzz

from archive.document import BlockKind, Document
from archive.figure import FIGURE

_WORD = re.compile(rf"\s+|{FIGURE}|\w+(?:['’]\w+)*|[^\w\s]")
"""A figure changes as a whole: of "£9.3m" and "£9.4m" one does not see at once what differs."""
_ALIKE = 45.0
"""Percent of likeness from which one paragraph is an edited form of another, not a new one."""
_MOST_PAIRS = 10_000
"""Pairs of paragraphs of one stretch that are compared to find which became which."""
_START = 2_000
"""Characters of a paragraph by which its likeness to another is told."""
_MOST_WORDS = 1_000
"""Words, spaces and stops of a paragraph that is compared word by word: a tenth of a second's work. A
longer one is shown as left out and put in."""
_MOST_COMPARED = 100_000
"""The same of all paragraphs of a document together."""


class Fate(StrEnum):
    """What became of some words from one version to the next."""

    SAME = "same"
    GONE = "gone"
    NEW = "new"


class Part(NamedTuple):
    """Words that share a fate."""

    fate: Fate
    text: str


Paragraph = tuple[Part, ...]
"""One block of either version, or of both."""


@dataclass(slots=True)
class _Change:
    """A run of words that went and of those that came in their place."""

    gone: str = ""
    new: str = ""

    def parts(self) -> Iterator[Part]:
        if self.gone:
            yield Part(Fate.GONE, self.gone)
        if self.new:
            yield Part(Fate.NEW, self.new)


def is_same(paragraph: Paragraph) -> bool:
    return all(part.fate is Fate.SAME for part in paragraph)


def changes(before: Document, after: Document) -> tuple[Paragraph, ...]:
    """Every paragraph of both versions, in order; one that is the same in both stands once.

    Of two documents, such as a draft in print and the minutes on a page, neither a publisher's signposts
    nor capitals in headings are compared: these are of the form.
    """
    is_of_form = before.id != after.id
    return tuple(_Comparison().paragraphs(_texts(before, is_of_form), _texts(after, is_of_form)))


class _Text(NamedTuple):
    words: str
    key: str
    """Alike for paragraphs that say the same."""


def _texts(document: Document, is_of_form: bool) -> list[_Text]:
    texts = []
    for block in document.blocks:
        if is_of_form and block.kind is BlockKind.LABEL:
            continue
        words = document.text[block.start : block.end]
        # Lines break elsewhere when a paragraph moves on its page: that is no change.
        key = " ".join(words.split())
        is_set = is_of_form and block.kind is BlockKind.HEADING
        texts.append(_Text(words, key.casefold() if is_set else key))
    return texts


class _Comparison:
    """Of two versions, as far as they are not too long."""

    def __init__(self) -> None:
        self._left = _MOST_COMPARED

    def paragraphs(self, before: Sequence[_Text], after: Sequence[_Text]) -> Iterator[Paragraph]:
        old, new = [each.words for each in before], [each.words for each in after]
        matcher = SequenceMatcher(None, [each.key for each in before], [each.key for each in after])
        for kind, i, j, m, n in matcher.get_opcodes():
            if kind == "equal":
                yield from _whole(Fate.SAME, new[m:n])
            else:
                yield from self._rewritten(old[i:j], new[m:n])

    def _rewritten(self, before: Sequence[str], after: Sequence[str]) -> Iterator[Paragraph]:
        done = reached = 0
        for old, new in _pairs(before, after):
            yield from _whole(Fate.GONE, before[done:old])
            yield from _whole(Fate.NEW, after[reached:new])
            yield tuple(self._words(before[old], after[new]))
            done, reached = old + 1, new + 1
        yield from _whole(Fate.GONE, before[done:])
        yield from _whole(Fate.NEW, after[reached:])

    def _words(self, before: str, after: str) -> Iterator[Part]:
        old, new = _WORD.findall(before), _WORD.findall(after)
        self._left -= max(len(old), len(new))
        if max(len(old), len(new)) > _MOST_WORDS or self._left < 0:
            yield from _Change(before, after).parts()
            return
        before_keys, after_keys = (
            [" " if word.isspace() else word for word in words] for words in (old, new)
        )
        change = _Change()
        codes = SequenceMatcher(None, before_keys, after_keys, autojunk=False).get_opcodes()
        for number, (kind, i, j, m, n) in enumerate(codes, 1):
            gone, came = "".join(old[i:j]), "".join(new[m:n])
            # A space between two changes would tear their words apart: it goes and comes with them.
            is_between = kind == "equal" and came.isspace() and 1 < number < len(codes)
            if kind != "equal" or is_between:
                change.gone += gone
                change.new += came
                continue
            yield from change.parts()
            change = _Change()
            yield Part(Fate.SAME, came)
        yield from change.parts()


def _whole(fate: Fate, texts: Sequence[str]) -> Iterator[Paragraph]:
    return ((Part(fate, text),) for text in texts)


def _pairs(before: Sequence[str], after: Sequence[str]) -> Iterator[tuple[int, int]]:
    """Which paragraph became which, in order, so that the likeness of all pairs together is greatest."""
    if len(before) * len(after) > _MOST_PAIRS:
        return
    starts = [[text[:_START] for text in texts] for texts in (before, after)]
    likeness = [
        [fuzz.ratio(old, new, score_cutoff=_ALIKE) for new in starts[1]] for old in starts[0]
    ]
    best = [[0.0] * (len(after) + 1) for _ in range(len(before) + 1)]
    for i in reversed(range(len(before))):
        for j in reversed(range(len(after))):
            paired = best[i + 1][j + 1] + likeness[i][j]
            best[i][j] = max(best[i + 1][j], best[i][j + 1], paired)
    i = j = 0
    while i < len(before) and j < len(after):
        if likeness[i][j] and best[i][j] == best[i + 1][j + 1] + likeness[i][j]:
            yield i, j
            i, j = i + 1, j + 1
        elif best[i][j] == best[i + 1][j]:
            i += 1
        else:
            j += 1
