from __future__ import annotations

import textwrap

import pytest
from hypothesis import given
from hypothesis import strategies as st

from archive.readers.encoding import charset
from archive.readers.text import read_text
from archive.reading import UnreadableSource
from tests.archive.reading_checks import K, assert_sound, markers, outline

MINUTES = """Report of the Director of Education.
Minutes:
The Chair invited questions.
· A Member asked about places. The following responses were given:
- Officers said that there were none.
- It was noted that a school would close.
· A Member asked why.
RESOLVED -
THAT the Committee:
1. Note the report.
2. Ask the Director to:
(a) write to schools; and
(b) report back.
3. Thank officers.
Supporting documents:"""


def test_a_line_is_a_block() -> None:
    reading = read_text(MINUTES.encode())
    assert reading.text == MINUTES
    assert [words for _, words in outline(reading)] == MINUTES.splitlines()
    kinds = [kind for kind, _ in outline(reading)]
    assert kinds == [
        K.PARAGRAPH,
        K.LABEL,
        K.PARAGRAPH,
        *[K.LIST_ITEM] * 4,
        *[K.PARAGRAPH] * 2,
        *[K.LIST_ITEM] * 5,
        K.LABEL,
    ]
    assert markers(reading) == [
        *[("·", 1), ("-", 2), ("-", 2), ("·", 1)],
        *[("1.", 1), ("2.", 1), ("(a)", 2), ("(b)", 2), ("3.", 1)],
    ]


@pytest.mark.parametrize(
    ("line", "kind"),
    [
        ("APOLOGIES FOR ABSENCE", K.HEADING),
        ("7. ANNUAL REPORT 2023-24", K.HEADING),
        ("RESOLVED –", K.PARAGRAPH),
        ("CARRIED", K.PARAGRAPH),
        ("CHAIR", K.PARAGRAPH),
        ("MINUTES END", K.PARAGRAPH),
        ("MINUTES", K.HEADING),
        ("CCTV", K.PARAGRAPH),
        ("1. SEND", K.LIST_ITEM),
        ("Recorded vote", K.CAPTION),
        ("Decision:", K.LABEL),
        ("Additional documents:", K.LABEL),
        ("The Minutes: a history", K.PARAGRAPH),
        ("6.30 pm was the hour.", K.PARAGRAPH),
        ("2.1 The Committee noted it.", K.LIST_ITEM),
        ("3.5 million pounds", K.PARAGRAPH),
        ("A. Smith spoke.", K.PARAGRAPH),
        ("a) note", K.LIST_ITEM),
        ("(iv) note", K.LIST_ITEM),
        ("o\tnote", K.LIST_ITEM),
        ("o dear", K.PARAGRAPH),
        ("-5 degrees", K.PARAGRAPH),
        ("• note", K.LIST_ITEM),
    ],
)
def test_says_what_a_line_is(line: str, kind: object) -> None:
    assert outline(read_text(line.encode())) == [(kind, line)]


def test_roman_after_letters_and_letters_after_h() -> None:
    romans = "1. a\n(a) b\n(i) c\n(ii) d\n(b) e"
    assert markers(read_text(romans.encode())) == [
        ("1.", 1),
        ("(a)", 2),
        ("(i)", 3),
        ("(ii)", 3),
        ("(b)", 2),
    ]
    letters = "\n".join(f"({letter}) x" for letter in "abcdefghij")
    assert {level for _, level in markers(read_text(letters.encode()))} == {1}


def test_wrapped_lines_are_one_paragraph() -> None:
    story = (
        "The Committee heard from the Director of Education that the number of pupils had fallen. "
        * 4
    )
    item = (
        "Councillor Vane asked - since nobody else had - what would be done about it by 4. May or later. "
        * 3
    )
    text = "\n\n".join(
        [
            "1. APOLOGIES",
            textwrap.fill(story, 78),
            textwrap.fill(f"· {item}", 78, subsequent_indent="  "),
            textwrap.fill(f"- {item}", 78, subsequent_indent="  "),
            "Year    Pupils  Schools\n----    ------  -------\n2023    18,400  61\n2024    18,100  60",
            "RESOLVED -",
        ]
    )
    reading = read_text(text.encode())
    assert_sound(reading)
    assert [kind for kind, _ in outline(reading)] == [
        *[K.HEADING, K.PARAGRAPH, K.LIST_ITEM, K.LIST_ITEM],
        *[K.TABLE_HEADER, K.TABLE_ROW, K.TABLE_ROW, K.PARAGRAPH],
    ]
    assert " ".join(outline(reading)[1][1].split()) == story.strip()


