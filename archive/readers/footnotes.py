"""Footnotes of web pages and Word files: links to and fro, turned into notes beside what calls them."""

from __future__ import annotations

import re

from selectolax.lexbor import LexborHTMLParser, LexborNode

from archive.document import BlockKind
from archive.readers.tree import SUPERSCRIPTS, text_of
from archive.reading import Piece

NOTE = "data-note"
"""The attribute in which a reference carries its note's number and text until its block is made."""

_NUMBER = re.compile(r"[\[(]?\s*(?P<number>[0-9]{1,3}|[*†‡§])\s*[\])]?")
_HOLDERS = frozenset("li p dd td div aside".split())
_MAX_NOTE = 5_000
"""Characters: what is longer is a section that its contents page links to and fro."""


def settle_footnotes(tree: LexborHTMLParser) -> None:
    """Takes each note off the page's end and hands it to the link that calls it.

    A note is what a link with a number leads to, if a link there leads back: so Word, Markdown and
    the tools of the web write them.
    """
    links = tree.css('a[href^="#"]')
    if not links:
        return
    places: dict[str, LexborNode] = {}
    for node in tree.css("[id], a[name]"):
        for name in ("id", "name"):
            places.setdefault(node.attributes.get(name) or "", node)
    back = {target for link in links if (target := _target(link)) in places}
    settled: set[str] = set()
    for link in links:
        number = _NUMBER.fullmatch(text_of(link))
        target = _target(link)
        own = {name for node in (link, link.parent) if node is not None for name in _names(node)}
        if number is None or not own & back or own & settled or target not in places:
            continue
        holder = _holder(places[target])
        returns = _returns(holder, own) if holder is not None else []
        if holder is None or not returns or _holds(holder, link):
            continue
        for other in returns:
            other.decompose()
        words = re.sub(r"^[\s.)\]]+", "", text_of(holder))
        if not words or len(words) > _MAX_NOTE:
            continue
        settled |= {target, *_names(holder)}
        holder.decompose()
        link.attrs[NOTE] = f"{number['number']} {words}"


def called(node: LexborNode) -> tuple[str, Piece] | None:
    """The raised figure that stands for a reference in the text, and its note; None for another node."""
    note = node.attributes.get(NOTE) if node.is_element_node and node.tag == "a" else None
    if not note:
        return None
    number = note.partition(" ")[0]
    return number.translate(SUPERSCRIPTS), Piece(BlockKind.FOOTNOTE, note, marker=number)


def notes_in(root: LexborNode) -> list[Piece]:
    """The notes that are called within an element."""
    found = (called(node) for node in root.css(f"a[{NOTE}]"))
    return [note[1] for note in found if note is not None]


def _target(link: LexborNode) -> str:
    return (link.attributes.get("href") or "")[1:]


def _names(node: LexborNode) -> set[str]:
    return {value for name in ("id", "name") if (value := node.attributes.get(name))}


def _holder(target: LexborNode) -> LexborNode | None:
    """The element that holds a whole note: its list item, or Word's division around its paragraphs."""
    node: LexborNode | None = target
    while node is not None and node.tag not in _HOLDERS:
        node = node.parent
    parent = node.parent if node is not None else None
    if parent is not None and parent.tag == "div" and re.match("[fe]tn", parent.id or ""):
        return parent
    return node


def _returns(holder: LexborNode, names: set[str]) -> list[LexborNode]:
    return [link for link in holder.css('a[href^="#"]') if _target(link) in names]


def _holds(holder: LexborNode, link: LexborNode) -> bool:
    node = link.parent
    while node is not None and node.mem_id != holder.mem_id:
        node = node.parent
    return node is not None
