"""One file that holds an archive: a tar with the SHA-256 of every file in it, listed last."""

from __future__ import annotations

import datetime as dt
import errno
import hashlib
import io
import json
import os
import secrets
import shutil
import sqlite3
import tarfile
from collections.abc import Mapping
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import IO

from archive.catalogue import FILE
from archive.progress import Progress, silent

LIST = "backup.json"
_FORMAT = 1
_PIECE = 1 << 20
"""Bytes copied at one time."""
_LISTED = 1 << 10
"""Bytes that the list may take for each file, several times what a name and its SHA-256 take."""
_BY_NAME = {errno.EEXIST, errno.EISDIR, errno.ENOTDIR, errno.ENAMETOOLONG}
"""What the system says of a name that cannot stand beside the others in a new folder."""


_SENSELESS = (
    tarfile.TarError,
    EOFError,
    ValueError,
    TypeError,
    LookupError,
    AttributeError,
    RecursionError,
)
"""What reading a file raises that is no whole backup."""


class BadBackup(ValueError):
    """The file is no whole backup; the message names it, what is wrong and the remedy."""


@dataclass(frozen=True, slots=True)
class Backup:
    """What a backup holds."""

    made: dt.datetime
    """In UTC."""
    files: int
    size: int
    """Bytes of these files together."""


def copy_database(source: Path, target: Path) -> None:
    """A copy of an SQLite file as it stands between two changes, whatever its log still holds."""
    with (
        closing(sqlite3.connect(f"{source.absolute().as_uri()}?mode=ro", uri=True)) as before,
        closing(sqlite3.connect(target)) as after,
    ):
        before.backup(after)


def write_backup(file: Path, sources: Mapping[str, Path], progress: Progress = silent) -> Backup:
    """Put files into the new ``file``, by the names that they have in the archive.

    Raises FileExistsError where there is one already, and OSError where it cannot be written whole.
    """
    _refuse_to_overwrite(file)
    made = dt.datetime.now(dt.UTC).replace(microsecond=0)
    writing = file.with_name(f".{file.name}.writing-{secrets.token_hex(4)}")
    digests: dict[str, str] = {}
    size = 0
    try:
        with writing.open("xb") as out, tarfile.open(fileobj=out, mode="w") as tar:
            with progress("Copying files", len(sources)) as step:
                for name, path in sources.items():
                    with path.open("rb") as source:
                        read = _Hashed(source)
                        length = os.fstat(source.fileno()).st_size
                        tar.addfile(_member(name, length, made), read)
                    digests[name] = read.digest.hexdigest()
                    size += length
                    step(1)
            told = {"format": _FORMAT, "made": made.isoformat(), "files": digests}
            data = json.dumps(told, indent=1).encode()
            tar.addfile(_member(LIST, len(data), made), io.BytesIO(data))
            tar.close()
            out.flush()
            os.fsync(out.fileno())
        _refuse_to_overwrite(file)
        writing.rename(file)
    except BaseException:
        writing.unlink(missing_ok=True)
        raise
    return Backup(made, len(digests), size)


def unpack(file: Path, archive: Path, progress: Progress = silent) -> Backup:
    """Put every file of a backup into the new or empty folder ``archive``, each with the hash that it had.

    Raises FileExistsError where the folder is there and not empty, and BadBackup; then nothing is left of it.
    """
    place = Path(os.path.realpath(archive))  # where a link leads, and "." is
    is_there = os.path.lexists(place)
    if is_there:
        _refuse_unless_empty(place)
    # An empty folder is filled and not replaced: it may be mounted, or somebody's working directory.
    writing = f".{place.name}.restoring-{secrets.token_hex(4)}"
    making = place / writing if is_there else place.with_name(writing)
    making.mkdir(parents=True)
    try:
        try:
            backup = _unpack(file, making, progress)
        except _SENSELESS as error:
            told = str(error) or type(error).__name__
            raise BadBackup(
                f"{file} is no whole backup of an archive ({told}). Use another copy of it."
            ) from error
        if is_there:
            # The catalogue comes last: without it, the folder is no archive.
            for path in sorted(making.iterdir(), key=lambda path: path.name == FILE):
                path.rename(place / path.name)
            making.rmdir()
        else:
            making.rename(place)
    except BaseException:
        shutil.rmtree(making, ignore_errors=True)
        raise
    return backup


def _unpack(file: Path, folder: Path, progress: Progress) -> Backup:
    found: dict[str, str] = {}
    size = 0
    told = None
    with (
        tarfile.open(file, mode="r:") as tar,
        progress("Copying files", file.stat().st_size) as step,
    ):
        for member in tar:
            source = tar.extractfile(member) if member.isreg() else None
            if source is None or told is not None:
                raise ValueError(f"it holds {member.name}, which belongs in no backup")
            if member.name == LIST:
                if member.size > _LISTED * (1 + len(found)):
                    raise ValueError(
                        f"its {LIST} has {member.size:,} bytes for {len(found):,} files"
                    )
                told = json.loads(source.read())
                continue
            target = folder / _within(member.name)
            try:
                found[member.name] = _extracted(source, member.size, target)
            except OSError as error:
                if error.errno not in _BY_NAME:
                    raise
                raise ValueError(
                    f"it holds {member.name} twice, or under an impossible name"
                ) from error
            size += member.size
            step(member.size)
    if told is None:
        raise ValueError("its end is missing")
    if told["format"] != _FORMAT:
        raise ValueError(f"it has format {told['format']}; this program reads {_FORMAT}")
    for name in sorted(told["files"].keys() | found.keys()):
        if told["files"].get(name) != found.get(name):
            raise ValueError(f"{name} is not as it was when the backup was made")
    return Backup(dt.datetime.fromisoformat(told["made"]), len(found), size)


def _extracted(source: IO[bytes], size: int, target: Path) -> str:
    """The SHA-256 of a file that is written out."""
    target.parent.mkdir(parents=True, exist_ok=True)
    read = _Hashed(source)
    with target.open("xb") as out:
        shutil.copyfileobj(read, out, _PIECE)
        if out.tell() != size:
            raise EOFError("it breaks off")
        out.flush()
        os.fsync(out.fileno())
    return read.digest.hexdigest()


def _within(name: str) -> PurePosixPath:
    path = PurePosixPath(name)
    if path.is_absolute() or ".." in path.parts or not path.parts:
        raise ValueError(f"it holds {name}, which would lie outside the archive")
    return path


def _refuse_unless_empty(place: Path) -> None:
    held = sorted(place.iterdir()) if place.is_dir() else [place]
    if held:
        raise FileExistsError(
            f"{held[0]} is there already, and nothing is written over it: give another folder "
            "(--archive), or move what is there away."
        )


def _refuse_to_overwrite(file: Path) -> None:
    if os.path.lexists(file):
        raise FileExistsError(
            f"{file} is there already, and is not written over: give another name."
        )


def _member(name: str, size: int, made: dt.datetime) -> tarfile.TarInfo:
    info = tarfile.TarInfo(name)
    info.size, info.mtime, info.mode = size, made.timestamp(), 0o644
    return info


class _Hashed(io.RawIOBase):
    """A file that is hashed as it is read."""

    def __init__(self, file: IO[bytes]) -> None:
        self._file = file
        self.digest = hashlib.sha256()

    def readable(self) -> bool:
        return True

    def read(self, size: int = -1) -> bytes:
        data = self._file.read(size)
        self.digest.update(data)
        return data
