"""Prints the annual reports of the Larkmere Safeguarding Adults Board, as PDF.

The pages have what such reports have: a title page, contents with dot leaders, numbered headings, a
running header and footer, two columns, ruled tables that cross a page, footnotes, appendices.
The same words give the same bytes. Nothing is compressed or embedded, so that no other library's
version decides them.
"""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import quote
from xml.sax.saxutils import escape

from reportlab.lib.colors import HexColor
from reportlab.lib.enums import TA_RIGHT
from reportlab.lib.pagesizes import A4
from reportlab.lib.styles import ParagraphStyle
from reportlab.lib.units import mm
from reportlab.platypus import (
    BaseDocTemplate,
    CondPageBreak,
    Flowable,
    Frame,
    KeepTogether,
    ListFlowable,
    ListItem,
    NextPageTemplate,
    PageBreak,
    PageTemplate,
    Spacer,
    Table,
    TableStyle,
)
from reportlab.platypus import Paragraph as Text
from reportlab.platypus.tableofcontents import TableOfContents

from tests.borough.annual_report_words import (
    Block,
    Columns,
    Heading,
    Items,
    Paragraph,
    Report,
    Ruled,
    read,
)

WORDS = Path(__file__).parent / "reports"
BOARD = "Larkmere Safeguarding Adults Board"
COMMITTEE = "Adult Care and Health Scrutiny Committee"
NOTICE = (
    "Larkmere is an invented borough. This document is a sample: "
    "its people, places and figures are made up."
)
DEEP, PALE, GREY = HexColor("#1f4e5f"), HexColor("#e6eff1"), HexColor("#555555")
WIDTH, HEIGHT = A4
MARGIN = 24 * mm
MEASURE = WIDTH - 2 * MARGIN
GUTTER = 8 * mm
COLUMN = (MEASURE - GUTTER) / 2
FOOT = 24 * mm
DEPTH = HEIGHT - FOOT - 26 * mm

_FIGURE = re.compile(r"[£(]?[\d,.]+[%)m]?")


def _style(name: str, size: float, lead: float, **more: Any) -> ParagraphStyle:
    more = {"fontName": "Helvetica", "embeddedHyphenation": 1, "allowWidows": 0} | more
    return ParagraphStyle(name, fontSize=size, leading=lead, **more)


BOLD = "Helvetica-Bold"
BODY = _style("body", 10.5, 14.5, spaceAfter=7)
LEAD_IN = _style("lead-in", 10.5, 14.5, spaceAfter=3, keepWithNext=1)
QUOTED = _style(
    "quoted", 10.5, 14.5, fontName="Helvetica-Oblique", leftIndent=18, rightIndent=18, spaceAfter=7
)
ITEM = _style("item", 10.5, 14.5, spaceAfter=3)
CELL = _style("cell", 9, 11.5)
FIGURE = _style("figure", 9, 11.5, alignment=TA_RIGHT)
HEADER = _style("header", 9, 11.5, fontName=BOLD)
HEADER_RIGHT = _style("header-right", 9, 11.5, fontName=BOLD, alignment=TA_RIGHT)
CAPTION = _style(
    "caption", 9.5, 12.5, fontName=BOLD, spaceBefore=6, spaceAfter=4, keepWithNext=1, textColor=DEEP
)
NOTE = _style("note", 8.5, 10.5, textColor=GREY)
HEADINGS = (
    _style(
        "h1", 17, 21, fontName=BOLD, textColor=DEEP, spaceBefore=14, spaceAfter=8, keepWithNext=1
    ),
    _style(
        "h2", 12.5, 16, fontName=BOLD, textColor=DEEP, spaceBefore=8, spaceAfter=4, keepWithNext=1
    ),
)
CONTENTS = [
    _style("toc1", 10.5, 15, fontName=BOLD, spaceBefore=5),
    _style("toc2", 10, 13.5, leftIndent=16),
]
TITLE = _style("title", 30, 36, fontName=BOLD, textColor=DEEP, spaceAfter=12)
SUBTITLE = _style("subtitle", 20, 26, textColor=DEEP, spaceAfter=36)
FRONT = _style("front", 11, 15, spaceAfter=6)
RULES = TableStyle(
    [
        ("GRID", (0, 0), (-1, -1), 0.5, GREY),
        ("BACKGROUND", (0, 0), (-1, 0), PALE),
        ("VALIGN", (0, 0), (-1, -1), "TOP"),
        ("TOPPADDING", (0, 0), (-1, -1), 2.5),
        ("BOTTOMPADDING", (0, 0), (-1, -1), 3.5),
    ]
)


