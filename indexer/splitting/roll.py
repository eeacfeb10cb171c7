"""Who is who in a document, so that "Mr Gough" or "the Director" is known by what the record says of them."""

from __future__ import annotations

import re

from archive.document import Attendee, Document, Presence
from archive.names import untitled
from indexer.role import NOUNS, TITLES, Role, any_of
from indexer.splitting.names import TITLED

Roles = frozenset[Role]
NOBODY: Roles = frozenset()

_DETERMINERS = re.compile(
    r"\A(?:(?:the|an?|one|another|other|some|several|many|both|two|three|individual|all|those)\s+)+",
    re.IGNORECASE,
)
_COMMITTEE_ROOM = "(?:sub-?)?committee|panel|cabinet|council|board|commission|scrutiny|meeting"
_PARTNER = re.compile(
    rf"\b(?:{any_of(NOUNS[Role.PARTNER])}|trust|healthwatch|hospital|university|college|academy"
    r"|(?:integrated\s+care|safeguarding\s+[\w’' ]{0,30}|health\s+and\s+care)\s*(?:board|partnership)|police"
    r"|constabulary|age\s+uk|mind|citizens\s+advice|housing\s+association|hospice|fire\s+and\s+rescue)\b"
    r"(?:\s+service)?\W*\Z",
    re.IGNORECASE,
)
"""How the name of another public or voluntary body ends."""
_STRANGE = re.compile(
    r"\b(?:ltd|limited|plc|llp|association|club|society|company|trains|water|homes|network|federation"
    r"|consulting|consultants|school|church|diocese|forum|unison|gmb|union)\W*\Z",
    re.IGNORECASE,
)
"""How the name of any other body ends, whose people have none of our roles."""
_RANK = re.compile(rf"(?:(?:chief|detective|temporary)\s+)*{any_of(TITLES[Role.PARTNER])}\b", re.I)
_MEMBER = re.compile(
    r"(?:(?:deputy|vice|acting|shadow|group|joint|co-opted|elected|ward|opposition|independent"
    r"|conservative|labour|liberal\s+democrat|green|reform)[-\s]+)*(?:councill?or|cllr|alderman"
    r"|(?:cabinet|executive|lead|ward|council|committee|elected|co-opted)\s+members?|member|leader|mayor"
    r"|portfolio\s+holder|(?:parent|church|diocesan)\s+(?:governor\s+)?(?:representative|governor|member)"
    r"|parent\s+governor|substitute)s?\b(?!\s+of\s+(?:the\s+)?(?:public|staff|parliament|press))",
    re.IGNORECASE,
)
_CHAIR = re.compile(
    r"(?:(?:deputy|vice|acting)[-\s]+)?chair(?:man|woman|person)?\b"
    rf"(?:\s+of\s+(?:the|this)\s+(?:{_COMMITTEE_ROOM}))?|.*\bin\s+the\s+chair|presiding\s+member",
    re.IGNORECASE,
)
_OTHER_CHAIR = re.compile(
    rf"(?:(?:deputy|vice|acting)[-\s]+)?chair(?:man|woman|person)?\s*(?:,|of\s+the)\s*.*\b"
    rf"(?:{_COMMITTEE_ROOM})",
    re.IGNORECASE,
)
"""Of another committee: a member who is not in the chair here."""
_OFFICER = re.compile(
    rf"(?:.*\s)?(?:{any_of(NOUNS[Role.OFFICER])}|strategic\s+leads?|service\s+leads?|(?:general\s+)?counsel"
    r"|lawyer|barrister|(?:chief\s+)?(?:accountant|analyst|planner|engineer|treasurer|auditor|surveyor)"
    r"|advis[eo]r|co-?ordinator|(?:town\s+)?clerk|consultant\s+in\s+public\s+health|apprentice)\b.*",
    re.IGNORECASE,
)
_NO_OFFICER = re.compile(
    r"\bmanaging\s+director|\bnon-executive|\bindependent\s+(?!living|reviewing)|\b(?:police|fire)\s+officer"
    r"|\bpress\s+officer\s+of\b|\bhead\s*(?:teacher|boy|girl)",
    re.IGNORECASE,
)
_CITIZEN = re.compile(
    r"(?:lead\s+)?(?:members?\s+of\s+the\s+public|petitioner|objector|public\s+speaker"
    r"|(?:local\s+)?resident|member\s+of\s+the\s+deputation|deputation)s?\b",
    re.IGNORECASE,
)
_COUNCILLOR = re.compile(rf"{any_of(TITLES[Role.MEMBER])}\b\.?\s", re.IGNORECASE)
_TOLD = re.compile(
    rf"(?P<name>{TITLED}|[A-Z][a-z’'-]+ [A-Z][\w’'-]+)\s\((?P<post>[A-Z][^()]{{4,90}})\)"
)
"""A name with its post in brackets, as minutes give it where somebody first speaks."""


