"""Page numbers: the publisher's own, and those that are stamped over a pack of papers."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import replace

from archive.readers.pdf.page import Page
from archive.readers.pdf.strip import Strip, strips_of, text_of
from archive.reading import Dropped

_SLOT = 12.0  # points between page numbers that stand at one place, at the most

_PAGE_NUMBER = re.compile(
    r"[-–—|•\s]*(?:(?:page|tudalen|p\s?a\s?g\s?e)\s*[:|]?\s*\d{1,4}|p\.?\s*\d{1,4}|\d{1,3}|[ivx]{1,6})"
    r"(?:\s*(?:of|/|o)\s*\d{1,4})?(?:\s*\|?\s*p\s?a\s?g\s?e)?[-–—|•\s]*",
    re.IGNORECASE,
)
_NAMED = re.compile(r"page|tudalen|p\s?a\s?g\s?e|p\.|\d\s*(?:of|/)\s*\d", re.IGNORECASE)


def without_named_numbers(pages: Sequence[Page]) -> tuple[list[Page], list[Dropped]]:
    """The pages less numbers that say what they are ("Page 3 of 9"), before anything is made of them.

    A table that reaches to the foot of its page would take them for its own.
    """
    strips = [
        strip
        for place, page in enumerate(pages)
        for strip in strips_of(place, page, list(page.words))
    ]
    gone: dict[int, set[int]] = defaultdict(set)
    dropped = []
    for strip in page_numbers(strips):
        if _NAMED.search(strip.text) and not strip.deep:
            gone[strip.place].update(map(id, strip.words))
            dropped.append(Dropped(strip.text, "page number", pages[strip.place].number))
    kept = [
        replace(page, words=tuple(w for w in page.words if id(w) not in gone[place]))
        if gone[place]
        else page
        for place, page in enumerate(pages)
    ]
    return kept, dropped


def page_numbers(strips: list[Strip]) -> Iterator[Strip]:
    """Rows, and ends of rows, that are page numbers.

    A row counts where it is outermost or counts with the pages; the end of a row of text, where
    page numbers stand on other pages.
    """
    numbers = [strip for strip in strips if _PAGE_NUMBER.fullmatch(strip.text)]
    outermost = _outermost(strips)
    steps: dict[int, set[int]] = defaultdict(set)
    for strip in numbers:
        for number in strip.numbers:
            steps[number - strip.place].add(strip.place)
    found = []
    for strip in numbers:
        counting = max((len(steps[n - strip.place]) for n in strip.numbers), default=0)
        named = bool(_NAMED.search(strip.text))
        # deep in the page a lone figure may be a footnote's: there it must count with the pages
        if counting > 2 or (not strip.deep and (named or id(strip.words) in outermost)):
            found.append(strip)
    yield from found
    places = {(round(strip.words[-1].x1), round(strip.words[-1].y)) for strip in found}
    for strip in strips:
        for count in (1, 2):
            end = strip._replace(words=strip.words[-count:], text=text_of(strip.words[-count:]))
            if (
                len(strip.words) > count
                and _PAGE_NUMBER.fullmatch(end.text)
                and end.words[0].x0 - strip.words[-count - 1].x1 > strip.size / 2
                and any(
                    abs(end.words[-1].x1 - x) < _SLOT and abs(end.words[-1].y - y) < _SLOT / 2
                    for x, y in places
                )
                and (count == 2 or end.text.isdigit())
            ):
                yield end


def _outermost(strips: list[Strip]) -> set[int]:
    edges: dict[tuple[int, bool], Strip] = {}
    for strip in strips:
        edge = edges.get((strip.place, strip.at_foot))
        if edge is None or (strip.y > edge.y) == strip.at_foot:
            edges[strip.place, strip.at_foot] = strip
    return {id(strip.words) for strip in edges.values()}
