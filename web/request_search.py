"""From the query string of a request to a search."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from enum import StrEnum
from typing import Protocol, TypeVar

from archive.document import DocumentKind
from indexer.passage import PassageKind
from indexer.results import Filter, Mode, Search, Sort
from indexer.role import Role
from web.dates import period
from web.errors import SHOWN, BadParameter
from web.language import N_, _
from web.search_wording import FIELDS

LARGEST_LIMIT = 100
DEFAULT_LIMIT = 10

MOST_VALUES = 50
"""Of a parameter that may be repeated: a page repeats them all in the address of each of its links."""

LARGEST_OFFSET = 1_000_000
"""More passages than one small machine holds, so that every list can be read to its end."""

DATE_REMEDY = N_("Give a date such as 2024-12-10, 10/12/2024 or 2024.")

Choice = TypeVar("Choice", bound=StrEnum)

Refuse = Callable[[BadParameter], None]
"""What becomes of a value that cannot be used; where it returns, the search goes without the value."""


class Group(StrEnum):
    """What the results page puts together; the search itself is the same."""

    NOTHING = "none"
    MEETING = "meeting"


class Parameters(Protocol):
    """The decoded query string: Starlette's QueryParams, as far as we use it."""

    def getlist(self, key: str) -> Sequence[str]: ...

    def __iter__(self) -> Iterator[str]:
        """The names, each once."""
        ...


def _raised(error: BadParameter) -> None:
    raise error


def read_api_search(parameters: Parameters) -> Search:
    """The search that ``/api/search`` is asked for, page by ``limit`` and ``offset``."""
    limit = number(parameters, "limit", DEFAULT_LIMIT, 1, LARGEST_LIMIT)
    offset = number(parameters, "offset", 0, 0, LARGEST_OFFSET)
    return _search(parameters, limit, offset)


def read_page_search(parameters: Parameters, refuse: Refuse = _raised) -> Search:
    """The search that the results page is asked for, by ``page`` from 1."""
    page = page_number(parameters)
    return _search(parameters, DEFAULT_LIMIT, (page - 1) * DEFAULT_LIMIT, refuse)


