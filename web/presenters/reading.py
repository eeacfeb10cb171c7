"""A document's blocks as a tree that a browser can show: headings, nested lists, tables, pages."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from textwrap import shorten
from typing import TypeAlias, TypeVar

from archive.document import Block, BlockKind, Deletion, Document, PageState, Range
from indexer.passage import Passage, PassageKind
from web.language import _
from web.markup import Markup, Matches, record, visible
from web.presenters.words import hang
from web.urls import followable
from web.wording import CUT_SHORT, READ_BY_MACHINE

_Held = TypeVar("_Held")

_TABLE = (BlockKind.TABLE_HEADER, BlockKind.TABLE_ROW)

MOST_STEPPED = 200
"""Words searched for that have links to the one before and after: those of a page that stays light."""

_UNLINKED = (PassageKind.TABLE_ROW,)
"""Passages without a link of their own in the margin: a table would drown in them."""

OPENING = 60
"""Characters of a passage that the link to it is known by."""

DEEPEST_LIST = 8
"""Lists within lists that a page shows: what a file nests deeper stays at this level."""


@dataclass(frozen=True, slots=True)
class PageMark:
    number: int
    caution: str
    """That the page was read by machine, or empty."""


@dataclass(slots=True)
class PageBreak:
    mark: PageMark
    kind: str = "page"


@dataclass(slots=True)
class Cut:
    """The end of an item whose text its source breaks off."""

    sentence: str
    rest_url: str
    kind: str = "cut"


@dataclass(frozen=True, slots=True)
class Permalink:
    """The link to a passage that begins here."""

    passage: str
    """Its id."""
    label: str
    """With its first words, and its number among those that begin alike, to tell one from another."""


@dataclass(slots=True)
class Prose:
    """A paragraph, caption, label, footnote or heading."""

    kind: str
    words: Markup
    is_shown: bool
    """Whether it is part of the passage that the reader came for."""
    permalinks: tuple[Permalink, ...]
    opens: bool = False
    """Whether the passage that the reader came for begins here; as of list items and rows."""
    level: int = 0
    """Of a heading, below that of the page's part, never more than one below the one before it."""


@dataclass(slots=True)
class ListItem:
    words: Markup
    is_shown: bool
    permalinks: tuple[Permalink, ...]
    page: PageMark | None
    """Of the page that begins with this item."""
    hang: str
    opens: bool = False
    inner: ItemList | None = None


@dataclass(slots=True)
class ItemList:
    members: list[ListItem] = field(default_factory=list)
    kind: str = "list"


@dataclass(slots=True)
class Row:
    cells: tuple[Markup, ...]
    is_shown: bool
    page: PageMark | None
    opens: bool = False


@dataclass(slots=True)
class Table:
    label: str
    """Its caption; empty where it has none."""
    headers: list[tuple[Markup, ...]] = field(default_factory=list)
    rows: list[Row] = field(default_factory=list)
    kind: str = "table"

    @property
    def width(self) -> int:
        lengths = [len(cells) for cells in self.headers] + [len(row.cells) for row in self.rows]
        return max(lengths, default=1)


Node: TypeAlias = PageBreak | Prose | ItemList | Table | Cut


@dataclass(frozen=True, slots=True)
class Marks:
    """What stands out in the text; all offsets are into the document's text."""

    searched: Sequence[Range] = ()
    """The words searched for."""
    shown: Range | None = None
    """The passage that the reader came for."""
    anchors: Mapping[int, Sequence[str]] = field(default_factory=dict)
    """Ids that addresses point to, by the offset at which they begin."""
    permalinks: Mapping[int, Sequence[Permalink]] = field(default_factory=dict)
    """Links to the passages that can be cited, by the offset at which they begin."""
    stepped: Sequence[int] | None = None
    """Where those of ``searched`` begin that one steps through; all of them where it is None."""


