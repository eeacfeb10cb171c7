"""How a page's boxes, columns, shading and rules are told apart, and in which order they are read."""

from __future__ import annotations

import io
from collections.abc import Callable

import pytest
from reportlab.lib.pagesizes import A4, landscape
from reportlab.pdfbase.pdfmetrics import stringWidth
from reportlab.pdfgen.canvas import Canvas

from archive.readers.pdf import read_pdf

HEIGHT = A4[1]
SIZE = 11

LEFT = (
    "The service visits a family within",
    "three days of each referral, and it",
    "records the view of every child in",
    "their own words before it decides",
    "what help to offer them at home.",
)
RIGHT = (
    "By the spring of next year each of",
    "the hubs will open for one evening",
    "a week, so that parents who are at",
    "work by day can meet the nurse and",
    "ask about what worries them most.",
)


class Sheets:
    """Pages to print; places are points from the left and the top."""

    def __init__(self) -> None:
        self._out = io.BytesIO()
        self._canvas = Canvas(self._out, pagesize=A4, invariant=1)

    def put(self, x: float, down: float, *lines: str, bold: bool = False) -> Sheets:
        self._canvas.setFont("Helvetica-Bold" if bold else "Helvetica", SIZE)
        for number, line in enumerate(lines):
            self._canvas.drawString(x, HEIGHT - down - 14 * number, line)
        return self

    def box(
        self, x0: float, top: float, x1: float, foot: float, fill: str = "", stroke: int = 1
    ) -> Sheets:
        if fill:
            self._canvas.setFillColor(fill)
        self._canvas.rect(x0, HEIGHT - foot, x1 - x0, foot - top, fill=bool(fill), stroke=stroke)
        self._canvas.setFillColor("black")
        return self

    def rule(self, x0: float, x1: float, down: float) -> Sheets:
        self._canvas.line(x0, HEIGHT - down, x1, HEIGHT - down)
        return self

    def side(self, x: float, top: float, foot: float) -> Sheets:
        self._canvas.line(x, HEIGHT - top, x, HEIGHT - foot)
        return self

    def turn(self, wide: bool = False) -> Sheets:
        self._canvas.showPage()
        self._canvas.setPageSize(landscape(A4) if wide else A4)
        return self

    def texts(self) -> list[str]:
        self._canvas.showPage()
        self._canvas.save()
        reading = read_pdf(self._out.getvalue(), ocr=False)
        return [reading.text[block.start : block.end] for block in reading.blocks]


def slide() -> Sheets:
    """A box at the left, columns of text beside it, and a bubble over the foot of the right one."""
    return (
        Sheets()
        .box(0, 0, A4[0], HEIGHT, "white", stroke=0)
        .put(72, 60, "Give every child a good start")
        .box(60, 90, 175, 180, "lightblue")
        .put(66, 105, "Start with listening", "and keep on doing it")
        .put(190, 105, *LEFT)
        .put(190, 190, *LEFT)
        .put(385, 105, *RIGHT)
        .box(380, 182, 560, 215, "lightblue")
        .put(392, 196, "We were heard and", "we are glad of it")
    )


def contact() -> Sheets:
    """Place and contact side by side: each cell of a table without rules is drawn before the next."""
    return (
        Sheets()
        .put(72, 100, "Thursday, 30 January 2025, at 10.00 am, in public", bold=True)
        .put(360, 100, "Ask for: Ada Vane")
        .put(72, 114, "Council Chamber, Linden House, and by the webcast", "Old Square, Larkmere")
        .put(360, 114, "Telephone: 01632 960101")
    )


def signed() -> Sheets:
    """Two authors side by side, the first drawn whole before the second."""
    return (
        Sheets()
        .put(72, 100, "Ada Vane", "Director of Housing", "01632 960101")
        .put(320, 100, "Bo Reed", "Head of Repairs", "01632 960102")
    )


