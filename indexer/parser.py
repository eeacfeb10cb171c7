"""A reader's words into a query.

The language: plain words, "exact phrases", "words near each other"~5, AND OR NOT and brackets, -word,
title: committee: item: before a word or phrase, and prefix*. Plain words rank; everything else
constrains. Nothing that a reader can type raises: what cannot be read is left out, and a note says so.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from indexer.analysis import STOP_WORDS, stem, tokens
from indexer.note import Note, Told
from indexer.query import (
    LONGEST,
    And,
    Leaf,
    Node,
    Not,
    Or,
    Phrase,
    Prefix,
    Query,
    Word,
    only_narrows,
)

MAX_LEAVES = 64
MAX_DEPTH = 20
"""Brackets within brackets; keeps the parser far from Python's recursion limit."""
MIN_PREFIX = 2
"""Letters before a ``*``: one letter would stand for a large part of all words."""


MAX_WITHIN = 50
"""Other words between those of a "phrase"~n: more is a whole passage, where AND says the same."""


def parse(text: str, *, strictly: bool = False) -> Query:
    """Read a query as typed; never raises. ``strictly``: plain words constrain too, all of them."""
    notes: list[Note] = []
    read = text
    if len(read) > LONGEST:
        read = read[:LONGEST].rsplit(None, 1)[0] if " " in read else read[:LONGEST]
        notes.append(Note(Told.CUT, number=len(text), limit=LONGEST))
    parser = _Parser(list(_signs(read, notes)), notes, read.isupper(), strictly)
    group = parser.group()
    query = Query(text, group.constraint(), tuple(dict.fromkeys(parser.wanted)), tuple(notes))
    if not query.wanted and query.required is None:
        spare = tuple(dict.fromkeys(parser.stopped))
        if spare:
            note = Note(Told.ONLY_COMMON)
            required = _all(list(spare)) if strictly else None
            return replace(query, required=required, wanted=spare, notes=(*notes, note))
        if text.strip():
            note = Note(Told.NO_WORD)
            return replace(query, notes=(*notes, note))
    return query


_SIGN = re.compile(
    r"""(?P<minus>-(?=["“(\w]))?
        (?:(?P<field>title|committee|item):(?=["“\w]))?
        (?:["“”](?P<phrase>[^"“”]*)["“”](?:~(?P<within>\d*)(?!\w))?|(?P<bracket>[()])|(?P<word>[^\s()"“”]+)|(?P<quote>["“”]))""",
    re.VERBOSE | re.IGNORECASE,
)
_OPERATORS = {"AND", "OR", "NOT"}


def plain(text: str) -> str:
    """The text, as long as it was, with all that is not plain words blanked out: what is quoted, left
    out, joined by an operator or looked for in a field.
    """
    shown = list(text)
    denied = False
    for match in _SIGN.finditer(text):
        is_word = match["word"] is not None and match["word"] not in _OPERATORS
        if denied or match["minus"] or match["field"] or not is_word:
            shown[match.start() : match.end()] = _BLANK * (match.end() - match.start())
        denied = match["word"] == "NOT" or (denied and match["word"] in _OPERATORS)
    return "".join(shown)


_BLANK = "\0"
"""No word character, no space and no punctuation, so that nothing is read across it."""


@dataclass(frozen=True, slots=True)
class _Sign:
    """One piece of the typed text: an operator, a bracket, or a word or phrase with its modifiers."""

    operator: str = ""
    phrase: str | None = None
    within: str | None = None
    """The digits behind a phrase's ~; None without one."""
    word: str = ""
    field: str = ""
    negative: bool = False


def _signs(text: str, notes: list[Note]) -> Iterator[_Sign]:
    left_over = False
    for match in _SIGN.finditer(text):
        negative, field = match["minus"] is not None or left_over, (match["field"] or "").lower()
        left_over = False
        if match["quote"]:
            left_over = negative  # -"damp still leaves damp out
            notes.append(Note(Told.LONE_QUOTATION_MARK))
        elif match["bracket"]:
            yield _Sign(match["bracket"], negative=negative)
        elif match["phrase"] is not None:
            yield _Sign(
                phrase=match["phrase"], within=match["within"], field=field, negative=negative
            )
        elif match["word"] in _OPERATORS and not field and not negative:
            yield _Sign(match["word"])
        elif match["word"] != "&":
            yield _Sign(word=match["word"], field=field, negative=negative)


@dataclass(slots=True)
class _Group:
    """The clauses of one pair of brackets, or of the whole query."""

    soft: list[Node]
    hard: list[Node]
    chosen: list[Node]
    """The sides of ORs that are already complete."""

    def close(self) -> None:
        """End one side of an OR."""
        if self.hard and self.soft and all(map(only_narrows, self.hard)):
            self.chosen.append(_all([*self.hard, _any(self.soft)]))
        elif self.hard:
            self.chosen.append(_all(self.hard))
        elif self.soft:
            self.chosen.append(_any(self.soft))
        self.soft, self.hard = [], []

    def constraint(self) -> Node | None:
        """What the group demands; None where it holds plain words only."""
        if self.chosen:
            self.close()
            return _any(self.chosen)
        return _all(self.hard) if self.hard else None

    def node(self) -> Node | None:
        """The group as a clause of the group around it."""
        return self.constraint() or (_any(self.soft) if self.soft else None)


