"""A reader's question into a query: what is asked, about whom, when, in which of its many spellings."""

from __future__ import annotations

import datetime as dt

from indexer.lexicon import Lexicon
from indexer.parser import parse
from indexer.query import Query


def understand(text: str, lexicon: Lexicon, today: dt.date) -> Query:
    """Read a question as typed; never raises.

    ``lexicon`` gives the archive's acronyms and words, ``today`` what "last year" is counted from.
    """
    return parse(text)