def underlined_cell() -> Sheets:
    """A paragraph with an underlined phrase whose rule ends where a cell's side runs down."""
    phrase = "shall open each year"
    width = stringWidth(phrase, "Helvetica", SIZE)
    return (
        Sheets()
        .box(72, 90, 200, 160)
        .box(200, 90, 200 + width + 8, 160)
        .put(78, 104, "Policy DM 10")
        .put(204, 104, "The park", phrase, "at the start of May.")
        .rule(204, 204 + width + 4, 119.5)
    )


def shaded_words() -> Sheets:
    """Running text over white boxes, one to a word, as an export from a web page leaves them."""
    sheets = Sheets()
    for number, line in enumerate(LEFT):
        x, down = 72.0, 100 + 14 * number
        for word in line.split():
            width = stringWidth(word, "Helvetica", SIZE)
            sheets.box(x, down - 10, x + width, down + 3, "white", stroke=0)
            x += width + 3.06
        sheets.put(72, down, line)
    return sheets


def shaded_cells() -> Sheets:
    """A header cell of two lines, each line shaded by itself."""
    sheets = Sheets()
    for x in (200, 280):
        sheets.box(x, 88, x + 80, 102, "lightgrey", stroke=0)
        sheets.box(x, 102, x + 80, 118, "lightgrey", stroke=0)
    for down in (88, 118, 136, 154):
        sheets.rule(72, 360, down)
    for x in (72, 200, 280, 360):
        sheets.side(x, 88, 154)
    return (
        sheets.put(206, 99, "2024-25", "budget", bold=True)
        .put(286, 99, "2025-26", "budget", bold=True)
        .put(78, 131, "Roads")
        .put(206, 131, "1.5")
        .put(286, 131, "1.7")
        .put(78, 149, "Parks")
        .put(206, 149, "0.4")
        .put(286, 149, "0.5")
    )


def broken_rules() -> Sheets:
    """Labels with their text, parted only by level rules that break between the columns."""
    sheets = Sheets()
    for number in range(4):
        down = 100 + 40 * number
        sheets.rule(72, 170, down).rule(170.5, 520, down)
    for number, (label, text) in enumerate(
        [
            ("Price rises", "Contracts that cost more,"),
            ("Pay", "The award for"),
            ("New laws", "Duties"),
        ]
    ):
        down = 115 + 40 * number
        sheets.put(76, down, label, f"£{number + 1}.4m")
        sheets.put(176, down, text, "and what follows from it.")
    return sheets


def group_heads() -> Sheets:
    """A bold group's name above the first of its rows, with no rule between the two."""
    sheets = Sheets()
    for down in (90, 108, 142, 160):
        sheets.rule(72, 360, down)
    for x in (72, 200, 280, 360):
        sheets.side(x, 90, 160)
    return (
        sheets.put(78, 103, "Service", bold=True)
        .put(206, 103, "Budget", bold=True)
        .put(286, 103, "Forecast", bold=True)
        .put(78, 121, "Highways", bold=True)
        .put(78, 135, "Lighting")
        .put(206, 135, "1.5")
        .put(286, 135, "1.7")
        .put(78, 155, "Drainage")
        .put(206, 155, "0.4")
        .put(286, 155, "0.5")
    )


def narrow_heads() -> Sheets:
    """Heads broken within a word by columns too narrow for them, the words used in the text."""
    sheets = Sheets().put(72, 70, "The forecast of revenue is revised and the budget stands.")
    for down in (90, 122, 140, 158):
        sheets.rule(72, 270, down)
    for x in (72, 180, 225, 270):
        sheets.side(x, 90, 158)
    return (
        sheets.put(184, 103, "Revenu", "e", bold=True)
        .put(229, 103, "Forecas", "t", bold=True)
        .put(78, 135, "Roads")
        .put(186, 135, "1.5")
        .put(231, 135, "1.7")
        .put(78, 153, "Parks")
        .put(186, 153, "0.4")
        .put(231, 153, "0.5")
    )


def ending() -> Sheets:
    """Two columns that end together, and below them a heading with its line."""
    return (
        Sheets()
        .put(72, 100, *LEFT)
        .put(320, 100, *RIGHT)
        .put(72, 190, "2. Close", bold=True)
        .put(72, 206, "The meeting ended at 9 pm.")
    )


