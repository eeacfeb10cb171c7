"""Which documents are one record published more than once: a copy, another version, a paper in a pack.

Two documents are kin when at least ``ENOUGH`` of the smaller one's shingles stand in the larger.
Over all pairs of 81 council papers, copies, versions and papers within papers lie at .93 and above, and
forms of decision that repeat most of their report at .74 to .88. Below lie two agendas of one committee
(.53 to .63, their standing paragraphs), a budget table printed anew with other figures (.48), forms on
one template (to .43) and reports of successive years and minutes of successive meetings (to .12).

Records of one kind that are known to be of different times are no kin however alike they are: the
minutes of two short meetings, an agenda and the papers of another meeting, one strategy for two years.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

import numpy as np

from archive.document import DocumentKind, Entry
from indexer.likeness.shingles import Shingles, Words, shingles

ENOUGH = 0.7
"""Least share of the smaller document's shingles that the larger holds."""

_ONE_IN = 2
"""Of the shingles, those are looked at whose hash is a multiple of this: the share comes out alike."""
_LEAST_SHARED = 10
"""Looked-at shingles that kin share, some 25 words: fewer are a phrase."""
_MOST_HOLDING = 50
"""Documents that may hold a shingle; one in more is a standing phrase, and says nothing of kinship."""
_TELLING = 100
"""Words from which a record says its own date: where two are the same word for word and the catalogue
gives them different dates, one of these is wrong."""

_YEAR = re.compile(r"(?:19|20)\d\d")
_FINANCIAL_YEAR = re.compile(r"\b(20\d\d) ?[-/–] ?(?:20)?\d\d\b(?![-/])")
_HOLDING = 2
"""Times the length of a paper, from which a document may hold it among others of other years."""


class Imprint(NamedTuple):
    """What a document's words leave to compare it by."""

    size: int
    """In words."""
    digest: bytes
    """Of all its words, 16 bytes."""
    looked_at: Shingles
    """Sorted, each once."""


def imprint(words: Words) -> Imprint:
    found = shingles(words)
    looked_at = np.unique(found[found % np.uint64(_ONE_IN) == 0])
    digest = hashlib.blake2b(words.tobytes(), digest_size=16).digest()
    return Imprint(len(words), digest, looked_at)


class _Reading(NamedTuple):
    entry: Entry
    size: int
    digest: bytes


def kin(entries: Sequence[Entry], imprints: Sequence[Imprint]) -> list[tuple[int, int]]:
    """Pairs of documents that are one record, the smaller first, as places in ``entries``.

    Of documents that are the same word for word each is paired with the next only, however short.
    Time and memory grow with the number of words.
    """
    read = [
        _Reading(entry, size, digest)
        for entry, (size, digest, _) in zip(entries, imprints, strict=True)
    ]
    pairs = [*_alike(read), *_contained(read, [each.looked_at for each in imprints])]
    return sorted((a, b) if _order(read[a]) < _order(read[b]) else (b, a) for a, b in pairs)


def _order(read: _Reading) -> tuple[int, str]:
    return (read.size, read.entry.id)


def _alike(read: list[_Reading]) -> Iterator[tuple[int, int]]:
    by_digest: dict[bytes, list[int]] = {}
    for place, one in enumerate(read):
        if one.size:
            by_digest.setdefault(one.digest, []).append(place)
    for places in by_digest.values():
        places.sort(key=lambda place: (str(read[place].entry.date), read[place].entry.id))
        for a, b in pairwise(places):
            if read[a].size >= _TELLING or not _are_of_other_times(read[a], read[b]):
                yield a, b


def _contained(read: list[_Reading], looked_at: Sequence[Shingles]) -> Iterator[tuple[int, int]]:
    for a, b in _sharing(looked_at):
        smaller, larger = sorted((read[a], read[b]), key=_order)
        if smaller.digest != larger.digest and not _are_of_other_times(smaller, larger):
            yield a, b


def _are_of_other_times(smaller: _Reading, larger: _Reading) -> bool:
    one, other = smaller.entry, larger.entry
    if one.kind is DocumentKind.AGENDA or one.kind is other.kind is DocumentKind.MINUTES:
        return bool(one.date and other.date) and one.date != other.date
    if one.kind is other.kind and larger.size < _HOLDING * smaller.size:
        return bool(_years(one) and _years(other)) and not _years(one) & _years(other)
    return False


def _years(entry: Entry) -> set[str]:
    """The years that a report is about, as its period or else its title says; none where neither does."""
    return set(_YEAR.findall(entry.period)[:1] or _FINANCIAL_YEAR.findall(entry.title))


def _sharing(looked_at: Sequence[Shingles]) -> Iterator[tuple[int, int]]:
    """Pairs of documents that share at least ``ENOUGH`` of the smaller one's shingles, each pair once."""
    count = len(looked_at)
    sizes = np.array([len(found) for found in looked_at], np.intp)
    hashes = np.concatenate([np.empty(0, np.uint64), *looked_at])
    # A hash's lowest bits give way to its owner: numbers are sorted in a tenth of the time that their order
    # takes to be found, and what is left of a hash, 40 bits and more, is hardly ever another's.
    width = np.uint64(count.bit_length())
    told = hashes >> width << width | np.repeat(np.arange(count, dtype=np.uint64), sizes)
    told.sort()
    hashes = told >> width
    starts = np.flatnonzero(np.r_[True, hashes[1:] != hashes[:-1]][: len(hashes)])
    holding = np.diff(np.r_[starts, len(hashes)])
    owners = (told ^ hashes << width).astype(np.intp)
    several = (holding > 1) & (holding <= _MOST_HOLDING)
    sizes = sizes - np.bincount(
        owners[np.repeat(holding > _MOST_HOLDING, holding)], minlength=count
    )
    # What is left are runs of owners, one for each shingle that a few documents hold.
    owners, holding = owners[np.repeat(several, holding)], holding[several]
    run = np.repeat(np.arange(len(holding)), holding)
    starts = np.cumsum(holding) - holding
    of_document = np.split(run[np.argsort(owners)], np.cumsum(np.bincount(owners, minlength=count)))
    shared_at_all = np.array([len(runs) for runs in of_document[:count]], np.intp)
    enough = (shared_at_all >= ENOUGH * sizes) & (shared_at_all >= _LEAST_SHARED)
    for one in np.flatnonzero(enough).tolist():  # few: the smaller of each pair is among them
        runs = of_document[one]
        lengths = holding[runs]
        begins = np.repeat(starts[runs] - np.cumsum(lengths) + lengths, lengths)
        shared = np.bincount(owners[begins + np.arange(len(begins))], minlength=count)
        near = (shared >= ENOUGH * np.minimum(sizes[one], sizes)) & (shared >= _LEAST_SHARED)
        for other in np.flatnonzero(near).tolist():
            if other > one or (other < one and not enough[other]):
                yield one, other
