"""How a PDF's lines become paragraphs, headings, lists and notes, and what is left out beside them."""

from __future__ import annotations

import io
from collections.abc import Sequence
from dataclasses import dataclass, field

import pytest
from hypothesis import given
from hypothesis import strategies as st
from reportlab.lib.pagesizes import A4
from reportlab.pdfbase.pdfmetrics import stringWidth
from reportlab.pdfgen.canvas import Canvas

from archive.document import BlockKind, PageState
from archive.readers.numerals import printed_number
from archive.readers.pdf import read_pdf
from archive.readers.pdf.marker import Levels, follows, values_of
from archive.reading import Reading

WIDTH, HEIGHT = A4
HEAD, PLAIN, ITEM, NOTE = (
    BlockKind.HEADING,
    BlockKind.PARAGRAPH,
    BlockKind.LIST_ITEM,
    BlockKind.FOOTNOTE,
)
LINES = (
    "Members asked how the service recognised neglect at an early stage, and whether",
    "schools had been given the time that they needed to record what they saw and to",
    "share it with others, and heard that visits were made within a day in most cases",
)
SENTENCE = " ".join(LINES)


@dataclass
class Sheet:
    """One page to print: strings at places (points from the left and the top), and level rules."""

    strings: list[tuple[float, float, str, float, bool]] = field(default_factory=list)
    rules: list[tuple[float, float, float]] = field(default_factory=list)

    def put(self, x: float, down: float, text: str, size: float = 11, bold: bool = False) -> Sheet:
        self.strings.append((x, down, text, size, bold))
        return self

    def lines(self, x: float, down: float, *texts: str, size: float = 11) -> Sheet:
        for number, text in enumerate(texts):
            self.put(x, down + number * size * 1.27, text, size)
        return self

    def underlined(self, x: float, down: float, text: str) -> Sheet:
        return self.put(x, down, text).rule(x, x + stringWidth(text, "Helvetica", 11), down + 1.5)

    def rule(self, x0: float, x1: float, down: float) -> Sheet:
        self.rules.append((x0, x1, down))
        return self


def printed(*sheets: Sheet) -> bytes:
    out = io.BytesIO()
    canvas = Canvas(out, pagesize=A4, invariant=1)
    for sheet in sheets:
        for x, down, text, size, bold in sheet.strings:
            canvas.setFont("Helvetica-Bold" if bold else "Helvetica", size)
            canvas.drawString(x, HEIGHT - down, text)
        canvas.setLineWidth(0.5)
        for x0, x1, down in sheet.rules:
            canvas.line(x0, HEIGHT - down, x1, HEIGHT - down)
        canvas.showPage()
    canvas.save()
    return out.getvalue()


def pieces(reading: Reading) -> list[tuple[BlockKind, str]]:
    return [(block.kind, reading.text[block.start : block.end]) for block in reading.blocks]


def read(*sheets: Sheet) -> list[tuple[BlockKind, str]]:
    return pieces(read_pdf(printed(*sheets)))


def paragraph(down: float = 200.0, x: float = 72.0, end: str = ".") -> Sheet:
    return Sheet().lines(x, down, *LINES[:2], LINES[2] + end)


def dropped(reading: Reading) -> set[tuple[str, str, int | None]]:
    return {(each.text, each.reason, each.page) for each in reading.dropped}


# Footnotes


def test_a_note_at_the_foot_cuts_no_paragraph_that_goes_on_over_the_page() -> None:
    first = Sheet().lines(72, 640, *LINES)
    first.put(72, 682, "of the year: see the strategy").put(215, 678, "1", 6.5)
    first.put(222, 682, "on neglect that the partnership agreed, which said that")
    first.rule(72, 216, 720).put(72, 733, "1", 6.5)
    first.lines(78, 736, "Published in March, and to be looked at again in a year’s time.", size=8)
    second = Sheet().lines(72, 72, "every visit would be written down.", "", LINES[0] + ".")
    reading = read_pdf(printed(first, second))
    kinds = [kind for kind, _ in pieces(reading)]
    assert kinds == [PLAIN, NOTE, PLAIN]
    told, note, _ = reading.blocks
    assert reading.text[told.start : told.end].endswith(
        "which said that every visit would be written down."
    )
    assert (note.marker, note.pages, told.pages) == ("1", (1, 1), (1, 2))
    assert "Published in March" in reading.text[note.start : note.end]


