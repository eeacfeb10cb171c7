"""Turns the bytes of a text into characters, one way for every reader."""

from __future__ import annotations

import codecs
import re

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


def decode(data: bytes) -> tuple[str, tuple[str, ...]]:
    """The text, without a byte-order mark and otherwise exactly as it stands, and notes.

    UTF-8, or what the byte-order mark says, or else cp1252 (what Windows editors write), with a
    note. Raises UnreadableSource where the bytes are no text.
    """
    text, notes = _decode(data)
    if len(_CONTROL.findall(text)) > _MAX_CONTROL_SHARE * len(text):
        raise UnreadableSource(
            "The file holds bytes that are no text: open it in the program that made it, "
            "save it as .docx, .pdf or UTF-8 text, and index again."
        )
    return text, notes


def _decode(data: bytes) -> tuple[str, tuple[str, ...]]:
    for mark, name in _BOMS:
        if data.startswith(mark):
            return _strictly(data[len(mark) :], name)
    try:
        return data.decode("utf-8"), ()
    except UnicodeDecodeError:
        pass
    lenient = data.decode("utf-8", errors="replace")
    wrong = lenient.count("\ufffd")
    right = sum(character > "\x7f" for character in lenient) - wrong
    if right > wrong:
        return lenient, (
            f"{wrong} characters could not be read and are shown as \ufffd: "
            "save the file again as UTF-8.",
        )
    return data.decode("cp1252", errors="replace"), (
        "The file is not UTF-8 and was read as Windows text (cp1252): "
        "if £ signs or accents look wrong, save it again as UTF-8.",
    )


def _strictly(data: bytes, name: str) -> tuple[str, tuple[str, ...]]:
    try:
        return data.decode(name), ()
    except UnicodeDecodeError as error:
        raise UnreadableSource(
            f"The file says that it is {name.upper()} but its byte {error.start} is not: "
            "save it again as UTF-8 and index again."
        ) from error
