"""A worker that does what the file it is given tells it to: what hostile files do to a reader."""

from __future__ import annotations

import ctypes
import datetime as dt
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

from archive.deadline import allow
from archive.document import Document
from archive.intake import take_in
from archive.reading import UnreadableSource
from archive.sources import Source
from archive.worker import serve


def _refuse() -> None:
    raise UnreadableSource("It is locked: save a copy without the password.")


def _fail() -> None:
    raise ZeroDivisionError("by zero")


def _crash() -> None:
    ctypes.string_at(0)


def _grow() -> None:
    held = []
    while True:
        held.append(bytearray(10_000_000))


def _leave(place: str) -> None:
    """Start a process that outlives this one, and never answer."""
    child = subprocess.Popen([sys.executable, "-c", "import time; time.sleep(600)"])
    Path(place).write_text(str(child.pid))
    time.sleep(600)


def _need(seconds: str) -> None:
    allow(float(seconds))
    time.sleep(float(seconds) / 2)


DEEDS: dict[str, Callable[..., object]] = {
    "refuse": _refuse,
    "fail": _fail,
    "crash": _crash,
    "exit": lambda: os._exit(3),
    "be killed": lambda: os.kill(os.getpid(), signal.SIGKILL),
    "hang": lambda: time.sleep(600),
    "grow": _grow,
    "leave": _leave,
    "need": _need,
    "print": lambda: os.write(1, b'{"document": []}\n'),
}


def misbehave(source: Source, data: bytes, retrieved: dt.datetime) -> Document:
    """Does the deed that the text's first line names, and reads it; "name" puts this process's first."""
    deed, _, given = data.decode().partition("\n")[0].partition(": ")
    if deed in DEEDS:
        DEEDS[deed](*([given] if given else []))
    if deed == "name":
        data = f"Process {os.getpid()}\n".encode() + data
    return take_in(source, data, retrieved)


if __name__ == "__main__":
    serve(misbehave)
