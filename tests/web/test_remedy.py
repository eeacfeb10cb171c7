"""Readers are told why a file could not be read, and officers also what to do about it."""

from __future__ import annotations

import ast
import re
from pathlib import Path

import pytest

from web.remedy import without_remedy

ARCHIVE = Path(__file__).parents[2] / "archive"
_ADVICE = re.compile(
    r"\b(?:again|manifest|save|fetch|rename|split|open it|index|delete|check|ask|have its)\b", re.I
)


def reasons() -> list[str]:
    """Every message for a file that cannot be read, each value in it a 7."""
    found = []
    for path in sorted(ARCHIVE.rglob("*.py")):
        for call in ast.walk(ast.parse(path.read_text("utf-8"))):
            name = getattr(getattr(call, "func", None), "id", "")
            if isinstance(call, ast.Call) and name in ("UnreadableSource",):
                found += [_said(each) for each in call.args]
    return [reason for reason in found if reason and "manifest" not in reason]


def _said(node: ast.expr) -> str:
    if isinstance(node, ast.Constant):
        return str(node.value)
    if isinstance(node, ast.JoinedStr):
        return "".join(map(_said, node.values))
    if isinstance(node, ast.FormattedValue):
        return "save it" if "remedy" in ast.unparse(node.value) else "7"
    return ""


@pytest.mark.parametrize("reason", reasons())
def test_no_reader_is_given_an_officers_advice(reason: str) -> None:
    told = without_remedy(reason)

    assert not _ADVICE.search(told)
    assert told.endswith(".")
    assert len(told) > 3


@pytest.mark.parametrize(
    ("reason", "told"),
    [
        (
            "The PDF stops after 900 bytes without its end mark (%%EOF): it was cut short. Fetch it again.",
            "The PDF stops after 900 bytes without its end mark (%%EOF): it was cut short.",
        ),
        (
            "a.doc is named .doc but holds a Word document: rename it to .docx and index again.",
            "a.doc is named .doc but holds a Word document.",
        ),
        ("The date could not be read: add it to manifest.csv.", "The date could not be read."),
        (
            "/srv/in/a.pdf would take the place of /srv/old/a.pdf: rename one and index again.",
            "a.pdf would take the place of a.pdf.",
        ),
        ("Page 2 was left out.", "Page 2 was left out."),
        (
            "Item 4 is cut short on this page; its full text is at https://x.example/a: save that page.",
            "Item 4 is cut short on this page; its full text is at https://x.example/a.",
        ),
    ],
)
def test_what_is_wrong_is_told_whole(reason: str, told: str) -> None:
    assert without_remedy(reason) == told
