from __future__ import annotations

import datetime as dt
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from archive.document import DocumentKind, Status
from archive.metadata import Metadata, read_metadata
from archive.readers.text import read_text
from archive.reading import Claims


def of(text: str, file: str = "a.txt", heading: str = "", claims: Claims | None = None) -> Metadata:
    reading = replace(read_text(text.encode()), heading=heading, claims=claims or Claims())
    return read_metadata(reading, file)


@pytest.mark.parametrize(
    ("text", "committee", "place"),
    [
        (
            "DRAFT MINUTES OF THE MEETING OF THE TRANSPORT AND FERRIES PANEL HELD ON TUESDAY, 10TH DECEMBER, "
            "2024 AT 6.30 PM IN THE TOWN HALL, QUAY STREET",
            "Transport and Ferries Panel",
            "Town Hall, Quay Street",
        ),
        (
            "THE BOROUGH OF LARKMERE\nAt a meeting of the TRANSPORT SUB-COMMITTEE held on TUESDAY, "
            "10TH DECEMBER, 2024 at 6.30 pm in Committee Room 1, Town Hall\n"
            "These draft minutes are subject to approval.",
            "Transport Sub-Committee",
            "Committee Room 1, Town Hall",
        ),
        (
            "KENT COUNTY COUNCIL\nCABINET\nDraft minutes of a meeting of the Cabinet held in the Council "
            "Chamber, County Hall on Tuesday, 10 December 2024 at 6.30pm.",
            "Cabinet",
            "Council Chamber, County Hall",
        ),
        (
            "Draft minutes\nCommittee: Audit Board\nDate: 10/12/2024\nTime: 18:30\nVenue: Town Hall.",
            "Audit Board",
            "Town Hall",
        ),
    ],
)
def test_reads_how_minutes_open(text: str, committee: str, place: str) -> None:
    read = of(text)
    assert read == Metadata(
        f"Draft minutes of the {committee}, 10 December 2024",
        DocumentKind.MINUTES,
        committee,
        dt.date(2024, 12, 10),
        "6.30 pm",
        place,
        Status.DRAFT,
        title_is_stated=True,
        held_on=read.held_on,
    )


@pytest.mark.parametrize(
    ("text", "committee", "time", "place"),
    [
        (
            "At a meeting of the Council held on Tuesday, 10 December 2024 in the Guildhall, "
            "Larkmere, commencing at "
            "7.00 p.m.",
            "Council",
            "7 pm",
            "Guildhall, Larkmere",
        ),
        (
            "MINUTES OF THE MEETING OF THE FERRIES COMMITTEE HELD ON TUESDAY 10 DECEMBER 2024 AT "
            "QUAY HOUSE, LARKMERE",
            "Ferries Committee",
            "",
            "Quay House, Larkmere",
        ),
        (
            "Minutes of the Annual Meeting of Elm Parish Council, Tuesday 10 December 2024, Village "
            "Hall, 7pm",
            "Elm Parish Council",
            "7 pm",
            "Village Hall",
        ),
        (
            "Cofnodion / Minutes of the Ferries Panel held on 10 December 2024 at 10.00 a.m. by "
            "video conference",
            "Ferries Panel",
            "10 am",
            "video conference",
        ),
        (
            "Draft Minutes – Licensing Sub-Committee – 10 December 2024, 10.00am, Committee Room 1",
            "Licensing Sub-Committee",
            "10 am",
            "Committee Room 1",
        ),
        (
            "MINUTE of MEETING of the FERRIES COMMITTEE held in the Chambers, Larkmere on TUESDAY, "
            "10 DECEMBER 2024 "
            "at 10.00 a.m.",
            "Ferries Committee",
            "10 am",
            "Chambers, Larkmere",
        ),
        (
            "Proceedings of the Council at the meeting held at the Town Hall on 10 December 2024 at 7 pm",
            "Council",
            "7 pm",
            "Town Hall",
        ),
        (
            "Record of decisions taken by the Cabinet on Tuesday 10 December 2024\nVenue: Moot Hall",
            "Cabinet",
            "",
            "Moot Hall",
        ),
        (
            "OVERVIEW BOARD\nMinutes of the meeting held on 10 December 2024\nTime: 2.00 – 4.15 "
            "pm\nLocation: Room 2",
            "Overview Board",
            "2 pm",
            "Room 2",
        ),
        (
            "Minutes of the Parish Council Meeting held on 10th December 2024 at 7.30pm in the Jubilee Hall",
            "Parish Council",
            "7.30 pm",
            "Jubilee Hall",
        ),
        (
            "Minutes of the meeting of the Standards Committee of Elm Town Council held in Room 4 "
            "on 10 December "
            "2024 at 2pm",
            "Standards Committee",
            "2 pm",
            "Room 4",
        ),
        (
            "CYNGOR LLWYFEN / ELM COUNTY COUNCIL\nPwyllgor Craffu / Scrutiny Committee\nCofnodion y "
            "cyfarfod / Minutes of "
            "the meeting held on Tuesday, 10 December 2024 at 10 a.m. on Teams",
            "Scrutiny Committee",
            "10 am",
            "Teams",
        ),
    ],
)
def test_reads_what_minutes_are_called_up_and_down_the_country(
    text: str, committee: str, time: str, place: str
) -> None:
    read = of(text + "\nPresent: Councillor Ann Ash")
    assert read.kind is DocumentKind.MINUTES
    assert (read.committee, read.date) == (committee, dt.date(2024, 12, 10))
    assert (read.time, read.place) == (time, place)