def test_two_notes_stand_apart_and_each_after_its_own_paragraph() -> None:
    page = Sheet().lines(72, 200, *LINES[:2]).put(72, 228, "in the spring").put(136, 224, "3", 6.5)
    page.put(142, 228, ".").lines(72, 260, *LINES[:2]).put(72, 288, "in the autumn").put(
        142, 284, "4", 6.5
    )
    page.put(148, 288, ".").rule(72, 216, 700)
    page.put(72, 711, "3", 6.5).put(78, 714, "From April to June.", 8)
    page.put(72, 722, "4", 6.5).put(78, 725, "From October to December.", 8)
    reading = read_pdf(printed(page))
    assert [(block.kind, block.marker) for block in reading.blocks] == [
        (PLAIN, ""),
        (NOTE, "3"),
        (PLAIN, ""),
        (NOTE, "4"),
    ]


def test_small_print_without_a_number_is_no_note() -> None:
    page = paragraph().lines(72, 700, "Source: returns made by schools in the spring term.", size=8)
    assert NOTE not in [kind for kind, _ in read(page)]


# Running heads, feet and page numbers


def test_heads_of_odd_and_even_pages_and_none_on_the_first() -> None:
    sheets = [paragraph(120) for _ in range(7)]
    for number, sheet in enumerate(sheets[1:], start=2):
        left = number % 2 == 0
        sheet.put(
            72 if left else 400, 40, "Larkmere Borough Council" if left else "Annual report", 9
        )
        sheet.put(72 if left else 510, 800, str(number), 9)
    assert read(*sheets) == [(PLAIN, f"{SENTENCE}.")] * 7


def test_each_paper_in_a_pack_has_its_own_head() -> None:
    sheets = [paragraph(120) for _ in range(12)]
    for number, sheet in enumerate(sheets):
        paper = number // 3
        sheet.put(72, 40, f"Report {'ABCD'[paper]}: the service in the round", 9)
        sheet.put(250, 795, f"Page {number % 3 + 1} of 3", 9)
        sheet.put(72, 820, f"Page {number + 7}", 10)
    reading = read_pdf(printed(*sheets))
    assert pieces(reading) == [(PLAIN, f"{SENTENCE}.")] * 12
    assert ("Page 2 of 3", "page number", 2) in dropped(reading)
    assert ("Report B: the service in the round", "running head", 4) in dropped(reading)


def test_a_number_stamped_beside_a_line_of_text_goes_without_it() -> None:
    sheets = [paragraph(120).put(274, 803, f"Page {number}") for number in (7, 8, 9)]
    sheets[1].put(72, 800, "This was agreed.")
    assert read(*sheets) == [
        (PLAIN, f"{SENTENCE}."),
        (PLAIN, f"{SENTENCE}."),
        (PLAIN, "This was agreed."),
        (PLAIN, f"{SENTENCE}."),
    ]


@pytest.mark.parametrize(
    "marking", ["OFFICIAL", "OFFICIAL - SENSITIVE", "Classification: OFFICIAL", "Restricted"]
)
def test_a_marking_goes_even_where_one_page_alone_bears_it(marking: str) -> None:
    reading = read_pdf(printed(paragraph().put(270, 40, marking), paragraph()))
    assert pieces(reading) == [(PLAIN, f"{SENTENCE}.")] * 2
    assert dropped(reading) == {(marking, "classification", 1)}


def test_a_page_left_blank_says_nothing() -> None:
    blank = Sheet().put(200, 400, "This page is intentionally left blank", bold=True)
    reading = read_pdf(printed(paragraph(), blank))
    assert pieces(reading) == [(PLAIN, f"{SENTENCE}.")]
    assert reading.pages == (PageState.TEXT, PageState.BLANK)
    assert dropped(reading) == {("This page is intentionally left blank", "blank page", 2)}


