from __future__ import annotations

import io
import zipfile

import docx
import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from archive import readers
from archive.readers import read
from archive.reading import UnreadableSource
from tests.archive.reading_checks import K, assert_sound, outline


@pytest.mark.parametrize(
    ("data", "name", "words"),
    [
        (b"", "a.txt", "a.txt is empty"),
        (
            b"%PDF-1.7 x",
            "papers/a.docx",
            "a.docx is named .docx but holds a PDF: rename it to .pdf and index again.",
        ),
        (b"PK\x03\x04", "a.pdf", "rename it to .docx"),
        (
            b"<!DOCTYPE html><p>x",
            "a.txt",
            "a.txt is named .txt but holds a web page: rename it to .html",
        ),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "a.docx", "password-protected"),
        (b"{\\rtf1 x}", "a.txt", "rich text"),
        (b"\x89PNG\r\n", "a.pdf", "picture"),
        (b"words", "a.docx", "a.docx is named .docx but its bytes are no Word file's"),
        (b"words\nand more", "a.pdf", "no PDF file's (they begin with “words”): fetch"),
        (b"\x00\x01words", "a.pdf", "no PDF file's (they begin with nothing to be read): fetch"),
        (b"words", "a.odt", "'.odt', which is not read"),
        (b"%PDF-1.7", "a.bin", "rename it to .pdf"),
        (b" \n\t", "a.txt", "a.txt holds no text"),
        (b"<script>x</script>", "a.html", "holds no text"),
    ],
)
def test_refuses_with_name_reason_and_remedy(data: bytes, name: str, words: str) -> None:
    with pytest.raises(UnreadableSource) as error:
        read(data, name)
    assert words in str(error.value)


def test_refuses_what_is_too_large(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(readers, "MAX_TEXT", 2_000_000)
    with pytest.raises(
        UnreadableSource, match=r"a\.md has 2\.5 MB, and a Markdown file may have 2 MB"
    ):
        read(b"x" * 2_500_000, "a.md")


def test_reads_each_form_of_text() -> None:
    assert outline(read(b"APOLOGIES\nNone.", "a.TXT")) == [
        (K.HEADING, "APOLOGIES"),
        (K.PARAGRAPH, "None."),
    ]
    assert outline(read(b"<h2>Apologies</h2>", "a.htm")) == [(K.HEADING, "Apologies")]
    markdown = (
        b"---\ntitle: 'Budget'\ndate: 2024-02-08\n---\n# Budget\n\n7. Note\n8. Pay\n\n| a | b |\n"
    )
    markdown += b"|---|---|\n| 1 | 2 |\n"
    reading = read(markdown, "a.md")
    assert (reading.claims.title, reading.claims.date) == ("Budget", "2024-02-08")
    assert outline(reading) == [
        *[(K.HEADING, "Budget"), (K.LIST_ITEM, "7. Note"), (K.LIST_ITEM, "8. Pay")],
        *[(K.TABLE_HEADER, "a\tb"), (K.TABLE_ROW, "1\t2")],
    ]


def zipped(part: bytes) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as package:
        package.writestr("word/document.xml", part)
        package.writestr("word/numbering.xml", part)
    return buffer.getvalue()


BYTES = st.one_of(
    st.binary(max_size=300),
    st.text(max_size=300).map(lambda text: text.encode("utf-8", "replace")),
    st.binary(max_size=100).map(lambda tail: b"PK\x03\x04" + tail),
    st.binary(max_size=100).map(lambda tail: b"%PDF-1.4\n" + tail),
    st.binary(max_size=100).map(lambda tail: b"\xff\xfe" + tail),
    st.binary(max_size=100).map(zipped),
)


@given(
    BYTES,
    st.sampled_from(
        ["a.txt", "a.md", "a.html", "a.htm", "a.docx", "a.pdf", "a", ".txt", "a.doc", ""]
    ),
)
@example(b"\xef\xbb\xbf<html><p>x", "a.txt")
@example(b"<meta charset=utf-7><p>+AD", "a.html")
@example(b"<meta charset=punycode><p>\xff", "a.html")
@example(b"<meta charset=zlib><p>x", "a.html")
def test_any_bytes_under_any_name_read_or_are_refused(data: bytes, name: str) -> None:
    try:
        reading = read(data, name)
    except UnreadableSource as error:
        assert str(error)
    else:
        assert_sound(reading)


def test_refuses_what_unpacks_to_too_much(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(readers, "MAX_TEXT", 1_000_000)
    document = docx.Document()
    document.add_paragraph("The Committee met. " * 100_000)
    buffer = io.BytesIO()
    document.save(buffer)
    with pytest.raises(UnreadableSource, match=r"a\.docx unpacks to 1\.9 million .* 1 million"):
        read(buffer.getvalue(), "a.docx")


def test_deep_markdown_is_read_or_refused_and_never_cut() -> None:
    def nested(levels: int) -> bytes:
        return "\n".join(f"{'  ' * level}- level {level}" for level in range(levels)).encode()

    assert "level 69" in read(nested(70), "a.md").text
    assert "word" in read(b">" * 140 + b" word", "a.md").text
    for deeper in (nested(80), b">" * 5_000 + b" word"):
        with pytest.raises(UnreadableSource, match="150 levels deep"):
            read(deeper, "a.md")
