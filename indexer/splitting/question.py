"""Questions and remarks as minutes report them: "A Member asked …", "Councillor Vane noted …"."""

from __future__ import annotations

import re

from indexer.splitting.speech import ASKER, MEMBER, TOPIC, either

_WHAT = either("how", "what", "why", "whether", "when", "which", "if", "who", "where")

_SOMEBODY_ELSES = "".join(
    f"(?<!{word} )"
    for word in (
        *("had", "have", "has", "been", "was", "were", "be", "being", "who", "which", "when", "if"),
        *("residents", "people", "parents", "tenants", "officers", " they"),
    )
)
"""Not after these words, which make the asking passive, past or another's: "residents had asked for"."""

_SOUGHT = either(
    *("clarification", "clarity", "assurances?", "reassurance", "confirmation", "details?"),
    r"(?:(?:further|more)\s+)?information",
    r"(?:further|more)\s+details?",
    r"an?\s+(?:update|explanation)",
    r"to\s+(?:know|understand|clarify)",
)

ASKED = rf"{_SOMEBODY_ELSES}\b" + either(
    *("asked", "queried", "enquired", "inquired", "(?:wished|wanted) to (?:know|understand)"),
    rf"(?:wondered|questioned)\s+{_WHAT}",
    r"raised\s+an?\s+(?:further\s+)?(?:question|query)",
    r"posed\s+an?\s+question",
    rf"sought\s+{_SOUGHT}",
)

_ASKS = re.compile(
    rf"^\W*(?:(?:then|also|finally|lastly|secondly),?\s+)?{TOPIC}{ASKER}\b[^?!]*?{ASKED}\b", re.I
)
_OTHERS_ASK = re.compile(
    r"^\W*(?:(?!\b(?:that|officers?|director|survey|consultation|questionnaire)\b)[^.?!,;:]){1,90}?"
    rf"{_SOMEBODY_ELSES}\basked\s+{_WHAT}\b",
    re.I,
)
"""Anybody else who asks something outright, such as a partner whose written comments are reported."""

_IS_ASKED = re.compile(
    r"\b(?:it was asked|(?:questions?|queries|a query) (?:was|were) (?:asked|raised|posed)|"
    r"(?:clarification|assurance|clarity) was sought)\b",
    re.I,
)
_SIGNS = ("ask", "quer", "nqu", "quest", "shed to", "wanted to", "wondered", "sought")
"""One of these is in whatever reports a question, however it is written: a look for them is ten times as
fast as the patterns, and most sentences have none. No "i", of which Unicode has four."""
_LABELLED = re.compile(
    r"^\W*(?:Q\d*\s*[:.)]|(?:Supplementary\s+)?Question(?:\s+\d+)?"
    r"(?:\s+(?:from|by|put by)\b[^:]{0,120})?\s*:)"
)
_INTERROGATIVE = re.compile(
    rf"^\W*(?:{_WHAT}|whose|is|are|was|were|do|does|did|can|could|will|would|has|have|should)\b",
    re.I,
)
_AFTER_QUESTION = re.compile(
    r"(?:\?[”’\"')]*|\s[–—-])\s+(?:(?:and|or|but|if so),?\s+)?(?P<words>\w[^?]*\??)", re.I
)

_KNOWLEDGE = r"(?:(?:an?|the|some|any|more|further|additional|latest|full)\s+)*" + either(
    *("information", "details?", "clarification", "clarity", "assurances?", "reassurance"),
    *("confirmation", "updates?", "explanation", "evidence", "examples?", "figures?", "numbers?"),
    *("costs?", "results?", "views?", "reasons?", "breakdown", "definition", "advice"),
    *("timescales?", "timetable", "dates?", r"[\w’']+\s+views?"),
)
"""What one asks for in order to know it; to ask for anything else is to request it."""

_TO_ANSWER = either(
    *("explain", "clarify", "elaborate", "expand", "comment", "confirm", "describe", "outline"),
    *("say", "know", "understand", "give an? (?:example|explanation)"),
)
_REQUEST = re.compile(
    r"\basked\s+"
    + either(
        r"that\b",
        r"for\b[^.?!]*\bto\s+be\b",
        rf"for\s+(?!{_KNOWLEDGE}\b)",
        rf"(?:(?!(?:about|for|{_WHAT})\b)[\w’'-]+\s+){{0,8}}?to\s+(?!{_TO_ANSWER})\w+",
    ),
    re.I,
)
_PROCEDURE = re.compile(
    r"\basked\b[^.?!]*\b(?:any|for)\s+(?:further\s+|other\s+)?"
    r"(?:questions|comments|declarations|nominations|urgent business)\b",
    re.I,
)
"""The Chair's routine: "asked if there were any questions"."""

_FELT = r"(?:was|were)\s+(?:concerned|disappointed|pleased|worried)"
_REMARK = re.compile(
    rf"^\W*{TOPIC}{MEMBER}[^.?!]*?\b"
    + either(
        *("noted", "commented", "highlighted", "raised", "expressed", "suggested", "felt", _FELT),
        *("observed", "said", "stated", "pointed out", "referred", "welcomed", "questioned"),
        *("drew attention", "asked", "requested", "challenged"),
    )
    + r"\b",
    re.I,
)


def asks(sentence: str, *, is_announced: bool = False) -> bool:
    """Whether the sentence reports somebody's question; a request for action or for comments is none.

    ``is_announced`` says that a lead-in announced questions, so that a bare one counts too.
    """
    if _LABELLED.match(sentence) or (is_announced and is_interrogative(sentence)):
        return True
    folded = sentence.casefold()
    if not any(sign in folded for sign in _SIGNS):
        return False
    if _IS_ASKED.search(sentence):
        return True
    if not (_ASKS.match(sentence) or _OTHERS_ASK.match(sentence)):
        return False
    return not (_REQUEST.search(sentence) or _PROCEDURE.search(sentence))


def is_interrogative(words: str) -> bool:
    """Whether the words are a question as such: "what the cost was", "Is it safe?"."""
    return words.rstrip().endswith("?") or _INTERROGATIVE.match(words) is not None


def may_answer_itself(words: str) -> bool:
    """Whether words stand after a "?" or a dash that are no question themselves, so may be its answer.

    >>> may_answer_itself("How many plots were vacant? Twelve."), may_answer_itself("Why? And since when?")
    (True, False)
    """
    return any(not is_interrogative(after["words"]) for after in _AFTER_QUESTION.finditer(words))


def announces_questions(lead: str) -> bool:
    """Whether a lead-in says that questions of members follow."""
    return re.search(r"\b(?:asked|questions)\b[^.]*:\s*[-–]?$", lead) is not None


def remarks(sentence: str) -> bool:
    """Whether the sentence reports a member's comment or request."""
    return _REMARK.match(sentence) is not None
