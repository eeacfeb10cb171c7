"""``python -m tests.benchmarks keyword``: our engine and others on the same words, in one run."""

from __future__ import annotations

import sqlite3
import sys
import time
from collections.abc import Iterator
from functools import partial
from pathlib import Path

from archive.catalogue import Catalogue
from indexer.building.description import ENGINE, PASSAGES, current
from indexer.building.passage_table import PassageTable
from indexer.engines.embedded.rows import RowFacts
from indexer.engines.embedded.writer import WORDS
from indexer.library import Library
from tests.benchmarks.archive import COMMITTEES
from tests.benchmarks.peers import Fts5, Ours, Peer, Row, StockWhoosh, TantivyPeer
from tests.benchmarks.questions import CLASSES, draw
from tests.benchmarks.timing import timed

_SAMPLE = 2_000
"""Passages from which queries are drawn."""


def run(archive: Path, each: int, rounds: int, processor_time: bool) -> None:
    """Ask ``each`` queries of every class, ``rounds`` times; the peers' indexes are kept beside ours."""
    folder, description = current(archive)
    count = sum(description.passages.values())
    peers = _peers(archive, folder)
    asked = draw(sample(folder), COMMITTEES, each)
    clock, told = time.perf_counter, "by the clock"
    if processor_time:
        clock, told = time.thread_time, "of processor time"
    print(f"\n{count:,} passages, {each} queries a class; milliseconds {told}, median / 95th\n")
    print("| class | " + " | ".join(peer.name for peer in peers) + " | ours / tantivy, 95th |")
    print("|---" * (len(peers) + 2) + "|")
    for kind in CLASSES:
        times = {}
        for peer in peers:
            if peer.can(kind):
                calls = [partial(peer.ask, one) for one in asked if one.kind == kind]
                times[peer.name] = timed(calls, 1 if peer.is_slow else rounds, clock)
        cells = [
            f"{times[peer.name].median:.2f} / {times[peer.name].high:.2f}"
            if peer.name in times
            else "–"
            for peer in peers
        ]
        ratio = times["ours"].high / times["tantivy"].high
        print(f"| {kind} | " + " | ".join(cells) + f" | {ratio:.1f} |")
        sys.stdout.flush()
    _opening(archive, folder)


def _peers(archive: Path, folder: Path) -> list[Peer]:
    tantivy, fts5 = archive / "tantivy", archive / "fts5.sqlite"
    if not tantivy.is_dir():
        TantivyPeer.write(tantivy, _rows(archive, folder))
    if not fts5.is_file():
        Fts5.write(fts5, _rows(archive, folder))
    peers: list[Peer] = [Ours(folder / ENGINE), TantivyPeer(tantivy), TantivyPeer(tantivy, False)]
    peers.append(Fts5(fts5))
    if (folder / ENGINE / WORDS).is_dir():
        peers.append(StockWhoosh(folder / ENGINE / WORDS))
    return peers


def _rows(archive: Path, folder: Path) -> Iterator[Row]:
    catalogue = Catalogue(archive)
    entries = {
        version.document: catalogue.entry(version.number) for version in catalogue.versions()
    }
    connection = sqlite3.connect(folder / PASSAGES)
    rows = connection.execute(
        "SELECT id, document, json_extract(item, '$[1]'), text FROM passages "
        "WHERE place IS NOT NULL ORDER BY document, place"
    )
    for id, document, title, text in rows:
        entry = entries[document]
        date = int(f"{entry.date:%Y%m%d}") if entry.date else 0
        yield Row(id, f"{title or ''} {text}", entry.committee, date)
    connection.close()
    catalogue.close()


def sample(folder: Path) -> list[str]:
    """Texts of some passages from all over a build."""
    ids = RowFacts(folder / ENGINE).ids
    chosen = [id.decode() for id in ids[:: max(1, len(ids) // _SAMPLE)].tolist()]
    table = PassageTable(folder / PASSAGES)
    found = table.get(chosen)
    table.close()
    return [found[id].passage.text for id in chosen]


def _opening(archive: Path, folder: Path) -> None:
    began = time.perf_counter()
    Ours(folder / ENGINE)
    engine = time.perf_counter() - began
    began = time.perf_counter()
    Library.open(archive).close()
    print(f"\nOpening: engine {engine:.2f} s, library {time.perf_counter() - began:.2f} s")
