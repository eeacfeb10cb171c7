"""Word's own HTML, as a council's editor pastes it into a meeting page."""

from __future__ import annotations

import html
import re
import textwrap
from collections.abc import Iterable, Sequence
from itertools import groupby

from tests.borough.minutes_source import Line, Section, Shape

_ENTITIES = {"’": "&rsquo;", "‘": "&lsquo;", "“": "&ldquo;", "”": "&rdquo;", "–": "&ndash;"}
_UNKNOWN_TO_WORD = re.compile(
    r"\b(Wrexcombe|Adebarre|Kettlewell|Maravar|Ogunbanjo|Wrenbury|Bexfield|Vartak|Penhallick)\b"
)
SPACER = '<p class="MsoNormal">&nbsp;</p>'


def escape(text: str) -> str:
    """Text as HTML, with the entities that Word writes."""
    escaped = html.escape(text, quote=False)
    for character, entity in _ENTITIES.items():
        escaped = escaped.replace(character, entity)
    return escaped


def wrap(markup: str) -> str:
    """Markup broken at about 70 columns, also inside tags, as the publisher's tidying breaks it."""
    return textwrap.fill(markup, 68, break_long_words=False, break_on_hyphens=False)


def paragraph(text: str, style: str = "MsoNormal", lead: str = "") -> str:
    spelt = _UNKNOWN_TO_WORD.sub(r'<span class="SpellE">\1</span>', escape(text))
    return wrap(f'<p class="{style}">{lead}{spelt}</p>')


def section(lines: Iterable[str]) -> str:
    """Paragraphs in the wrapping that a meeting page gives to pasted text."""
    body = "\n".join(lines)
    return f'<div class="mgWordPara"><div class="WordSection1">\n{body}\n</div>\n</div> '


def sections(parts: Sequence[Section]) -> list[str]:
    """The paragraphs of minutes and resolutions, in their order."""
    out: list[str] = []
    for part in parts:
        if part.name == "RESOLVED":
            out += ['<p class="MsoNormal"><b>RESOLVED</b> &ndash;</p>', SPACER]
        for shape, run in groupby(part.lines, key=_family):
            out += _run(shape, list(run))
    return out


def _family(line: Line) -> str:
    if line.shape in (Shape.BULLET, Shape.SUB_BULLET, Shape.NUMBER):
        return "list"
    return str(line.shape)


def _run(family: str, run: list[Line]) -> list[str]:
    if family == "row":
        return [_table(run), SPACER]
    if family != "list":
        return [part for line in run for part in (paragraph(line.text), SPACER)]
    out = []
    for place, line in enumerate(run):
        style = "MsoListParagraphCxSpMiddle"
        if len(run) == 1:
            style = "MsoListParagraph"
        elif place in (0, len(run) - 1):
            style = "MsoListParagraphCxSp" + ("First" if place == 0 else "Last")
        kind = "" if line.shape is Shape.NUMBER else ' class="Symbol"'
        gap = "&nbsp;" * (8 - len(line.marker))
        lead = f"<span{kind}><span>{line.marker}<span>{gap} </span></span></span>"
        if place and line.shape is Shape.BULLET:
            out.append('<p class="MsoListParagraphCxSpMiddle">&nbsp;</p>')
        out.append(paragraph(line.text, style, lead))
    return [*out, SPACER]


def _table(rows: list[Line]) -> str:
    out = ['<table class="MsoTableGrid" border="1" cellspacing="0" cellpadding="0">']
    for place, row in enumerate(rows):
        out.append("<tr>")
        for cell in row.cells:
            text = f"<b>{escape(cell)}</b>" if place == 0 else escape(cell)
            out += ["<td>", f'<p class="MsoNormal">{text}</p>', "</td>"]
        out.append("</tr>")
    return "\n".join([*out, "</table>"])