def cut_row() -> Sheets:
    """A row whose text fills a page more: its first column is empty there."""

    def grid(sheets: Sheets, foot: float) -> Sheets:
        return sheets.box(72, 60, 180, foot).box(180, 60, 520, foot)

    return (
        grid(Sheets(), 780)
        .put(78, 80, "Falling reserves")
        .put(186, 80, *(f"Line {n} of the evidence that the council" for n in range(49)))
        .turn()
        .box(72, 60, 180, 160)
        .box(180, 60, 520, 160)
        .put(186, 80, "has kept to its plan and will go on doing so.")
    )


CASES: dict[str, tuple[Callable[[], Sheets], list[str]]] = {
    "a slide's boxes and columns": (
        slide,
        [
            "Give every child a good start",
            "Start with listening and keep on doing it",
            " ".join(LEFT),
            " ".join(LEFT),
            " ".join(RIGHT),
            "We were heard and we are glad of it",
        ],
    ),
    "a heading below columns": (
        ending,
        [" ".join(LEFT), " ".join(RIGHT), "2. Close", "The meeting ended at 9 pm."],
    ),
    "cells without rules": (
        contact,
        [
            "Thursday, 30 January 2025, at 10.00 am, in public",
            "Council Chamber, Linden House, and by the webcast",
            "Old Square, Larkmere",
            "Ask for: Ada Vane",
            "Telephone: 01632 960101",
        ],
    ),
    "authors side by side": (
        signed,
        [
            "Ada Vane",
            "Director of Housing",
            "01632 960101",
            "Bo Reed",
            "Head of Repairs",
            "01632 960102",
        ],
    ),
    "an underline that meets a cell's side": (
        underlined_cell,
        ["Policy DM 10\tThe park shall open each year at the start of May."],
    ),
    "shading behind each word": (shaded_words, [" ".join(LEFT)]),
    "shading line by line": (
        shaded_cells,
        ["\t2024-25 budget\t2025-26 budget", "Roads\t1.5\t1.7", "Parks\t0.4\t0.5"],
    ),
    "columns shown by broken rules": (
        broken_rules,
        [
            "Price rises £1.4m\tContracts that cost more, and what follows from it.",
            "Pay £2.4m\tThe award for and what follows from it.",
            "New laws £3.4m\tDuties and what follows from it.",
        ],
    ),
    "a group's name over its rows": (
        group_heads,
        ["Service\tBudget\tForecast", "Highways", "Lighting\t1.5\t1.7", "Drainage\t0.4\t0.5"],
    ),
    "words that narrow cells break": (
        narrow_heads,
        [
            "The forecast of revenue is revised and the budget stands.",
            "\tRevenue\tForecast",
            "Roads\t1.5\t1.7",
            "Parks\t0.4\t0.5",
        ],
    ),
}


@pytest.mark.parametrize("name", CASES)
def test_a_page_is_read_as_a_person_reads_it(name: str) -> None:
    printed, expected = CASES[name]
    assert printed().texts() == expected


def test_a_row_that_fills_a_page_is_one_row() -> None:
    (row,) = cut_row().texts()

    assert row.startswith("Falling reserves\tLine 0 of the evidence")
    assert row.endswith(
        "Line 48 of the evidence that the council has kept to its plan and will go on doing so."
    )


def test_a_foot_is_known_on_wide_pages_too() -> None:
    """It stands as far from the edge there, though not as far from the top."""
    sheets = Sheets()
    for number, (wide, words) in enumerate(
        [
            (False, "School"),
            (False, "Places"),
            (True, "Table"),
            (False, "Children"),
            (True, "Rows"),
        ],
        1,
    ):
        foot = HEIGHT - 30
        if number > 1:
            sheets.turn(wide)
        sheets.put(72, HEIGHT - 400, f"{words} are counted once a year, in the autumn term.")
        sheets.put(72, foot, f"Virtual School Annual Report | {number}")

    assert [text.partition(" ")[0] for text in sheets.texts()] == [
        "School",
        "Places",
        "Table",
        "Children",
        "Rows",
    ]
