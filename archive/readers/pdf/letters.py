"""Letters as a reader means them: odd characters made plain, cut words made whole."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from archive.document import Range

_SPACE = " "
_PLAIN: dict[int, str] = {
    0x02: "-",  # a hard hyphen, as pdfium hands it over
    0xFFFE: "-",
    0xAD: "",
    **dict.fromkeys([0xA0, *range(0x2000, 0x200B), 0x202F, 0x205F, 0x3000], _SPACE),
    **dict.fromkeys([0x200B, 0x200C, 0x200D, 0x2060, 0xFEFF], ""),
    0xFB00: "ff",
    0xFB01: "fi",
    0xFB02: "fl",
    0xFB03: "ffi",
    0xFB04: "ffl",
    0xFB05: "st",
    0xFB06: "st",
    # Symbol and Wingdings put their bullets among the private characters
    **dict.fromkeys([0xF0B7, 0xF0A7, 0xF0A8, 0xF076, 0xF0D8, 0xF0FC, 0x2022], "•"),
    0x2010: "-",
    0x2011: "-",
}
_CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\ue000-\uf8ff]")
_BLANK = re.compile(r"\s+")
_ODD = re.compile(r"[^ -~£‘’“”•–—…]")
_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)*")
_HYPHENATED = re.compile(r"\w+(?:-\w+)+")
_END_OF_CUT = re.compile(r"([^\s-]+(?:-[^\s-]+)*)-$")
_START_OF_CUT = re.compile(r"^[\w'’]+(?:-[\w'’]+)*")

_MONTH = re.compile(r"\b(?:Jan|Feb|Mar|Apr|May|June?|July?|Aug|Sept?|Oct|Nov|Dec)$")
_YEAR_CUT = re.compile(r"-\d{2}(?:\d{2})?\b")

_CUT_LINES = 0.02
"""Share of lines that end in a hyphen, above which words are cut: hyphenated text has 0.05 and more,
council papers without hyphenation 0.002 to 0.013."""

_HARD = "\x02\ufffe-"
_SOFT = "\xad\u2010"

_COMPOUNDING = frozenset(
    re.split(
        r"\s+",
        """all anti audio by child co counter cross decision double down eco ever ex extra family
    far first five follow four front full half hard high home in inter key large lead light local
    long low macro medium mental mid mini multi near neuro new no non off on one open out over part
    person place policy post pre pro public quasi re real round same school second self semi short
    six small socio so sub super technology third three time trauma two ultra under up user vice
    well wide worse young year zero""",
    )
)
"""First halves that English writes with a hyphen; "multi-agency" stays, "safe-guarding" does not.
Chosen from hyphenated words common in council papers; the document's own usage goes first."""


def plain(text: str) -> str:
    """``text`` without ligatures, odd spaces, control characters or runs of blanks."""
    if not _ODD.search(text):  # as nearly every line is
        return _SPACE.join(text.split())
    text = unicodedata.normalize("NFC", text.translate(_PLAIN))
    return _BLANK.sub(_SPACE, _CONTROL.sub("", text)).strip()


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """The words that a document uses away from the ends of its lines."""

    words: frozenset[str]
    hyphenated: frozenset[str]
    cuts_words: bool = True
    """Whether its lines end in cut words as often as a typesetter's do; where hardly any line ends in a
    hyphen, those that do were written with one."""

    @classmethod
    def of(cls, lines: Iterable[str]) -> Vocabulary:
        """Read the words of each line, less those that a hyphen cuts at its start or end."""
        words: set[str] = set()
        hyphenated: set[str] = set()
        begun = False
        count = cuts = 0
        for line in lines:
            count, cuts = count + 1, cuts + ends_cut(line)
            whole = line.split(_SPACE)[begun : -1 if ends_cut(line) else None]
            begun = ends_cut(line)
            shown = plain(_SPACE.join(whole)).lower()
            words.update(_WORD.findall(shown))
            hyphenated.update(_HYPHENATED.findall(shown))
        return cls(frozenset(words), frozenset(hyphenated), cuts > _CUT_LINES * count)

    def keeps_hyphen(self, first: str, second: str) -> bool:
        """Whether "first-second", cut at a line's end, was written with its hyphen."""
        if not second or not second[0].islower() or not first[-1:].isalpha():
            return True  # 2025-26, Kensington-Smith, A-road
        if "-" in first or "-" in second:
            return True  # cost-of-living: an automatic hyphen avoids such words
        first, second = first.lower(), second.lower()
        if not self.cuts_words or f"{first}-{second}" in self.hyphenated:
            return True
        if first + second in self.words:
            return False
        return first in _COMPOUNDING or (first in self.words and second in self.words)


def ends_cut(line: str) -> bool:
    """Whether the line's last word runs on to the next line by a hyphen."""
    return len(line) > 1 and line[-1] in _HARD + _SOFT and not line[-2].isspace()


_TAIL = re.compile(r"[a-z]{1,3}(?![^\W_])")
_LONGEST_WORD = 40  # letters
_LAST_WORD = re.compile(r"[^\W\d_]{4,}$")


class Spans(NamedTuple):
    """Lines laid out as running text, and the range of each within it."""

    text: str
    ranges: tuple[Range, ...]


def join(lines: Sequence[str], vocabulary: Vocabulary) -> str:
    """The lines of one paragraph as running text."""
    return joined(lines, vocabulary).text


def joined(lines: Sequence[str], vocabulary: Vocabulary) -> Spans:
    """The lines of one paragraph as running text, with where each begins and ends in it.

    Of a word that a hyphen cuts, each line has its own part.
    """
    text = ""
    ranges: list[Range] = []
    for number, line in enumerate(lines):
        part, cut = plain(line), ends_cut(line)
        if part:
            text = _glue(text, part, vocabulary) if text else part
        ranges.append((len(text) - len(part), len(text)))
        if cut and number + 1 < len(lines):
            text = text.rstrip("-") + ("\x02" if line[-1] in _HARD else "\xad")
    text = text.replace("\x02", "-").replace("\xad", "-")
    # a hyphen that went from the text went from the end of its line too
    nexts = [start for start, _ in ranges[1:]] + [len(text)]
    ends = [min(end, after) for (_, end), after in zip(ranges, nexts, strict=False)]
    return Spans(text, tuple((start, end) for (start, _), end in zip(ranges, ends, strict=True)))


def _is_broken(text: str, part: str, vocabulary: Vocabulary) -> bool:
    """Whether a cell too narrow for a word has broken it: "Revenu" above "e"."""
    tail = _TAIL.match(part)
    head = _LAST_WORD.search(text[-_LONGEST_WORD:]) if tail else None
    if tail is None or head is None:
        return False
    first = head.group().lower()
    return first not in vocabulary.words and first + tail.group() in vocabulary.words


def _glue(text: str, part: str, vocabulary: Vocabulary) -> str:
    if text.endswith("\xad"):
        return text[:-1] + part
    if text.endswith("\x02"):
        found, onward = _END_OF_CUT.search(text[:-1] + "-"), _START_OF_CUT.search(part)
        first = found.group(1).lstrip("(“‘\"'") if found else ""
        hyphen = vocabulary.keeps_hyphen(first, onward.group() if onward else "")
        return text[:-1] + ("-" if hyphen else "") + part
    if _MONTH.search(text) and _YEAR_CUT.match(part):
        return text + part  # a narrow column's "Dec" above "-24"
    if _is_broken(text, part, vocabulary):
        return text + part
    tight = text.endswith(("/", "–")) and text[-2:-1].isalnum() and part[:1].isalnum()
    return text + part if tight or not text or not part else text + _SPACE + part
