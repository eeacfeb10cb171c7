"""The frame of a question: the words that ask, apart from what they ask about.

"What did officers say about damp?" asks for responses (``asked``) of officers (``speaker``) about
"damp"; only that is looked for. A frame is read from the front and the back of a question's plain
words, so nothing that a reader quotes, excludes or joins is taken for one.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from archive.document import Range
from indexer.query import Asked, Speaker
from indexer.role import Role, any_of
from indexer.understanding.speaker import DETERMINER, speaker, titled


@dataclass(frozen=True, slots=True)
class Frame:
    """What the wording of a question tells, and the ranges of it that only ask."""

    cuts: tuple[Range, ...] = ()
    asked: Asked = Asked.ANYTHING
    speaker: Speaker | None = None


_CLASSES = {
    "ABOUT": """about on of over regarding concerning around towards toward re to that whether into
        with_regard_to with_regards_to with_respect_to in_relation_to in_regard_to in_respect_of
        in_response_to relating_to related_to in_connection_with surrounding as_to""",
    "BE": "is are was were has_been have_been had_been got",
    "DO": "did do does has have had would will could should can",
    "WHAT": "what which how why when where whether",
    "SOME": "the any a an some their all main key recent overall other further our every his her its",
    "BODY": """(?:the_)?(?:council committee cabinet panel board meeting authority scrutiny) they we""",
    "EVER": "ever last previously recently already also first then actually originally",
    "GIVEN": "made raised expressed held given asked put reached taken had recorded",
    "BY": "by from of",
}
_NOUNS = {
    Asked.DECISION: "decisions? resolutions? conclusions? outcomes? recommendations? verdict result",
    Asked.QUESTION: """questions? questioning queries query inquiries enquiries concerns? worries
        challenges?""",
    Asked.RESPONSE: "answers? responses? replies reply explanations? reactions? assurances?",
    Asked.VOTE: "votes? voting",
    Asked.ANYTHING: """anything everything something discussions? debates? conversations? comments?
        remarks? views? opinions? thoughts? mentions? references? points? arguments? attitudes? stance
        positions? feelings? updates? news information info details? statements? contributions?
        actions? suggestions? advice summary overview take""",
}
_VERBS = {
    Asked.DECISION: """agree/agreed decide/decided resolve/resolved approve/approved adopt/adopted
        recommend/recommended conclude/concluded determine/determined endorse/endorsed""",
    Asked.QUESTION: "ask/asked query/queried question/questioned challenge/challenged raise/raised",
    Asked.RESPONSE: "respond/responded reply/replied answer/answered",
    Asked.VOTE: "vote/voted",
    Asked.ANYTHING: """say/said think/thought talk/talked discuss/discussed mention/mentioned
        comment/commented feel/felt believe/believed report/reported note/noted state/stated
        suggest/suggested argue/argued express/expressed describe/described debate/debated
        consider/considered speak/spoke elaborate/elaborated tell/told explain/explained hear/heard
        learn/learnt have_to_say/had_to_say make/made react/reacted bring_up/brought_up
        put_forward/put_forward stress/stressed highlight/highlighted advise/advised inform/informed
        update/updated mean/meant disagree/disagreed""",
}
_FRONT = """
    please|kindly|hello|hi|so|ok|okay
    can|could|would|will you|i|we please?
    i|we would? like|want|need|wish|am to|trying|looking to|for? know|find|see|understand|learn|hear? out?
    i'd like|love to know|find|see|understand|learn|hear out?
    i'm looking|trying|interested for|in|to find? out?
    tell|show|give|remind|send|get|find|let me|us know|more|all|everything?
    do|does you|anyone|anybody know
    find|look|search|list|show|recap out|up|for?
    looking for
    count all|every|the? mention|mentions|reference|references|passages to|of|that|about?
    how many times has|have|had|did|do|does|is|are|was|were|be?
    how often has|have|had|did|do|does|is|are|was|were
    summarise|summarize|outline|describe|explain
    a|the short|brief|quick? summary|overview|recap of
    every|all|any|each the? passage|passages|mention|mentions|reference|references|minutes|meetings|places
        that|which|where|of|to|about mention|mentions|mentioning|discuss|discusses|refer|refers? to?
    according to WHO,
    WHAT? NOUN? DO WHO EVER? BASE OBJECT? ABOUT?
    WHAT? has|have|had WHO EVER? PAST OBJECT? ABOUT?
    what|which NOUN DO WHO give|make|take|have|express|get ABOUT
    WHAT? thing|things|reason|reasons? DO WHO TELLING
    what|how has|have|had|did|is|are|was|were WHO done|do|doing|saying ABOUT
    what's WHO done|doing|saying ABOUT
    what's been PAST ABOUT?
    which committee|committees|meeting|meetings has|have|had? EVER? PAST ABOUT?
    SOME? mention|mentions|reference|references to|of
    what|which else? NOUN? BE being? PAST by|from WHO ABOUT
    what|which else? NOUN? BE being? PAST OBJECT? ABOUT?
    what|which NOUN BE there ABOUT?
    what|how WHO has|had|have|also? PAST OBJECT? ABOUT?
    has|have|had there been any|a|an|some? SOME? NOUN? PAST? ABOUT?
    is|are|was|were there any|a|an|some? SOME? NOUN PAST? ABOUT
    is|are|was|were there any|a|an|some?
    what's|what BE? SOME? SOME? NOUN GIVEN? BY WHO ABOUT
    what's|what BE? SOME? SOME? NOUN ABOUT
    what's|what|how BE? THEIRS SOME? NOUN ABOUT?
    THEIRS SOME? NOUN ABOUT?
    SOME? SOME? NOUN MORE? PAST? about|on|of|over|regarding|concerning|around|surrounding
    SOME? SOME? NOUN GIVEN? BY WHO about|on|regarding|concerning|over
    who has|have|had? PAST OBJECT? for|against|about|on|of|over|to|that|whether?
    did|does|do|has|have|had|will|would BODY
    what|how about
