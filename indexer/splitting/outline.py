"""The headings of a stretch: what stands under which, and the headings that nothing stands under."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import zip_longest

from archive.document import AgendaItem, Block, BlockKind
from indexer.splitting.stretch import Stretch


@dataclass(frozen=True, slots=True)
class Section:
    """Blocks under one path of headings, or neighbouring headings that stand alone."""

    path: tuple[str, ...]
    blocks: tuple[Block, ...]
    alone: bool = False
    """The blocks are headings with nothing beneath them, so they are passages, not paths."""


def sections(text: str, stretch: Stretch) -> Iterator[Section]:
    """The stretch cut at its headings, in order; the item's own heading belongs to no path.

    A heading directly above a deeper one is part of that one's path, so it does not stand alone.
    """
    path: list[Block] = []
    lone: list[Block] = []
    lone_path: tuple[str, ...] = ()
    for headings, blocks in _runs(stretch.blocks):
        filled = any(block.kind is not BlockKind.LABEL for block in blocks)
        for heading, deeper in zip_longest(headings, headings[1:]):
            while path and path[-1].level >= heading.level:
                path.pop()
            outer = _titles(text, path, stretch.item)
            path.append(heading)
            has_beneath = filled if deeper is None else deeper.level > heading.level
            if has_beneath:
                yield from _alone(lone_path, lone)
                lone = []
            else:
                lone_path = lone_path if lone else outer
                lone.append(heading)
        if blocks:
            yield from _alone(lone_path, lone)
            lone = []
            yield Section(_titles(text, path, stretch.item), tuple(blocks))
    yield from _alone(lone_path, lone)


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
