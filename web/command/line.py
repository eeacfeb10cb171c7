"""One line of output, which no name or text from outside can break into two."""

from __future__ import annotations

import re

_UNPRINTED = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029]")
"""Ends of lines, and what moves a terminal's cursor or colours it."""


def numbered(number: int, noun: str) -> str:
    """``1 version``, ``1,204 versions``."""
    return f"{number:,} {noun}" if number == 1 else f"{number:,} {noun}s"


def one_line(text: str) -> str:
    r"""``text`` with each control character as Python writes it: a line end as ``\n``."""
    return _UNPRINTED.sub(lambda match: match[0].encode("unicode_escape").decode(), text)
