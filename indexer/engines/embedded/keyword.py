"""Words on disk: the only module that knows Whoosh.

Whoosh keeps the words, their positions and the phrase and prefix look-ups. Counting and ranking are
done on columns taken from its postings (see ``columns``), which is some hundred times faster.
"""

from __future__ import annotations

import os
import queue
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from whoosh import fields, index, query
from whoosh.analysis import Token as WhooshToken
from whoosh.analysis import Tokenizer as WhooshTokenizer

from indexer.analysis import tokens
from indexer.engine import PART

BODY, CONTEXT, TITLE, COMMITTEE, ITEM = "body", "context", "title", "committee", "item"
FIELDS = (BODY, CONTEXT, TITLE, COMMITTEE, ITEM)

_MEMORY_MB = 256
"""Whoosh's own buffer while writing: its largest influence on speed, with little gain above this."""
_LOCK = "MAIN_WRITELOCK"


class Words(WhooshTokenizer):  # type: ignore[misc]
    """Our tokens, folded but not stemmed, as Whoosh wants them."""

    def __call__(self, value: str, **wanted: Any) -> Iterator[Any]:
        token = WhooshToken(
            **{k: v for k, v in wanted.items() if k in ("positions", "chars", "mode")}
        )
        position = 0
        for part in value.split(PART):
            for found in tokens(part):
                token.text = found.word
                token.boost = 1.0
                token.stopped = False
                token.pos = position
                token.startchar, token.endchar = found.start, found.end
                yield token
                position += 1
            position += 1  # so that no phrase runs from one part into the next


def _schema() -> Any:
    def words() -> Any:
        return fields.TEXT(analyzer=Words(), phrase=True, stored=False)

    return fields.Schema(
        id=fields.ID(unique=True, stored=True),
        digest=fields.STORED,
        **{name: words() for name in FIELDS},
    )


class KeywordWriter:
    """Writes an index into an empty folder, starting from a copy of an earlier one if given."""

    def __init__(self, folder: Path, earlier: Path | None) -> None:
        if earlier is None:
            folder.mkdir()
            self._index = index.create_in(str(folder), _schema())
        else:
            # Whoosh never changes a file once written, so links stand in for copies.
            shutil.copytree(
                earlier, folder, copy_function=_link, ignore=shutil.ignore_patterns(_LOCK)
            )
            self._index = index.open_dir(str(folder))
        self._writer = self._index.writer(limitmb=_MEMORY_MB)

    def holds(self) -> dict[str, str]:
        with self._index.reader() as reader:
            return {row["id"]: row["digest"] for row in reader.all_stored_fields()}

    def delete(self, id: str) -> None:
        self._writer.delete_by_term("id", id)

    def add(self, id: str, digest: str, words: dict[str, str]) -> None:
        """``words`` holds the text of each of FIELDS."""
        self._writer.add_document(id=id, digest=digest, **words)

    def commit(self) -> None:
        self._writer.commit()
        self._index.close()

    def cancel(self) -> None:
        self._writer.cancel()
        self._index.close()


def _link(source: str, target: str) -> None:
    try:
        os.link(source, target)
    except OSError:  # a file system without links
        shutil.copy2(source, target)


class KeywordIndex:
    """An index open for reading. A document's number is its place in Whoosh's own order."""

    def __init__(self, folder: Path) -> None:
        self._index = index.open_dir(str(folder), readonly=True)
        self._idle: queue.LifoQueue[Any] = queue.LifoQueue()

    @contextmanager
    def _searcher(self) -> Iterator[Any]:
        """One for each look-up under way: threads that share a Whoosh searcher read from each other's
        file position.
        """
        try:
            searcher = self._idle.get_nowait()
        except queue.Empty:
            searcher = self._index.searcher()
        try:
            yield searcher
        finally:
            self._idle.put(searcher)

    def close(self) -> None:
        """Call it when no look-up is under way."""
        while not self._idle.empty():
            self._idle.get_nowait().close()
        self._index.close()

    def stored(self) -> Iterator[tuple[int, str, str]]:
        """Number, id and digest of every document."""
        with self._searcher() as searcher:
            reader = searcher.reader()
            for number in reader.all_doc_ids():
                row = reader.stored_fields(number)
                yield number, row["id"], row["digest"]

    def postings(self, field: str) -> Iterator[tuple[str, list[int], list[float]]]:
        """Every word of a field with the documents that hold it and how often each does."""
        with self._searcher() as searcher:
            reader = searcher.reader()
            for word in reader.lexicon(field):
                matcher = reader.postings(field, word)
                numbers, counts = [], []
                while matcher.is_active():
                    numbers.append(matcher.id())
                    counts.append(matcher.weight())
                    matcher.next()
                yield word.decode("utf-8"), numbers, counts

    def phrase(self, field: str, words: tuple[str, ...]) -> list[int]:
        """Numbers of the documents in which the words stand next to each other."""
        wanted = query.Phrase(field, list(words)) if len(words) > 1 else query.Term(field, words[0])
        with self._searcher() as searcher:
            return list(searcher.docs_for_query(wanted))

    def prefix(self, field: str, start: str) -> list[int]:
        """Numbers of the documents that hold a word beginning so."""
        with self._searcher() as searcher:
            return list(searcher.docs_for_query(query.Prefix(field, start)))
