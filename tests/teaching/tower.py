"""The packaged model with low-rank changes to its matrices, as torch learns them."""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import Any

import numpy as np
import torch
from sentence_transformers import SentenceTransformer
from torch import nn
from torch.nn.utils import parametrize

from archive.progress import Step, unheard
from indexer.models.encoder import Vectors
from indexer.models.export import DEFAULT_MODEL, model_folder
from indexer.models.teaching import Changes, Matrix

_RANK = 16
_BATCH = 64


class LowRank(nn.Module):  # type: ignore[misc]
    """Adds the product of two thin matrices to a weight; at first the product is 0."""

    def __init__(self, rows: int, columns: int) -> None:
        super().__init__()
        self.left = nn.Parameter(torch.zeros(rows, _RANK))
        self.right = nn.Parameter(torch.randn(_RANK, columns) / math.sqrt(columns))

    def forward(self, weight: torch.Tensor) -> torch.Tensor:
        return weight + self.left @ self.right


class Tower(nn.Module):  # type: ignore[misc]
    """Reads questions and passages. Only the changes are learnt; the model's own weights stay."""

    model = DEFAULT_MODEL

    def __init__(self) -> None:
        super().__init__()
        whole = SentenceTransformer(
            str(model_folder(DEFAULT_MODEL)), device="cpu", local_files_only=True
        )
        self._read: Any = whole.tokenizer
        self._most = whole.max_seq_length
        self._bert: Any = whole[0].auto_model
        self.dimensions = int(whole.get_embedding_dimension() or 0)
        for weight in self._bert.parameters():
            weight.requires_grad = False
        self._changed: dict[str, Any] = {
            f"{name}.weight": layer
            for name, layer in self._bert.named_modules()
            if name.startswith("encoder.") and isinstance(layer, nn.Linear)
        }
        for layer in self._changed.values():
            parametrize.register_parametrization(layer, "weight", LowRank(*layer.weight.shape))

    def forward(self, texts: Sequence[str]) -> torch.Tensor:
        """Shape (texts, dimensions), in the order of ``texts``; rows have length 1."""
        alike = sorted(range(len(texts)), key=lambda place: len(texts[place]))
        found = [
            self._few([texts[place] for place in alike[first : first + _BATCH]])
            for first in range(0, len(texts), _BATCH)
        ]
        return torch.cat(found)[torch.tensor(alike).argsort()]

    def _few(self, texts: Sequence[str]) -> torch.Tensor:
        read = self._read(
            list(texts), padding=True, truncation=True, max_length=self._most, return_tensors="pt"
        )
        states = self._bert(**read).last_hidden_state
        mask = read["attention_mask"].unsqueeze(-1).float()
        return nn.functional.normalize((states * mask).sum(1) / mask.sum(1), dim=-1)

    def encode(self, texts: Sequence[str], done: Step = unheard) -> Vectors:
        self.eval()
        with torch.no_grad():
            vectors: Vectors = self(texts).numpy()
        done(len(texts))
        return vectors

    def changes(self) -> Changes:
        """As they were learnt so far."""
        found: dict[str, tuple[Matrix, Matrix]] = {}
        for name, layer in self._changed.items():
            added = layer.parametrizations.weight[0]
            found[name] = (
                np.array(added.left.detach(), np.float32),
                np.array(added.right.detach(), np.float32),
            )
        return found
