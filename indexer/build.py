"""From the catalogue to a searchable build, all of it or none of it."""

from __future__ import annotations

import json
import secrets
import shutil
from collections import Counter
from collections.abc import Iterator, Mapping
from contextlib import closing
from dataclasses import asdict, dataclass, replace
from pathlib import Path

from archive.catalogue import Catalogue, Version
from archive.document import Entry
from archive.originals import sha256_of, write_whole
from archive.progress import Progress, silent
from indexer import passage_table
from indexer.analysis import ANALYZER
from indexer.copies import COPIES, standings
from indexer.encoded import encoded_texts
from indexer.encoder import Encoder
from indexer.engine import EngineWriter, Indexed
from indexer.engines.embedded.writer import EmbeddedWriter
from indexer.passage_table import Shelved
from indexer.splitting import SPLITTER, split
from indexer.vector_cache import VectorCache

INDEX, CURRENT, DESCRIPTION = "index", "current", "build.json"
PASSAGES, ENGINE, CACHE = "passages.sqlite", "engine", "vectors.sqlite"
_MAKING = "building-"
FORMAT = "4"
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
    archive: Path, catalogue: Catalogue, encoder: Encoder, progress: Progress = silent
) -> Built:
    """Make a build of the catalogue's current versions and put it into service.

    The caller holds the archive's lock. Old builds but the last are removed.
    """
    folder = archive / INDEX
    folder.mkdir(exist_ok=True)
    versions = catalogue.versions()
    heads = {version.document: version.number for version in versions if version.is_head}
    newest = max((version.number for version in versions), default=0)
    earlier = _earlier(archive, encoder)
    if earlier is not None:
        path, found = earlier
        if found.heads == heads and found.newest == newest:
            _clear(folder, keep={path.name})
            return Built(found.name, False, found.passages, 0)
    in_service = _in_service(folder)  # kept until another takes its place, whatever rules made it
    _clear(folder, keep=in_service)
    making = folder / f"{_MAKING}{secrets.token_hex(4)}"
    making.mkdir()
    with closing(VectorCache(folder / CACHE, encoder)) as cache:
        shelved = _split_all(catalogue, versions, progress)
        entries = {document: catalogue.entry(number) for document, number in heads.items()}
        shelved = _with_standings(shelved, entries)
        told = [encoded_texts(entry.passage) for entry in shelved if entry.row is not None]
        texts = [text for of_passage in told for text in of_passage]
        missing = cache.missing(texts)
        if missing:
            with progress("Encoding", len(missing)) as step:
                cache.fill(missing, step)
        shelved = _index(making, earlier and earlier[0], entries, shelved, told, cache, progress)
        passage_table.write(making / PASSAGES, shelved)
        kinds = Counter(entry.passage.kind.value for entry in shelved if entry.row is not None)
        name = _put_in_service(folder, making, encoder, newest, heads, dict(kinds))
        cache.keep_only(texts)
    _clear(folder, keep={name} | in_service)
    return Built(name, True, dict(kinds), len(missing))


def _in_service(folder: Path) -> set[str]:
    try:
        return {(folder / CURRENT).read_text("utf-8").strip()}
    except (OSError, ValueError):
        return set()


def _earlier(archive: Path, encoder: Encoder) -> tuple[Path, Description] | None:
    """The build in service, if today's rules made it and no byte of it has changed since."""
    try:
        path, found = current(archive)
    except NoIndex:
        return None
    if found.model != encoder.model or any(altered_files(path, found)):
        return None
    return path, found


def altered_files(folder: Path, description: Description) -> Iterator[str]:
    """A sentence for each file of a build that is not as it was built."""
    for name, expected in description.files.items():
        path = folder / name
        if not path.is_file():
            yield f"index: {path} is missing"
        elif sha256_of(path) != expected:
            yield f"index: {path} was altered since it was built"


def _split_all(
    catalogue: Catalogue, versions: tuple[Version, ...], progress: Progress
) -> list[Shelved]:
    """Every passage: the searched ones first, in document and text order, then the former ones.

    Of a wording that several versions of a document hold, the newest version's passage is kept.
    """
    searched: list[Shelved] = []
    former: dict[str, Shelved] = {}
    with progress("Splitting", len(versions)) as step:
        for version in sorted(versions, key=lambda v: (v.document, not v.is_head, -v.number)):
            for passage in split(catalogue.document(version.number)):
                if version.is_head:
                    searched.append(Shelved(passage, version.number, len(searched)))
                else:
                    former.setdefault(passage.id, Shelved(passage, version.number, None))
            step(1)
    for entry in searched:
        former.pop(entry.passage.id, None)
    return searched + list(former.values())


def _with_standings(shelved: list[Shelved], entries: Mapping[str, Entry]) -> list[Shelved]:
    """The passages, those that are searched with where they stand among their copies."""
    found = standings([entry.passage for entry in shelved if entry.row is not None], entries)
    return [
        entry if entry.row is None else replace(entry, standing=found[entry.row])
        for entry in shelved
    ]


def _index(
    making: Path,
    earlier: Path | None,
    entries: Mapping[str, Entry],
    shelved: list[Shelved],
    told: list[list[str]],
    cache: VectorCache,
    progress: Progress,
) -> list[Shelved]:
    """Write the engine's files; the shelved passages with the digests of what it now holds.

    ``told`` holds the texts encoded for each searched passage.
    """
    (making / ENGINE).mkdir()
    searched = [entry for entry in shelved if entry.row is not None]
    writer: EngineWriter = EmbeddedWriter(making / ENGINE, earlier and earlier / ENGINE)
    try:
        with progress("Indexing", len(searched)) as step:
            for entry, texts in zip(searched, told, strict=True):
                vectors = cache.get(texts)
                document = entries[entry.passage.document]
                assert entry.standing is not None  # as of every passage that is searched
                writer.add(
                    Indexed(entry.passage, document, vectors[0], vectors[1:], *entry.standing)
                )
                step(1)
    except BaseException:
        writer.cancel()
        raise
    held = {one.id: one for one in writer.commit()}
    return [
        replace(entry, words=held[entry.passage.id].words, vectors=held[entry.passage.id].vectors)
        if entry.row is not None
        else entry
        for entry in shelved
    ]


def _put_in_service(
    folder: Path,
    making: Path,
    encoder: Encoder,
    newest: int,
    heads: dict[str, int],
    kinds: dict[str, int],
) -> str:
    files = {
        path.relative_to(making).as_posix(): sha256_of(path)
        for path in sorted(making.rglob("*"))
        if path.is_file() and not path.name.endswith("WRITELOCK")
    }
    description = Description(
        name=making.name.removeprefix(_MAKING),
        format=FORMAT,
        analyzer=ANALYZER,
        splitter=SPLITTER,
        copies=COPIES,
        model=encoder.model,
        newest=newest,
        heads=heads,
        passages=kinds,
        files=files,
    )
    write_whole(making / DESCRIPTION, json.dumps(asdict(description), indent=1).encode())
    making.rename(folder / description.name)
    write_whole(folder / CURRENT, description.name.encode())
    return description.name


def _clear(folder: Path, keep: set[str]) -> None:
    """Remove builds that are no longer needed and what a killed run left behind."""
    for path in folder.iterdir():
        if path.is_dir() and path.name not in keep:
            shutil.rmtree(path)
        elif path.name.startswith(".writing-"):
            path.unlink()
