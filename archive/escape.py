"""Escapes what a name may hold and a line of text may not."""

from __future__ import annotations

import os
import unicodedata

_BREAKING = ("Cc", "Cs", "Zl", "Zp")
"""Unicode categories: control characters, halves of characters, and separators of lines."""


def one_line(text: str) -> str:
    r"""The text as it can be told on one line of a summary, bytes that are not UTF-8 escaped.

    >>> one_line("caf\udce9.txt\nskipped: none")
    'caf\\xe9.txt\\nskipped: none'
    """
    return "".join(_told(c) if unicodedata.category(c) in _BREAKING else c for c in text)


def is_utf8(path: str | os.PathLike[str]) -> bool:
    """Whether a file's name can be written down; some, from old disks, are bytes of another encoding."""
    try:
        os.fspath(path).encode()
    except UnicodeEncodeError:
        return False
    return True


def _told(character: str) -> str:
    if "\udc80" <= character <= "\udcff":  # how Python holds a byte that is not UTF-8
        return f"\\x{ord(character) - 0xDC00:02x}"
    return character.encode("unicode_escape").decode()
