"""Finds the files of an archive folder, with the manifest row and the stable key of each."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

from archive.escape import is_utf8, one_line
from archive.manifest import MANIFEST_NAME, Manifest, ManifestRow, plain_path, read_manifest

_MAX_MANIFEST = 16_000_000
"""Bytes: a hundred thousand rows."""

SUFFIXES = (".html", ".htm", ".pdf", ".docx", ".txt", ".md")


@dataclass(frozen=True, slots=True)
class Source:
    """One file to be read."""

    path: Path
    file: str
    """Relative to the folder given, with forward slashes; what would break a line is escaped."""
    key: str
    """What this source is called for ever: its address, or its path from its manifest's folder."""
    row: ManifestRow | None = None

    @property
    def has_address(self) -> bool:
        """Whether its key is its address."""
        return self.row is not None and self.key == self.row.source_url


@dataclass(frozen=True, slots=True)
class Skipped:
    """A file in the folder that will not be read, and why."""

    file: str
    reason: str


@dataclass(frozen=True, slots=True)
class Found:
    sources: tuple[Source, ...]
    skipped: tuple[Skipped, ...]
    notes: tuple[str, ...]
    """What is wrong with the manifests, each note led by its folder."""


def find_sources(folders: Iterable[Path]) -> Found:
    """Every readable file under the folders, in sorted order, each once.

    The key of a source is the row's ``source_url`` where no other row of that manifest gives it;
    otherwise the name of the nearest folder up the tree that has a manifest, else of the folder
    given, and the path from there. Nothing above the folder given is looked at: a manifest there is
    not part of what was asked for.
    Raises NotADirectoryError for a folder that is none.
    """
    walk = _Walk()
    for folder in folders:
        if not folder.is_dir():
            raise NotADirectoryError(f"{folder} is no folder: name a folder that holds the files.")
        walk.take(folder.resolve())
    return walk.found


def find_source(path: Path) -> Found:
    """One file as a search of its own folder finds it: read or skipped, with its row of a manifest there.

    Raises FileNotFoundError where there is none, IsADirectoryError for a folder.
    """
    if not os.path.lexists(path):
        raise FileNotFoundError(f"There is no file {path}: check the name and the folder.")
    if path.is_dir():
        raise IsADirectoryError(f"{path} is a folder: name one file of it.")
    walk = _Walk()
    folder = path.absolute().parent.resolve()
    walk.add(folder / path.name, one_line(path.name), folder)
    return walk.found


@dataclass
class _Walk:
    sources: list[Source] = field(default_factory=list)
    skipped: list[Skipped] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    manifests: dict[Path, Manifest | None] = field(default_factory=dict)
    seen: set[Path] = field(default_factory=set)
    keys: dict[str, Source] = field(default_factory=dict)

    @property
    def found(self) -> Found:
        return Found(tuple(self.sources), tuple(self.skipped), tuple(self.notes))

    def take(self, folder: Path) -> None:
        files = _files(folder, lambda error: self._say_closed(error, folder))
        for path in sorted(files, key=lambda path: path.relative_to(folder).as_posix()):
            file = one_line(path.relative_to(folder).as_posix())
            if path not in self.seen:
                self.add(path, file, folder)
        self._say_missing(folder)

    def add(self, path: Path, file: str, folder: Path) -> None:
        self.seen.add(path)
        reason = _reason_to_skip(path, folder)
        if reason:
            self.skipped.append(Skipped(file, reason))
            return
        source = self._source(path, file, folder)
        other = self.keys.setdefault(source.key, source)
        if other is source:
            self.sources.append(source)
        else:
            self.skipped.append(Skipped(file, _twin(other)))

    def _say_closed(self, error: OSError, given: Path) -> None:
        folder = one_line(os.path.relpath(error.filename, given))
        self.skipped.append(
            Skipped(
                folder,
                f"The folder could not be opened ({error.strerror}), so nothing in it was read: "
                "check its permissions and index again.",
            )
        )

    def _source(self, path: Path, file: str, folder: Path) -> Source:
        root = self._root(path.parent, folder)
        within = path.relative_to(root).as_posix()
        manifest = self._manifest(root)
        row = manifest.row_of(within) if manifest else None
        key = plain_path(f"{root.name}/{within}")
        if manifest and row and row.source_url and manifest.is_sole(row.source_url):
            key = row.source_url
        return Source(path, file, key, row)

    def _root(self, folder: Path, given: Path) -> Path:
        for place in (folder, *folder.parents):
            if place == given or self._manifest(place) is not None:
                return place
        return given

    def _manifest(self, folder: Path) -> Manifest | None:
        if folder not in self.manifests:
            path = folder / MANIFEST_NAME
            manifest = _read_manifest(path) if os.path.lexists(path) else None
            self.manifests[folder] = manifest
            if manifest:
                self.notes += [f"{one_line(folder.name)}: {note}" for note in manifest.notes]
        return self.manifests[folder]

    def _say_missing(self, given: Path) -> None:
        for folder, manifest in self.manifests.items():
            if manifest is None or not folder.is_relative_to(given):
                continue
            there = {plain_path(p.relative_to(folder).as_posix()) for p in _files(folder)}
            self.notes += [
                f"{one_line(folder.name)}: {MANIFEST_NAME} names '{file}', which is not in the folder: "
                "add the file or delete its row."
                for file in manifest.rows
                if file not in there
            ]


