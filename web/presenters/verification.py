"""What was checked of a document, a passage or a quotation, and what came of it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from archive.document import Document
from archive.originals import Condition
from archive.quoted import LONGEST, Quoted, Standing
from indexer.passage import Passage
from web import wording
from web.language import N_, Words, _
from web.library import Located
from web.markup import Markup, marked
from web.presenters.document import Facts, facts
from web.urls import Urls

_SOUND = (Standing.EXACT, Standing.ALIKE, Standing.IN_PARTS)

_FILES = Words(
    {
        Condition.SAME: N_(
            "The stored file was read through and its SHA-256 worked out anew: it is the file that was "
            "received on %(retrieved)s."
        ),
        Condition.ALTERED: N_(
            "The stored file was read through and its SHA-256 worked out anew: it is another than that "
            "of the file received on %(retrieved)s. Do not rely on the file until this is explained."
        ),
        Condition.MISSING: N_(
            "The file received on %(retrieved)s is missing from the archive, so it could not be checked."
        ),
    }
)

_STANDINGS = Words(
    {
        Standing.EXACT: N_("These very words stand in the document, letter for letter."),
        Standing.ALIKE: N_(
            "These words stand in the document, but for spacing, the shape of quotation marks or dashes, "
            "or capital letters."
        ),
        Standing.IN_PARTS: N_(
            "These words stand in the document in this order; between them, […] marks what is left out."
        ),
        Standing.DEPARTS: N_(
            "The quotation does not stand in the document as it is given. What differs is marked in both."
        ),
        Standing.ABSENT: N_(
            "The quotation does not stand in the document: nor do its first three words in a row."
        ),
    }
)


@dataclass(frozen=True, slots=True)
class Check:
    said: str
    is_sound: bool


@dataclass(frozen=True, slots=True)
class CheckedQuotation:
    said: str
    is_sound: bool
    given: Markup
    """As given, with what differs marked."""
    held: Markup
    """As it stands in the document, with what differs marked. Empty where none of it does."""
    place_url: str
    """Of the words in the reader; empty where they are part of no passage."""


@dataclass(frozen=True, slots=True)
class VerifyPage:
    facts: Facts
    checked: str
    """When, in words."""
    checks: tuple[Check, ...]
    is_sound: bool
    passage_id: str
    words: str
    """Of the passage; empty where none was asked about."""
    version: str
    """Leading digits of the version's SHA-256."""
    typed: str
    longest: int
    quotation: CheckedQuotation | None
    document_url: str
    passage_url: str
    original_url: str


def verify_page(
    document: Document,
    condition: Condition,
    passages: Sequence[Passage],
    urls: Urls,
    *,
    size: int | None,
    now: dt.datetime,
    located: Located | None = None,
    typed: str = "",
    quoted: Quoted | None = None,
) -> VerifyPage:
    """``passages`` are those of the current version; ``located`` is the one to be verified.

    ``size`` is that of the stored file in bytes; None where it is missing.
    """
    shown = facts(document.entry, size)
    sha256 = document.entry.provenance.sha256
    checks = (
        Check(_FILES[condition] % {"retrieved": shown.retrieved}, condition is Condition.SAME),
        *(_slice_checks(document, located) if located else ()),
    )
    passage = located.passage if located else None
    return VerifyPage(
        facts=shown,
        checked=wording.moment(now),
        checks=checks,
        is_sound=all(check.is_sound for check in checks),
        passage_id=passage.id if passage else "",
        words=passage.text if passage else "",
        version=sha256,
        typed=typed,
        longest=LONGEST,
        quotation=_quotation(document, quoted, passages, urls) if quoted else None,
        document_url=urls.document(document.id, version=sha256),
        passage_url=urls.passage(passage.id) if passage else "",
        original_url=urls.original(document.id, version=sha256),
    )


def _slice_checks(document: Document, located: Located) -> Iterator[Check]:
    passage = located.passage
    place = {"start": f"{passage.start:,}", "end": f"{passage.end:,}"}
    if passage.is_slice_of(document.text):
        said = _(
            "The passage’s words were compared with characters %(start)s to %(end)s of the text that was "
            "read from the file: they are the same, letter for letter.",
            **place,
        )
        yield Check(said, True)
    else:
        said = _(
            "The passage’s words were compared with characters %(start)s to %(end)s of the text that was "
            "read from the file: they differ.",
            **place,
        )
        yield Check(said, False)
    if located.superseded and not located.reread:
        said = _(
            "The words are no longer in the current version of the document: the publisher has replaced "
            "it since. They stand in the version that is checked here."
        )
        yield Check(said, True)


def _quotation(
    document: Document, quoted: Quoted, passages: Sequence[Passage], urls: Urls
) -> CheckedQuotation:
    said = _STANDINGS[quoted.standing]
    is_sound = quoted.standing in _SOUND
    given = marked(quoted.quotation, quoted.departs)
    if not quoted.places:
        return CheckedQuotation(said, is_sound, given, Markup(""), "")
    held = Markup(" […] ").join(
        marked(document.text, quoted.departs_from, place) for place in quoted.places
    )
    start, end = quoted.places[0]
    holding = next(
        (
            passage.id
            for passage in passages
            if passage.start < end and start < passage.end and passage.is_slice_of(document.text)
        ),
        "",
    )
    place = urls.document(document.id, passage=holding) if holding else ""
    return CheckedQuotation(said, is_sound, given, held, place)
