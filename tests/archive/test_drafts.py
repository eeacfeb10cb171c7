"""Which minutes took a draft's place, and what is no draft of theirs."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

import pytest

from archive.changes import changes, is_same
from archive.document import BlockKind, Document, DocumentKind, Entry, Meeting, Status
from archive.drafts import Drafts
from archive.reading import Piece, join_pieces
from tests.web.library import MINUTES

FINAL = replace(MINUTES.document.entry, id="final")
DRAFT = replace(FINAL, id="draft", status=Status.DRAFT)
UNMARKED = replace(FINAL, id="unmarked", status=None)
NEXT_DAY = dt.date(2024, 12, 11)


@pytest.mark.parametrize(
    ("held", "expected"),
    [
        ([DRAFT, FINAL], {"draft": "final"}),
        ([FINAL, UNMARKED, DRAFT], {"draft": "final"}),
        ([DRAFT, UNMARKED], {"draft": "unmarked"}),
        ([DRAFT, replace(DRAFT, id="first"), FINAL], {"draft": "final", "first": "final"}),
        ([DRAFT], {}),
        ([FINAL, UNMARKED], {}),
        ([DRAFT, replace(FINAL, date=NEXT_DAY)], {}),
        ([DRAFT, replace(FINAL, committee="Cabinet")], {}),
        ([replace(DRAFT, committee=""), replace(FINAL, committee="")], {}),
        ([replace(DRAFT, date=None), replace(FINAL, date=None)], {}),
        ([DRAFT, replace(FINAL, kind=DocumentKind.AGENDA)], {}),
        ([DRAFT, replace(FINAL, meeting=Meeting("", None, "10 am"))], {}),
        ([DRAFT, replace(FINAL, meeting=None)], {"draft": "final"}),
    ],
)  # fmt: skip
def test_minutes_take_the_place_of_a_draft_of_their_own_meeting(
    held: list[Entry], expected: dict[str, str]
) -> None:
    for entries in (held, held[::-1]):
        found = Drafts.of(entries)

        assert {id: entry.id for id, entry in found.followed_by.items()} == expected
        back = {draft.id: id for id, drafts in found.before.items() for draft in drafts}
        assert back == expected


def test_two_documents_are_compared_by_their_words_and_not_by_their_form() -> None:
    draft = _document(
        "draft", [Piece(BlockKind.HEADING, "4. HOMES"), Piece(BlockKind.PARAGRAPH, "Noted.")]
    )
    final = _document(
        "final",
        [
            Piece(BlockKind.HEADING, "4. Homes"),
            Piece(BlockKind.LABEL, "Minutes:"),
            Piece(BlockKind.PARAGRAPH, "noted."),
        ],
    )

    assert [is_same(each) for each in changes(draft, final)] == [True, False]
    version = replace(final, entry=replace(final.entry, id="draft"))
    assert [is_same(each) for each in changes(draft, version)] == [False, False, False]


def _document(id: str, pieces: list[Piece]) -> Document:
    text, blocks, _ = join_pieces(pieces)
    return Document(replace(FINAL, id=id), text, blocks)
