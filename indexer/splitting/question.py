"""How minutes report speech: who asks, who remarks, who replies.

Minutes write questions and answers as reported speech ("A Member asked …", "In response it was
explained …"), so these rules read the subject and the verb of each sentence. They lean one way on
purpose: where it is unclear whether a question was answered, they say that it was, because calling
an answered question unanswered would misreport the record.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

_TITLE = r"(?:Cllrs?\b\.?|Councillors?|Mr|Mrs|Ms|Miss|Mx|Dr|Canon|Rev(?:d|erend)?|Prof(?:essor)?|Sir|Dame|Lord|Lady|Alderman)\b\.?"
_OFFICE = (
    r"(?:members?|chair(?:man|woman|person)?|vice[- ]chair\w*|committee|panel|mayor|"
    r"residents?|tenants?|petitioners?|leaseholders?|parents?|questioners?|speakers?|co-opt\w+|"
    r"(?:parent governor|diocesan)\s+representative|member of the public)"
)
_DETERMINER = r"(?:(?:an?|one|another|the|some|several|two|three|other|further|many|both|a number of|a few|a second|a further)\s+)*"
_ASKER = rf"(?:{_DETERMINER}(?:co-opted\s+|other\s+|opposition\s+|committee\s+|ward\s+)?{_OFFICE}\b|{_TITLE}|they|he|she|one|another)"
_BEFORE = r"(?:(?:in relation to|with (?:regard|reference|respect) to|referring to|regarding|on|turning to|noting|having|following|given|given that|as)\b[^.?!]{0,200}?,\s+)?"
_SUBJECT = rf"^\W*(?:then\s+|also\s+|finally,?\s+|lastly,?\s+|secondly,?\s+)?{_BEFORE}{_ASKER}"

_NOT_THEIRS = r"(?<!had )(?<!have )(?<!has )(?<!been )(?<!was )(?<!were )(?<!be )(?<!being )(?<!who )(?<!which )(?<!when )(?<!if )(?<!residents )(?<!people )(?<!parents )(?<!tenants )(?<!officers )(?<! they )"
_ASKED = (
    rf"{_NOT_THEIRS}\b(?:asked|queried|enquired|inquired|(?:wished|wanted) to (?:know|understand)|"
    r"wondered\s+(?:whether|if|how|why|what|when|who)|questioned\s+(?:whether|if|how|why|what|when|who)|"
    r"raised\s+an?\s+(?:further\s+)?(?:question|query)|posed\s+an?\s+question|"
    r"sought\s+(?:clarification|clarity|assurances?|reassurance|confirmation|(?:further|more)\s+(?:information|details?)|"
    r"information|details?|an?\s+(?:update|explanation)|to\s+(?:know|understand|clarify)))"
)
_ASKS = re.compile(rf"{_SUBJECT}\b[^?!]*?{_ASKED}\b", re.I)
_OTHERS_ASK = re.compile(
    rf"^\W*(?:(?!\b(?:that|officers?|director|survey|consultation|questionnaire)\b)[^.?!,;:]){{1,90}}?{_NOT_THEIRS}"
    r"\basked\s+(?:how|what|why|whether|when|which|if|who|where)\b",
    re.I,
)
"""Anybody else who asks something outright, such as a partner whose written comments are reported."""
_IT_WAS_ASKED = re.compile(
    r"\b(?:it was asked|(?:questions?|queries|a query) (?:was|were) (?:asked|raised|posed)|"
    r"(?:clarification|assurance|clarity) was sought)\b",
    re.I,
)
_LABELLED_QUESTION = re.compile(
    r"^\W*(?:Q\d*\s*[:.)]|(?:Supplementary\s+)?Question(?:\s+\d+)?(?:\s+(?:from|by|put by)\b[^:]{0,120})?\s*:)"
)
_INTERROGATIVE = re.compile(r"^\W*(?:what|how|why|whether|if|when|where|which|who|whose|is|are|was|were|do|does|did|can|could|will|would|has|have|should)\b", re.I)  # fmt: skip

_NOUN_PHRASE = r"(?:(?!about\b|what\b|how\b|whether\b|if\b|why\b|when\b|where\b|which\b|who\b|for\b)[\w’'-]+\s+){0,8}?"
_KNOWLEDGE = (
    r"(?:an?\s+|the\s+|some\s+|any\s+|more\s+|further\s+|additional\s+|latest\s+|full\s+)*"
    r"(?:information|details?|clarification|clarity|assurances?|reassurance|confirmation|updates?|explanation|"
    r"evidence|examples?|figures?|numbers?|views?|reasons?|breakdown|definition|advice|timescales?|timetable|dates?)\b"
)
_REQUEST = re.compile(
    rf"\basked\s+(?:that\b|for\b[^.?!]*\bto\s+be\b|for\s+(?!{_KNOWLEDGE})|{_NOUN_PHRASE}to\s+"
    r"(?!explain|clarify|elaborate|expand|comment|confirm|describe|outline|say|know|understand|give an? (?:example|explanation))\w+)",
    re.I,
)
_PROCEDURE = re.compile(
    r"\basked\b[^.?!]*\b(?:any|for)\s+(?:further\s+|other\s+)?(?:questions|comments|declarations|nominations|urgent business)\b",
    re.I,
)

_VERB = (
    r"(?:explained|confirmed|respond(?:ed|ing)|replied|answered|advised|stated|said|clarified|noted|reported|"
    r"informed|assured|reassured|acknowledged|commented|highlighted|outlined|agreed|undertook|added|"
    r"emphasi[sz]ed|stressed|recogni[sz]ed|accepted|described|pointed out|told|indicated|offered|set out|"
    r"committed|promised|suggested|considered|recalled|drew attention|shared|provided)"
)
_STRONG_VERB = r"(?:responded|replied|answered)"
_RESPONSE = re.compile(
    rf"\b(?:in (?:response|reply|answer)\b|{_STRONG_VERB}\b|(?:the )?following (?:responses?|answers?|replies)\b|"
    r"by way of (?:response|reply)|(?:responses?|answers?) (?:was|were) (?:given|provided)|responding to)",
    re.I,
)
_OFFICER = (
    r"(?:(?:the\s+)?officers?\b|it was (?:also |further |then )?|the\s+(?!committee|chair\b|member|vice|panel|mayor|report\b|paper\b|minutes\b)"
    r"(?-i:[\w’',&/-]+\s+){0,14}?)"
)
_OFFICERS_SAID = rf"(?:{_OFFICER}\s*(?:also\s+|then\s+|further\s+)?{_VERB}\b|(?-i:[A-Z][\w’'-]+\s+){{1,4}}\([^)]*\)\s*,?\s*(?:also\s+)?{_VERB}\b)"
_OFFICERS_REPLY = re.compile(rf"^\W*{_OFFICERS_SAID}", re.I)
_REPLY_WITHIN = re.compile(rf"(?:,|;|\band|\bto which|–)\s+(?:and\s+|to which\s+)?{_OFFICERS_SAID}", re.I)  # fmt: skip
_OFFICER_BY_NAME = re.compile(
    r"^\W*(?!(?:An?|The|One|Another|Some|Several|Both|Each|Other|In|On|At|It|Committee|Cabinet|Members?|Councillors?|"
    rf"Cllrs?|Chair|Vice-Chair|Co-opted)\b)[A-Z][\w’'-]+\s+(?:[A-Z]\.?\s+)?[A-Z][\w’'-]+\s+(?:also\s+|then\s+)?{_VERB}\b"
)
"""Councillors have their title before their names in minutes; officers are given by name alone."""
_NAMED = re.compile(rf"^\W*{_TITLE}\s+(?P<name>[A-Z][\w’'-]+(?:\s+[A-Z][\w’'-]+)*)")
_NAMED_REPLY = re.compile(rf"^\W*{_TITLE}\s+(?:[A-Z][\w’'-]*\.?\s+){{1,4}}(?:\([^)]*\)\s*)?(?:also\s+|then\s+)?{_VERB}\b")  # fmt: skip
_CHAIR_REPLY = re.compile(rf"^\W*the\s+(?:vice[- ])?(?:chair\w*|leader|mayor)\s+{_VERB}\b", re.I)
_TOLD = re.compile(r"\b(?:was|were)\s+(?:then\s+)?(?:told|advised|informed|assured|reassured|reminded|referred to)\b")
_MEMBERS_ANSWER = re.compile(
    rf"^\W*(?!they\b|he\b|she\b){_ASKER}\s+(?:also\s+|then\s+)?(?:advised|explained|confirmed|clarified|informed|"
    r"assured|reassured|responded|replied|answered|told|undertook|agreed)\b",
    re.I,
)
_ASKER_GOES_ON = re.compile(
    rf"^\W*(?:they|he|she)\s+(?:(?:was|were|had been|felt)\s+)?(?:also\s+|further\s+|then\s+)?(?:{_VERB}|"
    r"asked|felt|feared|thought|believed|hoped|wished|wanted|wondered|queried|sought|expressed|observed|"
    r"referred|questioned|welcomed|thanked|requested|raised|urged|remarked|recalled|quoted|heard|"
    r"concerned|worried|disappointed|pleased|surprised|troubled|anxious)\b|"
    rf"^\W*(?!they\b|he\b|she\b)(?:{_ASKER})\b",
    re.I,
)
_THANKS = re.compile(r"^\W*[^.]{0,80}\bthanked\b")

_ANSWERED_OPENING = re.compile(
    r"^\W*(?:in (?:response|reply|answer) to\b|responding to\b|replying to\b|answering\b|"
    r"(?:when\s+)?asked\s+(?:about|whether|if|how|why|what|when|by|for)\b|"
    r"(?:following|on|to|with regard to)\s+(?:an?\s+|further\s+)?(?:questions?|quer(?:y|ies))\b)",
    re.I,
)
_REPLY_OPENING = re.compile(
    rf"^\W*(?:in (?:response|reply|answer)(?!\s+to\b)|"
    r"in (?:response|reply|answer) to (?:this|that|these|those|the\s+(?:questions?|quer(?:y|ies)|points?|comments?)\b|(?:the\s+)?members?[’']s?)|"
    rf"(?:response|reply|answer)\b[^:]{{0,120}}:|A\d*\s*[:.)]\s|(?:the\s+)?following (?:responses?|answers?|replies)\b|"
    rf"(?-i:{_TITLE}\s+(?:[A-Z][\w’'-]*\.?\s+){{1,4}})(?:\([^)]*\)\s*)?(?:also\s+)?{_STRONG_VERB}\b)",
    re.I,
)
_REPLY_TO_ALL = re.compile(
    r"^\W*(?:in (?:response|reply|answer) to|responding to|replying to|answering) "
    r"(?:(?:these|those|all|the|members?[’']s?|their)\s+)+(?:\w+\s+)?(?:questions|queries|points|comments)\b",
    re.I,
)
_REMARK = re.compile(
    rf"^\W*{_BEFORE}(?:{_DETERMINER}(?:co-opted\s+|other\s+|opposition\s+|ward\s+)?{_OFFICE}\b|{_TITLE})[^.?!]*?\b"
    r"(?:noted|commented|highlighted|raised|expressed|suggested|felt|observed|said|stated|pointed out|referred|welcomed|"
    r"questioned|drew attention|asked|requested|challenged|was (?:concerned|disappointed|pleased|worried)|were (?:concerned|disappointed|pleased|worried))\b",
    re.I,
)


def asks(sentence: str, *, listed_question: bool = False) -> bool:
    """Whether the sentence reports somebody's question; a request for action or for comments is none.

    ``listed_question`` says that a lead-in announced questions, so that a bare one counts too.
    """
    if _LABELLED_QUESTION.match(sentence) or _IT_WAS_ASKED.search(sentence):
        return True
    if listed_question and is_interrogative(sentence):
        return True
    if not (_ASKS.match(sentence) or _OTHERS_ASK.match(sentence)):
        return False
    return not (_REQUEST.search(sentence) or _PROCEDURE.search(sentence))


def is_interrogative(words: str) -> bool:
    """Whether the words are a question as such: "what the cost was", "Is it safe?"."""
    return words.rstrip().endswith("?") or _INTERROGATIVE.match(words) is not None


def announces_questions(lead: str) -> bool:
    """Whether a lead-in says that questions of members follow."""
    return re.search(r"\b(?:asked|questions)\b[^.]*:\s*[-–]?$", lead) is not None


def remarks(sentence: str) -> bool:
    """Whether the sentence reports a member's comment or request."""
    return _REMARK.match(sentence) is not None


