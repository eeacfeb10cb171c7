"""A CrossEncoder's export scores as the model itself does; what is no CrossEncoder is refused."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest
import torch
from sentence_transformers import CrossEncoder

from archive.lock import ArchiveBusy, sole_writer
from indexer.models import reranker_export
from indexer.models.export import DEFAULT_MODEL, RERANKER_PARITY, export_reranker, model_folder
from indexer.models.model_store import ModelError
from indexer.models.reranker import OnnxReranker
from indexer.models.reranker_export import exported_reranker
from tests.indexer.cross_encoders import LONGEST, bert, roberta

LONG = "the council tax of homes was said " * LONGEST
QUESTION = "what was said about damp homes"
TEXTS = (
    "damp homes",
    "",
    "council tax",
    "Dämp — ☃",
    "what was said about mould?",
    LONG,
    LONG + "damp",
)
MADE: dict[str, Callable[[Path], Path]] = {
    "sigmoid": bert,
    "no sigmoid": lambda folder: bert(folder, torch.nn.Identity()),
    "no token types": roberta,
}


@pytest.fixture(scope="module")
def model(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return bert(tmp_path_factory.mktemp("model") / "tiny")


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("store") / "models"


@pytest.fixture(scope="module")
def reranker(model: Path, store: Path) -> OnnxReranker:
    """Exported as a command exports it, by a process that ends with it."""
    return OnnxReranker(exported_reranker(model, store))


@pytest.fixture
def quick(monkeypatch: pytest.MonkeyPatch) -> None:
    """Exports in this process, which has loaded torch already."""
    monkeypatch.setattr(reranker_export, "_apart", export_reranker)


@pytest.mark.usefixtures("quick")
@pytest.mark.parametrize("kind", MADE)
def test_scores_are_the_models_own(kind: str, tmp_path: Path) -> None:
    source = MADE[kind](tmp_path / "tiny")
    model = CrossEncoder(str(source), device="cpu", local_files_only=True)
    reranker = OnnxReranker(exported_reranker(source, tmp_path / "models"))

    for question in (QUESTION, "tax", "", LONG):
        expected = model.predict([(question, text) for text in TEXTS])
        found = reranker.scores(question, TEXTS)
        assert found.shape == (len(TEXTS),)
        assert np.abs(found - expected).max() <= RERANKER_PARITY
    assert np.ptp(reranker.scores(QUESTION, TEXTS)) > 10 * RERANKER_PARITY, (
        "else this shows nothing"
    )


def test_a_long_passage_is_cut_and_its_question_is_not(reranker: OnnxReranker) -> None:
    same = reranker.scores(QUESTION, [LONG, LONG + "damp mould"])
    other = reranker.scores("x" + QUESTION[:-5] + "mould", [LONG])

    assert same[0] == pytest.approx(same[1], abs=1e-6)
    assert abs(same[0] - other[0]) > 1e-4
    ends = [reranker.scores(f"{QUESTION} {last}", [LONG])[0] for last in ("tax", "damp")]
    assert abs(ends[0] - ends[1]) > 1e-4


def test_no_texts_have_no_scores(reranker: OnnxReranker) -> None:
    assert reranker.scores(QUESTION, []).shape == (0,)


@pytest.mark.usefixtures("reranker", "quick")
def test_it_is_exported_once_unless_it_changes(model: Path, store: Path, tmp_path: Path) -> None:
    folder = exported_reranker(model, store)
    made = (folder / "model.onnx").stat()
    assert exported_reranker(model, store) == folder
    assert (folder / "model.onnx").stat().st_mtime_ns == made.st_mtime_ns
    assert OnnxReranker(folder).model == f"tiny@{folder.name}"

    changed = shutil.copytree(model, tmp_path / "tiny")
    settings = changed / "config_sentence_transformers.json"
    settings.write_text(settings.read_text("utf-8").replace("Sigmoid", "Tanh"), "utf-8")
    other = exported_reranker(changed, store)
    assert other != folder
    scores = OnnxReranker(folder).scores(QUESTION, TEXTS)
    logits = np.log(scores / (1 - scores))
    assert OnnxReranker(other).scores(QUESTION, TEXTS) == pytest.approx(np.tanh(logits), abs=1e-3)


def test_two_at_once_do_not_write_over_each_other(model: Path, tmp_path: Path) -> None:
    with sole_writer(tmp_path), pytest.raises(ArchiveBusy, match="Wait for it to finish"):
        exported_reranker(model, tmp_path)


def _without(name: str) -> Callable[[Path], None]:
    return lambda folder: (folder / name).unlink()


def _of_two_labels(folder: Path) -> None:
    shutil.rmtree(folder)
    bert(folder, labels=2)


def _damaged(folder: Path) -> None:
    (folder / "model.safetensors").write_bytes(b"no weights")


def _another_kind(folder: Path) -> None:
    config = json.loads((folder / "config.json").read_text("utf-8"))
    (folder / "config.json").write_text(json.dumps({**config, "architectures": ["BertModel"]}))
    (folder / "config_sentence_transformers.json").unlink()


@pytest.mark.usefixtures("quick")
@pytest.mark.parametrize(
    ("harm", "said"),
    [
        (shutil.rmtree, r"There is no folder .*tiny\. Give the folder of a .* CrossEncoder"),
        (_without("config.json"), r"tiny holds no model \(no config\.json\)\. Give the folder"),
        (_another_kind, r"tiny holds a model of another kind \(\['BertModel'\]\)\. Give"),
        (_without("model.safetensors"), r"tiny holds no \.safetensors file: save the model"),
        (_of_two_labels, r"tiny gives 2 labels .*, not one score\. Give a CrossEncoder with one"),
        (_damaged, r"The CrossEncoder .*tiny cannot be loaded: .* Give the folder of another"),
    ],
)
def test_what_cannot_be_used_is_named_with_the_remedy(
    harm: Callable[[Path], None], said: str, model: Path, tmp_path: Path
) -> None:
    source = shutil.copytree(model, tmp_path / "tiny")
    harm(source)

    with pytest.raises(ModelError, match=said):
        exported_reranker(source, tmp_path / "models")
    assert not [path for path in (tmp_path / "models").glob("*") if path.is_dir()]


def test_an_encoder_is_no_reranker(tmp_path: Path) -> None:
    with pytest.raises(ModelError, match=r"holds a model of another kind .* Give the folder"):
        exported_reranker(model_folder(DEFAULT_MODEL), tmp_path)


@pytest.mark.usefixtures("quick")
def test_a_plain_transformers_folder_is_one(
    model: Path, store: Path, tmp_path: Path, reranker: OnnxReranker
) -> None:
    """As CrossEncoders were saved before there was a word for them."""
    plain = shutil.copytree(model, tmp_path / "plain")
    for name in ("modules.json", "config_sentence_transformers.json", "sentence_bert_config.json"):
        (plain / name).unlink()
    old = OnnxReranker(exported_reranker(plain, store))

    expected = reranker.scores(QUESTION, TEXTS)
    assert old.scores(QUESTION, TEXTS) == pytest.approx(expected, abs=1e-6)


def test_the_reason_reaches_us_from_the_process_that_knows_it(model: Path, tmp_path: Path) -> None:
    harmed = shutil.copytree(model, tmp_path / "tiny")
    _damaged(harmed)

    with pytest.raises(ModelError, match=r"tiny cannot be loaded: .* Give the folder of another"):
        exported_reranker(harmed, tmp_path / "models")
