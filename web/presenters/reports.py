"""Annual reports by year, and the same report across the years."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from itertools import groupby

from archive.document import Block, Document, Entry, Range
from indexer.passage import Passage
from web import wording
from web.language import _
from web.presenters.browse import DocumentLine, document_line
from web.presenters.reading import Marks, Node, permalinks_to, read
from web.sections import Section, Shared, part_of, shared_sections
from web.series import Series
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
class SectionLine:
    """A section that several editions have, with its place in each; empty where one lacks it."""

    title: str
    url: str
    """Of the page with all of them."""
    places: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class SeriesPage:
    name: str
    committee: str
    editions: tuple[Edition, ...]
    sections: tuple[SectionLine, ...]


@dataclass(frozen=True, slots=True)
class InEdition:
    """A section as one edition has it."""

    label: str
    heading: str
    """As it stands there; empty where the edition lacks the section."""
    url: str
    """Of its place in the reader or, without one, of the edition."""
    pages: str
    caution: str
    nodes: tuple[Node, ...]
    is_cut: bool
    """Whether only its beginning is shown."""


@dataclass(frozen=True, slots=True)
class SectionPage:
    title: str
    series: str
    series_url: str
    editions: tuple[InEdition, ...]
    before: Step | None
    after: Step | None


@dataclass(frozen=True, slots=True)
class Step:
    """To a neighbouring section."""

    title: str
    url: str


LONGEST_SHOWN = 5_000
"""Characters of a section that are shown beside those of other years; the reader has the rest."""


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
    return SeriesPage(
        name=series.name,
        committee=series.committee,
        editions=tuple(
            Edition(_label(entry), document_line(entry, urls)) for entry in series.editions
        ),
        sections=tuple(
            SectionLine(
                shared.title,
                urls.section(series.slug, shared.address.slug),
                tuple(
                    urls.document(document.id) + f"#{held.anchor}" if held else ""
                    for document, held in zip(documents, shared.held, strict=True)
                ),
            )
            for shared in shared_sections(documents)
        ),
    )


def section_page(
    series: Series,
    documents: Sequence[Document],
    passages: Sequence[Sequence[Passage]],
    every: Sequence[Shared],
    shown: Shared,
    urls: Urls,
) -> SectionPage:
    """``documents`` are the editions', in the series' order, each with its ``passages``."""
    place = every.index(shown)
    steps = [Step(each.title, urls.section(series.slug, each.address.slug)) for each in every]
    return SectionPage(
        title=shown.title,
        series=series.name,
        series_url=urls.series(series.slug),
        editions=tuple(
            _in_edition(document, own, held, urls)
            for document, own, held in zip(documents, passages, shown.held, strict=True)
        ),
        before=steps[place - 1] if place else None,
        after=steps[place + 1] if place + 1 < len(steps) else None,
    )


def _in_edition(
    document: Document, passages: Sequence[Passage], held: Section | None, urls: Urls
) -> InEdition:
    label, url = _label(document.entry), urls.document(document.id)
    if held is None:
        return InEdition(label, "", url, "", "", (), is_cut=False)
    part = part_of(document, held)
    kept = [block for block in part.blocks if block.end - held.start <= LONGEST_SHOWN]
    shown = replace(part, blocks=tuple(kept or part.blocks[:1]))
    whole = part.blocks[-1].end if part.blocks else held.start
    pages = _pages(document.blocks, held)
    here = [
        passage
        for passage in passages
        if any(block.start <= passage.start < block.end for block in shown.blocks)
    ]
    is_machine_read = document.entry.is_machine_read(pages)
    return InEdition(
        label=label,
        heading=held.heading,
        url=f"{url}#{held.anchor}",
        pages=wording.page_span(pages),
        caution=_(wording.READ_BY_MACHINE) if is_machine_read else "",
        nodes=read(shown, Marks(permalinks=permalinks_to(here)), under=2),
        is_cut=bool(shown.blocks) and shown.blocks[-1].end < whole,
    )


def _pages(blocks: Iterable[Block], held: Section) -> Range | None:
    spans = [block.pages for block in blocks if held.start <= block.start < held.end]
    known = [span for span in spans if span]
    return (known[0][0], known[-1][1]) if known else None


def _label(entry: Entry) -> str:
    return entry.period or wording.date_or_undated(entry.date)


def _line(series: Series, urls: Urls) -> SeriesLine:
    dates = [entry.date for entry in series.editions if entry.date]
    return SeriesLine(
        name=series.name,
        url=urls.series(series.slug),
        committee=series.committee,
        editions=wording.counted(len(series.editions), "edition"),
        dates=wording.span(min(dates), max(dates)),
    )
