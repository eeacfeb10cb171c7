"""The process in which files are read: whatever a file does to it, it does to no other.

It takes one request a line and answers each with one line, both JSON; see ``archive.workers`` for
the other end. It imports no parser until a file wants one, so that it starts in a tenth of a second.
"""

from __future__ import annotations

import datetime as dt
import json
import math
import os
import queue
import resource
import signal
import sys
import threading
import traceback
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, BinaryIO, TypeAlias

from archive.deadline import watched
from archive.document import Document
from archive.intake import take_in
from archive.reading import UnreadableSource
from archive.records import entry_to_json, row_from_json, structure_to_json
from archive.sources import Source

TakeIn: TypeAlias = Callable[[Source, bytes, dt.datetime], Document]

_GRACE = 30
"""Seconds past its time after which a worker ends itself, if nobody is left to end it."""


def serve(take_in: TakeIn = take_in) -> None:
    """Answer requests until the other end closes, which ends this process and all that it started.

    Arguments on the command line: bytes of memory at most, and seconds a file.
    """
    memory, seconds = map(int, sys.argv[-2:])
    _limit(memory)
    requests, replies = _channels()
    _say(replies, {"ready": True})
    for request in _arriving(requests):
        signal.alarm(seconds + _GRACE)
        with watched(lambda more: _allow(replies, more)):
            answer = _answer(take_in, request)
        signal.alarm(0)
        _say(replies, answer)


def _limit(memory: int) -> None:
    _, hard = resource.getrlimit(resource.RLIMIT_AS)
    most = memory if hard == resource.RLIM_INFINITY else min(memory, hard)
    resource.setrlimit(resource.RLIMIT_AS, (most, most))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def _channels() -> tuple[BinaryIO, BinaryIO]:
    """Requests and replies, out of the reach of what parsers print and of what they start."""
    requests, replies = os.fdopen(os.dup(0), "rb"), os.fdopen(os.dup(1), "wb")
    nowhere = os.open(os.devnull, os.O_RDWR)
    os.dup2(nowhere, 0)
    os.dup2(nowhere, 1)
    return requests, replies


def _arriving(requests: BinaryIO) -> Iterator[Any]:
    """Each request; a thread waits for them, so that the end is noticed in the midst of reading too."""
    arrived: queue.SimpleQueue[bytes] = queue.SimpleQueue()

    def wait() -> None:
        for line in requests:
            arrived.put(line)
        os.killpg(0, signal.SIGKILL)

    threading.Thread(target=wait, daemon=True).start()
    while True:
        yield json.loads(arrived.get())


def _answer(take_in: TakeIn, request: Any) -> dict[str, object]:
    row = row_from_json(request["row"])
    source = Source(Path(request["file"]), request["file"], request["key"], row)
    try:
        data = Path(request["original"]).read_bytes()
        document = take_in(source, data, dt.datetime.fromisoformat(request["retrieved"]))
        return {
            "document": (
                entry_to_json(document.entry),
                document.text,
                structure_to_json(document),
            )
        }
    except UnreadableSource as refused:
        return {"unreadable": str(refused)}
    except MemoryError:
        return {"memory": True}
    except Exception as error:  # a fault of ours, or a file that no reader foresaw
        place = traceback.extract_tb(error.__traceback__)[-1]
        told = f"{type(error).__name__}: {str(error)[:300]}"
        return {"failed": f"{told}, at {Path(place.filename).name}:{place.lineno}"}


def _allow(replies: BinaryIO, seconds: float) -> None:
    left = signal.alarm(0)
    signal.alarm(max(left, math.ceil(seconds) + _GRACE))
    _say(replies, {"seconds": seconds})


def _say(replies: BinaryIO, message: dict[str, object]) -> None:
    replies.write(json.dumps(message).encode() + b"\n")
    replies.flush()


if __name__ == "__main__":
    serve()
