"""Turns HTML into pieces of text: the one way for web pages, Word files and Markdown."""

from __future__ import annotations

from dataclasses import dataclass, field, replace

from selectolax.lexbor import LexborNode

from archive.document import BlockKind, Deletion
from archive.readers.footnotes import called
from archive.readers.lines import (
    MAX_HEADING,
    SYMBOLS,
    Levels,
    find_marker,
    is_label,
    is_lone_marker,
    is_number,
    is_point,
    is_verdict,
    read_line,
)
from archive.readers.lists import LISTS, ListItem, OpenLists
from archive.readers.struck import MARK, deletions_in, without_marks
from archive.readers.tables import is_first_cell, is_layout, table_pieces
from archive.readers.tree import INVISIBLE, is_stressed, is_struck, raised, raw_text_of, tidy, walk
from archive.reading import Piece

_BLOCKS = frozenset(
    "address article aside blockquote body caption center dd details dir div dl dt fieldset "
    "figcaption figure footer form h1 h2 h3 h4 h5 h6 header hgroup hr legend li main menu nav ol p "
    "pre section summary table tbody td tfoot th thead tr ul".split()
)
_HEADINGS = {f"h{level}": level for level in range(1, 7)}
_MIN_CUT = 50
"""Characters: a shorter line that ends without a stop is a line of its own."""

_MAX_STRESSED_HEADING = 90
"""Characters: a longer paragraph in bold type or underlined is emphasis."""
_STRESSED_LEVEL = 4
"""Of a heading by its type alone: below any that the markup names."""


def pieces_of(*roots: LexborNode) -> list[Piece]:
    """The blocks of the trees, in order; none is blank."""
    builder = _Builder()
    for root in roots:
        for entering, node in walk(root, _is_closed):
            if entering:
                builder.enter(node)
            else:
                builder.leave(node)
        builder.flush()
    builder.release()
    return builder.finished()


