"""How a passage's words are laid out in lines."""

from __future__ import annotations

import pytest

from web.presenters.words import hang, without_marker


@pytest.mark.parametrize(
    ("line", "kind", "words"),
    [
        ("· A Member asked.", "item", "A Member asked."),
        ("(a) traffic inside;", "wide", "traffic inside;"),
        ("iv. Ask for a report.", "wide", "Ask for a report."),
        ("12. Note the report.", "wide", "Note the report."),
        ("up. Prices had risen since.", "", "up. Prices had risen since."),
        ("day. The lift was mended.", "", "day. The lift was mended."),
    ],
)
def test_an_item_opens_with_a_bullet_a_letter_or_a_numeral(
    line: str, kind: str, words: str
) -> None:
    assert hang(line) == kind
    assert without_marker(line) == words
