"""The words by which lists of people are read: titles, honours, posts, and words that name no person."""

from __future__ import annotations

import re

USUAL = (
    r"(?:County |City |Town |Parish |Borough |District )?(?:Councillors?|Cllrs?)|Alderman|Ald|Messrs|Mr|Mrs"
    r"|Ms|Miss|Mx|Dr|Prof(?:essor)?"
)
TITLE = re.compile(
    rf"(?:{USUAL}|Sir|Dame|Lord|Lady|Baron(?:ess)?|Rev(?:eren)?d?|Canon|Father|Fr|Sister|Rabbi|Imam|Bishop"
    r"|Ven(?:erable)?|Rt|Right|Hon(?:ourable)?|Major|Col(?:onel)?|Capt(?:ain)?|Commander|Cdr"
    r"|(?:Assistant |Deputy )?Chief Constable|(?:Detective )?(?:Chief )?(?:Superintendent|Supt|Inspector"
    r"|Insp)|Sergeant|Sgt|PC|(?-i:Mayor(?=\s[A-Z])))\.?(?=\s|$)",
    re.IGNORECASE,
)
MANY = re.compile(r"(?:Councillors|Cllrs|Messrs|Members|Officers)\b\.?\s*[:–-]?\s*", re.IGNORECASE)
PARTICLES = frozenset(
    "de da du di del della van von der den la le bin bint ibn al el ap ab y".split()
)
HONOURS = frozenset(
    "obe mbe cbe bem gbe kbe dbe jp mp mep ms msp am dl kc qc qpm td rn phd ma ba bsc cpfa".split()
)
POST = re.compile(
    r"(?:(?:interim|acting|joint|deputy|assistant|associate|senior|principal|chief|group|strategic|corporate"
    r"|executive|cabinet|borough|county|city|town|parish|democratic|committee|scrutiny|governance|legal"
    r"|monitoring|finance|planning|policy|service|programme|project|operations|managing|independent|co-opted"
    r"|head|director|vice|leader|lead|chair|chairman|chairwoman|chairperson|mayor|sheriff|clerk|solicitor"
    r"|secretary|treasurer|officer|manager|member|representative|advis[eo]r|analyst|auditor|engineer"
    r"|accountant|counsel|consultant|governor|substitut\w+|observer|in\s+the\s+chair|chief\s+executive"
    r"|health|housing|performance|partnership|portfolio|spokesperson|community|town)s?)\b",
    re.IGNORECASE,
)
"""How what follows a name begins where it is a post."""
OFFICE = re.compile(
    r"\b(?:head|director|chair\w*|leader|lead|mayor|clerk|solicitor|secretary|treasurer|officer|manager"
    r"|member|representative|advis[eo]r|analyst|auditor|engineer|accountant|counsel|consultant|governor"
    r"|substitut\w+|observer|executive|spokesperson|inspector|superintendent|commissioner|partner|planner"
    r"|co-?ordinator|assistant|specialist|surveyor|lawyer|apprentice|headteacher|principal|trustee)s?\b",
    re.IGNORECASE,
)
NO_NAMES = frozenset(
    "adult adults agenda also and apologies apology area assembly assets association at attendance"
    " authority bank benefits board borough business cabinet care central chair chairman chief children"
    " children's children’s city clerk college commission commissioning committee communications"
    " communities community conservative corporate council councillors county culture customer date"
    " declarations democrat democratic deputy development digital director directorate east economic"
    " economy education environment executive exempt families finance for form governance green group"
    " groups growth hall head health highways house housing human independent item items labour law leader"
    " legal leisure liberal licensing limited local ltd mayor meeting member members minutes monitoring"
    " neighbourhood neighbourhoods nhs nil no none north of officer officers order other others panel"
    " parks party people performance place planning police policy press previous procurement property"
    " public regeneration regulatory report resources road room safeguarding safety school schools"
    " scrutiny section service services social south staff strategic strategy street sub-committee team"
    " the there to town transformation transport trust unit university unrestricted vacancy vacant vice-"
    " chair virtual ward welcome west with work young".split()
)
"""Words of departments, bodies and headings: no name of a person holds them."""
SURNAMES_TOO = frozenset(
    "bank best east green hall head house law mayor north parks south street town ward west young".split()
)
"""Those of them that people are called, too, after a title or a first name."""
_FINITE = re.compile(
    r"\b(?:who|whom|am|is|are|was|were|has|had|have|will|would|did|does|took|said|gave|left|made|spoke|sat|told"
    r"|felt|sent|came|went|became|began|brought|drew|found|held|heard|knew|paid|saw|sought|stood|withdrew|wrote)\b"
    r"|(?<![\w-])(?!(?:elected|appointed|nominated|retired|shared|integrated|related|advanced|supported|looked"
    r"|disabled)\b)[a-z]{2,}ed(?![\w-])"
)
_CROWD = re.compile(r"\d|.*\bmembers? of (?:the )?(?:public|press)\b", re.IGNORECASE)
"""How guests open who are counted and not named: "4 members of the public"."""


def is_post(words: str) -> bool:
    """Whether the words name what somebody is: "Chair", "Head of Law"; a sentence names nobody."""
    if says(words) or is_crowd(words):
        return False
    return bool(POST.match(words) or OFFICE.search(words))


def says(words: str) -> bool:
    """Whether the words hold a verb, and so tell what somebody did: "welcomed the new Clerk"."""
    return _FINITE.search(words) is not None


def is_crowd(words: str) -> bool:
    return _CROWD.match(words) is not None


def is_body(words: str) -> bool:
    """Whether the words name whom somebody stands for: "Bradgate Council", "Mercia Police"."""
    return not says(words) and any(
        word[0].isupper() and word.lower() in NO_NAMES - SURNAMES_TOO for word in words.split()
    )


def is_honours(words: str) -> bool:
    """Whether the words are letters after a name: "OBE", "OBE, DL"."""
    return all(word.strip(".,()").lower() in HONOURS for word in words.split())
