"""People as minutes name them in motions and votes: by title, initials, surname or office."""

from __future__ import annotations

import re
from collections.abc import Iterator

from archive.document import Range
from indexer.splitting.speech import TITLE, either

_NOT_A_NAME = either(
    *("(?i:moved|seconded|proposed|seconder|proposer|mover|seconding|proposing)", "AND", "THAT"),
    *(r"(?i:prop|sec)\b(?=[.:])", "BY", "WAS", "(?i:for|against|abstain(?:ed|ing)?|abstentions?)"),
    *("That", "RESOLVED", "AGREED"),
    *("CARRIED", "LOST", "DEFEATED", "UNANIMOUSLY", "(?i:motions?|amendments?|recorded|votes?)"),
    *("(?i:voting|totals?|absent|none|nil|results?|minutes|decisions?)", "The", "On", "Upon"),
    *("Item", "Agenda", "Councillors", "Cllrs", "Members", "Date", "(?i:present|apologies)"),
)
"""Words with a capital that stand beside names in motions and votes and are part of none."""

_PARTICLE = either(
    *("de", "da", "del", "der", "den", "di", "du", "la", "le", "van", "von", "ten", "ter", "bin"),
    *("al", "el", "ap", "ab", "ferch"),
)
_INITIALS = r"(?:[A-Z]\.|[A-Z]{1,3})(?![\w’'])"
_WORD = rf"(?!{_NOT_A_NAME}\b)[^\W\d_a-z][\w’'-]*"
_NAME = rf"(?:(?:{_INITIALS}|{_WORD}|{_PARTICLE})\s+){{0,6}}{_WORD}"
_AFTER = r"(?:\s+(?:[A-Z]{2,4}|Jnr|Snr|Jr|Sr|Esq)\b\.?)*"
_BODY = either("Council", "Committee", "Cabinet", "Board", "Panel", "Opposition", "Executive")
_OFFICE = (
    r"(?:[Tt]he\s+)?"
    + either(
        r"(?:Vice[- ]|Deputy\s+)?Chair(?:man|woman|person)?",
        r"(?:Deputy\s+)?Leader",
        r"(?:(?:Deputy|Lord|Deputy\s+Lord)\s+)?Mayor",
        *("(?:Depute\\s+)?Convener", "(?:Lord\\s+)?Provost", "Portfolio Holder"),
        r"(?:Cabinet|Executive) Member"
        r"(?:\s+for\s+[A-Z][\w’'-]*(?:(?:,?\s+and|,|\s+of)?\s+[A-Z][\w’'-]*){0,6})?",
    )
    + rf"\b(?:\s+of\s+the\s+{_BODY})?"
)
TITLED = rf"(?:the\s+)?{TITLE}\s+(?:{TITLE}\s+)*{_NAME}{_AFTER}"


def person(group: str) -> str:
    """A pattern for one person; what to call them is its group ``group``, or else ``group`` + "_office"."""
    return (
        rf"(?<![\w’'])(?:(?P<{group}_office>{_OFFICE})(?:,?\s+\(?(?P<{group}_named>{TITLED})\)?)?|"
        rf"(?P<{group}>{TITLED}|(?!The\b|It\b|A\b|An\b){_NAME}{_AFTER}))"
    )


ANY_PERSON = rf"(?:{_OFFICE}|{TITLED})"

_COLLECTIVE = r"(?:(?i:the\s+)?(?:Councillors|Cllrs\.?|Members|Messrs\.?|Aldermen)\s*:?\s+)"
_ROLE = r"(?:\s*\([^()]{1,60}\))"
_ONE = re.compile(
    rf"{_COLLECTIVE}?(?P<name>{TITLED}|{_NAME}{_AFTER}|{_OFFICE}){_ROLE}?(?:\s+[-–]\s.{{0,60}})?\.?"
)
_HONOURS = re.compile(r"(?:[A-Z]{2,4}|Jnr|Snr|Esq)(?:\s+[A-Z]{2,4})*\.?")
_BETWEEN = re.compile(
    rf"\s*(?:[,;/|·•]|\band\b|&|\n|\t)\s*(?:and\s+)?|\s+(?={TITLE}\s+[A-Z])", re.I
)
_TURNS = re.compile(rf"\s+{_NOT_A_NAME}\b")
_ENDS_WITH_TITLE = re.compile(rf"(?:^|\s){TITLE}$")


def listed_names(words_of: str) -> tuple[list[str], str]:
    """The names that a list opens with, each as printed, and what stands after the last of them.

    >>> listed_names("Councillors Vane and Moss, Mr R C Love, OBE and the Chair.")[0]
    ['Vane', 'Moss', 'Mr R C Love, OBE', 'the Chair']
    >>> listed_names("Mr J Hill. The meeting went on.")
    (['Mr J Hill'], 'The meeting went on')
    """
    names: list[Range] = []
    end = 0
    for start, after in _pieces(words_of):
        piece = words_of[start:after]
        if not piece.strip(" .:–-"):
            end = after
            continue
        if names and _HONOURS.fullmatch(piece):
            names[-1] = (names[-1][0], start + len(piece.rstrip(".")))
            end = after
            continue
        if one := _ONE.fullmatch(piece):
            names.append((start + one.start("name"), start + one.end("name")))
            end = after
            continue
        one = _ONE.match(piece)
        if one and (one.group().endswith(".") or _TURNS.match(piece, one.end())):
            names.append((start + one.start("name"), start + one.end("name")))
            end = start + one.end()
        break
    return [words_of[slice(*name)] for name in names], words_of[end:].strip(" ,;.")


def _pieces(words_of: str) -> Iterator[Range]:
    start = 0
    for between in _BETWEEN.finditer(words_of):
        if between.start() == 0 or _in_brackets(words_of, between.start()):
            continue
        if not between.group().strip() and _ENDS_WITH_TITLE.search(words_of, 0, between.start()):
            continue
        yield start, between.start()
        start = between.end()
    if start < len(words_of):
        yield start, len(words_of)


def _in_brackets(words_of: str, at: int) -> bool:
    return words_of.count("(", 0, at) > words_of.count(")", 0, at)


def are_names(words_of: str) -> bool:
    """Whether the words are nothing but a list of names."""
    names, rest = listed_names(words_of)
    return bool(names) and not rest
