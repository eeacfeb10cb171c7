"""The sections of a report, each beside itself in the report's other editions."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from archive.document import BlockKind, Document
from web.outline import outline_of
from web.series import untimed
from web.slug import Address, addresses

_NUMBER = re.compile(r"\A\d{1,2}(?:\.\d{1,2})*\.?\s+(?=\S)")
"""Of a heading: "3.1 " and "4. "."""


@dataclass(frozen=True, slots=True)
class Section:
    """One section as one document has it."""

    heading: str
    """As it stands there."""
    title: str
    """Without number and time: what it shares with the same section of other years."""
    anchor: str
    """Of its place in the reader."""
    start: int
    end: int
    """To the next heading or, where nothing stands before that, past the headings below it."""


@dataclass(frozen=True, slots=True)
class Shared:
    """A section that several documents have."""

    title: str
    address: Address
    held: tuple[Section | None, ...]
    """As each document has it, in the documents' order; None where one lacks it."""


def shared_sections(documents: Sequence[Document]) -> tuple[Shared, ...]:
    """In the order of the first document, then those that only later ones have."""
    every = [_by_title(document) for document in documents]
    titles = dict.fromkeys(title for sections in every for title in sections)
    held = {title: tuple(sections.get(title) for sections in every) for title in titles}
    shared = {title: places for title, places in held.items() if sum(map(bool, places)) > 1}
    known = addresses({title: title for title in shared}, "section")
    return tuple(
        Shared(next(each.title for each in places if each), known[title], places)
        for title, places in shared.items()
    )


def part_of(document: Document, section: Section) -> Document:
    """The document with the section's blocks alone, without its heading and the turns of its pages."""
    blocks = [
        replace(block, pages=None)
        for block in document.blocks
        if section.start < block.start < section.end
    ]
    return replace(
        document,
        blocks=tuple(blocks),
        items=(),
        deletions=tuple(
            each
            for each in document.deletions
            if blocks and blocks[0].start <= each.at <= blocks[-1].end
        ),
    )


def _by_title(document: Document) -> dict[str, Section]:
    """By their titles in small letters; of two sections with one title, the first."""
    found: dict[str, Section] = {}
    for section in _sections(document):
        found.setdefault(section.title.casefold(), section)
    return found


def _sections(document: Document) -> Iterator[Section]:
    anchors, entries = outline_of(document)
    starts = {anchor: at for at, names in anchors.items() for anchor in names}
    places = [(entry, starts[entry.url[1:]]) for entry in entries]
    edges = [at for _, at in places] + [len(document.text)]
    levels = {b.start: b.level for b in document.blocks if b.kind is BlockKind.HEADING}
    made = document.entry.date.year if document.entry.date else 9998
    for number, (entry, start) in enumerate(places):
        heading = " ".join(f"{entry.number} {entry.title}".split())
        title = _NUMBER.sub("", entry.title)
        if not title.strip("0123456789. "):
            continue
        inside = [b for b in document.blocks if start < b.start < edges[number + 1]]
        end = edges[number + 1]
        if not inside:
            level = levels.get(start, 0)
            deeper = (at for at in edges[number + 1 :] if levels.get(at, 0) <= level)
            end = next(deeper, len(document.text))
        yield Section(heading, untimed(title, made), entry.url[1:], start, end)
