from __future__ import annotations

import io
import zipfile
from collections.abc import Callable
from typing import Any

import docx
import pytest
from docx.oxml import OxmlElement
from docx.oxml.ns import qn

from archive.readers.docx import read_docx
from archive.reading import UnreadableSource
from tests.archive.reading_checks import K, assert_sound, markers, outline


def word(write: Callable[[Any], None]) -> bytes:
    document = docx.Document()
    write(document)
    buffer = io.BytesIO()
    document.save(buffer)
    return buffer.getvalue()


def replaced(data: bytes, name: str, change: Callable[[bytes], bytes]) -> bytes:
    buffer = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(data)) as old,
        zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as new,
    ):
        for entry in old.infolist():
            part = old.read(entry)
            new.writestr(entry.filename, change(part) if entry.filename == name else part)
    return buffer.getvalue()


def test_reads_headings_lists_and_tables() -> None:
    def write(document: Any) -> None:
        document.core_properties.title = "Agenda Template"
        document.add_heading("MINUTES OF THE CABINET", level=1)
        document.add_heading("1. Apologies", level=2)
        document.add_paragraph("None.")
        document.add_paragraph("A Member asked why.", style="List Bullet")
        document.add_paragraph("Officers explained.", style="List Bullet 2")
        document.add_paragraph("RESOLVED –")
        document.add_paragraph("note it;", style="List Number")
        document.add_paragraph("Interrupted.")
        document.add_paragraph("note it again.", style="List Number")
        table = document.add_table(rows=2, cols=2)
        for cell, text in zip(
            [c for row in table.rows for c in row.cells], "Year Sum 2023 £5".split(), strict=True
        ):
            cell.paragraphs[0].add_run(text).bold = text.isalpha() or None

    reading = read_docx(word(write))
    assert_sound(reading)
    assert reading.claims.title == "Agenda Template"
    assert outline(reading) == [
        (K.HEADING, "MINUTES OF THE CABINET"),
        (K.HEADING, "1. Apologies"),
        (K.PARAGRAPH, "None."),
        (K.LIST_ITEM, "· A Member asked why."),
        (K.LIST_ITEM, "- Officers explained."),
        (K.PARAGRAPH, "RESOLVED –"),
        (K.LIST_ITEM, "1. note it;"),
        (K.PARAGRAPH, "Interrupted."),
        (K.LIST_ITEM, "2. note it again."),
        (K.TABLE_HEADER, "Year\tSum"),
        (K.TABLE_ROW, "2023\t£5"),
    ]
    assert markers(reading) == [("·", 1), ("-", 2), ("1.", 1), ("2.", 1)]


NUMBERING = b"""<w:abstractNum w:abstractNumId="90"><w:multiLevelType w:val="multilevel"/>
<w:lvl w:ilvl="0"><w:start w:val="84"/><w:numFmt w:val="decimal"/><w:lvlText w:val="%1."/></w:lvl>
<w:lvl w:ilvl="1"><w:start w:val="1"/><w:numFmt w:val="lowerLetter"/><w:lvlText w:val="(%2)"/></w:lvl>
<w:lvl w:ilvl="2"><w:start w:val="1"/><w:numFmt w:val="lowerRoman"/><w:lvlText w:val="%1.%3)"/></w:lvl>
</w:abstractNum>"""
NUMS = b"""<w:num w:numId="90"><w:abstractNumId w:val="90"/></w:num>
<w:num w:numId="91"><w:abstractNumId w:val="90"/>
<w:lvlOverride w:ilvl="0"><w:startOverride w:val="1"/></w:lvlOverride></w:num>"""


def test_prints_the_numbers_that_word_only_shows() -> None:
    def write(document: Any) -> None:
        for text, number, level in (
            ("Apologies", 90, 0),
            ("first", 90, 1),
            ("second", 90, 1),
            ("deep", 90, 2),
            ("Minutes", 90, 0),
            ("again first", 90, 1),
            ("Restarted", 91, 0),
            ("  ", 91, 0),
            ("Goes on", 91, 0),
        ):
            paragraph = document.add_paragraph(text, style="Heading 2" if level == 0 else None)
            properties = paragraph._p.get_or_add_pPr()
            list_of = OxmlElement("w:numPr")
            for name, value in (("w:ilvl", level), ("w:numId", number)):
                child = OxmlElement(name)
                child.set(qn("w:val"), str(value))
                list_of.append(child)
            properties.append(list_of)

    def add(part: bytes) -> bytes:
        first = part.index(b"<w:num ")
        part = part[:first] + NUMBERING + part[first:]
        return part.replace(b"</w:numbering>", NUMS + b"</w:numbering>")

    reading = read_docx(replaced(word(write), "word/numbering.xml", add))
    assert [words for _, words in outline(reading)] == [
        *[
            "84. Apologies",
            "(a) first",
            "(b) second",
            "84.i) deep",
            "85. Minutes",
            "(a) again first",
        ],
        *["1. Restarted", "2. Goes on"],
    ]
    assert outline(reading)[0][0] is K.HEADING


def test_bold_or_underlined_titles_are_headings() -> None:
    def write(document: Any) -> None:
        document.add_paragraph(style="List Number").add_run("Apologies").bold = True
        document.add_paragraph("None.")
        document.add_paragraph(style="List Number").add_run("Fares").underline = True
        document.add_paragraph("RESOLVED:")
        document.add_paragraph("To freeze the fares", style="List Number 2")
        document.add_paragraph().add_run("14/24\tTolls").bold = True

    assert outline(read_docx(word(write))) == [
        (K.HEADING, "1. Apologies"),
        (K.PARAGRAPH, "None."),
        (K.HEADING, "2. Fares"),
        (K.PARAGRAPH, "RESOLVED:"),
        (K.LIST_ITEM, "1. To freeze the fares"),
        (K.HEADING, "14/24 Tolls"),
    ]


def bomb(_: bytes) -> bytes:
    return b"<w:document>" + b" " * 70_000_000 + b"</w:document>"


def entities(part: bytes) -> bytes:
    declaration = b'<!DOCTYPE x [<!ENTITY secret SYSTEM "file:///etc/passwd">]>'
    return part.replace(b"<w:document", declaration + b"<w:document", 1)


@pytest.mark.parametrize(
    ("change", "words"),
    [
        (bomb, "unpacks to 70 MB"),
        (entities, "declares entities"),
        (lambda _: b"<w:document", "save it again"),
    ],
)
def test_refuses_what_no_word_document_has(change: Callable[[bytes], bytes], words: str) -> None:
    data = replaced(word(lambda document: document.add_paragraph("x")), "word/document.xml", change)
    with pytest.raises(UnreadableSource, match=words):
        read_docx(data)


def test_refuses_other_archives() -> None:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as package:
        package.writestr("a.txt", "x")
    with pytest.raises(UnreadableSource, match="no Word document"):
        read_docx(buffer.getvalue())
    with pytest.raises(UnreadableSource, match="save it again"):
        read_docx(b"PK\x03\x04 and nothing")
