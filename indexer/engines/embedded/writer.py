"""The embedded engine's index in the making: words through Whoosh, vectors and columns as arrays."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator
from pathlib import Path

import numpy as np

from indexer.analysis import stem
from indexer.engine import Held, Indexed, indexed_words, words_digest
from indexer.engines.embedded import vectors
from indexer.engines.embedded.columns import Postings, Rows, Weights
from indexer.engines.embedded.groups import Groups
from indexer.engines.embedded.keyword import BODY, CONTEXT, FIELDS, KeywordIndex, KeywordWriter

WORDS = "words"
CONTEXT_WEIGHT = 0.5
"""A word in a passage's heading or question counts half as much as one of its own."""
FACETS = ("committee", "year", "kind", "passage")


class EmbeddedWriter:
    def __init__(self, folder: Path, earlier: Path | None) -> None:
        """Write into the empty ``folder``; ``earlier`` is a finished index to take over from."""
        self._folder = folder
        self._keyword = KeywordWriter(folder / WORDS, earlier and earlier / WORDS)
        self._earlier = self._keyword.holds() if earlier else {}
        self._former = _Former(earlier) if earlier else None
        self._ids: list[str] = []
        self._held: list[Held] = []
        self._passages: list[vectors.Codes] = []
        self._sentences: list[vectors.Codes] = []
        self._facts: list[tuple[str, str, int, str, str]] = []
        self._groups: list[int] = []
        self._precedences: list[int] = []

    def keep(self, id: str, group: int, precedence: int) -> None:
        if self._former is None:
            raise KeyError(id)
        passage, sentences, facts = self._former.of(id)
        self._passages.append(passage)
        self._sentences.append(sentences)
        self._facts.append(facts)
        self._ids.append(id)
        self._groups.append(group)
        self._precedences.append(precedence)

    def add(self, indexed: Indexed) -> None:
        passage, entry = indexed.passage, indexed.entry
        digest = words_digest(passage, entry)
        if self._earlier.get(passage.id) != digest:
            if passage.id in self._earlier:
                self._keyword.delete(passage.id)
            self._keyword.add(passage.id, digest, indexed_words(passage, entry))
        self._ids.append(passage.id)
        own = vectors.quantise(indexed.vector)
        sentences = vectors.quantise(indexed.sentences)
        self._passages.append(own)
        self._sentences.append(sentences)
        self._held.append(Held(passage.id, digest, vector_digest(own, sentences)))
        date = int(entry.date.strftime("%Y%m%d")) if entry.date else 0
        self._facts.append((passage.document, entry.committee, date, entry.kind, passage.kind))
        self._groups.append(indexed.group)
        self._precedences.append(indexed.precedence)

    def commit(self) -> tuple[Held, ...]:
        for gone in self._earlier.keys() - set(self._ids):
            self._keyword.delete(gone)
        self._keyword.commit()
        ids = self._ids
        self._write_vectors()
        self._write_facts(ids)
        Groups.write(self._folder, self._groups, self._precedences)
        self._write_postings({id: row for row, id in enumerate(ids)})
        return tuple(self._held)

    def cancel(self) -> None:
        self._keyword.cancel()

    def _write_vectors(self) -> None:
        if not self._passages:
            return
        counts = [len(codes.codes) for codes in self._sentences]
        np.save(self._folder / "spans.npy", np.cumsum([0, *counts], dtype=np.int64))
        vectors.save(
            self._folder,
            "passages",
            vectors.Codes(
                np.stack([codes.codes for codes in self._passages]),
                np.array([codes.scales for codes in self._passages], np.float32),
            ),
        )
        vectors.save(
            self._folder,
            "sentences",
            vectors.Codes(
                np.concatenate([codes.codes for codes in self._sentences]),
                np.concatenate([codes.scales for codes in self._sentences]),
            ),
        )

    def _write_facts(self, ids: list[str]) -> None:
        """What is filtered, counted and sorted by: one column of codes each, and what they stand for."""
        documents = [document for document, _, _, _, _ in self._facts]
        place = {document: code for code, document in enumerate(dict.fromkeys(documents))}
        np.save(self._folder / "document.npy", np.array([place[d] for d in documents], np.int32))
        dates = np.array([date for _, _, date, _, _ in self._facts], np.int32)
        np.save(self._folder / "date.npy", dates)
        by_date_then_id = sorted(range(len(ids)), key=lambda row: (-self._facts[row][2], ids[row]))
        order = np.empty(len(ids), np.int32)
        order[by_date_then_id] = np.arange(len(ids))
        np.save(self._folder / "order.npy", order)
        values: dict[str, list[str]] = {}
        for name in FACETS:
            column = [_facet(name, *facts[1:]) for facts in self._facts]
            values[name] = sorted(set(column))
            place = {value: code for code, value in enumerate(values[name])}
            np.save(self._folder / f"{name}.npy", np.array([place[v] for v in column], np.int32))
        told = {"ids": ids, "documents": list(dict.fromkeys(documents)), "facets": values}
        (self._folder / "rows.json").write_text(json.dumps(told, ensure_ascii=False), "utf-8")

    def _write_postings(self, row_of: dict[str, int]) -> None:
        index = KeywordIndex(self._folder / WORDS)
        try:
            numbers = {number: row_of[id] for number, id, _ in index.stored()}
            rows = np.full(max(numbers, default=-1) + 1, -1, np.int32)
            for number, row in numbers.items():
                rows[number] = row
            np.save(self._folder / "numbers.npy", rows)
            for field in FIELDS:
                if field == CONTEXT:
                    continue
                parts = _stemmed(index, field, rows, 1.0)
                if field == BODY:
                    parts = _chain(parts, _stemmed(index, CONTEXT, rows, CONTEXT_WEIGHT))
                Postings.write(self._folder, field, len(row_of), parts)
        finally:
            index.close()


