"""Writes into a Word document's paragraphs the numbers that Word only shows.

Word stores "item 7" as "the next paragraph of list 3"; whoever reads the text alone loses it.
Rules: ECMA-376 part 1, 17.9 (numbering), as Word applies them.
"""

from __future__ import annotations

import re
import xml.etree.ElementTree as ET
from dataclasses import dataclass, field

from archive.readers.numerals import printed_number

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_XML_SPACE = "{http://www.w3.org/XML/1998/namespace}space"
_FORMATS = {
    "lowerLetter": "a",
    "upperLetter": "A",
    "lowerRoman": "i",
    "upperRoman": "I",
}
_SILENT = ("bullet", "none")
_PLACE = re.compile(r"%([1-9])")


@dataclass(frozen=True, slots=True)
class Numbered:
    """The two parts, rewritten."""

    document: bytes
    numbering: bytes

    def into(self, document: str, numbering: str) -> dict[str, bytes]:
        return {document: self.document, numbering: self.numbering}


@dataclass(frozen=True, slots=True)
class _Level:
    format: str
    text: str
    start: int


@dataclass
class _Lists:
    """What the numbering part says: the levels of each list, and which list a number means."""

    levels: dict[tuple[str, int], _Level] = field(default_factory=dict)
    abstract_of: dict[str, str] = field(default_factory=dict)
    restarts: dict[str, dict[int, int]] = field(default_factory=dict)
    by_style: dict[str, tuple[str, int]] = field(default_factory=dict)
    """Paragraph style to abstract list and level."""


def number_paragraphs(document: bytes, numbering: bytes, styles: bytes) -> Numbered:
    """Puts each automatic number, as Word prints it, at the head of its paragraph's text.

    Bulleted paragraphs stay as they are. Raises ElementTree's ParseError for broken XML.
    """
    body = ET.fromstring(document)  # noqa: S314
    root = ET.fromstring(numbering)  # noqa: S314
    lists = _read_lists(root)
    of_style = _read_styles(ET.fromstring(styles)) if styles else {}  # noqa: S314
    counts: dict[str, dict[int, int]] = {}
    begun: set[str] = set()
    for paragraph in body.iter(f"{_W}p"):
        place = _place(paragraph, lists, of_style)
        if place is None:
            continue
        number, abstract, depth = place
        level = lists.levels.get((abstract, depth))
        if level is None or level.format in _SILENT:
            continue
        counter = counts.setdefault(abstract, {})
        if number and number not in begun:
            begun.add(number)
            for at, start in lists.restarts.get(number, {}).items():
                counter[at] = start - 1
        counter[depth] = counter.get(depth, level.start - 1) + 1
        for deeper in [at for at in counter if at > depth]:
            del counter[deeper]
        _write(paragraph, _label(level, abstract, counter, lists))
    _untie_styles(root)
    return Numbered(ET.tostring(body, "utf-8"), ET.tostring(root, "utf-8"))


def _read_lists(root: ET.Element) -> _Lists:
    lists = _Lists()
    for abstract in root.iter(f"{_W}abstractNum"):
        key = abstract.get(f"{_W}abstractNumId", "")
        for level in abstract.iter(f"{_W}lvl"):
            depth = _whole(level.get(f"{_W}ilvl"), 0)
            lists.levels[key, depth] = _Level(
                _value(level, "numFmt") or "decimal",
                _value(level, "lvlText"),
                _whole(_value(level, "start"), 1),
            )
            style = _value(level, "pStyle")
            if style:
                lists.by_style[style] = (key, depth)
    for num in root.iter(f"{_W}num"):
        number = num.get(f"{_W}numId", "")
        lists.abstract_of[number] = _value(num, "abstractNumId")
        lists.restarts[number] = {
            _whole(override.get(f"{_W}ilvl"), 0): _whole(_value(override, "startOverride"), 1)
            for override in num.iter(f"{_W}lvlOverride")
            if override.find(f"{_W}startOverride") is not None
        }
    return lists


def _read_styles(root: ET.Element) -> dict[str, tuple[str, int]]:
    """The list and level that each paragraph style gives, through the styles it is based on."""
    own: dict[str, tuple[str, int]] = {}
    based: dict[str, str] = {}
    for style in root.iter(f"{_W}style"):
        name = style.get(f"{_W}styleId", "")
        based[name] = _value(style, "basedOn")
        properties = style.find(f"{_W}pPr/{_W}numPr")
        if properties is not None:
            own[name] = (_value(properties, "numId"), _whole(_value(properties, "ilvl"), 0))
    resolved = {}
    for name in based:
        ancestor, seen = name, {name}
        while ancestor not in own and based.get(ancestor) and based[ancestor] not in seen:
            ancestor = based[ancestor]
            seen.add(ancestor)
        if ancestor in own:
            resolved[name] = own[ancestor]
    return resolved


def _place(
    paragraph: ET.Element, lists: _Lists, of_style: dict[str, tuple[str, int]]
) -> tuple[str, str, int] | None:
    """A paragraph's list number, abstract list and level; None where it is in no list."""
    if not any(text.text and text.text.strip() for text in paragraph.iter(f"{_W}t")):
        return None
    properties = paragraph.find(f"{_W}pPr")
    if properties is None:
        return None
    style = _value(properties, "pStyle")
    direct = properties.find(f"{_W}numPr")
    number, depth = of_style.get(style, ("", 0))
    if direct is not None:
        number = _value(direct, "numId") or number
        depth = _whole(_value(direct, "ilvl"), depth)
    elif style in lists.by_style and lists.by_style[style][0] == lists.abstract_of.get(number):
        depth = lists.by_style[style][1]
    if number in ("", "0") or number not in lists.abstract_of:
        return None
    return number, lists.abstract_of[number], depth


def _label(level: _Level, abstract: str, counter: dict[int, int], lists: _Lists) -> str:
    def part(match: re.Match[str]) -> str:
        depth = int(match[1]) - 1
        shown = lists.levels.get((abstract, depth), level)
        return printed_number(counter.get(depth, shown.start), _FORMATS.get(shown.format, "1"))

    return _PLACE.sub(part, level.text)


def _write(paragraph: ET.Element, label: str) -> None:
    properties = paragraph.find(f"{_W}pPr")
    if properties is None:
        return
    for old in properties.findall(f"{_W}numPr"):
        properties.remove(old)
    run = ET.Element(f"{_W}r")
    text = ET.SubElement(run, f"{_W}t", {_XML_SPACE: "preserve"})
    text.text = f"{label} "
    paragraph.insert(list(paragraph).index(properties) + 1, run)


def _untie_styles(root: ET.Element) -> None:
    """Takes numbered levels off their styles, which would number the paragraphs a second time."""
    for level in root.iter(f"{_W}lvl"):
        if _value(level, "numFmt") not in _SILENT:
            for tie in level.findall(f"{_W}pStyle"):
                level.remove(tie)


def _value(parent: ET.Element, name: str) -> str:
    child = parent.find(f"{_W}{name}")
    return child.get(f"{_W}val", "") if child is not None else ""


def _whole(text: str | None, default: int) -> int:
    return int(text) if text and text.isdecimal() else default
