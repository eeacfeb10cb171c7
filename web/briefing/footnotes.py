"""Word's own footnotes and hyperlinks, which python-docx leaves to its users (ECMA-376, 17.11 and 17.16)."""

from __future__ import annotations

from docx.document import Document
from docx.opc.constants import CONTENT_TYPE, RELATIONSHIP_TYPE
from docx.opc.packuri import PackURI
from docx.opc.part import XmlPart
from docx.oxml import OxmlElement, parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.text.paragraph import Paragraph

TEXT_STYLE = "FootnoteText"
REFERENCE_STYLE = "FootnoteReference"
LINK_STYLE = "Hyperlink"

_SEPARATORS = {
    -1: ("separator", "separator"),
    0: ("continuationSeparator", "continuationSeparator"),
}


class Footnotes:
    """The footnotes of a document, numbered in the order in which they are added."""

    def __init__(self, document: Document) -> None:
        root = parse_xml(f"<w:footnotes {nsdecls('w', 'r')}/>")
        for number, (kind, mark) in _SEPARATORS.items():
            root.append(
                parse_xml(
                    f'<w:footnote {nsdecls("w")} w:type="{kind}" w:id="{number}"><w:p><w:pPr>'
                    '<w:spacing w:after="0" w:line="240" w:lineRule="auto"/></w:pPr>'
                    f"<w:r><w:{mark}/></w:r></w:p></w:footnote>"
                )
            )
        self._part = XmlPart(
            PackURI("/word/footnotes.xml"),
            CONTENT_TYPE.WML_FOOTNOTES,
            root,
            document.part.package,
        )
        self._count = 0
        document.part.relate_to(self._part, RELATIONSHIP_TYPE.FOOTNOTES)
        settings = document.settings.element
        named = parse_xml(
            f"<w:footnotePr {nsdecls('w')}>"
            + "".join(f'<w:footnote w:id="{number}"/>' for number in _SEPARATORS)
            + "</w:footnotePr>"
        )
        # The schema wants it before these.
        after = [
            settings.find(qn(name)) for name in ("w:endnotePr", "w:compat", "w:docVars", "w:rsids")
        ]
        place = next((each for each in after if each is not None), None)
        settings.append(named) if place is None else place.addprevious(named)

    def add(self, paragraph: Paragraph) -> Paragraph:
        """A new footnote, called at the end of ``paragraph``; what it says is to be added to it."""
        self._count += 1
        paragraph._p.append(_run(REFERENCE_STYLE, "w:footnoteReference", str(self._count)))
        note = OxmlElement("w:footnote")
        note.set(qn("w:id"), str(self._count))
        inner = OxmlElement("w:p")
        inner.get_or_add_pPr().get_or_add_pStyle().set(qn("w:val"), TEXT_STYLE)
        inner.append(_run(REFERENCE_STYLE, "w:footnoteRef"))
        note.append(inner)
        self._part.element.append(note)
        said = Paragraph(inner, self._part)
        said.add_run(" ")
        return said


def add_link(paragraph: Paragraph, words: str, address: str) -> None:
    """``words`` that lead to ``address``, at the end of a paragraph of the text or of a footnote."""
    link = OxmlElement("w:hyperlink")
    link.set(
        qn("r:id"),
        paragraph.part.relate_to(address, RELATIONSHIP_TYPE.HYPERLINK, is_external=True),
    )
    run = _run(LINK_STYLE, "w:t")
    run[-1].text = words
    link.append(run)
    paragraph._p.append(link)


def _run(style: str, content: str, id: str = "") -> OxmlElement:
    run = OxmlElement("w:r")
    run.get_or_add_rPr().get_or_add_rStyle().set(qn("w:val"), style)
    inner = OxmlElement(content)
    if id:
        inner.set(qn("w:id"), id)
    run.append(inner)
    return run
