"""The only place where Python makes HTML: the record's words, escaped, with marks and anchors."""

from __future__ import annotations

import json
import re
from calendar import month_name
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from itertools import pairwise

from markupsafe import Markup, escape

from archive.changes import Fate, Paragraph
from archive.document import Area, Range
from web.language import ENGLISH, _, chosen
from web.search_wording import NEAREST_SENTENCE

__all__ = [
    "Markup",
    "Matches",
    "compared",
    "data",
    "in_english",
    "in_page_language",
    "marked",
    "named",
    "outline",
    "record",
    "shown",
    "visible",
]

_NOT_FOR_A_PAGE = dict.fromkeys((*range(0x20), *range(0x7F, 0xA0)), "\ufffd")
_NOT_FOR_A_PAGE |= dict.fromkeys(map(ord, "\v\f\r\x85"), " ") | {ord("\t"): "\t", ord("\n"): "\n"}

_NOT_AS_IT_IS = re.compile(r"[\x00-\x1f\x7f-\x9f&<>'\"]")
"""What must be escaped, and what may not be visible."""

_ANCHOR = Markup('<span id="{}" class="app-anchor"></span>')
_STRUCK = Markup('{}<del><span class="govuk-visually-hidden"{}>{}: </span>{}</del>{}')


_MATCH = Markup(
    '<span class="app-match" id="match-{}"><span class="app-match__steps"{}>{}</span></span>'
)
_STEP = Markup('<a class="app-match__step" href="#match-{}">{}</a>')
_FATES = {
    Fate.GONE: Markup('<del><span class="govuk-visually-hidden"{}>{} </span>{}</del>'),
    Fate.NEW: Markup('<ins><span class="govuk-visually-hidden"{}>{} </span>{}</ins>'),
}

_SENTENCE_OPENS = Markup('<span class="app-sentence">')
_SENTENCE_IS_SAID = Markup('<span class="govuk-visually-hidden"{}>{}: </span>')
_SENTENCE_ENDS = Markup("</span>")
_MARK_OPENS, _MARK_ENDS = Markup("<mark>"), Markup("</mark>")
_SHOWN_OPENS, _SHOWN_ENDS = Markup('<span class="app-shown-words">'), Markup("</span>")

_IN = Markup(' lang="{}"')
_NAME = Markup("<span{}>{}</span>{}")
_DAY = re.compile(r", \d{1,2} (?P<month>\w+) \d{4}\Z")
_MONTHS = frozenset(month_name)
"""As the record's own titles name them."""
_NO_ATTRIBUTE = _NOTHING = Markup("")


@dataclass(frozen=True, slots=True)
class Matches:
    """The words searched for in a whole document, to be stepped through."""

    numbers: Mapping[int, int]
    """By the offset at which each begins, its number, counted from 1; of those that have steps."""
    total: int

    def steps(self, at: int) -> Markup:
        """What leads from the match that begins here to its neighbours; nothing where none begins."""
        number = self.numbers.get(at)
        if number is None:
            return _NOTHING
        count = f"{self.total:,}"
        links = [
            Markup("{} ").format(_("Match %(number)s of %(count)s", number=number, count=count))
        ]
        # First, so that Tab and Enter lead on from match to match.
        if number < len(self.numbers):
            links.append(_STEP.format(number + 1, _("Next match")))
        if number > 1:
            links.append(_STEP.format(number - 1, _("Previous match")))
        return _MATCH.format(number, in_page_language(), Markup(" ").join(links))


_NO_MATCHES = Matches({}, 0)


def data(value: object) -> Markup:
    """JSON to stand within a ``<script>`` that holds data: no text of it can end the element."""
    text = str(visible(json.dumps(value, ensure_ascii=False)))
    for sign in "<>&":
        text = text.replace(sign, f"\\u{ord(sign):04x}")
    return Markup(text)  # noqa: S704 - nothing that HTML reads is left in it


def visible(value: object) -> object:
    """Text without the control characters that HTML may not hold; all else, markup included, as it is.

    U+FFFD stands for each, or a space where it ends a line, so that offsets stay.
    """
    if isinstance(value, Markup) or not isinstance(value, str):
        return value
    if value.isprintable():  # nearly all
        return value
    return value.translate(_NOT_FOR_A_PAGE)


def shown(value: object) -> str:
    """What a template puts out for a value: its visible text, escaped."""
    if type(value) is Markup:
        return value
    if type(value) is str and not _NOT_AS_IT_IS.search(value):  # nearly all
        return value
    return escape(visible(value))


def coded(text: str) -> Markup:
    """Prose with its names `in backticks` set as code."""
    parts = text.split("`")
    return Markup("").join(
        Markup('<code class="app-code">{}</code>').format(part) if number % 2 else part
        for number, part in enumerate(parts)
    )


def in_english() -> Markup:
    """The attribute that the record's own words need on a page in another language."""
    return _NO_ATTRIBUTE if chosen() is ENGLISH else _IN.format("en")