def test_an_answer_at_the_top_of_two_pages_of_a_form_is_no_head() -> None:
    sheets = [Sheet().lines(72, 60, "Not applicable", f"Question {n}", "Yes") for n in range(4)]
    for sheet in sheets[2:]:
        sheet.strings[0] = (72, 60, "Nobody was asked", 11, False)
    assert [text for _, text in read(*sheets)].count("Not applicable") == 2


def test_titles_that_slides_share_stay() -> None:
    sheets = [
        paragraph(200).put(60, 50, "Outcome 1: the best start in life", 20) for _ in range(3)
    ] + [paragraph(200).put(60, 50, f"Outcome {n}: another title", 20) for n in "ABCDE"]
    titles = [text for kind, text in read(*sheets) if kind is HEAD]
    assert titles.count("Outcome 1: the best start in life") == 3


# Contents


def test_contents_without_dots_over_two_pages_are_left_out() -> None:
    one, other = Sheet().put(72, 100, "Contents", 16, True), Sheet()
    for number in range(12):
        sheet, down = (one, 140) if number < 6 else (other, 60)
        sheet.put(72, down + 20 * (number % 6), f"Chapter on {'abcdefghijkl'[number]} matters")
        sheet.put(500, down + 20 * (number % 6), str(3 + 2 * number))
    reading = read_pdf(printed(one, other, paragraph()))
    assert pieces(reading) == [(PLAIN, f"{SENTENCE}.")]
    assert reading.pages == (PageState.CONTENTS, PageState.CONTENTS, PageState.TEXT)
    assert ("Contents", "contents", 1) in dropped(reading)


def test_lines_that_end_in_figures_are_no_contents_without_the_title() -> None:
    page = Sheet().lines(
        72, 100, *[f"In the year 20{n} there were visits: {n}" for n in (19, 21, 20)]
    )
    assert read_pdf(printed(page)).pages == (PageState.TEXT,)
    assert len(read(page)) > 0


# Lists


def test_markers_on_lines_of_their_own_or_without_a_space_are_joined_to_their_text() -> None:
    page = Sheet().put(72, 196, "1.").put(90, 204, "The first point was made.")
    page.put(90, 240, "(a) A point was made.").put(90, 262, "(b)Another point was made.")
    assert read(page) == [
        (ITEM, "1. The first point was made."),
        (ITEM, "(a) A point was made."),
        (ITEM, "(b)Another point was made."),
    ]


def test_lettered_lines_close_beneath_each_other_are_items() -> None:
    page = Sheet().lines(
        72, 200, "RESOLVED that Cabinet agree to:", "", "A) Note the report.", "b) Agree the plan.",
        "c) Thank officers.",
    )  # fmt: skip
    assert [kind for kind, _ in read(page)] == [PLAIN, ITEM, ITEM, ITEM]


@pytest.mark.parametrize(
    ("markers", "levels"),
    [
        (["1.", "(a)", "(b)", "2."], [1, 2, 2, 1]),
        (["1.", "(a)", "(i)", "(ii)", "(b)"], [1, 2, 3, 3, 2]),
        (["(g)", "(h)", "(i)", "(j)"], [1, 1, 1, 1]),
        (["1.", "-", "-", "2.", "-"], [1, 2, 2, 1, 2]),
        (["1.1", "1.1.1", "1.2"], [1, 2, 1]),
        (["•", "•", "1.", "2."], [1, 1, 2, 2]),
    ],
)
def test_levels_at_one_indent_are_told_by_their_markers(
    markers: list[str], levels: list[int]
) -> None:
    found = Levels()
    assert [found.of(marker, 20.0) for marker in markers] == levels


def test_an_indent_tells_levels_before_the_marker_does() -> None:
    found = Levels()
    assert [found.of("•", indent) for indent in (0.0, 20.0, 20.0, 0.0)] == [1, 2, 2, 1]


@given(
    st.integers(1, 20), st.sampled_from(["1", "a", "i"]), st.sampled_from(["{})", "({})", "{}."])
)
def test_every_number_of_a_list_follows_the_one_before(number: int, style: str, shape: str) -> None:
    one, other = (shape.format(printed_number(n, style)) for n in (number, number + 1))
    assert number in values_of(one)
    assert follows(other, one)
    assert not follows(one, other) or style != "1"


# Paragraphs


