"""An inspection to be looked at: each page as printed, with the blocks drawn over it and listed beside."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from archive.document import Block, BlockKind, Deletion, PageState
from archive.reading import Dropped
from web import wording
from web.inspection import Cell, Inspection
from web.markup import Markup, record
from web.presenters.motion import MotionFacts, motion_facts


@dataclass(frozen=True, slots=True)
class PageImage:
    """The image of one page; its sides are in points, as the areas are."""

    page: int
    file: str
    width: float
    height: float


@dataclass(frozen=True, slots=True)
class Box:
    """One line of print of a block; ``label`` is the block's number, on its first line of a page."""

    kind: str
    x: float
    y: float
    width: float
    height: float
    label: str


@dataclass(frozen=True, slots=True)
class ShownBlock:
    number: int
    kind: str
    level: int
    place: str
    """Its range in the text, and its pages where it has several."""
    words: Markup
    cells: tuple[Cell, ...]
    continues: bool
    """Whether it began on an earlier page."""


@dataclass(frozen=True, slots=True)
class ShownPage:
    number: int
    """0 for the whole of a source without pages."""
    state: str
    image: PageImage | None
    boxes: tuple[Box, ...]
    order: str
    """Points of the line that joins the blocks in the order in which they are read."""
    blocks: tuple[ShownBlock, ...]
    dropped: tuple[Dropped, ...]


@dataclass(frozen=True, slots=True)
class ShownPassage:
    number: int
    kind: str
    place: str
    under: str
    contexts: tuple[str, ...]
    text: str
    motion: MotionFacts | None


@dataclass(frozen=True, slots=True)
class Person:
    name: str
    role: str
    presence: str


@dataclass(frozen=True, slots=True)
class InspectionPage:
    title: str
    facts: tuple[tuple[str, str], ...]
    notes: tuple[str, ...]
    people: tuple[Person, ...]
    kinds: tuple[tuple[str, str], ...]
    """The kinds of block that are drawn, each with its name."""
    pages: tuple[ShownPage, ...]
    passages: tuple[ShownPassage, ...]
    dropped: tuple[Dropped, ...]
    """What was left out and stands on no page that is known."""


def inspection_page(inspection: Inspection, images: Sequence[PageImage]) -> InspectionPage:
    document, entry = inspection.document, inspection.document.entry
    shown = {image.page: image for image in images}
    blocks = tuple(_blocks(inspection))
    used = {block.kind for block in document.blocks}
    dropped = inspection.reading.dropped
    whole = ShownPage(0, "", None, (), "", tuple(block for _, block in blocks), ())
    return InspectionPage(
        title=entry.title,
        facts=tuple(_facts(inspection)),
        notes=(*inspection.notes, *entry.notes),
        people=tuple(
            Person(each.name, each.role, wording.PRESENCES[each.presence])
            for each in document.attendance
        ),
        kinds=tuple((kind.value, wording.BLOCK_KINDS[kind]) for kind in BlockKind if kind in used),
        pages=tuple(
            _page(number, state, blocks, shown, dropped)
            for number, state in enumerate(entry.pages or (), 1)
        )
        or (whole,),
        passages=tuple(_passages(inspection)),
        dropped=tuple(each for each in dropped if each.page is None or not entry.pages),
    )


def _facts(inspection: Inspection) -> Iterator[tuple[str, str]]:
    entry = inspection.document.entry
    meeting = entry.meeting
    for name, value in (
        ("File", inspection.source.file),
        ("Kind", wording.document_kind(entry)),
        ("Committee", entry.committee),
        ("Date", wording.date_or_undated(entry.date)),
        ("Status", wording.STATUSES[entry.status] if entry.status else ""),
        ("Time", meeting.time if meeting else ""),
        ("Place", meeting.place if meeting else ""),
        ("Written by", entry.author),
        ("Period", entry.period),
        ("Length", wording.page_states(Counter(entry.pages)) if entry.pages else ""),
        ("Tables", f"{entry.tables:,}" if entry.tables else ""),
        ("Items cut short", ", ".join(entry.truncated)),
    ):
        if value:
            yield name, value


def _blocks(inspection: Inspection) -> Iterator[tuple[Block, ShownBlock]]:
    text = inspection.document.text
    deletions = list(inspection.document.deletions)
    for number, (block, cells) in enumerate(inspection.rows(), 1):
        here = [each for each in deletions if each.at <= block.end]
        deletions = deletions[len(here) :]
        spans = block.pages is not None and block.pages[0] < block.pages[1]
        place = wording.page_span(block.pages) if spans else ""
        yield (
            block,
            ShownBlock(
                number=number,
                kind=block.kind.value,
                level=block.level,
                place=f"{place}, {block.start}–{block.end}"
                if place
                else f"{block.start}–{block.end}",
                words=record(text, (block.start, block.end), struck=_struck(block, here)),
                cells=() if here else cells,
                continues=False,
            ),
        )


def _struck(block: Block, deletions: Sequence[Deletion]) -> Mapping[int, list[str]]:
    found: dict[int, list[str]] = {}
    for each in deletions:
        found.setdefault(max(block.start, each.at), []).append(each.text)
    return found


def _page(
    number: int,
    state: PageState,
    blocks: Sequence[tuple[Block, ShownBlock]],
    images: Mapping[int, PageImage],
    dropped: Sequence[Dropped],
) -> ShownPage:
    here = [
        (block, shown)
        for block, shown in blocks
        if block.pages and block.pages[0] <= number <= block.pages[1]
    ]
    boxes = tuple(box for block, shown in here for box in _boxes(block, shown, number))
    return ShownPage(
        number=number,
        state="" if state is PageState.TEXT else state.value,
        image=images.get(number),
        boxes=boxes,
        order=" ".join(f"{box.x:.1f},{box.y + box.height / 2:.1f}" for box in boxes if box.label),
        blocks=tuple(
            replace(shown, continues=block.pages is not None and block.pages[0] < number)
            for block, shown in here
        ),
        dropped=tuple(each for each in dropped if each.page == number),
    )


def _boxes(block: Block, shown: ShownBlock, page: int) -> Iterator[Box]:
    areas = [area for area in block.areas if area.page == page]
    for place, area in enumerate(areas):
        label = "" if place else str(shown.number)
        width, height = max(0.0, area.x1 - area.x0), max(0.0, area.y1 - area.y0)
        yield Box(block.kind.value, area.x0, area.y0, width, height, label)


def _passages(inspection: Inspection) -> Iterator[ShownPassage]:
    for number, passage in enumerate(inspection.passages, 1):
        place = wording.page_span(passage.pages)
        yield ShownPassage(
            number=number,
            kind=wording.passage_kind(passage),
            place=f"{place}, {passage.start}–{passage.end}"
            if place
            else f"{passage.start}–{passage.end}",
            under=passage.heading,
            contexts=tuple(context.text for context in passage.context),
            text=passage.text,
            motion=motion_facts(passage),
        )
