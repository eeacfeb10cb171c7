"""What there is to browse: reports that are made again and again, and who attended."""

from __future__ import annotations

from typing_extensions import TypedDict

from web.contract.passage import EntryBody


class SeriesBody(TypedDict):
    """A report that one committee had more than once."""

    name: str
    """Its title without year, month or quarter."""
    committee: str
    """The committee's name; may be empty."""
    url: str
    """Of its page here."""
    editions: list[EntryBody]
    """Newest first."""


class ReportsBody(TypedDict):
    """Annual reports, and the same report across the years."""

    annual_reports: list[EntryBody]
    """Newest first."""
    series: list[SeriesBody]
    """In alphabetical order."""


class AttendanceBody(TypedDict):
    """How a meeting's list has a person."""

    committee: str
    """The committee's name; may be empty."""
    date: str | None
    """Of the meeting, as YYYY-MM-DD."""
    document: str
    """The id of the document with the list."""
    name: str
    """As this list has it."""
    role: str
    """In what capacity, in the record's own words; may be empty."""
    presence: str
    """One of `present`, `absent`, `apologies`, `also present`, `in attendance`."""


class PersonBody(TypedDict):
    """Somebody who attended as a member or in a post that the minutes name."""

    name: str
    """Without title and honours."""
    url: str
    """Of the page here."""
    attendances: list[AttendanceBody]
    """The newest meeting first."""


class PeopleBody(TypedDict):
    """Who attended, in what capacity."""

    total: int
    """How many."""
    people: list[PersonBody]
    """By last name."""
