"""Documents and manifest rows to JSON and back, without loss."""

from __future__ import annotations

import datetime as dt
import hashlib
import json
from dataclasses import asdict
from typing import Any

from archive.document import (
    AgendaItem,
    Area,
    Attendee,
    Block,
    BlockKind,
    Deletion,
    Document,
    DocumentKind,
    Entry,
    Meeting,
    PageState,
    Presence,
    Provenance,
    Range,
    Status,
)
from archive.manifest import ManifestRow


def entry_to_json(entry: Entry) -> str:
    meeting, provenance = entry.meeting, entry.provenance
    return _dump(
        {
            "id": entry.id,
            "title": entry.title,
            "kind": entry.kind,
            "committee": entry.committee,
            "date": _iso(entry.date),
            "provenance": {
                "source": provenance.source,
                "file": provenance.file,
                "sha256": provenance.sha256,
                "retrieved": provenance.retrieved.isoformat(),
                "source_url": provenance.source_url,
                "publisher": provenance.publisher,
                "licence": provenance.licence,
            },
            "meeting": meeting
            and {
                "committee": meeting.committee,
                "date": _iso(meeting.date),
                "time": meeting.time,
                "place": meeting.place,
            },
            "status": entry.status,
            "author": entry.author,
            "period": entry.period,
            "pages": entry.pages,
            "tables": entry.tables,
            "truncated": entry.truncated,
            "notes": entry.notes,
        }
    )


def entry_from_json(text: str) -> Entry:
    row = json.loads(text)
    meeting, provenance = row["meeting"], row["provenance"]
    retrieved = dt.datetime.fromisoformat(provenance.pop("retrieved"))
    return Entry(
        id=row["id"],
        title=row["title"],
        kind=DocumentKind(row["kind"]),
        committee=row["committee"],
        date=_date(row["date"]),
        provenance=Provenance(**provenance, retrieved=retrieved),
        meeting=meeting and Meeting(**{**meeting, "date": _date(meeting["date"])}),
        status=row["status"] and Status(row["status"]),
        author=row["author"],
        period=row["period"],
        pages=None if row["pages"] is None else tuple(map(PageState, row["pages"])),
        tables=row["tables"],
        truncated=tuple(row["truncated"]),
        notes=tuple(row["notes"]),
    )


def structure_to_json(document: Document) -> str:
    """Everything of a document but its entry and its text."""
    return _dump(
        {
            "blocks": [
                (
                    b.kind,
                    b.start,
                    b.end,
                    b.pages,
                    b.level,
                    b.marker,
                    [_area_row(a) for a in b.areas],
                )
                for b in document.blocks
            ],
            "items": [item_row(item) for item in document.items],
            "attendance": [
                (a.name, a.role, a.presence, a.start, a.end, a.remotely)
                for a in document.attendance
            ],
            "deletions": [(d.at, d.text, d.page) for d in document.deletions],
        }
    )


def document_from_json(entry: str, text: str, structure: str) -> Document:
    held = json.loads(structure)
    return Document(
        entry_from_json(entry),
        text,
        tuple(
            Block(
                BlockKind(kind),
                start,
                end,
                _range(pages),
                level,
                marker,
                tuple(Area(*row) for row in areas),
            )
            for kind, start, end, pages, level, marker, areas in held["blocks"]
        ),
        tuple(AgendaItem(*row) for row in held["items"]),
        tuple(
            Attendee(name, role, Presence(presence), start, end, remotely)
            for name, role, presence, start, end, remotely in held["attendance"]
        ),
        tuple(Deletion(*row) for row in held["deletions"]),
    )


def item_row(item: AgendaItem) -> tuple[str, str, int, int, str, str]:
    return (item.number, item.title, item.start, item.end, item.anchor, item.rest_at)


def _area_row(area: Area) -> tuple[int, int, int, float, float, float, float]:
    """To a tenth of a point, which no eye can tell."""
    edges = (round(edge, 1) for edge in area[3:])
    return (area.start, area.end, area.page, *edges)  # type: ignore[return-value]


def row_to_json(row: ManifestRow | None) -> str:
    if row is None:
        return "null"
    return _dump({**asdict(row), "date": _iso(row.date)})


def row_from_json(text: str) -> ManifestRow | None:
    row = json.loads(text)
    if row is None:
        return None
    kind = row["kind"] and DocumentKind(row["kind"])
    return ManifestRow(**{**row, "date": _date(row["date"]), "kind": kind})


def digest_of(content: tuple[object, ...]) -> str:
    """Of a row of the catalogue as it was written, kept beside it."""
    joined = "\x1f".join(map(str, content))
    return hashlib.sha256(joined.encode("utf-8", "surrogateescape")).hexdigest()


def _dump(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))


def _iso(date: dt.date | None) -> str | None:
    return date.isoformat() if date else None


def _date(text: str | None) -> dt.date | None:
    return dt.date.fromisoformat(text) if text else None


def _range(pair: Any) -> Range | None:
    return (pair[0], pair[1]) if pair else None
