"""An inspection on a terminal: plain lines, one for each thing read or left out."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence

from archive.document import BlockKind, Deletion, PageState, Presence, Range
from indexer.passage import Passage
from web import wording
from web.inspection import Cell, Inspection
from web.presenters.motion import motion_facts

_NARROW = 40
"""Columns below which a line is no shorter, or no words would be left of it."""


def printout(inspection: Inspection, width: int = 0) -> Iterator[str]:
    """Lines no longer than ``width``, but for what the document is; of 0, as long as they are."""
    for title, lines in (
        ("", _facts(inspection)),
        ("Notes", (*inspection.notes, *inspection.document.entry.notes)),
        ("Pages", _pages(inspection)),
        ("Attendance", _attendance(inspection)),
        ("Outline", _outline(inspection)),
        ("Blocks", _blocks(inspection)),
        ("Passages", _passages(inspection)),
        ("Left out", _dropped(inspection)),
    ):
        shown = list(lines)
        if shown and title:
            yield ""
            yield title
        for line in shown:
            whole = not title or title == "Notes"  # advice that breaks off is none
            yield line if not title else _shortened(f"  {line}", 0 if whole else width)


def _shortened(line: str, width: int) -> str:
    line = re.sub(r"\s*\n\s*", " / ", line).replace("\t", " | ")
    most = max(width, _NARROW)
    return line if not width or len(line) <= most else f"{line[: most - 1]}…"


def _facts(inspection: Inspection) -> Iterator[str]:
    entry, row, claims = inspection.document.entry, inspection.source.row, inspection.reading.claims
    meeting = entry.meeting
    yield inspection.source.file
    given = {
        name: "  (manifest.csv)"
        for name in ("title", "kind", "committee", "date")
        if row is not None and getattr(row, name)
    }
    for name, value in (
        ("title", entry.title),
        ("kind", entry.kind.value),
        ("committee", entry.committee),
        ("date", entry.date.isoformat() if entry.date else ""),
        ("status", entry.status.value if entry.status else ""),
        ("time", meeting.time if meeting else ""),
        ("place", meeting.place if meeting else ""),
        ("author", entry.author),
        ("period", entry.period),
        ("its metadata", ", ".join(filter(None, (claims.title, claims.date)))),
        ("source_url", entry.provenance.source_url),
        ("pages", wording.page_states(Counter(entry.pages)) if entry.pages else ""),
        ("tables", f"{entry.tables:,}" if entry.tables else ""),
        ("cut short", ", ".join(entry.truncated)),
        ("text", _size(inspection)),
    ):
        if value:
            yield f"  {name:<13}{value}{given.get(name, '')}"


def _size(inspection: Inspection) -> str:
    document = inspection.document
    parts = (
        wording.counted(len(document.text.split()), "word"),
        wording.counted(len(document.blocks), "block"),
        wording.counted(len(document.items), "item"),
        wording.counted(len(inspection.passages), "passage"),
    )
    return ", ".join(parts)


def _pages(inspection: Inspection) -> Iterator[str]:
    """Those that are not plain text."""
    for number, state in enumerate(inspection.document.entry.pages or (), 1):
        if state is not PageState.TEXT:
            yield f"page {number}: {state.value}"


def _attendance(inspection: Inspection) -> Iterator[str]:
    for presence in Presence:
        for each in inspection.document.attendance:
            if each.presence is presence:
                aside = ", remotely" if each.remotely else ""
                role = f" ({each.role})" if each.role else ""
                yield f"{wording.PRESENCES[presence]}: {each.name}{role}{aside}"


def _outline(inspection: Inspection) -> Iterator[str]:
    """Items and headings in the order of the text; a heading that opens an item is that item."""
    document = inspection.document
    pages = {block.start: _on(block.pages) for block in document.blocks}
    lines = []
    for item in document.items:
        number = f"item {item.number}" if item.number else "item"
        rest = f"  (cut short; whole at {item.rest_at})" if item.rest_at else ""
        lines.append((item.start, f"{number}  {item.title}{pages.get(item.start, '')}{rest}"))
    opened = {item.start for item in document.items}
    for block in document.blocks:
        if block.kind is BlockKind.HEADING and block.start not in opened:
            words = document.text[block.start : block.end]
            lines.append((block.start, f"{'  ' * block.level}{words}{_on(block.pages)}"))
    yield from (line for _, line in sorted(lines))


def _blocks(inspection: Inspection) -> Iterator[str]:
    document = inspection.document
    deletions = list(document.deletions)
    for number, (block, cells) in enumerate(inspection.rows(), 1):
        here = [each for each in deletions if each.at <= block.end]
        deletions = deletions[len(here) :]
        kind = f"{block.kind.value} {block.level}" if block.level else block.kind.value
        place = f"{number:>5} {kind:<13}{_on(block.pages):<7} {block.start}–{block.end}  "
        if cells and not here:
            yield place + _pairs(cells)
        else:
            yield place + _with_struck(document.text, (block.start, block.end), here)


def _pairs(cells: Sequence[Cell]) -> str:
    named = (f"{cell.header}: {cell.text}" if cell.header else cell.text for cell in cells)
    return " | ".join(named)


def _with_struck(text: str, within: Range, deletions: Iterable[Deletion]) -> str:
    """The words of a range, with those struck through at their place in brackets."""
    at, end = within
    parts = []
    for each in deletions:
        parts += [text[at : max(at, each.at)], f" [struck through: {each.text}] "]
        at = max(at, each.at)
    return "".join((*parts, text[at:end]))


def _passages(inspection: Inspection) -> Iterator[str]:
    for number, passage in enumerate(inspection.passages, 1):
        item = f" item {passage.item.number}" if passage.item and passage.item.number else ""
        place = f"{number:>5} {passage.kind.value}{item}{_on(passage.pages)} "
        yield f"{place}{passage.start}–{passage.end}  {passage.text}"
        yield from (f"{'':>8}{line}" for line in _beside(passage))


def _beside(passage: Passage) -> Iterator[str]:
    if passage.section:
        yield f"under: {' › '.join(passage.section)}"
    for context in passage.context:
        yield f"context: {context.text}"
    motion = motion_facts(passage)
    if motion:
        yield f"motion: {' · '.join(motion.facts)}"
        for roll in motion.rolls:
            yield f"{roll.tally}: {', '.join(roll.names)}"


def _dropped(inspection: Inspection) -> Iterator[str]:
    """What was left out, once for all pages that hold the like, such as their numbers."""
    like: dict[tuple[str, str], list[int]] = {}
    words: dict[tuple[str, str], str] = {}
    for each in inspection.reading.dropped:
        key = (each.reason, re.sub(r"\d+", "#", each.text))
        words.setdefault(key, each.text)
        like.setdefault(key, []).extend([] if each.page is None else [each.page])
    for key, pages in like.items():
        where = f" on {wording.page_numbers(set(pages))}" if pages else ""
        yield f"{key[0]}{where}: {words[key]}"


def _on(pages: Range | None) -> str:
    if pages is None:
        return ""
    first, last = pages
    return f"  p{first}" if first == last else f"  p{first}–{last}"
