"""What tests share: the real model, exported once, and the sample archive, indexed once."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from pathlib import Path

import pytest
from filelock import FileLock
from hypothesis import HealthCheck, settings

from archive.catalogue import open_catalogue
from archive.ingest import ingest
from archive.lock import sole_writer
from indexer.building.build import build
from indexer.building.description import MODELS
from indexer.library import Library
from indexer.models.encoder import OnnxEncoder
from indexer.models.export import DEFAULT_MODEL, exported

settings.register_profile("minutebook", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("minutebook")  # how fast a busy machine is decides nothing

CORPUS = Path(__file__).parents[1] / "corpus"


@pytest.fixture(scope="session")
def sample_archive(pytestconfig: pytest.Config) -> Path:
    """The sample archive, indexed. Kept between runs, so that only changed texts are encoded again."""
    archive = pytestconfig.cache.mkdir("sample-archive")
    with FileLock(archive / ".making"):  # the first of the processes makes it for all
        _forget_what_older_code_read(archive)
        with sole_writer(archive), open_catalogue(archive, create=True) as catalogue:
            ingest([CORPUS], archive, catalogue)
            model = exported(DEFAULT_MODEL, archive / MODELS)
            build(archive, catalogue, OnnxEncoder(model))
    return archive


def _forget_what_older_code_read(archive: Path) -> None:
    """Whoever works on the readers or the splitting need not change their version for each try."""
    code = hashlib.sha256()
    for package in ("archive", "indexer"):
        for path in sorted((CORPUS.parent / package).rglob("*.py")):
            code.update(path.read_bytes())
    stamp = archive / "code"
    if stamp.is_file() and stamp.read_text() == code.hexdigest():
        return
    for path in [*archive.glob("catalogue.sqlite*"), archive / "index" / "current"]:
        path.unlink(missing_ok=True)
    stamp.write_text(code.hexdigest())


@pytest.fixture(scope="session")
def encoder(sample_archive: Path) -> OnnxEncoder:
    """The real model."""
    return OnnxEncoder(exported(DEFAULT_MODEL, sample_archive / MODELS))


@pytest.fixture(scope="session")
def sample_library(sample_archive: Path) -> Iterator[Library]:
    library = Library.open(sample_archive)
    yield library
    library.close()