"""
"""What opens a question, a frame a line; a line that is set in goes on with the one above it. Of words
with "|" between them one stands there; "?" says that none need to. Words in capitals are classes."""
_NAMED = """
    WHO has|had|have|also|then? PAST OBJECT? ABOUT?
"""
"""Only where who is named is known for a speaker: "Councillor Okafor asked about", not "homes agreed"."""
_BACK = """
    please|thanks
    in|at|during|from the|any|these|our council?
        meeting|meetings|minutes|debate|discussion|committee|archive|record|records
    been discussed|mentioned|debated|raised before?
    mentioned
    come|came|brought up
    according to WHO
    said|discussed|raised|asked|made by WHO
    and? what BE PAST
"""


def _kinds(table: dict[Asked, str], form: int) -> dict[str, Asked]:
    return {
        word.split("/")[form].replace("_", " "): asked
        for asked, listed in table.items()
        for word in listed.split()
    }


_TOLD_BY = {"noun": _kinds(_NOUNS, 0), "base": _kinds(_VERBS, 0), "past": _kinds(_VERBS, 1)}
_TELLING = any_of(
    """give want admit reckon claim warn promise propose accept confirm complain object insist offer
    acknowledge request urge apologise deny welcome need hope plan intend expect call praise thank blame
    regret find concern"""
)
"""What people do in words that the record repeats: it shows who is meant, and is looked for."""
_PART = r"[^\W_]+(?:['’.-]+[^\W_]+)*\.?"
_NOBODY = "is|are|was|were|been|there|what|who|how|why|when|where|which|did|does|do|has|have|had"
_VERBAL = (
    "is|are|was|were|have|has|had|to|do|not|be|been|if|when|that|who|about|would|should|could|can"
)
"""What no name of a speaker holds, as it does not begin with one of _NOBODY."""
_WHO = (
    rf"(?P<who>(?:{DETERMINER})*+(?!(?:{_NOBODY})\b)"
    rf"{_PART}(?:,?\s+(?!(?:{_VERBAL})\b){_PART}){{0,7}}?)"
)
_PATTERNS = {
    **{name: any_of(words) for name, words in _CLASSES.items()},
    **{
        name.upper(): f"(?P<{name}>{any_of(' '.join(word.replace(' ', '_') for word in kinds))})"
        for name, kinds in _TOLD_BY.items()
    },
    "WHO": _WHO,
    "WHO,": _WHO + ",",
    "THEIRS": _WHO + r"(?:['’]\s?s|(?<=s)['’])",
}
_PATTERNS["MORE"] = rf"(?:and|or|of)\s+(?:the\s+)?{any_of(' '.join(_NOUNS.values()))}"
_PATTERNS["OBJECT"] = rf"(?:{_PATTERNS['SOME']}\s+)?{any_of(' '.join(_NOUNS.values()))}|much"


def _pattern(line: str) -> str:
    parts = []
    for element in line.split():
        if element == "TELLING":
            parts.append(rf"(?={_TELLING}\b)")
            continue
        choices = element.rstrip("?")
        pattern = _PATTERNS.get(choices) or choices.replace("'", "['’]?")
        parts.append(rf"(?:(?:{pattern})(?!\w)[\s,:]*)" + "?" * element.endswith("?"))
    return "".join(parts)


def _lines(table: str) -> list[str]:
    return re.sub(r"\n {8,}", " ", table).strip().splitlines()


def _compiled(table: str, shape: str) -> list[re.Pattern[str]]:
    return [re.compile(shape % _pattern(line), re.IGNORECASE) for line in _lines(table)]


_FRONTS = _compiled(_FRONT, r"[\s,:;]*%s")
_NAMED_FRONTS = _compiled(_NAMED, r"[\s,:;]*%s")
_BACKS = _compiled(_BACK, r"(?:(?<=[\s,])|^)%s[\s?!.,;:]*\Z")
_LEFT_OVER = re.compile(rf"\s*{_PATTERNS['ABOUT']}(?=\s)", re.IGNORECASE)
_MOST_LAYERS = 6
"""Frames within frames: "please / could you tell me / what was said about"."""


def frame(plain: str) -> Frame:
    """Read the frame of a question, of which all that is not plain words has been blanked out."""
    found = Frame()
    start, end = 0, len(plain.rstrip())
    for _ in range(_MOST_LAYERS):
        match = _first_match(plain, start, end)
        if match is None:
            break
        found = _with(found, match, start, match.end())
        start = match.end()
    for _ in range(_MOST_LAYERS):
        back = next((m for p in _BACKS if (m := p.search(plain, start, end))), None)
        if back is None or back.start() <= start:
            break
        found = _with(found, back, back.start(), back.end())
        end = back.start()
    left = _LEFT_OVER.match(plain, start, end) if start else None
    if left:
        found = replace(found, cuts=(*found.cuts, left.span()))
    for person, title in titled(plain):
        found = replace(found, cuts=(*found.cuts, title), speaker=found.speaker or person)
    return _with_wording(found, plain)


def _first_match(plain: str, start: int, end: int) -> re.Match[str] | None:
    for pattern in _FRONTS:
        match = pattern.match(plain, start, end)
        if match:
            return match
    for pattern in _NAMED_FRONTS:
        match = pattern.match(plain, start, end)
        if match:
            who, _ = speaker(match["who"].strip())
            if who is not None:
                return match
    return None


def _with(found: Frame, match: re.Match[str], start: int, end: int) -> Frame:
    """The frame with one more layer; who speaks stays, if named, and the rest is cut."""
    groups = match.groupdict()
    asked, named = _asked(groups), groups.get("who") or ""
    cuts: tuple[Range, ...] = ((start, end),)
    who = None
    if named.strip():
        place = match.start("who")
        who, (first, last) = speaker(named.rstrip(" ,.?"))
        cuts = ((start, place + first), (place + last, end))
    if asked is Asked.ANYTHING and who is not None and who.role is Role.OFFICER:
        asked = Asked.RESPONSE  # what officers say, they mostly say in answer to a question
    return Frame(
        (*found.cuts, *(cut for cut in cuts if cut[0] < cut[1])),
        found.asked if found.asked is not Asked.ANYTHING else asked,
        found.speaker or who,
    )


def _asked(groups: dict[str, str | None]) -> Asked:
    for name, kinds in _TOLD_BY.items():
        word = " ".join((groups.get(name) or "").lower().split())
        asked = next((a for form, a in kinds.items() if re.fullmatch(form, word)), Asked.ANYTHING)
        if asked is not Asked.ANYTHING:
            return asked
    return Asked.ANYTHING


_AT_MEETING = r"(?:present|absent|in\s+attendance|there)"
_AMOUNT = """number costs? total percentage proportion amount rate figures? budget price target average
    size"""
_WORDING = {
    Asked.VOTE: r"""\bwho\s+voted | \bhow\b.*\bvoted?\b | \bvoted\s+(?:for|against)
        | \brecorded\s+votes? | \babstain""",
    Asked.ATTENDANCE: rf"""\bwho\s+(?:was|were)\s+(?:{_AT_MEETING}|at\s+the)
        | \bwho\s+(?:attended|came|chaired|apologi[sz]ed|(?:gave|sent)\s+(?:their\s+)?apologies)
        | \b(?:was|were)\s+(?:\S+\s+){{1,4}}{_AT_MEETING}\b | \bapologies\b""",
    Asked.NUMBER: rf"""\bhow\s+(?:many|much|often|long|big|large|far)\b
        | \bwhat\s+(?:percentage|proportion|number|share|amount|figure|per\s*cent)\b
        | \bwhat(?:['’]?s|\s+is|\s+was|\s+are|\s+were)\s+(?:the\s+)?
          (?:(?:total|average|overall|exact|annual)\s+)*{any_of(_AMOUNT)}\b""",
    Asked.DECISION: r"""\bwhat\s+(?:\w+\s+){0,3}(?:agreed|decided|resolved|approved)
        | \b(?:was|were|been|is|are)\s.*\b(?:approved|agreed|rejected|adopted|refused|carried|passed
          |endorsed|decided)\b
        | \bdecisions?\b | \bresolutions?\b | \bresolved\b""",
}
_WORDINGS = {
    asked: re.compile(pattern, re.IGNORECASE | re.VERBOSE) for asked, pattern in _WORDING.items()
}


def _with_wording(found: Frame, plain: str) -> Frame:
    """The frame with what is asked for where only the question as a whole tells.

    A vote, an attendance or a number is asked for more surely so than by a frame; a decision is not.
    """
    for asked, pattern in _WORDINGS.items():
        if (asked is not Asked.DECISION or found.asked is Asked.ANYTHING) and pattern.search(plain):
            return replace(found, asked=asked)
    return found
