"""Spelling help from an archive's own words: for a slip, the word that was meant.

A slip is a word that neither the archive holds nor English has: an archive of minutes lacks thousands
of words that are spelled well, and a reader who asks for "polling" does not mean "pooling".
"""

from __future__ import annotations

import math
from collections.abc import Iterable
from functools import cache

from rapidfuzz.distance import OSA
from rapidfuzz.process import extract
from spellchecker import SpellChecker

from archive.document import Range
from indexer.analysis import STOP_WORDS, Token, tokens
from indexer.understanding.lexicon import Lexicon

_SHORTEST = 4
"""Letters: shorter words have too many neighbours."""
_SHORTEST_NAME = 6
"""The same for words with a capital, which are mostly names."""
_LONG = 8
"""Letters from which two slips are allowed for."""
_LEAST = 2
"""Texts that hold a suggestion: what stands in one alone may be a slip itself."""
_LOOKED_AT = 20
_MOST = 5
"""Words put right: a text with more slips is in another language."""
_WORTH_OF_TEN = 0.3
"""Slips that a word may be farther off for being ten times as frequent. The nearest word is nearly
always meant: only one some thousand times more frequent outweighs a slip."""


def suggestion(text: str, lexicon: Lexicon, cuts: Iterable[Range] = ()) -> str:
    """The text with its slips put right; empty where none are. What ``cuts`` holds is not looked for."""
    cuts = list(cuts)
    parts: list[str] = []
    end = 0
    for token in tokens(text):
        if len(parts) >= 2 * _MOST or any(a <= token.start < b for a, b in cuts):
            continue
        meant = _meant(token, text, lexicon)
        if meant:
            parts += [text[end : token.start], meant]
            end = token.end
    return "".join([*parts, text[end:]]) if parts else ""


def _meant(token: Token, text: str, lexicon: Lexicon) -> str:
    word, written = token.word, text[token.start : token.end]
    if len(word) < _SHORTEST or not word.isalpha() or word in STOP_WORDS:
        return ""
    if _is_name(written, text) or lexicon.holds(word) or _is_english(word):
        return ""
    meant = nearest(word, lexicon)
    return meant.capitalize() if written[0].isupper() else meant


def _is_english(word: str) -> bool:
    return bool(_english().known([word]))


@cache
def _english() -> SpellChecker:
    """Its list of 160,000 words, from film subtitles: read when the first word is in doubt (0.2 s)."""
    return SpellChecker(language="en")


def _is_name(written: str, text: str) -> bool:
    """An acronym or a short name, unless the whole question is in capitals."""
    if text.isupper():
        return False
    short = written[0].isupper() and len(written) < _SHORTEST_NAME and not text.startswith(written)
    return sum(map(str.isupper, written)) > 1 or short


def nearest(word: str, lexicon: Lexicon) -> str:
    """The archive's word that a missing word, folded, was most likely meant for; empty for none.

    It begins as the missing one does, but for two letters swapped: people hardly ever mistake a first
    letter, and so only a small part of the words is looked at.
    """
    slips = 2 if len(word) >= _LONG else 1
    shortest, longest = len(word) - slips, len(word) + slips
    candidates = lexicon.beginning(word[0], shortest, longest, _LEAST)
    candidates += lexicon.beginning(word[1::-1], shortest, longest, _LEAST)
    candidates = list(filter(str.isalpha, candidates))
    found = extract(word, candidates, scorer=OSA.distance, score_cutoff=slips, limit=_LOOKED_AT)
    return min(
        (candidate for candidate, _, _ in found),
        key=lambda candidate: (_distance(word, candidate, lexicon), candidate),
        default="",
    )


def _distance(word: str, candidate: str, lexicon: Lexicon) -> float:
    frequent = math.log10(lexicon.frequency(candidate).texts)
    return OSA.distance(word, candidate) - _WORTH_OF_TEN * frequent
