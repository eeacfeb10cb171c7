from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from archive.readers.html import read_html, read_markup
from archive.reading import UnreadableSource
from tests.archive.reading_checks import K, assert_sound, markers, outline


def test_keeps_the_record_and_drops_the_site() -> None:
    page = """<html><head><title>Minutes</title><style>p{}</style></head><body>
      <header><h1>The Council</h1></header><nav><ul><li>Home</li></ul></nav>
      <main><h2>1. Apologies</h2><p>None were<br>received.</p>
      <form><input value="x"><button>Search</button></form>
      <ul><li>First<ul><li>Under it</li></ul></li><li><p>Second</p><p>More of it</p></li></ul>
      <script>alert(1)</script><p hidden>No</p><p style="display: none">No</p></main>
      <footer>Contact us</footer></body></html>"""
    reading = read_markup(page)
    assert_sound(reading)
    assert outline(reading) == [
        (K.HEADING, "1. Apologies"),
        (K.PARAGRAPH, "None were\nreceived."),
        (K.LIST_ITEM, "· First"),
        (K.LIST_ITEM, "- Under it"),
        (K.LIST_ITEM, "· Second"),
        (K.PARAGRAPH, "More of it"),
    ]
    assert markers(reading) == [("·", 1), ("-", 2), ("·", 1)]
    assert reading.claims.title == "Minutes"


def test_a_page_wholly_inside_a_form_is_read() -> None:
    assert outline(read_markup("<form id=aspnetForm><p>Words</p></form>")) == [
        (K.PARAGRAPH, "Words")
    ]


@pytest.mark.parametrize(
    ("markup", "texts"),
    [
        ('<ol start="4"><li>x</li><li value="9">y</li><li>z</li></ol>', ["4. x", "9. y", "10. z"]),
        ('<ol type="a"><li>x</li><li>y</li></ol>', ["a. x", "b. y"]),
        ('<ol type="i" start="4"><li>x</li></ol>', ["iv. x"]),
        (
            '<ol start="7"><li>x</li></ol><p>Between</p><ol start="8"><li>y</li></ol>',
            ["7. x", "Between", "8. y"],
        ),
        ("<ul><li>· typed</li><li>- typed too</li></ul>", ["· typed", "- typed too"]),
        ("<p>1.</p><p>note the report</p>", ["1. note the report"]),
        ("<p>·</p><h2>Heading</h2>", ["·", "Heading"]),
        ("<p>1.</p><h2>Heading</h2>", ["1. Heading"]),
        ("<p>(a)</p><table><tr><td>x</td><td>y</td></tr></table>", ["(a)", "x\ty"]),
        ("<p>2.</p>", ["2."]),
        ("<p>\uf0b7&nbsp;&nbsp; Word&rsquo;s bullet</p>", ["· Word’s bullet"]),
        ("<p>o<span>&nbsp;&nbsp; </span>under it</p>", ["o under it"]),
        ("<p>· a<br>- b<br>c</p>", ["· a", "- b\nc"]),
        ("<p><b>12. Fares</b><br>None rose.</p>", ["12. Fares", "None rose."]),
        ("<p><b>Cllr Vane</b><br>None rose.</p>", ["Cllr Vane\nNone rose."]),
        ("<p>one<br><br>two</p>", ["one", "two"]),
        ("<p>&nbsp;</p><p>\u200b</p><p>ne&shy;glect</p>", ["neglect"]),
        ("<p>kept <s>struck out</s> <del>too</del> words</p>", ["kept words"]),
        ("<pre>one\n  two</pre>", ["one", "two"]),
        ("bare <b>words</b><div>apart</div>again", ["bare words", "apart", "again"]),
        ("<dl><dt>Chair</dt><dd>H Vane</dd></dl>", ["Chair", "H Vane"]),
    ],
)
def test_builds_text(markup: str, texts: list[str]) -> None:
    reading = read_markup(markup)
    assert_sound(reading)
    assert [words for _, words in outline(reading)] == texts


def test_says_that_words_were_struck_through() -> None:
    assert read_markup("<p>a <s>b</s></p>").notes == (
        "Words that are struck through on the page were left out (1 place).",
    )


