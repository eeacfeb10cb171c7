"""PDF bytes to pages, through pdfium: the only module that calls it.

pdfium keeps process-wide state and is not thread-safe: everything that calls it, here or
elsewhere (page images), must hold ``PDFIUM_LOCK``.
"""

from __future__ import annotations

import ctypes
import io
import math
import re
import threading
from array import array
from collections import deque
from collections.abc import Iterable, Iterator, Sequence
from contextlib import suppress
from dataclasses import replace
from itertools import repeat
from typing import Any, NamedTuple

import pypdfium2
from PIL.Image import Image
from pypdfium2 import raw

from archive.readers.pdf.drawing import Figure, rules_of
from archive.readers.pdf.frame import Frame, Point, frame_of
from archive.readers.pdf.glyphs import Face
from archive.readers.pdf.page import Page, Sheets
from archive.readers.pdf.strike import with_struck
from archive.readers.pdf.words import Spelt, words_of
from archive.reading import UnreadableSource

PDFIUM_LOCK = threading.RLock()
"""Held round every call into pdfium in this process."""

_BOLD = re.compile(r"bold|black|heavy|demi|[-,]bd\b", re.IGNORECASE)
"""Names of heavy cuts; the weight that pdfium reports is 400 for most bold fonts."""

_PICTURE_SHARE = 0.3  # of the page's area, above logos and portraits
_DOT = 1.5  # points; a path no larger either way draws no line
_LONGEST_SIDE = 4000  # pixels of a picture, so that a plan on a large sheet stays within memory
_SMALLEST, _LARGEST = 0.1, 5_000.0  # points: damaged files set letters of no size, or of less
_LONGEST_NAME = 256  # bytes of a font's name
_DEEPEST_FORM = 15  # forms within forms; pypdfium2's own limit

_Transform = tuple[float, float, float, float, float, float]


def read_pages(data: bytes) -> Sheets:
    """Every page of a PDF with its words and rules.

    Raises UnreadableSource where pdfium cannot open the file, or it wants a password. A single
    page that fails is kept, with its ``problem``.
    """
    with PDFIUM_LOCK:
        try:
            document = pypdfium2.PdfDocument(data)
        except pypdfium2.PdfiumError as error:
            raise _refusal(error, data) from None
        try:
            pages = tuple(_read_page(document, index) for index in range(len(document)))
            title, created = (_claim(document, key) for key in ("Title", "CreationDate"))
        finally:
            document.close()
    return Sheets(pages, title, created)


def _claim(document: Any, key: str) -> str:
    """What the file says of itself under ``key``; nothing where that is no text."""
    try:
        value: str = document.get_metadata_value(key)
    except UnicodeDecodeError:
        return ""
    return value


def with_only(data: bytes, places: Sequence[int]) -> bytes:
    """A new PDF of the pages at these places, counted from 0, of one that ``read_pages`` can open."""
    held = io.BytesIO()
    with (
        PDFIUM_LOCK,
        pypdfium2.PdfDocument(data) as source,
        pypdfium2.PdfDocument.new() as target,
    ):
        target.import_pages(source, list(places))
        target.save(held)
    return held.getvalue()


class Picture(NamedTuple):
    """One page as a viewer shows it; its sides are in points."""

    page: int
    width: float
    height: float
    image: Image


def pictures(data: bytes, scale: float, page: int | None = None) -> Iterator[Picture]:
    """Each page that can be drawn, or only ``page``, at ``scale`` pixels to the point or fewer.

    Raises UnreadableSource where pdfium cannot open the file, or it wants a password.
    """
    with PDFIUM_LOCK:
        try:
            document = pypdfium2.PdfDocument(data)
        except pypdfium2.PdfiumError as error:
            raise _refusal(error, data) from None
    try:
        for index in range(len(document)):
            if page not in (None, index + 1):
                continue
            picture: Picture | None = None
            with PDFIUM_LOCK, suppress(pypdfium2.PdfiumError):
                sheet = document[index]
                width, height = sheet.get_size()
                drawn = sheet.render(scale=min(scale, _LONGEST_SIDE / max(width, height)))
                picture = Picture(index + 1, width, height, drawn.to_pil())
                sheet.close()
            if picture is not None:
                yield picture
    finally:
        with PDFIUM_LOCK:
            document.close()


