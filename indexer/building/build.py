"""From the catalogue to a searchable build, all of it or none of it.

A build takes over from the one before it all that the catalogue has not changed (see ``draft``).
"""

from __future__ import annotations

import json
import secrets
import shutil
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import asdict, dataclass
from pathlib import Path

from archive.catalogue import Catalogue
from archive.originals import write_whole
from archive.progress import Progress, silent
from indexer.building import draft
from indexer.building.description import (
    CURRENT,
    DESCRIPTION,
    INDEX,
    Check,
    Description,
    described,
    digests,
)
from indexer.building.earlier import Earlier, heads_of
from indexer.building.hold import unheld
from indexer.building.vector_cache import VectorCache
from indexer.models.encoder import Encoder

CACHE = "vectors.sqlite"
_MAKING = "building-"


@dataclass(frozen=True, slots=True)
class Built:
    """What a build run did."""

    name: str
    is_new: bool
    """False where the build in service already held everything."""
    passages: dict[str, int]
    encoded: int
    """Texts that had to be encoded; the rest were known."""


def build(
    archive: Path,
    catalogue: Catalogue,
    encoder: Encoder,
    progress: Progress = silent,
    check: Check | None = None,
    *,
    afresh: bool = False,
) -> Built:
    """Make a build of the catalogue's current versions and put it into service.

    ``check`` is of this archive, begun since the caller holds it; without one, it is begun now. ``afresh``
    takes nothing over from the build before. The caller holds the archive's lock. Old builds but the last
    are removed, unless one is still read.
    """
    folder = archive / INDEX
    folder.mkdir(exist_ok=True)
    versions = catalogue.versions()
    heads = heads_of(versions)
    newest = max((version.number for version in versions), default=0)
    sound = None if afresh else (check or Check(archive)).result()
    if sound is not None and sound[1].model != encoder.model:
        sound = None
    if sound is not None:
        _, found = sound
        if found.heads == heads and found.newest == newest:
            _clear(folder, keep={found.name})
            return Built(found.name, False, found.passages, 0)
    in_service = _in_service(folder)  # kept until another takes its place, whatever rules made it
    for left in folder.glob(f"{_MAKING}*"):  # by a run that was killed
        shutil.rmtree(left)
    making = folder / f"{_MAKING}{secrets.token_hex(4)}"
    making.mkdir()
    with closing(VectorCache(folder / CACHE, encoder)) as cache, _opened(sound) as earlier:
        written = draft.write(making, catalogue, earlier, cache, progress)
    name = put_in_service(making, encoder.model, newest, heads, written.passages, sound)
    _clear(folder, keep={name} | in_service)
    return Built(name, True, written.passages, written.encoded)


def remove_others(archive: Path, name: str, patience: float = 5.0) -> None:
    """Remove every build but ``name``, with what is left of unfinished ones.

    A server that has been asked nothing since still holds an older build open, and would for as long as
    nobody asks: after ``patience`` seconds, in which every answer under way ends, its files go all the same.
    """
    folder, until = archive / INDEX, time.monotonic() + patience
    _clear(folder, keep={name})
    while (others := _builds(folder) - {name}) and time.monotonic() < until:
        time.sleep(0.1)
        _clear(folder, keep={name})
    for other in others:
        shutil.rmtree(folder / other)


def _builds(folder: Path) -> set[str]:
    return {path.name for path in folder.iterdir() if path.is_dir()}


def put_in_service(
    making: Path,
    model: str,
    newest: int,
    heads: dict[str, int],
    passages: dict[str, int],
    sound: tuple[Path, Description] | None = None,
) -> str:
    """Describe a finished build, move it to its place and point to it; its name.

    ``sound`` is the build that it may have taken files over from.
    """
    folder, name = making.parent, making.name.removeprefix(_MAKING)
    files = _files(making, sound)
    description = described(name, model, newest, heads, passages, files)
    write_whole(making / DESCRIPTION, json.dumps(asdict(description), indent=1).encode())
    making.rename(folder / name)
    write_whole(folder / CURRENT, name.encode())
    return name


def _in_service(folder: Path) -> set[str]:
    try:
        return {(folder / CURRENT).read_text("utf-8").strip()}
    except (OSError, ValueError):
        return set()


@contextmanager
def _opened(sound: tuple[Path, Description] | None) -> Iterator[Earlier | None]:
    if sound is None:
        yield None
    else:
        with closing(Earlier(*sound)) as earlier:
            yield earlier


def _files(making: Path, sound: tuple[Path, Description] | None) -> dict[str, str]:
    """SHA-256 of every file of a build; of one that is linked from a sound build it is known."""
    paths = {
        path.relative_to(making).as_posix(): path
        for path in sorted(making.rglob("*"))
        if path.is_file() and not path.name.endswith("WRITELOCK")
    }
    known = {}
    if sound is not None:
        folder, found = sound
        known = {
            name: digest
            for name, digest in found.files.items()
            if name in paths and paths[name].samefile(folder / name)
        }
    fresh = digests(path for name, path in paths.items() if name not in known)
    return {name: known.get(name) or fresh[path] for name, path in paths.items()}


def _clear(folder: Path, keep: set[str]) -> None:
    """Remove builds that are no longer needed and what a killed run left behind."""
    for path in folder.iterdir():
        if path.is_dir() and path.name not in keep:
            with unheld(path) as is_unheld:
                if is_unheld:
                    shutil.rmtree(path)
        elif path.name.startswith(".writing-"):
            path.unlink()
