"""The only place where Python makes HTML: the record's words, escaped, with marks and anchors."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from itertools import pairwise

from markupsafe import Markup, escape

from archive.document import Range
from web.language import ENGLISH, _, chosen
from web.wording import NEAREST_SENTENCE

__all__ = ["Markup", "data", "in_english", "in_page_language", "marked", "record", "visible"]

_NOT_FOR_A_PAGE = dict.fromkeys((*range(0x20), *range(0x7F, 0xA0)), "\ufffd")
_NOT_FOR_A_PAGE |= dict.fromkeys(map(ord, "\v\f\r\x85"), " ") | {ord("\t"): "\t", ord("\n"): "\n"}

_ANCHOR = Markup('<span id="{}" class="app-anchor"></span>')
_STRUCK = Markup('{}<del><span class="govuk-visually-hidden"{}>{}: </span>{}</del>{}')


_SENTENCE_OPENS = Markup('<span class="app-sentence">')
_SENTENCE_IS_SAID = Markup('<span class="govuk-visually-hidden"{}>{}: </span>')
_SENTENCE_ENDS = Markup("</span>")

_IN = Markup(' lang="{}"')
_NO_ATTRIBUTE = Markup("")


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
    return value.translate(_NOT_FOR_A_PAGE)


def in_english() -> Markup:
    """The attribute that the record's own words need on a page in another language."""
    return _NO_ATTRIBUTE if chosen() is ENGLISH else _IN.format("en")


def in_page_language() -> Markup:
    """The attribute that the site's own words need among those of the record."""
    return _NO_ATTRIBUTE if chosen() is ENGLISH else _IN.format(chosen().code)


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
) -> Markup:
    """A slice of a document's text as it stands, escaped.

    ``marks`` are the words searched for, ``anchors`` the ids that begin at an offset, ``struck`` the words
    that the source shows struck through there, ``shown`` is the passage that the reader came for, and
    ``sentence`` its sentence nearest to the question. All offsets are into ``text``.
    """
    start, end = within
    opens, closes = (max(start, sentence[0]), min(end, sentence[1])) if sentence else (end, end)
    marks = [mark for mark in marks if mark[0] < end and start < mark[1]]
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
        words = escape(visible(text[left:right]))
        if any(first <= left and right <= last for first, last in marks):
            words = Markup("<mark>{}</mark>").format(words)
        if shown is not None and shown[0] <= left and right <= shown[1]:
            words = Markup('<span class="app-shown-words">{}</span>').format(words)
        parts.append(words)
        if opens < right == closes:
            parts.append(_SENTENCE_ENDS)
    return Markup("").join(parts)


def _struck(text: str, at: int, within: Range, words: str) -> Markup:
    """Words no longer part of the text, a space apart from those that are."""
    start, end = within
    before = " " if at > start and not text[at - 1].isspace() else ""
    after = " " if at < end and not text[at].isspace() else ""
    said = _("struck through in the source")
    return _STRUCK.format(before, in_page_language(), said, visible(words), after)
