from __future__ import annotations

import tempfile
from contextlib import closing
from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from archive.document import AgendaItem
from indexer.copies import Standing
from indexer.passage import Choice, Context, Motion, Passage, PassageKind, Vote
from indexer.passage_table import PassageTable, Shelved, write

words = st.text(st.characters(exclude_categories=["Cs"]))
votes = st.builds(
    Vote,
    st.sampled_from(Choice),
    st.none() | st.integers(0, 99),
    st.lists(words, max_size=3).map(tuple),
)
motions = st.builds(
    Motion,
    proposer=words,
    seconder=words,
    outcome=st.sampled_from(["", "CARRIED", "LOST"]),
    is_amendment=st.booleans(),
    votes=st.lists(votes, max_size=3).map(tuple),
)


@given(motion=st.none() | motions, standing=st.none() | st.builds(Standing, st.just(0), st.just(0)))
def test_what_is_written_is_read(motion: Motion | None, standing: Standing | None) -> None:
    passage = Passage(
        "p", "d", PassageKind.MOTION, 3, 9, "Moved.", (Context(0, 2, "On"),),
        AgendaItem("7", "Motions", 0, 9, "AI7", "https://example.org/7"), ("Part 1",), (2, 3), motion,
    )  # fmt: skip
    shelved = Shelved(passage, 4, standing and 0, standing, "w", "v")
    with tempfile.TemporaryDirectory() as folder:
        write(Path(folder) / "passages.sqlite", [shelved])
        with closing(PassageTable(Path(folder) / "passages.sqlite")) as table:
            assert table.find("p") == shelved
            assert table.altered() == ()