def in_page_language() -> Markup:
    """The attribute that the site's own words need among those of the record."""
    return _NO_ATTRIBUTE if chosen() is ENGLISH else _IN.format(chosen().code)


def named(words: str) -> Markup:
    """A name as the record has it, which may end in a day that is told in the page's language."""
    day = _DAY.search(words)
    if chosen() is ENGLISH:
        return escape(visible(words))
    if day is None or day["month"] in _MONTHS:
        return _NAME.format(in_english(), visible(words), "")
    return _NAME.format(in_english(), visible(words[: day.start()]), day[0])


def marked(
    text: str,
    marks: Iterable[Range],
    within: Range | None = None,
    sentence: Range | None = None,
) -> Markup:
    """``text``, or its slice ``within``, with each of ``marks`` in a ``<mark>`` and ``sentence`` apart."""
    start, end = within or (0, len(text))
    return record(text, (start, end), marks, sentence=sentence)


def record(
    text: str,
    within: Range,
    marks: Iterable[Range] = (),
    *,
    anchors: Mapping[int, Iterable[str]] | None = None,
    struck: Mapping[int, Iterable[str]] | None = None,
    shown: Range | None = None,
    sentence: Range | None = None,
    matches: Matches = _NO_MATCHES,
) -> Markup:
    """A slice of a document's text as it stands, escaped.

    ``marks`` are the words searched for, ``anchors`` the ids that begin at an offset, ``struck`` the words
    that the source shows struck through there, ``shown`` is the passage that the reader came for, and
    ``sentence`` its sentence nearest to the question; ``matches`` gives those of ``marks`` that can be
    stepped through. All offsets are into ``text``.
    """
    start, end = within
    marks = [mark for mark in marks if mark[0] < end and start < mark[1]]
    if not (marks or anchors or struck or shown or sentence):
        return escape(visible(text[start:end]))
    opens, closes = (max(start, sentence[0]), min(end, sentence[1])) if sentence else (end, end)
    places = {at: names for at, names in (anchors or {}).items() if start <= at < end}
    gone = {at: words for at, words in (struck or {}).items() if start <= at <= end}
    edges = {start, end, opens, closes, *places, *gone, *(shown or ())}
    edges |= {edge for mark in marks for edge in mark}
    cuts = sorted(edge for edge in edges if start <= edge <= end)
    parts: list[Markup] = []
    for left, right in pairwise((*cuts, end)):
        parts += [_ANCHOR.format(name) for name in places.get(left, ())]
        parts += [_struck(text, left, within, words) for words in gone.get(left, ())]
        if left == right:
            continue
        if left == opens < closes:
            parts.append(_SENTENCE_OPENS)
            if sentence and left == sentence[0]:
                parts.append(_SENTENCE_IS_SAID.format(in_page_language(), _(NEAREST_SENTENCE)))
        is_marked = any(first <= left and right <= last for first, last in marks)
        is_shown = shown is not None and shown[0] <= left and right <= shown[1]
        if is_shown:
            parts.append(_SHOWN_OPENS)
        if is_marked:
            parts += [matches.steps(left), _MARK_OPENS]
        parts.append(escape(visible(text[left:right])))
        if is_marked:
            parts.append(_MARK_ENDS)
        if is_shown:
            parts.append(_SHOWN_ENDS)
        if opens < right == closes:
            parts.append(_SENTENCE_ENDS)
    return _joined(parts)


def _joined(parts: Iterable[Markup]) -> Markup:
    """As ``Markup("").join``, which looks at each again, whether it needs to be escaped."""
    return Markup("".join(parts))  # noqa: S704 - each is markup already


def compared(paragraph: Paragraph) -> Markup:
    """A paragraph of two versions: what went is struck through, what came is underlined."""
    said = {Fate.GONE: _("left out:"), Fate.NEW: _("put in:")}
    return Markup("").join(
        escape(visible(part.text))
        if part.fate is Fate.SAME
        else _FATES[part.fate].format(in_page_language(), said[part.fate], visible(part.text))
        for part in paragraph
    )


def outline(areas: Iterable[Area]) -> Markup:
    """Rectangles as the path of an SVG: one path, so that where they overlap nothing is darker."""
    return Markup(" ").join(
        Markup("M{:.1f} {:.1f}H{:.1f}V{:.1f}H{:.1f}Z").format(a.x0, a.y0, a.x1, a.y1, a.x0)
        for a in areas
    )


def _struck(text: str, at: int, within: Range, words: str) -> Markup:
    """Words no longer part of the text, a space apart from those that are."""
    start, end = within
    before = " " if at > start and not text[at - 1].isspace() else ""
    after = " " if at < end and not text[at].isspace() else ""
    said = _("struck through in the source")
    return _STRUCK.format(before, in_page_language(), said, visible(words), after)
