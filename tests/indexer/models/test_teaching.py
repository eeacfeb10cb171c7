"""What the packaged model was taught is added to its export, and to no other model's."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from sentence_transformers import SentenceTransformer

from indexer.models import export, teaching
from indexer.models.encoder import OnnxEncoder
from indexer.models.export import DEFAULT_MODEL, PARITY, exported, model_folder
from indexer.models.teaching import Changes, Teaching, packaged, provenance, read, written

TEXTS = ("why do my bins stink", "what was said about neglect?", "", "the lollipop lady " * 60)


def test_the_packaged_model_reads_as_it_was_taught(encoder: OnnxEncoder) -> None:
    plain = SentenceTransformer(str(model_folder(DEFAULT_MODEL)), device="cpu")
    before = plain.encode(list(TEXTS), normalize_embeddings=True)
    for name, (left, right) in packaged().changes.items():
        weight = plain[0].auto_model.get_parameter(name)
        weight.data += weight.new_tensor(left) @ weight.new_tensor(right)
    taught = plain.encode(list(TEXTS), normalize_embeddings=True)

    vectors = encoder.encode(TEXTS)

    assert (vectors * taught).sum(axis=1).min() >= PARITY
    assert (vectors * before).sum(axis=1).max() < 0.99
    assert encoder.model.startswith(f"{DEFAULT_MODEL}-taught@")


def test_more_teaching_makes_another_model(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    made: list[str] = []
    monkeypatch.setattr(export, "_export", lambda *given: made.append(given[2]))
    monkeypatch.setattr(export, "made_once", lambda folder, make: make(folder))
    exported(DEFAULT_MODEL, tmp_path)
    more = Teaching(packaged().changes, "0" * 64)
    monkeypatch.setattr(export, "packaged", lambda: more)
    exported(DEFAULT_MODEL, tmp_path)
    exported(str(model_folder(DEFAULT_MODEL)), tmp_path)

    assert len(set(made)) == 3
    assert "taught" not in made[2]


def test_what_is_written_is_read() -> None:
    changes: Changes = {
        "encoder.a.weight": (np.ones((4, 2), np.float32), np.full((2, 3), 0.5, np.float32))
    }
    file = written(changes, {"learnt_from": "2 pairs"})

    (found,) = read(file).changes.values()

    assert [half.tolist() for half in found] == [
        half.tolist() for half in changes["encoder.a.weight"]
    ]
    assert provenance(file) == {"learnt_from": "2 pairs"}
    assert read(written(changes, {"learnt_from": "3 pairs"})).digest != read(file).digest


def test_only_matrices_of_the_model_are_changed() -> None:
    parameters = dict(
        SentenceTransformer(str(model_folder(DEFAULT_MODEL)), device="cpu")[
            0
        ].auto_model.named_parameters()
    )
    changes = teaching.packaged().changes
    assert len(changes) == 36  # six layers, each with four matrices of attention and two others
    for name, (left, right) in changes.items():
        assert name.startswith("encoder.layer.")
        assert parameters[name].shape == (left.shape[0], right.shape[1])
