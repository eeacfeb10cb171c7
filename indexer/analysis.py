"""Words: how text is cut into tokens, folded and stemmed, the same for index and query."""

from __future__ import annotations

import re
import threading
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from typing import cast

import Stemmer

ANALYZER = "english-snowball-2"
"""Names the rules below; an index built by other rules refuses to open. Change it with them."""

_LETTER = r"[^\W⁰¹²³⁴⁵⁶⁷⁸⁹]"  # the number of a note is no part of the word that it stands behind
_WORD = re.compile(rf"\d+(?:[.,]\d+)+{_LETTER}*|{_LETTER}+(?:['’ʼ]{_LETTER}+)*")
_APOSTROPHES = str.maketrans("’ʼ", "''")
_THOUSANDS = re.compile(r"(?<=\d),(?=\d{3}(?!\d))")
_stemmers = threading.local()  # a PyStemmer object may not be shared between threads


@dataclass(frozen=True, slots=True)
class Token:
    """A word as it is compared, and where it stands in the text that it was read from."""

    word: str
    start: int
    end: int


def tokens(text: str) -> Iterator[Token]:
    """The words of ``text`` in order, folded: lower case, no accents, straight apostrophes.

    Hyphenated words are several tokens ("multi-agency", "2023-24", "W-2"); decimals are one ("11.4m"),
    and thousands lose their comma ("1,250" is "1250").
    """
    for match in _WORD.finditer(text):
        yield Token(fold(match.group()), match.start(), match.end())


def fold(word: str) -> str:
    """The form in which a word is compared."""
    if not word.isascii():
        decomposed = unicodedata.normalize("NFKD", word.translate(_APOSTROPHES))
        word = "".join(c for c in decomposed if not unicodedata.combining(c))
    if word[:1].isdigit():
        word = _THOUSANDS.sub("", word)
    return word.casefold()


def stem(word: str) -> str:
    """The Snowball English stem of a folded word (https://snowballstem.org)."""
    stemmer = getattr(_stemmers, "english", None)
    if stemmer is None:
        stemmer = _stemmers.english = Stemmer.Stemmer("english")
    return cast(str, stemmer.stemWord(word))


STOP_WORDS = frozenset(
    """a about all also am an and any anything are as at be been being but by can could did do does
    done everything for from had has have having he her here him his how i if in into is it its
    itself me more my no nor not of on one or our out over please she should so some something such
    than that the their them then there these they this those through to under until up us was we
    were what when where whether which while who whom whose why will with would you your
    ask asked asks concern concerning debate describe described discuss discussed discussing
    discussion discussions explain find give mention mentioned mentions outline regarding relation
    said say saying says show state stated summarise summarize summary talk talked talking tell told
    view views""".split()
)
"""Words of a question that name nothing to look for: left out of a query's plain words, unless it
has no others. They are indexed, so a quoted phrase may hold them."""