def test_columns_do_not_hide_that_lines_are_wrapped() -> None:
    text = """Present:
Councillor Odile Marsh (Chair)          Bradgate Council
Councillor Bertram Yew                  Kirkdale Council
Councillor Sunita O'Grady               Leedsgate Council
Ursula Quill                            Director of Homes

 *  Members asked whether the depots would be bought or leased. Officers thought
    that both remained open.
 *  Members asked about fares. Officers responded that the fare would be kept
    until March, and that the Committee would be told of what became of procure-
    ment.
"""
    assert [
        (kind, " ".join(words.split())[-8:]) for kind, words in outline(read_text(text.encode()))
    ] == [
        (K.PARAGRAPH, "Present:"),
        *[(K.PARAGRAPH, " Council")] * 3,
        (K.PARAGRAPH, "of Homes"),
        (K.LIST_ITEM, "ed open."),
        (K.LIST_ITEM, "e- ment."),
    ]


def test_offsets_are_into_the_file_as_it_stands() -> None:
    text = "\n\n  First line \r\n\tSecond\xa0line\r\n\r\n \x0cThird\r"
    reading = read_text(b"\xef\xbb\xbf" + text.encode())
    assert reading.text == text
    assert [words for _, words in outline(reading)] == ["First line", "Second\xa0line", "Third"]


@pytest.mark.parametrize(
    ("data", "text", "noted"),
    [
        ("£5 – naïve".encode(), "£5 – naïve", False),
        ("\ufeff£5".encode("utf-16-le"), "£5", False),
        ("\ufeff£5".encode("utf-16-be"), "£5", False),
        ("£5 – naïve".encode("cp1252"), "£5 – naïve", True),
        ("£5, £6, £7 ".encode() + b"\xff", "£5, £6, £7 \ufffd", True),
    ],
)
def test_decodes(data: bytes, text: str, noted: bool) -> None:
    reading = read_text(data)
    assert reading.text == text
    assert bool(reading.notes) is noted


@pytest.mark.parametrize(
    ("data", "is_page", "name"),
    [
        ("£5 – naïve".encode(), False, "utf-8"),
        ("£5 – naïve".encode("cp1252"), False, "windows-1252"),
        ("\ufeff£5".encode("utf-16-be"), False, "utf-16be"),
        (b"<meta charset=iso-8859-2><p>\xa3", True, "iso-8859-2"),
        (b"<meta charset=iso-8859-1><p>\xa3", True, "windows-1252"),
        (b"<meta charset=x-nonsense><p>\xc2\xa3", True, "utf-8"),
        (b"<meta charset=iso-8859-2><p>\xc2\xa3", False, "utf-8"),
    ],
)
def test_the_charset_is_named_as_the_web_names_it(data: bytes, is_page: bool, name: str) -> None:
    assert charset(data, is_page) == name


@pytest.mark.parametrize("data", [b"\xff\xfe\x00\xd8\x00", bytes(range(256)) * 4])
def test_refuses_what_is_no_text(data: bytes) -> None:
    with pytest.raises(UnreadableSource, match="index again"):
        read_text(data)


LINES = st.lists(
    st.one_of(
        st.text(max_size=90),
        st.sampled_from(
            ["", "Minutes:", "- a", "· b", "1. C", "APOLOGIES", "a   b   c", "---  ---", "(a)"]
        ),
        st.integers(60, 80).map(lambda width: ("word " * 20)[:width]),
    ),
    max_size=30,
)


@given(LINES, st.sampled_from(["\n", "\r\n", "\n\n", "\r"]))
def test_any_text_is_kept_and_covered(lines: list[str], end: str) -> None:
    text = end.join(lines).encode("utf-8", "ignore").decode()
    try:
        reading = read_text(text.encode())
    except UnreadableSource:
        return
    assert reading.text == text.removeprefix("\ufeff")
    assert_sound(reading)
