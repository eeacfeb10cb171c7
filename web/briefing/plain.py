"""The record's words as a file holds them: no markup, one paragraph a string."""

from __future__ import annotations

import re
from collections.abc import Iterable

from web.markup import Markup, visible
from web.presenters.words import Line

_NOT_IN_XML = re.compile("[\ud800-\udfff\ufffe\uffff]")


def plain(text: str) -> str:
    """In one line, and only of characters that XML may hold."""
    shown = text.unescape() if isinstance(text, Markup) else str(visible(text))
    return " ".join(_NOT_IN_XML.sub("\ufffd", shown).split())


def paragraphs(lines: Iterable[Line]) -> list[str]:
    return [plain(line.words) for line in lines]


def note_paragraphs(note: str) -> list[str]:
    return [plain(line) for line in note.split("\n") if line.strip()]
