"""A PDF's bytes to a Reading: pages, furniture, tables, paragraphs, pieces."""

from __future__ import annotations

import datetime as dt
import itertools
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from archive.document import BlockKind, PageState
from archive.readers.pdf.contents import is_contents, without_contents
from archive.readers.pdf.continuation import pieces_of
from archive.readers.pdf.folio import without_named_numbers
from archive.readers.pdf.footnote import Footnotes, placed
from archive.readers.pdf.furniture import without_furniture
from archive.readers.pdf.heading import Candidate, Ranks, headings, is_caption, is_item_label
from archive.readers.pdf.letters import Vocabulary, plain
from archive.readers.pdf.line import Line, Prose, Style, body_style, lines_of, prose_of
from archive.readers.pdf.marker import Levels
from archive.readers.pdf.notes import notes_on
from archive.readers.pdf.order import regions
from archive.readers.pdf.page import Box, Page, Word, in_rows
from archive.readers.pdf.paragraph import Paragraph, paragraphs, usual_leading
from archive.readers.pdf.pdfium import read_pages
from archive.readers.pdf.scan import Scans, read_scans
from archive.readers.pdf.tables import Table, find_tables
from archive.reading import Claims, Dropped, Piece, Reading, UnreadableSource, join_pieces

_CREATED = re.compile(r"(?:D:)?(\d{4})(\d{2})(\d{2})")
_FULL = 0.75  # share of the space between equal margins that the longest lines take at the least
_FULL_LINES = 3
_CENTRED = 8.0  # points by which the spaces beside a centred line in a box may differ
_MARGIN = 40.0  # points by which a page's outermost word may miss the document's margin
_NO_PROSE = Prose("", (), ())


