"""How long something takes, over and over."""

from __future__ import annotations

import statistics
import time
from collections.abc import Callable, Iterable
from typing import NamedTuple


class Times(NamedTuple):
    """Milliseconds."""

    median: float
    high: float
    """The 95th percentile."""
    calls: int

    @classmethod
    def of(cls, seconds: Iterable[float]) -> Times:
        each = sorted(1000 * one for one in seconds)
        return cls(statistics.median(each), each[max(0, -(-95 * len(each) // 100) - 1)], len(each))


def timed(
    calls: Iterable[Callable[[], object]],
    rounds: int,
    clock: Callable[[], float] = time.perf_counter,
) -> Times:
    """Of calls made one after the other, after a round that does not count.

    ``time.thread_time`` as the clock leaves out what other programs take of a shared machine.
    """
    calls = list(calls)
    for call in calls:
        call()
    seconds = []
    for _ in range(rounds):
        for call in calls:
            began = clock()
            call()
            seconds.append(clock() - began)
    return Times.of(seconds)
