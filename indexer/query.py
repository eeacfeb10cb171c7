"""A query as a tree, which every search engine answers; ``indexer.parser`` reads one from words."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import TypeAlias

from indexer.note import Note
from indexer.role import Role

LONGEST = 1_000
"""Characters of a question that are used: a paragraph. More is a pasted document, and each word costs a
look-up."""

FIELDS = ("title", "committee", "item")
"""What a reader may look in."""
OWN, ABOVE = "body", "context"
"""What no reader types: the passage's own text, and the heading and question above it."""


@dataclass(frozen=True, slots=True)
class Word:
    typed: str
    term: str
    """Folded and stemmed."""
    field: str = ""
    """One of FIELDS, OWN or ABOVE; empty for the passage and its context."""


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
    within: int = 0
    """Other words that may stand between them; the words may then come in any order."""


@dataclass(frozen=True, slots=True)
class Either:
    """One thing that is written in several ways: an acronym and what it stands for, two spellings.

    Found where any of them stands, and ranked as one word.
    """

    typed: str
    forms: tuple[Word | Phrase, ...]
    """At least two, each as it would be looked for alone; in the same field as the whole."""
    field: str = ""
    is_everyday: bool = False
    """Whether the first form alone is what was typed, and the others what records say for it."""

    @property
    def key(self) -> str:
        """Names it among the query's terms, as its stem names a word: ``ltn|low traffic neighbourhood``."""
        return "|".join(
            form.term if isinstance(form, Word) else " ".join(form.words) for form in self.forms
        )


@dataclass(frozen=True, slots=True)
class And:
    nodes: tuple[Node, ...]


@dataclass(frozen=True, slots=True)
class Or:
    nodes: tuple[Node, ...]


@dataclass(frozen=True, slots=True)
class Not:
    node: Node


Leaf: TypeAlias = Word | Prefix | Phrase | Either
Node: TypeAlias = Leaf | And | Or | Not


class Asked(StrEnum):
    """What a question wants to be told, where its wording says so."""

    ANYTHING = "anything"
    DECISION = "decision"
    """"What was agreed about…", "was the budget approved"."""
    VOTE = "vote"
    """"Who voted against…", "how did Councillor Ash vote"."""
    ATTENDANCE = "attendance"
    """"Who was present…", "who sent apologies"."""
    QUESTION = "question"
    """"What did members ask about…"."""
    RESPONSE = "response"
    """"What did officers say about…", "what was the answer to…"."""
    NUMBER = "number"
    """"How many…", "how much…", "what percentage…"."""


@dataclass(frozen=True, slots=True)
class Speaker:
    """Whose words are asked for: "what did officers say", "Councillor Ash asked"."""

    typed: str
    role: Role | None = None
    name: str = ""
    """Without its title; empty where only a role is named."""


@dataclass(frozen=True, slots=True)
class Period:
    """A time that the question names, offered as a filter and never set unasked."""

    typed: str
    date_from: dt.date | None
    """First day; None for "before 2023"."""
    date_to: dt.date | None
    """Last day; None where there is none."""

    @property
    def day(self) -> dt.date | None:
        """None where it is longer than one."""
        return self.date_from if self.date_from == self.date_to else None


@dataclass(frozen=True, slots=True)
class Query:
    text: str
    """As typed."""
    required: Node | None = None
    """What every hit must satisfy, in every mode; None when only plain words were typed."""
    wanted: tuple[Leaf, ...] = ()
    """What hits are ranked and highlighted by: every leaf that is not under a NOT."""
    notes: tuple[Note, ...] = ()
    """What was left out, put right or understood."""
    subject: str = ""
    """The words as typed, without the frame ("what was said about"); empty where that was not looked for."""
    in_record_words: str = ""
    """The same with everyday expressions in the record's words; empty where it holds none."""
    asked: Asked = Asked.ANYTHING
    speaker: Speaker | None = None
    period: Period | None = None
    committees: tuple[str, ...] = ()
    """Those that the question may name, offered as a filter and never set unasked."""
    wants_latest: bool = False
    """Whether the question asks how things are now: "currently", "latest"."""
    wants_every: bool = False
    """Whether every mention is asked for: "list all references to…"; offered, never searched so unasked."""
    suggestion: str = ""
    """The question with words that the archive does not hold put right by its own; never used unasked."""

    @property
    def terms(self) -> tuple[str, ...]:
        """The words that are looked for, as typed."""
        return tuple(dict.fromkeys(leaf.typed for leaf in self.wanted if not _is_quoted(leaf)))

    @property
    def phrases(self) -> tuple[str, ...]:
        """The phrases that must occur, without their quotation marks."""
        return tuple(dict.fromkeys(leaf.typed for leaf in self.wanted if _is_quoted(leaf)))

    @property
    def anywhere(self) -> tuple[str, ...]:
        """The words and phrases that may stand in the passage or above it, as typed."""
        return tuple(dict.fromkeys(leaf.typed for leaf in self.wanted if not leaf.field))

    @property
    def is_plain(self) -> bool:
        """Whether it is all words, without phrases, prefixes and fields."""
        return all(isinstance(leaf, Word | Either) and not leaf.field for leaf in self.wanted)

    @property
    def question(self) -> str:
        """What is compared by meaning: the words as typed, without operators and what they exclude."""
        if self.required is None:
            return (self.subject or self.text[:LONGEST].strip()) if self.wanted else ""
        return " ".join(self.anywhere)

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
    return isinstance(node, Not) or node.field in FIELDS


def in_own_text(node: Node) -> Node:
    """A constraint on the passage's own text: what stands above it does not help."""
    return _each(node, lambda leaf: leaf if leaf.field else _within(leaf, OWN))


def or_above(node: Node) -> Node:
    """A constraint on a passage's own text that what stands above it may satisfy as well."""
    return _each(node, lambda leaf: Or((leaf, _within(leaf, ABOVE))) if leaf.field == OWN else leaf)


def _each(node: Node, changed: Callable[[Leaf], Node]) -> Node:
    """A tree with its leaves changed."""
    if isinstance(node, And | Or):
        return type(node)(tuple(_each(part, changed) for part in node.nodes))
    if isinstance(node, Not):
        return Not(_each(node.node, changed))
    return changed(node)


def _within(leaf: Leaf, field: str) -> Leaf:
    if isinstance(leaf, Either):
        forms = tuple(replace(form, field=field) for form in leaf.forms)
        return replace(leaf, forms=forms, field=field)
    return replace(leaf, field=field)


def _is_quoted(leaf: Leaf) -> bool:
    return isinstance(leaf, Phrase) and leaf.quoted
