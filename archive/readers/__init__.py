"""Readers: from the bytes of one file to its text and structure."""

from __future__ import annotations

from pathlib import PurePath

from archive.reading import Reading, UnreadableSource

MAX_TEXT = 16_000_000
"""Bytes of a text, Markdown or web page, and characters of what any file unpacks to: about 6,000 pages;
the longest meeting page seen has 60 kB."""
MAX_BLOCKS = 200_000
"""Of one file: what 6,000 pages have, thirty to a page."""
MAX_FILE = 200_000_000
"""Bytes of a PDF or Word file: ModernGov itself takes no larger upload."""

_SUFFIXES = {
    ".pdf": "PDF",
    ".docx": "Word",
    ".html": "HTML",
    ".htm": "HTML",
    ".txt": "text",
    ".md": "Markdown",
}
_SIGNATURES = (
    (b"%PDF-", "a PDF", ".pdf"),
    (b"PK\x03\x04", "a zip archive, as Word files are", ".docx"),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "an old or a password-protected Office file", ""),
    (b"{\\rtf", "rich text (RTF)", ""),
    (b"\x89PNG", "a picture (PNG)", ""),
    (b"\xff\xd8\xff", "a picture (JPEG)", ""),
    (b"GIF8", "a picture (GIF)", ""),
    (b"II*\0", "a picture (TIFF)", ""),
    (b"MM\0*", "a picture (TIFF)", ""),
)
_PDF_WITHIN = 1024
"""Bytes: readers take a PDF whose header follows some rubbish, within this (ISO 32000-1, annex H)."""


def read(data: bytes, name: str) -> Reading:
    """Reads a file by what its bytes are and then by what its name says.

    Raises UnreadableSource, and nothing else, where the two disagree or no text comes of it.
    """
    path = PurePath(name)
    suffix = path.suffix.lower()
    if not data:
        raise UnreadableSource(f"{path.name} is empty (0 bytes): fetch or save it again.")
    held, right = _signature(data)
    if suffix == "" and right == ".pdf":
        suffix = right
    if suffix not in _SUFFIXES:
        remedy = f"rename it to {right}" if right else "save it as .docx or .pdf"
        raise UnreadableSource(
            f"{path.name} holds {held or 'nothing that is known by its bytes'} and is named "
            f"'{suffix}', which is not read ({', '.join(_SUFFIXES)} are): {remedy} and index again."
        )
    _check_size(path.name, suffix, len(data))
    if held and right != (".html" if suffix == ".htm" else suffix):
        remedy = f"rename it to {right}" if right else "save it as .docx or .pdf"
        raise UnreadableSource(
            f"{path.name} is named {suffix} but holds {held}: {remedy} and index again."
        )
    if not held and suffix in (".pdf", ".docx"):
        raise UnreadableSource(
            f"{path.name} is named {suffix} but its bytes are no {_SUFFIXES[suffix]} file's "
            f"({_opening(data)}): fetch or save it again."
        )
    reading = _read_as(suffix, data)
    if not reading.blocks:
        raise UnreadableSource(
            f"{path.name} holds no text: if it is a scan or a picture, have its text recognised."
        )
    if len(reading.text) > MAX_TEXT:
        raise UnreadableSource(
            f"{path.name} unpacks to {len(reading.text) / 1e6:.1f} million characters, and a document "
            f"may have {MAX_TEXT / 1e6:.0f} million: split it into its documents and index again."
        )
    if len(reading.blocks) > MAX_BLOCKS:
        raise UnreadableSource(
            f"{path.name} has {len(reading.blocks):,} paragraphs and rows, and a document may have "
            f"{MAX_BLOCKS:,}: split it into its documents and index again."
        )
    return reading


def _signature(data: bytes) -> tuple[str, str]:
    """What the bytes are, and the suffix for it; empty where they are plain text."""
    for signature, held, suffix in _SIGNATURES:
        if data.startswith(signature):
            return held, suffix
    if b"%PDF-" in data[:_PDF_WITHIN]:
        return "a PDF", ".pdf"
    opening = data[:_PDF_WITHIN].removeprefix(b"\xef\xbb\xbf").lstrip().lower()
    if opening.startswith((b"<!doctype html", b"<html")):
        return "a web page", ".html"
    return "", ""


def _opening(data: bytes) -> str:
    """What the first bytes say to a person, if they say anything."""
    words = data[:40].decode("latin-1").split("\n")[0].strip()
    return (
        f"they begin with “{words}”"
        if words and words.isprintable()
        else "they begin with nothing to be read"
    )


def _check_size(name: str, suffix: str, size: int) -> None:
    limit = MAX_FILE if suffix in (".pdf", ".docx") else MAX_TEXT
    if size > limit:
        raise UnreadableSource(
            f"{name} has {size / 1e6:.1f} MB, and a {_SUFFIXES[suffix]} file may have "
            f"{limit / 1e6:.0f} MB: split it into its documents and index again."
        )


def _read_as(suffix: str, data: bytes) -> Reading:
    """Reads with the reader of one form; each is imported when first wanted, for its parser's sake."""
    if suffix == ".pdf":
        from archive.readers.pdf import read_pdf

        return read_pdf(data)
    if suffix == ".docx":
        from archive.readers.docx import read_docx

        return read_docx(data)
    if suffix in (".html", ".htm"):
        from archive.readers.html import read_html

        return read_html(data)
    if suffix == ".md":
        from archive.readers.markdown import read_markdown

        return read_markdown(data)
    from archive.readers.text import read_text

    return read_text(data)
