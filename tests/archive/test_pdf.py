from __future__ import annotations

import io
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest
from pypdfium2 import PdfDocument
from reportlab.lib.pdfencrypt import StandardEncryption
from reportlab.lib.utils import ImageReader
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import PageBreak, Paragraph, Spacer

from archive.document import BlockKind
from archive.readers.pdf import read_pdf
from archive.reading import Reading, UnreadableSource
from tests.archive.pdf_print import (
    BULLET,
    GRID,
    HEADING,
    HEIGHT,
    TITLE,
    WIDTH,
    body,
    column,
    drawn,
    flowed,
    in_two_columns,
    ruled,
)

HEAD, PLAIN, ITEM = BlockKind.HEADING, BlockKind.PARAGRAPH, BlockKind.LIST_ITEM
ROW, TOP = BlockKind.TABLE_ROW, BlockKind.TABLE_HEADER

NEGLECT = (
    "Members asked how the service recognised neglect at an early stage, and whether schools had "
    "been given the time that they needed to record what they saw and to share it with others."
)
REPLY = (
    "The Director replied that referrals had risen by a third since the spring, that most of them "
    "came from schools, and that visits had been made within a day in nine cases out of ten."
)


def pieces(reading: Reading) -> list[tuple[BlockKind, str]]:
    return [(block.kind, reading.text[block.start : block.end]) for block in reading.blocks]


def texts(data: bytes) -> list[str]:
    return [text for _, text in pieces(read_pdf(data))]


@pytest.mark.parametrize(
    ("lines", "expected"),
    [
        (["The budget for 2025-", "26 was agreed."], "The budget for 2025-26 was agreed."),
        (["A multi-", "agency team met."], "A multi-agency team met."),
        (["Some safe-", "guarding work."], "Some safeguarding work."),
        (["The cost-", "of-living payment."], "The cost-of-living payment."),
        (["Held at Kensington-", "Smith House."], "Held at Kensington-Smith House."),
        (["Pupils and/", "or their parents."], "Pupils and/or their parents."),
    ],
)
def test_words_cut_at_a_line_end(lines: list[str], expected: str) -> None:
    assert texts(drawn(column(72, 200, *lines))) == [expected]


def test_the_documents_own_usage_decides_on_a_hyphen() -> None:
    first = column(72, 200, "The well being board met.")
    hyphened = [
        *first,
        *column(
            72, 300, "Their day-care, and that of others, grew:", "their day-", "care costs rose."
        ),
    ]
    assert texts(drawn(hyphened))[-1] == "their day-care costs rose."
    closed = [*first, *column(72, 300, "A multiagency view was taken:", "multi-", "agency work.")]
    assert texts(drawn(closed))[-1] == "multiagency work."


def test_paragraphs_join_over_lines_and_pages() -> None:
    long = " ".join([NEGLECT] * 60)
    reading = read_pdf(flowed([body(REPLY), body(long), body(REPLY)]))
    assert pieces(reading) == [(PLAIN, REPLY), (PLAIN, long), (PLAIN, REPLY)]
    assert [block.pages for block in reading.blocks] == [(1, 1), (1, 3), (3, 3)]
    assert reading.pages is not None and len(reading.pages) == 3


def test_two_columns_are_read_one_after_the_other() -> None:
    story = [f"{number}: {text}" for number in range(8) for text in (NEGLECT, REPLY)]
    assert texts(in_two_columns([body(text) for text in story])) == story


def test_a_heading_above_columns_comes_first() -> None:
    left = [f"left column line {n} of its running text" for n in range(8)]
    right = [f"right column line {n} of its running text" for n in range(8)]
    page = [
        (72.0, 120.0, "**A foreword by the Chair that runs over the whole width of this page"),
        *column(72, 160, *left),
        *column(320, 160, *right),
    ]
    found = texts(drawn(page))
    assert found[0].startswith("A foreword")
    assert " ".join(found[1:]) == " ".join(left + right)


