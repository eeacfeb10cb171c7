"""HTML lists: the bullet or number that each item shows, which its text does not hold."""

from __future__ import annotations

from dataclasses import dataclass, field

from selectolax.lexbor import LexborNode

from archive.readers.numerals import printed_number

LISTS = frozenset(("ol", "ul", "menu", "dir"))


@dataclass
class _List:
    ordered: bool
    style: str
    next: int


@dataclass
class ListItem:
    marker: str
    level: int
    told: bool = False


@dataclass
class OpenLists:
    """The lists and items that are open at a place in the page, the innermost last."""

    _lists: list[_List] = field(default_factory=list)
    _items: list[ListItem] = field(default_factory=list)

    @property
    def item(self) -> ListItem | None:
        return self._items[-1] if self._items else None

    def open(self, node: LexborNode) -> None:
        if node.tag == "li":
            self._items.append(self._numbered(node))
        elif node.tag in LISTS:
            start = _whole(node.attributes.get("start"))
            style = node.attributes.get("type") or "1"
            self._lists.append(_List(node.tag == "ol", style, 1 if start is None else start))

    def close(self, tag: str) -> None:
        if tag == "li" and self._items:
            self._items.pop()
        elif tag in LISTS and self._lists:
            self._lists.pop()

    def _numbered(self, node: LexborNode) -> ListItem:
        level = max(1, len(self._lists))
        within = self._lists[-1] if self._lists else None
        if within is None or not within.ordered:
            return ListItem("-" if level == 2 else "·", level)
        value = _whole(node.attributes.get("value"))
        number = within.next if value is None else value
        within.next = number + 1
        return ListItem(f"{printed_number(number, within.style)}.", level)


def _whole(text: str | None) -> int | None:
    try:
        return max(0, min(int(text or ""), 9999))
    except ValueError:
        return None
