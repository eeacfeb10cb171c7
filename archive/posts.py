"""The words by which lists of people are read: titles, honours, posts, and words that name no person."""

from __future__ import annotations

import re

USUAL = (
    r"(?:County |City |Town |Parish |Borough )?(?:Councillors?|Cllrs?)|Alderman|Ald|Messrs|Mr|Mrs|Ms|Miss|Mx"
    r"|Dr|Prof(?:essor)?"
)
TITLE = re.compile(
    rf"(?:{USUAL}|Sir|Dame|Lord|Lady|Baron(?:ess)?|Rev(?:eren)?d?|Canon|Father|Fr|Sister|Rabbi|Imam|Bishop"
    r"|Ven(?:erable)?|Rt|Right|Hon(?:ourable)?|Major|Col(?:onel)?|Capt(?:ain)?|Commander|Cdr"
    r"|(?:Chief )?(?:Superintendent|Inspector)|Supt|Insp|Sgt|PC)\.?(?=\s|$)",
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
    "adult adults agenda also and apologies apology area assembly assets at attendance bank benefits board"
    " borough business cabinet care central chair chairman chief children children's children’s city clerk"
    " commission commissioning committee communications communities community conservative corporate council"
    " councillors county culture customer date declarations democrat democratic deputy development digital"
    " directorate director east economic economy education environment executive exempt families finance for"
    " form governance green group groups growth head health highways hall house housing human independent"
    " item items labour law legal leader leisure liberal licensing local mayor meeting member members minutes"
    " monitoring neighbourhood neighbourhoods nil no none north of officer officers order other others panel"
    " parks party people performance place planning police policy press previous procurement property public"
    " regeneration regulatory report resources road room safeguarding safety school schools scrutiny section"
    " service services social south staff strategic strategy street sub-committee team the there to town"
    " transformation transport unit unrestricted vacancy vacant vice-chair virtual ward welcome west with"
    " work young".split()
)
"""Words of departments, bodies and headings: no name of a person holds them."""
SURNAMES_TOO = frozenset(
    "bank best east green hall head house law mayor north parks south street town ward west young".split()
)
"""Those of them that people are called, too, after a title or a first name."""


def is_post(words: str) -> bool:
    """Whether the words name what somebody is: "Chair", "Head of Law"."""
    return bool(POST.match(words) or OFFICE.search(words))


def is_honours(words: str) -> bool:
    """Whether the words are letters after a name: "OBE", "OBE, DL"."""
    return all(word.strip(".,()").lower() in HONOURS for word in words.split())
