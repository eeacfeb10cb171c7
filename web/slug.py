"""Names as a part of an address: plain letters that last as long as the name."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Container


def slug(name: str, otherwise: str) -> str:
    """``children-and-families``; ``otherwise`` where the name has no letter that an address can hold."""
    plain = unicodedata.normalize("NFKD", name.replace("&", " and ").replace("'", ""))
    letters = plain.encode("ascii", "ignore").decode().lower()
    return re.sub(r"[^a-z0-9]+", "-", letters).strip("-") or otherwise


def unlike(wanted: str, taken: Container[str]) -> str:
    """``wanted``, with a number where it is taken."""
    tries, free = 1, wanted
    while free in taken:
        tries += 1
        free = f"{wanted}-{tries}"
    return free
