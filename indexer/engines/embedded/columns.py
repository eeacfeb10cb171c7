"""An index's words as columns, from Whoosh's postings: written whole, or grown from an earlier index.

What the earlier index held is moved to its new rows by arithmetic on whole arrays; only the words of the
passages that were added are read.
"""

from __future__ import annotations

from array import array
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from indexer.analysis import stem
from indexer.engines.embedded.keyword import BODY, CONTEXT, FIELDS, Posting
from indexer.engines.embedded.lists import Lists, Rows, Weights, merged, spread
from indexer.engines.embedded.moves import Growth, Moves
from indexer.engines.embedded.positions import GAP, Positions
from indexer.engines.embedded.postings import Postings
from indexer.engines.embedded.terms import Terms

WORD, STEM, FORMS = "word", "stem", "forms"
CONTEXT_WEIGHT = 0.5
"""A word in a passage's heading or question counts half as much as one of its own."""
RANKED = {
    BODY: {BODY: 1.0, CONTEXT: CONTEXT_WEIGHT},
    **{field: {field: 1.0} for field in FIELDS if field not in (BODY, CONTEXT)},
}
"""The fields that are ranked by: whose words each of them takes together, and with what weights."""

_NO_COUNT = np.empty(0, np.int64)
_NO_ROW = np.empty(0, np.int32)
_NO_WEIGHT = np.empty(0, np.float32)

_GONE = 1
"""In place of how far a row moves, which is a multiple of GAP."""

_AT_ONCE = 4_000_000
"""Occurrences brought from words to stems at a time; some 200 MB of memory."""


@dataclass(frozen=True, slots=True)
class _Added:
    """One field of the passages added: its words, and each occurrence of them."""

    words: list[bytes]
    starts: NDArray[np.int64]
    passages: Rows
    """Numbers among the passages added."""
    places: Rows
    """Within the passage."""


def write(
    folder: Path,
    earlier: Path | None,
    moves: Moves,
    postings: Callable[[str], Iterable[Posting]],
) -> None:
    """Write a new index's columns; ``postings`` gives a field's words among the passages added."""
    added = {field: _read(postings(field)) for field in FIELDS}
    new = {word for each in added.values() for word in each.words}
    words = Growth(list(Terms(earlier, WORD)) if earlier else [], new)
    stem_of = {word: stem(word.decode()).encode() for word in new}
    stems = Growth(list(Terms(earlier, STEM)) if earlier else [], set(stem_of.values()))

    positions = {}
    for field, each in added.items():
        held = Positions(earlier, field) if earlier else None
        positions[field] = _positions(held, each, words, moves)
    used_words = _used([lists for lists, _ in positions.values()])
    Terms.write(folder, WORD, [words.terms[place] for place in used_words.tolist()])
    for field, (lists, blocks) in positions.items():
        Positions.write(folder, field, lists.only(used_words), blocks)
    del positions

    postings_of = {}
    for field, parts in RANKED.items():
        former = Postings(earlier, field) if earlier else None
        told = [(added[part], weight) for part, weight in parts.items()]
        postings_of[field] = _postings(former, told, stem_of, stems, moves)
    used_stems = _used([lists for lists, _ in postings_of.values()])
    Terms.write(folder, STEM, [stems.terms[place] for place in used_stems.tolist()])
    for field, (lists, lengths) in postings_of.items():
        Postings.write(folder, field, lists.only(used_stems), lengths)

    former_forms = Lists.load(earlier, FORMS) if earlier else None
    stem_places = _stem_places(former_forms, words, stems, stem_of)[used_words]
    _forms(np.searchsorted(used_stems, stem_places), len(used_stems)).save(folder, FORMS)


def _stem_places(
    former: Lists | None, words: Growth, stems: Growth, stem_of: dict[bytes, bytes]
) -> NDArray[np.int64]:
    """The place of each word's stem."""
    places = np.empty(len(words.terms), np.int64)
    if former is not None:
        held = np.repeat(np.arange(len(former.lengths)), former.lengths)
        places[words.moved[former.values]] = stems.moved[held]
    places[words.places(list(stem_of))] = stems.places(list(stem_of.values()))
    return places


def _forms(stem_places: NDArray[np.intp], count: int) -> Lists:
    """The words of each stem, from the stem of each word."""
    lengths = np.bincount(stem_places, minlength=count)
    words = np.argsort(stem_places, kind="stable").astype(np.int32)
    return Lists(np.concatenate([[0], np.cumsum(lengths)]), words)


def _used(lists: list[Lists]) -> NDArray[np.intp]:
    """The places of the words that are still held: what is gone leaves no word behind."""
    return np.flatnonzero(np.sum([each.lengths for each in lists], axis=0))


