"""How a passage is cited, in words and as an address at the publisher."""

from __future__ import annotations

import datetime as dt
import re
from functools import lru_cache
from urllib.parse import quote, urldefrag

from archive.document import AgendaItem, DocumentKind, Entry, Range, Status

_FRAGMENT_WORDS = 6
"""Words at each end of a text fragment: enough to be unlike any other place on one page."""

_MARKER = re.compile(r"^(?:[·•\-–—o▪]|\(?[0-9a-zA-Z]{1,3}[.)])\s+")
_NOT_A_PAGE = re.compile(r"\.(?:docx?|odt|txt|md)$", re.IGNORECASE)


@lru_cache(4096)  # a page tells the same few days again and again
def long_date(date: dt.date) -> str:
    """``10 December 2024``"""
    return f"{date.day} {date:%B %Y}"


def cite(entry: Entry, item: AgendaItem | None, pages: Range | None) -> str:
    """The citation in words: committee, date and item for a meeting; title and meeting for a report.

    Minutes that the committee has not agreed yet are cited as draft.

    >>> # Children, Schools and Families Scrutiny Committee, 10 December 2024, item 7, page 3
    """
    parts = []
    if entry.kind in (DocumentKind.REPORT, DocumentKind.ANNUAL_REPORT) or not entry.committee:
        parts.append(entry.title)
    if entry.committee:
        parts.append(entry.committee)
    if entry.date:
        parts.append(long_date(entry.date))
    if entry.status is Status.DRAFT:
        parts.append("draft minutes")
    if item is not None and (item.number or item.title):
        parts.append(f"item {item.number}" if item.number else item.title)
    if pages is not None:
        first, last = pages
        parts.append(f"page {first}" if first == last else f"pages {first} to {last}")
    return ", ".join(parts)


def source_link(entry: Entry, text: str, item: AgendaItem | None, pages: Range | None) -> str:
    """The publisher's address of this very place; empty where the source has no address.

    A PDF opens at the page, a ModernGov page at the item's anchor, and any web page at the words
    themselves (a text fragment, https://wicg.github.io/scroll-to-text-fragment/).
    """
    address = entry.provenance.source_url
    if not address:
        return ""
    address, _ = urldefrag(address)
    if pages is not None:
        return f"{address}#page={pages[0]}"
    if _NOT_A_PAGE.search(address):
        return address
    anchor = item.anchor if item is not None else ""
    return f"{address}#{anchor}:~:text={_text_fragment(text)}"


def _text_fragment(text: str) -> str:
    lines = [_MARKER.sub("", line.strip()) for line in re.split(r"[\n\t]", text)]
    lines = [line for line in lines if line]
    if not lines:
        return ""
    first, last = lines[0].split(), lines[-1].split()
    if len(lines) == 1 and len(first) <= 2 * _FRAGMENT_WORDS:
        return _encode(" ".join(first))
    start = " ".join(first[:_FRAGMENT_WORDS])
    end = " ".join(last[-_FRAGMENT_WORDS:])
    return f"{_encode(start)},{_encode(end)}"


def _encode(words: str) -> str:
    # A bare hyphen is syntax inside a text directive, and quote() lets it through.
    return quote(words, safe="").replace("-", "%2D")
