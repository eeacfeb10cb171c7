"""Files made to do harm, read in one run beside a good one: each is named, and the good one is read."""

from __future__ import annotations

import io
import zipfile
import zlib
from collections.abc import Callable, Iterable
from pathlib import Path

import pytest

from archive.catalogue import open_catalogue
from archive.ingest import Ingested, ingest
from archive.process import Limits
from archive.workers import Workers

WORDS = "The damp in Harbour Ward was noted."
LIMITS = Limits(seconds=120, memory=600_000_000)
_W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_PARTS = [
    (
        "[Content_Types].xml",
        f'<Types xmlns="{_PACKAGE}/content-types"><Default Extension="rels" ContentType="application/'
        'vnd.openxmlformats-package.relationships+xml"/><Override PartName="/word/document.xml" '
        'ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"'
        "/></Types>",
    ),
    (
        "_rels/.rels",
        f'<Relationships xmlns="{_PACKAGE}/relationships"><Relationship Id="a" Target="word/document.xml" '
        'Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument"/>'
        "</Relationships>",
    ),
]


def package(parts: Iterable[tuple[str, str | bytes]], how: int = zipfile.ZIP_DEFLATED) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", how) as made:
        for name, part in parts:
            made.writestr(name, part)
    return out.getvalue()


def word(body: str, before: str = "", how: int = zipfile.ZIP_DEFLATED) -> bytes:
    document = f"{before}<w:document {_W}><w:body>{body}</w:body></w:document>"
    return package([*_PARTS, ("word/document.xml", document)], how)


def said(words: str) -> str:
    return f"<w:p><w:r><w:t>{words}</w:t></w:r></w:p>"


def lying() -> bytes:
    """A package whose directory says that a part of 300 MB has 300 bytes."""
    data = bytearray(package([*_PARTS, ("word/document.xml", b" " * 300_000_000)]))
    for at, opens in ((22, b"PK\x03\x04"), (24, b"PK\x01\x02")):
        place = data.rfind(opens)
        data[place + at : place + at + 4] = (300).to_bytes(4, "little")
    return bytes(data)


def pdf(*objects: bytes) -> bytes:
    """A PDF of these objects, numbered from 1, the first being the catalogue."""
    out, places = b"%PDF-1.7\n", []
    for number, each in enumerate(objects, 1):
        places.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, each)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    size = len(objects) + 1
    tail = b"trailer<</Size %d/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF\n" % (size, len(out))
    return out + b"xref\n0 %d\n0000000000 65535 f \n%s" % (size, table) + tail


def stream(content: bytes, more: bytes = b"") -> bytes:
    return b"<</Length %d%s>>stream\n%s\nendstream" % (len(content), more, content)


CATALOGUE = b"<</Type/Catalog/Pages 2 0 R>>"
FONT = b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>"
SAID = stream(b"BT /F1 12 Tf 50 700 Td (%s) Tj ET" % WORDS.encode())


def page(more: bytes = b"") -> bytes:
    return b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R%s>>" % more


def printed(count: int, font: bytes = FONT, more: bytes = b"") -> bytes:
    """Pages that all show the same words."""
    kids = b" ".join(b"%d 0 R" % (number + 5) for number in range(count))
    resources = b"/Resources<</Font<</F1 3 0 R>>>>" + more
    pages = [page(resources)] * count
    return pdf(CATALOGUE, b"<</Type/Pages/Count %d/Kids[%s]>>" % (count, kids), font, SAID, *pages)


def drawing(content: bytes, *forms: bytes, packed: bool = False) -> bytes:
    """One page that draws the content, with forms as objects 6 and on."""
    shown = stream(zlib.compress(content), b"/Filter/FlateDecode") if packed else stream(content)
    resources = b"<</XObject<</X 6 0 R>>/Font<</F1 3 0 R>>>>"
    kids = b"<</Type/Pages/Count 1/Kids[5 0 R]>>"
    return pdf(CATALOGUE, kids, FONT, shown, page(b"/Resources" + resources), *forms)