def _refusal(error: Any, data: bytes) -> UnreadableSource:
    # pdfium keeps its last error where it sets none, so a password must show in the file too
    if b"/Encrypt" in data and error.err_code == raw.FPDF_ERR_PASSWORD:
        return UnreadableSource(
            "The PDF is locked with a password: it was not read. "
            "Save a copy without the password and index that."
        )
    if b"/Encrypt" in data and error.err_code == raw.FPDF_ERR_SECURITY:
        return UnreadableSource(
            "The PDF is locked by a security scheme that cannot be opened here: it was not read. "
            "Save a copy without protection and index that."
        )
    return UnreadableSource(
        f"The PDF's {len(data):,} bytes could not be opened: it is damaged, cut short or "
        "without pages. "
        "Fetch it again, or open it elsewhere and print it to a new PDF."
    )


def _read_page(document: Any, index: int) -> Page:
    try:
        page = document[index]
    except pypdfium2.PdfiumError:
        return Page(index + 1, 0, 0, problem="it could not be opened")
    try:
        box, turn = page.get_bbox(), page.get_rotation()
        frames = [frame_of(box, turn + 90 * quarter) for quarter in range(4)]
        drawings = _Drawings(page)
        struck_out = _struck_out(page)
        textpage = page.get_textpage()
        try:
            letters = _Letters(textpage)
            directions, marks = words_of(letters, frames, turn)
            upright, *turned = (
                _sheet(index + 1, quarter, frame, spelt, drawings.figures, struck_out, letters)
                for quarter, (frame, spelt) in enumerate(zip(frames, directions, strict=True))
                if quarter == 0 or spelt.words
            )
        finally:
            textpage.close()
    except pypdfium2.PdfiumError:
        return Page(index + 1, 0, 0, problem="its content could not be read")
    finally:
        page.close()
    area = _PICTURE_SHARE * upright.width * upright.height
    has_picture = any((x1 - x0) * (y1 - y0) > area for x0, y0, x1, y1 in drawings.pictures)
    return replace(upright, turned=tuple(turned), marks=tuple(marks), has_picture=has_picture)


def _direct(function: Any, result: Any, *arguments: Any) -> Any:
    """The same function of pdfium, called with addresses as plain numbers: three times as fast.

    The letters of a page take some five calls a word.
    """
    return ctypes.PYFUNCTYPE(result, *arguments)(_address(function))


def _address(pointer: Any) -> int:
    return ctypes.cast(pointer, ctypes.c_void_p).value or 0


_INT, _AT = ctypes.c_int, ctypes.c_void_p
_origin = _direct(raw.FPDFText_GetCharOrigin, _INT, _AT, _INT, _AT, _AT)
_loose_box = _direct(raw.FPDFText_GetLooseCharBox, _INT, _AT, _INT, _AT)
_text_object = _direct(raw.FPDFText_GetTextObject, _AT, _AT, _INT)
_font_size = _direct(raw.FPDFText_GetFontSize, ctypes.c_double, _AT, _INT)
_letter_matrix = _direct(raw.FPDFText_GetMatrix, _INT, _AT, _INT, _AT)
_font_name = _direct(raw.FPDFText_GetFontInfo, ctypes.c_ulong, _AT, _INT, _AT, ctypes.c_ulong, _AT)
_on_page = _direct(raw.FPDFPage_GetObject, _AT, _AT, _INT)
_in_form = _direct(raw.FPDFFormObj_GetObject, _AT, _AT, ctypes.c_ulong)
_count_in_form = _direct(raw.FPDFFormObj_CountObjects, _INT, _AT)
_type = _direct(raw.FPDFPageObj_GetType, _INT, _AT)
_bounds = _direct(raw.FPDFPageObj_GetBounds, _INT, _AT, _AT, _AT, _AT, _AT)
_matrix = _direct(raw.FPDFPageObj_GetMatrix, _INT, _AT, _AT)
_draw_mode = _direct(raw.FPDFPath_GetDrawMode, _INT, _AT, _AT, _AT)
_fill_colour = _direct(raw.FPDFPageObj_GetFillColor, _INT, _AT, _AT, _AT, _AT, _AT)
_pen = _direct(raw.FPDFPageObj_GetStrokeWidth, _INT, _AT, _AT)
_count_segments = _direct(raw.FPDFPath_CountSegments, _INT, _AT)
_segment = _direct(raw.FPDFPath_GetPathSegment, _AT, _AT, _INT)
_point = _direct(raw.FPDFPathSegment_GetPoint, _INT, _AT, _AT, _AT)
_segment_type = _direct(raw.FPDFPathSegment_GetType, _INT, _AT)
_closes = _direct(raw.FPDFPathSegment_GetClose, _INT, _AT)


