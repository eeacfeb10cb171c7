"""Annual reports by year, and the same report across the years."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import chain, groupby

from archive.document import Document, Entry
from web import wording
from web.presenters.browse import DocumentLine, document_line
from web.presenters.document import outline_of
from web.series import Series, untimed
from web.urls import Urls


@dataclass(frozen=True, slots=True)
class YearOfReports:
    year: str
    documents: tuple[DocumentLine, ...]


@dataclass(frozen=True, slots=True)
class SeriesLine:
    name: str
    url: str
    committee: str
    editions: str
    dates: str


@dataclass(frozen=True, slots=True)
class ReportsPage:
    years: tuple[YearOfReports, ...]
    """Of annual reports, newest first."""
    series: tuple[SeriesLine, ...]


@dataclass(frozen=True, slots=True)
class Edition:
    label: str
    """The period that it is about or, where it names none, its date."""
    line: DocumentLine


@dataclass(frozen=True, slots=True)
class Section:
    """A heading that several editions have, with its place in each; empty where one lacks it."""

    title: str
    urls: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class SeriesPage:
    name: str
    committee: str
    editions: tuple[Edition, ...]
    sections: tuple[Section, ...]


def reports_page(annual: Iterable[Entry], every: Sequence[Series], urls: Urls) -> ReportsPage:
    return ReportsPage(
        years=tuple(
            YearOfReports(str(year), tuple(document_line(entry, urls) for entry in group))
            for year, group in groupby(annual, key=lambda entry: entry.date and entry.date.year)
        ),
        series=tuple(_line(each, urls) for each in every),
    )


def series_page(series: Series, documents: Sequence[Document], urls: Urls) -> SeriesPage:
    """``documents`` are the editions', in the series' order."""
    places = [_headings(document, urls) for document in documents]
    held = {
        title: [headings.get(title) for headings in places]
        for title in dict.fromkeys(chain.from_iterable(places))
    }
    return SeriesPage(
        name=series.name,
        committee=series.committee,
        editions=tuple(
            Edition(entry.period or wording.date_or_undated(entry.date), document_line(entry, urls))
            for entry in series.editions
        ),
        sections=tuple(filter(None, map(_section, held.values()))),
    )


def _section(found: Sequence[tuple[str, str] | None]) -> Section | None:
    """Of one heading as it stands in each edition, and where; None where only one has it."""
    titles = [each[0] for each in found if each]
    if len(titles) < 2:
        return None
    title = titles[0] if len(set(titles)) == 1 else untimed(titles[0])
    return Section(title, tuple(each[1] if each else "" for each in found))


def _line(series: Series, urls: Urls) -> SeriesLine:
    dates = [entry.date for entry in series.editions if entry.date]
    return SeriesLine(
        name=series.name,
        url=urls.series(series.slug),
        committee=series.committee,
        editions=wording.counted(len(series.editions), "edition"),
        dates=wording.span(min(dates), max(dates)),
    )


def _headings(document: Document, urls: Urls) -> dict[str, tuple[str, str]]:
    """What the document's outline names, without numbers and times: as it stands, and where."""
    found: dict[str, tuple[str, str]] = {}
    for entry in outline_of(document)[1]:
        title = entry.title.lstrip("0123456789. ")
        if title:
            url = urls.document(document.id) + entry.url
            found.setdefault(untimed(title).casefold(), (title, url))
    return found
