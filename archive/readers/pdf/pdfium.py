"""PDF bytes to pages, through pdfium: the only module that calls it.

pdfium keeps process-wide state and is not thread-safe: everything that calls it, here or
elsewhere (page images), must hold ``PDFIUM_LOCK``.
"""

from __future__ import annotations

import ctypes
import math
import re
import threading
from collections.abc import Iterator
from typing import Any, NamedTuple

import pypdfium2
from pypdfium2 import raw

from archive.readers.pdf.page import Page, Rule, Sheets, Word
from archive.reading import UnreadableSource

PDFIUM_LOCK = threading.RLock()
"""Held round every call into pdfium in this process."""

_BOLD = re.compile(r"bold|black|heavy|demi|[-,]bd\b", re.IGNORECASE)
"""Names of heavy cuts; the weight that pdfium reports is 400 for most bold fonts."""

_LINE_END_HYPHEN = 2  # pdfium's character for a hyphen that ends a line
_SPACES = frozenset({0, 9, 10, 13, 32})
_MOST_RULES = 4000  # charts and maps draw tens of thousands of lines; no table does
_SHORTEST_RULE = 4.0  # points; below the height of any cell
_PICTURE_SHARE = 0.3  # of the page's area, above logos and portraits

_Transform = tuple[float, float, float, float, float, float]


class _Frame(NamedTuple):
    """A page turned so that one direction of writing reads upright, from its top left corner."""

    cos: float
    sin: float
    left: float
    top: float
    width: float
    height: float

    def place(self, x: float, y: float) -> tuple[float, float]:
        return x * self.cos + y * self.sin - self.left, self.top + x * self.sin - y * self.cos


def _frame(box: tuple[float, float, float, float], degrees: int) -> _Frame:
    cos, sin = round(math.cos(math.radians(degrees))), round(math.sin(math.radians(degrees)))
    corners = [(x, y) for x in (box[0], box[2]) for y in (box[1], box[3])]
    across = [x * cos + y * sin for x, y in corners]
    upward = [y * cos - x * sin for x, y in corners]
    return _Frame(
        cos,
        sin,
        min(across),
        max(upward),
        max(across) - min(across),
        max(upward) - min(upward),
    )


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
            title = document.get_metadata_value("Title")
            created = document.get_metadata_value("CreationDate")
        finally:
            document.close()
    return Sheets(pages, title, created)


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
        box = page.get_bbox()
        turn = page.get_rotation()
        frames = tuple(_frame(box, turn + 90 * quarter) for quarter in range(4))
        rules, has_picture = _drawings(page, frames[0])
        textpage = page.get_textpage()
        try:
            directions, marks = _words(textpage.raw, frames, turn)
        finally:
            textpage.close()
    except pypdfium2.PdfiumError:
        return Page(index + 1, 0, 0, problem="its content could not be read")
    finally:
        page.close()
    upright, *others = (tuple(words) for words in directions)
    return Page(
        index + 1,
        frames[0].width,
        frames[0].height,
        upright,
        tuple(words for words in others if words),
        tuple(marks),
        rules,
        has_picture,
    )


class _Letters:
    """Asks pdfium where the letters of one page stand, through buffers made once."""

    def __init__(self, textpage: Any) -> None:
        self.textpage = textpage
        self._x, self._y = ctypes.c_double(), ctypes.c_double()
        self._box, self._matrix = raw.FS_RECTF(), raw.FS_MATRIX()
        self._name, self._flags = ctypes.create_string_buffer(256), ctypes.c_int()

    def origin(self, index: int) -> tuple[float, float]:
        raw.FPDFText_GetCharOrigin(self.textpage, index, self._x, self._y)
        return self._x.value, self._y.value

    def corners(self, index: int) -> tuple[float, float, float, float]:
        raw.FPDFText_GetLooseCharBox(self.textpage, index, self._box)
        box = self._box
        return box.left, box.bottom, box.right, box.top

    def slant_and_size(self, index: int) -> tuple[float, float]:
        """Degrees against the page's own axis, and the size in points as drawn."""
        matrix = self._matrix
        size = raw.FPDFText_GetFontSize(self.textpage, index)
        if not raw.FPDFText_GetMatrix(self.textpage, index, matrix):
            return 0.0, size
        scale = math.hypot(matrix.c, matrix.d)
        return math.degrees(math.atan2(matrix.b, matrix.a)), size * (scale or 1.0)

    def is_bold(self, index: int) -> bool:
        raw.FPDFText_GetFontInfo(self.textpage, index, self._name, 256, self._flags)
        return bool(_BOLD.search(self._name.value.decode("utf-8", "replace")))


