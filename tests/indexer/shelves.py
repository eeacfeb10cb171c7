"""Small archives for tests: documents written as lines, catalogued and built without any reader."""

from __future__ import annotations

import datetime as dt
import hashlib
from dataclasses import replace
from pathlib import Path

from archive.catalogue import Catalogue, open_catalogue
from archive.document import Document, DocumentKind, Meeting, Provenance, Status
from indexer.building.build import Built, build
from indexer.models.encoder import Encoder
from tests.indexer.hashing import HashingEncoder
from tests.indexer.records import document


def minutes(
    name: str,
    lines: str,
    committee: str = "Housing Committee",
    date: dt.date | None = dt.date(2024, 5, 1),
    kind: DocumentKind = DocumentKind.MINUTES,
    status: Status | None = None,
) -> Document:
    """Minutes as ``tests.indexer.records`` writes them, with an entry of their own."""
    plain = document(lines, kind)
    digest = hashlib.sha256(plain.text.encode()).hexdigest()
    provenance = Provenance(name, f"{name}.txt", digest, dt.datetime(2025, 1, 1, tzinfo=dt.UTC))
    entry = replace(
        plain.entry,
        id=hashlib.sha256(name.encode()).hexdigest()[:12],
        title=f"Minutes {name}",
        committee=committee,
        date=date,
        provenance=provenance,
        meeting=Meeting(committee, date),
        status=status,
    )
    return replace(plain, entry=entry)


def keep(catalogue: Catalogue, *documents: Document) -> None:
    """Make each document its source's current version."""
    with catalogue.writing():
        for one in documents:
            digest = one.entry.provenance.sha256
            number = catalogue.find(one.id, digest, "test") or catalogue.add(one, "test", None)
            catalogue.set_head(one.id, number)


def built(archive: Path, *documents: Document, encoder: Encoder | None = None) -> Built:
    """Keep documents and build the archive's index."""
    with open_catalogue(archive, create=True) as catalogue:
        keep(catalogue, *documents)
        return build(archive, catalogue, encoder or HashingEncoder())
