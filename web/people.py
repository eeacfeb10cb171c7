"""Who attended, and in what capacity: members and officers, as the minutes' own lists name them."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from archive.document import Attendee, Document, Entry, Presence
from archive.posts import TITLE
from web.slug import Address, addresses

_MEMBER = re.compile(
    r"(?:county |city |town |parish |borough |district )?(?:councillor|cllr)\b", re.I
)
_PRIVATE = re.compile(
    r"\b(?:public|parents?(?! governor)|residents?|carers?|young (?:person|people)|petitioners?|patients?"
    r"|tenants?|leaseholders?|neighbours?|objectors?|applicants?|service users?|pupils?|students?)\Z",
    re.I,
)
"""How a role ends that is no post: such people are not listed."""
_HONOURS = re.compile(r",.*")


@dataclass(frozen=True, slots=True)
class Attendance:
    """One person at one meeting, as its list has it."""

    entry: Entry
    attendee: Attendee


@dataclass(frozen=True, slots=True)
class Person:
    name: str
    """Without title and honours: what the lists agree on."""
    address: Address
    attendances: tuple[Attendance, ...]
    """Newest first."""

    @property
    def slug(self) -> str:
        return self.address.slug


def people(documents: Iterable[Document]) -> tuple[Person, ...]:
    """In order of their last names; nobody is listed who attended in no public role.

    One name is one person: lists that spell a name in two ways make two of them. One meeting counts once,
    in however many papers its list stands.
    """
    by_name: dict[str, list[Attendance]] = {}
    for document in documents:
        for attendee in document.attendance:
            name = bare_name(attendee.name)
            if " " in name and acts_in_public(attendee):
                by_name.setdefault(name, []).append(Attendance(document.entry, attendee))
    own = addresses({name: name for name in by_name}, "person")
    return tuple(
        Person(name, own[name], _meetings(by_name[name]))
        for name in sorted(by_name, key=lambda name: (name.split()[-1].casefold(), name.casefold()))
    )


def _meetings(attendances: Iterable[Attendance]) -> tuple[Attendance, ...]:
    """Of several lists of one meeting, the one that gives a role."""
    fullest = sorted(attendances, key=lambda each: not each.attendee.role)
    once: dict[tuple[str, str], Attendance] = {}
    for each in fullest:
        entry = each.entry
        meeting = (entry.committee, entry.date.isoformat() if entry.date else entry.id)
        once.setdefault(meeting, each)
    return tuple(sorted(once.values(), key=lambda each: str(each.entry.date), reverse=True))


def acts_in_public(attendee: Attendee) -> bool:
    """Whether somebody attended as a member of the body, or in a post that the list names."""
    if _PRIVATE.search(attendee.role.strip(" ().")):
        return False
    if attendee.presence in (Presence.PRESENT, Presence.ABSENT, Presence.APOLOGIES):
        return True
    return bool(attendee.role) or _MEMBER.match(attendee.name) is not None


def bare_name(name: str) -> str:
    """``Councillor Dr A. Ash, OBE`` is ``A. Ash``."""
    name = _HONOURS.sub("", name).strip()
    while match := TITLE.match(name):
        name = name[match.end() :].strip()
    return name
