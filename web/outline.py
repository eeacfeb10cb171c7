"""What a document's text is divided into, with the anchors of its parts."""

from __future__ import annotations

from dataclasses import dataclass

from archive.document import Block, BlockKind, Document

LONGEST_OUTLINE = 40
"""Headings of a report that still fit beside its text; deeper levels are left out beyond it."""


@dataclass(frozen=True, slots=True)
class OutlineEntry:
    number: str
    title: str
    url: str


def outline_of(document: Document) -> tuple[dict[int, list[str]], tuple[OutlineEntry, ...]]:
    """The agenda items or, where there are none, the upper headings; with the anchors they need.

    Headings of a cover, which only say what the document is called, are no parts of it.
    """
    anchors: dict[int, list[str]] = {}
    entries: list[OutlineEntry] = []
    for number, item in enumerate(document.items, 1):
        anchors.setdefault(item.start, []).append(f"item-{number}")
        if item.title or item.number:
            entries.append(OutlineEntry(item.number, item.title, f"#item-{number}"))
    if not document.items:
        name = _plain(document.entry.title)
        is_cover = True
        for number, block in enumerate(_headings(document), 1):
            anchors.setdefault(block.start, []).append(f"section-{number}")
            title = " ".join(document.text[block.start : block.end].split())
            is_cover = is_cover and _plain(title) in name
            if not is_cover:
                entries.append(OutlineEntry("", title, f"#section-{number}"))
    return anchors, tuple(entries)


def _plain(title: str) -> str:
    return " ".join(title.casefold().split())


def _headings(document: Document) -> list[Block]:
    """The headings to as deep a level as keeps the outline short."""
    every = [block for block in document.blocks if block.kind is BlockKind.HEADING]
    for deepest in sorted({block.level for block in every}, reverse=True):
        kept = [block for block in every if block.level <= deepest]
        if len(kept) <= LONGEST_OUTLINE:
            return kept
    return []
