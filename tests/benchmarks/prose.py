"""Passages to measure with: real sentences drawn again and again, with invented rare words among them."""

from __future__ import annotations

import random
import re
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

from pypdfium2 import PdfDocument

from indexer.sentences import sentences

_WORDS = 110
"""Words after which a passage ends: those of council minutes are about as long."""
_INVENTED = 0.03
"""Share of words that are replaced by invented ones, so that the vocabulary grows with the archive, as
that of real prose does: some 150,000 different words in 100,000 passages."""
_RAREST = 10_000_000
_PLAIN = re.compile(r"[A-Z][a-z]+ .*[a-z]{4}[.?]")
_CONSONANTS, _VOWELS = "bdfgklmnprstvz", "aeiou"


class Drawn(NamedTuple):
    text: str
    sentences: tuple[int, ...]
    """Numbers of the sentences that it was made of."""


class Prose:
    """Reads every text file and PDF in some folders. Raises ValueError where they hold no sentence."""

    def __init__(self, folders: Sequence[Path], most: int = 6_000) -> None:
        found = dict.fromkeys(
            " ".join(text[start:end].split())
            for folder in folders
            for text in _texts(folder)
            for start, end in sentences(text)
        )
        plain = [each for each in found if 6 <= len(each.split()) <= 40 and _stays(each)]
        if not plain:
            raise ValueError(
                f"No sentence in {', '.join(map(str, folders))}: give folders of texts"
            )
        random.Random(1).shuffle(plain)
        self.sentences = plain[:most]

    def draw(self, random_: random.Random) -> Drawn:
        words: list[str] = []
        drawn = []
        while len(words) < _WORDS:
            number = int(random_.random() * len(self.sentences))
            drawn.append(number)
            words += self.sentences[number].split(" ")
        for _ in range(int(random_.expovariate(1 / (_INVENTED * len(words))))):
            at = random_.randrange(len(words))
            if words[at].isalpha() and words[at].islower():
                words[at] = invented(int(_RAREST ** random_.random()))
        return Drawn(" ".join(words), tuple(drawn))


def invented(rank: int) -> str:
    """A word that can be spoken, another one for each number."""
    syllables: list[str] = []
    while rank or len(syllables) < 2:
        rank, rest = divmod(rank, len(_CONSONANTS) * len(_VOWELS))
        syllables.append(_CONSONANTS[rest % len(_CONSONANTS)] + _VOWELS[rest // len(_CONSONANTS)])
    return "".join(reversed(syllables)) + "q"


def _stays(sentence: str) -> bool:
    """Whether it stays one sentence whatever stands before and after it."""
    return bool(_PLAIN.fullmatch(sentence)) and len(sentences(f"{sentence} {sentence}")) == 2


def _texts(folder: Path) -> Iterator[str]:
    for path in sorted(folder.rglob("*")):
        if path.suffix.lower() == ".txt":
            yield path.read_text("utf-8", "replace")
        elif path.suffix.lower() == ".pdf":
            document = PdfDocument(path)
            for number in range(len(document)):
                yield document[number].get_textpage().get_text_range()
            document.close()
