"""How long a passage is: neighbours joined up to a length, and long stretches cut at sentence ends."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence

from archive.document import Range
from indexer.sentences import sentences
from indexer.splitting.draft import words

AIM = 150
"""Words that a passage should have. Measured on committee debates, 150 words found the right place almost
as often as 80 and showed more of the debate; and 150 words are some 170 tokens, which our encoder
reads whole (it sees 256), where of 250 words it would not see the end."""

JOINED_LIMIT = 220
"""Words beyond which neighbours are never joined: 256 tokens, the most that the encoder sees."""

SHORT = 75
"""Half of ``AIM``: a piece below it rather joins its neighbour than stands alone, even beyond ``AIM``."""

WHOLE_LIMIT = 260
"""Words up to which what was published as one paragraph or bullet stays one passage: a little beyond
the encoder's reach, since an answer torn apart misleads more than its last sentence unseen."""

CHARACTER_LIMIT = 4_000
"""Characters that no passage exceeds, so that text without spaces or sentences stays readable and
indexable; ten times what ``AIM`` words of English take up would be a broken source."""


def joined(sizes: Sequence[int]) -> list[Range]:
    """Group neighbours of these sizes, in words, into runs of about ``AIM``: half-open pairs of positions."""
    runs: list[Range] = []
    start = total = 0
    for at, size in enumerate(sizes):
        fits = total + size <= AIM or (total < SHORT and total + size <= JOINED_LIMIT)
        if at > start and not fits:
            runs.append((start, at))
            start, total = at, 0
        total += size
    if start < len(sizes):
        runs.append((start, len(sizes)))
    if len(runs) > 1:
        before, last = runs[-2], runs[-1]
        remainder = sum(sizes[last[0] : last[1]])
        if remainder < SHORT and sum(sizes[before[0] : before[1]]) + remainder <= JOINED_LIMIT:
            runs[-2:] = [(before[0], last[1])]
    return runs


def is_long(text: str, start: int, end: int) -> bool:
    return end - start > CHARACTER_LIMIT or words(text[start:end]) > WHOLE_LIMIT


def cut(text: str, start: int, end: int) -> list[Range]:
    """The stretch itself or, if too long, parts of about ``AIM`` words that end with sentences."""
    if not is_long(text, start, end):
        return [(start, end)]
    atoms = list(_atoms(text, start, end, (_sentences, _clauses, _words, _characters)))
    total = sum(words(text[first:last]) for first, last in atoms)
    aim = total / max(1, round(total / AIM))
    parts: list[Range] = []
    size = 0
    for first, last in atoms:
        count = words(text[first:last])
        nearer_without = abs(size - aim) <= abs(size + count - aim)
        if not parts or nearer_without or is_long(text, parts[-1][0], last):
            parts.append((first, last))
            size = count
        else:
            parts[-1] = (parts[-1][0], last)
            size += count
    return parts


_Splitter = Callable[[str, int, int], Iterator[Range]]


def _atoms(text: str, start: int, end: int, splitters: Sequence[_Splitter]) -> Iterator[Range]:
    """The pieces that a cut may fall between: sentences, or smaller pieces of what is too long itself."""
    for first, last in splitters[0](text, start, end):
        if len(splitters) > 1 and is_long(text, first, last):
            yield from _atoms(text, first, last, splitters[1:])
        else:
            yield first, last


def _sentences(text: str, start: int, end: int) -> Iterator[Range]:
    return ((start + first, start + last) for first, last in sentences(text[start:end]))


def _clauses(text: str, start: int, end: int) -> Iterator[Range]:
    return (
        match.span()
        for match in re.compile(r"\S.*?(?:[;:,](?=\s)|$)", re.S).finditer(text, start, end)
    )


def _words(text: str, start: int, end: int) -> Iterator[Range]:
    return (match.span() for match in re.compile(r"\S+").finditer(text, start, end))


def _characters(_text: str, start: int, end: int) -> Iterator[Range]:
    return (
        (first, min(first + CHARACTER_LIMIT, end)) for first in range(start, end, CHARACTER_LIMIT)
    )
