"""The committee that a question names: "the children's scrutiny committee", "HOSC", "Cabinet".

Named from the archive's own committees, by some of their words and what kind of body they are, or by
their initials. "The committee" alone names none.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise

from archive.document import Range
from indexer.analysis import Token, stem, tokens

MOST = 3
"""Committees that one mention may fit: more, and it names none in particular."""

_LEAST_INITIALS = 3
_SMALL = frozenset("a and for in of on the to with".split())
_BODIES = frozenset(
    stem(word)
    for word in """committee subcommittee board panel cabinet commission forum executive assembly
        authority council scrutiny group""".split()
)
"""What a committee's name, and a mention of it, ends in."""
_GENERAL = _BODIES | {stem(word) for word in "sub overview select joint standing".split()}
"""What says nothing of which committee it is."""
_FULL = "full"
"""Before "council", what tells its meeting from the authority; no part of the name."""
_AS_A_NAME = frozenset("the at by in to from of did our has have had was".split())
"""What stands before a name of one word: "the Cabinet", not "Chief Executive"."""
_NOT_ITSELF = frozenset(
    stem(word)
    for word in """member office officer report summary paper portfolio director team support assistant
        lead""".split()
)
"""What follows such a word where it names something else: "cabinet member", "executive summary"."""
_GAP = re.compile(r"(?:\s|[-,&'’/‐‑])+")
"""Between two words of a name; a comma may stand there, a full stop or an operator may not."""


_DOES = re.compile(r"\b(?:did|does|do|has|have|had|by|at)\s+(?:the\s+|our\s+)?\Z", re.IGNORECASE)

_Place = tuple[tuple[str, ...], Range]
"""The committees that are named, and where."""


@dataclass(frozen=True, slots=True)
class Mention:
    """A place in a question that names a committee, and those that it may mean."""

    committees: tuple[str, ...]
    start: int
    end: int
    is_who: bool
    """Whether it is said to have done something, or to be where that was done: "did the Cabinet", "at full
    council"; not "about the Health and Wellbeing Board".
    """


@dataclass(frozen=True, slots=True)
class _Known:
    name: str
    stems: frozenset[str]
    initials: frozenset[str]


class Committees:
    """An archive's committees; safe to share between threads."""

    def __init__(self, names: Iterable[str]) -> None:
        self._known = tuple(_known(name) for name in sorted(set(names)) if name)
        self._words = frozenset().union(*(each.stems for each in self._known))

    def named(self, plain: str) -> Mention | None:
        """The first that a question names, of which all that is not plain words is blanked out."""
        if not self._known:
            return None
        found = list(tokens(plain))
        for place, token in enumerate(found):
            mention = self._by_initials(plain, token) or self._by_words(plain, found, place)
            if mention is not None:
                names, (start, end) = mention
                return Mention(names, start, end, bool(_DOES.search(plain, 0, start)))
        return None

    def _by_initials(self, plain: str, token: Token) -> _Place | None:
        written = plain[token.start : token.end]
        if len(written) < _LEAST_INITIALS or not written.isupper():
            return None
        meant = [each.name for each in self._known if token.word in each.initials]
        return _few(meant, (token.start, token.end))

    def _by_words(self, plain: str, found: Sequence[Token], place: int) -> _Place | None:
        """What ends in a word for a body, with as many words before it as fit some committee."""
        if stem(found[place].word) not in _BODIES or _goes_on(plain, found, place):
            return None
        first, said = place, _stems(found[place].word)
        fitting = self._holding(said)
        for before in range(place - 1, -1, -1):
            if not _GAP.fullmatch(plain[found[before].end : found[before + 1].start]):
                break
            word = found[before].word
            if word in _SMALL:
                continue
            further = said if word == _FULL else said | _stems(word)
            wider = self._holding(further)
            if not wider:
                break
            first, fitting, said = before, wider, further
        exact = [each for each in fitting if each.stems == said]
        is_full = found[first].word == _FULL and found[place].word == "council"
        if said <= _GENERAL and not is_full and not (exact and _stands_alone(found, first, place)):
            return None
        names = [each.name for each in exact or fitting]
        return _few(names, (found[first].start, found[place].end))

    def _holding(self, said: frozenset[str]) -> list[_Known]:
        return [each for each in self._known if said <= each.stems]


def _known(name: str) -> _Known:
    words = [token.word for token in tokens(name)]
    stems = frozenset().union(*(_stems(word) for word in words if word not in (*_SMALL, _FULL)))
    large = "".join(word[0] for word in words if word not in _SMALL)
    return _Known(name, stems, frozenset((large, "".join(word[0] for word in words))))


def _stems(word: str) -> frozenset[str]:
    return frozenset(("sub", stem("committee")) if word == "subcommittee" else (stem(word),))


def _few(names: Sequence[str], place: Range) -> _Place | None:
    return (tuple(names), place) if 0 < len(names) <= MOST else None


def _goes_on(plain: str, found: Sequence[Token], place: int) -> bool:
    """Whether the next word is one for a body too: "scrutiny committee" ends in the second."""
    for this, following in pairwise(found[place : place + 2]):
        joined = _GAP.fullmatch(plain[this.end : following.start])
        return bool(joined) and stem(following.word) in _BODIES
    return False


def _stands_alone(found: Sequence[Token], first: int, last: int) -> bool:
    """Whether words that only say what kind of body it is are used as its name here."""
    before = found[first - 1].word if first else "the"
    after = stem(found[last + 1].word) if last + 1 < len(found) else ""
    is_body = before in _AS_A_NAME and after not in _NOT_ITSELF
    return is_body and found[last].word != "council"
