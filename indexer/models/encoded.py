"""What of a passage is encoded: the whole under its heading, and each sentence by itself."""

from __future__ import annotations

from functools import lru_cache

from archive.document import Range
from indexer.passage import Passage, PassageKind
from indexer.sentences import sentences

_LEAST_SENTENCE = 12
"""Characters; shorter ones ("Noted.") say nothing of their own and only blur the best sentence."""


def sentence_ranges(passage: Passage) -> tuple[Range, ...]:
    """The sentences that are encoded, as ranges of ``passage.text``; at least one.

    A table's row is one: its cells mean nothing apart.
    """
    if passage.kind is PassageKind.TABLE_ROW:
        return ((0, len(passage.text)),)
    return encoded_ranges(passage.text)


@lru_cache(256)  # a search asks two or three times for each of its best passages
def encoded_ranges(text: str) -> tuple[Range, ...]:
    """The sentences of a text that are encoded; at least one."""
    found = [(start, end) for start, end in sentences(text) if end - start >= _LEAST_SENTENCE]
    return tuple(found) or ((0, len(text)),)


def encoded_texts(passage: Passage) -> list[str]:
    """First the whole passage under its heading and context, then each of its sentences."""
    above = [passage.heading, *(context.text for context in passage.context)]
    if passage.kind is PassageKind.TABLE_ROW and passage.context:
        row = _labelled(passage.context[-1].text, passage.text)
        return ["\n".join([*above[:-1], row]).strip(), "\n".join([*above[1:-1], row])]
    whole = "\n".join([*above, passage.text]).strip()
    return [whole, *(passage.text[start:end] for start, end in sentence_ranges(passage))]


def _labelled(header: str, row: str) -> str:
    """A row with the name of its column before each cell, as one would read it out."""
    names, cells = header.split("\t"), row.split("\t")
    if len(names) != len(cells):
        return f"{header}\n{row}"
    return "; ".join(f"{name}: {cell}" for name, cell in zip(names, cells, strict=True) if cell)
