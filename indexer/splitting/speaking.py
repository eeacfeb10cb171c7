"""Whose words or actions a passage of minutes records, as far as it says so itself.

What leaves it open who spoke ("it was explained") gives no role: better none than a wrong one.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from archive.names import untitled
from indexer.passage import Motion, Passage, PassageKind
from indexer.role import NOUNS, TITLES, Role, any_of
from indexer.sentences import sentences
from indexer.splitting.names import TITLED
from indexer.splitting.roll import NOBODY, Roles, Roll, of_post
from indexer.splitting.speech import ACTS, REPLIES, TITLE, either

_CAPITAL = r"[A-Z][\w’'-]*"
_BODY = either(
    "committee", "panel", "cabinet", "council", "board", "meeting", "opposition", "public"
)
_DETERMINER = (
    r"(?:(?i:the|an?|one|another|other|some|several|many|both|two|three|individual|all|those)\s+)*"
)
_QUALITY = either(
    _CAPITAL,
    r"\d{2,3}",
    *("co-opted", "independent", "opposition", "cabinet", "senior", "lead", "legal", "planning"),
    *("housing", "council", "committee", "ward", "and", "&"),
)
_NOUN = (
    either(
        any_of(" ".join(NOUNS[role] for role in (Role.CHAIR, Role.OFFICER, Role.MEMBER))),
        any_of(f"{TITLES[Role.PARTNER]} counsel accountant treasurer analyst representative"),
    )
    + r"\b(?!\s+(?-i:[A-Z][\w’'-]*\s+){0,3}(?:officer|manager|director|adviser)s?\b)"
)
_OF = (
    rf"(?:,?\s+(?:of|for|to|from|on)\s+(?:the\s+)?(?:{_CAPITAL}|(?i:{_BODY}))"
    rf"(?:(?:\s+and|\s+of|\s+&|,\s+and|,)?\s+{_CAPITAL}){{0,8}}|"
    rf"(?:,(?:\s+(?:{_CAPITAL}|and|&|of)){{1,8}}){{1,3}}(?=,))?"
)
_POST = rf"(?<![\w’'-]){_DETERMINER}(?:{_QUALITY}\s+){{0,6}}?(?i:{_NOUN}){_OF}"
_PARTNER = (
    r"(?:[Tt]he\s+)?(?:[A-Z][\w’'-]*\s+){0,3}?(?:[Pp]olice|NHS|ICB|Ofsted|CQC|Healthwatch)"
    r"(?:\s+(?:[Rr]epresentatives?|[Oo]fficers?))?\b"
)
_PUBLIC = (
    r"(?:(?:[Aa]n?|[Oo]ne|[Aa]nother|[Tt]he)\s+(?:local\s+)?(?:resident|petitioner|objector|tenant|parent"
    r"|leaseholder|carer|neighbour|public\s+speaker)|[Tt]he\s+(?:lead\s+)?(?:petitioners?|deputations?)"
    r"|(?:(?:[Aa]|[Tt]wo|[Tt]hree)\s+)?[Mm]embers?\s+of\s+the\s+public)\b"
)
"""Of the public only those who can be in the room: "residents said" tells what somebody heard from them."""
_RANKED = (
    rf"(?:[Tt]he\s+)?(?:{_CAPITAL}\s+)?(?i:{any_of(TITLES[Role.PARTNER])})(?:\s+{_CAPITAL}){{1,2}}"
)
_NAMED = (
    rf"(?:{_RANKED}|{TITLED}(?:(?:,\s+{_CAPITAL}){{0,4}}\s+(?:and|&)\s+(?!{TITLE}){_CAPITAL})?)"
)
_WHO = re.compile(
    rf"(?P<public>{_PUBLIC})|(?P<named>{_NAMED})|(?P<post>{_POST})|(?P<partner>{_PARTNER})"
)
_ACTING = re.compile(
    r"(?P<aside>\s*\([^()]{2,120}(?:\([^()]*\))?[^()]*\)?\))?"
    rf"(?P<apposed>,\s+(?!{TITLED})[^.;:?]{{2,110}}?,|,\s+{_POST})?,?\s+"
    r"(?:(?:also|then|further|again|therefore|however|both|all|briefly|formally|verbally|subsequently"
    r"|additionally|had|in\s+(?:response|reply|answer))\s+)*"
    rf"(?P<verb>{ACTS})(?![\w’'-])"
)
"""What stands between a subject and its verb: a post, a place, an adverb."""
_AND = re.compile(r",?\s+and\s+")
_REPLIES = re.compile(REPLIES)

_MARKER = re.compile(r"[\W\d_]*(?:\(?(?:[a-z]|[ivx]{1,4}|\d{1,3})[.)]\s*)?\W*")
_INTRO = re.compile(
    r"(?:in|on|at|as|with|when|asked|having|following|further|turning|referring|regarding|responding|replying"
    r"|answering|after|before|during|by|to|while|since|noting|given|concerning|speaking|where|whilst|for|if"
    r"|because|although|though|then|finally|first|firstly|secondly|lastly|next|however|later|moving|under"
    r"|prior|subject|upon|summing|closing|opening|last|from|of)\b",
    re.IGNORECASE,
)
_UNPARTED = re.compile(
    r"(?:in\s+(?:response|reply|answer)(?:\s+to\s+[^,]{0,80}?(?:questions?|quer(?:y|ies)|comments?|points?))?"
    r"|then|finally|however|next|further\s+to\s+[^,]{0,60}(?:questions?|comments?)|at\s+this\s+point)\s+",
    re.IGNORECASE,
)
"""What may open a sentence before its subject without a comma."""
_TURN = re.compile(r"(?:[,;]|\s[–—-])\s+(?:(?:and|but|whereupon|to\s+which|which)\s+)?")
"""Where a sentence may go on with its subject, or with another speaker."""
_BY = re.compile(
    r"\b(?:questions?|quer(?:y|ies)|comments?|concerns?|points?|requests?|suggestions?|statements?|answers?"
    r"|responses?|repl(?:y|ies)|representations?)\s+(?:(?:was|were|had\s+been)\s+)?"
    r"(?:(?:raised|asked|put|made|given|received)\s+)?(?:by|from)\s+"
    r"|\b(?:MOVED|SECONDED|[Mm]oved|[Pp]roposed|[Ss]econded|[Aa]sked|[Rr]aised|[Pp]ut(?:\s+forward)?|[Tt]abled"
    r"|[Ii]ntroduced|[Pp]resented|notice\s+(?:was\s+|had\s+been\s+)?given)\s+(?:by|BY)\s*:?\s+"
    r"|\b[Ii]n\s+(?:answer|reply|response)\s+to\s+"
)
"""After what words somebody has spoken who is not the subject of the sentence."""
_OF_THE_PUBLIC = re.compile(r"\b(?:public|petitions?|deputations?)\b", re.IGNORECASE)


class Speakers:
    """Finds who speaks in the passages of one document."""

    def __init__(self, roll: Roll) -> None:
        self._roll = roll
        names = sorted({r"\s+".join(map(re.escape, name.split())) for name in roll.names})
        self._listed = re.compile(
            rf"(?P<named>(?:{'|'.join(sorted(names, key=len, reverse=True)) or '(?!)'}))(?![\w’'-])"
        )

    def of(self, passage: Passage) -> tuple[Role, ...]:
        """Of those whose words or actions a passage records; a list of who attended records neither."""
        if passage.kind is PassageKind.ATTENDANCE:
            return ()
        leads = [context.text for context in passage.context]
        found = set(self.roles(passage.text, leads, passage.heading))
        # What a motion became, a resolution, is the words of those who resolved.
        if passage.motion is not None and passage.kind is not PassageKind.RESOLUTION:
            found |= self._of_motion(passage.motion)
        return tuple(role for role in Role if role in found)

    def _of_motion(self, motion: Motion) -> set[Role]:
        """Of those who moved and voted: each part of a motion is the mover's words, or the vote on them."""
        found = {Role.MEMBER} if any(vote.names for vote in motion.votes) else set()
        for name in (motion.proposer, motion.seconder):
            found |= self._roll.of_name(name) or self._roll.of_post(name) if name else NOBODY
        return found

    def roles(self, text: str, leads: Sequence[str] = (), heading: str = "") -> tuple[Role, ...]:
        """Of those whose words or actions a text records.

        ``leads`` are words above it, which may introduce it as somebody's; ``heading`` is what it stands
        under: where that is the public's part of the meeting, strangers speak for the public.
        """
        is_public = _OF_THE_PUBLIC.search(heading) is not None
        found: set[Role] = set()
        for sentence in _sentences(text):
            found |= self._of_subjects(sentence, is_public=is_public)
            for by in _BY.finditer(sentence):
                if who := self._who(sentence, by.end()):
                    found |= self._of(who, None, is_public=is_public)
        for lead in leads:
            last = [*_sentences(lead)][-1:]
            if last and last[0].endswith((":", ":-", ":–")):
                found |= self._of_subjects(last[0], is_public=is_public)
        return tuple(role for role in Role if role in found)

    def _of_subjects(self, sentence: str, *, is_public: bool) -> set[Role]:
        """The roles of those who are the subject of a verb of speech or action."""
        found: set[Role] = set()
        for at, is_own in _openings(sentence):
            who = self._who(sentence, at) if is_own or found else None
            if who is None:
                continue
            first, acting = None, _ACTING.match(sentence, who.end())
            if (
                acting is None
                and (and_ := _AND.match(sentence, who.end()))
                and (other := self._who(sentence, and_.end()))
            ):
                first, who, acting = who, other, _ACTING.match(sentence, other.end())
            if acting and (is_own or _REPLIES.match(acting["verb"])):
                found |= self._of(who, acting, is_public=is_public)
                found |= self._of(first, None, is_public=is_public) if first else NOBODY
        return found

    def _who(self, sentence: str, at: int) -> re.Match[str] | None:
        """The person or people who are named or called by their post there."""
        return self._listed.match(sentence, at) or _WHO.match(sentence, at)

    def _of(self, who: re.Match[str], acting: re.Match[str] | None, *, is_public: bool) -> Roles:
        told = who.groupdict()
        if told.get("public"):
            return frozenset({Role.PUBLIC})
        if told.get("partner"):
            return frozenset({Role.PARTNER})
        if told.get("post"):
            return self._roll.of_post(told["post"])
        known = self._roll.of_name(told["named"])
        for words in (acting["aside"], acting["apposed"]) if acting else ():
            known = known or of_post((words or "").strip(" (),"))
        is_stranger = is_public and bool(untitled(told["named"]))
        return known or (frozenset({Role.PUBLIC}) if is_stranger else NOBODY)


def _openings(sentence: str) -> Iterator[tuple[int, bool]]:
    """Where a subject may stand, and whether it is the sentence's own there: at its beginning, or after
    what only introduces it.
    """
    marker = _MARKER.match(sentence)
    first = marker.end() if marker else 0
    yield first, True
    if unparted := _UNPARTED.match(sentence, first):
        yield unparted.end(), True
    is_introduced = _INTRO.match(sentence, first) is not None
    for turn in _TURN.finditer(sentence, first):
        yield turn.end(), is_introduced


def _sentences(text: str) -> Iterator[str]:
    for start, end in sentences(text):
        yield " ".join(text[start:end].split())
