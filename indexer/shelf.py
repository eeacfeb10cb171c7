"""What one build offers to a search."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field

from archive.document import Entry
from indexer.building.passage_table import PassageTable
from indexer.engine import SearchEngine
from indexer.evidence import Balance, packaged
from indexer.models.encoder import Encoder
from indexer.models.reranker import Reranker
from indexer.ranking import weights as ranking
from indexer.ranking.weights import Weights
from indexer.understanding.committee import Committees
from indexer.understanding.lexicon import Lexicon
from indexer.understanding.question import NO_COMMITTEES


@dataclass(frozen=True, slots=True)
class Shelf:
    """What one build offers to a search."""

    engine: SearchEngine
    table: PassageTable
    entries: Mapping[str, Entry]
    """The searched version of each document, by id."""
    encoder: Encoder
    lexicon: Lexicon = field(default_factory=Lexicon.empty)
    committees: Committees = NO_COMMITTEES
    days: frozenset[dt.date] = frozenset()
    """Of which the archive holds documents."""
    weights: Weights = field(default_factory=ranking.packaged)
    balance: Balance = field(default_factory=packaged)
    overtaken: frozenset[str] = frozenset()
    """Passages of drafts whose place other minutes took."""
    reranker: Reranker | None = None
    """Looks over the best passages of the hybrid mode; None leaves them as they are."""
