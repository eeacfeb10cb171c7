"""What a search engine must do, so that ranking and answering need not know which one does it."""

from __future__ import annotations

import datetime as dt
import hashlib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple, Protocol

from archive.document import Entry
from indexer.models.encoder import Vectors
from indexer.passage import Passage, PassageKind
from indexer.query import Query
from indexer.results import FacetCount, Filter, Mode, Sort, YearCount

PART = "\x1e"
"""Parts an indexed field into pieces that no phrase may run across (ASCII's record separator)."""


LEADING = 30
"""How many of the best by each index bring their neighbours into the pool."""


@dataclass(frozen=True, slots=True)
class Plan:
    """One retrieval: what is asked for, within what, and how much of it."""

    query: Query
    vector: Vectors | None
    """The question's vector, shape (dimensions,); None where the query holds no words."""
    mode: Mode
    filter: Filter
    sort: Sort
    depth: int
    """How many of the best by each index make up the pool."""
    floor: float
    """Least cosine at which a passage counts as related by meaning."""
    offset: int
    limit: int
    """The hits that the reader will see: ``limit`` of them, after the first ``offset``."""
    cues: tuple[str, ...] = ()
    """Stems by which those who were asked about are told in a passage."""
    neighbours: int = 2
    """How many passages before and after each of the best join the pool."""
    wants_timeline: bool = False


class Candidate(NamedTuple):
    """A passage with what each index says of it; scores of 0 where an index says nothing."""

    id: str
    row: int = 0
    """Its place in the build: passages of one document follow each other in text order."""
    keyword: float = 0.0
    """BM25."""
    keyword_rank: int | None = None
    meaning: float = 0.0
    """Cosine to the question."""
    meaning_rank: int | None = None
    sentence: float = 0.0
    """Cosine of its best sentence to the question."""
    covered: float = 0.0
    """Share of the query's words, by rarity, that it holds, its heading and context included."""
    together: float = 0.0
    """Share of the query's neighbouring words, by rarity, that stand side by side in it."""
    is_cued: bool = False
    """Whether it holds any of the plan's cues."""
    kind: PassageKind = PassageKind.NARRATIVE
    item: int = 0
    """Alike for passages of one agenda item or one section of one document; odd where there is one, even
    for passages that stand under neither."""
    date: dt.date | None = None
    """Its document's."""
    is_hit: bool = True
    """False for a neighbour of hits that is none itself, or for which a copy stands."""


@dataclass(frozen=True, slots=True)
class Retrieval:
    pool: tuple[Candidate, ...]
    """The best ``depth`` of each index together, then the neighbours of the best ``LEADING`` of each: those
    of the same document that pass the filter and hold what every hit must, whether or not they are hits."""
    rest: tuple[Candidate, ...]
    """Hits to be shown as they stand: those of the wanted ones that come after the hits of the pool or,
    when sorted by date, all of the wanted ones."""
    total: int
    total_is_exact: bool
    """Whether every hit holds what was asked for; not so when passages related by meaning are counted."""
    facets: dict[str, tuple[FacetCount, ...]]
    weights: dict[str, float]
    """Inverse document frequency of each of the query's words, by its name in ``highlight.terms``.
    Highest for words that no passage holds."""
    known: float = 1.0
    """Share of the query's words, by rarity, that any passage holds."""
    missing: frozenset[str] = frozenset()
    """The words that none holds, by name as in ``weights``."""
    timeline: tuple[YearCount, ...] = ()
    """As in ``Results``; empty where the plan does not want it."""
    sentences: Mapping[str, Sequence[float]] = field(default_factory=dict)
    """By the id of each passage of pool and rest, the cosines of its sentences to the question, in the
    order in which they were given; empty where the plan has no vector."""


@dataclass(frozen=True, slots=True)
class Indexed:
    """A passage on its way into an engine, with all that an engine holds of it."""

    passage: Passage
    entry: Entry
    vector: Vectors
    """Shape (dimensions,)."""
    sentences: Vectors
    """Shape (sentences, dimensions)."""
    group: int
    """A number that it shares with its copies, and with no other passage."""
    precedence: int
    """Its place among its copies: 0 for the one that answers first."""


class Held(NamedTuple):
    """What an engine holds of one passage."""

    id: str
    words: str
    """``words_digest`` of what was indexed for it."""
    vectors: str
    """Digest of its vectors as they are kept."""


class SearchEngine(Protocol):
    """A built index, open for reading; safe to share between threads."""

    def retrieve(self, plan: Plan) -> Retrieval:
        """What a plan finds, each group of copies once.

        The filter, the query and the floor are asked of every passage first. Then, of the passages of
        each group that are found by words, only the one of least precedence is kept or, where none is
        found by words, of those found by meaning. The hits of pool and rest, total and facets hold no
        other: a copy is found by a filter or a word that only it has, and no group is counted twice.
        """

    def scan(self) -> Iterator[Held]:
        """Every passage held."""

    def close(self) -> None: ...


class EngineWriter(Protocol):
    """An index in the making; nothing of it is seen before ``commit``.

    It is told every passage that the index shall hold, in row order, by ``keep`` or ``add``. What an
    earlier index held and is not told again is gone.
    """

    def keep(self, id: str, group: int, precedence: int) -> None:
        """Take a passage over from the earlier index as it stands, words and vectors; only its standing
        among its copies is told anew. Raises KeyError where the earlier index does not hold it.
        """

    def add(self, indexed: Indexed) -> None:
        """Index a passage that is new or has changed."""

    def commit(self) -> tuple[Held, ...]:
        """Finish the index; what it now holds of the passages that were added, in row order."""

    def cancel(self) -> None:
        """Give the index up; called instead of ``commit`` after any error."""


def indexed_words(passage: Passage, entry: Entry) -> dict[str, str]:
    """The text that is indexed for a passage, by field."""
    above = passage.item.number + " " + passage.item.title if passage.item else ""
    return {
        "body": passage.text,
        "context": PART.join([passage.heading, *(context.text for context in passage.context)]),
        "title": entry.title,
        "committee": entry.committee,
        "item": above,
    }


def item_code(passage: Passage) -> int:
    """The number that ``Candidate.item`` gives for a passage: 56 bits of a hash, and a flag."""
    section = "\x1f".join(passage.section)
    at = str(passage.item.start) if passage.item else section
    told = f"{passage.document}\x1e{at}".encode()
    code = int.from_bytes(hashlib.blake2b(told, digest_size=7).digest())
    return code << 1 | bool(passage.item or section)


def words_digest(passage: Passage, entry: Entry) -> str:
    """Digest of everything about a passage, vectors aside, that decides when it is found."""
    told = [
        *indexed_words(passage, entry).values(),
        passage.kind,
        " ".join(passage.roles),
        entry.kind,
        str(entry.date),
    ]
    return hashlib.sha256("\x1f".join(told).encode()).hexdigest()[:32]
