"""A PDF's bytes to a Reading: pages, furniture, tables, paragraphs, pieces."""

from __future__ import annotations

import datetime as dt
import itertools
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from archive.document import BlockKind, PageState
from archive.readers.pdf.columns import Region, regions
from archive.readers.pdf.furniture import without_contents, without_furniture
from archive.readers.pdf.heading import Ranks, is_caption, is_heading, is_item_label
from archive.readers.pdf.letters import Vocabulary, join, plain
from archive.readers.pdf.line import Line, Style, body_style, lines_of
from archive.readers.pdf.notes import notes_on
from archive.readers.pdf.page import Page, Word, in_rows
from archive.readers.pdf.paragraph import Paragraph, paragraphs, usual_leading
from archive.readers.pdf.pdfium import read_pages
from archive.readers.pdf.tables import Table, find_tables, pieces_of
from archive.reading import Claims, Piece, Reading, UnreadableSource, join_pieces

_CREATED = re.compile(r"(?:D:)?(\d{4})(\d{2})(\d{2})")
_FULL = 0.75  # share of the space between equal margins that the longest lines take at the least
_FULL_LINES = 3
_MARGIN = 40.0  # points by which a page's outermost word may miss the document's margin
_NEAR = 3.0  # points within which markers stand at one indent


def read_pdf(data: bytes) -> Reading:
    """Read a PDF's text and structure.

    The same bytes give the same Reading. Left out of the text: running heads and feet, page
    numbers, tables of contents and marks stamped aslant; the notes say what cannot be told from
    the page count. Raises UnreadableSource, with the reason and the remedy, for bytes that are no
    PDF or only part of one, for a file locked with a password, and for one without any text.
    """
    _check_whole(data)
    sheets = read_pages(data)
    if not sheets.pages:
        raise UnreadableSource(
            "The PDF has 0 pages: there is nothing to read. Fetch it again, or ask its publisher."
        )
    layout = _Layout(sheets.pages)
    text, blocks, deletions = join_pieces(layout.pieces())
    if not text:
        raise UnreadableSource(
            f"None of the PDF's pages ({len(sheets.pages)}) holds text (a scan?): it was not read. "
            "Run it through OCR (ocrmypdf) and index it again."
        )
    return Reading(
        text,
        blocks,
        claims=Claims(plain(sheets.title), _day(sheets.created)),
        pages=layout.states(),
        deletions=deletions,
        notes=notes_on(sheets.pages, layout.read, layout.contents),
    )


def _check_whole(data: bytes) -> None:
    if b"%PDF-" not in data[:1024]:
        opening = plain(data[:24].decode("latin-1"))
        raise UnreadableSource(
            f"The file's {len(data):,} bytes begin with “{opening}”, not with “%PDF-”: it is not a "
            "PDF. Check that the right file was saved, and fetch it again."
        )
    if b"%%EOF" not in data:
        raise UnreadableSource(
            f"The PDF stops after {len(data):,} bytes without its end mark (%%EOF): it was cut "
            "short. Fetch it again."
        )
    length = re.search(rb"/Linearized\b[^>]{0,200}?/L\s+(\d{1,12})", data[:1024])
    if length and int(length.group(1)) > len(data):
        raise UnreadableSource(
            f"The PDF says that it has {int(length.group(1)):,} bytes but holds {len(data):,}: it "
            "was cut short. Fetch it again."
        )


def _day(created: str) -> str:
    """The ISO date of a PDF's creation, or nothing where it gives no real day."""
    found = _CREATED.match(created)
    if found is None:
        return ""
    try:
        return dt.date(*map(int, found.groups())).isoformat()
    except ValueError:
        return ""


@dataclass(frozen=True, slots=True)
class _Part:
    """A stretch of one page read without a break: lines, or a table."""

    lines: tuple[Line, ...] = ()
    table: Table | None = None


