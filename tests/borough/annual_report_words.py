"""An annual report as it is kept here: words in a plain line format, before they are printed.

One text file is one report. Six ``key: value`` lines and a line ``---`` come first, then blocks parted
by blank lines; the lines of a block are joined with spaces::

    # Foreword                          a heading; "## " is one below it; "# Appendix ..." is not numbered
    A paragraph.[*]                     [*] is a footnote, whose words are the next block
    [note] Figures are rounded.
    > What somebody said.               a quotation
    In 2023-24 we will:                 a lead-in: a list must follow a paragraph that ends in a colon
    1. Act.                             numbers run from 1; "- " is a bullet; "  " goes on with an item
    [table 5 2] Concerns, 2022-23       relative widths, then the caption; "long table" may cross a page
    | Measure | Number |                the first row is the header
    | Concerns | 1,912 |
    [columns]                           what follows is set in two columns, until [end columns]
"""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass
from pathlib import Path

KEYS = ("title", "year", "date", "document", "metadata", "outline")
_TABLE = re.compile(r"\[(long )?table((?: \d+)+)\] (\S.*)")
_ITEM = re.compile(r"(?:-|(\d+)\.) (\S.*)")


@dataclass(frozen=True, slots=True)
class Heading:
    number: str
    text: str

    @property
    def level(self) -> int:
        return 1 if "." in self.number else 0


@dataclass(frozen=True, slots=True)
class Paragraph:
    text: str
    note: str = ""
    quoted: bool = False


@dataclass(frozen=True, slots=True)
class Items:
    items: tuple[str, ...]
    numbered: bool


@dataclass(frozen=True, slots=True)
class Ruled:
    """A ruled table: its header is its first row."""

    caption: str
    widths: tuple[int, ...]
    rows: tuple[tuple[str, ...], ...]
    long: bool


@dataclass(frozen=True, slots=True)
class Columns:
    number: int


Block = Heading | Paragraph | Items | Ruled | Columns


@dataclass(frozen=True, slots=True)
class Report:
    title: str
    year: str
    date: dt.date
    document: str
    metadata: str
    outline: bool
    blocks: tuple[Block, ...]


class WordsError(ValueError):
    """Words that do not keep to the format."""


def read(path: Path) -> Report:
    """Reads one report, or says which line is wrong and what to write instead."""
    lines = path.read_text(encoding="utf-8").splitlines()
    if "---" not in lines:
        raise WordsError(f"{path}:1: no line '---' ends the head")
    end = lines.index("---")
    head = dict(line.partition(": ")[::2] for line in lines[:end])
    if tuple(head) != KEYS:
        raise WordsError(f"{path}:1: the head must have, in this order, {', '.join(KEYS)}")
    try:
        date = dt.date.fromisoformat(head["date"])
        blocks = tuple(_blocks(lines, end + 1))
    except _LineError as error:
        raise WordsError(f"{path}:{error.number}: {error}") from None
    except ValueError:
        raise WordsError(f"{path}:1: {head['date']!r} is not a date like 2023-10-10") from None
    return Report(
        head["title"],
        head["year"],
        date,
        head["document"],
        head["metadata"],
        head["outline"] == "yes",
        blocks,
    )


class _LineError(ValueError):
    def __init__(self, number: int, message: str) -> None:
        super().__init__(message)
        self.number = number


def _blocks(lines: list[str], start: int) -> list[Block]:
    blocks: list[Block] = []
    numbers = [0, 0]
    for first, group in _groups(lines, start):
        if group[0] in ("[columns]", "[end columns]") and len(group) == 1:
            blocks.append(Columns(2 if group[0] == "[columns]" else 1))
        elif group[0].startswith("#"):
            blocks.append(_heading(first, group, numbers))
        elif _TABLE.match(group[0]):
            blocks.append(_table(first, group))
        elif _ITEM.match(group[0]):
            _lead_in(first, blocks)
            blocks.append(_items(first, group))
        elif group[0].startswith("[note] "):
            before = blocks[-1] if blocks else None
            if not isinstance(before, Paragraph) or "[*]" not in before.text or before.note:
                raise _LineError(first, "a note must follow a paragraph with one [*]")
            blocks[-1] = Paragraph(before.text, " ".join(group).removeprefix("[note] "))
        elif group[0][0] in "|[":
            raise _LineError(first, f"not known: {group[0]!r}")
        else:
            quoted = group[0].startswith("> ")
            words = (line.removeprefix("> ") if quoted else line for line in group)
            blocks.append(Paragraph(" ".join(words), quoted=quoted))
    for block in blocks:
        if isinstance(block, Paragraph) and block.text.count("[*]") != bool(block.note):
            raise _LineError(start, f"[*] and [note] do not match in {block.text[:40]!r}")
    return blocks


def _groups(lines: list[str], start: int) -> list[tuple[int, list[str]]]:
    groups: list[tuple[int, list[str]]] = []
    blank = True
    for number, line in enumerate(lines[start:], start=start + 1):
        if line and blank:
            groups.append((number, []))
        if line:
            groups[-1][1].append(line)
        blank = not line
    return groups


def _heading(first: int, group: list[str], numbers: list[int]) -> Heading:
    marks, _, text = group[0].partition(" ")
    if len(group) > 1 or marks not in ("#", "##") or not text:
        raise _LineError(first, "a heading is one line: '# ' or '## ' and words")
    if text.startswith("Appendix"):
        return Heading("", text)
    if marks == "#":
        numbers[:] = [numbers[0] + 1, 0]
        return Heading(str(numbers[0]), text)
    numbers[1] += 1
    return Heading(f"{numbers[0]}.{numbers[1]}", text)


def _lead_in(first: int, blocks: list[Block]) -> None:
    before = blocks[-1] if blocks else None
    if not isinstance(before, Paragraph) or not before.text.endswith(":"):
        raise _LineError(first, "a list must follow a paragraph that ends in a colon")


def _items(first: int, group: list[str]) -> Items:
    items: list[str] = []
    numbered = group[0][0] != "-"
    for number, line in enumerate(group, start=first):
        found = _ITEM.fullmatch(line)
        if line.startswith("  ") and items:
            items[-1] += " " + line.strip()
        elif not found or (found[1] or "") != (str(len(items) + 1) if numbered else ""):
            raise _LineError(number, f"not the next item of its list: {line!r}")
        else:
            items.append(found[2])
    return Items(tuple(items), numbered)


def _table(first: int, group: list[str]) -> Ruled:
    found = _TABLE.fullmatch(group[0])
    assert found
    widths = tuple(int(width) for width in found[2].split())
    rows = []
    for number, line in enumerate(group[1:], start=first + 1):
        cells = tuple(cell.strip() for cell in line.strip("|").split("|"))
        if not (line.startswith("| ") and line.endswith(" |")) or len(cells) != len(widths):
            raise _LineError(number, f"a row is | {len(widths)} cells |, not {line!r}")
        rows.append(cells)
    if len(rows) < 2:
        raise _LineError(first, "a table needs a header and a row")
    return Ruled(found[3], widths, tuple(rows), bool(found[1]))
