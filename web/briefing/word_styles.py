"""How a briefing looks in Word: A4, the styles by which readers find their way, and its language."""

from __future__ import annotations

from docx.document import Document
from docx.enum.style import WD_STYLE_TYPE
from docx.oxml import OxmlElement, parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.shared import Cm, Pt, RGBColor
from docx.styles.style import BaseStyle

from web.briefing.footnotes import LINK_STYLE, REFERENCE_STYLE, TEXT_STYLE

FACTS, LABEL, CAUTION, CODE = "Facts", "Label", "Caution", "Checksum"
_FONT = "Arial"
_INK, _QUIET, _LINK = (
    RGBColor(0x0B, 0x0C, 0x0C),
    RGBColor(0x48, 0x4F, 0x56),
    RGBColor(0x12, 0x50, 0x8F),
)
_SIZES = {"Title": 24, "Heading 1": 17, "Heading 2": 13, "Heading 3": 12}
_LANGUAGE = "en-GB"


def dress(document: Document) -> None:
    section = document.sections[0]
    section.page_width, section.page_height = Cm(21), Cm(29.7)
    section.left_margin = section.right_margin = Cm(2.3)
    section.top_margin = section.bottom_margin = Cm(2.2)
    _speak_english(document)
    normal = _set(document.styles["Normal"], 11, _INK)
    normal.paragraph_format.space_after = Pt(7)
    normal.paragraph_format.line_spacing = 1.15
    for name, size in _SIZES.items():
        heading = _set(document.styles[name], size, _INK, bold=True)
        heading.paragraph_format.keep_with_next = True
        heading.paragraph_format.space_before = Pt(0 if name == "Title" else size)
        heading.paragraph_format.space_after = Pt(5)
    _without_rule(document.styles["Title"])
    quote = _set(document.styles["Quote"], 11.5, _INK, font="Georgia")
    quote.font.italic = False
    quote.paragraph_format.left_indent = Cm(0.8)
    quote.element.get_or_add_pPr().append(
        parse_xml(
            f'<w:pBdr {nsdecls("w")}><w:left w:val="single" w:sz="24" w:space="10" w:color="12436D"/>'
            "</w:pBdr>"
        )
    )
    for name in (FACTS, LABEL, CAUTION, CODE):
        _add(document, name, WD_STYLE_TYPE.PARAGRAPH, name)
    _set(document.styles[FACTS], 10, _QUIET).paragraph_format.keep_with_next = True
    _set(document.styles[LABEL], 10, _QUIET, bold=True).paragraph_format.keep_with_next = True
    document.styles[LABEL].paragraph_format.space_after = Pt(2)
    _set(document.styles[CAUTION], 10, _INK, bold=True)
    _set(document.styles[CODE], 7.5, _INK, font="Courier New").paragraph_format.space_after = Pt(1)
    _notes(document)


def _notes(document: Document) -> None:
    text = _add(document, "footnote text", WD_STYLE_TYPE.PARAGRAPH, TEXT_STYLE)
    _set(text, 9, _INK).paragraph_format.space_after = Pt(3)
    reference = _add(document, "footnote reference", WD_STYLE_TYPE.CHARACTER, REFERENCE_STYLE)
    reference.font.superscript = True
    link = _add(document, "Hyperlink", WD_STYLE_TYPE.CHARACTER, LINK_STYLE)
    link.font.color.rgb = _LINK
    link.font.underline = True


def _add(document: Document, name: str, kind: WD_STYLE_TYPE, id: str) -> BaseStyle:
    style = document.styles.add_style(name, kind)
    style.element.set(qn("w:styleId"), id)
    return style


def _set(
    style: BaseStyle, size: float, colour: RGBColor, *, bold: bool = False, font: str = _FONT
) -> BaseStyle:
    style.font.name, style.font.size, style.font.bold = font, Pt(size), bold
    style.font.color.rgb = colour
    fonts = style.element.rPr.rFonts
    for name in list(fonts.attrib):  # the template's theme would have the last word
        if name.endswith("Theme"):
            del fonts.attrib[name]
    for script in ("w:cs", "w:eastAsia", "w:hAnsi"):
        fonts.set(qn(script), font)
    return style


def _without_rule(title: BaseStyle) -> None:
    rule = title.element.pPr.find(qn("w:pBdr"))
    if rule is not None:
        title.element.pPr.remove(rule)


def _speak_english(document: Document) -> None:
    for language in document.styles.element.iter(qn("w:lang")):
        language.set(qn("w:val"), _LANGUAGE)
    settings = document.settings.element
    theme = settings.find(qn("w:themeFontLang"))
    if theme is None:
        theme = OxmlElement("w:themeFontLang")
        settings.append(theme)
    theme.set(qn("w:val"), _LANGUAGE)