def answers(question: str, sentence: str) -> bool:
    """Whether a sentence that comes after ``question`` answers it, or at least may."""
    if _RESPONSE.search(sentence) or _TOLD.search(sentence):
        return True
    if asks(sentence) or _THANKS.match(sentence):
        return False
    if _NAMED_REPLY.match(sentence):
        named = _NAMED.match(sentence)
        return named is not None and named.group("name").split()[-1] not in question
    if _CHAIR_REPLY.match(sentence) or _MEMBERS_ANSWER.match(sentence):
        return True
    return _ASKER_GOES_ON.match(sentence) is None


def answers_within(sentence: str) -> bool:
    """Whether a question's own sentence goes on to its answer: "asked why, and officers explained …"."""
    asked = re.search(_ASKED, sentence, re.I)
    rest = sentence[asked.end() :] if asked else ""
    return _REPLY_WITHIN.search(rest) is not None or re.search(r"\bin response\b", rest) is not None


def named_speaks(words: str) -> bool:
    """Whether the words open with a named member's statement, which may be an answer."""
    return _NAMED_REPLY.match(words) is not None and not asks(words)


def officers_reply(sentence: str) -> bool:
    """Whether the sentence plainly is a reply: by officers, by a named officer, or called a response."""
    return any(sign.search(sentence) for sign in (_OFFICERS_REPLY, _RESPONSE, _TOLD))


def opens_answered(words: str) -> bool:
    """Whether the words open by naming the question that they answer: "In response to a query, …"."""
    return _ANSWERED_OPENING.match(words) is not None


def opens_reply(words: str) -> bool:
    """Whether the words open as the reply to what stands before them."""
    return any(sign.match(words) for sign in (_REPLY_OPENING, _OFFICERS_REPLY, _OFFICER_BY_NAME))


def opens_reply_to_all(words: str) -> bool:
    """Whether the words open as the reply to several questions at once."""
    return _REPLY_TO_ALL.match(words) is not None


def last_question(sentences: Sequence[str], *, listed_question: bool = False) -> int | None:
    """The position of the last sentence that asks before any that answers."""
    found: int | None = None
    for at, sentence in enumerate(sentences):
        if found is not None and answers(sentences[found], sentence):
            break
        if asks(sentence, listed_question=listed_question):
            found = at
    return found


def is_answered(sentences: Sequence[str], question: int) -> bool:
    """Whether anything from the question's sentence on records an answer."""
    if answers_within(sentences[question]):
        return True
    return any(answers(sentences[question], sentence) for sentence in sentences[question + 1 :])
