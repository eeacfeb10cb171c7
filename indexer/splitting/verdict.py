"""Verdicts: how the record says that a motion or an amendment ended."""

from __future__ import annotations

import re

from indexer.splitting.speech import VERB, either
from indexer.splitting.vote import counts_votes

_SUBJECT = (
    r"(?:the\s+)?(?:(?:original|substantive|main|above|said|proposed|further|second|first|third|whole)\s+)*"
    + either(
        "motion", "amendment", "proposal", "proposition", "recommendations?", "resolution", "vote"
    )
    + r"(?:\s+(?:no\.?\s*)?\d{1,2})?(?:,?\s+as\s+(?:now\s+)?amended,?)?"
)
_MANNER = either(
    *("unanimously", "nem\\.? con\\.?", "duly", "therefore", "then", "accordingly", "declared"),
    *("narrowly", "subsequently", "also", "both", "overwhelmingly", "hereby"),
)
_AFTERWARDS = either(
    rf"{_MANNER}",
    r"on (?:the|a) (?:chair\w*|mayor)[’']?s?\W{0,2}s? casting vote",
    r"(?:by|with|on) (?:a |an )?(?:unanimous|majority|large majority|clear majority)\b[\w ]{0,20}",
    r"without (?:dissent|a vote|division)",
    r"on a show of hands",
    r"by \w+ votes? to \w+",
    r"(?:by\s+)?\d{1,3}\s?[-–:]\s?\d{1,3}",
)
_DECIDED = either(
    "carried", "lost", "defeated", "withdrawn", "rejected", "not carried", "fell", "failed"
)
_LINE = re.compile(
    rf"\W*(?:{_SUBJECT}\s*[:–-]?\s+)?(?:(?:was|were|is|being)\s+)?(?:{_MANNER}\s+)*"
    rf"(?P<verdict>(?:not\s+)?{_DECIDED}|(?-i:AGREED|APPROVED|PASSED|REFUSED)|"
    rf"resolved(?=\s+unanimously|\s+nem\b))(?:,?\s+{_AFTERWARDS})*\W*(?:\([^()]*\)\W*)?",
    re.I,
)
"""A line or sentence that is nothing but a verdict: "Motion carried", "LOST.", "The amendment was lost"."""

_CAPITALS = re.compile(
    r"\b(?P<verdict>(?:(?:NOT|not)\s+)?(?:CARRIED|LOST|DEFEATED)|"
    r"(?<=\bwas )(?:AGREED|WITHDRAWN|REJECTED|REFUSED|PASSED|RESOLVED|APPROVED|ADOPTED)|"
    r"(?<=\bwere )(?:AGREED|WITHDRAWN|REJECTED|REFUSED|PASSED|APPROVED|ADOPTED)|"
    r"(?<=\bmotion )(?:WITHDRAWN|REFUSED)|(?<=\bamendment )(?:WITHDRAWN|REFUSED)|"
    r"(?<!\w )RESOLVED|(?<=and )(?:RESOLVED|AGREED)|(?<=unanimously )RESOLVED|"
    r"(?<=duly )RESOLVED|(?<=motion )FELL)\b"
    r"(?!\s+(?!(?:UNANIMOUSLY|NEM|BY|ON|WITH|WITHOUT|AND|THAT|AS|FOR)\b)[A-Z]{2,})"
)
_HINT = re.compile(
    r"carried|lost|defeated|withdrawn|rejected|refused|fell|failed|agreed|resolved|passed|approved|adopted",
    re.I,
)
_VOTED = re.compile(
    r"\b(?:put to the vote|voted (?:on|upon)|"
    r"(?:on|upon) (?:being put|(?:a|the) (?:show|vote|division))|"
    rf"{_SUBJECT}\s+(?:was|were|being)\s+(?:{_MANNER}\s+)*put(?! to (?!the meeting))|"
    r"recorded vote|show of hands|casting vote|by \w+ votes? to \w+|votes? (?:in favour|for|against)|"
    r"\d+ (?:for|in favour|against))\b",
    re.I,
)
_AT_A_VOTE = re.compile(
    r"\b(?:(?:was|were|is|being|be|and|declared|duly|unanimously)\s+|[:–-]\s*)"
    r"(?P<verdict>(?:not\s+)?(?:carried(?! out\b| forward\b| over\b)|lost|defeated))\b",
    re.I,
)
_AT_LAST = re.compile(
    r"\b(?P<verdict>AGREED|APPROVED|ADOPTED|PASSED|REFUSED|REJECTED|WITHDRAWN)\b\W*$"
)
_NOT_YET = re.compile(
    r"\b(?:if|should|whether|unless|were to be|would be|could be|to be|had been|has been|until|when)\b"
    rf"|\b(?!declared\b|announced\b){VERB}\s+that\b",
    re.I,
)
"""Words before a verdict by which it is no verdict: supposed, of another day, or what somebody said."""

SHOUTED = 8
"""Words beyond which a line all in capitals is a heading and no verdict."""

_OUTRIGHT = ("CARRIED", "LOST", "DEFEATED", "NOT CARRIED")
_PASSED = ("CARRIED", "AGREED", "RESOLVED", "APPROVED", "PASSED", "ADOPTED")


def verdict(sentence: str) -> str:
    """The verdict in one sentence or line, as printed; empty where it gives none.

    It is read where it stands in capitals. In small letters it is read only where it is all that is
    said ("Amendment lost"), or where the same sentence says how the motion was put or counts the votes
    ("was put to the vote and lost", "With 9 voting in favour, … was carried"); in debate it is not.

    >>> verdict("On being put to the vote, the motion was LOST.")
    'LOST'
    >>> verdict("It was noted that the motion had been carried in May.")
    ''
    """
    if not _HINT.search(sentence):
        return ""
    if line := _LINE.fullmatch(sentence):
        return line["verdict"]
    found = _CAPITALS.search(sentence)
    if found is None and (_VOTED.search(sentence) or counts_votes(sentence)):
        found = _AT_A_VOTE.search(sentence) or _AT_LAST.search(sentence)
    if found is None or (sentence.isupper() and len(sentence.split()) > SHOUTED):
        return ""
    return "" if _NOT_YET.search(sentence, 0, found.start()) else found["verdict"]


def agreed_verdict(verdicts: list[str]) -> str:
    """What all of these come to, as first printed, "CARRIED" before "RESOLVED"; empty where they differ."""
    if len({_kind(each) for each in verdicts}) != 1:
        return ""
    return min(verdicts, key=lambda each: each.upper() not in _OUTRIGHT)


def is_passed(found: str) -> bool:
    """Whether a verdict says that the motion passed."""
    return bool(found) and _kind(found) == "PASSED"


def _kind(found: str) -> str:
    word = " ".join(found.upper().split())
    if word in _PASSED:
        return "PASSED"
    return "WITHDRAWN" if word == "WITHDRAWN" else "FAILED"
