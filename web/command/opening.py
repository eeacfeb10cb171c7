"""The archive open for reading, with the reranker that is set."""

from __future__ import annotations

import argparse
from pathlib import Path

from indexer.building.description import MODELS, current
from indexer.library import Library
from indexer.models.reranker import OnnxReranker
from indexer.models.reranker_export import exported_reranker


def opened(options: argparse.Namespace) -> Library:
    """Raises what ``Library`` raises, and ModelError where the reranker cannot be used."""
    archive: Path = options.archive
    if not options.reranker:
        return Library.open(archive)
    current(archive)  # so that nothing is exported into a folder that is no archive
    return Library.open(archive, reranker(options.reranker, archive))


def reranker(folder: str, archive: Path) -> OnnxReranker:
    """The CrossEncoder in ``folder``, exported into the archive on first use. Raises ModelError."""
    return OnnxReranker(exported_reranker(Path(folder), archive / MODELS))