@dataclass
class _Builder:
    """Gathers inline text into runs, and turns each run into a piece when its block ends."""

    out: list[Piece] = field(default_factory=list)
    _run: list[str] = field(default_factory=list)
    _visible: int = 0
    _plain: list[str] = field(default_factory=lambda: [""])
    """What of each line of the run is neither bold nor underlined."""
    _stressed: int = 0
    _links: int = 0
    _pre: int = 0
    _heading: int = 0
    _caption: int = 0
    _lists: OpenLists = field(default_factory=OpenLists)
    _lone: str = ""
    _opens_row: bool = False
    _levels: Levels = field(default_factory=Levels)
    _raised: int = 0
    _struck: list[str] = field(default_factory=list)
    _early: list[str] = field(default_factory=list)
    _notes: list[Piece] = field(default_factory=list)

    def enter(self, node: LexborNode) -> None:
        tag = node.tag or ""
        if node.is_text_node:
            self._take(node.text_content or "")
        elif is_struck(node):
            self._strike(raw_text_of(node))
        elif note := called(node):
            self._take(note[0])
            self._notes.append(note[1])
        elif tag == "br":
            self._break()
        elif tag == "sup":
            self._raised += 1
        elif tag in _BLOCKS:
            self.flush()
            self._open(tag, node)
        self._stressed += is_stressed(node)
        self._links += tag == "a"

    def leave(self, node: LexborNode) -> None:
        tag = node.tag or ""
        if is_struck(node):
            pass
        elif tag == "sup":
            self._raised -= 1
        elif tag in _BLOCKS:
            self.flush()
            self._close(tag)
        self._stressed -= is_stressed(node)
        self._links -= tag == "a"

    def _open(self, tag: str, node: LexborNode) -> None:
        if tag in _HEADINGS:
            self._heading = _HEADINGS[tag]
        elif tag in ("caption", "figcaption"):
            self._caption += 1
        elif tag == "pre":
            self._pre += 1
        elif tag in ("td", "th"):
            self._opens_row = is_first_cell(node)
        elif tag == "li" or tag in LISTS:
            self._lists.open(node)
        elif _is_whole(node):
            self.release()
            self._levels.close()
            self.out += table_pieces(node)

    def _close(self, tag: str) -> None:
        if tag in _HEADINGS:
            self._heading = 0
        elif tag in ("caption", "figcaption"):
            self._caption -= 1
        elif tag == "pre":
            self._pre -= 1
        elif tag in ("td", "th"):
            self._opens_row = False
        elif tag == "li" or tag in LISTS:
            self._lists.close(tag)

    def _take(self, text: str) -> None:
        text = without_marks(text).replace("\v", " ")
        if self._raised and self._visible:
            text = raised(text)
        for symbol, bullet in SYMBOLS.items():
            text = text.replace(symbol, bullet)
        if self._pre:
            first, *rest = text.split("\n")
            self._run.append(first)
            for line in rest:
                self.flush()
                self._run.append(line)
            return
        if not text.strip():
            text = " "
            if self._run and self._run[-1] == "\v":
                return
        self._run.append(text)
        visible = "".join(text.split())
        self._visible += len(visible)
        if not self._stressed or self._links:
            self._plain[-1] += visible

    def _break(self) -> None:
        """A line break parts two blocks where the run so far is blank or the page breaks twice."""
        if self._run and self._run[-1] == "\v":
            self.flush()
        else:
            self._run.append("\v")
            self._plain.append("")

    def _strike(self, words: str) -> None:
        self._run.append(MARK)
        self._struck.append(words)

    def flush(self) -> None:
        """Ends the block that is being gathered."""
        raw, plain = "".join(self._run), self._plain
        self._run.clear()
        self._plain, self._visible = [""], 0
        blocks: list[tuple[list[str], list[str], bool]] = []
        opening: list[str] = []
        for line, unstressed in zip(raw.split("\v"), plain, strict=True):
            words = without_marks(line)
            marker, _ = find_marker(words.lstrip())
            # Word sets the number that it counts in plain type before a title in bold.
            stressed = unstressed in ("", marker)
            if not tidy(words):
                (blocks[-1][1] if blocks else opening).append(line)
            elif (
                blocks
                and not marker
                and not (blocks[-1][2] and not stressed and self._heads(blocks[-1][0]))
            ):
                blocks[-1][0].append(tidy(words))
                blocks[-1][1].append(line)
                blocks[-1] = (*blocks[-1][:2], blocks[-1][2] and stressed)
            else:
                blocks.append(([_lead(words)], [*opening, line], stressed))
                opening = []
        for lines, whole, stressed in blocks:
            self._add("\n".join(lines), stressed=stressed)
            self._delete("".join(whole))
        self._delete("".join(opening))
        if not self._lone:
            self.out += self._notes
            self._notes.clear()

    def _heads(self, lines: list[str]) -> bool:
        """Whether a bold line is an item's title above its text, and no person's name above a speech."""
        return bool(self._lone) or is_number(lines[0].split()[0])

    def _delete(self, raw: str) -> None:
        """Hands the words struck out of ``raw`` to the last piece, whose text ends with the rest of it."""
        words = self._struck[: raw.count(MARK)]
        if not words:
            return
        if self._lone or not self.out:
            self._early += filter(None, map(tidy, words))
        else:
            last = self.out[-1]
            found = deletions_in(raw, last.text, words)
            self.out[-1] = replace(last, deletions=(*last.deletions, *found))
        del self._struck[: len(words)]

    def finished(self) -> list[Piece]:
        """The pieces; words struck out before them all stand at the beginning of the first."""
        if self.out and self._early:
            early = (Deletion(0, words) for words in self._early)
            self.out[0] = replace(self.out[0], deletions=(*early, *self.out[0].deletions))
        return self.out

    def _add(self, text: str, *, stressed: bool) -> None:
        item = self._lists.item
        if self._heading or self._caption:
            self._add_titled(text, item)
        elif item is not None and not item.told:
            item.told = True
            self.release()
            self._levels.close()
            marker, start = find_marker(text)
            if marker and (marker == item.marker or item.marker in "·-"):
                item.marker, text = marker, text[start:]
            if stressed and _is_numbered_heading(item.marker, text):
                self._add_heading(f"{item.marker} {text}")
                return
            self.out.append(
                Piece(
                    BlockKind.LIST_ITEM,
                    f"{item.marker} {text}",
                    level=item.level,
                    marker=item.marker,
                )
            )
        elif is_lone_marker(text) or (self._opens_row and is_number(text)):
            self.release()
            self._lone = text
        else:
            self._add_line(
                f"{self._lone} {text}" if self._lone and not find_marker(text)[0] else text,
                stressed,
            )

    def _add_titled(self, text: str, item: ListItem | None) -> None:
        if self._lone[:1].isdigit():
            prefix, self._lone = self._lone, ""
        else:
            prefix = ""
            self.release()
        text = text.replace("\n", " ")
        if item is not None and not item.told:
            item.told, prefix = True, item.marker
        self._levels.close()
        if is_label(text):
            self.out.append(Piece(BlockKind.LABEL, text))
            return
        if self._caption:
            self.out.append(Piece(BlockKind.CAPTION, f"{prefix} {text}".strip()))
            return
        prefix = prefix if prefix[:1].isdigit() else ""
        self.out.append(Piece(BlockKind.HEADING, f"{prefix} {text}".strip(), level=self._heading))

    def _add_heading(self, text: str) -> None:
        self._levels.close()
        self.out.append(Piece(BlockKind.HEADING, text, level=_STRESSED_LEVEL))

    def _add_line(self, text: str, stressed: bool) -> None:
        if self._lone and not text.startswith(self._lone):
            self.release()
        self._lone = ""
        line = read_line(text)
        kind = line.kind
        _, start = find_marker(text)
        is_stressed = stressed and (
            _is_numbered_heading(line.marker, text[start:])
            if kind is BlockKind.LIST_ITEM
            else kind is BlockKind.PARAGRAPH and _is_stressed_heading(text)
        )
        if is_stressed or kind is BlockKind.HEADING:
            self._add_heading(text)
            return
        if kind is BlockKind.LIST_ITEM:
            level = self._levels.of(line.marker)
            self.out.append(Piece(kind, text, level=level, marker=line.marker))
            return
        self._levels.close()
        last = self.out[-1] if self.out else None
        if kind is BlockKind.PARAGRAPH and last is not None and _goes_on(last, text):
            self.out[-1] = replace(last, text=f"{last.text} {text}")
            return
        self.out.append(Piece(kind, text))

    def release(self) -> None:
        """A marker whose words never came is a paragraph of its own."""
        if self._lone:
            self.out.append(Piece(BlockKind.PARAGRAPH, self._lone))
            self._lone = ""