def test_bullets_hang_and_nest() -> None:
    inner = BULLET.clone("inner", leftIndent=48, bulletIndent=32)
    story = [
        body("It was noted that:"),
        Paragraph(NEGLECT, BULLET, bulletText="•"),
        Paragraph(REPLY, inner, bulletText="-"),
        Paragraph(REPLY, BULLET, bulletText="•"),
        body(NEGLECT),
    ]
    reading = read_pdf(flowed(story))
    assert pieces(reading) == [
        (PLAIN, "It was noted that:"),
        (ITEM, f"• {NEGLECT}"),
        (ITEM, f"- {REPLY}"),
        (ITEM, f"• {REPLY}"),
        (PLAIN, NEGLECT),
    ]
    assert [(b.marker, b.level) for b in reading.blocks if b.kind is ITEM] == [
        ("•", 1),
        ("-", 2),
        ("•", 1),
    ]


def test_numbers_drawn_apart_from_their_text_are_joined_to_it() -> None:
    words = column(100, 200, "Apologies were given.", "Minutes were signed.", "Thanks were voted.")
    numbers = column(72, 200, "1.", "(2)", "(a)")
    reading = read_pdf(drawn([*words, *numbers]))
    assert pieces(reading) == [
        (ITEM, "1. Apologies were given."),
        (ITEM, "(2) Minutes were signed."),
        (ITEM, "(a) Thanks were voted."),
    ]
    assert [block.marker for block in reading.blocks] == ["1.", "(2)", "(a)"]


def test_a_bare_figure_is_no_marker() -> None:
    reading = read_pdf(drawn(column(72, 200, "020 7946 0018 is the number to ring.")))
    assert pieces(reading) == [(PLAIN, "020 7946 0018 is the number to ring.")]


def test_headings_by_size_weight_and_number() -> None:
    story = [
        Paragraph("Children and Families Scrutiny Committee", TITLE),
        body(NEGLECT),
        Paragraph("7. ANNUAL REPORT OF THE SAFEGUARDING PARTNERSHIP", HEADING),
        body(NEGLECT),
        Paragraph("7.1 Question from Councillor Ahmed", HEADING),
        body(REPLY),
        Paragraph("RESOLVED that the report be noted.", HEADING),
        body("8. DATE OF NEXT MEETING"),
        Paragraph("CHAIR", HEADING),
    ]
    reading = read_pdf(flowed(story))
    assert [(b.kind, b.level) for b in reading.blocks] == [
        (HEAD, 1),
        (PLAIN, 0),
        (HEAD, 2),
        (PLAIN, 0),
        (HEAD, 3),
        (PLAIN, 0),
        (PLAIN, 0),
        (HEAD, 3),
        (PLAIN, 0),
    ]


def test_an_item_heading_with_its_number_apart_and_its_agenda_label() -> None:
    page = [
        (110.0, 200.0, "**Apologies for absence"),
        (72.0, 200.0, "**84."),
        (72.0, 214.0, "(Item 1)"),
        (72.0, 242.0, "No apologies were received."),
        *column(72, 300, *["Some more of the running text of these minutes."] * 5, leading=30),
    ]
    assert pieces(read_pdf(drawn(page)))[:3] == [
        (HEAD, "84. Apologies for absence"),
        (BlockKind.LABEL, "(Item 1)"),
        (PLAIN, "No apologies were received."),
    ]


def running_head(canvas: Any, document: Any) -> None:
    canvas.setFont("Helvetica", 9)
    canvas.drawString(72, HEIGHT - 40, "Larkmere Borough Council")
    canvas.drawCentredString(WIDTH / 2, HEIGHT - 25, "OFFICIAL")
    canvas.drawString(72, 40, f"Page {document.page} of 3")


def test_running_heads_and_page_numbers_are_left_out() -> None:
    story = [body(NEGLECT), PageBreak(), body(REPLY), PageBreak(), body(NEGLECT)]
    reading = read_pdf(flowed(story, running_head))
    assert pieces(reading) == [(PLAIN, NEGLECT), (PLAIN, REPLY), (PLAIN, NEGLECT)]
    assert reading.pages is not None and len(reading.pages) == 3


def test_a_contents_page_is_left_out_with_a_note() -> None:
    entries = [
        f"{title} {'.' * 60} {page}" for page, title in enumerate(["One", "Two", "Three"], 2)
    ]
    story = [Paragraph("Contents", TITLE), *map(body, entries), PageBreak(), body(NEGLECT)]
    reading = read_pdf(flowed(story))
    assert pieces(reading) == [(PLAIN, NEGLECT)]
    assert reading.notes == ("Page 1 holds a table of contents: it was left out of the text.",)


