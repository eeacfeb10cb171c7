"""The engines that are measured side by side; each is given the same words, already folded and stemmed.

So all find the same passages, and what differs is how. Each is timed from the words to the ids of the best,
its own reading of the query included. Only stock Whoosh is asked for unstemmed words, over
our own index; it is not asked for filters and facets, whose fields are not in it.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

import tantivy
from tantivy import Occur
from tantivy import Query as Tantivy
from whoosh import index as whoosh_index
from whoosh import query as whoosh

from indexer.analysis import stem, tokens
from indexer.engine import Plan
from indexer.engines.embedded.engine import EmbeddedEngine
from indexer.engines.embedded.keyword import BODY
from indexer.parser import parse
from indexer.results import Mode, Sort
from tests.benchmarks.questions import Asked

TOP = 10


@dataclass(frozen=True, slots=True)
class Row:
    """A passage as it is given to the other engines."""

    id: str
    text: str
    """With its heading, which we index too."""
    committee: str
    date: int


class Peer(Protocol):
    name: str
    is_slow: bool
    """Whether one round is enough."""

    def ask(self, asked: Asked) -> object:
        """The ids of the best TOP for one query."""

    def can(self, kind: str) -> bool:
        """Whether it is asked for a class of queries."""


class Ours:
    """Our engine by words alone: the best, the exact total and every facet."""

    name = "ours"
    is_slow = False

    def __init__(self, folder: Path) -> None:
        self.engine = EmbeddedEngine(folder)

    def can(self, kind: str) -> bool:
        return True

    def ask(self, asked: Asked) -> object:
        query = parse(asked.text)
        plan = Plan(
            query, None, Mode.KEYWORD, asked.filter, Sort.RELEVANCE, TOP, 1, 0, TOP, neighbours=0
        )
        found = self.engine.retrieve(plan)
        return found.total, [candidate.id for candidate in found.pool]


class TantivyPeer:
    """``counts``: with the exact total, as ours; otherwise the best alone, which lets it skip passages."""

    is_slow = False

    def __init__(self, folder: Path, counts: bool = True) -> None:
        self.name = "tantivy" if counts else "tantivy, no total"
        self._counts = counts
        self._index = tantivy.Index.open(str(folder))
        self._schema = self._index.schema
        self._searcher = self._index.searcher()

    @staticmethod
    def write(folder: Path, rows: Iterator[Row]) -> None:
        schema = tantivy.SchemaBuilder()
        schema.add_text_field("stems", tokenizer_name="whitespace", index_option="freq")
        schema.add_text_field("words", tokenizer_name="whitespace", index_option="position")
        schema.add_text_field("id", stored=True, tokenizer_name="raw", index_option="basic")
        schema.add_text_field("committee", tokenizer_name="raw", index_option="basic", fast=True)
        schema.add_integer_field("date", indexed=True, fast=True)
        schema.add_integer_field("year", fast=True)
        folder.mkdir()
        index = tantivy.Index(schema.build(), str(folder))
        writer = index.writer(heap_size=256_000_000, num_threads=1)
        for row in rows:
            words = [token.word for token in tokens(row.text)]
            writer.add_document(
                tantivy.Document(
                    id=row.id,
                    stems=" ".join(map(stem, words)),
                    words=" ".join(words),
                    committee=row.committee,
                    date=row.date,
                    year=row.date // 10000,
                )
            )
        writer.commit()
        writer.wait_merging_threads()

    def can(self, kind: str) -> bool:
        return self._counts or kind != "facets"

    def ask(self, asked: Asked) -> object:
        query = self._query(asked)
        found = self._searcher.search(query, TOP, count=self._counts)
        if asked.kind == "facets":
            wanted = {
                name: {"terms": {"field": name, "size": 100}} for name in ("committee", "year")
            }
            self._searcher.aggregate(query, wanted)
        return found, [self._searcher.doc(address)["id"] for _, address in found.hits]

    def _query(self, asked: Asked) -> Tantivy:
        terms = dict.fromkeys(map(stem, asked.words))
        if asked.kind == "phrase":
            return self._index.parse_query(f'"{" ".join(asked.words)}"', ["words"])
        if asked.kind == "prefix":
            return Tantivy.regex_query(self._schema, "words", f"{asked.words[0]}.*")
        if asked.kind == "AND":
            return self._index.parse_query(" AND ".join(terms), ["stems"])
        query = self._index.parse_query(" ".join(terms), ["stems"])
        if asked.kind != "filter":
            return query
        within = asked.filter
        assert within.date_from is not None
        assert within.date_to is not None
        first, last = (int(f"{day:%Y%m%d}") for day in (within.date_from, within.date_to))
        narrowing = (
            Tantivy.term_query(self._schema, "committee", within.committees[0]),
            Tantivy.range_query(self._schema, "date", tantivy.FieldType.Integer, first, last),
        )
        filters = [(Occur.Must, Tantivy.const_score_query(each, 0.0)) for each in narrowing]
        return Tantivy.boolean_query([(Occur.Must, query), *filters])


class Fts5:
    name = "SQLite FTS5"
    is_slow = False

    def __init__(self, path: Path) -> None:
        self._connection = sqlite3.connect(path)
        self._connection.execute("PRAGMA cache_size = -262144")

    @staticmethod
    def write(path: Path, rows: Iterator[Row]) -> None:
        connection = sqlite3.connect(path)
        connection.execute(
            "CREATE VIRTUAL TABLE passages USING fts5 (stems, words, id UNINDEXED, committee UNINDEXED, "
            "date UNINDEXED, prefix = '4', tokenize = \"unicode61 tokenchars '''.'\")"
        )
        with connection:
            connection.executemany(
                "INSERT INTO passages VALUES (?, ?, ?, ?, ?)", map(_columns, rows)
            )
        connection.execute("INSERT INTO passages (passages) VALUES ('optimize')")
        connection.commit()
        connection.close()

    def can(self, kind: str) -> bool:
        return True

    def ask(self, asked: Asked) -> object:
        terms = [f'"{stem(word)}"' for word in asked.words]
        match = "stems : (" + (" AND " if asked.kind == "AND" else " OR ").join(terms) + ")"
        if asked.kind == "phrase":
            match = f'words : "{" ".join(asked.words)}"'
        if asked.kind == "prefix":
            match = f'words : "{asked.words[0]}" *'
        where, values = "passages MATCH ?", [match]
        if asked.kind == "filter":
            within = asked.filter
            where += " AND committee = ? AND date BETWEEN ? AND ?"
            values += [
                within.committees[0],
                f"{within.date_from:%Y%m%d}",
                f"{within.date_to:%Y%m%d}",
            ]
        statements = [f"SELECT id FROM passages WHERE {where} ORDER BY rank LIMIT {TOP}"]
        if asked.kind == "facets":
            statements += [
                f"SELECT {what}, COUNT(*) FROM passages WHERE {where} GROUP BY 1"
                for what in ("committee", "date / 10000")
            ]
        return [self._connection.execute(each, values).fetchall() for each in statements]


def _columns(row: Row) -> tuple[object, ...]:
    words = [token.word for token in tokens(row.text)]
    return " ".join(map(stem, words)), " ".join(words), row.id, row.committee, row.date


class StockWhoosh:
    name = "Whoosh"
    is_slow = True

    def __init__(self, folder: Path) -> None:
        self._searcher = whoosh_index.open_dir(str(folder), readonly=True).searcher()

    def can(self, kind: str) -> bool:
        return kind not in ("filter", "facets")

    def ask(self, asked: Asked) -> object:
        terms = [whoosh.Term(BODY, word) for word in asked.words]
        query = whoosh.And(terms) if asked.kind == "AND" else whoosh.Or(terms)
        if asked.kind == "phrase":
            query = whoosh.Phrase(BODY, list(asked.words))
        if asked.kind == "prefix":
            query = whoosh.Prefix(BODY, asked.words[0])
        return [hit["id"] for hit in self._searcher.search(query, limit=TOP)]
