"""The passages of one page of results, and the answer above them."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import islice

from indexer.answer import READ, READ_FOR_LATEST, Read, Sentences
from indexer.building.shelved import Shelved
from indexer.engine import Candidate
from indexer.highlight import highlights, matched, said_for
from indexer.ranked import Ranked
from indexer.results import (
    Answer,
    Hit,
    Why,
)
from indexer.shelf import Shelf


class Page:
    """The passages of one page of results, each fetched once."""

    def __init__(self, ranked: Ranked, shelf: Shelf) -> None:
        self._ranked = ranked
        self._shelf = shelf
        self._shelved: dict[str, Shelved] = {}
        self._sentences = None
        if ranked.vector is not None:
            found = ranked.found
            self._sentences = Sentences(ranked.query, found.weights, found.sentences)

    def hits(self, shown: Sequence[tuple[Candidate, float]], offset: int) -> tuple[Hit, ...]:
        also_in = self._shelf.table.also_in([candidate.id for candidate, _ in shown])
        return tuple(
            self._hit(read, candidate, rank, also_in.get(candidate.id, ()))
            for rank, (read, (candidate, _)) in enumerate(
                zip(self.read(shown), shown, strict=True), offset + 1
            )
        )

    def answer(self, order: Sequence[tuple[Candidate, float]]) -> Answer | None:
        """A draft that minutes have taken the place of is no answer: they are."""
        if self._sentences is None:
            return None
        standing = (found for found in order if found[0].id not in self._shelf.overtaken)
        count = READ_FOR_LATEST if self._ranked.query.wants_latest else READ
        return self._sentences.answer(self.read(list(islice(standing, count))))

    def read(self, shown: Sequence[tuple[Candidate, float]]) -> list[Read]:
        missing = [candidate.id for candidate, _ in shown if candidate.id not in self._shelved]
        self._shelved |= self._shelf.table.get(missing)
        passages = [self._shelved[candidate.id].passage for candidate, _ in shown]
        return [
            Read(passage, self._shelf.entries[passage.document], score)
            for passage, (_, score) in zip(passages, shown, strict=True)
        ]

    def _hit(self, read: Read, candidate: Candidate, rank: int, also_in: tuple[str, ...]) -> Hit:
        query, passage = self._ranked.query, read.passage
        contexts = [context.text for context in passage.context]
        around = [passage.text, passage.heading, *contexts]
        return Hit(
            passage=passage,
            document=read.entry,
            rank=rank,
            score=read.score,
            highlights=highlights(query, passage.text),
            context_highlights=tuple(highlights(query, text) for text in contexts),
            why=Why(
                candidate.keyword_rank,
                candidate.meaning_rank,
                matched(query, around),
                said_for(query, around),
            ),
            sentence=None if self._sentences is None else self._sentences.best(read),
            also_in=also_in,
        )