def _all(nodes: list[Node]) -> Node:
    return nodes[0] if len(nodes) == 1 else And(tuple(nodes))


def _any(nodes: list[Node]) -> Node:
    return nodes[0] if len(nodes) == 1 else Or(tuple(nodes))


class _Parser:
    def __init__(
        self, signs: list[_Sign], notes: list[Note], is_shouted: bool, strictly: bool
    ) -> None:
        self.signs = signs
        self.strictly = strictly
        self.is_shouted = is_shouted
        """Whether all of the question is in capitals, which then tell nothing."""
        self.notes = notes
        self.position = 0
        self.leaves = 0
        self.wanted: list[Leaf] = []
        self.stopped: list[Leaf] = []

    def group(self, depth: int = 0, negative: bool = False) -> _Group:
        group = _Group([], [], [])
        joined = denied = False
        while self.position < len(self.signs):
            sign = self.signs[self.position]
            self.position += 1
            if sign.operator == ")":
                if depth:
                    return group
                self._note(Note(Told.LONE_BRACKET))
                continue
            if sign.operator == "OR":
                if not (group.hard or group.soft):
                    self._note(Note(Told.LONE_OR))
                else:
                    group.close()
                joined = False
                continue
            if sign.operator == "AND":
                if group.soft and not joined:
                    group.hard.append(_strict(group.soft.pop()))
                joined = True
                continue
            if sign.operator == "NOT":
                denied = True
                continue
            excluded = denied or sign.negative
            denied = False
            if sign.operator == "(":
                node = self._bracket(depth, negative != excluded)
                hard = True
            else:
                node = self._leaf(sign, negative != excluded, joined or excluded)
                hard = excluded or joined or sign.phrase is not None or bool(sign.field)
                if self.strictly and not negative and node is not None:
                    hard, node = True, _strict(node)
            if node is not None:
                if excluded:
                    node = Not(node)
                (group.hard if hard else group.soft).append(node)
            joined = False
        if depth:
            self._note(Note(Told.OPEN_BRACKET))
        if denied:
            self._note(Note(Told.LONE_NOT))
        return group

    def _bracket(self, depth: int, negative: bool) -> Node | None:
        if depth >= MAX_DEPTH:
            self._note(Note(Told.DEEP_BRACKETS, limit=MAX_DEPTH))
            return None
        return self.group(depth + 1, negative).node()

    def _leaf(self, sign: _Sign, negative: bool, strict: bool) -> Node | None:
        """The word or phrase; several words for a plain hyphenated word, one phrase for a strict one."""
        if self.leaves >= MAX_LEAVES:
            self._note(Note(Told.MANY_WORDS, limit=MAX_LEAVES))
            return None
        typed = sign.word if sign.phrase is None else sign.phrase
        typed = typed.strip().rstrip("?!.,;:") if sign.phrase is None else typed.strip()
        words = tuple(token.word for token in tokens(typed))
        if not words:
            if typed:
                self._note(Note(Told.NO_LETTER, typed[:40]))
            return None
        self.leaves += len(words)
        leaves: list[Leaf]
        if sign.phrase is None and typed.endswith("*") and len(words) == 1:
            if len(words[0]) < MIN_PREFIX:
                self._note(Note(Told.SHORT_PREFIX, typed, limit=MIN_PREFIX))
                return None
            leaves = [Prefix(typed, words[0], sign.field)]
        elif sign.phrase is not None or (
            len(words) > 1 and (strict or sign.field or any(map(_means_nothing_apart, words)))
        ):
            within = self._within(sign, words)
            leaves = [Phrase(typed, words, sign.field, sign.phrase is not None, within)]
        else:
            leaves = [Word(typed, stem(word), sign.field) for word in words]
            if not sign.field and not negative and self._is_common(typed, words):
                self.stopped.extend(leaves)
                return None
        if not negative:
            self.wanted.extend(leaves)
        return _any(list(leaves))

    def _is_common(self, typed: str, words: tuple[str, ...]) -> bool:
        """Whether a word names nothing to look for; "IT" and "GET" in capitals are acronyms."""
        return STOP_WORDS.issuperset(words) and not (
            len(typed) > 1 and typed.isupper() and not self.is_shouted
        )

    def _within(self, sign: _Sign, words: tuple[str, ...]) -> int:
        if sign.within is None:
            return 0
        if not sign.within:
            self._note(Note(Told.NO_DISTANCE))
            return 0
        if len(sign.within) > 4 or int(sign.within) > MAX_WITHIN:
            self._note(Note(Told.FAR, f"~{sign.within[:9]}", limit=MAX_WITHIN))
            return MAX_WITHIN if len(words) > 1 else 0
        return int(sign.within) if len(words) > 1 else 0

    def _note(self, note: Note) -> None:
        if note not in self.notes:
            self.notes.append(note)


def _means_nothing_apart(part: str) -> bool:
    return len(part) == 1 or part.isdigit()


def _strict(node: Node) -> Node:
    """A plain hyphenated word, now joined by AND, asks for all its parts."""
    return And(node.nodes) if isinstance(node, Or) else node
