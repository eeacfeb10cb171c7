"""The filters beside the results: what can be chosen, and what is chosen and can be taken off."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import TypeVar

from archive.document import DocumentKind
from indexer.passage import PassageKind
from indexer.results import FacetCount, Filter, Mode, Results, Search, Sort
from indexer.role import Role
from web import search_wording, wording
from web.language import N_, Words, _, long_date
from web.request_search import Group, search_parameters
from web.search_form import SearchForm
from web.urls import Urls

_YEAR = re.compile(r"[12]\d{3}")

Value = TypeVar("Value")

LAYOUTS = Words({Group.NOTHING: N_("One list"), Group.MEETING: N_("By meeting")})

_DATES = ("from", "to")

MOST_OPTIONS = 8
"""Of a facet shown at once; the rest, and there may be forty committees, are one step away."""


@dataclass(frozen=True, slots=True)
class Option:
    value: str
    label: str
    count: int | None
    """Hits that carry it; None where counting means nothing."""
    is_chosen: bool
    hint: str = ""


@dataclass(frozen=True, slots=True)
class Facet:
    name: str
    """Of the parameter."""
    legend: str
    options: tuple[Option, ...]
    """The first, and those that are chosen."""
    rest: tuple[Option, ...]
    is_of_record: bool
    """Whether its labels are words of the record, which stay in its language."""


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
class Narrowing:
    """One thing that a filter lets through alone."""

    name: str
    """What it is chosen by."""
    label: str
    without: Filter
    """The same filter, but for this."""

    @property
    def told(self) -> str:
        """Apart from the list of choices, where its label alone would not say what it is of."""
        return f"{self.name}: {self.label}" if self.name else self.label


@dataclass(frozen=True, slots=True)
class Mistake:
    """A field that could not be used."""

    url: str
    """Leads to the field or, where it is none to type into, to all of them."""
    said: str


@dataclass(frozen=True, slots=True)
class Filters:
    facets: tuple[Facet, ...]
    years: tuple[Year, ...]
    date_from: str
    date_to: str
    modes: tuple[Option, ...]
    sorts: tuple[Option, ...]
    layouts: tuple[Option, ...]
    chosen: tuple[Chosen, ...]
    clear_url: str
    """The search without any filter."""
    mistakes: tuple[Mistake, ...]
    wrong: Mapping[str, str]
    """Of each date that could not be used, by its name, what is wrong with it."""


def filters_of(
    results: Results, committees: Iterable[str], form: SearchForm, urls: Urls
) -> Filters:
    """``committees`` are the names of all, so that a second can be ticked beside the first."""
    search = results.search
    facets = results.facets
    return Filters(
        facets=tuple(_facets(search.filter, facets, committees)),
        years=tuple(
            Year(each.value, each.count, _url(urls, search, in_year(search.filter, each.value)))
            for each in sorted(facets.get("year", ()), key=lambda each: each.value, reverse=True)
            if _YEAR.fullmatch(each.value)
        ),
        date_from=form.typed.get("from", _typed(search.filter.date_from)),
        date_to=form.typed.get("to", _typed(search.filter.date_to)),
        modes=tuple(
            Option(
                mode.value, label, None, mode is search.mode, search_wording.MODES_EXPLAINED[mode]
            )
            for mode, label in search_wording.MODES.items()
        ),
        sorts=tuple(
            Option(sort.value, label, None, sort is search.sort)
            for sort, label in search_wording.SORTS.items()
            if sort is not Sort.RELEVANCE or search.mode is not Mode.EVERY
        ),
        layouts=tuple(
            Option(each.value, label, None, each is form.group) for each, label in LAYOUTS.items()
        ),
        chosen=tuple(
            Chosen(each.label, _url(urls, search, each.without)) for each in in_force(search.filter)
        ),
        clear_url=_url(urls, search, Filter()),
        mistakes=tuple(
            Mistake(
                f"#{each.parameter if each.parameter in _DATES else 'filters'}", each.said_on_a_page
            )
            for each in form.mistakes
        ),
        wrong={
            each.parameter: each.said_on_a_page
            for each in form.mistakes
            if each.parameter in _DATES
        },
    )


def _facets(
    chosen: Filter, facets: Mapping[str, tuple[FacetCount, ...]], committees: Iterable[str]
) -> Iterator[Facet]:
    """Each that some hit has a value of; the first few of its options apart from the rest."""
    all_of: dict[str, tuple[tuple[str, ...], Iterable[str], Callable[[str], str]]] = {
        "committee": (chosen.committees, committees, str),
        "passage": (chosen.passages, (), _passage_kind),
        "role": (chosen.roles, (), _role),
        "kind": (chosen.kinds, (), _document_kind),
    }
    for name, (values, every, label) in all_of.items():
        options = _options(facets.get(name, ()), values, every, label)
        shown = tuple(
            option
            for number, option in enumerate(options)
            if number < MOST_OPTIONS or option.is_chosen or len(options) == MOST_OPTIONS + 1
        )
        if options:
            rest = tuple(option for option in options if option not in shown)
            yield Facet(
                name, search_wording.FIELDS[name], shown, rest, is_of_record=name == "committee"
            )


def _passage_kind(value: str) -> str:
    return wording.PASSAGE_KINDS[PassageKind(value)]


def _role(value: str) -> str:
    return wording.ROLES[Role(value)]


def _document_kind(value: str) -> str:
    return wording.DOCUMENT_KINDS[DocumentKind(value)]


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


def in_force(now: Filter) -> Iterator[Narrowing]:
    """What a filter lets through, each choice on its own."""
    fields = search_wording.FIELDS
    for name in now.committees:
        rest = replace(now, committees=_without(now.committees, name))
        yield Narrowing(fields["committee"], name, rest)
    for part in now.passages:
        rest = replace(now, passages=_without(now.passages, part))
        yield Narrowing(fields["passage"], wording.PASSAGE_KINDS[part], rest)
    for role in now.roles:
        rest = replace(now, roles=_without(now.roles, role))
        yield Narrowing(fields["role"], wording.ROLES[role], rest)
    for kind in now.kinds:
        rest = replace(now, kinds=_without(now.kinds, kind))
        yield Narrowing(fields["kind"], wording.DOCUMENT_KINDS[kind], rest)
    year = _whole_year(now)
    if year:
        yield Narrowing("", year, replace(now, date_from=None, date_to=None))
        return
    if now.date_from:
        first = _("From %(date)s", date=long_date(now.date_from))
        yield Narrowing("", first, replace(now, date_from=None))
    if now.date_to:
        last = _("To %(date)s", date=long_date(now.date_to))
        yield Narrowing("", last, replace(now, date_to=None))


def _url(urls: Urls, search: Search, chosen: Filter) -> str:
    return urls.search(search_parameters(replace(search, filter=chosen)))


def _without(values: tuple[Value, ...], one: Value) -> tuple[Value, ...]:
    return tuple(value for value in values if value != one)


def in_year(chosen: Filter, year: str) -> Filter:
    """So much of the year as the filter lets through."""
    first, last = dt.date(int(year), 1, 1), dt.date(int(year), 12, 31)
    return replace(
        chosen,
        date_from=max(first, chosen.date_from or first),
        date_to=min(last, chosen.date_to or last),
    )


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
