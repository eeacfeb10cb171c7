"""A passage as a build keeps it, and the row of SQLite that it is kept in."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from archive.document import AgendaItem
from archive.records import item_row
from indexer.passage import Choice, Context, Motion, Passage, PassageKind, Vote
from indexer.role import Role

COLUMNS = (
    'id, document, version, place, kind, start, "end", text, context, item, section, pages, motion, '
    "roles, words, vectors"
)


@dataclass(frozen=True, slots=True)
class Shelved:
    """A passage and where it belongs."""

    passage: Passage
    version: int
    """The catalogue's number of the document version that it is a slice of."""
    place: int | None
    """Its place among the searched passages of its document; None for a passage of a former version, kept
    to be cited."""
    words: str = ""
    """``engine.words_digest`` of what was indexed."""
    vectors: str = ""
    """The engine's digest of its vectors."""


def to_row(shelved: Shelved) -> tuple[object, ...]:
    """Its values for COLUMNS."""
    passage = shelved.passage
    return (
        passage.id,
        passage.document,
        shelved.version,
        shelved.place,
        passage.kind,
        passage.start,
        passage.end,
        passage.text,
        json.dumps([(c.start, c.end, c.text) for c in passage.context], ensure_ascii=False),
        json.dumps(passage.item and item_row(passage.item), ensure_ascii=False),
        json.dumps(passage.section, ensure_ascii=False),
        json.dumps(passage.pages),
        json.dumps(passage.motion and _motion_row(passage.motion), ensure_ascii=False),
        json.dumps(passage.roles),
        shelved.words,
        shelved.vectors,
    )


def from_row(row: Sequence[object]) -> Shelved:
    (
        id,
        document,
        version,
        place,
        kind,
        start,
        end,
        text,
        context,
        item,
        section,
        pages,
        motion,
        roles,
        words,
        vectors,
    ) = row
    item_values, page_values = json.loads(str(item)), json.loads(str(pages))
    motion_values = json.loads(str(motion))
    passage = Passage(
        id=str(id),
        document=str(document),
        kind=PassageKind(str(kind)),
        start=_int(start),
        end=_int(end),
        text=str(text),
        context=tuple(Context(*values) for values in json.loads(str(context))),
        item=AgendaItem(*item_values) if item_values else None,
        section=tuple(json.loads(str(section))),
        pages=(page_values[0], page_values[1]) if page_values else None,
        motion=_motion(*motion_values) if motion_values else None,
        roles=tuple(map(Role, json.loads(str(roles)))),
    )
    return Shelved(
        passage, _int(version), None if place is None else _int(place), str(words), str(vectors)
    )


def digest_of(row: Sequence[object]) -> str:
    """Of the values of COLUMNS, kept beside them."""
    return hashlib.sha256("\x1f".join(map(str, row)).encode()).hexdigest()


def _motion_row(motion: Motion) -> tuple[object, ...]:
    votes = [(vote.choice, vote.count, vote.names) for vote in motion.votes]
    return (
        motion.proposer,
        motion.seconder,
        motion.outcome,
        motion.is_amendment,
        votes,
        motion.is_amended,
    )


def _motion(
    proposer: str,
    seconder: str,
    outcome: str,
    is_amendment: bool,
    votes: list[Any],
    is_amended: bool = False,
) -> Motion:
    """``is_amended`` is not told of passages that an earlier program split."""
    cast = tuple(Vote(Choice(choice), count, tuple(names)) for choice, count, names in votes)
    return Motion(proposer, seconder, outcome, is_amendment, cast, is_amended)


def _int(value: object) -> int:
    assert isinstance(value, int)
    return value
