"""The embedded engine's index in the making: words through Whoosh, vectors and columns as arrays."""

from __future__ import annotations

import hashlib
from array import array
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import numpy as np

from indexer.engine import Held, Indexed, indexed_words, item_code, words_digest
from indexer.engines.embedded import columns, rows, vectors
from indexer.engines.embedded.groups import Groups
from indexer.engines.embedded.keyword import KeywordWriter, WordsWriter
from indexer.engines.embedded.lists import mapped, spread
from indexer.engines.embedded.moves import Moves
from indexer.engines.embedded.rows import Facts, RowFacts

WORDS = "words"
PASSAGES, SENTENCES, SPANS = "passages", "sentences", "spans.npy"


class EmbeddedWriter:
    def __init__(
        self, folder: Path, earlier: Path | None, words: WordsWriter | None = None
    ) -> None:
        """Write into the empty ``folder``; ``earlier`` is a finished index to take over from.

        ``words`` stands in for Whoosh; only an archive that is never added to can do without it.
        """
        self._folder = folder
        self._earlier = earlier
        self._former = RowFacts(earlier) if earlier else None
        ids = self._former.ids.tolist() if self._former else []
        self._left = {id.decode(): row for row, id in enumerate(ids)}
        """What the earlier index holds and was not told again so far."""
        self._words = words or KeywordWriter(folder / WORDS, earlier and earlier / WORDS)
        self._held: list[Held] = []
        self._facts: list[Facts] = []
        self._source = array("q")
        """For each row, its row in the earlier index or, from -1 downwards, its number among the added."""
        self._groups = array("q")
        self._precedences = array("q")
        self._passages = vectors.Pile(folder / "passages.added")
        self._sentences = vectors.Pile(folder / "sentences.added")
        self._sentence_counts = array("q")

    def keep(self, id: str, group: int, precedence: int) -> None:
        self._source.append(self._left.pop(id))
        self._groups.append(group)
        self._precedences.append(precedence)

    def add(self, indexed: Indexed) -> None:
        passage, entry = indexed.passage, indexed.entry
        digest = words_digest(passage, entry)
        self._words.add(passage.id, digest, indexed_words(passage, entry))
        own = vectors.quantise(indexed.vector)
        sentences = vectors.quantise(indexed.sentences)
        self._passages.add(own)
        self._sentences.add(sentences)
        self._sentence_counts.append(len(sentences.codes))
        self._source.append(-1 - len(self._held))
        self._held.append(Held(passage.id, digest, vector_digest(own, sentences)))
        date = int(entry.date.strftime("%Y%m%d")) if entry.date else 0
        self._facts.append(
            Facts(
                id=passage.id,
                date=date,
                document=passage.document,
                committee=entry.committee,
                year=str(date // 10000) if date else "",
                kind=entry.kind,
                passage=passage.kind,
                role=" ".join(passage.roles),
                item=item_code(passage),
            )
        )
        self._groups.append(indexed.group)
        self._precedences.append(indexed.precedence)

    def commit(self) -> tuple[Held, ...]:
        source = np.array(self._source, np.int64)
        count = len(self._former) if self._former else 0
        moves = Moves(np.where(source < 0, count - 1 - source, source), count, len(self._held))
        with ThreadPoolExecutor(1) as beside:  # mostly copying, for which no other thread need wait
            vectors_written = beside.submit(self._write_vectors, moves)
            self._words.commit(self._left)
            columns.write(self._folder, self._earlier, moves, self._words.postings)
            self._words.close()
            rows.write(self._folder, self._former, moves, self._facts)
            Groups.write(self._folder, self._groups, self._precedences)
            vectors_written.result()
        return tuple(self._held)

    def cancel(self) -> None:
        self._words.cancel()
        self._passages.remove()
        self._sentences.remove()

    def _write_vectors(self, moves: Moves) -> None:
        passages, sentences = self._passages.close(), self._sentences.close()
        none = vectors.Codes(np.empty((0, 0), np.int8), np.empty(0, np.float32))
        former_passages = vectors.load(self._earlier, PASSAGES) if self._earlier else none
        former_sentences = vectors.load(self._earlier, SENTENCES) if self._earlier else none
        spans = mapped(self._earlier / SPANS) if self._earlier else np.zeros(1, np.int64)
        lengths = np.concatenate([np.diff(spans), np.array(self._sentence_counts, np.int64)])
        begins = np.cumsum(lengths) - lengths
        vectors.gather(self._folder, PASSAGES, former_passages, passages, moves.source)
        np.save(self._folder / SPANS, np.cumsum([0, *lengths[moves.source]], dtype=np.int64))
        chosen = spread(begins[moves.source], lengths[moves.source])
        vectors.gather(self._folder, SENTENCES, former_sentences, sentences, chosen)
        self._passages.remove()
        self._sentences.remove()


def vector_digest(passage: vectors.Codes, sentences: vectors.Codes) -> str:
    """Digest of a passage's vector and its sentences', as kept."""
    digest = hashlib.blake2b(digest_size=16)
    for part in (*passage, *sentences):
        digest.update(part.tobytes())
    return digest.hexdigest()
