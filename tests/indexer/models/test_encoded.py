"""What of a passage is encoded: as many texts as it has sentences, and the whole first."""

from __future__ import annotations

import pytest

from archive.document import AgendaItem
from indexer.models.encoded import encoded_texts, sentence_ranges
from indexer.passage import Context, Passage, PassageKind

ITEM = AgendaItem("5", "Waste", 0, 99)


def passage(kind: PassageKind, text: str, *context: str) -> Passage:
    above = tuple(Context(0, len(each), each) for each in context)
    return Passage("p1", "d1", kind, 0, len(text), text, above, ITEM)


@pytest.mark.parametrize(
    ("made", "texts"),
    [
        (
            passage(PassageKind.NARRATIVE, "Bins were emptied. Noted. They were clean again."),
            [
                "Waste\nBins were emptied. Noted. They were clean again.",
                "Bins were emptied.",
                "They were clean again.",
            ],
        ),
        (
            passage(
                PassageKind.TABLE_ROW,
                "Harrow Hill\t1.48. Rising.\t",
                "Table 2",
                "Ward\tKilos\tNote",
            ),
            [
                "Waste\nTable 2\nWard: Harrow Hill; Kilos: 1.48. Rising.",
                "Table 2\nWard: Harrow Hill; Kilos: 1.48. Rising.",
            ],
        ),
        (
            passage(PassageKind.TABLE_ROW, "Total\t9", "Ward\tKilos\tNote"),
            ["Waste\nWard\tKilos\tNote\nTotal\t9", "Ward\tKilos\tNote\nTotal\t9"],
        ),
        (passage(PassageKind.TABLE_ROW, "No header here. Two cells"), None),
    ],
)
def test_texts(made: Passage, texts: list[str] | None) -> None:
    found = encoded_texts(made)

    assert texts is None or found == texts
    assert len(found) == 1 + len(sentence_ranges(made))
