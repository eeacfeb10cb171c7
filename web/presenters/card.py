"""A hit as a card: what it says, where it stands, and why it is here."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import PurePath

from archive.citation import cite, source_link
from archive.document import Entry, Status
from indexer.passage import DECISIONS, Passage, PassageKind
from indexer.results import Hit, Mode, Search, Why
from web import wording
from web.language import _, long_date, ngettext
from web.library import Library, Located
from web.presenters.cautions import Cautions, cautions
from web.presenters.drafts import final_minutes
from web.presenters.motion import MotionFacts, motion_facts, resolution_url
from web.presenters.words import Words, words_of
from web.request_search import page_parameters
from web.urls import Urls, encoded, followable

MOST_ALSO_IN = 3
"""Other places of the same words that a hit shows at once; the rest are one step away."""

CLOSE = 20
"""Ranks by meaning that are told as close: about what two pages of a list by meaning alone would show."""


@dataclass(frozen=True, slots=True)
class Copy:
    """Another place of the same words."""

    title: str
    url: str
    place: str
    """What the title leaves unsaid of committee, date, item and page."""


@dataclass(frozen=True, slots=True)
class Place:
    """Where some words stand: the citation, and the addresses that lead to them."""

    citation: str
    reader_url: str
    permalink: str
    source_url: str
    """At the publisher; empty where the source has no address."""


@dataclass(frozen=True, slots=True)
class Reason:
    """Why a passage is among the results."""

    short: str
    """In a few words."""
    detail: str
    """In sentences: which words, and where each way of looking puts it."""


@dataclass(frozen=True, slots=True)
class Card:
    """One hit."""

    id: str
    rank: int
    kind: str
    is_unanswered: bool
    is_decision: bool
    heading: str
    document_kind: str
    is_draft: bool
    date: str
    words: Words
    has_sentence: bool
    """Whether a sentence of it is told apart as the nearest to the question."""
    place: Place
    why: Reason | None
    motion: MotionFacts | None
    cautions: Cautions
    also_in: tuple[Copy, ...]
    """The first places."""
    also_in_rest: tuple[Copy, ...]
    """All others."""


def card_of(
    hit: Hit, search: Search, words: int, library: Library, urls: Urls, came_from: str = ""
) -> Card:
    """``words`` is how many of them were looked for, ``came_from`` as in ``place_of``."""
    passage, entry = hit.passage, hit.document
    copies = _copies(hit.also_in, entry.title, library, urls)
    return Card(
        id=passage.id,
        rank=hit.rank,
        kind=wording.passage_kind(passage),
        is_unanswered=passage.kind is PassageKind.UNANSWERED,
        is_decision=passage.kind in DECISIONS,
        heading=passage.heading or entry.title,
        document_kind=wording.document_kind(entry),
        is_draft=entry.status is Status.DRAFT,
        date=wording.date_or_undated(entry.date),
        words=words_of(passage, hit.highlights, hit.context_highlights, hit.sentence),
        has_sentence=hit.sentence is not None,
        place=place_of(passage, entry, passage.text, search.text, urls, came_from),
        why=None if search.mode is Mode.EVERY else why(hit.why, words),  # there they are not ranked
        motion=motion_facts(passage, resolution_url(passage, library, urls)),
        cautions=cautions(entry, passage, final=final_minutes(entry, library, urls)),
        also_in=copies[:MOST_ALSO_IN],
        also_in_rest=copies[MOST_ALSO_IN:],
    )


def came_from(search: Search, urls: Urls) -> str:
    """What names a page of results, for the reader to lead back to; empty where the words alone do."""
    here = [*page_parameters(search), *urls.shown_as]
    return encoded(here) if here != [("q", search.text)] else ""


def place_of(
    passage: Passage, entry: Entry, words: str, query: str, urls: Urls, came_from: str = ""
) -> Place:
    """``words`` are those of the passage that a link to the publisher should open at."""
    return Place(
        citation=cite(entry, passage.item, passage.pages),
        reader_url=urls.document(
            passage.document, passage=passage.id, query=query, results=came_from
        ),
        permalink=urls.passage(passage.id),
        source_url=followable(source_link(entry, words, passage.item, passage.pages)),
    )


def why(reason: Why, words: int) -> Reason | None:
    """Why a passage is among the results of so many ``words``; None for a list without a question."""
    if not reason.matched and not reason.said and not reason.meaning_rank:
        return None
    held, said = (
        wording.listed([f"“{word}”" for word in words_held])
        for words_held in (reason.matched, reason.said)
    )
    if not reason.matched:
        by_words = _("what records say for your words") if reason.said else _("none of your words")
    elif len(reason.matched) < words:
        by_words = _("some of your words")
    else:
        by_words = ngettext("your word", "all your words", words)
    is_close = reason.meaning_rank is not None and reason.meaning_rank <= CLOSE
    short = [by_words, _("close in meaning")] if is_close else [by_words]
    ranks = []
    if reason.keyword_rank:
        ranks.append(_("%(rank)s by words", rank=wording.ordinal(reason.keyword_rank)))
    if reason.meaning_rank:
        ranks.append(_("%(rank)s by meaning", rank=wording.ordinal(reason.meaning_rank)))
    details = (
        _("Your words here: %(words)s.", words=held) if held else "",
        _("For your words it says %(words)s.", words=said) if said else "",
        _("Of all passages it is %(ranks)s.", ranks=wording.listed(ranks)) if ranks else "",
    )
    return Reason("; ".join(short), " ".join(filter(None, details)))


def _copies(ids: tuple[str, ...], title: str, library: Library, urls: Urls) -> tuple[Copy, ...]:
    """Other places of a passage; ``title`` is that of the document which answers for them."""
    found = [library.passage(each) for each in ids]
    return tuple(_copy(located, title, urls) for located in found if located)


def _copy(located: Located, title: str, urls: Urls) -> Copy:
    passage, entry = located.passage, located.entry
    item = passage.item
    parts = (
        entry.committee,
        long_date(entry.date) if entry.date else "",
        wording.STATUSES[entry.status].lower() if entry.status is Status.DRAFT else "",
        _("item %(number)s", number=item.number) if item and item.number else "",
        wording.page_span(passage.pages).lower(),
        _("in %(file)s", file=PurePath(entry.provenance.file).name) if entry.title == title else "",
    )
    left_unsaid = (part for part in parts if part and part not in entry.title)
    return Copy(entry.title, urls.passage(passage.id), ", ".join(left_unsaid))
