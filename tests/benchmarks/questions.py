"""What is asked of an archive: classes of queries, drawn from its own passages."""

from __future__ import annotations

import datetime as dt
import random
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field

from indexer.analysis import STOP_WORDS, tokens
from indexer.results import Filter

CLASSES = (
    "rare term",
    "mid term",
    "common OR",
    "question",
    "phrase",
    "AND",
    "prefix",
    "filter",
    "facets",
)


@dataclass(frozen=True, slots=True)
class Asked:
    kind: str
    """One of CLASSES."""
    text: str
    """In our own query language."""
    words: tuple[str, ...]
    """Folded, as other engines are asked for them; of a prefix its beginning."""
    filter: Filter = field(default_factory=Filter)


def draw(texts: Sequence[str], committees: Sequence[str], each: int) -> list[Asked]:
    """``each`` queries of every class, the same for the same passages.

    Rare words are held by one of the passages given, mid ones by 0.5 to 2 % of them and common ones by
    5 to 30 %; phrases are two to four words as they stand in a passage, stop words among them.
    """
    random_ = random.Random(5)
    told = [[token.word for token in tokens(text)] for text in texts]
    held = Counter(word for words in told for word in set(words))
    of = {
        "rare": _between(held, 1, 1),
        "mid": _between(held, 0.005 * len(texts), 0.02 * len(texts)),
        "common": _between(held, 0.05 * len(texts), 0.3 * len(texts)),
    }
    asked = []
    for _ in range(each):
        passage = random_.choice(told)
        place = random_.randrange(len(passage) - 4)
        content = [word for word in passage if word in of["mid"] or word in of["common"]]
        mid = random_.choice(of["mid"])
        phrase = passage[place : place + random_.randint(2, 4)]
        both = random_.sample(content, 2)
        some = random_.sample(content, min(len(content), random_.randint(4, 7)))
        start = random_.choice(of["mid"])[:4]
        day = dt.date(2004 + random_.randrange(20), 1, 1)
        within = Filter(
            (random_.choice(committees),), date_from=day, date_to=day.replace(day.year + 2)
        )
        asked += [
            _plain("rare term", [random_.choice(of["rare"])]),
            _plain("mid term", [mid]),
            _plain("common OR", random_.sample(of["common"], random_.randint(2, 3))),
            Asked("question", f"what was said about {' '.join(some)}", tuple(some)),
            Asked("phrase", f'"{" ".join(phrase)}"', tuple(phrase)),
            Asked("AND", " AND ".join(both), tuple(both)),
            Asked("prefix", f"{start}*", (start,)),
            Asked("filter", " ".join(some), tuple(some), within),
            _plain("facets", [mid, random_.choice(of["common"])]),
        ]
    return asked


def _plain(kind: str, words: list[str]) -> Asked:
    return Asked(kind, " ".join(words), tuple(words))


def _between(held: Counter[str], least: float, most: float) -> list[str]:
    """Plain words that so many of the passages hold."""
    return sorted(
        word
        for word, count in held.items()
        if least <= count <= most and len(word) > 3 and word.isalpha() and word not in STOP_WORDS
    )
