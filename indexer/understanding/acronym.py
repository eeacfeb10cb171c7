"""Acronyms that a text defines: "Multi-Agency Safeguarding Hub (MASH)", either way round."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from typing import NamedTuple

from indexer.analysis import tokens


class Definition(NamedTuple):
    """An acronym with what it stands for, both as written."""

    acronym: str
    """Without a plural's s."""
    meaning: str


_SHORT = r"[A-Za-z](?:[A-Za-z0-9]|[&+-](?=[A-Za-z0-9])){1,11}\+?"
_BEHIND = re.compile(
    r"\(\s*(?:(?:the|a|an|or|now|hereafter|known\s+as|called|abbreviated\s+to)\s+)*"
    rf"[\"“‘']?({_SHORT})(?:['’]s)?[\"”’']?\s*(?:[,;][^()]*)?\)"
)
"""The short form behind what it stands for."""
_BEFORE = re.compile(rf"(?<![\w&-])({_SHORT})(?:['’]s)?\s*\Z")
_WITHIN = re.compile(r"\(\s*(?:the\s+)?([^()\n\t]{5,120})\)")
"""The short form, and what it stands for in brackets behind it."""
_GLOSSARY = re.compile(
    rf"^[ ]*({_SHORT})(?:\t|:[ ]|[ ][–—-][ ])[ ]*([^\n\t()]{{5,120}})", re.MULTILINE
)
"""A line of a glossary: the short form, a tab, colon or dash, and what it stands for."""
_BOUNDARY = re.compile(r"[\n\t.;:()•|?!]")
_WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)*")
_DIGITS = dict(
    zip("one two three four five six seven eight nine".split(), "123456789", strict=True)
)
_JOINING = frozenset("a an and as at by for from in of on or the to with".split())
_MOST_WORDS = 4
"""Words before a short form that are looked at, for each of its letters: "Standing Advisory Council on
Religious Education" has 6 for 6."""
_LONGEST = 150
"""Characters before a short form that are looked at."""


def definitions(text: str) -> Iterator[Definition]:
    """The acronyms that a text itself explains, in order, once for each time."""
    if "(" in text:
        for match in _BEHIND.finditer(text):
            before = text[max(0, match.start() - _LONGEST) : match.start()]
            found = _meaning(match[1], _BOUNDARY.split(before)[-1])
            if found:
                yield found
        for match in _WITHIN.finditer(text):
            short = _BEFORE.search(text, max(0, match.start() - 20), match.start())
            found = short and _meaning(short[1], _first_part(match[1]), whole=True)
            if found:
                yield found
    for match in _GLOSSARY.finditer(text):
        found = _meaning(match[1], match[2].rstrip(" ."), whole=True)
        if found:
            yield found


def key(acronym: str) -> str:
    """What an acronym is known by, however it is capitalised: ``r d`` for "R&D"."""
    return " ".join(token.word for token in tokens(acronym))


def _first_part(text: str) -> str:
    return re.split(r"[;:]", text)[0].strip(" “”‘’\"'")


def _meaning(short: str, text: str, whole: bool = False) -> Definition | None:
    """The last words of ``text``, or all of them, if their beginnings spell the short form."""
    if len(short) > 2 and short.endswith("s") and short[-2].isupper():
        short = short[:-1]
    if sum(letter.isupper() for letter in short) < 2:
        return None
    letters = "".join(filter(str.isalnum, short)).casefold()
    words = list(_WORD.finditer(text))[-_MOST_WORDS * len(letters) :]
    first = _first_word([word.group() for word in words], letters, whole)
    if first is None:
        return None
    meaning = text[words[first].start() : words[-1].end()]
    return Definition(short, meaning)


def _first_word(words: list[str], letters: str, whole: bool) -> int | None:
    """Where the words begin that spell ``letters``, the fewest of them; None where none do.

    Every word gives its first letter, or a few from its beginning ("EqIA", "SENCO"). A joining word may
    give none, as may the second half of a hyphenated one, written small ("Medium-sized"). A short form
    of two letters must stand for words with capitals.
    """
    folded = [word.casefold() for word in words]

    @cache
    def spelled(word: int, letter: int, spare: int) -> bool:
        """Whether the words from ``word`` to the last spell the letters from ``letter`` on."""
        if word == len(folded):
            return letter == len(letters)
        if _DIGITS.get(folded[word]) == letters[letter : letter + 1]:
            return spelled(word + 1, letter + 1, spare)
        for taken in range(1, 4):
            if letters[letter : letter + taken] != folded[word][:taken]:
                break
            if taken - 1 <= spare and spelled(word + 1, letter + taken, spare - taken + 1):
                return True
        may_be_silent = folded[word] in _JOINING or (
            spare > 0 and words[word].islower() and word > 0
        )
        cost = 0 if folded[word] in _JOINING else 1
        return may_be_silent and spelled(word + 1, letter, spare - cost)

    spare = min(2, len(letters) - 2)
    starts = [0] if whole and words else range(len(words) - 2, -1, -1)
    for start in starts:
        if words[start] in _JOINING:
            continue
        told = folded[start][:1] == letters[0] and spelled(start, 0, spare)
        if told and len(words) - start >= 2 and (len(letters) > 2 or _capitalised(words[start:])):
            return start
    return None


def _capitalised(words: list[str]) -> bool:
    return all(word[0].isupper() for word in words if word not in _JOINING)
