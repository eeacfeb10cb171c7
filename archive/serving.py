"""A process in which files are opened, from its own side; ``archive.process`` is the other.

It takes one request a line and answers each with one line, both JSON.
"""

from __future__ import annotations

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
from archive.reading import UnreadableSource

Answer: TypeAlias = Callable[[Any], dict[str, object]]
"""What is said to one request."""

_GRACE = 30
"""Seconds past its time after which a worker ends itself, if nobody is left to end it."""


def answer_all(answer: Answer) -> None:
    """Answer requests until the other end closes, which ends this process and all that it started.

    Arguments on the command line: bytes of memory at most, and seconds a request.
    """
    memory, seconds = map(int, sys.argv[-2:])
    _limit(memory)
    requests, replies = _channels()
    _say(replies, {"ready": True})
    for request in _arriving(requests):
        signal.alarm(seconds + _GRACE)
        with watched(lambda more: _allow(replies, more)):
            said = _said(answer, request)
        signal.alarm(0)
        _say(replies, said)


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


def _said(answer: Answer, request: Any) -> dict[str, object]:
    try:
        return answer(request)
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
