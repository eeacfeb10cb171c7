"""Speed and memory over the sample archive, each beside a floor or a peer in the same run.

    python -m tests.benchmarks [ARCHIVE]

Without an archive, the one that the tests keep is used. Times on a shared machine mean little by
themselves: read the ratios.
"""

from __future__ import annotations

import json
import socket
import statistics
import subprocess
import sys
import time
import urllib.parse
import urllib.request
from collections.abc import Callable
from pathlib import Path

from whoosh import index
from whoosh.query import Or, Term

from indexer.analysis import tokens
from indexer.build import ENGINE, current
from indexer.encoder import OnnxEncoder
from indexer.engines.embedded.keyword import BODY
from indexer.engines.embedded.writer import WORDS
from indexer.library import MODELS, Library
from indexer.parser import parse
from indexer.results import Mode, Search

QUESTIONS = (
    "what was said about neglect",
    "how many households were in temporary accommodation",
    "why did residents object to the low traffic neighbourhood",
    "what did officers say about damp and mould in council homes",
    "delayed hospital discharge and the beds at Beacon House",
    "who voted against the amendment to the budget",
    "when would the recycling rate reach its target",
    "education, health and care plans issued within twenty weeks",
)
ROUNDS = 20
STARTS = 5


def main() -> None:
    archive = Path(sys.argv[1]) if len(sys.argv) > 1 else Path(".pytest_cache/d/sample-archive")
    library = Library.open(archive)
    covered = library.coverage()
    passages = sum(len(library.passages(entry.id)) for entry in library.entries())
    print(f"{covered.documents} documents, {passages} passages\n")
    print(f"{'milliseconds a question':<46}{'median':>9}{'95th':>9}{'ratio':>9}")
    encoder = OnnxEncoder(archive / MODELS / current(archive)[1].model.rpartition("@")[2])
    floor = row("floor: encode the question, nothing else", lambda text: encoder.encode([text]))
    for mode in Mode:
        row(f"search, {mode}", searching(library, mode), floor)
    folder = current(archive)[0] / ENGINE / WORDS
    peer = row("peer: Whoosh ranks the same words by itself", whoosh_search(folder))
    row("our whole keyword search against that", searching(library, Mode.KEYWORD), peer)
    library.close()
    print()
    start(archive)


def row(name: str, ask: Callable[[str], object], floor: float | None = None) -> float:
    """Time a way of answering and print its line; its median in milliseconds."""
    for text in QUESTIONS:
        ask(text)
    times = []
    for _ in range(ROUNDS):
        for text in QUESTIONS:
            began = time.perf_counter()
            ask(text)
            times.append(1000 * (time.perf_counter() - began))
    median, high = statistics.median(times), statistics.quantiles(times, n=20)[-1]
    ratio = f"{median / floor:9.2f}" if floor else ""
    print(f"{name:<46}{median:9.2f}{high:9.2f}{ratio}")
    return median


def searching(library: Library, mode: Mode) -> Callable[[str], object]:
    return lambda text: library.search(Search(text, mode=mode))


def whoosh_search(folder: Path) -> Callable[[str], object]:
    searcher = index.open_dir(str(folder), readonly=True).searcher()

    def ask(text: str) -> object:
        words = [token.word for term in parse(text).terms for token in tokens(term)]
        return searcher.search(Or([Term(BODY, word) for word in words]), limit=10)

    return ask


def start(archive: Path) -> None:
    """From starting the server to its first answer, and the memory that it then holds."""
    times, memory = [], []
    for _ in range(STARTS):
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            port = free.getsockname()[1]
        command = [str(Path(sys.executable).with_name("minutebook")), "serve"]
        began = time.perf_counter()
        process = subprocess.Popen(
            [*command, "--archive", str(archive), "--port", str(port)], stderr=subprocess.DEVNULL
        )
        address = f"http://127.0.0.1:{port}/api/search?q={urllib.parse.quote(QUESTIONS[0])}"
        while True:
            try:
                with urllib.request.urlopen(address) as reply:
                    assert json.load(reply)["hits"]
                break
            except OSError:
                time.sleep(0.01)
        times.append(time.perf_counter() - began)
        for text in QUESTIONS:
            page = f"http://127.0.0.1:{port}/search?q={urllib.parse.quote(text)}"
            urllib.request.urlopen(page).close()
        status = Path(f"/proc/{process.pid}/status").read_text("ascii")
        memory.append(int(status.split("VmHWM:")[1].split()[0]) / 1024)
        process.terminate()
        process.wait()
    print(
        f"start to first answer: median {statistics.median(times):.2f} s, worst {max(times):.2f} s"
    )
    print(f"peak memory of the server: median {statistics.median(memory):.0f} MB")


if __name__ == "__main__":
    main()
