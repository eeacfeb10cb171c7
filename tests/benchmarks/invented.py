"""Writes a folder of invented minutes, as many as wanted, in the layout of the sample archive's text files.

    python -m tests.benchmarks.invented FOLDER [DOCUMENTS]

Each word follows the one before it somewhere in the sample archive's text, and one in twelve is an
invented name, some of them common and most of them rare: so words are as unevenly shared as in real
minutes, and runs of five are nearly all of one document only. Every 25th document is a draft of the one
before it. 1,600 documents give about 100,000 passages; the same numbers always give the same bytes.
"""

from __future__ import annotations

import datetime as dt
import random
import sys
import textwrap
from collections import defaultdict
from itertools import pairwise
from pathlib import Path

CORPUS = Path(__file__).parents[2] / "corpus"
DOCUMENTS = 1600
_DRAFT_EVERY = 25
_NAMED = 1 / 12
_SYLLABLES = (
    "ash bar col den el fen gar hol is jar ken lim mor nor ox pen quar ros sel tor um ven wy yar"
)
_COMMITTEES = ("Cabinet", "Housing Scrutiny", "Adults Scrutiny", "Children Scrutiny", "Planning")


class Speech:
    """Sentences that read like the sample archive's to a machine, though they mean nothing."""

    def __init__(self) -> None:
        self._next: defaultdict[str, list[str]] = defaultdict(list)
        for path in sorted(CORPUS.rglob("*.txt")):
            for one, other in pairwise(path.read_text("utf-8").split()):
                self._next[one.lower()].append(other.lower())
        self._words = sorted(self._next)

    def sentence(self, draw: random.Random) -> str:
        word, said = draw.choice(self._words), []
        for _ in range(draw.randint(10, 28)):
            following = self._next.get(word)
            word = draw.choice(following or self._words)
            said.append(_name(draw) if draw.random() < _NAMED else word.strip(".,:;?!()·–“”"))
        text = " ".join(filter(None, said))
        return f"{text[:1].upper()}{text[1:]}."

    def sentences(self, draw: random.Random, least: int, most: int) -> str:
        return " ".join(self.sentence(draw) for _ in range(draw.randint(least, most)))


def _name(draw: random.Random) -> str:
    number = int(200 * draw.paretovariate(0.6) - 200) % 60_000
    syllables = _SYLLABLES.split()
    parts = []
    while True:
        number, place = divmod(number, len(syllables))
        parts.append(syllables[place])
        if not number:
            return "".join(parts).capitalize()


def minutes(number: int, speech: Speech) -> str:
    """The text of one document; one that is a draft says what the one before it says, but for a line."""
    is_draft = number % _DRAFT_EVERY == _DRAFT_EVERY - 1
    source = number - 1 if is_draft else number
    draw = random.Random(source)
    date = dt.date(2005, 1, 3) + dt.timedelta(days=4 * source)
    committee = _COMMITTEES[source % len(_COMMITTEES)]
    opening = "DRAFT MINUTES" if is_draft else "MINUTES"
    out = [
        "LARKMERE BOROUGH COUNCIL",
        f"{opening} OF THE MEETING OF THE {committee.upper()} COMMITTEE HELD ON "
        f"{date:%A, %-d %B, %Y} AT 7.00 PM IN THE TOWN HALL",
        f"PRESENT\nCouncillors {', '.join(f'{_name(draw)} {_name(draw)}' for _ in range(8))}",
    ]
    for item in range(1, draw.randint(9, 12)):
        out.append(f"{item}. {' '.join(speech.sentence(draw).split()[:5]).upper()}")
        out.append(speech.sentences(draw, 2, 4))
        questions = range(draw.randint(3, 6))
        out += [f"· A Member asked about {speech.sentences(draw, 3, 7)}" for _ in questions]
        out.append("RESOLVED -")
        out += [f"{n}. That {speech.sentences(draw, 1, 2)}" for n in range(1, draw.randint(2, 4))]
    if is_draft:
        out[-1] += " The Clerk will complete this line."
    wrapped = [*out[:2], *(textwrap.fill(line, 78) for line in out[2:]), "MINUTES END"]
    return "\n\n".join(wrapped) + "\n"


def write(folder: Path, documents: int = DOCUMENTS) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    speech = Speech()
    for number in range(documents):
        (folder / f"minutes-{number:05}.txt").write_text(minutes(number, speech), "utf-8")


if __name__ == "__main__":
    write(Path(sys.argv[1]), int(sys.argv[2]) if len(sys.argv) > 2 else DOCUMENTS)
