"""The ids of passages, which the words decide."""

from __future__ import annotations

import hashlib


def passage_id(document: str, text: str, occurrence: int) -> str:
    """A permalink that lasts as long as the passage's words do.

    It hashes the document's id, the words without regard to spacing or case, and the ordinal of this
    wording within the document (0 for the first), so it does not move when text around it changes.
    """
    digest = hashlib.sha256(f"{document}\n{occurrence}\n{wording(text)}".encode()).hexdigest()
    return digest[:16]


def wording(text: str) -> str:
    """The words of a passage without regard to spacing or case: alike for passages that say the same."""
    return " ".join(text.split()).casefold()