def permalinks_to(passages: Iterable[Passage]) -> dict[int, list[Permalink]]:
    """Links to those that have one of their own in the margin, by where they begin."""
    linked = [passage for passage in passages if passage.kind not in _UNLINKED]
    alike = Counter(_opening(passage.text) for passage in linked)
    told: Counter[str] = Counter()
    found: dict[int, list[Permalink]] = {}
    for passage in linked:
        opening = _opening(passage.text)
        told[opening] += 1
        label = _("Link to the passage “%(opening)s”", opening=opening)
        if alike[opening] > 1:
            number, count = told[opening], alike[opening]
            label = _("%(link)s, %(number)s of %(count)s", link=label, number=number, count=count)
        found.setdefault(passage.start, []).append(Permalink(passage.id, label))
    return found


def read(document: Document, marks: Marks, under: int = 1) -> tuple[Node, ...]:
    """The text of the document's blocks, in order, as it stands; ``under`` a heading of that level."""
    return tuple(_Reading(document, marks, under).nodes())


class _Reading:
    def __init__(self, document: Document, marks: Marks, under: int) -> None:
        self._text = document.text
        self._blocks = document.blocks
        self._marks = marks
        self._anchors = _by_block(document.blocks, marks.anchors)
        self._permalinks = _by_block(document.blocks, marks.permalinks)
        self._searched = _by_range(document.blocks, marks.searched)
        self._matches = _matches(marks)
        self._is_opened = False
        self._struck = _struck(document.blocks, document.deletions)
        self._states = document.entry.pages or ()
        self._cut = [item for item in document.items if item.rest_at]
        self._page = 0
        self._heading = self._under = under
        self._nodes: list[Node] = []
        self._open: list[tuple[int, ItemList]] = []
        """The lists that the next item may join, outermost first, each with its level."""

    def nodes(self) -> list[Node]:
        for number, block in enumerate(self._blocks):
            self._end_items(block.start)
            page = self._turned(block)
            if block.kind is BlockKind.LIST_ITEM:
                self._item(number, block, page)
                continue
            self._open = []
            if block.kind in _TABLE:
                self._row(number, block, page)
            else:
                if page is not None:
                    self._nodes.append(PageBreak(page))
                self._nodes.append(self._prose(number, block))
        self._end_items(len(self._text))
        return self._nodes

    def _end_items(self, at: int) -> None:
        """Say of each item that ends by ``at`` where the rest of it is."""
        while self._cut and self._cut[0].end <= at:
            self._nodes.append(Cut(_(CUT_SHORT), followable(self._cut.pop(0).rest_at)))
            self._open = []

    def _prose(self, number: int, block: Block) -> Prose:
        level = 0
        if block.kind is BlockKind.HEADING:
            level = self._heading = max(self._under + 1, min(block.level + 1, self._heading + 1, 6))
        return Prose(
            kind=block.kind.value,
            words=self._words(number, (block.start, block.end)),
            is_shown=self._is_shown(block),
            permalinks=self._permalinks_of(number),
            opens=self._opens(block),
            level=level,
        )

    def _item(self, number: int, block: Block, page: PageMark | None) -> None:
        item = ListItem(
            words=self._words(number, (block.start, block.end)),
            is_shown=self._is_shown(block),
            permalinks=self._permalinks_of(number),
            page=page,
            hang=hang(self._text[block.start : block.end]),
            opens=self._opens(block),
        )
        while self._open and self._open[-1][0] > block.level and len(self._open) > 1:
            self._open.pop()
        if not self._open:
            outermost = ItemList()
            self._nodes.append(outermost)
            self._open.append((block.level, outermost))
        elif block.level > self._open[-1][0] and len(self._open) < DEEPEST_LIST:
            inner = ItemList()
            self._open[-1][1].members[-1].inner = inner
            self._open.append((block.level, inner))
        self._open[-1][1].members.append(item)

    def _row(self, number: int, block: Block, page: PageMark | None) -> None:
        last = self._nodes[-1] if self._nodes else None
        is_header = block.kind is BlockKind.TABLE_HEADER
        if not isinstance(last, Table) or (is_header and last.rows):
            if page is not None:
                self._nodes.append(PageBreak(page))
                page = None
            is_captioned = isinstance(last, Prose) and last.kind == BlockKind.CAPTION.value
            last = Table(last.words.striptags() if is_captioned and isinstance(last, Prose) else "")
            self._nodes.append(last)
        cells = []
        start = block.start
        for cell in self._text[block.start : block.end].split("\t"):
            cells.append(self._words(number, (start, start + len(cell))))
            start += len(cell) + 1
        if is_header:
            last.headers.append(tuple(cells))
        else:
            last.rows.append(Row(tuple(cells), self._is_shown(block), page, self._opens(block)))

    def _turned(self, block: Block) -> PageMark | None:
        """The mark of the page that begins with this block, if one does."""
        if block.pages is None or block.pages[0] <= self._page:
            return None
        self._page = number = block.pages[0]
        is_machine_read = self._states[number - 1 : number] == (PageState.MACHINE_READ,)
        return PageMark(number, _(READ_BY_MACHINE) if is_machine_read else "")

    def _words(self, number: int, within: Range) -> Markup:
        return record(
            self._text,
            within,
            self._searched.get(number, ()),
            anchors=self._anchors.get(number),
            struck=self._struck.get(number),
            shown=self._marks.shown,
            matches=self._matches,
        )

    def _is_shown(self, block: Block) -> bool:
        shown = self._marks.shown
        return shown is not None and block.start < shown[1] and shown[0] < block.end

    def _opens(self, block: Block) -> bool:
        """Asked of one block after another: the first that is shown."""
        opens = self._is_shown(block) and not self._is_opened
        self._is_opened |= opens
        return opens

    def _permalinks_of(self, number: int) -> tuple[Permalink, ...]:
        links = self._permalinks.get(number, {})
        return tuple(each for at in sorted(links) for each in links[at])


