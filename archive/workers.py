"""Reads files in processes of their own, several at a time, each within limits on time and memory."""

from __future__ import annotations

import datetime as dt
import os
import threading
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType
from typing import Any, Self

from archive.document import Document
from archive.process import Limits, Process, ReadingStopped, WorkerUnavailable, too_much_memory
from archive.reading import UnreadableSource
from archive.records import document_from_json, row_to_json
from archive.sources import Source

_USUAL = Limits()


@dataclass(frozen=True, slots=True)
class Job:
    """One file to be read, from the copy of its bytes that the archive keeps."""

    source: Source
    original: Path
    retrieved: dt.datetime


def cores() -> int:
    """How many processors this process may use."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


class Workers:
    """A process a core, started when there is a file for it, and kept for the next file.

    A process that died, that had to be stopped, or that has grown is replaced. To be used as a
    context: at its end, however that comes about, every process is gone with all that it started.
    """

    def __init__(
        self, count: int = 0, limits: Limits = _USUAL, module: str = "archive.worker"
    ) -> None:
        """``count`` of 0 is one a core; ``module`` is the program that a worker runs."""
        self.count = count or cores()
        self._limits, self._module = limits, module
        self._threads = ThreadPoolExecutor(self.count, "reading")
        self._lock = threading.Lock()
        self._idle: list[Process] = []
        self._busy: set[Process] = set()
        self._closed = False

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        with self._lock:
            self._closed = True
            for worker in (*self._idle, *self._busy):
                worker.kill()
            idle = list(self._idle)
            self._idle.clear()
        self._threads.shutdown(cancel_futures=True)
        for worker in idle:
            worker.end()

    def read(self, job: Job) -> Future[Document]:
        """The document to come, or one of two errors.

        UnreadableSource where the file cannot be read (ReadingStopped where no reader said so);
        WorkerUnavailable where it was not tried.
        """
        return self._threads.submit(self._read, job)

    def _read(self, job: Job) -> Document:
        worker = self._taken()
        is_fit = False
        try:
            reply = worker.ask(_request(job))
            is_fit = worker.peak < self._limits.grown and "memory" not in reply
            return _document(reply, self._limits)
        finally:
            with self._lock:
                self._busy.discard(worker)
                is_fit = is_fit and not self._closed
                if is_fit:
                    self._idle.append(worker)
            if not is_fit:
                worker.end()

    def _taken(self) -> Process:
        with self._lock:
            if self._closed:
                raise WorkerUnavailable("The reading was stopped.")
            worker = self._idle.pop() if self._idle else Process(self._limits, self._module)
            self._busy.add(worker)
        return worker


def _request(job: Job) -> dict[str, object]:
    source = job.source
    return {
        "file": source.file,
        "key": source.key,
        "row": row_to_json(source.row),
        "original": str(job.original.absolute()),
        "retrieved": job.retrieved.isoformat(),
    }


def _document(reply: Any, limits: Limits) -> Document:
    if "document" in reply:
        return document_from_json(*reply["document"])
    if "unreadable" in reply:
        raise UnreadableSource(reply["unreadable"])
    if "memory" in reply:
        raise too_much_memory(limits)
    raise ReadingStopped(f"Reading it failed ({reply['failed']}). Please report it.")