class _Former:
    """What an earlier index holds of each passage but its words."""

    def __init__(self, folder: Path) -> None:
        told = json.loads((folder / "rows.json").read_text("utf-8"))
        self._rows = {id: row for row, id in enumerate(told["ids"])}
        self._documents: list[str] = told["documents"]
        self._values: dict[str, list[str]] = told["facets"]
        self._codes = {n: np.load(folder / f"{n}.npy") for n in ("document", "date", *FACETS)}
        if self._rows:
            self._passages = vectors.load(folder, "passages")
            self._sentences = vectors.load(folder, "sentences")
            self._spans = np.load(folder / "spans.npy")

    def of(self, id: str) -> tuple[vectors.Codes, vectors.Codes, tuple[str, str, int, str, str]]:
        row = self._rows[id]
        span = slice(self._spans[row], self._spans[row + 1])
        committee, kind, passage = (
            self._values[name][self._codes[name][row]] for name in ("committee", "kind", "passage")
        )
        document = self._documents[self._codes["document"][row]]
        return (
            vectors.Codes(self._passages.codes[row], self._passages.scales[row]),
            vectors.Codes(self._sentences.codes[span], self._sentences.scales[span]),
            (document, committee, int(self._codes["date"][row]), kind, passage),
        )


def _chain(*parts: Iterator[tuple[str, Rows, Weights]]) -> Iterator[tuple[str, Rows, Weights]]:
    for part in parts:
        yield from part


def _stemmed(
    index: KeywordIndex, field: str, rows: Rows, weight: float
) -> Iterator[tuple[str, Rows, Weights]]:
    for word, numbers, counts in index.postings(field):
        yield stem(word), rows[numbers], np.array(counts, np.float32) * weight


def _facet(name: str, committee: str, date: int, kind: str, passage: str) -> str:
    year = str(date // 10000) if date else ""
    return {"committee": committee, "year": year, "kind": kind, "passage": passage}[name]


def vector_digest(passage: vectors.Codes, sentences: vectors.Codes) -> str:
    """Digest of a passage's vector and its sentences', as kept."""
    digest = hashlib.blake2b(digest_size=16)
    for array in (*passage, *sentences):
        digest.update(array.tobytes())
    return digest.hexdigest()
