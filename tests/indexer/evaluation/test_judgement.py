"""Judged sets as they are written by hand: read, or refused with the line that is wrong."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path

import pytest

from indexer.evaluation.judgement import JudgementError, read_judgements

QUERY = {"id": "q1", "text": "what was said about damp?"}
SPAN = {"query": "q1", "document": "a.txt", "start": 0, "end": 9}


def judged(folder: Path, queries: Sequence[object], spans: Sequence[object]) -> Path:
    (folder / "documents").mkdir(exist_ok=True)
    for name, rows in (("queries.jsonl", queries), ("relevant_spans.jsonl", spans)):
        lines = [row if isinstance(row, str) else json.dumps(row) for row in rows]
        (folder / name).write_text("\n".join(lines))
    return folder


def test_what_is_not_said_has_a_sensible_value(tmp_path: Path) -> None:
    (question,) = read_judgements(judged(tmp_path, [QUERY], [SPAN])).questions

    assert (question.type, question.half, question.meeting) == ("", "", "q1")
    assert question.answerable
    assert question.spans[0].grade == 1


def test_a_style_of_summary_is_a_type(tmp_path: Path) -> None:
    queries = [{**QUERY, "summary_style": True}]

    assert read_judgements(judged(tmp_path, queries, [SPAN])).questions[0].type == "summary"


@pytest.mark.parametrize(
    ("queries", "spans", "told"),
    [
        (["{"], [], "queries.jsonl, line 1"),
        ([[1]], [], "queries.jsonl, line 1"),
        ([{"id": "q1"}], [SPAN], "must hold id and text"),
        ([QUERY], [{"query": "q1"}], "relevant_spans.jsonl, line 1"),
        ([QUERY], [{**SPAN, "start": "one"}], "must hold query, document, start and end"),
        ([QUERY], [], 'say "answerable": false'),
        ([QUERY], [SPAN, {**SPAN, "query": "q9"}], "judges q9"),
    ],
)
def test_a_fault_is_named_with_file_line_and_remedy(
    tmp_path: Path, queries: list[object], spans: list[object], told: str
) -> None:
    with pytest.raises(JudgementError, match=r".+") as error:
        read_judgements(judged(tmp_path, queries, spans))

    assert told in str(error.value)


def test_a_missing_file_is_named(tmp_path: Path) -> None:
    with pytest.raises(JudgementError, match=r"relevant_spans\.jsonl is missing"):
        read_judgements(tmp_path)


def test_the_documents_may_lie_elsewhere(tmp_path: Path) -> None:
    folder = tmp_path / "judged"
    folder.mkdir()
    judged(folder, [QUERY], [SPAN])
    (folder / "documents").rmdir()
    (tmp_path / "papers").mkdir()
    with pytest.raises(JudgementError, match="neither a folder documents"):
        read_judgements(folder)
    (folder / "documents.txt").write_text("../papers\n")

    assert read_judgements(folder).corpus == (tmp_path / "papers").resolve()
