"""Reads the two pages on which ModernGov publishes minutes: a meeting's, and one item's.

Class names and page shapes: six pages of a ModernGov site, and public scrapers of others.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from urllib.parse import urljoin

from selectolax.lexbor import LexborHTMLParser, LexborNode

from archive.document import AgendaItem, BlockKind
from archive.readers.lines import is_label
from archive.readers.markup import pieces_of
from archive.readers.tree import text_of
from archive.reading import Claims, Piece, Reading, join_pieces

_FURNITURE = (
    ".mgFileSize, .mgHide, ul.mgActionList, .mgLinks, .mgHelpLine, .mgFooter, .mgHeader, "
    'a[href*="mgLocationDetails"], a[href*="mgListRecordedVotes"]'
)
"""Sizes of PDF files, words for screen readers, links to other pages."""

_MEETING = re.compile(r"Meeting of .+\(Item\s+(?P<number>[^()]*?)\.?\s*\)", re.DOTALL)
_MARK = "\ue000"
"""A private-use character that stands for the table of items while the rest of a page is read."""

_MORE = re.compile(r"view the full .*text", re.IGNORECASE)
_PAPERS = re.compile(r"(?:documents?|attachments?)\s*:", re.IGNORECASE)
_ANCHOR = re.compile(r"AI[0-9]+")


@dataclass(frozen=True, slots=True)
class _Section:
    """The pieces of one agenda item, its heading first."""

    number: str
    title: str
    anchor: str
    rest_at: str
    pieces: list[Piece]


def subtitle(tree: LexborHTMLParser) -> str:
    """The line under a ModernGov page's title: committee, date and time."""
    node = tree.css_first(".mgSubTitleTxt")
    return text_of(node) if node is not None else ""


def read_meeting_page(
    tree: LexborHTMLParser, claims: Claims, notes: tuple[str, ...]
) -> Reading | None:
    """Reads ``ieListDocuments.aspx``; None where the page is another."""
    numbers = tree.css("td.mgItemNumberCell")
    if not numbers:
        return None
    table = _ancestor(numbers[0], "table")
    heading = subtitle(tree)
    base = _own_address(tree)
    clear_furniture(tree)
    sections = [section for cell in numbers if (section := _section(cell, base)) is not None]
    root = tree.css_first(".mgContent") or tree.css_first("#modgov") or tree.body
    before, after = _around(root, table) if root is not None and table is not None else ([], [])
    text, blocks, deletions = join_pieces(
        [*before, *(piece for section in sections for piece in section.pieces), *after]
    )
    items = []
    place = len(before)
    for section in sections:
        last = place + len(section.pieces) - 1
        last_section = section is sections[-1]
        end = blocks[last].end if last_section else blocks[last + 1].start
        items.append(
            AgendaItem(
                section.number,
                section.title,
                blocks[place].start,
                end,
                section.anchor,
                section.rest_at,
            )
        )
        place = last + 1
    return Reading(
        text,
        blocks,
        tuple(items),
        heading=heading,
        claims=claims,
        deletions=deletions,
        notes=notes,
    )


def read_item_page(
    tree: LexborHTMLParser, claims: Claims, notes: tuple[str, ...]
) -> Reading | None:
    """Reads ``mgAi.aspx``, the whole of one item; None where the page is another."""
    root = tree.css_first("#modgov")
    if root is None or tree.css_first(".mgWordPara, .mgSubItemTitleTxt") is None:
        return None
    meeting, number, anchor = _meeting(root)
    title = next(
        (
            text_of(node)
            for node in root.css(".mgSubTitleTxt, .mgAiTitleTxt")
            if text_of(node) and not _MEETING.search(text_of(node))
        ),
        "",
    )
    if not meeting or not title:
        return None
    for node in root.css(".mgSubTitle, .mgSubTitleTxt, .mgAiTitleTxt"):
        node.decompose()
    clear_furniture(tree)
    body = pieces_of(tree.css_first(".mgContent") or root)
    body = [piece for piece in body if not _MEETING.fullmatch(piece.text)]
    text, blocks, deletions = join_pieces([_heading(number, title), *body])
    item = AgendaItem(number, title, 0, len(text), anchor)
    return Reading(
        text,
        blocks,
        (item,),
        heading=meeting,
        claims=claims,
        deletions=deletions,
        notes=notes,
    )