def test_rejoins_a_paragraph_cut_inside_a_sentence() -> None:
    first = "The report also responded to a repeated request for crossings at the"
    assert outline(read_markup(f"<p>{first}</p><p>&nbsp;</p><p>junction of two roads.</p>")) == [
        (K.PARAGRAPH, f"{first} junction of two roads.")
    ]


@pytest.mark.parametrize(
    ("markup", "kind"),
    [
        ("<p><b>Attendance of members</b></p>", K.HEADING),
        ('<p style="font-weight: bold">Attendance</p>', K.HEADING),
        ("<p><b>Attendance</b> of members</p>", K.PARAGRAPH),
        ("<p><b>RESOLVED</b> –</p>", K.PARAGRAPH),
        ("<p><b>RESOLVED –</b></p>", K.PARAGRAPH),
        ("<p><b>It was agreed to pay.</b></p>", K.PARAGRAPH),
        ("<p>Minutes:</p>", K.LABEL),
        ("<p><b>12. Leisure charges</b></p>", K.HEADING),
        ("<p>12. <b>Leisure charges</b></p>", K.HEADING),
        ("<p><u>12.\tLeisure charges</u></p>", K.HEADING),
        ('<p><span style="text-decoration: underline">Leisure charges</span></p>', K.HEADING),
        ('<p><u><a href="/x">Leisure charges</a></u></p>', K.PARAGRAPH),
        ('<ol start="12"><li><b>Leisure charges</b></li></ol>', K.HEADING),
        ("<ul><li><b>Leisure charges</b></li></ul>", K.LIST_ITEM),
        ("<p><b>1. To raise the charges</b></p>", K.LIST_ITEM),
        ("<p><b>1. That the charges be raised</b></p>", K.LIST_ITEM),
        ("<p><b>1.</b> Leisure charges</p>", K.LIST_ITEM),
    ],
)
def test_bold_lines(markup: str, kind: object) -> None:
    assert [found for found, _ in outline(read_markup(markup))] == [kind]


def test_tables() -> None:
    page = """<table><caption>Recorded Vote</caption><thead><tr><th>Name</th><th>Vote</th></tr></thead>
      <tr><td><p>H Vane</p></td><td>For<br>it</td></tr><tr><th>Total</th><td></td></tr></table>
      <table><tr><td><b>Year</b></td><td><strong>Pupils</strong></td></tr><tr><td>2023</td><td>9</td></tr></table>
      <table><tr><td></td><td>Pupils in May</td></tr><tr><td>Quay</td><td>9</td></tr>
      <tr><td>Weir</td><td>£7.5m</td></tr></table>
      <table><tr><td>Votes</td><td>nine</td></tr><tr><td>For</td><td>9</td></tr></table>
      <table role="presentation"><tr><td>1.</td><td>Laid out</td></tr></table>
      <table><tr><td><p>a</p><p>b</p><p>c</p><p>d</p></td><td>e</td></tr></table>"""
    assert outline(read_markup(page)) == [
        (K.CAPTION, "Recorded Vote"),
        (K.TABLE_HEADER, "Name\tVote"),
        (K.TABLE_ROW, "H Vane\tFor it"),
        (K.TABLE_ROW, "Total"),
        (K.TABLE_HEADER, "Year\tPupils"),
        (K.TABLE_ROW, "2023\t9"),
        (K.TABLE_HEADER, "\tPupils in May"),
        *[(K.TABLE_ROW, "Quay\t9"), (K.TABLE_ROW, "Weir\t£7.5m")],
        *[(K.TABLE_ROW, "Votes\tnine"), (K.TABLE_ROW, "For\t9")],
        (K.LIST_ITEM, "1. Laid out"),
        *[(K.PARAGRAPH, letter) for letter in "abcde"],
    ]


HEAD = "<tr><td>Item</td><td>Discussion</td><td>Action</td></tr>"


