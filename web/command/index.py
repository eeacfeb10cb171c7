"""``minutebook index``: from folders to a searchable archive, with a summary of what became of it."""

from __future__ import annotations

import argparse
import json
import sys
from dataclasses import asdict
from pathlib import Path

from archive.catalogue import Catalogue, open_catalogue
from archive.ingest import Ingested, ingest
from archive.lock import sole_writer
from indexer.build import Built, build
from indexer.encoder import OnnxEncoder
from indexer.export import DEFAULT_MODEL, ModelError, exported
from indexer.library import MODELS
from web.command.line import one_line
from web.command.progress import bar


def run(options: argparse.Namespace) -> int:
    archive: Path = options.archive
    for folder in options.folders:
        if not folder.is_dir():
            raise NotADirectoryError(f"{folder} is no folder: name a folder that holds the files.")
    archive.mkdir(parents=True, exist_ok=True)
    with sole_writer(archive), open_catalogue(archive, create=True) as catalogue:
        ingested = ingest(options.folders, archive, catalogue, bar)
        try:
            model = exported(options.model or DEFAULT_MODEL, archive / MODELS)
        except ModelError as error:
            sys.stderr.write(f"minutebook: {error}\n")
            return 2
        built = build(archive, catalogue, OnnxEncoder(model), bar)
        sys.stdout.write(_summary(options, catalogue, ingested, built))
    return 0


def _summary(
    options: argparse.Namespace, catalogue: Catalogue, ingested: Ingested, built: Built
) -> str:
    pages = documents = 0
    for version in catalogue.versions():
        if version.is_head:
            documents += 1
            pages += catalogue.entry(version.number).page_count or 0
    if options.json:
        told = {"archive": str(options.archive), "documents": documents, "pages": pages}
        return json.dumps({**told, **asdict(ingested), **asdict(built)}, ensure_ascii=False) + "\n"
    lines = [
        f"This run: {ingested.added:,} new, {ingested.updated:,} changed, "
        f"{ingested.unchanged:,} as before, {len(ingested.unreadable):,} not read",
        f"The archive {options.archive} now holds: {documents:,} documents, {pages:,} PDF pages, "
        f"{sum(built.passages.values()):,} passages"
        + ("" if built.is_new else " (its index was up to date)"),
    ]
    lines += [f"  {count:>7,} {kind}" for kind, count in sorted(built.passages.items())]
    lines.append(f"{built.encoded:,} texts (passages and their sentences) newly encoded")
    for title, rows in (
        ("Not read", [f"{bad.file}: {bad.reason}" for bad in ingested.unreadable]),
        ("Skipped", [f"{skipped.file}: {skipped.reason}" for skipped in ingested.skipped]),
        ("Notes", list(ingested.notes)),
    ):
        if rows:
            lines += [f"{title} ({len(rows)}):", *(f"  {one_line(row)}" for row in rows)]
    return "\n".join(lines) + "\n"
