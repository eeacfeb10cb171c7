"""The page of an annual report: its type, its running lines, its columns and the notes at its foot."""

from __future__ import annotations

import io
from typing import Any
from xml.sax.saxutils import escape

from reportlab.lib.colors import HexColor
from reportlab.lib.enums import TA_RIGHT
from reportlab.lib.pagesizes import A4
from reportlab.lib.styles import ParagraphStyle
from reportlab.lib.units import mm
from reportlab.platypus import BaseDocTemplate, Flowable, Frame, PageTemplate, TableStyle
from reportlab.platypus import Paragraph as Text

from tests.borough.annual_report_words import Report
from tests.borough.minutes_source import NOTICE

BOARD = "Larkmere Safeguarding Adults Board"
DEEP, PALE, GREY = HexColor("#1f4e5f"), HexColor("#e6eff1"), HexColor("#555555")
WIDTH, HEIGHT = A4
MARGIN = 24 * mm
MEASURE = WIDTH - 2 * MARGIN
GUTTER = 8 * mm
COLUMN = (MEASURE - GUTTER) / 2
FOOT = 24 * mm
DEPTH = HEIGHT - FOOT - 26 * mm


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
LONG_CAPTION = ParagraphStyle("long-caption", CAPTION, keepWithNext=0)
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
TIGHT = TableStyle(
    [
        ("LEFTPADDING", (0, 0), (-1, -1), 0),
        ("RIGHTPADDING", (0, 0), (-1, -1), 0),
        ("TOPPADDING", (0, 0), (-1, -1), 0),
        ("BOTTOMPADDING", (0, 0), (-1, -1), 0),
    ]
)
RULES = TableStyle(
    [
        ("GRID", (0, 0), (-1, -1), 0.5, GREY),
        ("BACKGROUND", (0, 0), (-1, 0), PALE),
        ("VALIGN", (0, 0), (-1, -1), "TOP"),
        ("TOPPADDING", (0, 0), (-1, -1), 3),
        ("BOTTOMPADDING", (0, 0), (-1, -1), 4),
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
        self.pages = self.last = 0
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

    def beforeDocument(self) -> None:  # noqa: N802
        """The contents take a second pass, which knows how many pages the first one made."""
        self.pages = self.last

    def _running(self, canvas: Any, _: Any) -> None:
        self.last = self.page
        for frame in self.pageTemplate.frames:
            frame._geom()
        canvas.saveState()
        canvas.setFillColor(GREY)
        canvas.setStrokeColor(GREY)
        canvas.setFont("Helvetica", 8.5)
        canvas.drawString(MARGIN, HEIGHT - 15 * mm, f"{BOARD} | Annual Report {self.report.year}")
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
