"""What the archive holds, in JSON: facts of documents and passages, without any address of this site."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence

from archive.document import AgendaItem, Area, Deletion, Document, Entry, Range, Unreadable
from archive.report import PagesOf, ReadingReport
from indexer.passage import Motion
from web.contract import (
    AreaBody,
    ContentBody,
    DeletionBody,
    EntryBody,
    ItemBody,
    MotionBody,
    PagesOfBody,
    ProvenanceBody,
    ReadingReportBody,
    UnreadableBody,
)


def document_content(document: Document) -> ContentBody:
    entry = document.entry
    return {
        **entry_body(entry),
        "author": entry.author,
        "period": entry.period,
        "page_count": entry.page_count,
        "pages": None if entry.pages is None else [state.value for state in entry.pages],
        "tables": entry.tables,
        "truncated": list(entry.truncated),
        "notes": list(entry.notes),
        "text": document.text,
        "blocks": [
            {
                "kind": block.kind.value,
                "start": block.start,
                "end": block.end,
                "pages": pages(block.pages),
                "level": block.level,
                "marker": block.marker,
                "areas": [_area(area) for area in block.areas],
            }
            for block in document.blocks
        ],
        "items": [
            {
                "number": item.number,
                "title": item.title,
                "start": item.start,
                "end": item.end,
                "anchor": item.anchor,
                "rest_at": item.rest_at,
            }
            for item in document.items
        ],
        "attendance": [
            {
                "name": each.name,
                "role": each.role,
                "presence": each.presence.value,
                "remotely": each.remotely,
                "start": each.start,
                "end": each.end,
            }
            for each in document.attendance
        ],
        "deletions": deletions(document.deletions),
        "provenance": provenance(entry),
    }


def reading_body(report: ReadingReport) -> ReadingReportBody:
    return {
        "documents": report.documents,
        "pages": {state.value: count for state, count in report.pages.items()},
        "tables": report.tables,
        "cut_short": [
            {"document": entry_body(each.document), "items": list(each.items)}
            for each in report.cut_short
        ],
        "read_by_machine": _pages_of(report.machine_read),
        "pages_not_read": _pages_of(report.unread),
        "unreadable": unreadable_bodies(report.unreadable),
    }


def entry_body(entry: Entry) -> EntryBody:
    return {
        "id": entry.id,
        "file": entry.provenance.file,
        "title": entry.title,
        "committee": entry.committee,
        "date": day(entry.date),
        "kind": entry.kind.value,
        "source_url": entry.provenance.source_url,
        "status": entry.status.value if entry.status else None,
    }


def provenance(entry: Entry) -> ProvenanceBody:
    known = entry.provenance
    return {
        "source": known.source,
        "file": known.file,
        "sha256": known.sha256,
        "retrieved": moment(known.retrieved),
        "source_url": known.source_url,
        "publisher": known.publisher,
        "licence": known.licence,
    }


def item_body(item: AgendaItem | None) -> ItemBody | None:
    return {"number": item.number, "title": item.title} if item else None


def motion_body(motion: Motion | None) -> MotionBody | None:
    if motion is None:
        return None
    return {
        "proposer": motion.proposer,
        "seconder": motion.seconder,
        "outcome": motion.outcome,
        "is_amendment": motion.is_amendment,
        "votes": [
            {"choice": vote.choice.value, "count": vote.count, "names": list(vote.names)}
            for vote in motion.votes
        ],
        "is_amended": motion.is_amended,
    }


def deletions(struck: Iterable[Deletion]) -> list[DeletionBody]:
    return [{"at": each.at, "text": each.text, "page": each.page} for each in struck]


def unreadable_bodies(unreadable: Iterable[Unreadable]) -> list[UnreadableBody]:
    return [
        {"file": each.file, "reason": each.reason, "sha256": each.sha256} for each in unreadable
    ]


def pages(span: Range | None) -> list[int] | None:
    return list(span) if span else None


def day(date: dt.date | None) -> str | None:
    return date.isoformat() if date else None


def moment(time: dt.datetime) -> str:
    return time.isoformat(timespec="seconds")


def _area(area: Area) -> AreaBody:
    return {
        "start": area.start,
        "end": area.end,
        "page": area.page,
        "x0": round(area.x0, 1),
        "y0": round(area.y0, 1),
        "x1": round(area.x1, 1),
        "y1": round(area.y1, 1),
    }


def _pages_of(some: Sequence[PagesOf]) -> list[PagesOfBody]:
    return [{"document": entry_body(each.document), "pages": list(each.pages)} for each in some]
