"""The invented borough: its corpus is what its sources print, and says what it is."""

from __future__ import annotations

import io
import re
from html.parser import HTMLParser
from pathlib import Path

import docx
import pypdfium2
import pytest

from tests.borough.minutes_source import NOTICE, SourceError, read, read_all
from tests.borough.sample import SOURCES, write_sample

CORPUS = Path(__file__).parents[2] / "corpus" / "larkmere"
WORDS = 38_000
RESERVED = ("neglect", "professionally curious", "MASH", "Multi-Agency Safeguarding Hub")
FILES = sorted(CORPUS.iterdir())
RECORDS = [path for path in FILES if path.suffix in (".html", ".pdf", ".docx", ".txt")]


class _Words(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.parts: list[str] = []

    def handle_data(self, data: str) -> None:
        self.parts.append(data)


def words(path: Path) -> str:
    """A record's text with every run of white space made one space."""
    if path.suffix == ".pdf":
        document = pypdfium2.PdfDocument(path.read_bytes())
        text = " ".join(page.get_textpage().get_text_bounded() for page in document)
        document.close()
    elif path.suffix == ".docx":
        document = docx.Document(io.BytesIO(path.read_bytes()))
        text = " ".join(paragraph.text for paragraph in document.paragraphs)
    elif path.suffix == ".html":
        parser = _Words()
        parser.feed(path.read_text(encoding="utf-8"))
        text = "".join(parser.parts)
    else:
        text = path.read_text(encoding="utf-8")
    return " ".join(text.split())


def test_corpus_is_what_the_sources_print(tmp_path: Path) -> None:
    write_sample(tmp_path)
    assert sorted(path.name for path in tmp_path.iterdir()) == [path.name for path in FILES]
    changed = [
        path.name for path in FILES if (tmp_path / path.name).read_bytes() != path.read_bytes()
    ]
    assert changed == [], "run python -m tests.borough and look at what changed"


@pytest.mark.parametrize("path", RECORDS, ids=lambda path: path.name)
def test_every_record_says_that_the_borough_is_invented(path: Path) -> None:
    if path.name.endswith("-scan.pdf"):
        assert words(path) == "", "a scan has no text layer"
    else:
        assert NOTICE in words(path)


def test_a_sample_of_real_size() -> None:
    texts = [path.read_text(encoding="utf-8") for path in SOURCES.parent.glob("*/*.txt")]
    assert sum(len(text.split()) for text in texts) >= WORDS


@pytest.mark.parametrize("word", RESERVED)
def test_reserved_words_occur_nowhere(word: str) -> None:
    written = re.compile(re.escape(word), 0 if word.isupper() else re.IGNORECASE)
    paths = [*SOURCES.glob("*.txt"), *RECORDS]
    assert [path.name for path in paths if written.search(words(path))] == []


def test_no_two_items_share_an_id() -> None:
    seen: dict[int, int] = {}
    for source in read_all(SOURCES):
        for item in source.items:
            assert seen.setdefault(item.id, source.mid) == source.mid, f"{source.path}: {item.id}"


def test_a_source_that_breaks_the_format_is_named_with_its_remedy(tmp_path: Path) -> None:
    path = tmp_path / "broken.txt"
    path.write_text("committee: Cabinet\nwhere: Town Hall\n", encoding="utf-8")
    with pytest.raises(SourceError, match=r"broken\.txt, line 2: .*write \"key: value\""):
        read(path)
