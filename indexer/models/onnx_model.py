"""A model exported to ONNX, with its tokenizer; the only module that runs one."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path
from typing import TypeAlias

import numpy as np
import onnxruntime
from numpy.typing import NDArray
from tokenizers import Tokenizer

from archive.progress import Step, unheard

Input: TypeAlias = str | tuple[str, str]
"""A text, or two that are read together."""

_BATCH = 4
"""Texts of like length at once: the fastest for passages of about 150 words on one core."""


class OnnxModel:
    """A model as ``indexer.models.export`` wrote it. Safe to share between threads.

    Raises FileNotFoundError, naming the folder, when there is no export in it.
    """

    def __init__(self, folder: Path, threads: int = 0) -> None:
        description = json.loads((folder / "model.json").read_text("utf-8"))
        self.name: str = description["model"]
        self.dimensions: int = description["dimensions"]
        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = threads  # 0 lets the runtime use every core
        self._session = onnxruntime.InferenceSession(
            folder / "model.onnx", options, providers=["CPUExecutionProvider"]
        )
        self._inputs = {each.name for each in self._session.get_inputs()}
        self._tokenizer = Tokenizer.from_file(str(folder / "tokenizer.json"))
        # Of two texts the longer is cut first, so the shorter, as a question is, stays whole.
        self._tokenizer.enable_truncation(description["max_tokens"], strategy="longest_first")
        self._tokenizer.enable_padding(pad_id=description.get("padding", 0))

    def run(self, texts: Sequence[Input], done: Step = unheard) -> NDArray[np.float32]:
        """Shape (texts, dimensions), in the order of ``texts``; ``done`` hears how many more are run."""
        outputs = np.empty((len(texts), self.dimensions), np.float32)
        by_length = sorted(range(len(texts)), key=lambda i: _length(texts[i]))
        for first in range(0, len(texts), _BATCH):
            rows = by_length[first : first + _BATCH]
            encodings = self._tokenizer.encode_batch([texts[row] for row in rows])
            numbers = {
                "input_ids": [encoding.ids for encoding in encodings],
                "attention_mask": [encoding.attention_mask for encoding in encodings],
                "token_type_ids": [encoding.type_ids for encoding in encodings],
            }
            fed = {name: np.array(numbers[name], np.int64) for name in self._inputs}
            (outputs[rows],) = self._session.run(None, fed)
            done(len(rows))
        return outputs


def _length(text: Input) -> int:
    return len(text) if isinstance(text, str) else sum(map(len, text))
