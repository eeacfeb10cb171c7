"""Reads Word files: mammoth turns them into HTML, and the builder for web pages does the rest."""

from __future__ import annotations

import io
import xml.etree.ElementTree as ET
import zipfile
from dataclasses import replace

import mammoth

from archive.readers.html import read_markup
from archive.readers.numbering import number_paragraphs
from archive.readers.revisions import strike_deletions
from archive.reading import Claims, Reading, UnreadableSource

_MAX_UNPACKED = 500_000_000
"""Bytes of all parts together: an annual report full of photographs unpacks to about 100 MB."""
_MAX_PART = 40_000_000
"""Bytes of one XML part: a thousand pages of minutes are about 20 MB, and parsing takes 30 times that."""
_MAX_PARTS = 100_000_000
"""Bytes of all XML parts together."""
_MAX_ENTRIES = 10_000

_DOCUMENT = "word/document.xml"
_NOTES = ("word/footnotes.xml", "word/endnotes.xml")
_NUMBERING = "word/numbering.xml"
_STYLES = "word/styles.xml"
_CORE = "docProps/core.xml"
_DC = "{http://purl.org/dc/elements/1.1/}"
_DCTERMS = "{http://purl.org/dc/terms/}"

_STYLE_MAP = """
p[style-name='Title'] => h1:fresh
p[style-name='Subtitle'] => h2:fresh
p[style-name='Caption'] => figcaption:fresh
p[style-name='List Bullet 2'] => ul|ol > li > ul > li:fresh
p[style-name='List Bullet 3'] => ul|ol > li > ul|ol > li > ul > li:fresh
strike => s
u => u
"""


def read_docx(data: bytes) -> Reading:
    """Reads a .docx file: its words, headings, lists with the numbers that Word shows, and tables.

    Deletions of tracked changes count as struck through, and insertions as text; page headers and
    comments are left out, and there are no page numbers. Raises UnreadableSource for a file that is
    no Word document, or no honest one.
    """
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as package:
            parts = _checked_parts(package)
            claims = _claims(parts.get(_CORE, b""))
            parts |= {
                name: strike_deletions(parts[name])
                for name in (_DOCUMENT, *_NOTES)
                if name in parts
            }
            if _NUMBERING in parts:
                parts |= number_paragraphs(
                    parts[_DOCUMENT], parts[_NUMBERING], parts.get(_STYLES, b"")
                ).into(_DOCUMENT, _NUMBERING)
            html = _to_html(_packed(parts))
    except (UnreadableSource, MemoryError):
        raise
    except Exception as error:  # whatever a broken package raises in zipfile, expat or mammoth
        raise UnreadableSource(
            f"The file could not be read as a Word document ({type(error).__name__}: "
            f"{str(error)[:120]}): open it in Word, save it again as .docx, and index again."
        ) from error
    return replace(read_markup(html), claims=claims)


def _checked_parts(package: zipfile.ZipFile) -> dict[str, bytes]:
    """The package's XML parts, unpacked within the limits and free of entities."""
    entries = package.infolist()
    unpacked = sum(entry.file_size for entry in entries)
    if len(entries) > _MAX_ENTRIES or unpacked > _MAX_UNPACKED:
        raise UnreadableSource(
            f"The file unpacks to {unpacked / 1e6:,.0f} MB in {len(entries):,} parts, and a document "
            f"may have {_MAX_UNPACKED / 1e6:,.0f} MB in {_MAX_ENTRIES:,}: save it without pictures."
        )
    if _DOCUMENT not in package.namelist():
        raise UnreadableSource(
            "The file is a zip archive but no Word document (it has no word/document.xml): "
            "open it in Word and save it as .docx."
        )
    parts: dict[str, bytes] = {}
    for entry in entries:
        if not entry.filename.lower().endswith((".xml", ".rels")):
            continue
        limit = min(_MAX_PART, _MAX_PARTS - sum(map(len, parts.values())))
        if entry.file_size > limit:
            raise UnreadableSource(
                f"The part {entry.filename} unpacks to {entry.file_size / 1e6:,.0f} MB, more than "
                f"the {limit / 1e6:,.0f} MB that it may have: split the document."
            )
        part = _unpacked(package, entry)
        head = part.replace(b"\0", b"")  # UTF-16 as ASCII, near enough to find a declaration
        if b"<!DOCTYPE" in head or b"<!ENTITY" in head:
            raise UnreadableSource(
                f"The part {entry.filename} declares entities, which no Word document does: "
                "open it in Word and save it as .docx."
            )
        parts[entry.filename] = part
    return parts


def _unpacked(package: zipfile.ZipFile, entry: zipfile.ZipInfo) -> bytes:
    """No more than the directory says: a package that lies about its sizes is cut and fails its check."""
    if entry.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED):
        raise UnreadableSource(
            f"The part {entry.filename} is packed in a way that no Word document is: "
            "open it in Word and save it as .docx."
        )
    with package.open(entry) as part:
        return part.read(entry.file_size + 1)


def _packed(parts: dict[str, bytes]) -> bytes:
    """The XML parts alone as a package: pictures have no words."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_STORED) as package:
        for name, part in parts.items():
            package.writestr(name, part)
    return buffer.getvalue()


def _to_html(package: bytes) -> str:
    result = mammoth.convert_to_html(
        io.BytesIO(package),
        style_map=_STYLE_MAP,
        convert_image=lambda _: [],
        external_file_access=False,
    )
    return f"<main>{result.value}</main>"


def _claims(core: bytes) -> Claims:
    if not core:
        return Claims()
    root = ET.fromstring(core)  # noqa: S314
    title = root.findtext(f"{_DC}title") or ""
    date = root.findtext(f"{_DCTERMS}created") or ""
    return Claims(" ".join(title.split()), date[:10])