def form(content: bytes, drawn: int) -> bytes:
    resources = b"/Resources<</XObject<</X %d 0 R>>/Font<</F1 3 0 R>>>>" % drawn
    return stream(content, b"/Type/XObject/Subtype/Form/BBox[0 0 595 842]" + resources)


READ = ""
"""In place of a reason: the good words are read."""
EITHER = None
"""Read or refused, as its reader chooses: what counts is that the run goes on."""

FILES: dict[str, tuple[Callable[[], bytes], str | None]] = {
    # Word files
    "zip bomb.docx": (
        lambda: package([*_PARTS, *((f"{n}.bin", b"\0" * 60_000_000) for n in range(9))]),
        "unpacks to 540 MB",
    ),
    "large part.docx": (
        lambda: package([*_PARTS, ("word/document.xml", b"\0" * 50_000_000)]),
        "word/document.xml unpacks to 50 MB, more than the 40 MB",
    ),
    "large parts.docx": (
        lambda: package(
            [
                *_PARTS,
                ("word/document.xml", said(WORDS)),
                *((f"{n}.xml", b"\0" * 35_000_000) for n in range(4)),
            ]
        ),
        "unpacks to 35 MB, more than",
    ),
    "lying zip.docx": (lying, "could not be read as a Word document (BadZipFile"),
    "other packing.docx": (lambda: word(said(WORDS), how=zipfile.ZIP_LZMA), "packed in a way"),
    "many parts.docx": (
        lambda: package([*_PARTS, *((f"{n}.xml", "") for n in range(10_001))]),
        "in 10,003 parts, and a document may have",
    ),
    "path tricks.docx": (
        lambda: package([("../../../a.xml", "<a/>"), ("/etc/b.xml", "<b/>")]),
        "no Word document",
    ),
    "entities.docx": (
        lambda: word(
            said("&b;" * 10), '<!DOCTYPE a [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;&a;&a;">]>'
        ),
        "declares entities",
    ),
    "outside entity.docx": (
        lambda: word(said("&b;"), '<!DOCTYPE a [<!ENTITY b SYSTEM "file:///etc/passwd">]>'),
        "declares entities",
    ),
    "deep.docx": (
        lambda: word("<w:sdt>" * 20_000 + said(WORDS) + "</w:sdt>" * 20_000),
        "RecursionError",
    ),
    # web pages
    "deep.html": (lambda: b"<div>" * 10_000 + WORDS.encode(), "nests more than 5,000 elements"),
    "unclosed.html": (lambda: b"<p><b><i><u>" * 20_000 + WORDS.encode(), "nests more than"),
    "attribute.html": (
        lambda: f"<p class='{'x ' * 500_000}'>{WORDS}</p>".encode(),
        READ,
    ),
    "endless name.html": (lambda: f"<p>{WORDS}</p><{'a' * 1_000_000}".encode(), READ),
    "opened tags.html": (lambda: f"<p>{WORDS}</p>{'<a ' * 300_000}".encode(), READ),
    "scripts.html": (
        lambda: (
            f"<p>{WORDS}</p><script>STOLEN</script><style>STOLEN</style><svg><script>STOLEN</script>"
            "</svg><template>STOLEN</template><p hidden>STOLEN</p><iframe srcdoc='STOLEN'></iframe>"
        ).encode(),
        READ,
    ),
    "null bytes.html": (lambda: b"<p>\0" + WORDS.encode() * 9 + b"\0</p>", READ),
    "tables in tables.html": (lambda: b"<table><tr><td>a" * 300 + WORDS.encode(), READ),
    # texts
    "null bytes.txt": (lambda: WORDS.encode() + b"\0" * 100_000, "bytes that are no text"),
    "one line.txt": (lambda: (WORDS + " ").encode() * 100_000, READ),
    "many lines.txt": (lambda: b"a\n" * 200_001, "200,001 paragraphs and rows"),
    "deep.md": (lambda: b">" * 5_000 + WORDS.encode(), "levels deep"),
    # PDFs
    "many pages.pdf": (lambda: printed(5_000), EITHER),
    "circle of pages.pdf": (
        lambda: pdf(CATALOGUE, b"<</Type/Pages/Count 9/Kids[2 0 R 2 0 R]>>"),
        "page",
    ),
    "counted wrongly.pdf": (
        lambda: printed(1).replace(b"/Count 1", b"/Count 2000000000"),
        EITHER,
    ),
    "no font.pdf": (lambda: printed(1, font=b"<</Type/Font/FontFile2 4 0 R>>"), EITHER),
    "broken font.pdf": (
        lambda: printed(1, font=FONT[:-2] + b"/FontDescriptor<</FontFile2 4 0 R>>>>"),
        EITHER,
    ),
    "endless page.pdf": (
        lambda: printed(1).replace(b"595 842]", b"99999999999 99999999999]"),
        READ,
    ),
    "script.pdf": (
        lambda: printed(1, more=b"/AA<</O<</S/JavaScript/JS(app.alert\\('STOLEN'\\))>>>>"),
        READ,
    ),
    "packed content.pdf": (
        lambda: drawing(b" " * 700_000_000, packed=True),
        "needed more than 600 MB",
    ),
    "form in itself.pdf": (
        lambda: drawing(b"/X Do /X Do", form(b"/X Do /X Do /X Do", 6)),
        EITHER,
    ),
    "forms in forms.pdf": (
        lambda: drawing(
            b"/X Do " * 10,
            *(form(b"/X Do " * 10, number) for number in range(7, 17)),
            form(b"BT /F1 12 Tf (a) Tj ET", 6),
        ),
        EITHER,
    ),
}


