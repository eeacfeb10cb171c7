"""How fast an archive is built, built again, and shows a change: the real command over invented minutes.

    python -m tests.benchmarks.building again FOLDER [--documents 1600]
    python -m tests.benchmarks.building whole FOLDER [--papers corpus]

``again`` makes FOLDER/papers and FOLDER/archive, if they are not there, and times ``minutebook index`` with
nothing changed and, beside a running server, with one changed document until the server answers with its
new words. So that half a million texts need not be encoded first, the vector cache is filled with
invented vectors; what is timed after that encodes with the real model.

``whole`` builds an archive of papers from nothing and, in the same process, has the encoder alone encode
the same texts before and after: the share of its speed that the whole build reaches.
"""

from __future__ import annotations

import argparse
import json
import resource
import shutil
import socket
import statistics
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator, Sequence
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Any

import numpy as np

from archive.catalogue import Catalogue, open_catalogue
from archive.ingest import ingest
from archive.progress import Step, unheard
from indexer.building.build import CACHE, build
from indexer.building.description import CURRENT, INDEX, MODELS
from indexer.building.vector_cache import VectorCache
from indexer.models.encoded import encoded_texts
from indexer.models.encoder import OnnxEncoder, Vectors
from indexer.models.export import DEFAULT_MODEL, exported
from indexer.splitting.splitter import split
from tests.benchmarks.invented import CORPUS, write

MINUTEBOOK = Path(sys.executable).with_name("minutebook")
ROUNDS = 5


class Inventing:
    """Vectors at random, under the name of the real model."""

    def __init__(self, encoder: OnnxEncoder) -> None:
        self.model, self.dimensions = encoder.model, encoder.dimensions
        self._draw = np.random.default_rng(0)

    def encode(self, texts: Sequence[str], done: Step = unheard) -> Vectors:
        vectors = self._draw.standard_normal((len(texts), self.dimensions), np.float32)
        return np.asarray(vectors / np.linalg.norm(vectors, axis=1, keepdims=True))


def again(folder: Path, documents: int) -> None:
    papers, archive = folder / "papers", folder / "archive"
    if not archive.is_dir():
        write(papers, documents)
        _prepare(papers, archive)
    (took, _), told = _index(papers, archive)
    passages = sum(told["passages"].values())
    print(f"{told['documents']:,} documents, {passages:,} passages, vectors invented")
    print(f"built, or brought up to date, in {took:.1f} s with {told['encoded']} texts encoded")
    for what, times in (
        ("nothing changed", [_index(papers, archive)[0] for _ in range(ROUNDS)]),
        ("one changed document, until served", list(_changes(papers, archive))),
    ):
        clock, processor = zip(*times, strict=True)
        print(
            f"{what}: median {statistics.median(clock):.1f} s, worst {max(clock):.1f} s; "
            f"processor time of the command {statistics.median(processor):.1f} s"
        )


def _prepare(papers: Path, archive: Path) -> None:
    archive.mkdir()
    with open_catalogue(archive, create=True) as catalogue:
        ingest([papers], archive, catalogue)
        encoder = Inventing(OnnxEncoder(exported(DEFAULT_MODEL, archive / MODELS)))
        (archive / INDEX).mkdir()
        with closing(VectorCache(archive / INDEX / CACHE, encoder)) as cache:
            cache.fill(list(dict.fromkeys(_texts(catalogue))))


def _texts(catalogue: Catalogue) -> Iterator[str]:
    for version in catalogue.versions():
        for passage in split(catalogue.document(version.number)):
            yield from encoded_texts(passage)


def _index(papers: Path, archive: Path) -> tuple[tuple[float, float], dict[str, Any]]:
    """Seconds of the command by the clock and of processor time, and what it said."""
    began, spent = time.perf_counter(), _spent()
    done = subprocess.run(
        [MINUTEBOOK, "index", papers, "--archive", archive, "--json"],
        capture_output=True,
        check=True,
    )
    return (time.perf_counter() - began, _spent() - spent), json.loads(done.stdout)


def _spent() -> float:
    """Processor time, in seconds, of all commands that have ended."""
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def _changes(papers: Path, archive: Path) -> Iterator[tuple[float, float]]:
    """Seconds from starting the command to the first answer that holds the new word, and the command's
    processor time.
    """
    with _serving(archive) as address:
        for number, paper in enumerate(sorted(papers.iterdir())[50 : 50 + 100 * ROUNDS : 100]):
            word = f"zyxel{'abcdefghij'[number]}{time.time_ns() % 10**9}"
            text = paper.read_text("utf-8")
            paper.write_text(text.replace("RESOLVED -", f"The {word} was noted.\n\nRESOLVED -", 1))
            pointer = archive / INDEX / CURRENT
            before = pointer.read_bytes()
            began, spent = time.perf_counter(), _spent()
            with subprocess.Popen(
                [MINUTEBOOK, "index", papers, "--archive", archive],
                stdout=subprocess.DEVNULL,
                stderr=subprocess.DEVNULL,
            ) as process:
                while pointer.read_bytes() == before or not _found(address, word):
                    assert process.poll() in (None, 0)
                    time.sleep(0.01)
                took = time.perf_counter() - began
            yield took, _spent() - spent


def _found(address: str, word: str) -> int:
    with urllib.request.urlopen(f"{address}/api/search?mode=keyword&q={word}") as reply:
        return int(json.load(reply)["total"])


@contextmanager
def _serving(archive: Path) -> Iterator[str]:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    address = f"http://127.0.0.1:{port}"
    command: list[str | Path] = [MINUTEBOOK, "serve", "--archive", archive, "--port", str(port)]
    with subprocess.Popen(command, stderr=subprocess.DEVNULL) as process:
        try:
            while True:
                try:
                    urllib.request.urlopen(f"{address}/healthz").close()
                    break
                except OSError:
                    assert process.poll() is None
                    time.sleep(0.1)
            yield address
        finally:
            process.terminate()


def whole(folder: Path, papers: Path) -> None:
    archive = folder / "whole"
    shutil.rmtree(archive, ignore_errors=True)
    archive.mkdir(parents=True)
    encoder = OnnxEncoder(exported(DEFAULT_MODEL, archive / MODELS))
    with open_catalogue(archive, create=True) as catalogue:
        began = time.perf_counter()
        ingest([papers], archive, catalogue)
        read = time.perf_counter() - began
        texts = list(dict.fromkeys(_texts(catalogue)))
        before = _alone(encoder, texts)
        began = time.perf_counter()
        done = build(archive, catalogue, encoder)
        built = time.perf_counter() - began
    after = _alone(encoder, texts)
    alone, passages = (before + after) / 2, sum(done.passages.values())
    print(f"{passages:,} passages, {done.encoded:,} texts encoded")
    print(f"encoder alone: {before:.1f} s before, {after:.1f} s after")
    for what, took in (
        ("encoder alone", alone),
        ("build from the catalogue", built),
        ("reading the files and building", read + built),
    ):
        print(f"{what}: {took:.1f} s, {passages / took:.1f} passages/s, {alone / took:.0%}")


def _alone(encoder: OnnxEncoder, texts: Sequence[str]) -> float:
    began = time.perf_counter()
    encoder.encode(texts)
    return time.perf_counter() - began


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("what", choices=["again", "whole"])
    parser.add_argument("folder", type=Path)
    parser.add_argument("--documents", type=int, default=1600)
    parser.add_argument("--papers", type=Path, default=CORPUS)
    options = parser.parse_args()
    if options.what == "again":
        again(options.folder, options.documents)
    else:
        whole(options.folder, options.papers)


if __name__ == "__main__":
    main()