def test_a_committee_ends_before_its_date() -> None:
    assert (
        of("Minutes of the Ferries Committee 04/06/24 at 6:00PM").committee == "Ferries Committee"
    )


def test_a_title_may_name_committee_and_date_in_one_line() -> None:
    read = of("Minutes of the Café Committee, 5 February 2025\nPRESENT\nAn Vane")

    assert (read.committee, read.date) == ("Café Committee", dt.date(2025, 2, 5))


def test_reads_moderngov_subtitles() -> None:
    read = of(
        "Minutes:\nIt ended.",
        heading="Audit and Risk Panel - Tuesday 10 December 2024 7:30 pm, CANCELLED",
    )
    assert (read.committee, read.date, read.time) == (
        "Audit and Risk Panel",
        dt.date(2024, 12, 10),
        "7.30 pm",
    )
    assert read.notes == ("The page says that this meeting was cancelled.",)
    assert of("x", heading="Audit Panel - Tuesday 10 December 2024").kind is DocumentKind.AGENDA


def test_doubts_a_weekday_that_does_not_fit() -> None:
    read = of("Minutes:\nx", heading="Panel - Wednesday 10 December 2024 7 pm")
    assert "that day was a Tuesday" in read.date_notes[0]


@pytest.mark.parametrize(
    ("text", "title", "kind"),
    [
        (
            "From: A\nTo: Cabinet – 30 January 2025\nSubject: Ferry fares\nSummary: This report",
            "Ferry fares",
            "report",
        ),
        (
            "SAFEGUARDING BOARD ANNUAL REPORT\n2023-24\nForeword",
            "SAFEGUARDING BOARD ANNUAL REPORT",
            "annual-report",
        ),
        ("AGENDA\n1. Apologies", "AGENDA", "agenda"),
    ],
)
def test_reads_titles_and_kinds(text: str, title: str, kind: str) -> None:
    read = of(text)
    assert (read.title, read.kind) == (title, kind)


@pytest.mark.parametrize(
    ("claim", "title"),
    [
        ("Review of ferry fares", "Review of ferry fares"),
        ("Agenda Template", "a file"),
        ("Microsoft Word - Review.doc", "a file"),
        ("Untitled", "a file"),
        ("review of fares.docx", "a file"),
    ],
)
def test_a_claimed_title_must_look_sane(claim: str, title: str) -> None:
    read = of("The ferry ran at a loss.", file="x/a_file.txt", claims=Claims(claim))
    assert read.title == title
    assert read.title_is_read is (title != "a file")


def test_dates_of_narrative_are_not_the_meetings() -> None:
    assert (
        of("The Board was replaced on 1st July 2019. " + "It went on for long. " * 20).date is None
    )
    assert of("Minutes\nThe minutes of the previous meeting, 1 May 2024, were agreed.").date is None
    assert of("Panel\nPresent: Cllr Ash\nMinutes of the meeting held on 1 May 2024").date is None
    assert of("Minutes of the meeting of 1 May 2024 to be agreed").date is None
    assert (
        of(
            "Ferries Annual Report\nPublished November 2024\n"
            "There were 412 children of school age in care on 31 March 2024, nineteen more than before."
        ).date
        is None
    )
    assert of("Ferries report\nCabinet – 1 May 2024").date == dt.date(2024, 5, 1)
    assert of("Minutes\nx", file="2024-12-10 Printed minutes.txt").date == dt.date(2024, 12, 10)
    assert of("Minutes\nx", claims=Claims(date="2024-12-10")).date is None
    assert of("A report\nx", claims=Claims(date="2024-12-10")).date == dt.date(2024, 12, 10)


@given(st.text(), st.text(), st.text())
def test_no_text_raises(text: str, heading: str, claim: str) -> None:
    clean = text.encode("utf-8", "ignore").decode()
    reading = replace(read_text(b"x"), heading=heading, claims=Claims(claim, claim))
    read_metadata(replace(reading, text=clean or "x", blocks=reading.blocks[:0]), "a.txt")


@pytest.mark.parametrize(
    ("line", "status"),
    [
        ("The draft minutes of the meeting held on 18 April 2024 had been corrected.", None),
        ("The draft minutes of the last meeting were agreed.", None),
        ("Draft minutes of the meeting held on 10 December 2024.", Status.DRAFT),
        ("These draft minutes are subject to approval.", Status.DRAFT),
    ],
)
def test_only_its_own_draft_makes_minutes_a_draft(line: str, status: Status | None) -> None:
    opening = "Minutes of a meeting of the Housing Committee held on Tuesday, 10 December 2024"

    assert of(f"{opening}\n\n{line}").status is status
