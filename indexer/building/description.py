"""What a build was made from and by, and which build is in service."""

from __future__ import annotations

import json
import os
from collections.abc import Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path

from archive.originals import sha256_of
from indexer.analysis import ANALYZER
from indexer.likeness.copies import COPIES
from indexer.splitting import SPLITTER

MODELS, INDEX = "models", "index"
"""Folders of an archive."""
CURRENT, DESCRIPTION = "current", "build.json"
PASSAGES, ENGINE, COMPARISON, LEXICON = "passages.sqlite", "engine", "comparison.npz", "lexicon"
FORMAT = "8"
"""Of a build's files; changed when an older program could not read them."""


@dataclass(frozen=True, slots=True)
class Description:
    """What a build was made from and by; it refuses to open for any other rules."""

    name: str
    format: str
    analyzer: str
    splitter: str
    copies: str
    model: str
    newest: int
    """The catalogue's highest version number when the build was made."""
    heads: dict[str, int]
    """The catalogue's version number that is searched, by document."""
    passages: dict[str, int]
    """How many passages of each kind are searched."""
    files: dict[str, str]
    """SHA-256 of every file of the build, by path within it."""


def described(
    name: str,
    model: str,
    newest: int,
    heads: dict[str, int],
    passages: dict[str, int],
    files: dict[str, str],
) -> Description:
    """Of a build that was made by today's rules."""
    return Description(
        name, FORMAT, ANALYZER, SPLITTER, COPIES, model, newest, heads, passages, files
    )


class NoIndex(Exception):
    """There is no usable build; the message says why and what to do."""


def current(archive: Path) -> tuple[Path, Description]:
    """The folder and description of the build that is in service.

    Raises NoIndex where there is none, or where other rules than today's made it.
    """
    pointer = archive / INDEX / CURRENT
    remedy = f"Run: minutebook index --archive {archive}"
    try:
        name = pointer.read_text("utf-8").strip()
        folder = archive / INDEX / name
        found = Description(**json.loads((folder / DESCRIPTION).read_text("utf-8")))
    except FileNotFoundError as error:
        raise NoIndex(f"The archive {archive} has no finished index. {remedy}") from error
    except (ValueError, TypeError) as error:
        raise NoIndex(f"{pointer} or its build is damaged ({error}). {remedy}") from error
    for what, theirs, ours in (
        ("format", found.format, FORMAT),
        ("analyzer", found.analyzer, ANALYZER),
        ("splitter", found.splitter, SPLITTER),
        ("rules of copies", found.copies, COPIES),
    ):
        if theirs != ours:
            raise NoIndex(
                f"The index {name} was built with {what} {theirs}; this program uses {ours}. {remedy}"
            )
    return folder, found


class Check:
    """Whether the build in service, if today's rules made it, is byte for byte as it was built.

    Begins at once, beside whatever else the program does.
    """

    def __init__(self, archive: Path) -> None:
        self._archive = archive
        self._pool = ThreadPoolExecutor(1)
        self._found = self._pool.submit(self._look)
        self._pool.shutdown(wait=False)

    def result(self) -> tuple[Path, Description] | None:
        """Its folder and description, once all is read; None where there is no such build."""
        return self._found.result()

    def _look(self) -> tuple[Path, Description] | None:
        try:
            found = current(self._archive)
        except NoIndex:
            return None
        return None if any(altered_files(*found)) else found


def digests(paths: Iterable[Path]) -> dict[Path, str]:
    """SHA-256 of each file, read on every core at once."""
    largest_first = sorted(paths, key=lambda path: -path.stat().st_size)
    with ThreadPoolExecutor(os.cpu_count()) as pool:
        return dict(zip(largest_first, pool.map(sha256_of, largest_first), strict=True))


def altered_files(folder: Path, description: Description) -> Iterator[str]:
    """A sentence for each file of a build that is not as it was built."""
    paths = {name: folder / name for name in description.files}
    found = digests(path for path in paths.values() if path.is_file())
    for name, expected in description.files.items():
        if paths[name] not in found:
            yield f"index: {paths[name]} is missing"
        elif found[paths[name]] != expected:
            yield f"index: {paths[name]} was altered since it was built"
