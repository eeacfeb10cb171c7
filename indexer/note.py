"""What is told of a question: what was left out, put right or understood, as a code with its values.

The site puts it into words (``web.notes``), in its reader's language.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from enum import StrEnum


class Told(StrEnum):
    """What a note says, and which of its values it says it with."""

    CUT = "cut"
    """The question is ``number`` characters long; only its first ``limit`` were used."""
    ONLY_COMMON = "only-common"
    """It holds only common words, so those were looked for."""
    NO_WORD = "no-word"
    LONE_QUOTATION_MARK = "lone-quotation-mark"
    LONE_BRACKET = "lone-bracket"
    """A closing one; it was left out."""
    OPEN_BRACKET = "open-bracket"
    """It was closed at the end."""
    LONE_OR = "lone-or"
    LONE_NOT = "lone-not"
    DEEP_BRACKETS = "deep-brackets"
    """Those within more than ``limit`` others were left out."""
    MANY_WORDS = "many-words"
    """Only the first ``limit`` were used."""
    NO_LETTER = "no-letter"
    """``typed`` holds no letter or number."""
    SHORT_PREFIX = "short-prefix"
    """``typed`` has fewer than ``limit`` letters before its *."""
    NO_DISTANCE = "no-distance"
    """A ~ without a number."""
    FAR = "far"
    """``typed`` was taken for the widest distance, ``limit``."""
    FORMS = "forms"
    """``typed`` was also looked for as ``forms``."""
    EVERYDAY = "everyday"
    """``typed`` is everyday speech; ``forms``, which records say for it, were looked for too."""
    SPEAKER = "speaker"
    """``typed`` says who speaks, and was not looked for as words."""
    TIME = "time"
    """``typed`` names the time between two dates, and was not looked for as words."""
    NO_DAY = "no-day"
    """``typed`` is no day of the calendar."""
    NEWEST = "newest"
    """``typed`` wishes for the newest, and was not looked for as words."""
    COMMITTEE = "committee"
    """``typed`` may name one of the committees ``forms``."""
    COMMITTEE_READ = "committee-read"
    """The same where it says who spoke, or where: it was not looked for as words."""
    MISSING = "missing"
    """``forms`` stand nowhere in the archive."""
    NO_COMMITTEE = "no-committee"
    """``typed`` is chosen as a committee, and no document names it."""
    ABOVE = "above"
    """``number`` more passages have the words only together with what they stand under."""


@dataclass(frozen=True, slots=True)
class Note:
    told: Told
    typed: str = ""
    """The words of the question that it is about."""
    number: int = 0
    limit: int = 0
    forms: tuple[str, ...] = ()
    date_from: dt.date | None = None
    date_to: dt.date | None = None
