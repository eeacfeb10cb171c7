"""Prints small PDFs for the tests of the PDF reader."""

from __future__ import annotations

import io
from collections.abc import Callable, Sequence
from typing import Any

from reportlab.lib.pagesizes import A4
from reportlab.lib.styles import ParagraphStyle
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import (
    BaseDocTemplate,
    Frame,
    PageTemplate,
    Paragraph,
    SimpleDocTemplate,
    Table,
    TableStyle,
)

WIDTH, HEIGHT = A4
BODY = ParagraphStyle("body", fontName="Helvetica", fontSize=11, leading=14, spaceAfter=8)
BULLET = ParagraphStyle("bullet", parent=BODY, leftIndent=24, bulletIndent=8)
HEADING = ParagraphStyle("heading", parent=BODY, fontName="Helvetica-Bold", spaceBefore=8)
TITLE = ParagraphStyle("title", parent=HEADING, fontSize=16, leading=20)

GRID = TableStyle([("GRID", (0, 0), (-1, -1), 0.5, "black"), ("FONTSIZE", (0, 0), (-1, -1), 10)])
HEADED = TableStyle([*GRID.getCommands(), ("FONTNAME", (0, 0), (-1, 0), "Helvetica-Bold")])

OnPage = Callable[[Any, Any], None]


def drawn(*pages: Sequence[tuple[float, float, str]], size: float = 11) -> bytes:
    """Pages of strings at places: points from the left and from the top."""
    out = io.BytesIO()
    canvas = Canvas(out, pagesize=A4, invariant=1)
    for page in pages:
        canvas.setFont("Helvetica", size)
        for x, down, text in page:
            if text.startswith("**"):
                canvas.setFont("Helvetica-Bold", size)
                canvas.drawString(x, HEIGHT - down, text[2:])
                canvas.setFont("Helvetica", size)
            else:
                canvas.drawString(x, HEIGHT - down, text)
        canvas.showPage()
    canvas.save()
    return out.getvalue()


def column(
    x: float, top: float, *lines: str, leading: float = 14
) -> list[tuple[float, float, str]]:
    """Lines below each other."""
    return [(x, top + number * leading, line) for number, line in enumerate(lines)]


def flowed(story: Sequence[Any], on_page: OnPage = lambda *_: None, **claims: str) -> bytes:
    """A story of reportlab's flowables in one column."""
    out = io.BytesIO()
    document = SimpleDocTemplate(out, pagesize=A4, invariant=1, **claims)
    document.build(list(story), onFirstPage=on_page, onLaterPages=on_page)
    return out.getvalue()


def in_two_columns(story: Sequence[Any]) -> bytes:
    """The same in two columns with a space of 24 points between them."""
    out = io.BytesIO()
    document = BaseDocTemplate(out, pagesize=A4, invariant=1)
    wide, tall = 215, 640
    frames = [
        Frame(72, 90, wide, tall, 0, 0, 0, 0),
        Frame(72 + wide + 24, 90, wide, tall, 0, 0, 0, 0),
    ]
    document.addPageTemplates([PageTemplate("columns", frames)])
    document.build(list(story))
    return out.getvalue()


def body(text: str) -> Paragraph:
    """A paragraph of running text."""
    return Paragraph(text, BODY)


def ruled(rows: Sequence[Sequence[str]], style: TableStyle = HEADED, **settings: Any) -> Table:
    """A table with every cell boxed, its first row bold."""
    return Table([list(row) for row in rows], style=style, **settings)
