"""``python -m tests.benchmarks serving``: whole searches over HTTP, as a browser asks for them."""

from __future__ import annotations

import http.client
import itertools
import json
import os
import socket
import subprocess
import sys
import threading
import time
import urllib.parse
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path

from indexer.building.description import MODELS, current
from indexer.models.encoder import OnnxEncoder
from tests.benchmarks.archive import COMMITTEES
from tests.benchmarks.keyword import sample
from tests.benchmarks.questions import draw
from tests.benchmarks.timing import Times, timed

_STARTS = 3
_CLIENTS = 4
_MODES = ("hybrid", "keyword", "meaning")


def run(archive: Path, questions: int, seconds: float) -> None:
    folder, description = current(archive)
    count = sum(description.passages.values())
    drawn = draw(sample(folder), COMMITTEES, (len(_MODES) + 1) * questions)
    every = [one.text for one in drawn if one.kind == "question"]
    asked = every[:questions]
    print(f"\n{count:,} passages\n")
    starts = []
    for _ in range(_STARTS):
        began = time.perf_counter()
        with serving(archive) as server:
            server.ask(asked[0])
            starts.append(time.perf_counter() - began)
    print(f"start to first answer: best {min(starts):.2f} s, worst {max(starts):.2f} s")
    encoder = OnnxEncoder(archive / MODELS / description.model.rpartition("@")[2])
    with serving(archive) as server:
        for number, mode in enumerate(_MODES, start=1):
            taken, spent = _one_by_one(server, every[number * questions :][:questions], mode)
            print(
                f"/api/search, {mode}: {taken.median:.1f} / {taken.high:.1f} ms (median / 95th), "
                f"of the processor {spent:.1f} ms each"
            )
        alone = timed([partial(encoder.encode, [text]) for text in asked], 2)
        print(f"of which the encoder: {alone.median:.1f} / {alone.high:.1f} ms")
        before = server.spent()
        times, lasted = together(server, every, seconds)
        spent = 1000 * (server.spent() - before) / times.calls
        print(
            f"{_CLIENTS} clients: {times.calls / lasted:.1f} requests/s, "
            f"{times.median:.1f} / {times.high:.1f} ms, of the processor {spent:.1f} ms each"
        )
        resident, highest = server.memory()
        print(f"memory of the server: {resident:.0f} MB resident, {highest:.0f} MB at most")


class Server:
    def __init__(self, process: subprocess.Popen[bytes], port: int) -> None:
        self._process, self._port = process, port
        self._local = threading.local()

    def ask(self, text: str, mode: str = "hybrid") -> None:
        """Raises RuntimeError where the answer is no list of hits."""
        if not hasattr(self._local, "connection"):
            self._local.connection = http.client.HTTPConnection("127.0.0.1", self._port)
        connection = self._local.connection
        connection.request(
            "GET", "/api/search?" + urllib.parse.urlencode({"q": text, "mode": mode})
        )
        reply = connection.getresponse()
        body = reply.read()
        if reply.status != 200 or "hits" not in json.loads(body):
            raise RuntimeError(f"{text!r} was answered {reply.status}: {body[:200]!r}")

    def spent(self) -> float:
        """Seconds of processor time since it started: what a busy machine hardly changes."""
        fields = Path(f"/proc/{self._process.pid}/stat").read_text("ascii").rpartition(")")[2]
        user, system = fields.split()[11:13]
        return (int(user) + int(system)) / os.sysconf("SC_CLK_TCK")

    def memory(self) -> tuple[float, float]:
        """Megabytes resident now, mapped files that were touched included, and at most."""
        status = Path(f"/proc/{self._process.pid}/status").read_text("ascii")
        now, most = (
            int(status.split(f"{name}:")[1].split()[0]) / 1024 for name in ("VmRSS", "VmHWM")
        )
        return now, most


@contextmanager
def serving(archive: Path) -> Iterator[Server]:
    """A server of its own process; entered when it listens."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    command = [str(Path(sys.executable).with_name("minutebook")), "serve"]
    process = subprocess.Popen(
        [*command, "--archive", str(archive), "--port", str(port)],
        stderr=subprocess.DEVNULL,
        env={**os.environ, "MINUTEBOOK_RATE_LIMIT": "0"},
    )
    try:
        while True:
            try:
                socket.create_connection(("127.0.0.1", port)).close()
                break
            except OSError:
                if process.poll() is not None:
                    raise RuntimeError(
                        f"The server ended with status {process.returncode}"
                    ) from None
                time.sleep(0.01)
        yield Server(process, port)
    finally:
        process.terminate()
        process.wait()


def _one_by_one(server: Server, asked: list[str], mode: str) -> tuple[Times, float]:
    """How long each question takes that was not asked before, and milliseconds of processor time each."""
    server.ask("anything at all", mode)
    before, seconds = server.spent(), []
    for text in asked:
        began = time.perf_counter()
        server.ask(text, mode)
        seconds.append(time.perf_counter() - began)
    return Times.of(seconds), 1000 * (server.spent() - before) / len(asked)


def together(server: Server, asked: list[str], seconds: float) -> tuple[Times, float]:
    """How long each request takes of several clients at once, and how long they went on in seconds."""
    turns, taken = itertools.cycle(asked), []
    lock = threading.Lock()
    began = time.perf_counter()

    def client() -> None:
        while time.perf_counter() < began + seconds:
            with lock:
                text = next(turns)
            start = time.perf_counter()
            server.ask(text)
            taken.append(time.perf_counter() - start)

    clients = [threading.Thread(target=client) for _ in range(_CLIENTS)]
    for one in clients:
        one.start()
    for one in clients:
        one.join()
    return Times.of(taken), time.perf_counter() - began
