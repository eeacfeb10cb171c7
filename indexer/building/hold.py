"""Keeps a build's folder from being removed while anyone, in whatever process, still reads it."""

from __future__ import annotations

import fcntl
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from indexer.building.description import DESCRIPTION


class Hold:
    """A reader's claim on a build; the system lets go of it when the process ends, however it ends.

    Raises FileNotFoundError where the build is gone or going.
    """

    def __init__(self, folder: Path) -> None:
        path = folder / DESCRIPTION
        self._file = path.open("rb")
        try:
            fcntl.flock(self._file, fcntl.LOCK_SH | fcntl.LOCK_NB)
            if not os.fstat(self._file.fileno()).st_nlink:
                raise FileNotFoundError(path)
        except BlockingIOError as error:  # by whoever is removing it
            self._file.close()
            raise FileNotFoundError(path) from error
        except OSError:
            self._file.close()
            raise

    def release(self) -> None:
        self._file.close()


@contextmanager
def unheld(folder: Path) -> Iterator[bool]:
    """Whether nobody reads a build, and nobody can begin to for as long as the context lasts."""
    try:
        file = (folder / DESCRIPTION).open("rb")
    except FileNotFoundError:  # it was never finished, so it cannot be read
        yield True
        return
    with file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            yield False
        else:
            yield True
