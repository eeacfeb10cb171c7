"""The filters beside the results: what can be chosen, and what is chosen and can be taken off."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from typing import TypeVar

from archive.document import DocumentKind
from indexer.passage import PassageKind
from indexer.results import FacetCount, Filter, Mode, Results, Search, Sort
from indexer.role import Role
from web import wording
from web.language import _, long_date
from web.request_search import search_parameters
from web.urls import Urls

_YEAR = re.compile(r"[12]\d{3}")

Value = TypeVar("Value")


@dataclass(frozen=True, slots=True)
class Option:
    value: str
    label: str
    count: int | None
    """Hits that carry it; None where counting means nothing."""
    is_chosen: bool


@dataclass(frozen=True, slots=True)
class Group:
    name: str
    """Of the parameter."""
    legend: str
    options: tuple[Option, ...]


@dataclass(frozen=True, slots=True)
class Year:
    label: str
    count: int
    url: str


@dataclass(frozen=True, slots=True)
class Chosen:
    """A filter in force, with the same search without it."""

    label: str
    url: str


@dataclass(frozen=True, slots=True)
class Filters:
    groups: tuple[Group, ...]
    years: tuple[Year, ...]
    date_from: str
    date_to: str
    modes: tuple[Option, ...]
    sorts: tuple[Option, ...]
    chosen: tuple[Chosen, ...]
    clear_url: str
    """The search without any filter."""


def filters_of(results: Results, committees: Iterable[str], urls: Urls) -> Filters:
    """``committees`` are the names of all, so that a second can be ticked beside the first."""
    search = results.search
    facets = results.facets
    return Filters(
        groups=tuple(
            group for group in _groups(search.filter, facets, committees) if group.options
        ),
        years=tuple(
            Year(each.value, each.count, _url(urls, search, _in_year(search.filter, each.value)))
            for each in sorted(facets.get("year", ()), key=lambda each: each.value, reverse=True)
            if _YEAR.fullmatch(each.value)
        ),
        date_from=_typed(search.filter.date_from),
        date_to=_typed(search.filter.date_to),
        modes=tuple(
            Option(mode.value, label, None, mode is search.mode)
            for mode, label in wording.MODES.items()
        ),
        sorts=tuple(
            Option(sort.value, label, None, sort is search.sort)
            for sort, label in wording.SORTS.items()
            if sort is not Sort.RELEVANCE or search.mode is not Mode.EVERY
        ),
        chosen=tuple(_chosen(search, urls)),
        clear_url=_url(urls, search, Filter()),
    )


def _groups(
    chosen: Filter, facets: Mapping[str, tuple[FacetCount, ...]], committees: Iterable[str]
) -> list[Group]:
    return [
        Group(
            "committee",
            "Committee",
            _options(facets.get("committee", ()), chosen.committees, committees, lambda name: name),
        ),
        Group(
            "passage",
            "Part of the record",
            _options(
                facets.get("passage", ()),
                chosen.passages,
                (),
                lambda value: wording.PASSAGE_KINDS[PassageKind(value)],
            ),
        ),
        Group(
            "role",
            _("Who is speaking"),
            _options(
                facets.get("role", ()), chosen.roles, (), lambda value: wording.ROLES[Role(value)]
            ),
        ),
        Group(
            "kind",
            "Kind of document",
            _options(
                facets.get("kind", ()),
                chosen.kinds,
                (),
                lambda value: wording.DOCUMENT_KINDS[DocumentKind(value)],
            ),
        ),
    ]


def _options(
    counts: tuple[FacetCount, ...],
    chosen: tuple[str, ...],
    every: Iterable[str],
    label: Callable[[str], str],
) -> tuple[Option, ...]:
    """Each value with its count, most first; a chosen one stays to be unticked, also at nought.

    Hits are counted under the chosen values alone, so the rest of ``every`` follow uncounted.
    """
    found = {each.value: each.count for each in counts if each.value}
    found |= {str(value): 0 for value in chosen if value not in found}
    ordered = sorted(found.items(), key=lambda pair: (-pair[1], pair[0]))
    others = sorted({value for value in every if value} - found.keys()) if chosen else []
    return (
        *(Option(value, label(value), count, value in chosen) for value, count in ordered),
        *(Option(value, label(value), None, is_chosen=False) for value in others),
    )


def _chosen(search: Search, urls: Urls) -> list[Chosen]:
    now = search.filter
    off: list[tuple[str, Filter]] = [
        (name, replace(now, committees=_without(now.committees, name))) for name in now.committees
    ]
    off += [
        (wording.PASSAGE_KINDS[kind], replace(now, passages=_without(now.passages, kind)))
        for kind in now.passages
    ]
    off += [
        (wording.ROLES[role], replace(now, roles=_without(now.roles, role))) for role in now.roles
    ]
    off += [
        (wording.DOCUMENT_KINDS[kind], replace(now, kinds=_without(now.kinds, kind)))
        for kind in now.kinds
    ]
    year = _whole_year(now)
    if year:
        off.append((year, replace(now, date_from=None, date_to=None)))
    else:
        if now.date_from:
            off.append((f"From {long_date(now.date_from)}", replace(now, date_from=None)))
        if now.date_to:
            off.append((f"To {long_date(now.date_to)}", replace(now, date_to=None)))
    return [Chosen(label, _url(urls, search, rest)) for label, rest in off]


def _url(urls: Urls, search: Search, chosen: Filter) -> str:
    return urls.search(search_parameters(replace(search, filter=chosen)))


def _without(values: tuple[Value, ...], one: Value) -> tuple[Value, ...]:
    return tuple(value for value in values if value != one)


def _in_year(chosen: Filter, year: str) -> Filter:
    number = int(year)
    return replace(chosen, date_from=dt.date(number, 1, 1), date_to=dt.date(number, 12, 31))


def _whole_year(chosen: Filter) -> str:
    first, last = chosen.date_from, chosen.date_to
    if (
        first
        and last
        and (first, last) == (first.replace(month=1, day=1), first.replace(month=12, day=31))
    ):
        return str(first.year)
    return ""


def _typed(date: dt.date | None) -> str:
    """A date as the filter's field shows it."""
    return f"{date.day}/{date.month}/{date.year}" if date else ""
