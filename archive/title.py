"""Reads a record's title: as the page names it, or else from its headings and the file's metadata."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Sequence
from itertools import zip_longest

from archive.committee import MEETING_OF, spelt
from archive.dates import print_date
from archive.document import BlockKind, DocumentKind, Status
from archive.reading import Reading

OPENING_BLOCKS = 40
"""Of a document, among which its title and the rest of its front matter stand."""
MAX_TITLE = 200
"""Characters."""
_MAX_STATED = 300
"""Characters of a title that is named as such."""
_FIRST_HEADINGS = 15
"""Blocks: a heading further on is a section's."""

ANNUAL = re.compile(r"\bannual\b[\w ’',&-]{0,60}\breport\b", re.IGNORECASE)
_SUBJECT = re.compile(
    r"(?:subject|report title|(?:subject matter ?/ ?)?title of (?:the )?(?:decision|report))\s*"
    r"(?::\s*(?P<title>.+))?:?|title\s*:\s*(?P<brief>.+)",
    re.IGNORECASE,
)
_DECISION = re.compile(
    r".*?\b(?P<name>(?:proposed )?record of (?:a |an )?(?:\w+ )?decision)\b.*", re.IGNORECASE
)
_NO_CLAIM = re.compile(
    r"the report|(?:executive |officer )?decision|(?:proposed )?record of decision|(?:printed )?minutes"
    r"|agenda|powerpoint presentation|presentation\d*|cover(?: sheet)?|title|report|\(public pack\).*",
    re.IGNORECASE,
)
_NO_TITLE = re.compile(
    r"microsoft (?:word|powerpoint|excel)|agenda template|untitled|document ?\d*$|slide \d"
    r"|(?:introduction|conclusions?|background|(?:executive )?summary|contents|foreword|recommendations?"
    r"|purpose|section [a-z0-9]+)\W*$|(?:agenda )?(?:item )?(?:report )?template"
    r"|.*\.(?:docx?|pdf|xlsx?|pptx?|rtf|indd|html?|aspx)$",
    re.IGNORECASE,
)


def read_title(
    reading: Reading,
    opening: Sequence[str],
    kind: DocumentKind,
    committee: str,
    date: dt.date | None,
    status: Status | None,
) -> tuple[str, bool]:
    """The title, empty where none could be read, and whether the page names it as its title."""
    if len(reading.items) == 1 and MEETING_OF.match(reading.heading):
        return reading.items[0].title, True
    if kind in (DocumentKind.MINUTES, DocumentKind.AGENDA) and committee and date:
        name = "Agenda" if kind is DocumentKind.AGENDA else "Minutes"
        if kind is DocumentKind.AGENDA and "supplement" in reading.claims.title.lower():
            name = "Agenda supplement"
        name = "Draft minutes" if status is Status.DRAFT else name
        return f"{name} of the {committee}, {print_date(date)}", True
    if stated := _stated_title(opening):
        return stated, True
    return _heading_title(reading, opening, kind, committee), False


def _stated_title(opening: Sequence[str]) -> str:
    """The title after "Subject:" or "Title of decision:", on that line or the next."""
    for line, below in zip_longest(opening, opening[1:], fillvalue=""):
        match = _SUBJECT.fullmatch(line)
        title = match and (match["title"] or match["brief"] or below)
        if not title or not 4 <= len(title) <= _MAX_STATED:
            continue
        record = next((found for head in opening[:3] if (found := _DECISION.fullmatch(head))), None)
        return f"{record['name'].capitalize()}: {title}" if record else title
    return ""


def _heading_title(
    reading: Reading, opening: Sequence[str], kind: DocumentKind, committee: str
) -> str:
    headings = [
        (block.level, " ".join(reading.text[block.start : block.end].split()))
        for block in reading.blocks[:_FIRST_HEADINGS]
        if block.kind is BlockKind.HEADING
    ]
    sane = [(level, words) for level, words in headings if _is_title(words, committee)]
    annual = [words for _, words in sane if ANNUAL.search(words)]
    if annual and kind is DocumentKind.ANNUAL_REPORT:
        return annual[0]
    if sane:
        return min(sane, key=lambda heading: heading[0])[1]
    claim = reading.claims.title
    if _is_title(claim, committee) and " " in claim and not _NO_CLAIM.fullmatch(claim):
        return claim
    first = opening[0] if opening else ""
    return (
        first if _is_title(first, committee) and len(first) <= 120 and first[-1:].isalnum() else ""
    )


def _is_title(words: str, committee: str) -> bool:
    return (
        4 <= len(words) <= MAX_TITLE
        and not _NO_TITLE.match(words)
        and spelt(words).lower() != committee.lower()
        and not re.match(r"\d+\. ", words)  # a section of a report
        and not words.endswith(":")
        and not re.fullmatch(r".*\b(?:borough|county|district|city) council|\d.*\d", words, re.I)
        and any(character.isalpha() for character in words)
    )