def _is_whole(node: LexborNode) -> bool:
    return node.tag == "table" and not is_layout(node)


def _is_closed(node: LexborNode) -> bool:
    """Whether the builder takes an element as one, without looking into it."""
    return _is_whole(node) or is_struck(node) or called(node) is not None


def _goes_on(last: Piece, text: str) -> bool:
    """Whether a paragraph was cut inside a sentence, as pasting out of a PDF cuts it."""
    end = last.text[-1:]
    return (
        last.kind is BlockKind.PARAGRAPH
        and len(last.text) >= _MIN_CUT
        and (end.islower() or end == ",")
        and text[:1].islower()
    )


def _is_stressed_heading(text: str, longest: int = _MAX_STRESSED_HEADING) -> bool:
    return (
        len(text) <= longest
        and not text.endswith((".", ";", ",", "?"))
        and not is_verdict(text)
        and any(character.isalpha() for character in text)
    )


def _is_numbered_heading(marker: str, text: str) -> bool:
    """Whether a number opens a title, which is no point of a resolution in bold type."""
    return (
        any(map(str.isdigit, marker))
        and not is_point(text)
        and _is_stressed_heading(text, MAX_HEADING)
    )


def _lead(raw: str) -> str:
    """A tidied line whose Word bullet keeps exactly one space, also where a tab or a gap told it."""
    raw = raw.translate(INVISIBLE).lstrip()
    marker, start = find_marker(raw)
    return f"{marker} {tidy(raw[start:])}".strip() if marker else tidy(raw)