def test_a_ruled_table_is_read_by_rows_and_not_twice() -> None:
    rows = [
        ["Measure", "2023/24", "2024/25"],
        ["Children in\nour care", "312", "298"],
        ["Referrals", "", "1,204"],
    ]
    story = [body(NEGLECT), body("Table 1: Activity"), ruled(rows), Spacer(1, 12), body(REPLY)]
    assert pieces(read_pdf(flowed(story))) == [
        (PLAIN, NEGLECT),
        (BlockKind.CAPTION, "Table 1: Activity"),
        (TOP, "Measure\t2023/24\t2024/25"),
        (ROW, "Children in our care\t312\t298"),
        (ROW, "Referrals\t\t1,204"),
        (PLAIN, REPLY),
    ]


def test_a_table_over_two_pages_has_its_header_once() -> None:
    rows = [["Ward", "Visits"], *([f"Ward {n}", str(n)] for n in range(60))]
    reading = read_pdf(flowed([ruled(rows, repeatRows=1)]))
    assert reading.pages is not None and len(reading.pages) == 2
    assert pieces(reading) == [
        (TOP, "Ward\tVisits"),
        *[(ROW, f"Ward {n}\t{n}") for n in range(60)],
    ]


def test_a_box_round_a_paragraph_is_no_table() -> None:
    story = [ruled([["Notice of key decisions"]], GRID), Spacer(1, 12), body(NEGLECT)]
    assert pieces(read_pdf(flowed(story))) == [
        (PLAIN, "Notice of key decisions"),
        (PLAIN, NEGLECT),
    ]


def test_odd_characters_are_made_plain() -> None:
    story = [body("Mr\u00a0Khan’s of\ufb01ce said “no”.")]
    assert texts(flowed(story))[0].startswith("Mr Khan’s of")
    assert texts(flowed(story))[0].endswith("ce said “no”.")


def turned(degrees: int) -> bytes:
    with PdfDocument(drawn(column(72, 200, "The first line.", "The second line."))) as document:
        document[0].set_rotation(degrees)
        out = io.BytesIO()
        document.save(out)
    return out.getvalue()


@pytest.mark.parametrize("degrees", [0, 90, 180, 270])
def test_a_turned_page_keeps_its_words(degrees: int) -> None:
    assert " ".join(texts(turned(degrees))) == "The first line. The second line."


def stamped() -> bytes:
    out = io.BytesIO()
    canvas = Canvas(out, invariant=1)
    canvas.drawString(72, 600, "The minutes as drafted.")
    canvas.translate(200, 300)
    canvas.rotate(45)
    canvas.drawString(0, 0, "DRAFT")
    canvas.save()
    return out.getvalue()


def test_a_mark_across_the_page_is_noted_not_read() -> None:
    reading = read_pdf(stamped())
    assert reading.text == "The minutes as drafted."
    assert reading.notes == ("Page 1: the mark “DRAFT” across the page was left out.",)


def scanned(*pages: str) -> bytes:
    """Pages of text, and pictures in place of those that are empty."""
    from PIL import Image

    picture = io.BytesIO()
    Image.new("L", (60, 80), 200).save(picture, "PNG")
    out = io.BytesIO()
    canvas = Canvas(out, invariant=1)
    for text in pages:
        if text:
            canvas.drawString(72, 600, text)
        else:
            canvas.drawImage(ImageReader(io.BytesIO(picture.getvalue())), 0, 0, 595, 842)
        canvas.showPage()
    canvas.save()
    return out.getvalue()


def test_scanned_pages_are_named() -> None:
    reading = read_pdf(scanned("The first page.", "The second page.", "", ""), ocr=False)
    assert reading.pages is not None and len(reading.pages) == 4
    assert reading.notes == (
        "Pages 3 and 4 hold no text (a scan?): they were not read. "
        "Run them through OCR (ocrmypdf) and index again.",
    )


