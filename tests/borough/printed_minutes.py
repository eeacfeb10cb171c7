"""Minutes as a printed PDF, in the two layouts that councils use most.

Scrutiny committees print in a sans-serif face with bullets and "Page 1 of 4"; the Cabinet prints
numbered paragraphs in a serif face with the page number alone. Pages are stored uncompressed, so
that the same words give the same bytes whatever compressor a machine has.
"""

from __future__ import annotations

import datetime as dt
import html
import io
from dataclasses import dataclass
from itertools import groupby
from typing import Any

from reportlab.lib import colors
from reportlab.lib.enums import TA_CENTER
from reportlab.lib.pagesizes import A4
from reportlab.lib.styles import ParagraphStyle
from reportlab.lib.units import mm
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import Paragraph, SimpleDocTemplate, Spacer, Table, TableStyle

from tests.borough.minutes_source import NOTICE, Item, Line, MinutesSource, Section, Shape

_LABELS = {
    "PRESENT": "MEMBERS OF THE COMMITTEE PRESENT",
    "APOLOGIES": "MEMBERS OF THE COMMITTEE ABSENT",
    "IN ATTENDANCE": "ALSO IN ATTENDANCE",
    "ALSO PRESENT": "OTHER COUNCILLORS PRESENT",
}


@dataclass(frozen=True, slots=True)
class Layout:
    plain: str
    bold: str
    italic: str
    size: float
    counted: bool


_SANS = Layout("Helvetica", "Helvetica-Bold", "Helvetica-Oblique", 10.5, counted=True)
_SERIF = Layout("Times-Roman", "Times-Bold", "Times-Italic", 11.5, counted=False)


def printed(source: MinutesSource, title: str = "") -> bytes:
    """The PDF of a set of minutes; ``title`` is the one in its document properties."""
    layout = _SERIF if source.committee == "Cabinet" else _SANS
    styles = _styles(layout)
    story: list[Any] = [*_opening(source, styles)]
    for item in source.items:
        story += _item(item, styles)
    story += [
        Paragraph(f"The meeting ended at {source.ended}.", styles["body"]),
        Spacer(1, 12 * mm),
        Paragraph("CHAIR", styles["bold"]),
        Paragraph("MINUTES END", styles["centred"]),
    ]
    buffer = io.BytesIO()
    template = SimpleDocTemplate(
        buffer,
        pagesize=A4,
        leftMargin=24 * mm,
        rightMargin=22 * mm,
        topMargin=26 * mm,
        bottomMargin=24 * mm,
        pageCompression=0,
        invariant=1,
        title=title,
        author="Democratic Services",
    )
    header = f"Larkmere Borough Council – {source.committee}"
    template.build(story, canvasmaker=_numbered(layout, header))
    return buffer.getvalue()


def heading_date(date: dt.date) -> str:
    """ "TUESDAY, 20TH SEPTEMBER, 2022"."""
    teen = 11 <= date.day <= 13
    ending = "TH" if teen else {1: "ST", 2: "ND", 3: "RD"}.get(date.day % 10, "TH")
    return f"{date:%A}, {date.day}{ending} {date:%B}, {date.year}".upper()


def roll(names: tuple[str, ...]) -> list[str]:
    """Names as minutes run them together: the councillors in one paragraph, others one by one."""
    councillors = [name.removeprefix("Councillor ") for name in names if _plain_councillor(name)]
    others = [name for name in names if not _plain_councillor(name)]
    if len(councillors) < 2:
        return list(names)
    return [f"Councillors {', '.join(councillors[:-1])} and {councillors[-1]}", *others]


def _plain_councillor(name: str) -> bool:
    return name.startswith("Councillor ") and "(Cabinet" not in name and "virtually" not in name


