"""Minutes come before the draft whose place they took, unless only the draft has the words."""

from __future__ import annotations

import pytest

from archive.document import Status
from indexer.library import Library
from indexer.results import Mode, Search


@pytest.mark.parametrize("mode", [Mode.HYBRID, Mode.KEYWORD, Mode.MEANING])
def test_later_minutes_come_before_their_draft(sample_library: Library, mode: Mode) -> None:
    hits = sample_library.search(Search("net cost of temporary accommodation", mode, limit=50)).hits
    told = [hit for hit in hits if "The net cost had been £" in hit.passage.text]
    of_one = [hit for hit in told if str(hit.document.date) == "2024-04-18"]

    assert [hit.document.status for hit in of_one] == [None, Status.DRAFT]
    assert all(hit.also_in == () for hit in of_one)


def test_what_only_a_draft_says_is_found_there(sample_library: Library) -> None:
    (hit,) = sample_library.search(Search("£8.3m", Mode.EVERY)).hits

    assert hit.document.status is Status.DRAFT
    assert hit.also_in == ()