class _Letters:
    """The letters of one page, asked for in bulk."""

    def __init__(self, textpage: Any) -> None:
        self._raw = textpage.raw
        self._at = _address(textpage.raw)
        self._spelt: str = textpage.get_text_range().replace("\ufffe", "\x02")
        self._faces: dict[int, Face] = {}
        self._bold: dict[bytes, bool] = {}
        self._floats, self._flags = (ctypes.c_float * 6)(), ctypes.c_int()
        self._name = ctypes.create_string_buffer(_LONGEST_NAME)
        self._floats_at, self._flags_at, self._name_at = map(
            ctypes.addressof, (self._floats, self._flags, self._name)
        )

    def text(self) -> str:
        count = max(0, raw.FPDFText_CountChars(self._raw))
        if len(self._spelt) == count:
            return self._spelt
        codes = (raw.FPDFText_GetUnicode(self._raw, place) for place in range(count))
        return "".join(
            chr(code) if code < 0xD800 or 0xE000 <= code <= 0x10FFFF else "�" for code in codes
        )

    def origins(self, places: Sequence[int]) -> list[float]:
        found = array("d", bytes(16 * len(places)))
        start, end = found.buffer_info()[0], found.buffer_info()[0] + 16 * len(places)
        _each(
            map(_origin, repeat(self._at), places, range(start, end, 16), range(start + 8, end, 16))
        )
        return found.tolist()

    def boxes(self, places: Sequence[int]) -> list[float]:
        found = array("f", bytes(16 * len(places)))
        start = found.buffer_info()[0]
        _each(map(_loose_box, repeat(self._at), places, range(start, start + 16 * len(places), 16)))
        return found.tolist()

    def faces(self, places: Sequence[int]) -> list[Face]:
        known = self._faces
        found = []
        for place, drawn in zip(places, map(_text_object, repeat(self._at), places), strict=False):
            face = known.get(drawn)
            if face is None:
                face = self._face(place)
                if drawn:
                    known[drawn] = face
            found.append(face)
        return found

    def _face(self, place: int) -> Face:
        size, slant, scale = _font_size(self._at, place), 0.0, 1.0
        if _letter_matrix(self._at, place, self._floats_at):
            a, b, c, d, _, _ = self._floats
            slant = math.degrees(math.atan2(b, a)) if b or a < 0 else 0.0
            scale = math.hypot(c, d) or 1.0
        _font_name(self._at, place, self._name_at, _LONGEST_NAME, self._flags_at)
        name = self._name.value
        if name not in self._bold:
            self._bold[name] = bool(_BOLD.search(name.decode("utf-8", "replace")))
        size = min(max(_SMALLEST, abs(size * scale)), _LARGEST)
        return Face(slant, size, self._bold[name])


def _each(calls: Iterable[Any]) -> None:
    deque(calls, maxlen=0)


def _sheet(
    number: int,
    quarter: int,
    frame: Frame,
    spelt: Spelt,
    figures: Sequence[Figure],
    struck_out: Sequence[Figure],
    letters: _Letters,
) -> Page:
    """One direction of a page's writing, as an upright page."""
    rules, strokes = rules_of(figures, frame)
    _, annotated = rules_of(struck_out, frame)
    kept = with_struck(spelt, [*strokes, *annotated], letters, frame)
    return Page(number, frame.width, frame.height, kept, quarter=quarter, rules=rules)


