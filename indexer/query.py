"""A query as a tree, which every search engine answers; ``indexer.parser`` reads one from words."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TypeAlias

LONGEST = 1_000
"""Characters of a question that are used: a paragraph. More is a pasted document, and each word costs a
look-up."""

FIELDS = ("title", "committee", "item")


@dataclass(frozen=True, slots=True)
class Word:
    typed: str
    term: str
    """Folded and stemmed."""
    field: str = ""
    """One of FIELDS, or empty for the passage and its context."""


@dataclass(frozen=True, slots=True)
class Prefix:
    typed: str
    start: str
    """Folded; stands for every word that starts so."""
    field: str = ""


@dataclass(frozen=True, slots=True)
class Phrase:
    """Words that must stand next to each other, in this order; in the passage's text, not stemmed."""

    typed: str
    words: tuple[str, ...]
    field: str = ""
    quoted: bool = True
    """False for a plain word of several parts that mean nothing apart: "W-2", "2023-24"."""


@dataclass(frozen=True, slots=True)
class And:
    nodes: tuple[Node, ...]


@dataclass(frozen=True, slots=True)
class Or:
    nodes: tuple[Node, ...]


@dataclass(frozen=True, slots=True)
class Not:
    node: Node


Leaf: TypeAlias = Word | Prefix | Phrase
Node: TypeAlias = Leaf | And | Or | Not


@dataclass(frozen=True, slots=True)
class Query:
    text: str
    """As typed."""
    required: Node | None = None
    """What every hit must satisfy, in every mode; None when only plain words were typed."""
    wanted: tuple[Leaf, ...] = ()
    """What hits are ranked and highlighted by: every leaf that is not under a NOT."""
    notes: tuple[str, ...] = ()
    """What was left out or put right, in plain sentences."""

    @property
    def terms(self) -> tuple[str, ...]:
        """The words that are looked for, as typed."""
        return tuple(dict.fromkeys(leaf.typed for leaf in self.wanted if not _is_quoted(leaf)))

    @property
    def phrases(self) -> tuple[str, ...]:
        """The phrases that must occur, without their quotation marks."""
        return tuple(dict.fromkeys(leaf.typed for leaf in self.wanted if _is_quoted(leaf)))

    @property
    def question(self) -> str:
        """What is compared by meaning: the words as typed, without operators and what they exclude."""
        if self.required is None:
            return self.text[:LONGEST].strip() if self.wanted else ""
        return " ".join(dict.fromkeys(leaf.typed for leaf in self.wanted if not leaf.field))

    @property
    def matching(self) -> Node | None:
        """What a passage must satisfy to be a keyword hit; None when the query holds no words."""
        if self.required is None:
            return Or(self.wanted) if self.wanted else None
        plain = tuple(leaf for leaf in self.wanted if not leaf.field)
        if plain and only_narrows(self.required):
            return And((self.required, Or(plain)))
        return self.required


def only_narrows(node: Node) -> bool:
    """Whether a constraint says only where to look and what to leave out, not what to look for."""
    if isinstance(node, And | Or):
        return all(map(only_narrows, node.nodes))
    return isinstance(node, Not) or bool(node.field)


def _is_quoted(leaf: Leaf) -> bool:
    return isinstance(leaf, Phrase) and leaf.quoted
