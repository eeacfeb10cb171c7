"""The reading report, as the about page tells it."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from archive.document import Document, Entry
from archive.report import CutShort, PagesOf, ReadingReport
from web import wording
from web.language import _, long_date
from web.urls import Urls, followable

MOST_LISTED = 30
"""Documents that a list of the page names; the page's JSON twin names them all."""


@dataclass(frozen=True, slots=True)
class Listed:
    """A document, and what is to be said of it."""

    title: str
    url: str
    said: str
    rest_urls: tuple[tuple[str, str], ...] = ()
    """Items cut short, each with the publisher's address of the whole, where one is known."""


@dataclass(frozen=True, slots=True)
class Listing:
    id: str
    heading: str
    explained: str
    lines: tuple[Listed, ...]
    more: str
    """How many documents are not named, in words; empty where all are."""


@dataclass(frozen=True, slots=True)
class ReportSection:
    figures: tuple[str, ...]
    listings: tuple[Listing, ...]


def report_section(
    report: ReadingReport, open_document: Callable[[str], Document], urls: Urls
) -> ReportSection:
    """``open_document`` gives a document by its id, for where the rest of an item stands."""
    cut = sum(len(each.items) for each in report.cut_short)
    figures = (
        wording.counted(report.documents, "document"),
        wording.page_states(report.pages) if report.pages else "",
        wording.counted(report.tables, "table") if report.tables else "",
        _("%(items)s cut short at the source", items=wording.counted(cut, "item")) if cut else "",
    )
    listings = (
        _listing(
            "cut-short",
            _("Cut short at the source"),
            _(
                "The publisher’s page breaks these items off and shows the whole elsewhere, so the rest "
                "of them is not searched."
            ),
            [_cut_line(each, open_document, urls) for each in report.cut_short[:MOST_LISTED]],
            len(report.cut_short),
        ),
        _listing(
            "read-by-machine",
            _("Read by machine from scans"),
            _(
                "A program recognised the letters of these pages in a picture, and may have mistaken "
                "some: check the published source."
            ),
            list(_page_lines(report.machine_read, urls)),
            len(report.machine_read),
        ),
        _listing(
            "pages-not-read",
            _("Pages that were not read"),
            _(
                "These hold a picture of text, or could not be opened: nothing on them can be found here."
            ),
            list(_page_lines(report.unread, urls)),
            len(report.unread),
        ),
    )
    return ReportSection(
        tuple(filter(None, figures)), tuple(each for each in listings if each.lines)
    )


def _listing(id: str, heading: str, explained: str, lines: Sequence[Listed], total: int) -> Listing:
    left = total - len(lines)
    more = wording.counted(left, "more document") if left else ""
    return Listing(id, heading, explained, tuple(lines), more)


def _cut_line(cut: CutShort, open_document: Callable[[str], Document], urls: Urls) -> Listed:
    items = (item for item in open_document(cut.document.id).items if item.rest_at)
    rests = tuple((item.number or item.title, followable(item.rest_at)) for item in items)
    return Listed(_title(cut.document), urls.document(cut.document.id), "", rests)


def _page_lines(some: Sequence[PagesOf], urls: Urls) -> Iterator[Listed]:
    for each in some[:MOST_LISTED]:
        numbers = wording.page_numbers(each.pages)
        yield Listed(_title(each.document), urls.document(each.document.id), numbers)


def _title(entry: Entry) -> str:
    """The title with the committee and date that it leaves unsaid: many papers are called alike."""
    parts = (entry.committee, long_date(entry.date) if entry.date else "")
    return ", ".join((entry.title, *(part for part in parts if part and part not in entry.title)))
