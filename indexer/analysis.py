"""Words: how text is cut into tokens, folded and stemmed, the same for index and query."""

from __future__ import annotations

import re
import threading
import unicodedata
from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple, cast

import Stemmer

ANALYZER = "english-snowball-3"
"""Names the rules below; an index built by other rules refuses to open. Change it with them."""

_LETTER = r"[^\W⁰¹²³⁴⁵⁶⁷⁸⁹]"  # the number of a note is no part of the word that it stands behind
_HYPHENS = "-\N{HYPHEN}\N{NON-BREAKING HYPHEN}"
_WORD = re.compile(
    rf"""\d+(?:[.,]\d+)+{_LETTER}*
    |(?:[Cc][Oo]|[Ee])[{_HYPHENS}][^\W\d_]{{2,}}(?:['’ʼ]{_LETTER}+)*
    |{_LETTER}+(?:['’ʼ]{_LETTER}+)*
    |(?<!\S)&(?!\S)""",
    re.VERBOSE,
)
_FOLDED = str.maketrans({"’": "'", "ʼ": "'", **dict.fromkeys(_HYPHENS)})
_THOUSANDS = re.compile(r"(?<=\d),(?=\d{3}(?!\d))")
_YEAR_BEFORE = re.compile(rf"(?<!\w)(?:19|20)\d\d[{_HYPHENS}–/]")
_stemmers = threading.local()  # a PyStemmer object may not be shared between threads


_REMEMBERED = 1 << 15
"""Words whose form and stem are kept: nearly all of a text's words are among the most frequent ones."""


class Token(NamedTuple):
    """A word as it is compared, and where it stands in the text that it was read from."""

    word: str
    start: int
    end: int


def tokens(text: str) -> Iterator[Token]:
    """The words of ``text`` in order, folded: lower case, no accents, straight apostrophes.

    Hyphenated words are several tokens ("multi-agency", "2023-24", "W-2"), but what begins with "co-"
    or "e-" is one, as it is often written ("co-ordinate", "e-mail"). Decimals are one ("11.4m"), and
    thousands lose their comma ("1,250" is "1250"). The second of two years is two digits ("2023/2024"
    is "2023", "24"), and "&" between spaces is "and".
    """
    places, words = cut(text)
    for word, place in zip(words, places, strict=True):
        yield Token(word, *place.span())


def cut(text: str) -> tuple[list[re.Match[str]], list[str]]:
    """The same as two lists, which takes half the time: where each word stands, and the words."""
    places = list(_WORD.finditer(text))
    words = [fold(place[0]) for place in places]
    if _YEAR_BEFORE.search(text):
        for number, (word, place) in enumerate(zip(words, places, strict=True)):
            is_year = len(word) == 4 and word.isdecimal()
            if is_year and _follows_its_year(text, place.start(), word):
                words[number] = word[2:]
    return places, words


def _follows_its_year(text: str, start: int, year: str) -> bool:
    before = _YEAR_BEFORE.fullmatch(text, max(0, start - 5), start)
    return before is not None and int(year) == int(text[start - 5 : start - 1]) + 1


@lru_cache(_REMEMBERED)
def fold(word: str) -> str:
    """The form in which a word is compared."""
    if word == "&":
        return "and"
    if "-" in word:
        word = word.replace("-", "")
    if not word.isascii():
        decomposed = unicodedata.normalize("NFKD", word.translate(_FOLDED))
        word = "".join(c for c in decomposed if not unicodedata.combining(c))
    if word[:1].isdigit():
        word = _THOUSANDS.sub("", word)
    return word.casefold()


@lru_cache(_REMEMBERED)
def stem(word: str) -> str:
    """The Snowball English stem of a folded word (https://snowballstem.org), alike for spellings
    between which councils are not at one: "organize" is "organise", "advisor" is "adviser".
    """
    stemmer = getattr(_stemmers, "english", None)
    if stemmer is None:
        stemmer = _stemmers.english = Stemmer.Stemmer("english")
    if "z" in word:
        word = _IZE.sub("s", word)
    found = cast(str, stemmer.stemWord(word))
    return _ALIKE.get(found, found)


_IZE = re.compile(r"(?<=[a-z][a-z][iy])z(?=(?:e|es|ed|er|ers|ing|ation|ations|ational|able)$)")
_ALIKE = dict(
    pair.split("=")
    for pair in """advisor=advis behavior=behaviour center=centr color=colour
    councilor=councillor counselor=counsellor defens=defenc favor=favour favorit=favourit focuss=focus
    judgement=judgment labor=labour learnt=learn licenc=licens license=licens neighbor=neighbour
    neighborhood=neighbourhood practis=practic program=programm theater=theatr""".split()
)
"""Stems that are taken for another, mostly American spellings and misspellings of the British ones."""

STOP_WORDS = frozenset(
    """a about all also am an and any anything are as at be been being but by can could did do does
    came come comes coming done ever everything for from get gets getting go goes going gone got had
    has have having he her here him his how i if in into is it its itself just made make makes making
    many me more much my no nor not of on one or our out over please put puts putting she should so
    some something still such than that the their them then there these they this those through to
    too under until up us very was we went were what when where whether which while who whom whose why
    will with would yet you your
    ask asked asks concern concerning debate describe described discuss discussed discussing
    discussion discussions explain find give mention mentioned mentions outline regarding relation
    said say saying says show state stated summarise summarize summary talk talked talking tell told
    view views""".split()
)
"""Words of a question that name nothing to look for: left out of a query's plain words, unless it
has no others. They are indexed, so a quoted phrase may hold them."""
