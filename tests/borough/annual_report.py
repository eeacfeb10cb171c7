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

from reportlab.lib.units import mm
from reportlab.platypus import (
    CondPageBreak,
    KeepTogether,
    ListFlowable,
    ListItem,
    NextPageTemplate,
    PageBreak,
    Spacer,
    Table,
)
from reportlab.platypus import Paragraph as Text
from reportlab.platypus.tableofcontents import TableOfContents

from tests.borough import annual_report_page as page
from tests.borough.annual_report_page import BOARD, Footnote, Printer
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
from tests.borough.minutes_source import NOTICE

WORDS = Path(__file__).parent / "reports"
COMMITTEE = "Adult Care and Health Scrutiny Committee"

_FIGURE = re.compile(r"[£(]?[\d,.]+[%)m]?")


def printed(report: Report) -> bytes:
    """The report as PDF."""
    stream = io.BytesIO()
    contents = TableOfContents(dotsMinLevel=0, levelStyles=page.CONTENTS, tableStyle=page.TIGHT)
    story = [
        *_front(report),
        NextPageTemplate("one"),
        PageBreak(),
        Text("Contents", page.HEADINGS[0]),
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
    yield Text(BOARD.replace(" ", "<br/>", 1), page.TITLE)
    yield Text(f"Annual Report {report.year}", page.SUBTITLE)
    yield Text(f"For the {COMMITTEE}", page.FRONT)
    yield Text(f"{report.date.day} {report.date:%B %Y}", page.FRONT)
    yield Spacer(1, 70 * mm)
    yield Text("Larkmere Borough Council, Town Hall, Quay Street, Larkmere", page.FRONT)
    yield Text(NOTICE, page.FRONT)


def _story(blocks: tuple[Block, ...]) -> Iterator[Any]:
    tables = notes = 0
    for place, block in enumerate(blocks):
        if isinstance(block, Heading):
            if block.text.startswith("Appendix A"):
                yield PageBreak()
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
    heading = Text(escape(f"{block.number} {block.text}".strip()), page.HEADINGS[block.level])
    heading.level, heading.plain = block.level, f"{block.number} {block.text}".strip()
    return heading


def _paragraph(block: Paragraph, note: int, after: tuple[Block, ...]) -> Iterator[Any]:
    markup = escape(block.text).replace("[*]", f"<super>{note}</super>")
    leads = bool(after) and isinstance(after[0], Items)
    text = Text(markup, page.LEAD_IN if leads else page.QUOTED if block.quoted else page.BODY)
    if block.note:
        mark = f"<super>{note}</super> {escape(block.note)}"
        yield KeepTogether([text, Footnote(mark)])
    else:
        yield text


def _items(block: Items) -> Any:
    return ListFlowable(
        [ListItem(Text(escape(item), page.ITEM)) for item in block.items],
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
            Text(escape(cell), page.HEADER_RIGHT if right else page.HEADER)
            for cell, right in zip(header, figures, strict=True)
        ]
    ]
    for row in rows:
        style = page.HEADER if row[0].startswith(("All ", "Total ")) else page.CELL
        cells.append(
            [
                Text(escape(cell), page.FIGURE if right else style)
                for cell, right in zip(row, figures, strict=True)
            ]
        )
    widths = [page.MEASURE * width / sum(block.widths) for width in block.widths]
    table = Table(cells, widths, repeatRows=1, style=page.RULES, spaceAfter=12)
    if block.long:
        yield CondPageBreak(50 * mm)
        yield from (Text(escape(caption), page.LONG_CAPTION), table)
    else:
        yield KeepTogether([Text(escape(caption), page.CAPTION), table])
