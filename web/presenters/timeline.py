"""Mentions by year and committee: a small chart, and the table of the same counts."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, replace

from indexer.results import Filter, Results
from web.language import _, ngettext
from web.presenters.filters import in_year
from web.request_search import search_parameters
from web.urls import Urls

COLUMN = 36
"""Pixels from one year to the next: room for its four digits, and for a finger."""

TALLEST = 64
"""Pixels of the tallest bar; all committees are drawn to one scale."""

ABOVE, BELOW = 18, 22
"""Pixels kept for the count over a bar and the year under it."""

MOST_YEARS = 8
"""Newest years that are drawn: as many as stand on the narrowest screen. The table has all."""

MOST_COMMITTEES = 6
"""Those with most mentions are drawn. The table has all."""


@dataclass(frozen=True, slots=True)
class Cell:
    """One committee in one year."""

    year: str
    count: int
    label: str
    """ "12 mentions, 2023"."""
    url: str
    """The list of these mentions; empty where there are none, or the committee has no name to ask for."""


@dataclass(frozen=True, slots=True)
class Bar:
    """A cell drawn: pixels from the upper left."""

    cell: Cell
    x: int
    y: int
    height: int

    @property
    def middle(self) -> int:
        return self.x + COLUMN // 2


@dataclass(frozen=True, slots=True)
class Row:
    committee: str
    """Empty for documents that name none."""
    total: int
    cells: tuple[Cell, ...]
    """Of every year, the earliest first."""
    bars: tuple[Bar, ...]
    """Of the years that are drawn."""


@dataclass(frozen=True, slots=True)
class Timeline:
    years: tuple[str, ...]
    """Without gaps, the earliest first."""
    rows: tuple[Row, ...]
    """Most mentions first."""
    drawn: tuple[Row, ...]
    left_out: str
    """What the chart does not show, as sentences; empty where it shows all."""
    width: int
    height: int
    column: int = COLUMN
    floor: int = ABOVE + TALLEST
    """Where the bars stand."""


def timeline_of(results: Results, urls: Urls) -> Timeline | None:
    """None where there is nothing to compare: no counts, or those of one committee in one year."""
    counts = {(each.committee, each.year): each.count for each in results.timeline}
    if len(counts) < 2:
        return None
    dated = [int(year) for _committee, year in counts]
    years = [str(year) for year in range(min(dated), max(dated) + 1)]
    totals: Counter[str] = Counter()
    for (committee, _year), count in counts.items():
        totals[committee] += count
    tallest = max(counts.values())
    within = {year: in_year(results.search.filter, year) for year in years}
    rows = []
    for committee, total in sorted(totals.items(), key=lambda each: (-each[1], each[0])):
        cells = [
            _cell(results, committee, year, counts.get((committee, year), 0), within[year], urls)
            for year in years
        ]
        bars = [_bar(cell, place, tallest) for place, cell in enumerate(cells[-MOST_YEARS:])]
        rows.append(Row(committee, total, tuple(cells), tuple(bars)))
    return Timeline(
        years=tuple(years),
        rows=tuple(rows),
        drawn=tuple(rows[:MOST_COMMITTEES]),
        left_out=_left_out(years, len(rows), results.total - sum(totals.values())),
        width=COLUMN * min(len(years), MOST_YEARS),
        height=ABOVE + TALLEST + BELOW,
    )


def _cell(
    results: Results, committee: str, year: str, count: int, within: Filter, urls: Urls
) -> Cell:
    label = ngettext(
        "%(count)s mention, %(year)s", "%(count)s mentions, %(year)s", count, year=year
    )
    if not count or not committee:
        return Cell(year, count, label, "")
    counted = replace(results.search, filter=replace(within, committees=(committee,)))
    return Cell(year, count, label, urls.search(search_parameters(counted)))


def _bar(cell: Cell, place: int, tallest: int) -> Bar:
    height = max(2, round(TALLEST * cell.count / tallest)) if cell.count else 0
    return Bar(cell, COLUMN * place, ABOVE + TALLEST - height, height)


def _left_out(years: list[str], committees: int, undated: int) -> str:
    drawn = years[-MOST_YEARS:]
    sentences = []
    if committees > MOST_COMMITTEES:
        sentences.append(
            _("Drawn are the %(count)s committees with most mentions.", count=MOST_COMMITTEES)
        )
    if len(years) > MOST_YEARS:
        sentences.append(
            _("Drawn are the years %(first)s to %(last)s.", first=drawn[0], last=drawn[-1])
        )
    if sentences:
        sentences.append(_("The table has all."))
    if undated:
        sentences.append(
            ngettext(
                "%(count)s passage without a date is not counted here.",
                "%(count)s passages without a date are not counted here.",
                undated,
            )
        )
    return " ".join(sentences)
