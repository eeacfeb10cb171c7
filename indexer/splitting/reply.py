"""Replies as minutes report them: "In response it was explained …", "Officers said …".

These rules lean one way on purpose: where it is unclear whether a question was answered, they say
that it was, because to call an answered question unanswered would misreport the record.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from indexer.splitting.question import ASKED, asks, may_answer_itself
from indexer.splitting.speech import ALSO, ASKER, NAME, TITLE, VERB, either

_BY_WAY = r"in (?:response|reply|answer)"
_STRONG_VERB = either("responded", "replied", "answered")
_RESPONSE = re.compile(
    r"\b"
    + either(
        rf"{_BY_WAY}\b",
        rf"{_STRONG_VERB}\b",
        "by way of (?:response|reply)",
        "(?:the )?following (?:responses?|answers?|replies)\\b",
        "(?:responses?|answers?) (?:was|were) (?:given|provided)",
        "responding to",
    ),
    re.I,
)
_TOLD = re.compile(
    r"\b(?:was|were)\s+(?:then\s+)?"
    r"(?:told|advised|informed|assured|reassured|reminded|referred to)\b"
)

_MEMBERS_OWN = r"(?!committee|chair\b|member|vice|panel|mayor|report\b|paper\b|minutes\b)"
_OFFICERS = either(
    r"(?:the\s+)?officers?\b\s*",
    r"it was\s+",
    rf"the\s+{_MEMBERS_OWN}(?-i:[\w’',&/-]+\s+){{0,14}}?",  # "the Director of Adults, Health and …"
)
_OFFICERS_SAID = either(
    rf"{_OFFICERS}{ALSO}{VERB}\b",
    rf"{NAME}\([^)]*\)\s*,?\s*{ALSO}{VERB}\b",
)
_OFFICERS_REPLY = re.compile(rf"^\W*{_OFFICERS_SAID}", re.I)
_REPLY_WITHIN = re.compile(
    rf"(?:,|;|\band|\bto which|–)\s+(?:(?:and|to which)\s+)?{_OFFICERS_SAID}|\bin response\b", re.I
)
_OFFICER_BY_NAME = re.compile(
    r"^\W*(?!(?:An?|The|One|Another|Some|Several|Both|Each|Other|In|On|At|It|Committee|Cabinet|"
    r"Members?|Councillors?|Cllrs?|Chair|Vice-Chair|Co-opted)\b)"
    rf"[A-Z][\w’'-]+\s+(?:[A-Z]\.?\s+)?[A-Z][\w’'-]+\s+{ALSO}{VERB}\b"
)
"""Councillors have their title before their names in minutes; many officers are given by name alone."""

_NAMED = re.compile(rf"^\W*{TITLE}\s+(?P<name>{NAME})(?:\([^)]*\)\s*)?{ALSO}{VERB}\b")
_CHAIR_SAID = re.compile(rf"^\W*the\s+(?:vice[- ])?(?:chair\w*|leader|mayor)\s+{VERB}\b", re.I)
_NO_PRONOUN = r"(?!(?:they|he|she)\b)"
_MEMBERS_ANSWER = re.compile(
    rf"^\W*{_NO_PRONOUN}{ASKER}\s+{ALSO}"
    + either(
        *("advised", "explained", "confirmed", "clarified", "informed", "assured", "reassured"),
        *("responded", "replied", "answered", "told", "undertook", "agreed"),
    )
    + r"\b",
    re.I,
)
_SAID_OR_FELT = either(
    VERB,
    *("asked", "felt", "feared", "thought", "believed", "hoped", "wished", "wanted", "wondered"),
    *("queried", "sought", "expressed", "observed", "referred", "questioned", "welcomed"),
    *("thanked", "requested", "raised", "urged", "remarked", "quoted", "heard", "concerned"),
    *("worried", "disappointed", "pleased", "surprised", "troubled", "anxious"),
)
_ASKER_GOES_ON = re.compile(
    rf"^\W*(?:they|he|she)\s+(?:(?:was|were|had been|felt)\s+)?{ALSO}{_SAID_OR_FELT}\b|"
    rf"^\W*{_NO_PRONOUN}{ASKER}\b",
    re.I,
)
"""The asker's own next sentence; "They were, from eighteen" and "She might" are answers."""

