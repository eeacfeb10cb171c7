"""The letters of a page as its file draws them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple, Protocol


class Face(NamedTuple):
    """How letters drawn together look."""

    degrees: float
    """Their slant against the page's own axes."""
    size: float
    """In points, as drawn."""
    bold: bool


class Letters(Protocol):
    """A page's letters, counted from 0 in the order in which the file draws them."""

    def text(self) -> str:
        """One character a letter."""
        ...

    def origins(self, places: Sequence[int]) -> list[float]:
        """The x and y of each letter's origin on the page's own axes, one after the other."""
        ...

    def boxes(self, places: Sequence[int]) -> list[float]:
        """Left, top, right and bottom of the space that each letter takes, one after the other."""
        ...

    def faces(self, places: Sequence[int]) -> list[Face]:
        """How each letter looks."""
        ...
