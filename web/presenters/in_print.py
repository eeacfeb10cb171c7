"""A passage as it is printed: the pages that it stands on, with its place marked."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby
from pathlib import PurePath

from archive.document import Area, Document, Entry, Range
from archive.page_pictures import DRAWER, Lack, NoPicture, PagePictures
from archive.printed import printed
from web import wording
from web.language import N_, Words, _
from web.markup import Markup, outline
from web.urls import SHORT_HASH, Urls

MOST_PAGES = 4
"""Pictures beside one passage; few passages stand on more than two pages."""

_LACKS = Words(
    {
        Lack.MISSING: N_("There is no picture: the archive no longer has the file."),
        Lack.ALTERED: N_(
            "There is no picture: the file in the archive is not the one that was received."
        ),
        Lack.FAILED: N_("There is no picture: the file is damaged, or takes too long to draw."),
        Lack.LATER: N_(
            "The picture has not been drawn yet, for others are being drawn. "
            "Load this page again in a minute."
        ),
    }
)

_BAR = 3.0  # points wide
_BESIDE = 7.0  # points from the words to the bar's far side
_PIXELS = 4 / 3
"""CSS pixels to the point."""


@dataclass(frozen=True, slots=True)
class PrintedPage:
    """A page's picture, and over it the marks, in the units of ``view_box``."""

    number: int
    url: str
    pdf_url: str
    """The stored file at this page, sharp at any size."""
    width: int
    height: int
    """In CSS pixels, at the size of print."""
    view_box: str
    words: Markup
    """Path round the passage's lines."""
    bars: Markup
    """Path of the bars beside them, so that colour is not the only mark."""
    alternative: str
    """What the picture is, for those who do not see it."""


@dataclass(frozen=True, slots=True)
class InPrint:
    pages: tuple[PrintedPage, ...]
    caption: str
    """"Page 3 as printed"."""
    lack: str
    """Why pages are missing, in a sentence, or empty."""
    pdf_link: str
    pdf_url: str
    """The stored file, at the first page."""


def in_print(
    document: Document, within: Range, pictures: PagePictures, urls: Urls
) -> InPrint | None:
    """Pictures of the pages on which a range of the text stands; None where its source has no pages.

    What has not been drawn before is drawn now.
    """
    areas = sorted(printed(document, within), key=lambda area: area.page)
    if not areas:
        return None
    pages: list[PrintedPage] = []
    lack = ""
    by_page = [(page, list(held)) for page, held in groupby(areas, key=lambda area: area.page)]
    for page, held in by_page[:MOST_PAGES]:
        try:
            pages.append(_page(document.entry, page, held, pictures, urls))
        except NoPicture as failure:
            lack = _LACKS[failure.lack]
            break
    first, last = by_page[0][0], by_page[-1][0]
    if not lack and len(by_page) > MOST_PAGES:
        lack = _("The first %(count)s pages are shown.", count=MOST_PAGES)
    sha256 = document.entry.provenance.sha256
    return InPrint(
        tuple(pages),
        _("%(pages)s as printed", pages=wording.page_span((first, last))),
        lack,
        _("Open the original at page %(number)s", number=first),
        urls.original(document.id, version=sha256, page=first),
    )


def picture_version(entry: Entry) -> str:
    """Names the file and how it is drawn."""
    return f"{entry.provenance.sha256[:SHORT_HASH]}-{DRAWER}"


def _page(
    entry: Entry, page: int, areas: Sequence[Area], pictures: PagePictures, urls: Urls
) -> PrintedPage:
    drawn = pictures.picture(entry.provenance.sha256, page)
    return PrintedPage(
        number=page,
        url=urls.page_picture(entry.id, page, version=picture_version(entry)),
        pdf_url=urls.original(entry.id, version=entry.provenance.sha256, page=page),
        width=round(drawn.width * _PIXELS),
        height=round(drawn.height * _PIXELS),
        view_box=f"0 0 {drawn.width:g} {drawn.height:g}",
        words=outline(areas),
        bars=outline(_bars(areas)),
        alternative=_(
            "Page %(number)s of %(file)s, the passage marked; the same words stand in the text.",
            number=page,
            file=PurePath(entry.provenance.file).name,
        ),
    )


def _bars(areas: Iterable[Area]) -> Iterator[Area]:
    """One beside each column of lines that has no other of the passage to the left of it."""
    columns: list[Area] = []
    for area in areas:
        last = columns[-1] if columns else None
        if last and area.y0 > last.y0 and area.x0 < last.x1 and last.x0 < area.x1:
            columns[-1] = last._replace(
                x0=min(last.x0, area.x0), x1=max(last.x1, area.x1), y1=max(last.y1, area.y1)
            )
        else:
            columns.append(area)
    for column in columns:
        if not any(
            other.x1 <= column.x0 and other.y0 < column.y1 and column.y0 < other.y1
            for other in columns
        ):
            right = max(_BAR, column.x0 - _BESIDE + _BAR)
            yield column._replace(x0=right - _BAR, x1=right)
