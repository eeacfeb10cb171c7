"""Walks an HTML tree with a stack of its own, so that no depth of nesting exhausts Python's."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from selectolax.lexbor import LexborNode

STRUCK = frozenset(("del", "s", "strike"))
"""Words that an amendment struck out: as ordinary text they would say what was not decided."""

DROPPED = frozenset(
    "script style noscript template nav footer button select option textarea input label svg iframe "
    "object embed head title".split()
)
"""Never part of the record: machinery, and the furniture of the site."""

STRESSED = frozenset(("b", "strong", "u"))
"""Words in bold type or underlined, as headings are that no markup names."""

INVISIBLE = dict.fromkeys(map(ord, "\u00ad\u200b\u200c\u200d\u2060\ufeff"))
"""Soft hyphens and characters of no width, which would split words unseen: all deleted."""

SUPERSCRIPTS = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")
THROUGH = re.compile(r"text-decoration(?:-line)?\s*:[^;]*\bline-through", re.IGNORECASE)
_STRESSED_STYLE = re.compile(
    r"font-weight:\s*(?:bold|[6-9]00)|text-decoration(?:-line)?:[^;]*\bunderline", re.IGNORECASE
)
_HIDDEN_STYLE = re.compile(r"display:\s*none|mso-hide:\s*all")


def walk(
    root: LexborNode, is_whole: Callable[[LexborNode], bool] = lambda _: False
) -> Iterator[tuple[bool, LexborNode]]:
    """Every node on entering (True) and every element on leaving (False), in the page's order.

    Dropped elements are left out, and those that ``is_whole`` names are not looked into.
    """
    stack: list[tuple[bool, LexborNode]] = [(True, root)]
    while stack:
        entering, node = stack.pop()
        yield entering, node
        if not entering or not node.is_element_node:
            continue
        stack.append((False, node))
        if is_whole(node):
            continue
        children = []
        child = node.child
        while child is not None:
            if child.is_text_node or (child.is_element_node and not is_dropped(child)):
                children.append((True, child))
            child = child.next
        stack.extend(reversed(children))


def is_dropped(node: LexborNode) -> bool:
    """Whether an element is no part of the record or is not shown."""
    attributes = node.attributes
    if node.tag in DROPPED or "hidden" in attributes:
        return True
    if "mgHide" in (attributes.get("class") or "").split():
        return True
    if _HIDDEN_STYLE.search(attributes.get("style") or ""):
        return True
    # Older sites wrap the whole page in one form: only a form without any text to read is dropped.
    return node.tag == "form" and node.css_first("p, h1, h2, table, li") is None


def tidy(raw: str) -> str:
    """One line: every run of white space a single space, characters that nobody sees removed."""
    return " ".join(raw.translate(INVISIBLE).split())


def is_struck(node: LexborNode) -> bool:
    """Whether an element's words are shown struck through."""
    return node.is_element_node and (
        node.tag in STRUCK or THROUGH.search(node.attributes.get("style") or "") is not None
    )


def is_stressed(node: LexborNode) -> bool:
    """Whether an element's words are bold or underlined."""
    return node.is_element_node and (
        node.tag in STRESSED
        or _STRESSED_STYLE.search(node.attributes.get("style") or "") is not None
    )


def raised(text: str) -> str:
    """What stands in a superscript: figures as raised figures, and letters ("10th") as they are."""
    return text.translate(SUPERSCRIPTS) if text.strip().isdecimal() else text


def text_of(root: LexborNode) -> str:
    """All words of an element on one line that are not struck out; blocks and line breaks part words."""
    return tidy(raw_text_of(root))


def raw_text_of(root: LexborNode, struck: str = "") -> str:
    """The same with its white space, and with ``struck`` in the place of words struck through."""
    parts = []
    superscripts = 0
    for entering, node in walk(root, lambda node: node.mem_id != root.mem_id and is_struck(node)):
        if node.is_text_node:
            text = node.text_content or ""
            parts.append(raised(text) if superscripts else text)
        elif node.tag == "sup":
            superscripts += 1 if entering else -1
        elif entering and node.mem_id != root.mem_id and is_struck(node):
            parts.append(struck)
        elif node.tag in ("br", "p", "div", "li", "td", "th", "tr") or (
            not entering and node.tag == "ul"
        ):
            parts.append(" ")
    return "".join(parts)