class Footnote(Flowable):  # type: ignore[misc]  # reportlab has no types
    """Claims room for a note where it stands; the printer moves that room to the foot of the page."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.text = Text(text, NOTE)

    def wrap(self, width: float, height: float) -> tuple[float, float]:
        self.height = self.text.wrap(width, height)[1] + 6
        return width, self.height

    def draw(self) -> None:
        """The printer draws it, once the page is full."""


class Printer(BaseDocTemplate):  # type: ignore[misc]
    """The pages: their headers and footers, the contents' entries, the notes at their foot."""

    def __init__(self, stream: io.BytesIO, report: Report) -> None:
        super().__init__(
            stream,
            pagesize=A4,
            title=report.metadata,
            author=BOARD,
            subject="",
            lang="en-GB",
            invariant=1,
            pageCompression=0,
        )
        self.report = report
        self.pages = 0
        self.notes: list[Footnote] = []
        pads = {"leftPadding": 0, "rightPadding": 0, "topPadding": 0, "bottomPadding": 0}
        whole = Frame(MARGIN, FOOT, MEASURE, DEPTH, **pads)
        left = Frame(MARGIN, FOOT, COLUMN, DEPTH, **pads)
        right = Frame(WIDTH - MARGIN - COLUMN, FOOT, COLUMN, DEPTH, **pads)
        self.addPageTemplates(
            [
                PageTemplate("front", [Frame(MARGIN, FOOT, MEASURE, DEPTH, **pads)]),
                PageTemplate("one", [whole], onPage=self._running, onPageEnd=self._foot),
                PageTemplate("two", [left, right], onPage=self._running, onPageEnd=self._foot),
            ]
        )

    def afterFlowable(self, flowable: Any) -> None:  # noqa: N802
        """Notes a heading for the contents, and a footnote for the foot of this page."""
        if isinstance(flowable, Footnote):
            self.notes.append(flowable)
            self.frame._y += flowable.height
            self.frame._y1p += flowable.height
        level = getattr(flowable, "level", None)
        if level is None:
            return
        key = f"heading-{self.page}-{self.frame._y:.0f}"
        self.canv.bookmarkPage(key)
        if self.report.outline:
            self.canv.addOutlineEntry(flowable.plain, key, level)
        self.notify("TOCEntry", (level, escape(flowable.plain), self.page, key))

    def afterDocument(self) -> None:  # noqa: N802
        self.pages = self.page

    def _running(self, canvas: Any, _: Any) -> None:
        for frame in self.pageTemplate.frames:
            frame._geom()
        canvas.saveState()
        canvas.setFillColor(GREY)
        canvas.setStrokeColor(GREY)
        canvas.setFont("Helvetica", 8.5)
        canvas.drawString(
            MARGIN, HEIGHT - 15 * mm, f"{BOARD} | Annual Report {self.report.year}"
        )
        canvas.line(MARGIN, HEIGHT - 17 * mm, WIDTH - MARGIN, HEIGHT - 17 * mm)
        canvas.setFont("Helvetica", 7)
        canvas.drawString(MARGIN, 12 * mm, NOTICE)
        canvas.setFont("Helvetica", 8.5)
        canvas.drawRightString(WIDTH - MARGIN, 12 * mm, f"Page {self.page} of {self.pages}")
        canvas.restoreState()

    def _foot(self, canvas: Any, _: Any) -> None:
        y = FOOT + sum(note.height for note in self.notes) - 6
        if self.notes:
            canvas.setStrokeColor(GREY)
            canvas.line(MARGIN, y + 4, MARGIN + 50 * mm, y + 4)
        for note in self.notes:
            note.text.drawOn(canvas, MARGIN, y - note.height + 6)
            y -= note.height - 6
        self.notes = []


def printed(report: Report) -> bytes:
    """The report as PDF."""
    stream = io.BytesIO()
    contents = TableOfContents(dotsMinLevel=0, levelStyles=CONTENTS)
    story = [
        *_front(report),
        NextPageTemplate("one"),
        PageBreak(),
        Text("Contents", HEADINGS[0]),
        contents,
        PageBreak(),
        *_story(report.blocks),
    ]
    Printer(stream, report).multiBuild(story)
    return stream.getvalue()


