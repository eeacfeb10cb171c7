"""Files as they were received, kept under the hash of their bytes."""

from __future__ import annotations

import hashlib
import os
import secrets
from contextlib import suppress
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

ORIGINALS = "originals"
"""Their folder in an archive's."""

_WRITING = ".writing-"
"""Opens the name of a file that is not yet whole."""


class Condition(StrEnum):
    """How a stored file stands to what was received."""

    SAME = "same"
    ALTERED = "altered"
    MISSING = "missing"


@dataclass(frozen=True, slots=True)
class Originals:
    folder: Path

    def path(self, sha256: str) -> Path:
        return self.folder / sha256[:2] / sha256

    def keep(self, data: bytes) -> str:
        """Store ``data`` and give its SHA-256; storing the same bytes again changes nothing."""
        digest = hashlib.sha256(data).hexdigest()
        path = self.path(digest)
        if not path.exists():
            path.parent.mkdir(parents=True, exist_ok=True)
            write_whole(path, data)
        return digest

    def clear(self) -> None:
        """Remove what a killed run left half-written; the caller holds the archive's lock."""
        for path in self.folder.glob(f"*/{_WRITING}*"):
            path.unlink()

    def read(self, sha256: str) -> bytes:
        """The bytes as received; raises FileNotFoundError where they are missing."""
        return self.path(sha256).read_bytes()

    def size(self, sha256: str) -> int | None:
        """In bytes; None where it is missing."""
        try:
            return self.path(sha256).stat().st_size
        except OSError:
            return None

    def beginning(self, digits: str) -> tuple[str, ...]:
        """The SHA-256 of each stored file that begins with these hexadecimal digits, two at least."""
        found = self.folder.glob(f"{digits[:2]}/{digits}*")
        return tuple(sorted(path.name for path in found))

    def erase(self, sha256: str) -> bool:
        """Remove a stored file; whether it was there."""
        path = self.path(sha256)
        try:
            path.unlink()
        except FileNotFoundError:
            return False
        with suppress(OSError):
            path.parent.rmdir()  # where it was the last
        return True

    def condition(self, sha256: str) -> Condition:
        """Read the stored file through, and compare its hash with the one that it had when received."""
        try:
            found = sha256_of(self.path(sha256))
        except OSError:
            return Condition.MISSING
        return Condition.SAME if found == sha256 else Condition.ALTERED


def sha256_of(path: Path) -> str:
    """Of a file's bytes, in hexadecimal, read piece by piece."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def write_whole(path: Path, data: bytes) -> None:
    """Write a file so that a reader sees the old bytes or the new ones, also after a power cut."""
    writing = path.with_name(f"{_WRITING}{secrets.token_hex(8)}")
    try:
        with writing.open("xb") as file:  # unlike mkstemp's, readable by whom the umask allows
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        writing.replace(path)
    except BaseException:
        writing.unlink(missing_ok=True)
        raise
    folder = os.open(path.parent, os.O_RDONLY)
    try:
        os.fsync(folder)  # the file's name is on the disk only once its folder is
    finally:
        os.close(folder)
