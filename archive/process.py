"""A process in which files are opened, from the side of the one that started it.

What a file does to it, it does to no other: it may crash, hang or grow, and is then ended. See
``archive.serving`` for its own side.
"""

from __future__ import annotations

import json
import os
import selectors
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from archive.reading import UnreadableSource

_START = """import json, runpy, sys
sys.path[:] = json.loads(sys.argv[1])
runpy.run_module(sys.argv[2], run_name="__main__")"""
"""Python for a worker, which finds its modules where this process finds them and nowhere else."""

_MOST_REPLY = 1_000_000_000
"""Bytes: forty times what the longest text that a reader lets through comes to."""

_PIECE = 1 << 20
_START_SECONDS = 60.0
_LOOK = 0.05  # seconds between looks at how much memory a worker holds
_NEARLY = 0.7
"""Of the memory allowed: a worker that died with this much in use died of wanting more."""


@dataclass(frozen=True, slots=True)
class Limits:
    """What one file may cost."""

    seconds: int = 300
    """The slowest of the papers measured takes 10."""
    longest: int = 7200
    """Seconds, for a file whose reader asks for more time: some 500 pages of a scan."""
    memory: int = 2_000_000_000
    """Bytes of address space; the largest of the papers measured takes a quarter of this."""
    grown: int = 400_000_000
    """Bytes; a worker that has held this much at once gives way to a new one."""


class WorkerUnavailable(OSError):
    """No process to read files in can be started; the message says why."""


class ReadingStopped(UnreadableSource):
    """No reader refused the file: reading it failed, did harm, or took too much."""


class Process:
    """One process, from this side; used by one thread at a time, but for ``kill``."""

    def __init__(self, limits: Limits, module: str) -> None:
        self._limits, self._module = limits, module
        command = [sys.executable, "-P", "-c", _START, json.dumps(sys.path), module]
        self._process = subprocess.Popen(  # noqa: S603 - this Python, with a program of ours
            [*command, str(limits.memory), str(limits.seconds)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            bufsize=0,
            start_new_session=True,  # a group of its own, to be ended with whatever it starts
        )
        self._ending = threading.Lock()
        self._held = b""
        self._is_ready = False
        self.peak = 0
        """Bytes that it held at once, at the most, as far as was seen; 0 where /proc does not tell."""

    def ask(self, request: Mapping[str, object]) -> dict[str, Any]:
        """The answer to one request.

        Raises ReadingStopped, or WorkerUnavailable where it was not tried; the process is then of no use.
        """
        self._await_start()
        self._send(json.dumps(request).encode() + b"\n")
        start = time.monotonic()
        allowed = float(self._limits.seconds)
        while True:
            try:
                reply = self._said(start + allowed)
            except TimeoutError:
                raise ReadingStopped(
                    f"It took longer than {allowed:,.0f} seconds to read: split it into shorter "
                    "documents, or print it to a new PDF, and index again."
                ) from None
            if reply is None:
                raise self._fate()
            if "seconds" not in reply:
                return reply
            more = time.monotonic() - start + float(reply["seconds"])
            allowed = min(max(allowed, more), max(allowed, self._limits.longest))

    def _await_start(self) -> None:
        if self._is_ready:
            return
        ready: dict[str, Any] | None = None
        with suppress(TimeoutError):
            ready = self._said(time.monotonic() + _START_SECONDS)
        if ready is None:
            code = self.end()
            raise WorkerUnavailable(
                f"No process to read files in could be started ({_named(code)}): check the "
                f"machine's memory, and that {sys.executable} can import {self._module}."
            )
        self._is_ready = True

    def kill(self) -> None:
        """Stop the process and all that it started; any thread may."""
        with self._ending:
            if self._process.returncode is None:
                os.killpg(self._process.pid, signal.SIGKILL)

    def end(self) -> int:
        """Stop the process and forget it; its exit code."""
        self.kill()
        process = self._process
        with self._ending:
            code = process.wait()
        for pipe in (process.stdin, process.stdout):
            assert pipe is not None
            pipe.close()
        return code

    def _send(self, request: bytes) -> None:
        assert self._process.stdin is not None
        left = memoryview(request)
        try:
            while left:
                left = left[self._process.stdin.write(left) :]
        except BrokenPipeError:
            return  # it has died, which waiting for its answer will tell

    def _said(self, until: float) -> dict[str, Any] | None:
        """The next message; None where the process has ended. Raises TimeoutError."""
        assert self._process.stdout is not None
        pieces = [self._held]
        size = len(self._held)
        with selectors.DefaultSelector() as selector:
            selector.register(self._process.stdout, selectors.EVENT_READ)
            while b"\n" not in pieces[-1]:
                left = until - time.monotonic()
                is_said = selector.select(min(_LOOK, max(0.0, left)))
                self.peak = max(self.peak, _most_held(self._process.pid))
                if not is_said and left <= 0:
                    raise TimeoutError
                if not is_said:
                    continue
                piece = self._process.stdout.read(_PIECE)
                size += len(piece)
                if not piece or size > _MOST_REPLY:
                    return None
                pieces.append(piece)
        line, _, self._held = b"".join(pieces).partition(b"\n")
        message: dict[str, Any] = json.loads(line)
        return message

    def _fate(self) -> ReadingStopped:
        code = self.end()
        if self.peak > _NEARLY * self._limits.memory:
            return too_much_memory(self._limits)
        return ReadingStopped(
            f"Reading it stopped the reader ({_named(code)}): the file is damaged, or made to do harm. "
            "Open it elsewhere, save or print it to a new file, and index that."
        )


def _most_held(pid: int) -> int:
    """Bytes that a process has held at once, at the most.

    What the kernel tells of it when it has died would count in what this process had held by the
    time when it started the other.
    """
    try:
        status = Path(f"/proc/{pid}/status").read_text()
    except OSError:
        return 0
    told = status.partition("VmHWM:")[2].split()[:1]
    return int(told[0]) * 1024 if told else 0


def _named(code: int) -> str:
    if code == -signal.SIGKILL:
        return "signal 9: the machine may have run out of memory"
    return f"signal {-code}" if code < 0 else f"exit status {code}"


def too_much_memory(limits: Limits) -> ReadingStopped:
    return ReadingStopped(
        f"It needed more than {limits.memory / 1e6:,.0f} MB of memory: split it into shorter "
        "documents, or save a copy without pictures, and index again."
    )