def _styles(layout: Layout) -> dict[str, ParagraphStyle]:
    size = layout.size
    body = ParagraphStyle(
        "body",
        fontName=layout.plain,
        fontSize=size,
        leading=size * 1.25,
        spaceAfter=size * 0.7,
        bulletFontName=layout.plain,
        bulletFontSize=size,
    )

    def like(**changes: Any) -> ParagraphStyle:
        return ParagraphStyle("derived", parent=body, **changes)

    return {
        "body": body,
        "bold": like(fontName=layout.bold),
        "item": like(
            fontName=layout.bold,
            bulletFontName=layout.bold,
            bulletFontSize=size,
            leftIndent=28,
            spaceBefore=size * 0.6,
            keepWithNext=1,
        ),
        "centred": like(fontName=layout.bold, alignment=TA_CENTER, spaceBefore=size),
        "notice": like(fontName=layout.italic, fontSize=size - 1.5),
        "bullet": like(leftIndent=18, bulletIndent=4),
        "sub-bullet": like(leftIndent=36, bulletIndent=22),
        "number": like(leftIndent=28, bulletIndent=0),
        "cell": like(spaceAfter=0, fontSize=size - 1),
        "head": like(spaceAfter=0, fontSize=size - 1, fontName=layout.bold),
    }


def _opening(source: MinutesSource, styles: dict[str, ParagraphStyle]) -> list[Any]:
    story = [
        Paragraph("LARKMERE BOROUGH COUNCIL", styles["centred"]),
        Paragraph(
            f"{'DRAFT ' if source.status == 'draft' else ''}MINUTES OF THE MEETING OF THE "
            f"{source.committee.upper()} HELD ON {heading_date(source.date)} AT "
            f"{source.time.upper()} IN {html.escape(source.place.upper())}",
            styles["bold"],
        ),
        Paragraph(NOTICE, styles["notice"]),
    ]
    for heading, names in source.attendance.items():
        story.append(Paragraph(_LABELS[heading], styles["bold"]))
        story += [Paragraph(html.escape(name), styles["body"]) for name in roll(names)]
    if source.status == "draft":
        text = "The minutes should be read in conjunction with the agenda. They are draft and "
        text += f"subject to confirmation at the next meeting of the {source.committee}."
        story.append(Paragraph(text, styles["notice"]))
    story.append(Paragraph("MINUTES", styles["bold"]))
    return story


def _item(item: Item, styles: dict[str, ParagraphStyle]) -> list[Any]:
    title = html.escape(item.title.upper())
    story: list[Any] = [Paragraph(title, styles["item"], bulletText=f"{item.number}.")]
    for part in item.sections:
        if part.name != "DOCUMENTS":
            story += _section(part, styles)
    return story


def _section(part: Section, styles: dict[str, ParagraphStyle]) -> list[Any]:
    headings = {"RESOLVED": "RESOLVED –", "VOTE": "Recorded vote"}
    story: list[Any] = []
    if part.name in headings:
        story.append(Paragraph(headings[part.name], styles["bold"]))
    for is_table, run in groupby(part.lines, key=lambda line: line.shape is Shape.ROW):
        if is_table:
            story += [_table(list(run), styles), Spacer(1, 8)]
            continue
        for line in run:
            style = "body" if line.shape is Shape.PARAGRAPH else str(line.shape)
            marker = line.marker or None
            story.append(Paragraph(html.escape(line.text), styles[style], bulletText=marker))
    return story


def _table(rows: list[Line], styles: dict[str, ParagraphStyle]) -> Any:
    cells = [
        [Paragraph(html.escape(cell), styles["cell" if place else "head"]) for cell in row.cells]
        for place, row in enumerate(rows)
    ]
    ruled = [("GRID", (0, 0), (-1, -1), 0.6, colors.black), ("VALIGN", (0, 0), (-1, -1), "TOP")]
    return Table(cells, repeatRows=1, hAlign="LEFT", style=TableStyle(ruled))


def _numbered(layout: Layout, header: str) -> type[Canvas]:
    class NumberedCanvas(Canvas):  # type: ignore[misc]
        """Keeps its pages back until it knows how many there are."""

        def __init__(self, *args: Any, **options: Any) -> None:
            super().__init__(*args, **options)
            self.kept: list[dict[str, Any]] = []

        def showPage(self) -> None:  # noqa: N802
            self.kept.append(dict(self.__dict__))
            self._startPage()

        def save(self) -> None:
            for number, state in enumerate(self.kept, start=1):
                self.__dict__.update(state)
                self.setFont(layout.plain, 8.5)
                self.drawString(24 * mm, A4[1] - 15 * mm, header)
                foot = f"Page {number} of {len(self.kept)}" if layout.counted else str(number)
                self.drawCentredString(A4[0] / 2, 13 * mm, foot)
                super().showPage()
            super().save()

    return NumberedCanvas
