"""A reader's words, parsed once into our own tree, which every search engine answers."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Query:
    text: str
    """As typed."""
    terms: tuple[str, ...] = ()
    """The words that are looked for and highlighted, as typed."""
    phrases: tuple[str, ...] = ()
    """The quoted phrases that must occur, without their quotation marks."""
    notes: tuple[str, ...] = ()
    """What was left out or put right, in plain sentences."""