@pytest.mark.parametrize(
    ("rows", "read"),
    [
        (
            HEAD + "<tr><td>1</td><td><p><b>Fares</b></p><p>Noted.</p></td><td>Clerk</td></tr>"
            "<tr><td>2</td><td><b>Tolls</b><br>None rose.<br>Ask why.</td><td></td></tr>",
            [
                *[(K.PARAGRAPH, word) for word in ("Item", "Discussion", "Action")],
                *[(K.HEADING, "1 Fares"), (K.PARAGRAPH, "Noted."), (K.PARAGRAPH, "Clerk")],
                *[(K.HEADING, "2 Tolls"), (K.PARAGRAPH, "None rose.\nAsk why.")],
            ],
        ),
        (
            "<tr><td>12.</td><td>FARES</td></tr><tr><td></td><td>Noted.</td></tr>"
            "<tr><td>13.</td><td>Tolls</td></tr><tr><td></td><td>None rose.</td></tr>",
            [
                *[(K.HEADING, "12. FARES"), (K.PARAGRAPH, "Noted.")],
                *[(K.LIST_ITEM, "13. Tolls"), (K.PARAGRAPH, "None rose.")],
            ],
        ),
        (
            "<tr><td><b>24/05 Fares</b></td><td>It was noted.</td></tr><tr><td></td><td>Paid.</td></tr>"
            "<tr><td><b>24/06 Tolls</b></td><td>None rose.</td></tr>",
            [
                *[(K.HEADING, "24/05 Fares"), (K.PARAGRAPH, "It was noted.")],
                *[(K.PARAGRAPH, "Paid."), (K.HEADING, "24/06 Tolls"), (K.PARAGRAPH, "None rose.")],
            ],
        ),
        (
            "<tr><td>1</td><td><b>Floods</b><br>Rivers rise.</td><td>12</td></tr>"
            "<tr><td>2</td><td><b>Fraud</b><br>Money goes.</td><td>16</td></tr>",
            [
                (K.TABLE_ROW, "1\tFloods Rivers rise.\t12"),
                (K.TABLE_ROW, "2\tFraud Money goes.\t16"),
            ],
        ),
    ],
)
def test_minutes_in_a_table_are_read_item_by_item(
    rows: str, read: list[tuple[object, str]]
) -> None:
    assert outline(read_markup(f"<table>{rows}</table>")) == read


@pytest.mark.parametrize(
    "data",
    [
        "<meta charset=utf-8><p>£5 – naïve".encode(),
        "<meta charset=windows-1252><p>£5 – naïve".encode("cp1252"),
        '<meta http-equiv=Content-Type content="text/html; charset=iso-8859-1"><p>£5 – naïve'.encode(
            "cp1252"
        ),
        "<meta charset=x-nonsense><p>£5 – naïve".encode(),
        "\ufeff<p>£5 – naïve".encode("utf-16-le"),
    ],
)
def test_decodes_as_declared(data: bytes) -> None:
    assert outline(read_html(data)) == [(K.PARAGRAPH, "£5 – naïve")]


def test_deep_nesting_neither_crashes_nor_hangs() -> None:
    deep = "<div><blockquote>" * 2000 + "<p>Deep words"
    assert outline(read_markup(deep)) == [(K.PARAGRAPH, "Deep words")]
    begun = time.perf_counter()
    with pytest.raises(UnreadableSource, match="nests more than 5,000"):
        read_markup("<div>" * 1_000_000)
    assert time.perf_counter() - begun < 20


TAGS = "p div ul ol li table tr td th caption b i span br h1 h2 h6 main article form s pre a dl nav".split()
SOUP = st.lists(
    st.one_of(
        st.sampled_from(TAGS).map(lambda tag: f"<{tag}>"),
        st.sampled_from(TAGS).map(lambda tag: f"</{tag}>"),
        st.sampled_from(
            [
                "·&nbsp; ",
                "1.",
                "(a) ",
                "&nbsp;",
                "Minutes:",
                "<!-- x -->",
                '<td class="mgItemNumberCell">',
                '<p class="mgAiTitleTxt">',
                '<div id="modgov">',
                '<div class="mgWordPara">',
                "\v",
                "\ue000",
                "<p>Meeting of X, 1 May 2024 (Item 2.)",
                '<table class="mgItemTable"><tr>',
            ]
        ),
        st.text(max_size=12),
    ),
    max_size=40,
).map("".join)


@given(SOUP)
def test_any_soup_is_covered_by_its_blocks(markup: str) -> None:
    assert_sound(read_markup(markup))
