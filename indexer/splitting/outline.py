"""The headings of a stretch: what stands under which, and the headings that nothing stands under."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from archive.document import AgendaItem, Block, BlockKind
from indexer.splitting.draft import words
from indexer.splitting.stretch import Stretch
from indexer.splitting.table import TABULAR

_APPENDIX = re.compile(r"\W*(?:appendix|annexe?)\s+(?:\d{1,2}|[A-Z]|[ivx]{1,4})\b", re.I)

ENTRY = 40
"""Words under "Appendix A" that may be no more than its entry in a list of appendices."""

_LIST_OF = re.compile(r"[\W\d]*(?:(?:list of )?(?:appendices|annexe?s)|background|attach)", re.I)


@dataclass(frozen=True, slots=True)
class Section:
    """Blocks under one path of headings, or neighbouring headings that stand alone."""

    path: tuple[str, ...]
    blocks: tuple[Block, ...]
    alone: bool = False
    """The blocks are headings with nothing beneath them, so they are passages, not paths."""
    heading: Block | None = None
    """The heading directly above the blocks, the last of the path, unless it is the item's own."""


def sections(text: str, stretch: Stretch) -> Iterator[Section]:
    """The stretch cut at its headings, in order; the item's own heading belongs to no path.

    A heading directly above a deeper one is part of that one's path, so it does not stand alone. An
    appendix opens a path of its own, and whatever their level the headings after it stand beneath it.
    """
    path: list[Block] = []
    lone: list[Block] = []
    lone_path: tuple[str, ...] = ()
    appendix: Block | None = None
    page = 0
    for headings, blocks in _runs(stretch.blocks):
        filled = any(block.kind is not BlockKind.LABEL for block in blocks)
        for at, heading in enumerate(headings):
            deeper = headings[at + 1] if at + 1 < len(headings) else None
            listed = appendix is None and _is_entry(text, page, heading, blocks)
            page = _page(heading)
            if _opens_appendix(text, headings, at, filled and not listed):
                path.clear()
                appendix = heading
            while path and path[-1].level >= heading.level and path[-1] is not appendix:
                path.pop()
            outer = _titles(text, path, stretch.item)
            path.append(heading)
            has_beneath = (
                filled
                if deeper is None
                else deeper.level > heading.level
                or (heading is appendix and not _is_appendix(text, deeper))
            )
            if has_beneath:
                yield from _alone(lone_path, lone)
                lone = []
            else:
                lone_path = lone_path if lone else outer
                lone.append(heading)
        if blocks:
            yield from _alone(lone_path, lone)
            lone = []
            titles = _titles(text, path, stretch.item)
            own = headings[-1] if headings and _titles(text, headings[-1:], stretch.item) else None
            yield Section(titles, tuple(blocks), heading=own)
            page = _page(blocks[-1])
    yield from _alone(lone_path, lone)


def _is_appendix(text: str, heading: Block) -> bool:
    return _APPENDIX.match(text, heading.start, heading.end) is not None


def _opens_appendix(text: str, headings: Sequence[Block], at: int, filled: bool) -> bool:
    """Whether an appendix begins at this one of neighbouring headings; a list of appendices opens none.

    ``filled`` says that what stands beneath the last of them is more than an entry of such a list.
    """
    heading, *below = headings[at:]
    if not _is_appendix(text, heading) or any(_is_appendix(text, each) for each in below):
        return False
    if not below:
        return filled
    above = headings[at - 1] if at else None
    listed = above is not None and (
        _is_appendix(text, above) or _LIST_OF.match(text, above.start, above.end)
    )
    return below[0].level > heading.level or not listed


def _is_entry(text: str, page: int, heading: Block, blocks: Sequence[Block]) -> bool:
    """Whether what stands under an appendix's title, in mid-page, is a line that only says what it is."""
    said = sum(words(text[block.start : block.end]) for block in blocks)
    opens_page = page < _page(heading)
    tabular = any(block.kind in TABULAR for block in blocks)
    return said <= ENTRY and not (opens_page or tabular)


def _page(block: Block) -> int:
    return block.pages[1] if block.pages else 0


def _alone(path: tuple[str, ...], headings: Sequence[Block]) -> Iterator[Section]:
    if headings:
        yield Section(path, tuple(headings), alone=True)


def _runs(blocks: Sequence[Block]) -> Iterator[tuple[list[Block], list[Block]]]:
    """Neighbouring headings, each time with the blocks up to the next heading."""
    headings: list[Block] = []
    under: list[Block] = []
    for block in blocks:
        if block.kind is BlockKind.HEADING:
            if under:
                yield headings, under
                headings, under = [], []
            headings.append(block)
        else:
            under.append(block)
    if headings or under:
        yield headings, under


def _titles(text: str, path: Sequence[Block], item: AgendaItem | None) -> tuple[str, ...]:
    titles = (" ".join(text[heading.start : heading.end].split()) for heading in path)
    return tuple(title for title in titles if item is None or not _names(title, item))


def _names(heading: str, item: AgendaItem) -> bool:
    """Whether a heading is the item's own: its number, its title or both, and nothing else."""
    own = re.findall(r"\w+", f"{item.number} {item.title}".casefold())
    return all(word in own for word in re.findall(r"\w+", heading.casefold()))
