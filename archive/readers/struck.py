"""Words that a page shows struck through: taken out of its text, with the place where they stood."""

from __future__ import annotations

import re
from collections.abc import Sequence

from selectolax.lexbor import LexborHTMLParser

from archive.document import Deletion
from archive.readers.tree import INVISIBLE, THROUGH, tidy

MARK = "\ue001"
"""A private-use character that stands in the gathered text where words were struck through."""

_CLASS_RULE = re.compile(r"([^{}]{1,300})\{([^{}]{0,2000})\}")
_CLASS = re.compile(r"\.([A-Za-z_][\w-]*)")


def spell_out_classes(tree: LexborHTMLParser) -> None:
    """Writes a line through words that the page's own style sheet asks for into their elements."""
    names = {
        name
        for sheet in tree.css("style")
        for selectors, rules in _CLASS_RULE.findall(sheet.text() or "")
        if THROUGH.search(rules)
        for name in _CLASS.findall(selectors)
    }
    if not names:
        return
    for node in tree.css("[class]"):
        if names & set((node.attributes.get("class") or "").split()):
            node.attrs["style"] = (
                f"{node.attributes.get('style') or ''};text-decoration:line-through"
            )


def without_marks(raw: str) -> str:
    return raw.replace(MARK, "")


def deletions_in(raw: str, text: str, words: Sequence[str]) -> tuple[Deletion, ...]:
    """Where in ``text`` the struck words stood whose marks, in order, stand in ``raw``.

    The two differ in white space and in what a reader set before the words, so a place is told by
    the visible characters after it. Neighbours that nothing parts are one deletion.
    """
    visible = [place for place, character in enumerate(text) if _is_visible(character)]
    parts = raw.split(MARK)
    after = sum(map(_is_visible, raw))
    found: list[tuple[int, str]] = []
    for between, word in zip(parts, words, strict=False):
        passed = sum(map(_is_visible, between))
        after -= passed
        if found and not passed:
            found[-1] = (found[-1][0], found[-1][1] + between + word)
        else:
            place = visible[-after] if 0 < after <= len(visible) else len(text) if not after else 0
            found.append((place, word))
    return tuple(Deletion(place, tidy(word)) for place, word in found if tidy(word))


def _is_visible(character: str) -> bool:
    return not character.isspace() and ord(character) not in INVISIBLE and character != MARK
