"""A reader's question into a query: what is asked, whose words, when, and under which names.

``indexer.parser`` reads the syntax. What is understood beyond it, in this order: the frame, a time, a
wish for the newest; these leave the question's subject, whose words are then looked for in all their
forms. What is not looked for as typed, or also looked for otherwise, a note says.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Collection
from dataclasses import replace

from indexer.analysis import STOP_WORDS, tokens
from indexer.note import Note, Told
from indexer.parser import parse, plain
from indexer.query import LONGEST, Asked, Query
from indexer.understanding.committee import Committees
from indexer.understanding.frame import Frame, frame
from indexer.understanding.lexicon import Lexicon
from indexer.understanding.period import Named, no_such_day, period
from indexer.understanding.spelling import suggestion
from indexer.understanding.variant import widened

_LATEST = re.compile(
    r"""\b(?:(?:the\s+)?(?:latest|newest|most\s+recent(?:ly)?)|current(?:ly)?(?!\s+accounts?\b)|nowadays
    |these\s+days|(?:right\s+|just\s+)?now|at\s+(?:present|the\s+moment|this\s+time)|up[-\s]to[-\s]date
    |as\s+of\s+(?:now|today)|so\s+far|today|lately
    |last(?=\s+(?:meeting|report|update|review|inspection|time|discuss|debate|mention|raise|talk)))
    (?![\w'’-])""",
    re.IGNORECASE | re.VERBOSE,
)


_EVERY = re.compile(
    r"\A\W*(?:(?:please|list|find|show|give|get|see|count|how\s+many|me|us)\s+)*(?:every|all|each|any)\s+(?:of\s+)?(?:the\s+)?"
    r"(?:passages?|mentions?|references?|places?|times?|occurrences?)\s+"
    r"(?:that|which|where|when|of|to|about|mentioning|naming)\b"
    r"|\A\W*how\s+(?:many\s+times|often)\b.*\b(?:mention(?:ed)?|named|c[ao]me\s+up|referred\s+to)\b"
    r"|\A\W*count\s+(?:(?:all|every|the)\s+)*(?:mentions|references|passages)\b",
    re.IGNORECASE,
)

NO_COMMITTEES = Committees(())

_SOMEBODY = "they"
"""What stands for a committee that is not looked for, so that a frame is seen around it."""

_DECIDED = re.compile(
    r"\b(?:what|which|whether|how|did|was|were|has|have)\b[^.?!;]*"
    r"\b(?:agreed?|decided?|resolved?|approved?|recommend(?:ed)?|carried)\b",
    re.IGNORECASE,
)


def understand(
    text: str,
    lexicon: Lexicon,
    today: dt.date,
    *,
    committees: Committees = NO_COMMITTEES,
    days: Collection[dt.date] = (),
    chosen: Collection[str] = (),
    strictly: bool = False,
) -> Query:
    """Read a question as typed; never raises.

    ``lexicon`` gives the archive's acronyms and words, ``committees`` its committees, ``today`` what
    "last year" is counted from. ``days`` are those of which it holds documents: one that the question
    names says when, not what about, unless every word must be held. ``chosen`` are the committees that
    the search is narrowed to: one that the question names says where to look, not what for.
    ``strictly``: plain words constrain too, all of them.
    """
    if len(text) > LONGEST:  # a pasted document has no frame
        return widened(parse(text, strictly=strictly), lexicon)
    bare = plain(text)
    named, no_day = period(bare, today), no_such_day(bare)
    if named is not None and not strictly and named.period.day in days:
        named = replace(named, is_date=False)
    latest = [match.span() for match in _LATEST.finditer(bare)]
    cuts = [(named.start, named.end)] if named is not None and not named.is_date else []
    cuts += latest
    for start, end in cuts:  # so that a frame is seen around them
        bare = bare[:start] + " " * (end - start) + bare[end:]
    body = committees.named(bare)
    is_read = (
        body is not None
        and not strictly
        and (body.is_who or not set(body.committees).isdisjoint(chosen))
    )
    if body is not None and is_read:
        cuts.append((body.start, body.end))
        bare = bare[: body.start] + _SOMEBODY.ljust(body.end - body.start) + bare[body.end :]
    asking = frame(bare)
    cuts += asking.cuts
    subject = _without(text, cuts) if cuts else ""
    query = parse(subject)
    if not _names_something(query):
        subject, query, cuts = "", parse(text), []
    if strictly:
        query = parse(subject or text, strictly=True)
    notes = [*query.notes, *_told(text, cuts, asking, named, latest)]
    if no_day:
        notes.append(Note(Told.NO_DAY, no_day))
    if body is not None:
        typed = text[body.start : body.end]
        told = Told.COMMITTEE_READ if is_read and cuts else Told.COMMITTEE
        notes.append(Note(told, typed, forms=body.committees))
    query = replace(
        query,
        text=text,
        subject=subject,
        notes=tuple(notes),
        asked=_asked(text, asking),
        speaker=asking.speaker,
        period=None if named is None else named.period,
        committees=() if body is None else body.committees,
        wants_latest=bool(latest),
        wants_every=bool(_EVERY.match(text)),
        suggestion=suggestion(text, lexicon, cuts),
    )
    return widened(query, lexicon)


def _asked(text: str, asking: Frame) -> Asked:
    """What the frame says or, of a question in the middle of other words, its verb."""
    if asking.asked is Asked.ANYTHING and _DECIDED.search(text):
        return Asked.DECISION
    return asking.asked


def _without(text: str, cuts: list[tuple[int, int]]) -> str:
    kept, end = [], 0
    for start, stop in sorted(cuts):
        kept.append(text[end : max(start, end)])
        end = max(end, stop)
    bare = " ".join(" ".join([*kept, text[end:]]).split())
    return bare.lstrip(" ,;:?!.").rstrip(" ,;:?!.–—-")  # a hyphen in front leaves a word out


def _names_something(query: Query) -> bool:
    """Whether it holds more than common words, which are looked for only where there are no others."""
    words = [token.word for leaf in query.wanted for token in tokens(leaf.typed)]
    return query.required is not None or not STOP_WORDS.issuperset(words)


def _told(
    text: str,
    cuts: list[tuple[int, int]],
    asking: Frame,
    named: Named | None,
    latest: list[tuple[int, int]],
) -> list[Note]:
    """A note for each word that was read for what it means and so is not looked for."""
    notes = []
    speaker = asking.speaker
    if (
        cuts
        and speaker is not None
        and not speaker.name
        and not _is_kept(text, cuts, speaker.typed)
    ):
        notes.append(Note(Told.SPEAKER, speaker.typed))
    if cuts and named is not None and not named.is_date:
        time = named.period
        notes.append(Note(Told.TIME, time.typed, date_from=time.date_from, date_to=time.date_to))
    if cuts:
        notes += [Note(Told.NEWEST, text[start:end].strip()) for start, end in latest]
    return notes


def _is_kept(text: str, cuts: list[tuple[int, int]], typed: str) -> bool:
    start = text.find(typed)
    return not any(first <= start and start + len(typed) <= last for first, last in cuts)
