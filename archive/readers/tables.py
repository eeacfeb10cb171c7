"""HTML tables: which hold figures and which only lay out a page, and the rows of the former."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from selectolax.lexbor import LexborNode

from archive.document import BlockKind, Deletion
from archive.readers.footnotes import notes_in
from archive.readers.lines import is_number, is_shouted
from archive.readers.struck import MARK, deletions_in, without_marks
from archive.readers.tree import is_stressed, is_struck, raw_text_of, text_of, tidy, walk
from archive.reading import Piece

_COLUMN = re.compile(
    r"(?:name|(?:committee )?member|councillor|attendee|officer|role|position|job title|party|group|ward|vote"
    r"|votes? cast|for|in favour|against|abstain(?:ed|ing)?|abstentions?|not voting|present|absent|apologies"
    r"|attendance|status|result|outcome|motion|amendment|resolution|item|title)s?",
    re.IGNORECASE,
)
"""Column heads that council tables use, marked up as any other cell."""

_FIGURE = re.compile(r"[-+–(£]*\d[\d,.]*\s?(?:%|k|m|bn)?\)?", re.IGNORECASE)
_SENTENCE = re.compile(r"\s*\w.*[.?!)”]", re.DOTALL)
_MAX_PARTS = 3
"""Paragraphs in one cell: minutes typed into columns (number, minute, action) have more."""


def is_layout(table: LexborNode) -> bool:
    """Whether a table only arranges paragraphs, which then read better one after the other."""
    if table.attributes.get("role") in ("presentation", "none"):
        return True
    if len(table.css("table")) > 1 or table.css_first("h1, h2, h3") is not None:
        return True
    cells = [len(row.css("td, th")) for row in table.css("tr")]
    if max(cells, default=0) < 2 or _is_of_minutes(table):
        return True
    return any(len(cell.css("p, li")) > _MAX_PARTS for cell in table.css("td, th"))


def is_first_cell(cell: LexborNode) -> bool:
    """Whether no other cell of its row stands before it."""
    before = cell.prev
    while before is not None and not before.is_element_node:
        before = before.prev
    return before is None


def _is_of_minutes(table: LexborNode) -> bool:
    """Whether each row is an item, or the text of the item above it.

    An item is a number and a title, in one cell or two, above its text or beside it.
    """
    rows = [row.css("td, th") for row in table.css("tr")]
    filled = [[cell for cell in cells if text_of(cell)] for cells in rows]
    opened = [place for place, cells in enumerate(rows) if cells and _has_number(cells[0])]
    items = [
        place
        for place in opened
        if _has_titled_text(filled[place])
        or (
            len(filled[place]) <= 2
            and place + 1 < len(rows)
            and _goes_on(rows[place + 1], filled[place + 1])
            and _is_title(filled[place][-1])
        )
    ]
    return len(items) > 1 and all(
        place in items or _goes_on(rows[place], filled[place])
        for place in range(items[0] + 1, len(rows))
    )


def _has_number(cell: LexborNode) -> bool:
    words = text_of(cell)
    return is_number(words) or (is_number(words.partition(" ")[0]) and _lead(cell)[1])


def _has_titled_text(cells: list[LexborNode]) -> bool:
    """Whether a row has a title in bold or capitals, and sentences, no figures, beneath or beside it."""
    if is_number(text_of(cells[0])):
        cells = cells[1:]
    if not cells:
        return False
    lead, is_marked = _lead(cells[0])
    texts = [text_of(cells[0])[len(lead) :], *map(text_of, cells[1:])]
    has_figures = any(text and not any(map(str.isalpha, text)) for text in texts)
    return is_marked and not has_figures and any(map(_SENTENCE.fullmatch, texts))


def _is_title(cell: LexborNode) -> bool:
    words = text_of(cell)
    return any(map(str.isalpha, words)) and not words.endswith((".", ";", ":"))


def _goes_on(cells: list[LexborNode], filled: list[LexborNode]) -> bool:
    """Whether a row's first cell is empty and one other is not, as below an item's title."""
    return not filled or (len(filled) == 1 and filled[0].mem_id != cells[0].mem_id)


def _lead(cell: LexborNode) -> tuple[str, bool]:
    """The first line of a cell, and whether it is wholly bold, underlined or in capitals."""
    words = plain = ""
    depth = 0
    for entering, node in walk(cell, is_struck):
        if node.is_text_node:
            words += node.text_content or ""
            plain += "" if depth else node.text_content or ""
        elif is_stressed(node):
            depth += 1 if entering else -1
        elif node.tag in ("br", "p", "div", "li", "ul", "ol") and words.strip():
            break
    return tidy(words), not plain.strip() or is_shouted(tidy(words))


def table_pieces(table: LexborNode) -> Iterator[Piece]:
    """A table's caption, header rows and rows, with a tab between the cells of a row."""
    caption = table.css_first("caption")
    if caption is not None and text_of(caption):
        yield Piece(BlockKind.CAPTION, text_of(caption))
    rows = table.css("tr")
    for place, row in enumerate(rows):
        cells = row.css("td, th")
        text, deletions = _text(cells)
        if not text.strip():
            continue
        is_header = all(cell.tag == "th" for cell in cells) or (
            place == 0 < len(rows) - 1
            and (
                _is_in_head(row)
                or _is_bold(cells)
                or _names_columns(text.split("\t"))
                or _heads_figures(text.split("\t"), rows[1:])
            )
        )
        kind = BlockKind.TABLE_HEADER if is_header else BlockKind.TABLE_ROW
        yield Piece(kind, text, deletions=deletions)
    yield from notes_in(table)