def page_number(parameters: Parameters) -> int:
    """Of a list that is shown page by page, from 1."""
    return number(parameters, "page", 1, 1, LARGEST_OFFSET // DEFAULT_LIMIT)


def read_group(parameters: Parameters, refuse: Refuse = _raised) -> Group:
    """How the results page is asked to lay its passages out."""
    return _choice(Group, parameters, "group", Group.NOTHING, refuse)


def group_parameters(group: Group) -> list[tuple[str, str]]:
    return [] if group is Group.NOTHING else [("group", group.value)]


def search_parameters(search: Search) -> list[tuple[str, str]]:
    """The query string of a search, without its page: only what differs from the defaults."""
    chosen = search.filter
    parameters = [("q", search.text)]
    if search.mode is not Mode.HYBRID:
        parameters.append(("mode", search.mode.value))
    if search.sort is not own_order(search.mode):
        parameters.append(("sort", search.sort.value))
    parameters += [("committee", committee) for committee in chosen.committees]
    parameters += [("kind", kind.value) for kind in chosen.kinds]
    parameters += [("passage", kind.value) for kind in chosen.passages]
    parameters += [("role", role.value) for role in chosen.roles]
    if chosen.date_from:
        parameters.append(("from", chosen.date_from.isoformat()))
    if chosen.date_to:
        parameters.append(("to", chosen.date_to.isoformat()))
    return parameters


def own_order(mode: Mode) -> Sort:
    """The order that hits stand in unless told."""
    return Sort.NEWEST if mode is Mode.EVERY else Sort.RELEVANCE


def page_parameters(search: Search) -> list[tuple[str, str]]:
    """The query string of one page of a search's results."""
    page = search.offset // DEFAULT_LIMIT + 1
    return [*search_parameters(search), *([("page", str(page))] if page > 1 else [])]


def feed_parameters(search: Search) -> list[tuple[str, str]]:
    """The query string of a search that is followed: a feed has an order of its own."""
    return search_parameters(replace(search, sort=own_order(search.mode)))


def single(parameters: Parameters, name: str) -> str:
    """The value of a parameter that may be given once; empty where it is not given."""
    values = [value for value in parameters.getlist(name) if value.strip()]
    if len(values) > 1:
        raise BadParameter(name, ", ".join(values), _("Give it once."))
    return values[0].strip() if values else ""


def number(parameters: Parameters, name: str, default: int, least: int, most: int) -> int:
    """A whole number that may be given once."""
    value = single(parameters, name)
    if not value:
        return default
    # Only plain digits: int() would also take "１０", "1_0" and a megabyte of zeros.
    if len(value) <= 12 and value.isascii() and value.isdigit() and least <= int(value) <= most:
        return int(value)
    raise BadParameter(
        name,
        value,
        _("Give a whole number from %(least)s to %(most)s.", least=least, most=f"{most:,}"),
    )


def _search(parameters: Parameters, limit: int, offset: int, refuse: Refuse = _raised) -> Search:
    """Without words, the search lists whatever its filters let through, newest first."""
    date_from, date_to = _date(parameters, "from", 0, refuse), _date(parameters, "to", 1, refuse)
    if date_from and date_to and date_from > date_to:
        first, last = single(parameters, "from"), single(parameters, "to")
        refuse(
            BadParameter(
                "to",
                last,
                _("Give a date no earlier than %(date)s.", date=first),
                _("“To” must not be before “From”: you typed “%(to)s”.", to=last),
            )
        )
        date_to = None
    mode = _choice(Mode, parameters, "mode", Mode.HYBRID, refuse)
    sort = _choice(Sort, parameters, "sort", Sort.RELEVANCE, refuse)
    return Search(
        text=single(parameters, "q"),
        mode=mode,
        filter=Filter(
            committees=_several(parameters, "committee"),
            kinds=_choices(DocumentKind, parameters, "kind", refuse),
            passages=_choices(PassageKind, parameters, "passage", refuse),
            date_from=date_from,
            date_to=date_to,
            roles=_choices(Role, parameters, "role", refuse),
        ),
        sort=own_order(mode) if sort is Sort.RELEVANCE else sort,
        limit=limit,
        offset=offset,
    )


def _several(parameters: Parameters, name: str) -> tuple[str, ...]:
    """The values of a parameter that may be repeated, each once."""
    stripped = (value.strip() for value in parameters.getlist(name))
    values = tuple(dict.fromkeys(value for value in stripped if value))
    if len(values) > MOST_VALUES:
        raise BadParameter(
            name,
            ", ".join(values),
            _(
                "Give at most %(most)s: %(given)s were given.",
                most=MOST_VALUES,
                given=f"{len(values):,}",
            ),
        )
    return values


def _choice(
    choices: type[Choice], parameters: Parameters, name: str, default: Choice, refuse: Refuse
) -> Choice:
    value = single(parameters, name)
    return _one_of(choices, name, value, refuse) or default if value else default


def _choices(
    choices: type[Choice], parameters: Parameters, name: str, refuse: Refuse
) -> tuple[Choice, ...]:
    read = (_one_of(choices, name, value, refuse) for value in _several(parameters, name))
    return tuple(each for each in read if each is not None)


def _one_of(choices: type[Choice], name: str, value: str, refuse: Refuse) -> Choice | None:
    if value in set(choices):
        return choices(value)
    refuse(
        BadParameter(
            name,
            value,
            _("Give one of: %(all)s.", all=", ".join(choices)),
            _("“%(field)s” has no choice “%(value)s”.", field=FIELDS[name], value=value[:SHOWN]),
        )
    )
    return None


def _date(parameters: Parameters, name: str, end: int, refuse: Refuse) -> dt.date | None:
    value = single(parameters, name)
    if not value:
        return None
    try:
        return period(value)[end]
    except ValueError:
        refuse(
            BadParameter(
                name,
                value,
                _(DATE_REMEDY),
                _(
                    "“%(field)s” must be a real date, such as 2024 or 10/12/2024: you typed “%(value)s”.",
                    field=FIELDS[name],
                    value=value[:SHOWN],
                ),
            )
        )
        return None