def _read(postings: Iterable[Posting]) -> _Added:
    words, ends = [], array("q", [0])
    passages, often, places = array("i"), array("i"), array("i")
    for posting in postings:
        words.append(posting.word)
        passages.extend(posting.documents)
        often.extend(posting.counts)
        places.extend(posting.places)
        ends.append(len(places))
    return _Added(
        words,
        np.array(ends, np.int64),
        np.repeat(np.array(passages, np.int32), np.array(often, np.int32)),
        np.array(places, np.int32),
    )


def _positions(
    held: Positions | None, added: _Added, words: Growth, moves: Moves
) -> tuple[Lists, Rows]:
    """A field's places in the new index, and how many times GAP each of its rows takes up."""
    extents = np.zeros(moves.added, np.int32)
    np.maximum.at(extents, added.passages, added.places + 1)
    former = held.blocks if held else np.empty(0, np.int32)
    series = np.concatenate([former, (-(-extents // GAP) + 1).astype(np.int32)])
    blocks = series[moves.source]
    begins = np.full(len(series), -1, np.int64)
    begins[moves.source] = np.cumsum(blocks) - blocks
    if begins.max(initial=0) * GAP > np.iinfo(np.uint32).max - 2 * GAP:
        raise ValueError(f"{len(blocks)} passages are more than one index can hold: divide them")

    new = (begins[moves.earlier + added.passages] * GAP + added.places).astype(np.uint32)
    lengths = np.zeros(len(words.terms), np.int64)
    lengths[words.places(added.words)] = np.diff(added.starts)
    grown = Lists(np.concatenate([[0], np.cumsum(lengths)]), new)
    if held is None:
        return grown, blocks
    shift = begins[: moves.earlier] - (np.cumsum(former) - former)
    by_row = np.where(begins[: moves.earlier] >= 0, shift * GAP, _GONE)
    by_block = np.repeat(by_row, former).astype(np.uint32)
    by_place = by_block[held.lists.values // GAP]
    moved = held.lists.values + by_place  # places that move back come round from 2**32
    kept = words.spaced(moves.kept(held.lists, by_place != _GONE, moved))
    return merged(kept, grown), blocks


def _postings(
    held: Postings | None,
    told: list[tuple[_Added, float]],
    stem_of: dict[bytes, bytes],
    stems: Growth,
    moves: Moves,
) -> tuple[Lists, Weights]:
    """A field's rows by stem in the new index, and how long each of its rows is."""
    parts, lengths = [], np.zeros(moves.added, np.float32)
    for added, weight in told:
        stem_places = stems.places([stem_of[word] for word in added.words])
        rows = moves.rows[moves.earlier + added.passages]
        parts.append((stem_places, added.starts, rows, weight))
        lengths += np.bincount(added.passages, minlength=moves.added).astype(np.float32) * weight
    grown = _by_stem(parts, len(stems.terms))
    if held is None:
        return grown, lengths[moves.source]
    rows = moves.rows[held.lists.values]
    kept = stems.spaced(moves.kept(held.lists, rows >= 0, rows))
    return merged(kept, grown), moves.column(held.lengths, lengths)


_Part = tuple[NDArray[np.int64], NDArray[np.int64], Rows, float]
"""Of one field: the stem of each word, where its occurrences begin, the row of each, and their weight."""


def _by_stem(parts: list[_Part], count: int) -> Lists:
    """Occurrences by word as rows by stem, with the weights of each row added up."""
    occurrences = np.zeros(count, np.int64)
    for stem_places, starts, _, _ in parts:
        np.add.at(occurrences, stem_places, np.diff(starts))
    lengths, rows, weights = [_NO_COUNT], [_NO_ROW], [_NO_WEIGHT]
    for first, last in _stretches(occurrences):
        keys, shares = [], []
        for stem_places, starts, held, weight in parts:
            chosen = np.flatnonzero((stem_places >= first) & (stem_places < last))
            often = np.diff(starts)[chosen]
            key = np.repeat(stem_places[chosen] - first, often) << 32
            key |= held[spread(starts[chosen], often)]
            keys.append(key)
            shares.append(np.full(len(key), weight, np.float32))
        unique, at = np.unique(np.concatenate(keys), return_inverse=True)
        lengths.append(np.bincount(unique >> 32, minlength=last - first))
        rows.append((unique & 0xFFFFFFFF).astype(np.int32))
        weights.append(np.bincount(at, np.concatenate(shares)).astype(np.float32))
    starts = np.concatenate([[0], np.cumsum(np.concatenate(lengths))])
    return Lists(starts, np.concatenate(rows), np.concatenate(weights))


def _stretches(occurrences: NDArray[np.int64]) -> Iterator[tuple[int, int]]:
    """Stretches of stems that follow each other, of about _AT_ONCE occurrences or a single stem."""
    stretch = np.cumsum(occurrences) // _AT_ONCE
    ends = [*np.flatnonzero(np.diff(stretch)) + 1, len(occurrences)]
    return zip([0, *ends], ends, strict=False)