def test_a_line_that_ends_in_a_small_word_goes_on() -> None:
    early = "hear it all, and told the meeting of what was done in the"
    page = Sheet().lines(72, 200, LINES[0], LINES[1], early, "Adults Directorate.")
    assert read(page) == [(PLAIN, f"{LINES[0]} {LINES[1]} {early} Adults Directorate.")]


def test_a_rule_between_a_forms_boxes_parts_its_lines() -> None:
    page = Sheet().lines(72, 200, *LINES).rule(60, 540, 231.5).lines(72, 242, *LINES)
    assert read(page) == [(PLAIN, SENTENCE), (PLAIN, SENTENCE)]


def test_lines_set_with_double_spaces_are_one_paragraph() -> None:
    sheet = Sheet()
    for number, line in enumerate([*LINES, *LINES, "in the year that had gone."]):
        sheet.put(72, 100 + 26 * number, line)
    assert [kind for kind, _ in read(sheet)] == [PLAIN]


def test_a_table_beyond_the_margin_makes_no_full_line_ragged() -> None:
    page = Sheet().put(
        72,
        100,
        "A heading that reaches far beyond the lines of the text that stands below it, as some do",
    )
    page.lines(72, 140, *[line[:74].rpartition(" ")[0] for line in LINES * 3])
    assert [kind for kind, _ in read(page)][1:] == [PLAIN]


def test_words_are_cut_only_where_the_document_cuts_words() -> None:
    lines = ["There was a rise in the take-", "up of places in the year."]
    alone = read(
        Sheet().lines(72, 100, *lines, "", *LINES * 9), Sheet().lines(72, 100, *LINES * 12)
    )
    assert alone[0][1] == "There was a rise in the take-up of places in the year."


# Headings


@pytest.mark.parametrize(
    "text",
    [
        "Total 586.1 621.6 +35.4",
        "(or when the Council rises, whichever is the later)",
        "Wednesday, 22 January 2025",
        "“We were listened to, and somebody came back”",
    ],
)
def test_bold_lines_that_name_nothing_are_no_headings(text: str) -> None:
    page = paragraph().put(72, 270, text, bold=True)
    page.lines(72, 300, *LINES)
    assert HEAD not in [kind for kind, _ in read(page)]


def test_an_underlined_line_is_a_heading_and_underlined_lines_together_are_links() -> None:
    page = Sheet().underlined(72, 180, "B) New Homes Bonus").lines(72, 196, *LINES)
    page.underlined(72, 260, "The plan of last year").underlined(72, 280, "The budget of last year")
    assert [kind for kind, _ in read(page)] == [HEAD, PLAIN, PLAIN, PLAIN]


def test_a_title_over_two_centred_lines_is_one_heading() -> None:
    page = Sheet().put(120, 200, "Improving Health and Wellbeing for", 22, True)
    page.put(165, 226, "Residents of Larkmere", 22, True).lines(72, 300, *LINES * 3)
    assert read(page)[0] == (HEAD, "Improving Health and Wellbeing for Residents of Larkmere")


def test_a_hanging_line_that_happens_to_lie_in_the_middle_goes_on_with_its_item() -> None:
    """After a full line that ends a sentence, of which only its indent tells that it goes on."""
    first = "It would cost £95,000 to open both of the clubs again before the summer."
    second = "The Cabinet undertook to find £50,000 for the one by the harbour wall."
    page = Sheet().lines(72, 100, *LINES)
    page.put(96, 200, "-").put(109, 200, first).put(109, 214, second)

    assert read(page)[-1] == (ITEM, f"- {first} {second}")


def test_capitals_alone_are_a_heading_but_a_name_is_none() -> None:
    page = Sheet().lines(72, 200, "APOLOGIES FOR ABSENCE", "", *LINES, "", "COUNCILLOR OKAFOR", "")
    page.lines(72, 300, *LINES)
    assert [text for kind, text in read(page) if kind is HEAD] == ["APOLOGIES FOR ABSENCE"]


@given(st.lists(st.sampled_from(LINES), min_size=1, max_size=30))
def test_every_word_is_read_once_and_in_order(lines: Sequence[str]) -> None:
    texts = [text for _, text in read(Sheet().lines(72, 100, *lines))]
    assert " ".join(texts).split() == " ".join(lines).split()
