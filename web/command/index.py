"""``minutebook index``: from folders to a searchable archive, with a summary of what became of it."""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Iterator, Sequence
from dataclasses import asdict
from pathlib import Path

from archive.catalogue import Catalogue
from archive.document import Entry, Unreadable
from archive.erasure import file_id
from archive.ingest import Ingested
from archive.report import ReadingReport, reading_report
from indexer.building.build import Built
from web.command.indexing import indexed
from web.command.line import one_line
from web.content import reading_body
from web.wording import counted, listed, page_numbers, page_states


def run(options: argparse.Namespace) -> int:
    archive: Path = options.archive
    for folder in options.folders:
        if not folder.is_dir():
            raise NotADirectoryError(f"{folder} is no folder: name a folder that holds the files.")
    with indexed(archive, options.folders, options.model) as done:
        if done.has_erased and not options.json:
            sys.stdout.write("A takedown that was broken off is finished: all is erased.\n")
        sys.stdout.write(_summary(options, done.catalogue, done.ingested, done.built))
    return 0


def _summary(
    options: argparse.Namespace, catalogue: Catalogue, ingested: Ingested, built: Built
) -> str:
    entries = [
        catalogue.entry(version.number) for version in catalogue.versions() if version.is_head
    ]
    report = reading_report(entries, catalogue.unreadable())
    if options.json:
        told = {
            "archive": str(options.archive),
            "documents": report.documents,
            "pages": report.page_count,
        }
        done = {**told, **asdict(ingested), **asdict(built), "reading": reading_body(report)}
        return json.dumps(done, ensure_ascii=False) + "\n"
    lines = [
        f"This run: {ingested.added:,} new, {ingested.updated:,} changed, "
        f"{ingested.unchanged:,} as before, {len(ingested.unreadable):,} not read",
        f"The archive {options.archive} now holds: {counted(report.documents, 'document')}, "
        f"{counted(sum(built.passages.values()), 'passage')}"
        + ("" if built.is_new else " (its index was up to date)"),
    ]
    lines += [f"  {count:>7,} {kind}" for kind, count in sorted(built.passages.items())]
    lines.append(f"{counted(built.encoded, 'text')} (passages and their sentences) newly encoded")
    lines += _reading(report, len(ingested.unreadable))
    for title, rows in (
        ("Taken down", [f"{each.file}: {each.reason}" for each in ingested.taken_down]),
        ("Skipped", [f"{skipped.file}: {skipped.reason}" for skipped in ingested.skipped]),
        ("Notes", list(ingested.notes)),
    ):
        lines += _listed(title, rows)
    return "\n".join(lines) + "\n"


def _reading(report: ReadingReport, unreadable: int) -> Iterator[str]:
    """What became of everything that the archive was given to read, in this run and before.

    ``unreadable`` files of this run were not read.
    """
    tables = counted(report.tables, "table") if report.tables else ""
    pages = page_states(report.pages) if report.pages else ""
    if tables or pages:
        yield f"Read: {'; '.join(filter(None, (pages, tables)))}"
    yield from _listed(
        "Cut short at the source",
        [f"{_file(each.document)}: {_items(each.items)}" for each in report.cut_short],
    )
    for title, some in (
        ("Read by machine from scans, which may hold mistakes", report.machine_read),
        ("Pages not read", report.unread),
    ):
        yield from _listed(
            title, [f"{_file(each.document)}: {page_numbers(each.pages)}" for each in some]
        )
    is_of_this_run = len(report.unreadable) == unreadable
    title = "Not read" if is_of_this_run else "Not read, in this run or before"
    yield from _listed(title, [_unreadable(each) for each in report.unreadable])


def _listed(title: str, rows: Sequence[str]) -> list[str]:
    if not rows:
        return []
    return [f"{title} ({len(rows):,}):", *(f"  {one_line(row)}" for row in rows)]


def _file(entry: Entry) -> str:
    return entry.provenance.file


def _items(items: Sequence[str]) -> str:
    return f"{'item' if len(items) == 1 else 'items'} {listed(items)}"


def _unreadable(bad: Unreadable) -> str:
    held = " An earlier reading of it is still searched." if bad.is_held else ""
    kept = f" Its bytes are kept as {file_id(bad.sha256)}." if bad.sha256 else ""
    return f"{bad.file}: {bad.reason}{held}{kept}"