def _read_manifest(path: Path) -> Manifest:
    try:
        size = path.stat().st_size
        if not path.is_file() or not path.resolve().is_relative_to(path.parent):
            wrong, remedy = "is no file of this folder", "put the file itself here"
        elif size > _MAX_MANIFEST:
            wrong = f"has {size / 1e6:,.0f} MB, more than {_MAX_MANIFEST / 1e6:,.0f}"
            remedy = "divide the folder, with a manifest in each part"
        else:
            return read_manifest(path.read_bytes())
    except OSError as error:
        wrong = f"could not be opened ({error.strerror or error})"
        remedy = "check its permissions"
    return Manifest(
        notes=(f"{MANIFEST_NAME} {wrong}, so none of it was used: {remedy} and index again.",)
    )


def _twin(other: Source) -> str:
    path = one_line(str(other.path))
    if other.has_address:
        return (
            f"Its source_url is '{other.key}', which another manifest gives to {path}: "
            "correct the source_url in one of the two manifests, or delete one of the two files."
        )
    return (
        f"Its place would be '{one_line(other.key)}', which is already that of {path}: "
        "rename one of the two folders, or index the folder that holds both."
    )


def _files(folder: Path, closed: Callable[[OSError], None] = lambda _: None) -> Iterator[Path]:
    """Files and links under a folder; hidden ones, manifests and read-me notes left out.

    ``closed`` hears of each folder that cannot be listed.
    """
    for place, folders, names in os.walk(folder, onerror=closed):
        folders[:] = [name for name in folders if not _is_hidden(name)]
        links = [name for name in folders if Path(place, name).is_symlink()]
        for name in names + links:
            if not _is_hidden(name) and name != MANIFEST_NAME and not name.startswith("README"):
                yield Path(place, name)


def _is_hidden(name: str) -> bool:
    return name.startswith((".", "~$"))  # "~$" opens the lock file that Word keeps beside a file


def _reason_to_skip(path: Path, folder: Path) -> str:
    try:
        return _reason(path, folder)
    except OSError as error:  # a folder that may be listed and not entered
        return f"It could not be looked at ({error.strerror}): check the permissions of its folder."


def _reason(path: Path, folder: Path) -> str:
    if not is_utf8(path):
        return f"The name {one_line(str(path))} is not UTF-8: rename it."
    if path.is_symlink():
        try:
            inside = path.resolve(strict=True).is_relative_to(folder)
        except (OSError, RuntimeError):
            return "It is a link that leads nowhere: put the file itself here."
        if not inside:
            return "It is a link to a place outside the folder: put the file itself here."
    if path.is_dir():
        return "It is a link to another folder, which is read under its own name."
    if not path.is_file():
        return "It is no ordinary file."
    if path.suffix.lower() not in SUFFIXES:
        kinds = ", ".join(SUFFIXES)
        return (
            f"Files named '{one_line(path.suffix or path.name)}' are not read; these are: {kinds}."
        )
    return ""
