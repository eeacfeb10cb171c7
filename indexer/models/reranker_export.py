"""A CrossEncoder, exported once to ONNX by a process that ends with it: whoever serves never holds torch."""

from __future__ import annotations

import hashlib
import json
import multiprocessing
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from pathlib import Path

from archive.originals import sha256_of
from indexer.models import export
from indexer.models.model_store import ModelError, made_once

_KIND = "CrossEncoder"
_READ = ("*.safetensors", "*.json", "*.txt")
"""The files that say what a model is; it may have come with others, which are not read."""
_REMEDY = "Give the folder of a sentence-transformers CrossEncoder, or no reranker."


def exported_reranker(source: Path, store: Path) -> Path:
    """The folder of the CrossEncoder's export under ``store``, made on first use.

    Takes some 20 s when there is none yet. Raises ModelError.
    """
    digest = _digest(source)
    name = f"{source.name}@{digest[:16]}"
    return made_once(store / digest[:16], lambda made: _apart(source, made, name))


def _digest(source: Path) -> str:
    """SHA-256 of all that makes the model: its settings shape the scores as its weights do."""
    if not source.is_dir():
        raise ModelError(f"There is no folder {source}. {_REMEDY}")
    kind = _kind(source)
    if kind != _KIND:
        raise ModelError(f"{source} holds {kind}. {_REMEDY}")
    files = sorted(path for pattern in _READ for path in source.rglob(pattern))
    if not any(path.suffix == ".safetensors" for path in files):
        raise ModelError(f"{source} holds no .safetensors file: save the model in that format.")
    made_of = [(path.relative_to(source).as_posix(), sha256_of(path)) for path in files]
    return hashlib.sha256(json.dumps(made_of).encode()).hexdigest()


def _kind(source: Path) -> str:
    """What a folder holds, as its settings say; without a word about it, a model that classifies."""
    try:
        own = source / "config_sentence_transformers.json"
        said = json.loads(own.read_text("utf-8")).get("model_type") if own.is_file() else None
        made_for = json.loads((source / "config.json").read_text("utf-8")).get("architectures")
    except FileNotFoundError:
        return "no model (no config.json)"
    except (OSError, ValueError, AttributeError) as error:
        return f"no model that can be read ({error})"
    judges = any(str(each).endswith("ForSequenceClassification") for each in made_for or ())
    if said == _KIND or (said is None and judges):
        return _KIND
    return f"a model of another kind ({said or made_for})"


def _apart(source: Path, folder: Path, name: str) -> None:
    fresh = multiprocessing.get_context("spawn")
    with ProcessPoolExecutor(1, mp_context=fresh) as process:
        try:
            process.submit(export.export_reranker, source, folder, name).result()
        except BrokenProcessPool as error:
            raise ModelError(
                f"The process that exports {source} was ended from outside: give it more memory, "
                "or use a smaller reranker."
            ) from error