@pytest.fixture(scope="module")
def run(tmp_path_factory: pytest.TempPathFactory) -> tuple[Ingested, dict[str, str]]:
    """What became of all of them in one run, and the texts that were read."""
    papers, archive = tmp_path_factory.mktemp("papers"), tmp_path_factory.mktemp("archive")
    for name, (make, _) in FILES.items():
        (papers / name).write_bytes(make())
    (papers / "zz good.txt").write_text(WORDS)
    with Workers(2, LIMITS) as workers, open_catalogue(archive, create=True) as catalogue:
        done = ingest([papers], archive, catalogue, workers=workers)
        texts = {
            catalogue.entry(version.number).provenance.file: catalogue.document(version.number).text
            for version in catalogue.versions()
        }
    return done, texts


def test_the_run_goes_on_to_the_good_file(run: tuple[Ingested, dict[str, str]]) -> None:
    done, texts = run
    assert texts["zz good.txt"] == WORDS
    assert {bad.file for bad in done.unreadable} | set(texts) == {*FILES, "zz good.txt"}


@pytest.mark.parametrize("name", FILES)
def test_each_is_read_or_named_with_its_reason(
    run: tuple[Ingested, dict[str, str]], name: str
) -> None:
    done, texts = run
    reason = FILES[name][1]
    told = {bad.file: bad.reason for bad in done.unreadable}.get(name, "")
    assert "STOLEN" not in texts.get(name, "")
    assert "Reading it failed" not in told, "no reader's own fault"
    if reason == READ:
        assert WORDS in texts.get(name, told)
    elif reason is not EITHER:
        assert reason in told
        assert name not in texts


def test_what_takes_for_ever_is_stopped_and_named(tmp_path: Path) -> None:
    (tmp_path / "many attributes.html").write_text(
        f"<p {' '.join(f'a{n}=1' for n in range(200_000))}>{WORDS}"
    )
    (tmp_path / "zz good.txt").write_text(WORDS)
    (tmp_path / "archive").mkdir()
    with (
        Workers(1, Limits(seconds=2)) as workers,
        open_catalogue(tmp_path / "archive", create=True) as catalogue,
    ):
        done = ingest([tmp_path], tmp_path / "archive", catalogue, workers=workers)
    assert [bad.file for bad in done.unreadable] == ["many attributes.html"]
    assert "It took longer than 2 seconds to read" in done.unreadable[0].reason
    assert done.added == 1
