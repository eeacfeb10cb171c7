"""Reads Markdown, by way of the HTML that it stands for."""

from __future__ import annotations

import re
from dataclasses import replace

from markdown_it import MarkdownIt

from archive.readers.encoding import decode
from archive.readers.html import read_markup
from archive.reading import Claims, Reading, UnreadableSource

_FRONT_MATTER = re.compile(r"\A---[ \t]*\r?\n(?P<fields>.*?)^---[ \t]*\r?$\n?", re.DOTALL | re.M)
_FIELD = re.compile(r"^(?P<name>title|date)[ \t]*:[ \t]*(?P<value>.*?)[ \t\r]*$", re.M | re.I)
_MAX_FRONT_MATTER = 5_000
"""Characters: what opens with a rule and closes later than this is text."""
_MAX_NESTING = 150
"""Blocks within blocks, of which a list makes two; beyond its limit markdown-it drops the text unsaid."""


def read_markdown(data: bytes) -> Reading:
    """Reads a Markdown file; ``title`` and ``date`` in its front matter are claims.

    Raises UnreadableSource where the bytes are no text, or its lists are nested beyond sense.
    """
    text, notes = decode(data)
    claims = Claims()
    front = _FRONT_MATTER.match(text[:_MAX_FRONT_MATTER])
    if front:
        fields = {
            m["name"].lower(): m["value"].strip("\"'") for m in _FIELD.finditer(front["fields"])
        }
        claims = Claims(fields.get("title", ""), fields.get("date", ""))
        text = text[front.end() :]
    markdown = MarkdownIt("commonmark", {"maxNesting": _MAX_NESTING})
    tokens = markdown.enable(["table", "strikethrough"]).parse(text)
    if any(token.level >= _MAX_NESTING - 1 for token in tokens):
        raise UnreadableSource(
            f"The file nests lists or quotations {_MAX_NESTING} levels deep (a list makes two), "
            "which is more than can be read: take some levels out and index again."
        )
    html = markdown.renderer.render(tokens, markdown.options, {})
    return replace(read_markup(f"<main>{html}</main>", notes), claims=claims)
