"""Words on disk: the only module that knows Whoosh.

Whoosh cuts passages into words and keeps every word with its positions. Columns are taken from its
postings when an index is committed (see ``columns``), and questions are answered by those, which is
some hundred times faster.
"""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterable, Iterator
from contextlib import closing
from pathlib import Path
from typing import Any, NamedTuple, Protocol

from whoosh import fields, index, writing
from whoosh.analysis import Token as WhooshToken
from whoosh.analysis import Tokenizer as WhooshTokenizer

from indexer.analysis import tokens
from indexer.engine import PART
from indexer.engines.embedded.positions import GAP

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
            position += GAP  # so that no phrase runs from one part into the next


def _schema() -> Any:
    def words() -> Any:
        return fields.TEXT(analyzer=Words(), phrase=True, stored=False)

    return fields.Schema(
        id=fields.ID(unique=True, stored=True),
        digest=fields.STORED,
        **{name: words() for name in FIELDS},
    )


class Posting(NamedTuple):
    """A word of one field among the passages added: which of them hold it, and where in each."""

    word: bytes
    documents: list[int]
    """Numbered from 0 in the order in which they were added."""
    counts: list[int]
    places: list[int]
    """As many for each document as its count."""


class WordsWriter(Protocol):
    """What cuts passages into words."""

    def add(self, id: str, digest: str, words: dict[str, str]) -> None:
        """``words`` holds the text of each of FIELDS."""

    def commit(self, gone: Iterable[str]) -> None:
        """Finish, without the passages of the earlier index that are ``gone``."""

    def postings(self, field: str) -> Iterator[Posting]:
        """The words of the passages added, sorted as UTF-8; asked for after ``commit``."""

    def close(self) -> None:
        """Called last of all."""

    def cancel(self) -> None: ...


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
        self._added = 0

    def add(self, id: str, digest: str, words: dict[str, str]) -> None:
        self._writer.add_document(id=id, digest=digest, **words)
        self._added += 1

    def commit(self, gone: Iterable[str]) -> None:
        with self._index.reader() as reader:
            for id in gone:
                self._writer.delete_document(reader.postings("id", id).id())
        self._writer.commit(mergetype=writing.NO_MERGE)  # what is added stays by itself, to be read
        self._reader = self._index.reader()  # once: Whoosh copies each file into memory to open it

    def postings(self, field: str) -> Iterator[Posting]:
        if not self._added:
            return
        newest, _ = self._reader.leaf_readers()[-1]
        for word in newest.lexicon(field):
            matcher = newest.postings(field, word)
            documents, counts, places = [], [], []
            while matcher.is_active():
                held = matcher.value_as("positions")
                documents.append(matcher.id())
                counts.append(len(held))
                places += held
                matcher.next()
            yield Posting(bytes(word), documents, counts, places)

    def close(self) -> None:
        self._reader.close()
        self._index.writer(limitmb=_MEMORY_MB).commit()  # merges small parts when there are many
        self._index.close()

    def cancel(self) -> None:
        self._writer.cancel()
        self._index.close()


def _link(source: str, target: str) -> None:
    try:
        os.link(source, target)
    except OSError:  # a file system without links
        shutil.copy2(source, target)


def digests(folder: Path) -> Iterator[tuple[str, str]]:
    """Id and digest of everything that an index holds."""
    with closing(index.open_dir(str(folder), readonly=True)) as held, held.reader() as reader:
        for row in reader.all_stored_fields():
            yield row["id"], row["digest"]