class _Layout:
    """One document's pages on their way to pieces."""

    def __init__(self, pages: Sequence[Page]) -> None:
        self.pages = pages
        self.tables: list[list[Table]] = []
        outside: list[list[Word]] = []
        for page in pages:
            tables, words = find_tables(page)
            self.tables.append(tables)
            outside.append(words)
        kept = [without_contents(words) for words in without_furniture(pages, outside)]
        self.words = [words for words, _ in kept]
        self.contents = [p.number for p, (_, found) in zip(pages, kept, strict=True) if found]
        self.read = {
            page.number
            for page, words, tables in zip(pages, self.words, self.tables, strict=True)
            if words or tables or page.turned
        }
        self.body: Style = body_style([[*page.words] for page in pages])

    def states(self) -> tuple[PageState, ...]:
        """What became of each page."""
        return tuple(map(self._state, self.pages))

    def _state(self, page: Page) -> PageState:
        if page.problem:
            return PageState.FAILED
        if page.number in self.read:
            return PageState.TEXT
        if page.number in self.contents:
            return PageState.CONTENTS
        return PageState.PICTURE if page.has_picture else PageState.BLANK

    def pieces(self) -> list[Piece]:
        """The document's pieces in reading order."""
        parts = list(self._parts())
        lines = [line for part in parts for line in part.lines]
        vocabulary = Vocabulary.of(line.text for line in lines)
        leading = usual_leading(lines)
        blocks: list[Table | Paragraph] = []
        for is_table, group in itertools.groupby(parts, key=lambda part: part.table is not None):
            if is_table:
                blocks.extend(part.table for part in group if part.table is not None)
            else:
                flowing = [line for part in group for line in part.lines]
                blocks.extend(paragraphs(flowing, leading))
        return list(_pieces(blocks, vocabulary, self.body))

    def _parts(self) -> Iterator[_Part]:
        margins = self._margins()
        column = 0
        for page, words, tables in zip(self.pages, self.words, self.tables, strict=True):
            for region in regions(words, [table.box for table in tables]):
                column += 1
                left, right = region.left, region.right
                if not region.in_columns:
                    near, far = margins[round(page.width)]
                    left = near if abs(left - near) < _MARGIN else left
                    right = max(right, far)
                found = lines_of(region.words, page.number, column, left, right)
                inside = [table for table in tables if table.box in region.boxes]
                yield from _interleaved(found, inside)
            for turned in page.turned:
                column += 1
                around = Region(list(turned))
                yield _Part(tuple(lines_of(turned, page.number, column, around.left, around.right)))

    def _margins(self) -> dict[int, tuple[float, float]]:
        """Where full lines begin and end on pages of each width, in points.

        They do at the middling page's outermost words; where few lines come near those, or the
        right side stays empty, no line is full, and the two margins are taken to be alike.
        """
        pages: dict[int, list[list[list[Word]]]] = {}
        for page, words in zip(self.pages, self.words, strict=True):
            pages.setdefault(round(page.width), []).append(in_rows(words))
        found = {}
        for width, alike in pages.items():
            written = [rows for rows in alike if rows]
            near = _middling([min(row[0].x0 for row in rows) for rows in written])
            far = _middling([max(row[-1].x1 for row in rows) for rows in written])
            reach = width - 2 * near
            full = sum(row[-1].x1 > far - reach / 10 for rows in written for row in rows)
            if full < _FULL_LINES or far - near < _FULL * reach:
                far = max(far, width - near)
            found[width] = near, far
        return found


def _middling(values: list[float]) -> float:
    return sorted(values)[len(values) // 2] if values else 0.0


def _interleaved(lines: Sequence[Line], tables: Sequence[Table]) -> Iterator[_Part]:
    """A column's lines with its tables at their height."""
    rest = list(lines)
    for table in sorted(tables, key=lambda table: table.box.y0):
        above = [line for line in rest if line.y < table.box.y0 + 2]
        rest = rest[len(above) :]
        if above:
            yield _Part(tuple(above))
        yield _Part(table=table)
    if rest:
        yield _Part(tuple(rest))


def _pieces(
    blocks: Iterable[Table | Paragraph], vocabulary: Vocabulary, body: Style
) -> Iterator[Piece]:
    texts = [
        (block, join([line.text for line in block.lines], vocabulary))
        if isinstance(block, Paragraph)
        else (block, "")
        for block in blocks
    ]
    headed = {
        place: (text, block.lines[0])
        for place, (block, text) in enumerate(texts)
        if isinstance(block, Paragraph) and is_heading(text, block.lines, block.marker, body)
    }
    ranks = Ranks(headed.values())
    indents: list[float] = []
    earlier: Table | None = None
    for place, (block, text) in enumerate(texts):
        if isinstance(block, Table):
            yield from pieces_of(block, earlier, vocabulary)
            earlier = block
            continue
        earlier = None
        pages = (block.lines[0].page, block.last.page)
        if is_item_label(text):
            yield Piece(BlockKind.LABEL, text, pages)
        elif is_caption(text) and _stands_by_table(texts, place):
            yield Piece(BlockKind.CAPTION, text, pages)
        elif place in headed:
            indents.clear()
            yield Piece(BlockKind.HEADING, text, pages, ranks.level(*headed[place]))
        elif block.marker:
            level = _indent_level(indents, block.lines[0])
            yield Piece(BlockKind.LIST_ITEM, text, pages, level, block.marker)
        else:
            yield Piece(BlockKind.PARAGRAPH, text, pages)


def _stands_by_table(texts: Sequence[tuple[Table | Paragraph, str]], place: int) -> bool:
    beside = [texts[n][0] for n in (place - 1, place + 1) if 0 <= n < len(texts)]
    short = len(texts[place][1].split()) <= 25
    return short or any(isinstance(block, Table) for block in beside)


def _indent_level(indents: list[float], line: Line) -> int:
    """How deep the list item is nested; ``indents`` holds the open lists' markers."""
    indent = line.x0 - line.left
    while indents and indents[-1] > indent + _NEAR:
        indents.pop()
    if not indents or indent > indents[-1] + _NEAR:
        indents.append(indent)
    return len(indents)
