"""The encoder that a build was made with, as the archive keeps it."""

from __future__ import annotations

from pathlib import Path

from indexer.building.description import MODELS, Description, NoIndex
from indexer.models.encoder import OnnxEncoder


def export_of(archive: Path, model: str) -> Path:
    """The folder of a model's export, where what was measured of it lies too."""
    return archive / MODELS / model.rpartition("@")[2]


def exported_encoder(archive: Path, description: Description) -> OnnxEncoder:
    """Raises NoIndex where it cannot be opened."""
    try:
        # A question takes one core a few milliseconds; a second core would wait busily, in other
        # readers' way.
        return OnnxEncoder(export_of(archive, description.model), threads=1)
    except Exception as error:  # the runtime's and the tokenizer's errors have no common kind
        raise NoIndex(
            f"The model {description.model} that the index was built with cannot be opened "
            f"({error}). Run: minutebook index --archive {archive}"
        ) from error
