"""A briefing as a Word document (DOCX), its citations in footnotes of Word's own."""

from __future__ import annotations

import datetime as dt
import io
from collections.abc import Sequence

import docx
from docx.document import Document
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement, parse_xml
from docx.oxml.ns import nsdecls
from docx.shared import Cm, Pt
from docx.table import _Cell
from docx.text.paragraph import Paragraph

from web import search_wording, wording
from web.briefing.briefing import Briefing, Quotation
from web.briefing.data import HOW_TO_VERIFY
from web.briefing.footnotes import Footnotes, add_link
from web.briefing.plain import note_paragraphs, paragraphs, plain
from web.briefing.word_styles import CAUTION, CODE, FACTS, LABEL, dress
from web.language import _
from web.presenters.motion import SEE_THE_RESOLUTION
from web.takedown import TAKEN_DOWN

MEDIA_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
_WIDTHS = (1.2, 3.4, 2.8, 4.5, 4.5)
"""Centimetres of the checksum table's columns."""
_ROOM = Pt(3)
"""Above and below what a cell of it holds."""


def in_word(briefing: Briefing, author: str) -> bytes:
    document = docx.Document()
    dress(document)
    _describe(document, briefing, author)
    _number_pages(document)
    notes = Footnotes(document)
    document.add_paragraph(plain(briefing.title), style="Title")
    if briefing.notice:
        document.add_paragraph(plain(briefing.notice), style=CAUTION)
    for section in briefing.sections:
        if section.heading:
            document.add_heading(plain(section.heading), 1)
        for quotation in section.quotations:
            _add_quotation(document, quotation, notes, 2 if section.heading else 1)
    if briefing.taken_down:
        document.add_heading(_(TAKEN_DOWN), 1)
        for gone in briefing.taken_down:
            document.add_paragraph(plain(gone.told), style="List Bullet")
    if briefing.missing:
        document.add_heading(_(wording.NOT_IN_THE_ARCHIVE), 1)
        for each in briefing.missing:
            document.add_paragraph(plain(each), style="List Bullet")
    document.add_heading(_(search_wording.WHAT_WAS_SEARCHED), 1)
    document.add_paragraph(plain(briefing.searched))
    again = document.add_paragraph()
    add_link(again, _(wording.MAKE_AGAIN), briefing.address)
    if briefing.quotations:
        _add_checksums(document, briefing)
    file = io.BytesIO()
    document.save(file)
    return file.getvalue()


def _describe(document: Document, briefing: Briefing, author: str) -> None:
    about = document.core_properties
    about.title, about.author, about.language = plain(briefing.title), author, "en-GB"
    about.last_modified_by, about.comments, about.keywords = author, "", ""
    about.subject = _("Quotations from council minutes, with their sources")
    about.created = about.modified = dt.datetime.combine(briefing.made, dt.time())


def _number_pages(document: Document) -> None:
    foot = document.sections[0].footer.paragraphs[0]
    foot.alignment = WD_ALIGN_PARAGRAPH.RIGHT
    field = parse_xml(
        f'<w:fldSimple {nsdecls("w")} w:instr="PAGE"><w:r><w:t>1</w:t></w:r></w:fldSimple>'
    )
    foot._p.append(field)


def _add_quotation(document: Document, quotation: Quotation, notes: Footnotes, level: int) -> None:
    document.add_heading(f"{quotation.number}. {plain(quotation.title)}", level)
    said_of_it = document.add_paragraph(" · ".join(map(plain, quotation.facts)), style=FACTS)
    if quotation.motion and quotation.motion.resolution_url:
        said_of_it.add_run(" · ")
        add_link(said_of_it, _(SEE_THE_RESOLUTION), quotation.motion.resolution_url)
    for context in quotation.words.contexts:
        document.add_paragraph(plain(context.label), style=LABEL)
        for line in paragraphs(context.lines):
            document.add_paragraph(line, style=FACTS)
    last = document.add_paragraph(style="Quote")
    quoted = paragraphs(quotation.words.lines)
    for line in quoted[:-1]:
        last.add_run(line)
        last = document.add_paragraph(style="Quote")
    last.add_run("".join(quoted[-1:]))
    for number, cell in enumerate(quotation.words.cells):
        last = document.add_paragraph(style="Quote") if number else last
        header = plain(cell.header)
        last.add_run(f"{header}: " if header else "").bold = True
        last.add_run(plain(cell.words))
    _cite(notes.add(last), quotation)
    for caution in quotation.cautions:
        document.add_paragraph(plain(caution), style=CAUTION)
    said = note_paragraphs(quotation.note)
    if said:
        document.add_paragraph(_(wording.NOTE), style=LABEL)
    for line in said:
        document.add_paragraph(line)
    places = document.add_paragraph()
    add_link(places, _(wording.PASSAGE_ON_THIS_SITE), quotation.url)
    if quotation.source_url:
        places.add_run(" · ")
        add_link(places, _(wording.PUBLISHED_SOURCE), quotation.source_url)


def _cite(note: Paragraph, quotation: Quotation) -> None:
    retrieved = _("Retrieved %(date)s.", date=quotation.retrieved)
    note.add_run(f"{plain(quotation.citation)}. {retrieved} ")
    add_link(note, quotation.url, quotation.url)


def _add_checksums(document: Document, briefing: Briefing) -> None:
    document.add_heading(_(wording.CHECKSUMS), 1)
    document.add_paragraph(plain(_(HOW_TO_VERIFY)))
    number, passage, held, *rest = map(_, wording.CHECKSUM_COLUMNS)
    table = document.add_table(1, len(_WIDTHS), style="Table Grid")
    table.autofit = False
    for column, width in zip(table.columns, _WIDTHS, strict=True):
        column.width = Cm(width)
    _fill(table.rows[0].cells, (number, f"{passage}, {held.lower()}", *rest))
    first = table.rows[0]._tr.get_or_add_trPr()
    first.append(OxmlElement("w:tblHeader"))  # so that it is repeated, and read out, on every page
    for each in briefing.quotations:
        place = f"{each.passage.start}–{each.passage.end}"
        row = table.add_row()
        _fill(
            row.cells,
            (
                str(each.number),
                f"{plain(each.passage.id)}, {each.passage.document}",
                place,
                each.entry.provenance.sha256,
                each.text_sha256,
            ),
            CODE,
        )
        row._tr.get_or_add_trPr().append(OxmlElement("w:cantSplit"))


def _fill(cells: Sequence[_Cell], words: Sequence[str], style: str = LABEL) -> None:
    for cell, width, said in zip(cells, _WIDTHS, words, strict=True):
        cell.width = Cm(width)
        cell.paragraphs[0].style = style
        cell.paragraphs[0].paragraph_format.space_before = _ROOM
        cell.paragraphs[0].paragraph_format.space_after = _ROOM
        cell.paragraphs[0].add_run(said)
