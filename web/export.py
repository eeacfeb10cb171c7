"""Hits as a table for a spreadsheet: the same rows for a page's link and for the command."""

from __future__ import annotations

import codecs
import csv
import datetime as dt
import io
import re
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import replace

from archive.citation import cite, source_link
from archive.document import Entry
from indexer.passage import Motion, Passage
from indexer.results import Results, Search
from web import search_wording, wording
from web.errors import ArchiveRenewed
from web.library import Library
from web.markup import visible
from web.presenters.filters import in_force
from web.presenters.motion import outcomes, rolls
from web.request_search import search_parameters
from web.urls import Urls, followable

MOST = 10_000
"""Hits of one export: more than anybody reads, and few enough for the smallest machine to find in a
minute."""

AT_ONCE = 200
"""Hits of each search that an export is made of: what is held in memory at a time."""

COLUMNS = (
    "Committee",
    "Date",
    "Document",
    "Item",
    "Section",
    "Page",
    "Kind",
    "Citation",
    "Passage",
    "Context",
    "Outcome",
    "Moved by",
    "Seconded by",
    "Votes",
    "Link",
    "Source link",
    "Status",
)

OF_A_SEARCH = (
    *COLUMNS,
    "Retrieved",
    "Searched for",
    "Looked for by",
    "Filters",
    "Search link",
    "Searched on",
)
"""Columns of a search's own file: the day on which the archive received the document, what was asked for,
how it was looked for, within what, where the same search can be made again, and the day of that."""

_STARTS_A_FORMULA = re.compile(r"[\t\r\n]|\s*[=+\-@＝＋－＠]")
"""What spreadsheets take for a formula, also in the wide forms, and the white space that some strip
(OWASP, "CSV Injection")."""

_NAME_LENGTH = 60
"""Characters of a file's name, its ending aside."""


def in_full(library: Library, search: Search, most: int = MOST) -> Iterator[Results]:
    """A search's results from the first hit on, page by page, up to ``most`` hits; one page at least.

    Raises ArchiveRenewed where a new index comes into service between two pages: a list made of both
    would hold passages twice or not at all.
    """
    searched = library.entries()
    offset = 0
    while True:
        limit = min(AT_ONCE, most - offset)
        results = library.search(replace(search, offset=offset, limit=limit))
        if library.entries() != searched:
            raise ArchiveRenewed
        yield results
        offset += len(results.hits)
        if len(results.hits) < limit or offset >= min(most, results.total):
            return


def in_csv(pages: Iterable[Results], urls: Urls, site: str, day: dt.date) -> Iterator[bytes]:
    """The file, a piece for each page of results; ``site`` is put before the site's own addresses.

    UTF-8 with the mark by which Excel knows it, every cell quoted, lines ending in CRLF (RFC 4180).
    """
    opening = codecs.BOM_UTF8 + csv_lines([OF_A_SEARCH])
    for results in pages:
        asked = _asked(results.search, urls, site)
        rows = (
            (
                *cells_of(hit.passage, hit.document, urls, site),
                hit.document.provenance.retrieved.date().isoformat(),
                *asked,
                day.isoformat(),
            )
            for hit in results.hits
        )
        yield opening + csv_lines(rows)
        opening = b""


def _asked(search: Search, urls: Urls, site: str) -> tuple[str, ...]:
    return (
        search.text,
        search_wording.MODES[search.mode],
        "; ".join(each.told for each in in_force(search.filter)),
        site.rstrip("/") + urls.carrying(()).search(search_parameters(search)),
    )


def file_name(search: Search, day: dt.date, ending: str = "csv") -> str:
    """``passages-neglect-2025-06-02.csv``: plain letters, for a header and every file system."""
    return f"{plain_name('passages', search.text)}-{day.isoformat()}.{ending}"


def plain_name(kind: str, text: str) -> str:
    """What a file's name says of its kind and of ``text``, without an ending."""
    plain = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode().lower()
    name = "-".join((kind, *re.findall(r"[a-z0-9]+", plain)))
    return name[:_NAME_LENGTH].rstrip("-")


def file_headers(name: str) -> dict[str, str]:
    """Of a file to be saved under a plain name, and to be listed by no search engine."""
    return {
        "Content-Disposition": f'attachment; filename="{name}"',
        "X-Robots-Tag": "noindex",
    }


def inert(text: str) -> str:
    """A cell that no spreadsheet computes: an apostrophe goes before whatever would start a formula."""
    shown = str(visible(text))
    return f"'{shown}" if _STARTS_A_FORMULA.match(shown) else shown


def cells_of(passage: Passage, entry: Entry, urls: Urls, site: str) -> tuple[str, ...]:
    """Under the names in ``COLUMNS``."""
    return (
        entry.committee,
        entry.date.isoformat() if entry.date else "",
        entry.title,
        " ".join(filter(None, (passage.item.number, passage.item.title))) if passage.item else "",
        " › ".join(passage.section),
        " to ".join(map(str, dict.fromkeys(passage.pages or ()))),
        wording.passage_kind(passage),
        cite(entry, passage.item, passage.pages),
        passage.text,
        "\n".join(context.text for context in passage.context),
        *_cells_of_motion(passage.motion),
        site.rstrip("/") + urls.passage(passage.id),
        followable(source_link(entry, passage.text, passage.item, passage.pages)),
        wording.STATUSES[entry.status] if entry.status else "",
    )


def _cells_of_motion(motion: Motion | None) -> tuple[str, ...]:
    if motion is None:
        return ("", "", "", "")
    return (
        "; ".join(outcomes(motion)),
        motion.proposer,
        motion.seconder,
        "\n".join(roll.told for roll in rolls(motion)),
    )


def csv_lines(rows: Iterable[Iterable[str]]) -> bytes:
    table = io.StringIO()
    csv.writer(table, quoting=csv.QUOTE_ALL, lineterminator="\r\n").writerows(
        map(inert, row) for row in rows
    )
    return table.getvalue().encode("utf-8", "replace")
