"""The search form as a reader sent it: what of it can be used, and what cannot, with what was typed."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from indexer.results import Search
from web.errors import BadParameter
from web.request_search import Group, Parameters, read_group, read_page_search, single


@dataclass(frozen=True, slots=True)
class SearchForm:
    search: Search
    """What all its fields that can be used ask for."""
    group: Group = Group.NOTHING
    mistakes: tuple[BadParameter, ...] = ()
    """The fields that cannot be used, which the search goes without."""
    typed: Mapping[str, str] = field(default_factory=dict)
    """Dates as they were typed, to stand in their fields beside a mistake."""


def read_search_form(parameters: Parameters) -> SearchForm:
    """Raises BadParameter only for what no field of the form holds, such as a page's number."""
    mistakes: list[BadParameter] = []
    search = read_page_search(parameters, mistakes.append)
    group = read_group(parameters, mistakes.append)
    typed = {name: single(parameters, name) for name in ("from", "to")}
    return SearchForm(search, group, tuple(mistakes), typed if mistakes else {})
