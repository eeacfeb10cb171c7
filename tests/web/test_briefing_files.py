"""A briefing's files: a Word document with real footnotes, Markdown, a table, and what proves it all."""

from __future__ import annotations

import csv
import io
import json
import re
import shutil
import subprocess
import zipfile
from dataclasses import replace
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import docx
import pypdfium2
import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt
from starlette.testclient import TestClient

from tests.web.conftest import SETTINGS
from tests.web.library import (
    COUNCIL,
    HOSTILE,
    MINUTES,
    OLD_PASSAGE,
    REPORT,
    SCRUTINY,
    MemoryLibrary,
)
from tests.web.test_api import mismatches
from web.app import create_app
from web.briefing.contract import ChecksumsBody
from web.briefing.markdown import escaped
from web.briefing.plain import plain
from web.export import COLUMNS

EXCHANGE, HARD = MINUTES.passages[2], MINUTES.passages[4]
MOTION, ROW = COUNCIL.passages[2], REPORT.passages[1]
PICKS = "&".join(f"pick={each.id}" for each in (EXCHANGE, ROW, MOTION, HARD, OLD_PASSAGE))
ASKED = f"{PICKS}&pick=gone&briefing.title=On+neglect&note.{ROW.id}=Ask+why.%0D%0A%3D1%2B1+%E2%80%93+%C3%A9"
W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
RELATIONS = "{http://schemas.openxmlformats.org/package/2006/relationships}"


def parts(data: bytes) -> dict[str, ElementTree.Element]:
    """Every XML part of a Word file, parsed."""
    with zipfile.ZipFile(io.BytesIO(data)) as file:
        assert file.testzip() is None
        return {
            name: ElementTree.fromstring(file.read(name))
            for name in file.namelist()
            if name.endswith((".xml", ".rels"))
        }


def said(element: ElementTree.Element) -> str:
    return "".join(text.text or "" for text in element.iter(f"{W}t"))


@pytest.fixture
def word(client: TestClient) -> bytes:
    answer = client.get(f"/briefing.docx?{ASKED}")
    assert answer.status_code == 200
    assert (
        answer.headers["content-disposition"] == 'attachment; filename="briefing-on-neglect.docx"'
    )
    return answer.content


def test_word_numbers_the_citations_as_its_own_footnotes(word: bytes) -> None:
    found = parts(word)
    body, notes = found["word/document.xml"], found["word/footnotes.xml"]
    calls = [each.get(f"{W}id") for each in body.iter(f"{W}footnoteReference")]
    written = {each.get(f"{W}id"): each for each in notes}

    assert calls == ["1", "2", "3", "4", "5"]
    assert set(written) == {"-1", "0", *calls}
    assert [written[n].get(f"{W}type") for n in ("-1", "0")] == [
        "separator",
        "continuationSeparator",
    ]
    assert all(written[n].find(f".//{W}footnoteRef") is not None for n in calls)
    assert (
        said(written["2"])
        .strip()
        .startswith(
            "Safeguarding Annual Report 2023-24, Children, Schools and Families Scrutiny Committee, "
            "15 October 2024, page 3. Retrieved 20 January 2025. http://testserver/passages/"
        )
    )
    types = {each.get("PartName"): each.get("ContentType") for each in found["[Content_Types].xml"]}
    assert str(types["/word/footnotes.xml"]).endswith("wordprocessingml.footnotes+xml")
    named = [each.get(f"{W}id") for each in found["word/settings.xml"].iter(f"{W}footnote")]
    assert named == ["-1", "0"]


def test_words_links_lead_somewhere(word: bytes) -> None:
    found = parts(word)
    for part in ("document", "footnotes"):
        targets = {
            each.get("Id"): each.get("Target")
            for each in found[f"word/_rels/{part}.xml.rels"].iter(f"{RELATIONS}Relationship")
            if each.get("TargetMode") == "External"
        }
        links = list(found[f"word/{part}.xml"].iter(f"{W}hyperlink"))
        assert links and {each.get(f"{R}id") for each in links} == set(targets)
        assert all(re.match(r"https?://", target or "") for target in targets.values())


def test_word_uses_styles_that_it_has_and_no_id_twice(word: bytes) -> None:
    found = parts(word)
    known = {each.get(f"{W}styleId") for each in found["word/styles.xml"].iter(f"{W}style")}
    used = {
        each.get(f"{W}val")
        for part in ("document", "footnotes", "footer1")
        for each in found[f"word/{part}.xml"].iter()
        if each.tag in (f"{W}pStyle", f"{W}rStyle", f"{W}tblStyle")
    }

    assert used <= known and {"Quote", "FootnoteText", "FootnoteReference", "Hyperlink"} <= used
    languages = {each.get(f"{W}val") for each in found["word/styles.xml"].iter(f"{W}lang")}
    assert languages == {"en-GB"}


