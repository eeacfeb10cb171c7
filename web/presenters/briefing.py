"""The briefing's page: its quotations, what can be done with each, and the files that it goes into."""

from __future__ import annotations

from dataclasses import dataclass

from web.briefing.address import Here
from web.briefing.briefing import Briefing, Quotation
from web.briefing.change import Change, Verb
from web.briefing.parameters import NOTE, PICK, TITLE
from web.briefing.selection import (
    LONGEST_NOTE,
    LONGEST_TITLE,
    MOST,
    MOST_NOTES,
    Grouping,
    Overrun,
    Selection,
)
from web.export import plain_name
from web.language import _, ngettext
from web.urls import Urls

LONGEST_ON_PAPER = 600
"""Characters of a briefing's address that are printed: who wants to type more has the sources' own."""


@dataclass(frozen=True, slots=True)
class Shown:
    """A quotation with what can be done with it."""

    quotation: Quotation
    anchor: str
    note_name: str
    """Of the note's field."""
    reader_url: str
    passage_url: str
    up: str
    """What the button asks for that moves it past the one before; empty where it cannot go."""
    down: str
    remove: str
    faults: tuple[str, ...]
    """What is wrong with its note."""


@dataclass(frozen=True, slots=True)
class ShownSection:
    heading: str
    shown: tuple[Shown, ...]


@dataclass(frozen=True, slots=True)
class Missing:
    passage: str
    told: str
    """Why it is not there, where that is known."""
    remove: str
    """As of ``Shown``."""


@dataclass(frozen=True, slots=True)
class Fault:
    """What was typed and does not fit."""

    sentence: str
    url: str
    """Of the field; empty where there is none."""


@dataclass(frozen=True, slots=True)
class File:
    label: str
    url: str
    name: str
    """What it is saved as; empty where the answer says so itself."""


@dataclass(frozen=True, slots=True)
class BriefingPage:
    heading: str
    title: str
    """As the reader gave it."""
    is_grouped: bool
    sections: tuple[ShownSection, ...]
    missing: tuple[Missing, ...]
    taken_down: tuple[Missing, ...]
    searched: str
    picks: tuple[str, ...]
    files: tuple[File, ...]
    paper_address: str
    """What leads back to it from paper; empty where it is too long for that."""
    faults: tuple[Fault, ...]
    title_faults: tuple[str, ...]
    done: str
    """What the button that was pressed has taken away; empty where it has taken nothing."""
    undo_url: str
    clear: str
    most: int
    longest_title: int
    longest_note: int
    most_notes: str

    @property
    def is_empty(self) -> bool:
        return not self.picks


def briefing_page(here: Here, selection: Selection, briefing: Briefing, urls: Urls) -> BriefingPage:
    """``selection`` is what the briefing was made of."""
    fields = _fields(briefing)
    return BriefingPage(
        heading=briefing.title,
        title=selection.title,
        is_grouped=selection.grouping is Grouping.MEETING,
        sections=_sections(here, selection, briefing, urls),
        missing=tuple(_missing(each) for each in briefing.missing),
        taken_down=tuple(_missing(each.passage, each.told) for each in briefing.taken_down),
        searched=briefing.searched,
        picks=selection.passages,
        files=_files(selection, urls) if briefing.quotations and not here.overruns else (),
        paper_address=briefing.address if len(briefing.address) <= LONGEST_ON_PAPER else "",
        faults=tuple(_fault(each, fields) for each in here.overruns),
        title_faults=_said_of(TITLE, here),
        done=_done(here),
        undo_url=urls.carrying(here.former.parameters()).briefing,
        clear=Change(Verb.CLEAR).value,
        most=MOST,
        longest_title=LONGEST_TITLE,
        longest_note=LONGEST_NOTE,
        most_notes=f"{MOST_NOTES:,}",
    )


def _sections(
    here: Here, selection: Selection, briefing: Briefing, urls: Urls
) -> tuple[ShownSection, ...]:
    shown = [quotation.passage.id for quotation in briefing.quotations]
    order = shown if selection.grouping is Grouping.OWN else []

    def moving(passage: str, by: int) -> str:
        """Past its neighbour on the page, and past whatever was picked between them and is gone."""
        if passage not in order or not 0 <= order.index(passage) + by < len(order):
            return ""
        neighbour = order[order.index(passage) + by]
        places = selection.passages.index(neighbour) - selection.passages.index(passage)
        return Change(Verb.MOVE, passage, places).value

    def one(quotation: Quotation) -> Shown:
        passage, entry = quotation.passage, quotation.entry
        return Shown(
            quotation=quotation,
            anchor=f"quotation-{passage.id}",
            note_name=NOTE + passage.id,
            reader_url=urls.document(
                entry.id,
                version=entry.provenance.sha256 if quotation.is_superseded else "",
                passage=passage.id,
            ),
            passage_url=urls.passage(passage.id),
            up=moving(passage.id, -1),
            down=moving(passage.id, 1),
            remove=Change(Verb.REMOVE, passage.id).value,
            faults=_said_of(NOTE + passage.id, here),
        )

    return tuple(
        ShownSection(section.heading, tuple(map(one, section.quotations)))
        for section in briefing.sections
    )


def _missing(passage: str, told: str = "") -> Missing:
    return Missing(passage, told, Change(Verb.REMOVE, passage).value)


def _fields(briefing: Briefing) -> dict[str, tuple[str, str]]:
    """By the names of parameters, what their fields are called and where they are."""
    notes = {
        NOTE + each.passage.id: (
            _("Note to quotation %(number)s", number=each.number),
            f"#note-{each.number}",
        )
        for each in briefing.quotations
    }
    noted = [f"#note-{each.number}" for each in briefing.quotations if each.note]
    return {
        TITLE: (_("Title (optional)"), "#briefing-title"),
        NOTE: (_("Notes"), (noted or [""])[0]),
        PICK: (_("Passages"), ""),
        **notes,
    }


def _fault(overrun: Overrun, fields: dict[str, tuple[str, str]]) -> Fault:
    label, url = fields.get(overrun.name, (_("Notes"), ""))
    return Fault(f"{label}: {overrun.sentence}", url)


def _said_of(name: str, here: Here) -> tuple[str, ...]:
    return tuple(each.sentence for each in here.overruns if each.name == name)


def _done(here: Here) -> str:
    gone = len(here.former.passages) - len(here.given.passages)
    if not gone:
        return ""
    return ngettext(
        "%(count)s passage was removed from the briefing.",
        "%(count)s passages were removed from the briefing, with its title and its notes.",
        gone,
    )


def _files(selection: Selection, urls: Urls) -> tuple[File, ...]:
    return (
        File(_("Word document (DOCX), with footnotes"), urls.briefing_file("docx"), ""),
        File(_("Text with footnotes (Markdown)"), urls.briefing_file("md"), ""),
        File(_("Table for a spreadsheet (CSV)"), urls.briefing_file("csv"), ""),
        File(
            _("Data (JSON)"),
            urls.api_briefing(selection.parameters()),
            f"{plain_name('briefing', selection.title)}.json",
        ),
        File(_("Checksum list, to verify the quotations by"), urls.briefing_checksums, ""),
    )