def _opening(text: str) -> str:
    return shorten(str(visible(text)), OPENING, placeholder="…")


def _matches(marks: Marks) -> Matches:
    every = [start for start, _end in marks.searched] if marks.stepped is None else marks.stepped
    stepped = every[:MOST_STEPPED]
    return Matches({at: number for number, at in enumerate(stepped, 1)}, len(every))


def _by_block(
    blocks: Sequence[Block], places: Mapping[int, Sequence[_Held]]
) -> dict[int, dict[int, Sequence[_Held]]]:
    """Each place with the block that it falls in, or the next one, so that no address is lost."""
    found: dict[int, dict[int, Sequence[_Held]]] = {}
    number = 0
    for at in sorted(places):
        while number < len(blocks) - 1 and blocks[number].end <= at:
            number += 1
        if not blocks:
            break
        block = blocks[number]
        inside = min(max(at, block.start), block.end - 1)
        held = found.setdefault(number, {})
        held[inside] = (*held.get(inside, ()), *places[at])
    return found


def _struck(
    blocks: Sequence[Block], deletions: Iterable[Deletion]
) -> dict[int, dict[int, list[str]]]:
    """What was struck through, by the number of the block at whose words it stood and its place there."""
    found: dict[int, dict[int, list[str]]] = {}
    number = 0
    for deletion in sorted(deletions, key=lambda each: each.at):
        while number < len(blocks) - 1 and blocks[number].end < deletion.at:
            number += 1
        if not blocks:
            break
        at = min(max(deletion.at, blocks[number].start), blocks[number].end)
        found.setdefault(number, {}).setdefault(at, []).append(deletion.text)
    return found


def _by_range(blocks: Sequence[Block], ranges: Iterable[Range]) -> dict[int, list[Range]]:
    """The ranges that touch each block; both are in order and do not overlap."""
    found: dict[int, list[Range]] = {}
    number = 0
    for start, end in ranges:
        while number < len(blocks) and blocks[number].end <= start:
            number += 1
        at = number
        while at < len(blocks) and blocks[at].start < end:
            found.setdefault(at, []).append((start, end))
            at += 1
    return found
