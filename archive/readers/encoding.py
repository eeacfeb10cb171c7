"""Turns the bytes of a text into characters, one way for every reader."""

from __future__ import annotations

import codecs
import re
from typing import NamedTuple

from archive.reading import UnreadableSource

_BOMS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)  # UTF-32 before UTF-16: the mark of one opens with the mark of the other
_CONTROL = re.compile(r"[\x00-\x08\x0e-\x1a\x7f]")
_MAX_CONTROL_SHARE = 0.01
"""No text has more; compressed bytes, taken as cp1252, have about 12 %."""

_DECLARED = re.compile(
    rb"""<meta[^>]{0,200}charset\s*=\s*["']?\s*([A-Za-z0-9_:.-]{2,40})""", re.IGNORECASE
)
_SNIFFED = 4096
"""Bytes: where HTML allows a charset to be declared is 1024; older council pages declare it later."""
_REALLY_WINDOWS = {"iso-8859-1", "latin-1", "latin1", "ascii", "us-ascii"}
"""What browsers read as cp1252, whatever it is called."""

_IN_HTTP = {"cp1252": "windows-1252", "utf-16-le": "utf-16le", "utf-16-be": "utf-16be"}
"""What the web calls a charset, where Python calls it otherwise."""


class _Decoded(NamedTuple):
    text: str
    notes: tuple[str, ...]
    charset: str
    """As Python names it."""


def charset(data: bytes, is_page: bool) -> str:
    """The charset that a text, or a web page, is read in, as HTTP names it.

    Raises UnreadableSource where it cannot be read.
    """
    name = (_decode_page(data) if is_page else _decode(data)).charset
    return _IN_HTTP.get(name, name)


def decode_page(data: bytes) -> tuple[str, tuple[str, ...]]:
    """A web page's markup, in the charset that it declares or else as ``decode`` reads any text."""
    text, notes, _ = _decode_page(data)
    return _checked(text), notes


def decode(data: bytes) -> tuple[str, tuple[str, ...]]:
    """The text, without a byte-order mark and otherwise exactly as it stands, and notes.

    UTF-8, or what the byte-order mark says, or else cp1252 (what Windows editors write), with a
    note. Raises UnreadableSource where the bytes are no text.
    """
    text, notes, _ = _decode(data)
    return _checked(text), notes


def _checked(text: str) -> str:
    if len(_CONTROL.findall(text)) > _MAX_CONTROL_SHARE * len(text):
        raise UnreadableSource(
            "The file holds bytes that are no text: open it in the program that made it, "
            "save it as .docx, .pdf or UTF-8 text, and index again."
        )
    return text


def _decode_page(data: bytes) -> _Decoded:
    declared = _DECLARED.search(data[:_SNIFFED])
    if declared and not data.startswith((codecs.BOM_UTF8, b"\xff\xfe", b"\xfe\xff")):
        name = declared[1].decode("ascii").lower()
        name = "cp1252" if name in _REALLY_WINDOWS else name
        if name not in ("utf-8", "utf8", "utf-16"):
            try:
                return _Decoded(data.decode(name), (), name)
            except (LookupError, UnicodeError):
                pass  # the declaration is wrong: the bytes decide
    return _decode(data)


def _decode(data: bytes) -> _Decoded:
    for mark, name in _BOMS:
        if data.startswith(mark):
            return _strictly(data[len(mark) :], name)
    try:
        return _Decoded(data.decode("utf-8"), (), "utf-8")
    except UnicodeDecodeError:
        pass
    lenient = data.decode("utf-8", errors="replace")
    wrong = lenient.count("\ufffd")
    right = sum(character > "\x7f" for character in lenient) - wrong
    if right > wrong:
        note = (
            f"{wrong} characters could not be read and are shown as \ufffd: "
            "save the file again as UTF-8."
        )
        return _Decoded(lenient, (note,), "utf-8")
    note = (
        "The file is not UTF-8 and was read as Windows text (cp1252): "
        "if £ signs or accents look wrong, save it again as UTF-8."
    )
    return _Decoded(data.decode("cp1252", errors="replace"), (note,), "cp1252")


def _strictly(data: bytes, name: str) -> _Decoded:
    try:
        return _Decoded(data.decode(name), (), name)
    except UnicodeDecodeError as error:
        raise UnreadableSource(
            f"The file says that it is {name.upper()} but its byte {error.start} is not: "
            "save it again as UTF-8 and index again."
        ) from error
