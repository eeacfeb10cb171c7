"""The briefing's page: its quotations, what can be done with each, and the files that it goes into."""

from __future__ import annotations

from dataclasses import dataclass

from web.briefing.briefing import Briefing, Quotation
from web.briefing.parameters import NOTE
from web.briefing.selection import LONGEST_NOTE, LONGEST_TITLE, MOST_NOTES, Grouping, Selection
from web.language import _
from web.urls import Urls


@dataclass(frozen=True, slots=True)
class Shown:
    """A quotation with what can be done with it."""

    quotation: Quotation
    anchor: str
    note_name: str
    """Of the note's field."""
    reader_url: str
    passage_url: str
    up_url: str
    """The briefing with it one place further up; empty where it cannot go."""
    down_url: str
    remove_url: str


@dataclass(frozen=True, slots=True)
class ShownSection:
    heading: str
    shown: tuple[Shown, ...]


@dataclass(frozen=True, slots=True)
class Missing:
    passage: str
    told: str
    """Why it is not there, where that is known."""
    remove_url: str


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
    longest_title: int
    longest_note: int
    most_notes: str

    @property
    def is_empty(self) -> bool:
        return not self.picks


def briefing_page(selection: Selection, briefing: Briefing, urls: Urls) -> BriefingPage:
    return BriefingPage(
        heading=briefing.title,
        title=selection.title,
        is_grouped=selection.grouping is Grouping.MEETING,
        sections=tuple(
            ShownSection(
                section.heading,
                tuple(_shown(each, selection, urls) for each in section.quotations),
            )
            for section in briefing.sections
        ),
        missing=tuple(
            Missing(each, "", _arranged(selection.without(each), urls)) for each in briefing.missing
        ),
        taken_down=tuple(
            Missing(each.passage, each.told, _arranged(selection.without(each.passage), urls))
            for each in briefing.taken_down
        ),
        searched=briefing.searched,
        picks=selection.passages,
        files=_files(selection, urls) if briefing.quotations else (),
        longest_title=LONGEST_TITLE,
        longest_note=LONGEST_NOTE,
        most_notes=f"{MOST_NOTES:,}",
    )


def _shown(quotation: Quotation, selection: Selection, urls: Urls) -> Shown:
    passage, entry = quotation.passage, quotation.entry
    anchor = f"quotation-{passage.id}"
    place = selection.passages.index(passage.id)
    can_move = selection.grouping is Grouping.OWN

    def moved(by: int) -> str:
        if not can_move or not 0 <= place + by < len(selection.passages):
            return ""
        return _arranged(selection.moving(passage.id, by), urls, anchor)

    return Shown(
        quotation=quotation,
        anchor=anchor,
        note_name=NOTE + passage.id,
        reader_url=urls.document(
            entry.id,
            version=entry.provenance.sha256 if quotation.is_superseded else "",
            passage=passage.id,
        ),
        passage_url=urls.passage(passage.id),
        up_url=moved(-1),
        down_url=moved(1),
        remove_url=_arranged(selection.without(passage.id), urls),
    )


def _arranged(selection: Selection, urls: Urls, anchor: str = "") -> str:
    address = urls.carrying(selection.parameters()).briefing
    return f"{address}#{anchor}" if anchor else address


def _files(selection: Selection, urls: Urls) -> tuple[File, ...]:
    return (
        File(_("Word document (DOCX), with footnotes"), urls.briefing_file("docx"), ""),
        File(_("Text with footnotes (Markdown)"), urls.briefing_file("md"), ""),
        File(_("Table for a spreadsheet (CSV)"), urls.briefing_file("csv"), ""),
        File(_("Data (JSON)"), urls.api_briefing(selection.parameters()), "briefing.json"),
        File(_("Checksum list, to verify the quotations by"), urls.briefing_checksums, ""),
    )
