"""Who moved and who seconded a motion, and whether it amends another."""

from __future__ import annotations

import re

from indexer.splitting.names import ANY_PERSON, person
from indexer.splitting.speech import TITLE

_MOVE = r"(?:(?i:moved|proposed)|MOVED|PROPOSED)"
_ADVERBS = r"(?:(?:then|also|formally|therefore|duly|further|subsequently|had)\s+)*"
_ASIDE = r"(?:\s*\([^()]{1,80}\)|,[^.;:]{1,160}?,)?"
_PROPOSER = re.compile(
    rf"(?:(?:^|(?<=[(.;:]\s)|(?<=\())(?:{_MOVE}|(?i:prop)\.?)(?=\s+{TITLE})|"
    rf"\b(?:{_MOVE}(?:\s+and\s+\w+)?\s+by|(?i:mover|proposer|proposed|moved|prop\.?)\s*[:–-]|"
    r"(?i:(?:motion|proposal|proposition|amendment)\s+(?:was\s+)?(?:made\s+)?(?:of|by|from))|"
    r"MOVED(?=\s+[A-Z])))"
    rf"\s*:?\s*{person('by')}|"
    rf"{person('who')}{_ASIDE}\s+{_ADVERBS}(?:{_MOVE}(?!\s+by\b)|put\s+forward\s+(?:the|a|an)\b)"
)
_SECONDER = re.compile(
    rf"\b(?:(?i:seconded)\s+by|(?i:seconder|seconded|sec\.?)\s*[:–-]|(?i:seconded)(?=\s+{TITLE}))"
    rf"\s*:?\s*{person('by')}|"
    rf"{person('who')}{_ASIDE}\s+{_ADVERBS}(?i:seconded)(?!\s+by\b)"
)
_THING = r"(?:motions?|amendments?|recommendations?|resolution|proposals?|adoption|report|budget|minutes)"
_MOVES = re.compile(
    r"\b(?:MOVED|SECONDED)\b|^(?:AMENDMENT|MOTION)S?\b(?!\s+[A-Z]{4,})|"
    rf"^(?:Amendment|Motion)(?:\s+\w+)?(?:\s*[:–]|\s+by\s+{ANY_PERSON})|"
    rf"^(?:It was (?:then )?)?(?:[Mm]oved|[Pp]roposed)(?:\s+by\s*:?|\s*:)\s*{ANY_PERSON}|"
    rf"^(?:Mover|Proposer|Prop\.?)\s*:\s*[A-Z]|"
    r"\b(?:[Mm]oved|[Pp]roposed)\b.{0,400}\b[Ss]econded\b(?! (?:to|from)\b)|"
    r"\b(?:proposal|motion)\b.{0,400}\b(?:and|duly|was|being)\s+seconded\b(?! (?:to|from)\b)|"
    rf"\b(?:proposal|motion|amendment) (?:was )?made by {ANY_PERSON}|"
    rf"\b[Oo]n the (?:motion|proposition|proposal) of {ANY_PERSON}|"
    rf"\b[Ii]t was (?:then |duly |formally )?(?:moved|proposed) by {ANY_PERSON}|"
    rf"{ANY_PERSON}{_ASIDE},?\s+{_ADVERBS}(?:moved|proposed)\s+"
    r"(?:(?:the|a|an)\s+(?:(?:following|further|original|alternative)\s+)?(?:motion|amendment)|by way of)|"
    rf"{ANY_PERSON}{_ASIDE},?\s+{_ADVERBS}moved\s+(?:that\b|the\s+(?:\w+\s+)?{_THING})|"
    r"\bput forward (?:the|a|an) (?:following )?(?:motion|amendment)\b"
)
_HINT = re.compile(r"mov|prop[.:o]|second|motion|amendment", re.I)
"""Without any of these nothing is moved; the search for persons is a hundred times slower."""

_SECONDS = re.compile(
    r"^\W*(?i:(?:and\s+)?seconded\b|seconder\s*:|sec\.?\s*:)|"
    rf"\b(?i:seconded)\s+(?i:by)\s+{ANY_PERSON}|{ANY_PERSON}{_ASIDE},?\s+{_ADVERBS}(?i:seconded)\b|"
    r"\b(?i:seconded the (?:motion|amendment|proposal|recommendations?))\b"
)
_AMENDS = re.compile(
    r"^\W*amendment\b|by way of amendment|\bamendment\s+(?:no\.?\s*)?(?:\d|(?-i:[A-H])\b)|"
    r"\b(?:an?|the|one|this|that|further|second|third|following|alternative|new|\w+[’']s)\s+"
    r"(?:(?:following|further|above|said|second|friendly)\s+)?amendments?\b",
    re.I,
)
_MAIN = re.compile(
    r"\b(?:substantive|original|main)\s+(?:motion|proposal|recommendations?)\b|"
    r"\b(?:motion|proposals?|recommendations?|resolution)(?:,)?\s+(?:as|was|were|now)\s+(?:so\s+|now\s+|then\s+)?amended\b|"
    r"\bmotion as first\b",
    re.I,
)
_MOTION = re.compile(r"\bmotion\b", re.I)


def moves(sentence: str) -> bool:
    """Whether a sentence or line moves something: "It was MOVED by …", "Councillor Vane moved that …"."""
    return _HINT.search(sentence) is not None and _MOVES.search(sentence) is not None


def seconds(sentence: str) -> bool:
    """Whether a sentence or line seconds what was moved before."""
    return "second" in sentence.lower() and _SECONDS.search(sentence) is not None


def proposer(words_of: str) -> str:
    """Who moved, as printed; empty where the words do not say."""
    return _named(_PROPOSER.search(words_of))


def seconder(words_of: str) -> str:
    """Who seconded, as printed; empty where the words do not say."""
    return _named(_SECONDER.search(words_of))


def is_of_amendment(words_of: str) -> bool | None:
    """Whether the words are about an amendment or about a motion; None where they say neither.

    >>> is_of_amendment("The amendment was LOST."), is_of_amendment("The motion, as amended, was put")
    (True, False)
    """
    if _MAIN.search(words_of):
        return False
    if _AMENDS.search(words_of):
        return True
    return False if _MOTION.search(words_of) else None


def _named(found: re.Match[str] | None) -> str:
    if found is None:
        return ""
    order = ("by", "by_named", "by_office", "who", "who_named", "who_office")
    return next((found[group] for group in order if found[group]), "")
