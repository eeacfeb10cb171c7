"""People in their public roles: who attended, and in what capacity."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby

from archive.document import Presence
from web import wording
from web.committees import Committee
from web.language import _
from web.people import Attendance, Person
from web.presenters.grouping import meeting_heading, meeting_url
from web.urls import Urls

_CAME = (Presence.PRESENT, Presence.ALSO_PRESENT, Presence.IN_ATTENDANCE)

_CHAIR = re.compile(r"(?:(?:vice|deputy|joint|co)[- ])?chair(?:man|woman|person)?", re.IGNORECASE)
_FOR_A_DAY = re.compile(r",? ?\bin the chair$", re.IGNORECASE)

MOST_ROLES = 3
"""That a list of people shows of each."""


@dataclass(frozen=True, slots=True)
class PersonLine:
    name: str
    url: str
    roles: str
    meetings: str
    committees: str
    dates: str


@dataclass(frozen=True, slots=True)
class Initial:
    letter: str
    people: tuple[PersonLine, ...]


@dataclass(frozen=True, slots=True)
class PeoplePage:
    initials: tuple[Initial, ...]
    """Of last names."""


@dataclass(frozen=True, slots=True)
class AttendanceLine:
    title: str
    url: str
    listed_as: str
    """The name as this list has it, with the role."""
    presence: str


@dataclass(frozen=True, slots=True)
class YearOfAttendance:
    year: str
    lines: tuple[AttendanceLine, ...]


@dataclass(frozen=True, slots=True)
class PersonPage:
    name: str
    roles: tuple[str, ...]
    attended: str
    missed: str
    """Empty where no list says that they were absent."""
    years: tuple[YearOfAttendance, ...]


def people_page(everyone: Sequence[Person], urls: Urls) -> PeoplePage:
    return PeoplePage(
        tuple(
            Initial(letter, tuple(_line(person, urls) for person in group))
            for letter, group in groupby(everyone, key=lambda person: _initial(person.name))
        )
    )


def person_page(person: Person, committees: Iterable[Committee], urls: Urls) -> PersonPage:
    by_name = {committee.name: committee for committee in committees}
    came = _came(person)
    missed = len(person.attendances) - came
    return PersonPage(
        name=person.name,
        roles=_roles(person),
        attended=wording.counted(came, "meeting"),
        missed=wording.counted(missed, "meeting") if missed else "",
        years=tuple(
            YearOfAttendance(year, tuple(_attendance(each, by_name, urls) for each in group))
            for year, group in groupby(person.attendances, key=_year)
        ),
    )


def _came(person: Person) -> int:
    """To how many of the meetings whose lists name them."""
    return sum(each.attendee.presence in _CAME for each in person.attendances)


def _line(person: Person, urls: Urls) -> PersonLine:
    dates = [each.entry.date for each in person.attendances if each.entry.date]
    roles = _roles(person)
    more = _(" and more") if len(roles) > MOST_ROLES else ""
    return PersonLine(
        name=person.name,
        url=urls.person(person.slug),
        roles="; ".join(roles[:MOST_ROLES]) + more,
        meetings=wording.counted(_came(person), "meeting"),
        committees=wording.listed(
            sorted({each.entry.committee for each in person.attendances} - {""})
        ),
        dates=wording.span(min(dates), max(dates)) if dates else "",
    )


def _attendance(
    each: Attendance, committees: Mapping[str, Committee], urls: Urls
) -> AttendanceLine:
    entry, attendee = each.entry, each.attendee
    return AttendanceLine(
        title=meeting_heading(entry),
        url=meeting_url(entry, committees, urls) or urls.document(entry.id),
        listed_as=", ".join(filter(None, (attendee.name, attendee.role))),
        presence=wording.PRESENCES[attendee.presence],
    )


def _roles(person: Person) -> tuple[str, ...]:
    """Every role that a list gives, the latest first, each once and as full as any list has it.

    The committee that somebody comes from is no role, nor is it one to have been in the chair for a day.
    """
    committees = {each.entry.committee for each in person.attendances}
    roles = dict.fromkeys(_role(each) for each in person.attendances)
    return tuple(
        role
        for role in roles
        if role
        and role not in committees
        and not any(other != role and other.endswith(f" {role}") for other in roles)
    )


def _role(each: Attendance) -> str:
    """What a committee's list calls "Chair" is "Chair, Audit Committee" to others."""
    role = _FOR_A_DAY.sub("", each.attendee.role) or each.attendee.role
    return f"{role}, {each.entry.committee}" if _CHAIR.fullmatch(role) else role


def _year(each: Attendance) -> str:
    return str(each.entry.date.year) if each.entry.date else _("Undated")


def _initial(name: str) -> str:
    return name.split()[-1][:1].upper()
