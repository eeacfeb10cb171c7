"""What a file's name says, and whether a title says more than that."""

from __future__ import annotations

import re
from pathlib import PurePosixPath

_DATED = re.compile(r"^(?:19|20)\d\d \d\d \d\d ")
_SAYS_NOTHING = re.compile(
    r"(?:appendix|appendices|annexe?|schedule|attachment|enclosure|report|reports|item|agenda|minutes|of|the"
    r"|previous|last|meeting|supplementary|supplement|addendum|cover|cabinet|council|committee|final|draft"
    r"|version|v|public|pack|printed|copy|document|updated|part|to|for|[a-z]|[ivx]+|\d+[a-z]{0,2})"
)


def spoken(file: str) -> str:
    """The file's name as words: "ferry_fares-2024.pdf" is "ferry fares 2024"."""
    stem = PurePosixPath(file).stem
    return " ".join(re.sub(r"[_\-]+", " ", stem).split()) or stem


def is_only_name(title: str, file: str) -> bool:
    """Whether a title is nothing but the file's name, perhaps without the date before it."""
    plain = _plain(title)
    named = _plain(PurePosixPath(file).stem)
    return bool(plain) and plain in (named, _DATED.sub("", named))


def says_nothing(title: str) -> bool:
    """Whether no word of a title tells what it is about: "Appendix 1", "24-00109 - Report"."""
    return all(_SAYS_NOTHING.fullmatch(word) for word in _plain(title).split())


def _plain(words: str) -> str:
    return " ".join(re.sub(r"[\W_]+", " ", words.casefold()).split())
