"""The sentences that answer, as they stand in the record; or none, when the archive does not answer."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from archive.document import Entry
from indexer.encoded import sentence_ranges
from indexer.encoder import Vectors
from indexer.engine import Candidate, SearchEngine
from indexer.highlight import stems_held
from indexer.passage import Passage, PassageKind, wording
from indexer.query import Query
from indexer.results import Answer, Statement

ENOUGH = 1.0
"""Least evidence for an answer: cosine of the best passage and its best sentence, plus a quarter of
the coverage of the question's words. Measured with all-MiniLM-L6-v2: keeps 96 to 99 % of questions
that an archive answers, lets through 13 % of council questions that it does not, and no others."""

_COVERAGE_SHARE = 0.25
_OVERLAP_SHARE = 0.5
"""Of the question's words in a sentence, beside its cosine: right for 18 of 20 in our measurement."""

READ = 5
"""Passages whose sentences are weighed: the best few, or the answer would leave the first page."""
_MOST = 3
_LEAST_WORDS = 4
"""Words of a statement: "No apologies were received." says something, "Recorded vote" does not."""
_NEAR = 0.75
"""A further sentence must score this share of the best one."""


def evidence(pool: Sequence[Candidate], coverage: float) -> float:
    """How surely the archive answers, on the scale of ``ENOUGH``."""
    best = max((candidate.meaning + candidate.sentence for candidate in pool), default=0.0)
    return best + _COVERAGE_SHARE * coverage


def answer(
    query: Query,
    vector: Vectors,
    passages: Sequence[tuple[Passage, Entry]],
    weights: Mapping[str, float],
    engine: SearchEngine,
) -> Answer | None:
    """The best one to three sentences of the best passages, in their order; None without any."""
    scored: list[tuple[float, Statement]] = []
    said: set[str] = set()
    for passage, entry in passages[:READ]:
        cosines = engine.sentences(passage.id, vector)
        for (start, end), cosine in zip(sentence_ranges(passage), cosines, strict=True):
            text = passage.text[start:end]
            if not _says_something(text, passage) or wording(text) in said:
                continue
            said.add(wording(text))
            score = float(cosine) + _OVERLAP_SHARE * _overlap(query, text, weights)
            scored.append((score, Statement(text, passage, entry, start, end)))
    if not scored:
        return None
    least = _NEAR * max(score for score, _ in scored)
    best = sorted(scored, key=lambda pair: -pair[0])[:_MOST]
    chosen = {id(statement) for score, statement in best if score >= least}
    return Answer(tuple(statement for _, statement in scored if id(statement) in chosen))


def _says_something(text: str, passage: Passage) -> bool:
    """Not a heading's line, nor one that only leads into what follows, nor cells out of their table."""
    is_torn = "\t" in text and passage.kind is not PassageKind.TABLE_ROW
    return len(text.split()) >= _LEAST_WORDS and not text.rstrip().endswith(":") and not is_torn


def _overlap(query: Query, text: str, weights: Mapping[str, float]) -> float:
    whole = sum(weights.values())
    if whole <= 0:
        return 0.0
    return sum(weights.get(stem, 0.0) for stem in stems_held(query, text)) / whole
