"""Folders read into an archive, and its index brought up to date: how ``index`` and ``evaluate`` begin."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from archive.catalogue import Catalogue, open_catalogue
from archive.ingest import Ingested, ingest
from archive.lock import sole_writer
from indexer.building.build import Built, build
from indexer.building.description import MODELS, Check
from indexer.models.encoder import OnnxEncoder
from indexer.models.export import DEFAULT_MODEL, exported
from indexer.takedown import resume
from web.command.progress import bar


@dataclass(frozen=True, slots=True)
class Indexed:
    """What came of it."""

    catalogue: Catalogue
    ingested: Ingested
    built: Built
    has_erased: bool
    """Whether a takedown that was broken off was finished first."""


@contextmanager
def indexed(archive: Path, folders: Sequence[Path], model: str) -> Iterator[Indexed]:
    """The archive, made if it is not there, held until the caller has done with it.

    ``model`` names a folder; empty for the packaged one. Raises ArchiveBusy and ModelError.
    """
    archive.mkdir(parents=True, exist_ok=True)
    with sole_writer(archive), open_catalogue(archive, create=True) as catalogue:
        has_erased = resume(archive, catalogue, model, bar)
        check = Check(archive)  # which reads the former build, while the folders are read
        with ThreadPoolExecutor(1) as beside:
            encoder = beside.submit(_encoder, model or DEFAULT_MODEL, archive / MODELS)
            ingested = ingest(folders, archive, catalogue, bar)
        built = build(archive, catalogue, encoder.result(), bar, check)
        yield Indexed(catalogue, ingested, built, has_erased)


def _encoder(model: str, store: Path) -> OnnxEncoder:
    return OnnxEncoder(exported(model, store))