def _words(
    textpage: Any, frames: tuple[_Frame, ...], turn: int
) -> tuple[tuple[list[Word], ...], list[str]]:
    letters = _Letters(textpage)
    directions: tuple[list[Word], ...] = ([], [], [], [])
    marks: list[str] = []
    for start, text in _spelt(textpage):
        slant, size = letters.slant_and_size(start)
        quarters = (slant - turn) / 90
        quarter = round(quarters)
        if abs(quarters - quarter) > 0.05:
            marks.append(text)
            continue
        frame = frames[quarter % 4]
        for first, part in _unbroken(letters, frame, start, text, size):
            x0, y = frame.place(*letters.origin(first))
            left, bottom, right, top = letters.corners(first + len(part) - 1)
            x1 = max(frame.place(left, bottom)[0], frame.place(right, top)[0])
            if -1 <= y <= frame.height + 1 and x1 > -1 and x0 < frame.width + 1:
                word = Word(part, x0, max(x0, x1), y, size, letters.is_bold(first))
                directions[quarter % 4].append(word)
    return directions, marks


def _spelt(textpage: Any) -> Iterator[tuple[int, str]]:
    """Each word with the index of its first letter."""
    get, start, text = raw.FPDFText_GetUnicode, 0, ""
    for index in range(max(0, raw.FPDFText_CountChars(textpage))):
        code = get(textpage, index)
        if code in _SPACES:
            if text:
                yield start, text
            text = ""
            continue
        if not text:
            start = index
        text += chr(code) if code < 0xD800 or 0xE000 <= code <= 0x10FFFF else "�"
        if code == _LINE_END_HYPHEN:
            yield start, text
            text = ""
    if text:
        yield start, text


def _unbroken(
    letters: _Letters, frame: _Frame, start: int, text: str, size: float
) -> Iterator[tuple[int, str]]:
    """Cut where letters spelt without a space stand apart on the page."""
    first, last = (frame.place(*letters.origin(i)) for i in (start, start + len(text) - 1))
    ahead = last[0] - first[0]
    if abs(last[1] - first[1]) < size / 2 and -size / 2 < ahead < 1.5 * size * len(text):
        yield start, text
        return
    cut, before = 0, first
    for offset in range(1, len(text)):
        here = frame.place(*letters.origin(start + offset))
        if abs(here[1] - before[1]) > size / 2 or not -size / 2 < here[0] - before[0] < 2.5 * size:
            yield start + cut, text[cut:offset]
            cut = offset
        before = here
    yield start + cut, text[cut:]


def _drawings(page: Any, frame: _Frame) -> tuple[tuple[Rule, ...], bool]:
    rules: list[Rule] = []
    has_picture = False
    area = _PICTURE_SHARE * frame.width * frame.height
    for drawn in page.get_objects(filter=[raw.FPDF_PAGEOBJ_PATH, raw.FPDF_PAGEOBJ_IMAGE]):
        if drawn.type == raw.FPDF_PAGEOBJ_IMAGE:
            left, bottom, right, top = drawn.get_bounds()
            has_picture = has_picture or (right - left) * (top - bottom) > area
        elif len(rules) < _MOST_RULES:
            rules.extend(_rules(drawn, frame))
    return (tuple(rules) if len(rules) < _MOST_RULES else ()), has_picture


def _rules(path: Any, frame: _Frame) -> Iterator[Rule]:
    fill, stroke = ctypes.c_int(), ctypes.c_int()
    raw.FPDFPath_GetDrawMode(path.raw, fill, stroke)
    if not (fill.value or stroke.value):
        return
    transforms = list(_transforms(path))
    x, y = ctypes.c_float(), ctypes.c_float()
    opened = before = (0.0, 0.0)
    for index in range(raw.FPDFPath_CountSegments(path.raw)):
        segment = raw.FPDFPath_GetPathSegment(path.raw, index)
        raw.FPDFPathSegment_GetPoint(segment, x, y)
        point = x.value, y.value
        for a, b, c, d, e, f in transforms:
            point = a * point[0] + c * point[1] + e, b * point[0] + d * point[1] + f
        here = frame.place(*point)
        kind = raw.FPDFPathSegment_GetType(segment)
        if kind == raw.FPDF_SEGMENT_MOVETO:
            opened = here
        elif kind == raw.FPDF_SEGMENT_LINETO:
            yield from _rule(before, here)
        if raw.FPDFPathSegment_GetClose(segment):
            yield from _rule(here, opened)
        before = here


def _transforms(drawn: Any) -> Iterator[_Transform]:
    """From the object's own space to the page's, through the forms that hold it."""
    while drawn is not None:
        yield drawn.get_matrix().get()
        drawn = drawn.container


def _rule(one: tuple[float, float], other: tuple[float, float]) -> Iterator[Rule]:
    across, down = abs(one[0] - other[0]), abs(one[1] - other[1])
    if min(across, down) > 1 or max(across, down) < _SHORTEST_RULE:
        return
    x0, x1 = sorted((one[0], other[0]))
    y0, y1 = sorted((one[1], other[1]))
    if down > across:
        yield Rule((x0 + x1) / 2, y0, (x0 + x1) / 2, y1)
    else:
        yield Rule(x0, (y0 + y1) / 2, x1, (y0 + y1) / 2)
