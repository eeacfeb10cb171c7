"""What every reader promises of any bytes; run as a program, a worker that holds readers to it."""

from __future__ import annotations

import datetime as dt
from itertools import pairwise
from pathlib import PurePosixPath

from archive.document import Document
from archive.intake import document_of
from archive.readers import read
from archive.reading import Reading
from archive.records import document_from_json, entry_to_json, structure_to_json
from archive.sources import Source
from archive.worker import serve


def check_reading(reading: Reading) -> None:
    """Raises AssertionError where a reading is not what its docstrings say."""
    text, pages = reading.text, len(reading.pages or ())
    text.encode()
    assert reading.blocks, "a reading without blocks"
    end = 0
    for block in reading.blocks:
        assert end <= block.start < block.end <= len(text), f"{block} overlaps or is empty"
        assert not text[end : block.start].strip(), f"text before {block} is in no block"
        assert text[block.start : block.end].startswith(block.marker), f"{block} lacks its marker"
        if block.pages:
            assert 1 <= block.pages[0] <= block.pages[1] <= pages, f"{block} is on no page"
        for area in block.areas:
            assert block.start <= area.start <= area.end <= block.end, f"{area} outside {block}"
            assert area.x0 <= area.x1, f"{area} ends before it begins"
            assert area.y0 <= area.y1, f"{area} ends before it begins"
            assert 1 <= area.page <= pages, f"{area} is on no page"
        end = block.end
    assert not text[end:].strip(), "text after the last block is in none"
    for deletion in reading.deletions:
        assert 0 <= deletion.at <= len(text), f"{deletion} lies outside the text"
    for one, other in pairwise(reading.items):
        assert one.end <= other.start, f"{one} runs into {other}"
    for item in reading.items:
        assert 0 <= item.start < item.end <= len(text), f"{item} lies outside the text"


def check_document(document: Document) -> None:
    """Raises AssertionError where a document's parts lie outside its text, or JSON does not hold it."""
    whole = range(len(document.text) + 1)
    for item in document.items:
        assert item.start in whole and item.end in whole, f"{item} lies outside the text"
    for one in document.attendance:
        assert one.start in whole and one.end in whole, f"{one} lies outside the text"
    told = entry_to_json(document.entry), document.text, structure_to_json(document)
    held = document_from_json(*told)
    again = entry_to_json(held.entry), held.text, structure_to_json(held)
    assert again == told, "JSON gives another document back"
    "".join(told).encode()


def take_in_checked(source: Source, data: bytes, retrieved: dt.datetime) -> Document:
    """As ``archive.intake.take_in``, with every promise checked."""
    reading = read(data, PurePosixPath(source.file).name)
    check_reading(reading)
    document = document_of(reading, source, data, retrieved)
    check_document(document)
    return document


if __name__ == "__main__":
    serve(take_in_checked)
