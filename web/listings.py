"""From what there is to browse to the JSON contract."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from archive.document import Entry
from web.content import day, entry_body
from web.contract import AttendanceBody, PeopleBody, ReportsBody
from web.people import Attendance, Person
from web.series import Series
from web.urls import Urls


def reports_body(annual: Iterable[Entry], every: Iterable[Series], urls: Urls) -> ReportsBody:
    return {
        "annual_reports": [entry_body(entry) for entry in annual],
        "series": [
            {
                "name": each.name,
                "committee": each.committee,
                "url": urls.series(each.slug),
                "editions": [entry_body(entry) for entry in each.editions],
            }
            for each in every
        ],
    }


def people_body(everyone: Sequence[Person], urls: Urls) -> PeopleBody:
    return {
        "total": len(everyone),
        "people": [
            {
                "name": person.name,
                "url": urls.person(person.slug),
                "attendances": [_attendance(each) for each in person.attendances],
            }
            for person in everyone
        ],
    }


def _attendance(each: Attendance) -> AttendanceBody:
    entry, attendee = each.entry, each.attendee
    return {
        "committee": entry.committee,
        "date": day(entry.date),
        "document": entry.id,
        "name": attendee.name,
        "role": attendee.role,
        "presence": attendee.presence.value,
    }