def write_reports(folder: Path) -> list[dict[str, str]]:
    """Writes every report into the folder, and returns the manifest's rows."""
    rows = []
    for path in sorted(WORDS.glob("*.txt")):
        report = read(path)
        name = f"safeguarding-adults-annual-report-{report.year}.pdf"
        (folder / name).write_bytes(printed(report))
        published = quote(f"Safeguarding Adults Annual Report {report.year}.pdf")
        rows.append(
            {
                "file": name,
                "title": report.title,
                "committee": COMMITTEE,
                "date": report.date.isoformat(),
                "kind": "annual-report",
                "source_url": "https://democracy.larkmere.example/documents/"
                f"{report.document}/{published}",
                "publisher": "Larkmere Borough Council (invented)",
                "licence": "CC0-1.0",
            }
        )
    return rows


def _front(report: Report) -> Iterator[Any]:
    yield Spacer(1, 60 * mm)
    yield Text(BOARD, TITLE)
    yield Text(f"Annual Report {report.year}", SUBTITLE)
    yield Text(f"For the {COMMITTEE}", FRONT)
    yield Text(f"{report.date.day} {report.date:%B %Y}", FRONT)
    yield Spacer(1, 70 * mm)
    yield Text("Larkmere Borough Council, Town Hall, Quay Street, Larkmere", FRONT)
    yield Text(NOTICE, FRONT)


def _story(blocks: tuple[Block, ...]) -> Iterator[Any]:
    tables = notes = 0
    for place, block in enumerate(blocks):
        if isinstance(block, Heading):
            yield _heading(block)
        elif isinstance(block, Items):
            yield _items(block)
        elif isinstance(block, Columns):
            yield NextPageTemplate("two" if block.number == 2 else "one")
            yield PageBreak()
        elif isinstance(block, Ruled):
            tables += 1
            yield from _table(block, f"Table {tables}: {block.caption}")
        else:
            notes += bool(block.note)
            yield from _paragraph(block, notes, blocks[place + 1 : place + 2])


def _heading(block: Heading) -> Any:
    heading = Text(escape(f"{block.number} {block.text}".strip()), HEADINGS[block.level])
    heading.level, heading.plain = block.level, f"{block.number} {block.text}".strip()
    return heading


def _paragraph(block: Paragraph, note: int, after: tuple[Block, ...]) -> Iterator[Any]:
    markup = escape(block.text).replace("[*]", f"<super>{note}</super>")
    leads = bool(after) and isinstance(after[0], Items)
    text = Text(markup, LEAD_IN if leads else QUOTED if block.quoted else BODY)
    if block.note:
        mark = f"<super>{note}</super> {escape(block.note)}"
        yield KeepTogether([text, Footnote(mark)])
    else:
        yield text


def _items(block: Items) -> Any:
    return ListFlowable(
        [ListItem(Text(escape(item), ITEM)) for item in block.items],
        bulletType="1" if block.numbered else "bullet",
        bulletFormat="%s." if block.numbered else None,
        start=1 if block.numbered else "•",
        bulletFontName="Helvetica",
        bulletFontSize=10.5,
        leftIndent=18,
        spaceAfter=6,
    )


def _table(block: Ruled, caption: str) -> Iterator[Any]:
    header, *rows = block.rows
    figures = [all(_FIGURE.fullmatch(row[i]) for row in rows) for i in range(len(header))]
    figures[0] = False
    cells = [
        [
            Text(escape(cell), HEADER_RIGHT if right else HEADER)
            for cell, right in zip(header, figures, strict=True)
        ]
    ]
    for row in rows:
        style = HEADER if row[0].startswith(("All ", "Total ")) else CELL
        cells.append(
            [
                Text(escape(cell), FIGURE if right else style)
                for cell, right in zip(row, figures, strict=True)
            ]
        )
    widths = [MEASURE * width / sum(block.widths) for width in block.widths]
    table = Table(cells, widths, repeatRows=1, style=RULES, spaceAfter=12)
    title = Text(escape(caption), CAPTION)
    if block.long:
        yield CondPageBreak(50 * mm)
        yield from (title, table)
    else:
        yield KeepTogether([title, table])
