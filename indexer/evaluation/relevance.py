"""From judged ranges of documents to judged passages, whatever the splitting."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import PurePosixPath

from archive.document import Entry
from indexer.evaluation.judgement import JudgementError, Question, Span
from indexer.passage import Passage

_HALF = 0.5
"""Share of a passage's words, or of a span's, that must be in both for the passage to be relevant."""
_WORD = re.compile(r"\S+")


class Record:
    """The passages of an archive, by the names that spans know their documents by."""

    def __init__(self, entries: Iterable[Entry], passages: Mapping[str, Sequence[Passage]]) -> None:
        """``passages`` holds each document's, by its id, in text order."""
        self._passages = passages
        self._named: dict[str, set[str]] = {}
        for entry in entries:
            path = PurePosixPath(entry.provenance.file)
            for name in {str(path), path.name, path.stem}:
                self._named.setdefault(name, set()).add(entry.id)

    def passages(self, span: Span) -> Sequence[Passage]:
        """Of the document that a span lies in. Raises JudgementError for none, or several."""
        found = self._named.get(span.document, set())
        if len(found) != 1:
            told = "no document" if not found else f"{len(found)} documents"
            raise JudgementError(f"{told} of the corpus have the file name {span.document}")
        (document,) = found
        return self._passages[document]


@dataclass(frozen=True, slots=True)
class Relevance:
    """What of an archive answers one question."""

    grades: Mapping[str, int]
    """Grade of each relevant passage, by id."""
    gold: Mapping[str, tuple[tuple[int, int], ...]]
    """Judged ranges by document id, in characters of the document's text."""

    def grade(self, id: str, copies: Iterable[str] = ()) -> int:
        """Of a passage that is shown for its copies too; 0 where none of them is relevant."""
        return max(self.grades.get(each, 0) for each in (id, *copies))

    def gold_words(self, passage: Passage, most: int) -> tuple[int, int]:
        """Of a passage's first ``most`` words: how many there are, and how many lie in judged ranges."""
        ranges = self.gold.get(passage.document, ())
        places = [passage.start + m.start() for m in _WORD.finditer(passage.text)][:most]
        return len(places), sum(any(a <= at < b for a, b in ranges) for at in places)


def relevance(question: Question, record: Record) -> Relevance:
    """A passage is relevant when half of its words, or half of a span's, are common to both."""
    grades: dict[str, int] = {}
    gold: dict[str, tuple[tuple[int, int], ...]] = {}
    for span in question.spans:
        passages = record.passages(span)
        shared = {
            passage.id: _common(passage, span)
            for passage in passages
            if passage.start < span.end and span.start < passage.end
        }
        whole = sum(count for count, _ in shared.values())
        for id, (count, words) in shared.items():
            if count and count >= _HALF * min(words, whole):
                grades[id] = max(span.grade, grades.get(id, 0))
        for document in {passage.document for passage in passages}:
            gold[document] = (*gold.get(document, ()), (span.start, span.end))
    if question.spans and not grades:
        raise JudgementError(f"no passage lies in the spans of question {question.id}")
    return Relevance(grades, gold)


def _common(passage: Passage, span: Span) -> tuple[int, int]:
    """Words of a passage that begin within a span, and all its words."""
    starts = [passage.start + match.start() for match in _WORD.finditer(passage.text)]
    return sum(span.start <= at < span.end for at in starts), len(starts)
