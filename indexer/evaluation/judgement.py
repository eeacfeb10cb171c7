"""Judged questions: what was asked, and which words of the record answer it.

A judged set is a folder with ``queries.jsonl`` and ``relevant_spans.jsonl``. A query has an ``id`` and a
``text``; it may have a ``type``, a ``meeting`` (questions of one meeting are never split between learning
and testing), a ``half`` ("tuning" or "test"), ``answerable`` (false where the archive holds no answer) and
``sentences``, each the words of one that answers. A span has a ``query``, a ``document`` (its file, with or
without folder and ending), ``start`` and ``end`` in characters of the document's text, and may have a
``grade``: 2 answers, 1 helps; 1 where none is given.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

QUERIES, SPANS, DOCUMENTS = "queries.jsonl", "relevant_spans.jsonl", "documents"
ELSEWHERE = "documents.txt"
"""Names, by a path relative to it, the corpus folder of a judged set that has no folder ``documents``."""


class JudgementError(Exception):
    """A judged set cannot be read; the message names file, line and remedy."""


@dataclass(frozen=True, slots=True)
class Span:
    """A range of a document's text that answers, or helps to answer, a question."""

    document: str
    start: int
    end: int
    grade: int


@dataclass(frozen=True, slots=True)
class Question:
    id: str
    text: str
    type: str
    meeting: str
    half: str
    answerable: bool
    spans: tuple[Span, ...]
    sentences: tuple[str, ...]
    """The words of the sentences that answer, any of them; empty where no single one does."""


@dataclass(frozen=True, slots=True)
class Judgements:
    name: str
    corpus: Path
    """The folder of the documents that the questions are asked of."""
    questions: tuple[Question, ...]


def read_judgements(folder: Path) -> Judgements:
    """Read a judged set. Raises JudgementError."""
    spans: dict[str, list[Span]] = {}
    for place, row in _rows(folder / SPANS):
        with _told(place, "query, document, start and end"):
            span = Span(
                str(row["document"]), int(row["start"]), int(row["end"]), int(row.get("grade", 1))
            )
            spans.setdefault(str(row["query"]), []).append(span)
    questions = []
    for place, row in _rows(folder / QUERIES):
        with _told(place, "id and text"):
            questions.append(_question(row, spans))
        last = questions[-1]
        if last.answerable and not last.spans:
            raise JudgementError(
                f"{place}: question {last.id} has no span in {folder / SPANS}. "
                'Add one, or say "answerable": false.'
            )
    unknown = spans.keys() - {question.id for question in questions}
    if unknown:
        raise JudgementError(
            f"{folder / SPANS} judges {sorted(unknown)[0]}, which {QUERIES} does not ask."
        )
    return Judgements(folder.resolve().name, _corpus(folder), tuple(questions))


def _question(row: Mapping[str, Any], spans: Mapping[str, list[Span]]) -> Question:
    style = {True: "summary", False: "specific", None: ""}[row.get("summary_style")]
    return Question(
        id=str(row["id"]),
        text=str(row["text"]),
        type=str(row.get("type", style)),
        meeting=str(row.get("meeting", row["id"])),
        half=str(row.get("half", "")),
        answerable=bool(row.get("answerable", True)),
        spans=tuple(spans.get(str(row["id"]), ())),
        sentences=tuple(map(str, row.get("sentences", ()))),
    )


def _corpus(folder: Path) -> Path:
    if (folder / DOCUMENTS).is_dir():
        return folder / DOCUMENTS
    try:
        named = (folder / ELSEWHERE).read_text("utf-8").strip()
    except FileNotFoundError:
        raise JudgementError(
            f"{folder} has neither a folder {DOCUMENTS} nor a file {ELSEWHERE} that names one."
        ) from None
    corpus = (folder / named).resolve()
    if not corpus.is_dir():
        raise JudgementError(f"{folder / ELSEWHERE} names {named}, which is no folder.")
    return corpus


def _rows(path: Path) -> Iterator[tuple[str, dict[str, Any]]]:
    """Each line's place, for messages, and what it holds."""
    try:
        lines = path.read_text("utf-8").splitlines()
    except FileNotFoundError:
        raise JudgementError(f"{path} is missing: a judged set needs it.") from None
    for number, line in enumerate(lines, 1):
        if line.strip():
            place = f"{path}, line {number}"
            with _told(place, "one JSON object a line"):
                row = json.loads(line)
                row.keys  # noqa: B018 - a list or a number is no object
            yield place, row


class _told:  # noqa: N801 - reads as the statement that it is
    """Turns whatever is wrong with a line into a message that names it."""

    def __init__(self, place: str, wanted: str) -> None:
        self._message = f"{place} cannot be read: it must hold {wanted}"

    def __enter__(self) -> None: ...

    def __exit__(self, kind: object, error: BaseException | None, trace: object) -> None:
        if isinstance(error, ValueError | KeyError | TypeError | AttributeError):
            raise JudgementError(f"{self._message} ({error!r}).") from error