class _Drawings:
    """The paths and pictures of one page, in its own axes."""

    def __init__(self, page: Any) -> None:
        self.figures: list[Figure] = []
        self.pictures: list[tuple[float, float, float, float]] = []
        """Left, bottom, right and top of each."""
        self._floats = (ctypes.c_float * 6)()
        start = ctypes.addressof(self._floats)
        self._at = [start + 4 * place for place in range(6)]
        self._modes = (ctypes.c_int * 2)()
        start = ctypes.addressof(self._modes)
        self._modes_at = [start, start + 4]
        self._colour = (ctypes.c_uint * 4)()
        start = ctypes.addressof(self._colour)
        self._colour_at = [start + 4 * place for place in range(4)]
        at = _address(page.raw)
        count = raw.FPDFPage_CountObjects(page.raw)
        self._walk([_on_page(at, place) for place in range(count)], ())

    def _walk(self, drawn: Iterable[int], transforms: tuple[_Transform, ...]) -> None:
        for each in drawn:
            kind = _type(each)
            if kind == raw.FPDF_PAGEOBJ_PATH:
                self._read_path(each, transforms)
            elif kind == raw.FPDF_PAGEOBJ_IMAGE:
                self.pictures.append(self._box(each))
            elif kind == raw.FPDF_PAGEOBJ_FORM and len(transforms) < _DEEPEST_FORM:
                held = [_in_form(each, place) for place in range(_count_in_form(each))]
                self._walk(held, (self._transform(each), *transforms))

    def _box(self, drawn: int) -> tuple[float, float, float, float]:
        _bounds(drawn, *self._at[:4])
        left, bottom, right, top = self._floats[:4]
        return left, bottom, right, top

    def _transform(self, drawn: int) -> _Transform:
        """From the object's own space to that of what holds it."""
        _matrix(drawn, self._at[0])
        a, b, c, d, e, f = self._floats
        return a, b, c, d, e, f

    def _read_path(self, path: int, transforms: tuple[_Transform, ...]) -> None:
        if not transforms:
            left, bottom, right, top = self._box(path)
            if right - left < _DOT and top - bottom < _DOT:
                return
        _draw_mode(path, *self._modes_at)
        filled, stroked = self._modes
        if not (filled or stroked):
            return
        width, steps = 0.0, (self._transform(path), *transforms)
        colour = 0
        if stroked and _pen(path, self._at[0]):
            width = self._floats[0]
            for a, b, _, _, _, _ in steps:
                width *= math.hypot(a, b)
        elif _fill_colour(path, *self._colour_at):
            red, green, blue, _ = self._colour
            colour = red << 16 | green << 8 | blue
        self.figures.extend(Figure(*part, width, colour) for part in self._parts(path, steps))

    def _parts(
        self, path: int, transforms: tuple[_Transform, ...]
    ) -> Iterator[tuple[tuple[Point, ...], frozenset[int]]]:
        """Each connected part of a path: its points, and the places of those that curves lead to."""
        points: list[Point] = []
        curved: list[int] = []
        floats, (at_x, at_y, *_) = self._floats, self._at
        for place in range(_count_segments(path)):
            segment = _segment(path, place)
            _point(segment, at_x, at_y)
            x, y = floats[0], floats[1]
            for a, b, c, d, e, f in transforms:
                x, y = a * x + c * y + e, b * x + d * y + f
            kind = _segment_type(segment)
            if kind == raw.FPDF_SEGMENT_MOVETO:
                if len(points) > 1:
                    yield tuple(points), frozenset(curved)
                points, curved = [], []
            elif kind == raw.FPDF_SEGMENT_BEZIERTO:
                curved.append(len(points))
            points.append((x, y))
            if _closes(segment):
                points.append(points[0])
        if len(points) > 1:
            yield tuple(points), frozenset(curved)


def _struck_out(page: Any) -> list[Figure]:
    """A line through the middle of each stretch that an annotation strikes out."""
    found = []
    quad = raw.FS_QUADPOINTSF()
    for place in range(raw.FPDFPage_GetAnnotCount(page.raw)):
        annotation = raw.FPDFPage_GetAnnot(page.raw, place)
        if raw.FPDFAnnot_GetSubtype(annotation) == raw.FPDF_ANNOT_STRIKEOUT:
            for each in range(raw.FPDFAnnot_CountAttachmentPoints(annotation)):
                raw.FPDFAnnot_GetAttachmentPoints(annotation, each, quad)
                # upper left, upper right, lower left, lower right, as the words are read
                left = (quad.x1 + quad.x3) / 2, (quad.y1 + quad.y3) / 2
                right = (quad.x2 + quad.x4) / 2, (quad.y2 + quad.y4) / 2
                found.append(Figure((left, right), frozenset(), 0.5))
        raw.FPDFPage_CloseAnnot(annotation)
    return found
