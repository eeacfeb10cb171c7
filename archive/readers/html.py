"""Reads web pages: ModernGov's by their own marks, others by what HTML says."""

from __future__ import annotations

import re
from dataclasses import replace

from selectolax.lexbor import LexborHTMLParser, LexborNode

from archive.readers.encoding import decode_page
from archive.readers.footnotes import settle_footnotes
from archive.readers.markup import pieces_of
from archive.readers.moderngov import (
    clear_furniture,
    read_item_page,
    read_meeting_page,
    subtitle,
)
from archive.readers.struck import spell_out_classes
from archive.readers.tree import is_dropped, tidy
from archive.reading import Claims, Piece, Reading, UnreadableSource, join_pieces

_MAX_DEPTH = 5_000
"""Elements within elements. Parsing takes time by the square of the depth (0.2 s at 10,000,
2 minutes at 200,000), and the deepest real page measured has 40."""

_MAX_COPIES = 50_000_000
"""Of formatting elements, about 5 GB; a long page with its bold type ten deep may make a million."""

_TAG = re.compile(r"<(/?)([a-zA-Z][a-zA-Z0-9]*+)[^<>]*?(/?)>")
_VOID = frozenset("area base br col embed hr img input link meta param source track wbr".split())
_CLOSED_BY_OTHERS = frozenset("p li td th tr dt dd option thead tbody tfoot".split())
_FORMATS = frozenset("a b big code em font i nobr small strong tt u".split())
_MAX_CLAIM = 300
"""Characters: a longer title names nothing."""


def read_html(data: bytes) -> Reading:
    """Reads a web page from its bytes.

    Raises UnreadableSource where the bytes are no text, or hold none, or are nested beyond sense.
    """
    markup, notes = decode_page(data)
    return read_markup(markup, notes)


def read_markup(markup: str, notes: tuple[str, ...] = ()) -> Reading:
    """Reads a page, or a fragment of one, from its HTML; ``notes`` lead those of the page."""
    deepest, copies = _nesting(markup)
    if deepest > _MAX_DEPTH or copies > _MAX_COPIES:
        raise UnreadableSource(
            f"The page nests more than {_MAX_DEPTH:,} elements in one another, which no browser "
            "shows well: open it, copy the text into a Word file, and index that."
        )
    tree = LexborHTMLParser(markup)
    claims = _claims(tree)
    spell_out_classes(tree)
    settle_footnotes(tree)
    for read_page in (read_meeting_page, read_item_page):
        reading = read_page(tree, claims, notes)
        if reading is not None:
            return _with_note(reading)
    heading = subtitle(tree)
    clear_furniture(tree)
    text, blocks, deletions = join_pieces(_pieces(tree))
    return _with_note(
        Reading(text, blocks, heading=heading, claims=claims, deletions=deletions, notes=notes)
    )


def _with_note(reading: Reading) -> Reading:
    count = len(reading.deletions)
    if not count:
        return reading
    places = "1 place" if count == 1 else f"{count} places"
    note = f"Words that are struck through on the page were left out ({places})."
    return replace(reading, notes=(*reading.notes, note))


def _nesting(markup: str) -> tuple[int, int]:
    """The deepest nesting of elements, give or take the tags that HTML closes by itself.

    And how many elements a parser may make of unclosed bold type, which it opens anew in each block.
    """
    depth = deepest = tags = 0
    formats = most_formats = 0
    for closing, name, self_closing in _TAG.findall(markup):
        tags += 1
        name = name.lower()
        if name in _FORMATS:
            formats = max(0, formats - 1) if closing else formats + 1
            most_formats = max(most_formats, formats)
        if self_closing or name in _VOID or name in _CLOSED_BY_OTHERS:
            continue
        depth = max(0, depth - 1) if closing else depth + 1
        deepest = max(deepest, depth)
    return deepest, most_formats * tags


def _pieces(tree: LexborHTMLParser) -> list[Piece]:
    for selector in ("#modgov", "main", "[role=main]", "article"):
        nodes = tree.css(selector)
        places = {node.mem_id for node in nodes}
        roots = [node for node in nodes if not _is_under(node, places)]
        pieces = pieces_of(*roots)
        if pieces:
            return pieces
    body = tree.body
    if body is None:
        return []
    contents = {node.mem_id for node in tree.css("article, section, main")}
    for header in body.css("header, [role=banner], [role=navigation], [role=contentinfo]"):
        if not _is_under(header, contents):
            header.decompose()
    return pieces_of(body)


def _is_under(node: LexborNode, others: set[int]) -> bool:
    """Whether a node lies inside one of the others, or inside what is no part of the record."""
    parent = node.parent
    while parent is not None:
        if parent.mem_id in others or (parent.is_element_node and is_dropped(parent)):
            return True
        parent = parent.parent
    return False


def _claims(tree: LexborHTMLParser) -> Claims:
    title = tree.css_first("title")
    date = ""
    for meta in tree.css("meta"):
        if (meta.attributes.get("name") or "").lower() in ("dc.date", "dcterms.date"):
            date = meta.attributes.get("content") or ""
            break
    return Claims(
        tidy(title.text())[:_MAX_CLAIM] if title is not None else "", tidy(date)[:_MAX_CLAIM]
    )
