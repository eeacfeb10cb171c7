"""What the record calls a motion or amendment, where it tells several apart: by number, letter or mover."""

from __future__ import annotations

import re
from typing import NamedTuple

from indexer.splitting.mover import is_of_amendment
from indexer.splitting.names import ANY_PERSON
from indexer.splitting.speech import either

_ORDINALS = ("first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth")
_NUMBERED = re.compile(
    rf"\b(?:(?P<ordinal>{either(*_ORDINALS)})\s+(?P<thing>amendment|motion)|"
    r"(?P<what>amendment|motion)\s+(?:(?:no|number)\b\.?\s*)?"
    r"(?P<number>\d{1,2}(?![\w/]|\.\d)|(?-i:[A-H])(?![\w.’'])))\b",
    re.I,
)
_MOVERS = re.compile(
    rf"(?P<owner>{ANY_PERSON})[’']s?\s+(?:(?:own|proposed)\s+)?(?:[Aa]mendment|[Mm]otion)\b|"
    r"\b(?i:amendment|motion)\s+(?:(?:as|that|which|was)\s+)*"
    rf"(?:(?:moved|proposed|tabled|put forward)\s+by|by|from|in the name of)\s+(?P<mover>{ANY_PERSON})"
)
_HINT = re.compile(r"motion|amendment", re.I)
_HONOURS = (
    *("OBE", "MBE", "CBE", "KBE", "DBE", "BEM", "JP", "DL", "KC", "QC", "QPM", "MP", "MSP", "MS"),
    *("AM", "FRSA", "Jnr", "Snr", "Jr", "Sr", "Esq"),
)


class Named(NamedTuple):
    """What a sentence calls the motion that it is about; empty where it does not tell it from others."""

    label: str = ""
    """Such as "amendment 2" or "motion b", an ordinal as its number."""
    mover: str = ""

    def fits(self, label: str, proposer: str) -> bool:
        """Whether a motion so labelled, moved by ``proposer``, is the one named here."""
        if self.label and self.label != label:
            return False
        return not self.mover or surname(self.mover) == surname(proposer)


def naming(sentence: str) -> Named:
    """The number or letter and the mover by which a sentence names a motion.

    >>> naming("The second amendment was LOST."), naming("Councillor Vane’s motion was CARRIED.")
    (Named(label='amendment 2', mover=''), Named(label='', mover='Councillor Vane'))
    """
    if not _HINT.search(sentence):
        return Named()
    about = is_of_amendment(sentence)
    mover = _MOVERS.search(sentence)
    return Named(
        label(sentence, about is not False, about is not True),
        (mover["owner"] or mover["mover"]) if mover else "",
    )


def label(sentence: str, amendment: bool, motion: bool) -> str:
    """The number or letter that a sentence gives an amendment or motion, with its sort.

    Of several, which no motion bears together, it is all.
    """
    told = [_label(found) for found in _NUMBERED.finditer(sentence)]
    wanted = ("amendment",) * amendment + ("motion",) * motion
    return " and ".join(dict.fromkeys(each for each in told if each.startswith(wanted)))


def _label(found: re.Match[str]) -> str:
    if found["ordinal"]:
        return f"{found['thing']} {_ORDINALS.index(found['ordinal'].lower()) + 1}".lower()
    return f"{found['what']} {found['number']}".lower()


def surname(name: str) -> str:
    """The last word of a name that is no honour: "Love" of "Mr R C Love, OBE"."""
    words: list[str] = re.findall(r"[\w’'-]+", name)
    return next((word for word in reversed(words) if word not in _HONOURS), "").casefold()