def of_post(post: str) -> Roles:
    """The roles of whoever has a post or stands for a body; none where it does not tell.

    >>> sorted(of_post("Chief Executive, Larkmere Learning Trust"))
    [<Role.PARTNER: 'partner'>]
    >>> sorted(of_post("Cabinet Member for Housing")), sorted(of_post("Head of Hospital Social Work"))
    ([<Role.MEMBER: 'member'>], [<Role.OFFICER: 'officer'>])
    """
    post = _DETERMINERS.sub("", " ".join(post.split()).strip(" .,;:"))
    if not post or _STRANGE.search(post):
        return NOBODY
    if _PARTNER.search(post) or _RANK.match(post):
        return frozenset({Role.PARTNER})
    if _CITIZEN.match(post):
        return frozenset({Role.PUBLIC})
    if _CHAIR.fullmatch(post):
        return frozenset({Role.CHAIR})
    if _MEMBER.match(post) or _OTHER_CHAIR.match(post):
        return frozenset({Role.MEMBER})
    if _OFFICER.match(post) and not _NO_OFFICER.search(post):
        return frozenset({Role.OFFICER})
    return NOBODY


class Roll:
    """The people whom a document lists or names with their posts."""

    def __init__(self, document: Document) -> None:
        present = [a for a in document.attendance if a.presence is Presence.PRESENT]
        are_titled = any(_COUNCILLOR.match(each.name) for each in present)
        self._known: dict[str, list[tuple[list[str], Roles, Roles]]] = {}
        """By surname: the words before it, the roles, and those that the title alone tells."""
        self.names: list[str] = []
        """Of those listed, without titles, as they may be named in full."""
        for each in document.attendance:
            self._learn(each.name, _of_attendee(each, are_titled=are_titled))
        for told in _TOLD.finditer(document.text):
            if not self.of_name(told["name"]):
                self._learn(told["name"], of_post(told["post"]))
        self._posts = [
            (_bare(each.role), roles)
            for each in document.attendance
            if each.role and (roles := of_post(each.role))
        ]

    def of_name(self, name: str) -> Roles:
        """Of a person as named: by title, surname and, where two share it, the first name or its initial."""
        words = untitled(name)
        roles = _by_title(name)
        if not words:
            return roles
        found = self._known.get(words[-1], [])
        if len(found) > 1:  # "Mr Ash" is not Councillor Ash
            found = [each for each in found if each[2] == roles] or found
        if len(found) > 1 and len(words) > 1:
            found = [each for each in found if each[0] and each[0][0][0] == words[0][0]]
        told = {each[1] for each in found}
        return roles | (told.pop() if len(told) == 1 else NOBODY)

    def of_post(self, post: str) -> Roles:
        """The roles of whoever has a post, by the list where one there begins so: "the Independent Chair"."""
        bare = _bare(post)
        listed = {
            roles for known, roles in self._posts if known == bare or known.startswith(f"{bare},")
        }
        own = of_post(post)
        return own or (listed.pop() if len(listed) == 1 else NOBODY)

    def _learn(self, name: str, roles: Roles) -> None:
        words = untitled(name)
        if len(words) > 1:
            start = name.casefold().find(words[0])
            self.names.append(name[max(start, 0) :].split(",")[0].strip())
        if words and roles:
            self._known.setdefault(words[-1], []).append((words[:-1], roles, _by_title(name)))


def _of_attendee(attendee: Attendee, *, are_titled: bool) -> Roles:
    """``are_titled``: whether councillors are listed as such, so that others present may be none."""
    roles = of_post(attendee.role) | _by_title(attendee.name)
    if attendee.presence in (Presence.IN_ATTENDANCE, Presence.ALSO_PRESENT):
        return roles
    if roles & {Role.OFFICER, Role.PARTNER, Role.PUBLIC} and not _by_title(attendee.name):
        # Co-opted members stand for another body, and are members here.
        return frozenset({Role.MEMBER}) if re.search("co-opted", attendee.role, re.I) else roles
    if Role.CHAIR in roles:
        is_vice = re.match(r"vice|deputy", attendee.role, re.I) and "in the chair" not in (
            attendee.role.casefold()
        )
        return frozenset({Role.MEMBER}) if is_vice else roles | {Role.MEMBER}
    if attendee.role or not are_titled:
        return roles | {Role.MEMBER}
    return roles


def _by_title(name: str) -> Roles:
    if _COUNCILLOR.match(name):
        return frozenset({Role.MEMBER})
    return frozenset({Role.PARTNER}) if _RANK.match(name) else NOBODY


def _bare(post: str) -> str:
    return _DETERMINERS.sub("", " ".join(post.split()).casefold().strip(" .,;:"))
