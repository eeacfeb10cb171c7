from __future__ import annotations

import io

import pytest
from reportlab.pdfgen.canvas import Canvas

from archive.readers.pdf.pdfium import pictures
from archive.reading import UnreadableSource


def drawn(*sizes: tuple[float, float], is_turned: bool = False) -> bytes:
    """A PDF with a black square in the top left corner of each page as shown, upright or on its side."""
    made = io.BytesIO()
    canvas = Canvas(made)
    for width, height in sizes:
        canvas.setPageSize((width, height))
        canvas.setPageRotation(90 if is_turned else 0)
        canvas.rect(0, 0 if is_turned else height - 50, 50, 50, fill=1)
        canvas.showPage()
    canvas.save()
    return made.getvalue()


def test_each_page_is_drawn_as_a_viewer_shows_it() -> None:
    found = list(pictures(drawn((200, 300), (400, 100)), scale=2))

    assert [(each.page, each.width, each.height) for each in found] == [
        (1, 200, 300),
        (2, 400, 100),
    ]
    assert [each.image.size for each in found] == [(400, 600), (800, 200)]
    for each in found:
        image = each.image.convert("L")
        assert image.getpixel((20, 20)) == 0 and image.getpixel((160, 160)) == 255


def test_a_page_that_lies_on_its_side_is_drawn_upright() -> None:
    (turned,) = pictures(drawn((200, 300), is_turned=True), scale=1)

    assert (turned.width, turned.height) == (200, 300) == turned.image.size
    image = turned.image.convert("L")
    assert image.getpixel((20, 20)) == 0 and image.getpixel((180, 20)) == 255


def test_a_poster_does_not_fill_the_memory() -> None:
    (poster,) = pictures(drawn((14_000, 7_000)), scale=2)

    assert poster.image.size == (4000, 2000)
    assert (poster.width, poster.height) == (14_000, 7_000)


def test_what_is_no_pdf_is_refused() -> None:
    with pytest.raises(UnreadableSource):
        list(pictures(b"%PDF-1.7 and no more", scale=1))
