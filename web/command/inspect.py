"""``minutebook inspect``: what was read of one file, for a person to compare with the page."""

from __future__ import annotations

import argparse
import json
import shutil
import sys
from pathlib import Path

from archive.readers.pdf.pdfium import pictures
from archive.reading import UnreadableSource
from indexer.passage import Passage
from web.command.line import one_line
from web.command.printout import printout
from web.content import document_content, item_body, motion_body, pages
from web.contract import InspectionBody, PassageFoundBody
from web.inspection import Inspection, inspect
from web.presenters.inspection import PageImage, inspection_page
from web.site import SiteSettings
from web.templating import make_templates
from web.urls import Urls

PAGE_SCALE = 1.5
"""Pixels to the point: small print can be read, and a page takes some 80 kB."""

COLOURS = 64
"""Of a page's image: charts can be told apart, and it takes a third of the space."""


def run(options: argparse.Namespace) -> int:
    try:
        inspection = inspect(options.file)
        if options.html:
            _write_pages(inspection, options.html)
    except UnreadableSource as error:
        sys.stderr.write(f"minutebook: {one_line(str(options.file))} was not read: {error}\n")
        return 1
    if options.json:
        sys.stdout.write(json.dumps(_body(inspection), ensure_ascii=False) + "\n")
    elif options.html:
        sys.stdout.write(f"Written: {options.html / 'index.html'}\n")
    else:
        width = 0 if options.full else shutil.get_terminal_size((100, 0)).columns
        sys.stdout.write("\n".join(map(one_line, printout(inspection, width))) + "\n")
    return 0


def _write_pages(inspection: Inspection, folder: Path) -> None:
    """A page to be opened in a browser, with the images of the source's own pages beside it."""
    folder.mkdir(parents=True, exist_ok=True)
    images = []
    if inspection.document.entry.pages is not None:
        for picture in pictures(inspection.data, PAGE_SCALE):
            name = f"page-{picture.page:04}.png"
            picture.image.quantize(COLOURS).save(folder / name)
            images.append(PageImage(picture.page, name, picture.width, picture.height))
    template = make_templates(SiteSettings(), Urls()).get_template("inspect/index.html")
    page = template.render(page=inspection_page(inspection, images))
    (folder / "index.html").write_text(page, "utf-8")


def _body(inspection: Inspection) -> InspectionBody:
    meeting = inspection.document.entry.meeting
    return {
        **document_content(inspection.document),
        "time": meeting.time if meeting else "",
        "place": meeting.place if meeting else "",
        "passages": [_passage(passage) for passage in inspection.passages],
        "dropped": [
            {"text": each.text, "reason": each.reason, "page": each.page}
            for each in inspection.reading.dropped
        ],
    }


def _passage(passage: Passage) -> PassageFoundBody:
    return {
        "id": passage.id,
        "kind": passage.kind.value,
        "text": passage.text,
        "context": [context.text for context in passage.context],
        "section": list(passage.section),
        "item": item_body(passage.item),
        "pages": pages(passage.pages),
        "start": passage.start,
        "end": passage.end,
        "motion": motion_body(passage.motion),
        "roles": [role.value for role in passage.roles],
    }
