"""An archive in one file, and back: with all that it needs to be served elsewhere, and no more."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from pathlib import Path

from archive.backup import Backup, copy_database, unpack, write_backup
from archive.catalogue import FILE, open_catalogue
from archive.originals import ORIGINALS, Originals
from archive.progress import Progress, silent
from indexer.building.build import CACHE
from indexer.building.description import CURRENT, INDEX, MODELS, NoIndex, current
from indexer.verify import Verified, verify


def back_up(archive: Path, file: Path, progress: Progress = silent) -> Backup:
    """Write the archive into the new ``file``; the caller holds its lock, so that nothing changes meanwhile.

    Raises FileNotFoundError where there is no archive, and as ``write_backup``. Pictures of pages are left
    out: they are drawn again. Without a usable index there is none in the backup: it can be made again.
    """
    with open_catalogue(archive):
        pass  # which says what is wrong with it
    Originals(archive / ORIGINALS).clear()
    if not file.absolute().parent.is_dir():
        raise FileNotFoundError(f"There is no folder {file.parent} to write {file.name} into.")
    with tempfile.TemporaryDirectory(prefix=".backup-", dir=file.absolute().parent) as scratch:
        sources = {}
        for name in (FILE, f"{INDEX}/{CACHE}"):
            if (archive / name).is_file():
                sources[name] = Path(scratch, Path(name).name)
                copy_database(archive / name, sources[name])
        for path in _files(archive):
            sources[path.relative_to(archive).as_posix()] = path
        return write_backup(file, sources, progress)


def restore(file: Path, archive: Path, progress: Progress = silent) -> tuple[Backup, Verified]:
    """Make the new folder ``archive`` of a backup, and verify it. Raises as ``unpack``."""
    return unpack(file, archive, progress), verify(archive, progress)


def _files(archive: Path) -> Iterator[Path]:
    """What is copied as it lies: the originals, the build in service and the model that it needs."""
    folders = [archive / ORIGINALS]
    try:
        build, description = current(archive)
    except NoIndex:
        pass
    else:
        yield archive / INDEX / CURRENT
        folders += [build, archive / MODELS / description.model.rpartition("@")[2]]
    for folder in folders:
        yield from (path for path in sorted(folder.rglob("*")) if path.is_file())