_THANKS = re.compile(r"^\W*[^.]{0,80}\bthanked\b")

_NAMES_ITS_QUESTION = re.compile(
    r"^\W*"
    + either(
        rf"{_BY_WAY} to\b",
        r"(?:responding to|replying to|answering)\b",
        r"(?:when\s+)?asked\s+(?:about|whether|if|how|why|what|when|by|for)\b",
        r"(?:following|on|to|with regard to)\s+(?:an?\s+|further\s+)?(?:questions?|quer(?:y|ies))\b",
    ),
    re.I,
)
_OPENS_REPLY = re.compile(
    r"^\W*"
    + either(
        rf"{_BY_WAY}(?!\s+to\b)",
        rf"{_BY_WAY} to (?:this|that|these|those|(?:the\s+)?members?[’']s?)",
        rf"{_BY_WAY} to the (?:questions?|quer(?:y|ies)|points?|comments?)\b",
        r"(?:response|reply|answer)\b[^:]{0,120}:",
        r"A\d*\s*[:.)]\s",
        r"(?:the\s+)?following (?:responses?|answers?|replies)\b",
        rf"(?-i:{TITLE})\s+{NAME}(?:\([^)]*\)\s*)?{ALSO}{_STRONG_VERB}\b",
    ),
    re.I,
)
_TO_ALL = re.compile(
    rf"^\W*(?:{_BY_WAY} to|responding to|replying to|answering) "
    r"(?:(?:these|those|all|the|members?[’']s?|their)\s+)+(?:\w+\s+)?"
    r"(?:questions|queries|points|comments)\b",
    re.I,
)


def answers(question: str, sentence: str) -> bool:
    """Whether a sentence that comes after ``question`` answers it, or at least may."""
    if _RESPONSE.search(sentence) or _TOLD.search(sentence):
        return True
    if asks(sentence) or _THANKS.match(sentence):
        return False
    if named := _NAMED.match(sentence):
        return named.group("name").split()[-1] not in question
    if _CHAIR_SAID.match(sentence) or _MEMBERS_ANSWER.match(sentence):
        return True
    return _ASKER_GOES_ON.match(sentence) is None


def answers_within(sentence: str) -> bool:
    """Whether a question's own sentence goes on to its answer: "asked why, and officers explained …"."""
    asked = re.search(ASKED, sentence, re.I)
    return asked is not None and _REPLY_WITHIN.search(sentence, asked.end()) is not None


def named_member_speaks(words: str) -> bool:
    """Whether the words open with a named member's statement, which may be an answer."""
    return _NAMED.match(words) is not None and not asks(words)


def officers_reply(sentence: str) -> bool:
    """Whether the sentence plainly is a reply: by officers, by a named officer, or called a response."""
    return any(sign.search(sentence) for sign in (_OFFICERS_REPLY, _RESPONSE, _TOLD))


def names_its_question(words: str) -> bool:
    """Whether the words open by naming the question that they answer: "In response to a query, …"."""
    return _NAMES_ITS_QUESTION.match(words) is not None


def opens_reply(words: str) -> bool:
    """Whether the words open as the reply to what stands before them."""
    return any(sign.match(words) for sign in (_OPENS_REPLY, _OFFICERS_REPLY, _OFFICER_BY_NAME))


def opens_reply_to_all(words: str) -> bool:
    """Whether the words open as the reply to several questions at once."""
    return _TO_ALL.match(words) is not None


def last_question(sentences: Sequence[str], *, is_announced: bool = False) -> int | None:
    """The position of the last sentence that asks before any that answers."""
    found: int | None = None
    for at, sentence in enumerate(sentences):
        if found is not None and answers(sentences[found], sentence):
            break
        if asks(sentence, is_announced=is_announced):
            found = at
    return found


def is_answered(sentences: Sequence[str], question: int) -> bool:
    """Whether anything from the question's sentence on records an answer."""
    if answers_within(sentences[question]) or may_answer_itself(sentences[question]):
        return True
    return any(answers(sentences[question], sentence) for sentence in sentences[question + 1 :])
