"""Minutes as plain text, wrapped and ruled as a clerk would type them."""

from __future__ import annotations

import textwrap
from itertools import groupby

from tests.borough.minutes_source import NOTICE, Line, MinutesSource, Section, Shape
from tests.borough.printed_minutes import heading_date, roll

_WIDTH = 78


def plain_text(source: MinutesSource) -> str:
    draft = "DRAFT " if source.status == "draft" else ""
    title = (
        f"{draft}MINUTES OF THE MEETING OF THE {source.committee.upper()} HELD ON "
        f"{heading_date(source.date)} AT {source.time.upper()} IN {source.place.upper()}"
    )
    out = ["LARKMERE BOROUGH COUNCIL", _fill(title), _fill(NOTICE)]
    for heading, names in source.attendance.items():
        out.append("\n".join([heading, *(_fill(name) for name in roll(names))]))
    for item in source.items:
        out.append(_fill(f"{item.number}. {item.title.upper()}", "    "))
        for part in item.sections:
            if part.name != "DOCUMENTS":
                out += _section(part)
    return (
        "\n\n".join([*out, f"The meeting ended at {source.ended}.", "CHAIR", "MINUTES END"]) + "\n"
    )


def _section(part: Section) -> list[str]:
    headings = {"RESOLVED": "RESOLVED -", "VOTE": "Recorded vote"}
    out = [headings[part.name]] if part.name in headings else []
    for is_table, run in groupby(part.lines, key=lambda line: line.shape is Shape.ROW):
        if is_table:
            out.append(_table(list(run)))
            continue
        for line in run:
            indent = "  " if line.shape is Shape.SUB_BULLET else ""
            marker = f"{indent}{line.marker} " if line.marker else ""
            out.append(_fill(marker + line.text, " " * len(marker)))
    return out


def _fill(text: str, indent: str = "") -> str:
    return textwrap.fill(
        text, _WIDTH, subsequent_indent=indent, break_long_words=False, break_on_hyphens=False
    )


def _table(rows: list[Line]) -> str:
    widths = [max(map(len, column)) for column in zip(*(row.cells for row in rows), strict=True)]
    lines = [
        "  ".join(cell.ljust(width) for cell, width in zip(row.cells, widths, strict=True)).rstrip()
        for row in rows
    ]
    return "\n".join([lines[0], "  ".join("-" * width for width in widths), *lines[1:]])
