"""Pages of a list of results, as links."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class PageLink:
    number: int
    url: str
    is_current: bool = False


@dataclass(frozen=True, slots=True)
class Pagination:
    current: int
    last: int
    links: tuple[PageLink | None, ...]
    """None stands for the pages left out."""
    previous_url: str
    next_url: str
    last_url: str

    @property
    def is_needed(self) -> bool:
        return self.last > 1


def paginate(total: int, size: int, current: int, url: Callable[[int], str]) -> Pagination:
    """The first page, the last, and those next to the current one."""
    last = max(1, -(-total // size))
    shown = sorted(n for n in {1, last, current - 1, current, current + 1} if 1 <= n <= last)
    links: list[PageLink | None] = []
    for number in shown:
        if links and links[-1] is not None and number - links[-1].number > 1:
            links.append(None)
        links.append(PageLink(number, url(number), number == current))
    return Pagination(
        current=current,
        last=last,
        links=tuple(links),
        previous_url=url(current - 1) if 1 < current <= last else "",
        next_url=url(current + 1) if current < last else "",
        last_url=url(last),
    )
