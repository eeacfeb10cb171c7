"""Small embedded indexes for tests, written from lists of words."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from pathlib import Path

from archive.document import AgendaItem, DocumentKind, Entry, Provenance
from indexer.engine import Held, Indexed
from indexer.engines.embedded.writer import EmbeddedWriter
from indexer.passage import Context, Passage, PassageKind
from tests.indexer.hashing import HashingEncoder

WORDS = ("damp", "mould", "homes", "home", "tenants", "budget", "the", "of", "W-2", "Café")
ENCODER = HashingEncoder()


def indexed(number: int, words: Sequence[str]) -> Indexed:
    """A passage of document ``number // 4``."""
    text = " ".join(words)
    vectors = ENCODER.encode([text, *words[:3]])
    document = f"d{number // 4}"
    passage = Passage(
        id=f"p{number:03}",
        document=document,
        kind=PassageKind.EXCHANGE if number % 3 else PassageKind.RESOLUTION,
        start=0,
        end=len(text),
        text=text,
        context=(Context(0, 4, words[-1]), Context(0, 4, f"{words[0]} of the")),
        item=AgendaItem(str(number % 5), f"The {words[0]}", 0, 9),
    )
    entry = Entry(
        id=document,
        title=f"Minutes {number // 4}",
        kind=DocumentKind.MINUTES,
        committee=("Cabinet", "Housing Committee")[number % 2],
        date=dt.date(2020 + number % 4, 3, 1) if number % 7 else None,
        provenance=Provenance(document, "d.txt", "0" * 64, dt.datetime(2025, 1, 1, tzinfo=dt.UTC)),
    )
    return Indexed(passage, entry, vectors[0], vectors[1:], number, 0)


def written(folder: Path, passages: Sequence[Indexed]) -> tuple[Held, ...]:
    folder.mkdir()
    writer = EmbeddedWriter(folder, None)
    for one in passages:
        writer.add(one)
    return writer.commit()
