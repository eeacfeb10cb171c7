"""One writer at a time; readers need no lock."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from filelock import FileLock, Timeout

FILE = ".lock"


class ArchiveBusy(Exception):
    """Another command is changing the archive; the message says so and what to do."""


@contextmanager
def sole_writer(folder: Path) -> Iterator[None]:
    """Hold the archive for changing; the system lets go of it when the process ends, however it ends."""
    lock = FileLock(folder / FILE)
    try:
        lock.acquire(timeout=0)
    except Timeout as error:
        raise ArchiveBusy(
            f"Another minutebook command is changing the archive {folder} right now. "
            "Wait for it to finish, then run this one again."
        ) from error
    try:
        yield
    finally:
        lock.release()
