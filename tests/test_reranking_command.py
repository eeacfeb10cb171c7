"""A reranker given to the command: the server that uses it never loads torch."""

from __future__ import annotations

import json
import urllib.request
from pathlib import Path

import pytest

from archive.lock import FILE
from tests.conftest import CORPUS
from tests.indexer.cross_encoders import bert
from tests.test_command import minutebook, serving

QUESTION = "children"


@pytest.fixture(scope="module")
def archive(sample_archive: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An archive of its own, with the encoder already exported, but no reranker."""
    made = tmp_path_factory.mktemp("archive")
    (made / "models").mkdir()
    for export in (sample_archive / "models").iterdir():
        if export.name == FILE:  # each archive has a lock of its own
            continue
        (made / "models" / export.name).symlink_to(export)
    done = minutebook("index", CORPUS / "camden", "--archive", made)
    assert done.returncode == 0, done.stderr
    return made


@pytest.fixture(scope="module")
def model(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return bert(tmp_path_factory.mktemp("model") / "tiny", tokens=512)


def found(printed: str | bytes) -> list[str]:
    return [hit["id"] for hit in json.loads(printed)["hits"]]


def test_the_server_re_orders_without_torch(archive: Path, model: Path) -> None:
    plain = minutebook("search", QUESTION, "--json", "--archive", archive)
    by_option = minutebook("search", QUESTION, "--json", "--archive", archive, "--reranker", model)
    by_setting = minutebook(
        "search", QUESTION, "--json", "--archive", archive, MINUTEBOOK_RERANKER=str(model)
    )
    with serving(archive, "--reranker", model) as (process, address):
        with urllib.request.urlopen(f"{address}/api/search?q={QUESTION}") as reply:
            served = found(reply.read())
        mapped = Path(f"/proc/{process.pid}/maps")
        held = mapped.read_text() if mapped.exists() else "onnxruntime"

    assert by_option.returncode == 0, by_option.stderr
    assert found(by_option.stdout) == found(by_setting.stdout) == served
    assert found(plain.stdout) != served
    assert "onnxruntime" in held
    assert "libtorch" not in held


@pytest.mark.parametrize("command", ["search x", "serve", "evaluate {judged}"])
def test_a_reranker_that_cannot_be_used_is_named(command: str, archive: Path) -> None:
    words = command.format(judged=Path(__file__).parent / "evaluation").split()
    done = minutebook(*words, "--archive", archive, "--reranker", "/no/judge")

    assert done.returncode == 2
    assert "minutebook: There is no folder /no/judge. Give the folder of a" in done.stderr
    assert "Traceback" not in done.stderr


@pytest.mark.parametrize("command", ["search x", "serve"])
def test_no_archive_is_made_to_keep_a_reranker_in(
    command: str, model: Path, tmp_path: Path
) -> None:
    nowhere = tmp_path / "nowhere"
    done = minutebook(*command.split(), "--archive", nowhere, "--reranker", model)

    assert done.returncode == 2
    assert f"minutebook index --archive {nowhere}" in done.stderr
    assert not nowhere.exists()
