"""What of a passage is encoded: the whole under its heading, and each sentence by itself."""

from __future__ import annotations

from archive.document import Range
from indexer.passage import Passage
from indexer.sentences import sentences

_LEAST_SENTENCE = 12
"""Characters; shorter ones ("Noted.") say nothing of their own and only blur the best sentence."""


def sentence_ranges(passage: Passage) -> tuple[Range, ...]:
    """The sentences that are encoded, as ranges of ``passage.text``; at least one."""
    found = [
        (start, end) for start, end in sentences(passage.text) if end - start >= _LEAST_SENTENCE
    ]
    return tuple(found) or ((0, len(passage.text)),)


def encoded_texts(passage: Passage) -> list[str]:
    """First the whole passage under its heading and context, then each of its sentences."""
    above = [passage.heading, *(context.text for context in passage.context)]
    whole = "\n".join([*above, passage.text]).strip()
    return [whole, *(passage.text[start:end] for start, end in sentence_ranges(passage))]
