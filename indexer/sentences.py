"""Where sentences begin and end in a council's prose.

Stock splitters break after "Cllr." and "para."; these are our own rules over a list of abbreviations
kept in ``abbreviations.txt``.
"""

from __future__ import annotations

import re
from enum import Enum
from functools import cache
from importlib import resources
from itertools import zip_longest

from archive.document import Range

_STOP = re.compile(r"(?<![.!?…])[.!?…]++[\"'”’)\]]*+(?=\s)")
"""Where a sentence may end: its closing marks, with quotation marks and brackets that close there.
A run of marks is tried once, from its beginning, so that a page of dots takes no longer than words."""

_SPACE = re.compile(r"\s*")
_BEHIND, _AHEAD = 120, 40
"""Characters looked at around a stop: with all of them, a long text would take time by its square."""

_LAST_WORD = re.compile(r"[^\s(\[\"'“‘/–—]+$")
_NUMBERING = re.compile(r"\s*(?:\(?(?:\d{1,3}(?:\.\d{1,3})*|[a-zA-Z]|[ivxIVX]{1,5})[.)])$")
_INITIAL = re.compile(r"[A-Z]\.(?:-?[A-Z]\.)*$")

_STARTERS = frozenset(
    "A All Although An And As At Both But By Councillor Councillors Each Every Following For From Further "
    "He However If In It Its Many Members More Most No Officers On One Other Our Since Some Such That The "
    "Their There These They This Those To Two Under We When Where Whether While With Work".split()
)
"""Words that open sentences and are nobody's surname: "Plan B. The report …" ends, "T. H. Brown" does not."""

_LETTERED = frozenset(
    "annex annexe app apps appendix appendices band block category class exhibit figure grade group "
    "hepatitis option part phase plan room schedule section table tier vitamin zone".split()
)
"""Nouns that are followed by a letter as their name, so that the letter is no person's initial."""


class _Use(Enum):
    """What may follow an abbreviation's full stop within a sentence."""

    ANYTHING = ""
    NUMBER = "number"
    LABEL = "label"
    ENDS = "ends"


@cache
def _abbreviations() -> dict[str, _Use]:
    listed: dict[str, _Use] = {}
    source = resources.files("indexer").joinpath("abbreviations.txt")
    for line in source.read_text("utf-8").splitlines():
        words = line.partition("#")[0].split()
        if words:
            listed[words[0]] = _Use(words[1] if len(words) > 1 else "")
    return listed


_WRAPPED = range(40, 121)
"""Lengths of lines broken by hand or by a printer's margin: narrower are lists, wider are paragraphs."""

OPENS_ITEM = re.compile(
    r"\s*(?:[·•▪●◦○‣*–—-]\s|o\s|\(?(?:\d{1,3}(?:\.\d{1,2})*|[a-zA-Z]|[ivx]{2,5})[.)]\s)"
)


def sentences(text: str) -> list[Range]:
    """The sentences of ``text``: every visible character lies in exactly one.

    A sentence ends with its line, unless the line was broken only because its width was full; it
    never crosses from one list item, table row or shouted heading into the next.

    >>> council = "Cllr. T. H. Brown left at 6.30 pm. The rest stayed."
    >>> [council[start:end] for start, end in sentences(council)]
    ['Cllr. T. H. Brown left at 6.30 pm.', 'The rest stayed.']
    """
    found: list[Range] = []
    lines = [match.span() for match in re.finditer(r"[^\n\r]+", text)]
    width = max((end - start for start, end in lines), default=0)
    start = 0
    for (first, last), following in zip_longest(lines, lines[1:]):
        if following and width in _WRAPPED and _is_soft(text, (first, last), following, width):
            continue
        found.extend(_in_paragraph(text, start, last))
        start = last
    return found


def _is_soft(text: str, line: Range, following: Range, width: int) -> bool:
    """Whether the line ends only because the first word of the one after it did not fit."""
    this, after = text[slice(*line)].rstrip(), text[slice(*following)]
    between = text[line[1] : following[0]]
    word = after.split(maxsplit=1)[:1]
    return (
        len(this) in _WRAPPED
        and bool(word)
        and len(this) + 1 + len(word[0]) > width
        and between.count("\n") + between.count("\r") <= 1 + ("\r\n" in between)
        and not this.endswith((":", ";"))
        and "\t" not in this + after
        and this.isupper() == after.isupper()
        and not OPENS_ITEM.match(after)
    )


def _in_paragraph(text: str, start: int, end: int) -> list[Range]:
    found: list[Range] = []
    begun = _visible(text, start, end)
    for stop in _STOP.finditer(text, start, end):
        if stop.end() - begun <= _BEHIND and _NUMBERING.fullmatch(text, begun, stop.end()):
            continue
        following = _visible(text, stop.end(), end)
        before = text[max(begun, stop.end() - _BEHIND) : stop.end()]
        if _ends(before, text[following : min(following + _AHEAD, end)]):
            found.append((begun, stop.end()))
            begun = following
    found.append((begun, end))
    trimmed = (_trim(text, first, last) for first, last in found)
    return [span for span in trimmed if span[0] < span[1]]


def _visible(text: str, start: int, end: int) -> int:
    """Where the white space that opens a range ends."""
    space = _SPACE.match(text, start, end)
    return space.end() if space else start


def _trim(text: str, start: int, end: int) -> Range:
    piece = text[start:end]
    return start + len(piece) - len(piece.lstrip()), start + len(piece.rstrip())


def _ends(before: str, after: str) -> bool:
    """Whether a sentence ends between ``before``, which closes with a stop, and ``after``."""
    opening = after.lstrip("\"'“‘([")
    if not opening or opening[0].islower():
        return False
    bare = before.rstrip("\"'”’)]")
    if not bare.endswith(".") or bare.endswith(".."):
        return True
    last = _LAST_WORD.search(bare, bare.rfind(" ") + 1)
    word = last.group() if last else ""
    if _INITIAL.fullmatch(word) and word not in _abbreviations():
        return _ends_after_initial(bare[: -len(word)], opening)
    listed = _abbreviations()
    use = listed.get(word, listed.get(word.lower()))
    if use is None:
        return True
    if use is _Use.LABEL:
        return re.match(r"\d|[A-Z]\b", opening) is None
    return use is not _Use.ANYTHING and not opening[0].isdigit()


def _ends_after_initial(before: str, opening: str) -> bool:
    """After a lone capital: an initial before a surname, or the name of an option, an appendix, a plan."""
    first = re.match(r"[\w’'-]+", opening)
    follower = first.group() if first else ""
    preceding = before.split()[-1].strip(".,(").lower() if before.split() else ""
    if preceding in _LETTERED:
        return True
    return follower in _STARTERS and len(follower) > 1
