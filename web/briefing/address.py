"""The selection in the address of the page that is being made, which every page's address takes along."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import lru_cache

from starlette.datastructures import QueryParams

from web.briefing.change import Change, read_change
from web.briefing.parameters import PICK, is_of_a_selection
from web.briefing.selection import Overrun, Selection, read_as_given
from web.errors import BadParameter
from web.requested import requested


@dataclass(frozen=True, slots=True)
class Here:
    """What the address of the page that is being made holds."""

    others: tuple[tuple[str, str], ...] = ()
    """The parameters that are no part of the selection."""
    selection: Selection = field(default_factory=Selection)
    """What every page's address takes along; as much as it can where more was given."""
    given: Selection = field(default_factory=Selection)
    """As it was given, changed as the button pressed asks."""
    overruns: tuple[Overrun, ...] = ()
    """What it holds too much of."""
    change: Change | None = None
    former: Selection = field(default_factory=Selection)
    """As it was before the change."""
    fault: BadParameter | None = None
    """Why the address holds no selection that can be used."""


BRIEFING = "/briefing"
"""The path of the page whose form makes selections."""

_NOTHING = Here()


def here() -> Here:
    """Only pages carry a selection on: feeds, files and the answers to programs are nobody's own."""
    path = requested().path
    is_page = not path.startswith("/api/") and "." not in path.rpartition("/")[2]
    return _read(requested().query) if is_page else _NOTHING


def picked() -> Selection:
    return here().selection


async def refuse_bad_selection() -> None:
    """Asked before any page is made: an address whose selection cannot be kept is an error page.

    The briefing's own page gives back what was typed, to be shortened; any page can tell of passages
    that were one too many.
    """
    found = here()
    if found.fault is not None:
        raise found.fault
    for overrun in found.overruns:
        if overrun.name != PICK and requested().path != BRIEFING:
            raise overrun.refusal()


@lru_cache(maxsize=32)
def _read(query: str) -> Here:
    """Asked for each address on a page, and so kept."""
    parameters = QueryParams(query)
    others = tuple(
        (name, value)
        for name, value in parameters.multi_items()
        if value and not is_of_a_selection(name)
    )
    try:
        former, change = read_as_given(parameters), read_change(parameters)
    except BadParameter as fault:
        return Here(others, fault=fault)
    given = change.of(former) if change else former
    return Here(others, given.fitting(), given, tuple(given.overruns()), change, former)
