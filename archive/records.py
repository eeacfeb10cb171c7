"""Documents and manifest rows to JSON and back, without loss."""

from __future__ import annotations

import datetime as dt
import json
from dataclasses import asdict
from typing import Any

from archive.document import (
    AgendaItem,
    Block,
    BlockKind,
    Document,
    DocumentKind,
    Entry,
    Meeting,
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
            "page_count": entry.page_count,
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
        page_count=row["page_count"],
        notes=tuple(row["notes"]),
    )


def blocks_to_json(blocks: tuple[Block, ...]) -> str:
    return _dump([(b.kind, b.start, b.end, b.pages, b.level, b.marker) for b in blocks])


def items_to_json(items: tuple[AgendaItem, ...]) -> str:
    return _dump([item_row(item) for item in items])


def document_from_json(entry: str, text: str, blocks: str, items: str) -> Document:
    return Document(
        entry_from_json(entry),
        text,
        tuple(
            Block(BlockKind(kind), start, end, _range(pages), level, marker)
            for kind, start, end, pages, level, marker in json.loads(blocks)
        ),
        tuple(AgendaItem(*row) for row in json.loads(items)),
    )


def item_row(item: AgendaItem) -> tuple[str, str, int, int, str]:
    return (item.number, item.title, item.start, item.end, item.anchor)


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


def _dump(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))


def _iso(date: dt.date | None) -> str | None:
    return date.isoformat() if date else None


def _date(text: str | None) -> dt.date | None:
    return dt.date.fromisoformat(text) if text else None


def _range(pair: Any) -> Range | None:
    return (pair[0], pair[1]) if pair else None