def test_word_holds_the_briefing(word: bytes) -> None:
    document = docx.Document(io.BytesIO(word))
    styled = [(each.style.name, each.text) for each in document.paragraphs]
    texts = [text for _, text in styled]
    about = document.core_properties

    assert styled[0] == ("Title", "On neglect")
    assert (about.title, about.author, about.language) == (
        "On neglect", "Larkmere Borough Council", "en-GB",
    )  # fmt: skip
    headings = [text for style, text in styled if style == "Heading 1"]
    assert headings == [
        f"1. Safeguarding annual report ({SCRUTINY}, 10 December 2024)",
        f"2. Safeguarding Annual Report › 2 Figures ({SCRUTINY}, 15 October 2024)",
        "3. Bus shelters (Full Council, 8 May 2025)",
        f"4. Safeguarding annual report ({SCRUTINY}, 10 December 2024)",
        "5. Cabinet, 7 March 2023",
        "Passages that the archive does not know",
        "What was searched",
        "Checksums",
    ]
    quotes = [text for style, text in styled if style == "Quote"]
    assert " ".join(EXCHANGE.text.split()) in texts and HOSTILE in quotes
    assert [q for q in quotes if q.startswith(("Kind", "2022-23", "2023-24"))] == [
        "Kind: Neglect", "2022-23: 1,204", "2023-24: 1,311",
    ]  # fmt: skip
    assert "Ask why." in texts and "=1+1 – é" in texts
    assert any("the publisher has replaced it" in text for text in texts)
    assert any("Words struck through in the source" in text for text in texts)
    assert "gone" in texts
    (table,) = document.tables
    rows = [[cell.text for cell in row.cells] for row in table.rows]
    assert rows[0][0] == "No." and len(rows) == 6
    assert rows[1][1].startswith(EXCHANGE.id)
    assert table.rows[0]._tr.find(f".//{W}tblHeader") is not None


@pytest.mark.skipif(shutil.which("soffice") is None, reason="no LibreOffice is installed")
def test_word_prints_with_its_footnotes_and_links(word: bytes, tmp_path: Path) -> None:
    file = tmp_path / "briefing.docx"
    file.write_bytes(word)
    subprocess.run(
        ["soffice", f"-env:UserInstallation={(tmp_path / 'office').as_uri()}", "--headless",
         "--convert-to", "pdf", "--outdir", tmp_path, file],
        check=True, capture_output=True, timeout=120,
    )  # fmt: skip
    pdf = pypdfium2.PdfDocument(file.with_suffix(".pdf"))
    pages = [page.get_textpage().get_text_range() for page in pdf]
    text = " ".join(" ".join(pages).split())
    pdf.close()

    assert "On neglect" in text and "1. Safeguarding annual report" in text
    assert "RETRIEVED" not in text and text.count("Retrieved 20 January 2025.") == 5
    for number in range(1, 6):
        assert re.search(rf"(?<!\d){number} [A-Z][^.]+\. Retrieved 20 January 2025\.", text), number
    raw = file.with_suffix(".pdf").read_bytes()
    assert f"http://testserver/passages/{EXCHANGE.id}".encode() in raw
    assert b"https://democracy.larkmere.example/documents/s7101/report.pdf#page=3" in raw


def test_markdown_holds_the_briefing(client: TestClient) -> None:
    answer = client.get(f"/briefing.md?{ASKED}")
    text = answer.text

    assert answer.headers["content-type"] == "text/markdown; charset=utf-8"
    assert text.startswith("# On neglect\n")
    assert re.findall(r"(?<!^)\[\^(\d)\](?!:)", text) == list("12345")
    assert re.findall(r"^\[\^(\d)\]: ", text, re.M) == list("12345")
    assert "> **2023-24:** 1,311[^2]" in text and "\n\\=1+1 – é\n" in text
    assert f"Published source: <{REPORT.document.entry.provenance.source_url}#page=3>" in text
    html = MarkdownIt().enable("table").render(text)
    assert "<script>" not in html and "&lt;script&gt;alert(1)&lt;/script&gt;" in html
    assert html.count("<tr>") == 6 and "- gone" in text


@given(st.text(max_size=60))
def test_markdown_shows_words_as_they_are(text: str) -> None:
    (opening, inline, _) = MarkdownIt().enable("table").parse(f"x\n\n{escaped(text)}y\n")[3:]

    assert opening.type == "paragraph_open"
    assert all(each.type == "text" for each in inline.children or [])
    assert "".join(each.content for each in inline.children or []) == f"{plain(text)}y"