def read_pdf(data: bytes, ocr: bool = True) -> Reading:
    """Read a PDF's text and structure; with ``ocr``, pages that are only pictures too.

    The same bytes give the same Reading, as long as the same programs are installed for ``ocr``.
    Left out of the text: running heads and feet, page numbers, tables of contents and marks
    stamped aslant; the notes say what cannot be told from the page count. Raises
    UnreadableSource, with the reason and the remedy, for bytes that are no PDF or only part of one,
    for a file locked with a password or of more than MAX_PAGES, and for one without any text.
    """
    _check_whole(data)
    sheets = read_pages(data)
    if not sheets.pages:
        raise UnreadableSource(
            "The PDF has 0 pages: there is nothing to read. Fetch it again, or ask its publisher."
        )
    scans = read_scans(data, sheets.pages) if ocr else Scans(sheets.pages)
    layout = _Layout(scans.pages)
    text, blocks, deletions = join_pieces(layout.pieces())
    if not text:
        raise UnreadableSource(
            f"None of the PDF's pages ({len(sheets.pages)}) holds text (a scan?): it was not read. "
            f"{scans.remedy}"
        )
    return Reading(
        text,
        blocks,
        claims=Claims(plain(sheets.title), _day(sheets.created)),
        pages=layout.states(),
        deletions=deletions,
        dropped=layout.dropped,
        notes=notes_on(scans.pages, layout.read, layout.contents, scans.remedy),
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
        pages, numbers = without_named_numbers(pages)
        self.pages = pages
        self.tables: list[list[Table]] = []
        self.frames: list[list[Box]] = []
        outside: list[list[Word]] = []
        lists: list[Dropped] = []
        for page in pages:
            tables, words, frames = find_tables(page)
            listed = [t for t in tables if is_contents([row.texts for row in t.rows])]
            self.tables.append([table for table in tables if table not in listed])
            self.frames.append(frames)
            outside.append(words)
            lists += (
                Dropped(plain(" ".join(row.texts)), "contents", page.number)
                for table in listed
                for row in table.rows
            )
        self.body: Style = body_style([[*page.words] for page in pages])
        kept = without_furniture(pages, outside, self.body[0])
        text = without_contents(pages, kept.words)
        self.words = text.words
        self.contents = sorted({*text.pages, *(each.page for each in lists if each.page)})
        stamps = [
            Dropped(plain(" ".join(page.marks)), "stamp", page.number)
            for page in pages
            if page.marks
        ]
        self.dropped = tuple(
            sorted(
                [*kept.dropped, *lists, *text.dropped, *stamps, *numbers],
                key=lambda one: one.page or 0,
            )
        )
        self.read = {
            page.number
            for page, words, tables in zip(pages, self.words, self.tables, strict=True)
            if words or tables or page.turned
        }
        self.notes = Footnotes(self.body[0])

    def states(self) -> tuple[PageState, ...]:
        """What became of each page."""
        return tuple(map(self._state, self.pages))

    def _state(self, page: Page) -> PageState:
        if page.problem:
            return PageState.FAILED
        if page.number in self.read:
            return PageState.MACHINE_READ if page.is_machine_read else PageState.TEXT
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
        latest: dict[str, str] = {}
        for is_table, group in itertools.groupby(parts, key=lambda part: part.table is not None):
            if is_table:
                blocks.extend(part.table for part in group if part.table is not None)
            else:
                flowing = [line for part in group for line in part.lines]
                blocks.extend(paragraphs(flowing, leading, self.body[0], latest))
        return list(placed(_pieces(blocks, vocabulary, self.body), self.notes.found, vocabulary))

    def _parts(self) -> Iterator[_Part]:
        margins = self._margins()
        column = 0
        for page, words, tables, frames in zip(
            self.pages, self.words, self.tables, self.frames, strict=True
        ):
            for region in regions(words, [table.box for table in tables], frames):
                column += 1
                left, right = region.left, region.right
                if region.frame is not None:
                    left, right = _inside(region.frame, in_rows(region.words))
                elif not region.in_columns:
                    near, far = margins[round(page.width)]
                    left = near if abs(left - near) < _MARGIN else left
                    right = max(right, far)
                elif _is_a_list(in_rows(region.words), left, right):
                    right += (right - left) / 2  # names and numbers, one a line: none is full
                found = lines_of(region.words, page, column, left, right, region.frame is not None)
                inside = [table for table in tables if table.box in region.boxes]
                above = max((table.box.y1 for table in inside), default=0.0)
                yield from _interleaved(self.notes.without(found, above), inside)
            for turned in page.turned:
                tables, words, frames = find_tables(turned)
                for region in regions(words, [table.box for table in tables], frames):
                    column += 1
                    found = lines_of(region.words, turned, column, region.left, region.right)
                    inside = [table for table in tables if table.box in region.boxes]
                    yield from _interleaved(found, inside)

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
            full = sum(_full_lines(rows, far - reach, far) for rows in written)
            if full < _FULL_LINES or far - near < _FULL * reach:
                far = max(far, width - near)
            found[width] = near, far
        return found


def _inside(frame: Box, rows: Sequence[Sequence[Word]]) -> tuple[float, float]:
    """Where full lines within a box begin and end: as far from its right side as from its left."""
    left = min(row[0].x0 for row in rows)
    indents = [row[0].x0 - frame.x0 for row in rows]
    if max(indents) - min(indents) > _CENTRED and all(
        abs(indent - (frame.x1 - row[-1].x1)) < _CENTRED
        for indent, row in zip(indents, rows, strict=True)
    ):
        return frame.x0 + _CENTRED, frame.x1 - _CENTRED
    return left, max(*(row[-1].x1 for row in rows), frame.x1 - (left - frame.x0))


def _full_lines(rows: Sequence[Sequence[Word]], left: float, right: float) -> int:
    """How many rows come near the right margin."""
    return sum(row[-1].x1 > right - (right - left) / 10 for row in rows)


def _is_a_list(rows: Sequence[Sequence[Word]], left: float, right: float) -> bool:
    """Whether few lines of a column are full, and few begin within a sentence."""
    begun = sum(row[0].text[:1].islower() and "@" not in row[0].text for row in rows)
    return _full_lines(rows, left, right) < _FULL_LINES and begun * 3 < len(rows)


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
    set_as = [
        (block, prose_of(block.lines, vocabulary) if isinstance(block, Paragraph) else _NO_PROSE)
        for block in blocks
    ]
    candidates = [
        Candidate(prose.text, block.lines, block.marker)
        if isinstance(block, Paragraph)
        else Candidate("", ())
        for block, prose in set_as
    ]
    headed = {
        place: (candidates[place].text, candidates[place].lines[0])
        for place in sorted(headings(candidates, body))
    }
    ranks = Ranks(headed.values())
    levels = Levels()
    for place, (block, prose) in enumerate(set_as):
        if isinstance(block, Table):
            if place == 0 or not isinstance(set_as[place - 1][0], Table):
                run = itertools.takewhile(
                    lambda each: isinstance(each, Table), (each for each, _ in set_as[place:])
                )
                yield from pieces_of([each for each in run if isinstance(each, Table)], vocabulary)
            continue
        text = prose.text
        plain_piece = Piece(
            BlockKind.PARAGRAPH,
            text,
            (block.lines[0].page, block.last.page),
            areas=prose.areas,
            deletions=prose.deletions,
        )
        if is_item_label(text):
            yield replace(plain_piece, kind=BlockKind.LABEL)
        elif is_caption(text) and _stands_by_table(set_as, place):
            yield replace(plain_piece, kind=BlockKind.CAPTION)
        elif place in headed:
            levels.close()
            yield replace(plain_piece, kind=BlockKind.HEADING, level=ranks.level(*headed[place]))
        elif block.marker and text.startswith(block.marker):
            level = levels.of(block.marker, block.lines[0].x0 - block.lines[0].left)
            yield replace(plain_piece, kind=BlockKind.LIST_ITEM, level=level, marker=block.marker)
        else:
            yield plain_piece


def _stands_by_table(set_as: Sequence[tuple[Table | Paragraph, Prose]], place: int) -> bool:
    beside = [set_as[n][0] for n in (place - 1, place + 1) if 0 <= n < len(set_as)]
    short = len(set_as[place][1].text.split()) <= 25
    return short or any(isinstance(block, Table) for block in beside)
