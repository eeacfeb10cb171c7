"""One passage on a page of its own, to be cited."""

from __future__ import annotations

from dataclasses import dataclass

from archive.citation import cite, source_link
from web import wording
from web.library import Located
from web.presenters.cautions import Cautions, cautions
from web.presenters.document import Facts, facts
from web.presenters.drafts import FinalMinutes
from web.presenters.in_print import InPrint
from web.presenters.motion import MotionFacts, motion_facts
from web.presenters.words import Words, without_bullet, words_of
from web.urls import Urls, followable


@dataclass(frozen=True, slots=True)
class PassagePage:
    id: str
    kind: str
    heading: str
    words: Words
    motion: MotionFacts | None
    cautions: Cautions
    facts: Facts
    citation: str
    citation_with_link: str
    """The citation and the page's own address, to be copied in one piece."""
    quotation: str
    """The words in quotation marks, with the citation."""
    page_span: str
    start: int
    end: int
    reader_url: str
    source_url: str
    is_superseded: bool
    is_reread: bool
    current_url: str
    in_print: InPrint | None
    """Its pages, where its source has pages."""
    verify_url: str
    original_url: str
    """The stored file, at the passage's page."""


def passage_page(
    located: Located,
    permalink: str,
    urls: Urls,
    *,
    size: int | None,
    final: FinalMinutes | None = None,
    resolution_url: str = "",
    is_struck: bool = False,
    in_print: InPrint | None = None,
) -> PassagePage:
    """``permalink`` is the page's absolute address, as a citation in a letter needs it.

    ``size`` is that of the stored file in bytes, None where it is missing; ``is_struck``: whether words
    struck through in the source stood among the passage's own.
    """
    passage, entry = located.passage, located.entry
    citation = cite(entry, passage.item, passage.pages)
    quoted = " ".join(without_bullet(passage.text).split())
    return PassagePage(
        id=passage.id,
        kind=wording.passage_kind(passage),
        heading=passage.heading or entry.title,
        words=words_of(passage, in_full=True),
        motion=motion_facts(passage, resolution_url),
        cautions=cautions(entry, passage, final=final, is_struck=is_struck),
        facts=facts(entry, size),
        citation=citation,
        citation_with_link=f"{citation}. {permalink}",
        quotation=f"“{quoted}” ({citation}; {permalink})",
        page_span=wording.page_span(passage.pages),
        start=passage.start,
        end=passage.end,
        reader_url=urls.document(
            entry.id,
            version=entry.provenance.sha256 if located.superseded else "",
            passage=passage.id,
        ),
        source_url=followable(source_link(entry, passage.text, passage.item, passage.pages)),
        is_superseded=located.superseded,
        is_reread=located.reread,
        current_url=urls.document(entry.id),
        in_print=in_print,
        verify_url=urls.verify(entry.id, passage=passage.id),
        original_url=urls.original(
            entry.id,
            version=entry.provenance.sha256,
            page=passage.pages[0] if passage.pages else 0,
        ),
    )