def _text(cells: list[LexborNode]) -> tuple[str, tuple[Deletion, ...]]:
    texts: list[str] = []
    deletions: list[Deletion] = []
    at = 0
    for cell in cells:
        raw = raw_text_of(cell, struck=MARK)
        text = tidy(without_marks(raw))
        found = deletions_in(raw, text, _struck_in(cell))
        deletions += (replace(each, at=each.at + at) for each in found)
        texts.append(text)
        at += len(text) + 1
    return "\t".join(texts), tuple(deletions)


def _struck_in(cell: LexborNode) -> list[str]:
    return [
        raw_text_of(node)
        for entering, node in walk(cell, is_struck)
        if entering and is_struck(node)
    ]


def _names_columns(cells: list[str]) -> bool:
    """Whether a first row of plain cells can only be the head of a list of people or votes."""
    filled = [cell.strip(" :") for cell in cells if cell.strip()]
    return len(filled) > 1 and all(_COLUMN.fullmatch(cell) for cell in filled)


def _heads_figures(head: list[str], rows: list[LexborNode]) -> bool:
    """Whether a first row of words stands above a column that holds nothing but figures."""
    if not all(any(map(str.isalpha, cell)) for cell in head[1:]):
        return False
    below = [[text_of(cell) for cell in row.css("td, th")] for row in rows]
    columns = list(zip(*(cells for cells in below if len(cells) == len(head)), strict=True))[1:]
    return any(sum(map(bool, cells)) > 1 and _are_figures(cells) for cells in columns)


def _are_figures(cells: tuple[str, ...]) -> bool:
    return all(not cell or _FIGURE.fullmatch(cell) for cell in cells)


def _is_in_head(row: LexborNode) -> bool:
    # Only of use for a first row: ModernGov never closes the thead of its recorded votes.
    return row.parent is not None and row.parent.tag == "thead"


def _is_bold(cells: list[LexborNode]) -> bool:
    """Whether every cell with words has all of them in bold type, as Word's first rows do."""
    filled = [cell for cell in cells if text_of(cell)]
    return len(filled) > 1 and all(_bold_text(cell) == text_of(cell) for cell in filled)


def _bold_text(cell: LexborNode) -> str:
    depth = 0
    parts = []
    for entering, node in walk(cell, is_struck):
        if node.is_text_node:
            parts.append(node.text_content or "" if depth else "")
        elif is_stressed(node):
            depth += 1 if entering else -1
        else:
            parts.append(" ")
    return tidy("".join(parts))