def locked() -> bytes:
    out = io.BytesIO()
    canvas = Canvas(out, encrypt=StandardEncryption("secret", ownerPassword="owner"), invariant=1)
    canvas.drawString(72, 600, "Not for the public.")
    canvas.save()
    return out.getvalue()


def without_pages() -> bytes:
    with PdfDocument.new() as document:
        out = io.BytesIO()
        document.save(out)
    return out.getvalue()


WHOLE = drawn(column(72, 200, "The first line.", "The second line."))


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"", "0 bytes begin with “”"),
        (b"<!DOCTYPE html><title>Sign in</title>", "begin with “<!DOCTYPE html><title>Si”"),
        (WHOLE[: len(WHOLE) // 2], f"stops after {len(WHOLE) // 2:,} bytes"),
        (b"%PDF-1.7\n" + b"\x93garbage" * 50 + b"\n%%EOF", "could not be opened"),
        (locked(), "locked with a password"),
        (without_pages(), "without pages"),
        (scanned("", ""), "None of the PDF's pages (2) holds text"),
        (drawn([(280, 810, "Page 1 of 1")]), "None of the PDF's pages (1) holds text"),
        (drawn([]), "None of the PDF's pages (1) holds text"),
    ],
)
def test_what_cannot_be_read_says_why_and_what_to_do(data: bytes, reason: str) -> None:
    with pytest.raises(UnreadableSource) as refused:
        read_pdf(data)
    message = str(refused.value)
    assert reason in message
    assert any(remedy in message for remedy in ("etch it again", "OCR", "Save a copy"))


def test_a_linearised_file_cut_short_says_by_how_much() -> None:
    data = WHOLE.replace(b"\n", b"\n1 0 obj\n<</Linearized 1/L 999999>>\nendobj\n", 1)
    with pytest.raises(UnreadableSource, match=r"says that it has 999,999 bytes but holds"):
        read_pdf(data)


def test_people_listed_one_a_line_stay_apart() -> None:
    people = [
        "Councillor Nadira Webb (Cabinet Member for Children, Learning, Skills and Families)",
        "Tobias Wrexcombe (Executive Director)",
    ]
    assert texts(drawn(column(72, 200, *people))) == people


def test_a_raised_figure_stays_with_its_line() -> None:
    out = io.BytesIO()
    canvas = Canvas(out, invariant=1)
    for down, text in ((200, "Visits rose by a third."), (760, "From the annual return.")):
        canvas.setFont("Helvetica", 6)
        canvas.drawString(72 if down > 700 else 190, HEIGHT - down + 4, "1")
        canvas.setFont("Helvetica", 10)
        canvas.drawString(77 if down > 700 else 72, HEIGHT - down, text)
    canvas.save()
    assert texts(out.getvalue()) == ["Visits rose by a third. 1", "1 From the annual return."]


def test_threads_may_read_at_once() -> None:
    files = [flowed([body(f"Paper {number}. {NEGLECT}")] * 5) for number in range(4)] * 4
    with ThreadPoolExecutor(4) as pool:
        assert list(pool.map(read_pdf, files)) == [read_pdf(data) for data in files]


def test_claims_come_from_the_files_own_metadata() -> None:
    out = io.BytesIO()
    canvas = Canvas(out, invariant=1)
    canvas.setTitle("Agenda Template")
    canvas.drawString(72, 600, "Minutes")
    canvas.save()
    claims = read_pdf(out.getvalue()).claims
    assert claims.title == "Agenda Template"
    assert claims.date == "2000-01-01"


def test_the_same_bytes_give_the_same_reading() -> None:
    data = flowed([body(NEGLECT), ruled([["Ward", "Visits"], ["North", "3"]])], running_head)
    assert read_pdf(data) == read_pdf(data)


def test_a_title_that_is_no_text_is_none() -> None:
    """Found by fuzzing: half of a surrogate pair."""
    out = io.BytesIO()
    canvas = Canvas(out, invariant=1)
    canvas.setTitle("Agenda Template")
    canvas.drawString(72, 600, "The damp was noted.")
    canvas.save()
    data = out.getvalue().replace(b"(Agenda Template)", b"<FEFFD8000041>   ")
    assert data != out.getvalue()

    reading = read_pdf(data)

    assert (reading.text, reading.claims.title) == ("The damp was noted.", "")
