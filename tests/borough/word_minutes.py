"""Minutes as a Word file, with Word's own headings and lists and a title nobody corrected."""

from __future__ import annotations

import datetime as dt
import io
import zipfile
from itertools import groupby
from typing import Any

import docx
from docx.enum.style import WD_STYLE_TYPE
from docx.shared import Cm

from tests.borough.minutes_source import NOTICE, Line, MinutesSource, Section, Shape

_STYLES = {Shape.BULLET: "List Bullet", Shape.SUB_BULLET: "List Bullet 2"}
_TABLE_STYLES = ("Normal Table", "Table Grid")
_WRITTEN = dt.datetime(2021, 5, 4, 9, 0, tzinfo=dt.UTC)


def word_file(source: MinutesSource) -> bytes:
    document = _blank()
    properties = document.core_properties
    properties.title = "Agenda Template"
    properties.author = "Democratic Services"
    properties.comments = ""
    properties.created = properties.modified = _WRITTEN
    draft = "DRAFT " if source.status == "draft" else ""
    document.add_heading(f"{draft}MINUTES OF THE {source.committee.upper()}", level=1)
    when = f"{source.date:%A} {source.long_date}"
    document.add_paragraph(f"Held on {when} at {source.time} in {source.place}")
    document.add_paragraph().add_run(NOTICE).italic = True
    for heading, names in source.attendance.items():
        document.add_heading(heading.capitalize(), level=2)
        for name in names:
            document.add_paragraph(name)
    for item in source.items:
        document.add_heading(f"{item.number}. {item.title}", level=2)
        for part in item.sections:
            if part.name != "DOCUMENTS":
                _section(document, part)
    document.add_paragraph(f"The meeting ended at {source.ended}.")
    document.add_paragraph("CHAIR")
    buffer = io.BytesIO()
    document.save(buffer)
    return _settled(buffer.getvalue())


def _blank() -> Any:
    """Word's blank document without the hundred table styles that nobody uses."""
    document = docx.Document()
    for style in list(document.styles):
        if style.type == WD_STYLE_TYPE.TABLE and style.name not in _TABLE_STYLES:
            style.delete()
    for rels in (document.part.rels, document.part.package.rels):
        for key, relation in list(rels.items()):
            if relation.reltype.endswith(("/stylesWithEffects", "/thumbnail")):
                del rels[key]
    return document


def _section(document: Any, part: Section) -> None:
    headings = {"RESOLVED": "RESOLVED –", "VOTE": "Recorded vote"}
    if part.name in headings:
        document.add_paragraph().add_run(headings[part.name]).bold = True
    numbering = _new_list(document) if part.name == "RESOLVED" else None
    for is_table, run in groupby(part.lines, key=lambda line: line.shape is Shape.ROW):
        if is_table:
            _table(document, list(run))
            continue
        for line in run:
            if line.marker.startswith("(") and part.name == "RESOLVED":
                point = document.add_paragraph(f"{line.marker} {line.text}")
                point.paragraph_format.left_indent = Cm(1.5)
            elif line.shape is Shape.NUMBER and part.name == "RESOLVED":
                paragraph = document.add_paragraph(line.text, style="List Number")
                paragraph._p.get_or_add_pPr().get_or_add_numPr().get_or_add_numId().val = numbering
            elif line.shape is Shape.NUMBER:
                document.add_paragraph(f"{line.marker} {line.text}")
            else:
                document.add_paragraph(line.text, style=_STYLES.get(line.shape))


def _new_list(document: Any) -> int:
    """A list of Word's own that counts from 1 again."""
    definitions = document.part.numbering_part.element
    style = document.styles["List Number"].element.pPr.numPr.numId.val
    number = definitions.add_num(definitions.num_having_numId(style).abstractNumId.val)
    number.add_lvlOverride(ilvl=0).add_startOverride(1)
    return int(number.numId)


def _table(document: Any, rows: list[Line]) -> None:
    table = document.add_table(rows=0, cols=len(rows[0].cells), style="Table Grid")
    for place, row in enumerate(rows):
        for cell, text in zip(table.add_row().cells, row.cells, strict=True):
            cell.paragraphs[0].add_run(text).bold = place == 0 or None
    document.add_paragraph()


def _settled(archive: bytes) -> bytes:
    """The same file without the hour of its making: entries uncompressed, and all of one date."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(archive)) as old, zipfile.ZipFile(out, "w") as new:
        for entry in old.infolist():
            plain = zipfile.ZipInfo(entry.filename, (1980, 1, 1, 0, 0, 0))
            plain.create_system = 3
            new.writestr(plain, old.read(entry))
    return out.getvalue()