def test_a_table_holds_the_briefing(client: TestClient) -> None:
    data = client.get(f"/briefing.csv?{ASKED}").content
    rows = list(csv.DictReader(io.StringIO(data.decode("utf-8-sig"), newline=""), strict=True))

    assert data.startswith(b"\xef\xbb\xbf") and set(COLUMNS) < set(rows[0])
    assert [row["Number"] for row in rows] == list("12345")
    assert rows[1]["Note"] == "Ask why.\n=1+1 – é" and rows[0]["Retrieved"] == "2025-01-20"
    assert all(row["Link"] == f"http://testserver/passages/{id}" for row, id in zip(
        rows, (EXCHANGE.id, ROW.id, MOTION.id, HARD.id, OLD_PASSAGE.id), strict=True
    ))  # fmt: skip
    assert not [cell for row in rows for cell in row.values() if cell[:1] in tuple("=+-@\t")]


def test_a_list_of_checksums_proves_the_quotations(
    client: TestClient, library: MemoryLibrary
) -> None:
    answer = client.get(f"/briefing-checksums.json?{ASKED}")
    body: Any = json.loads(answer.content)

    assert "attachment" in answer.headers["content-disposition"]
    assert mismatches(body, ChecksumsBody) == []
    assert len(body["quotations"]) == 5 and body["quotations"][0]["passage"] == EXCHANGE.id
    for each in body["quotations"]:
        held = library.document_holding(each["passage"])
        assert held and held.entry.provenance.sha256 == each["original_sha256"]


@pytest.mark.parametrize(
    "address",
    [f"/briefing.docx?{PICKS}", f"/briefing.md?{PICKS}", f"/briefing.csv?{PICKS}",
     f"/briefing-checksums.json?{PICKS}", "/search.csv?q=neglect"],
)  # fmt: skip
def test_head_tells_of_a_file_without_making_it(
    client: TestClient, monkeypatch: pytest.MonkeyPatch, address: str
) -> None:
    def refuse(*_: object, **__: object) -> None:
        raise AssertionError("the file was made")

    whole = client.get(address)
    monkeypatch.setattr(MemoryLibrary, "passage", refuse)
    monkeypatch.setattr(MemoryLibrary, "search", refuse)
    head = client.head(address)

    assert head.status_code == 200 and head.content == b""
    for name in ("content-disposition", "content-type", "x-robots-tag"):
        assert head.headers[name] == whole.headers[name]
    assert head.headers.get("content-length") != "0"


@pytest.mark.parametrize(
    "title", ["%00%0B%1B[31m", "%EF%BF%BF%EF%BF%BE", "%ED%A0%80", "a%0Ab", "&lt;"]
)
def test_any_title_makes_a_word_file(client: TestClient, title: str) -> None:
    answer = client.get(
        f"/briefing.docx?pick={HARD.id}&briefing.title={title}&note.{HARD.id}={title}"
    )

    assert answer.status_code == 200
    assert "word/footnotes.xml" in parts(answer.content)


def test_the_checksum_table_breaks_no_word_of_its_headings(word: bytes) -> None:
    """At 10 points a bold letter is about 6 wide, and a cell keeps 0.38 cm of its width for itself."""
    (table,) = docx.Document(io.BytesIO(word)).tables
    for cell in table.rows[0].cells:
        assert cell.width
        longest = max(len(part) for part in cell.text.split())
        assert longest * 6 <= cell.width.pt - 10.8, cell.text
    for cell in table.rows[1].cells:
        assert cell.paragraphs[0].paragraph_format.space_before


def test_what_readers_should_know_first_stands_over_a_briefing_and_its_files(
    library: MemoryLibrary,
) -> None:
    notice = "A sample: quote it *nowhere*."
    with TestClient(create_app(library, replace(SETTINGS, notice=notice))) as client:
        pages = [client.get(f"/briefing{asked}").text for asked in ("", f"?pick={EXCHANGE.id}")]
        markdown = client.get(f"/briefing.md?pick={EXCHANGE.id}").text
        word = docx.Document(io.BytesIO(client.get(f"/briefing.docx?pick={EXCHANGE.id}").content))

    assert all(notice in page for page in pages)
    assert f"\n\n**{escaped(notice)}**\n\n## 1" in markdown
    assert [paragraph.text for paragraph in word.paragraphs][1] == notice


def test_a_briefing_without_a_notice_opens_with_its_first_quotation(client: TestClient) -> None:
    markdown = client.get(f"/briefing.md?pick={EXCHANGE.id}").text

    assert re.match(r"# Briefing\n\n## 1", markdown)