def _meeting(root: LexborNode) -> tuple[str, str, str]:
    """The line that names an item's meeting, the item's number, and its anchor there."""
    for node in [*root.css("a"), *root.css("p, h2, h3, li")]:
        text = text_of(node)
        match = _MEETING.fullmatch(text)
        if match:
            anchor = _ANCHOR.search((node.attributes.get("href") or "").rpartition("#")[2])
            return text, match["number"], anchor[0] if anchor else ""
    return "", "", ""


def _heading(number: str, title: str) -> Piece:
    return Piece(BlockKind.HEADING, f"{number}. {title}" if number else title, level=2)


def _section(number_cell: LexborNode, base: str) -> _Section | None:
    row = number_cell.parent
    if row is None:
        return None
    rest_at = _take_link_to_rest(row)
    number = text_of(number_cell).rstrip(". ")
    anchor = number_cell.css_first('a[name^="AI"]') or row.css_first('a[name^="AI"]')
    title = ""
    pieces: list[Piece] = []
    cell = number_cell.next
    while cell is not None:
        if cell.is_element_node:
            node = cell.css_first(".mgAiTitleTxt")
            if node is not None and not title:
                title = text_of(node)
                node.decompose()
            pieces += _labelled(pieces_of(cell))
        cell = cell.next
    if not title and pieces:
        title = pieces.pop(0).text
    if not title and not number:
        return None
    name = (anchor.attributes.get("name") or "") if anchor is not None else ""
    rest_at = urljoin(base, rest_at) if rest_at else ""
    return _Section(number, title, name, rest_at, [_heading(number, title), *pieces])


def _labelled(pieces: list[Piece]) -> list[Piece]:
    """The pieces, with the publisher's signposts and the papers listed under one as labels."""
    out = []
    among_papers = False
    for piece in pieces:
        is_signpost = is_label(piece.text)
        among_papers = (
            _PAPERS.search(piece.text) is not None
            if is_signpost
            else among_papers and piece.kind is BlockKind.LIST_ITEM
        )
        if is_signpost or among_papers:
            piece = replace(piece, kind=BlockKind.LABEL, level=0, marker="")
        out.append(piece)
    return out


def _take_link_to_rest(row: LexborNode) -> str:
    """Takes the link to an item's full text off the page: an item that has one is cut short."""
    found = ""
    for link in row.css("a[href]"):
        if _MORE.search(text_of(link)):
            found = "".join((link.attributes.get("href") or "").split())
            link.decompose()
    return found


def _own_address(tree: LexborHTMLParser) -> str:
    """Where the page says that it stands; empty where it does not."""
    for selector, name in (
        ("base[href]", "href"),
        ('link[rel="canonical"]', "href"),
        ('meta[property="og:url"]', "content"),
    ):
        node = tree.css_first(selector)
        address = (node.attributes.get(name) or "") if node is not None else ""
        if address.startswith(("http://", "https://")):
            return address
    return ""


def clear_furniture(tree: LexborHTMLParser) -> None:
    """Takes off the page what surrounds the record on every ModernGov page."""
    for node in tree.css(_FURNITURE):
        node.decompose()
    for heading in tree.css(".mgSectionTitle, .mgSubTitle"):
        if heading.tag != "caption" or text_of(heading) == "Items":
            heading.decompose()
    for label in tree.css("span.mgLabel"):
        if text_of(label).startswith("Webcast") and label.parent is not None:
            label.parent.decompose()


def _around(root: LexborNode, table: LexborNode) -> tuple[list[Piece], list[Piece]]:
    """What the page says before its table of items, and after it."""
    mark = LexborHTMLParser(f"<p>{_MARK}</p>").css_first("p")
    if mark is None:
        return pieces_of(root), []
    table.replace_with(mark)
    pieces = pieces_of(root)
    place = next((i for i, piece in enumerate(pieces) if piece.text == _MARK), len(pieces))
    return pieces[:place], pieces[place + 1 :]


def _ancestor(node: LexborNode, tag: str) -> LexborNode | None:
    parent = node.parent
    while parent is not None and parent.tag != tag:
        parent = parent.parent
    return parent
