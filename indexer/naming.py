"""Words that only name something: a title, a heading, who reports, where a meeting was held.

Told by their form: no finite verb where a sentence would have one. What is in doubt is taken to say
something, so a statement is never lost for a title.
"""

from __future__ import annotations

import re

_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)*")
_SMALL = frozenset(
    "a an and at by for from in into its of on or our the their to with y yr a’r ar o i".split()
)
_FINITE = re.compile(
    r"""\b(?:is|are|was|were|am|has|have|had|do|does|did|will|would|shall|should|can|could|may|might|must
    |cannot|needs?|gave|took|made|went|came|led|rose|fell|grew|held|kept|left|lost|met|paid|put|ran|saw|sent
    |set|sets|spent|stood|thought|understood|won|wrote|began|became|brought|built|bought|chose|felt|found
    |got|heard|knew|meant|sought|sold|said|says|spoke|told|taught|drew|withdrew|drove|sat|lay|cost|costs|let
    |cut|hit|drove|gives|shows|means|makes|takes|remains?|wishes|believes
    |(?!(?:hundred|red|bed|shed|seed|feed|speed|need)\b)\w+ed)\b|n['’]t\b""",
    re.VERBOSE | re.IGNORECASE,
)
_SOMEBODY = re.compile(r"\b(?:I|[Ww]e|[Tt]hey|[Hh]e|[Ss]he|[Ii]t|[Yy]ou|[Tt]here|[Tt]hat)\b")
"""What stands before a verb, also before one that is not known here."""
_ENDED = re.compile(r"[.?!;…][\W_]*\Z")
_AMOUNT = re.compile(r"[£$€%]")
_FIGURE = re.compile(r"(?<![\w/.-])(?!(?:19|20)\d\d\b)\d[\d,.]*(?![\w/]|[.-]\d)")
"""A number that is no year: a line without a verb may give one."""
_NUMBERED = re.compile(
    r"\W*(?:(?:appendix|annex|schedule|item|report|part|section|table|figure|page)\s+)?"
    r"(?:\(?(?:\d+(?:\.\d+)*|[a-z]|[ivx]+)[.):]?\s+|\d+\s*[–—:-]\s*)?",
    re.IGNORECASE,
)
"""What a title may be numbered by."""
_POINT = re.compile(r"\s*(?:[·•▪●◦○‣*–—-]|o\s)")
"""A point of a list: a name there tells that it belongs to what the list is of."""
_PAPER = re.compile(
    r"\W*(?:o\s+)?(?:report|appendix|appendices|annex|schedule|presentation|agenda|supplement"
    r"|background\s+papers?)\b",
    re.IGNORECASE,
)
"""But for papers, which a meeting's record lists as links."""
_SOMEBODY_S = re.compile(
    r"\W*(?:(?:joint\s+)?report\s+(?:of|by|from)|(?:\w+\s+){0,2}?(?:asked|put|raised|submitted|tabled|moved|proposed"
    r"|seconded|presented|prepared|written)\s+by)\b",
    re.IGNORECASE,
)
"""Whose something is, all that such a line tells: "Report of the Director", "Asked by Councillor Ash"."""

WHERE_MET = re.compile(r"\s*(?:(?:meeting\s+)?held\s+(?:on|at|in)|venue|contact)\b", re.IGNORECASE)
"""How the head of a record begins that says when and where the meeting was."""


def only_names(text: str) -> bool:
    """Whether a line or sentence tells nothing of what it names."""
    owner = _SOMEBODY_S.match(text)
    if owner:
        return not _FINITE.search(text, owner.end())
    if _FINITE.search(text) or _SOMEBODY.search(text) or _AMOUNT.search(text):
        return False
    if _POINT.match(text):
        return bool(_PAPER.match(text))
    words = _WORD.findall(text)
    if text.isupper() or all(word in _SMALL or word[0].isupper() for word in words):
        return True
    bare = text[match.end() :] if (match := _NUMBERED.match(text)) else text
    return not _ENDED.search(text) and not _FIGURE.search(bare)
