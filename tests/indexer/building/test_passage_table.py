from __future__ import annotations

import tempfile
from contextlib import closing
from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from archive.document import AgendaItem
from indexer.building.passage_table import Copied, PassageTable, TableWriter
from indexer.building.shelved import Shelved
from indexer.passage import Choice, Context, Motion, Passage, PassageKind, Vote

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


def shelved(id: str, document: str, place: int | None, motion: Motion | None = None) -> Shelved:
    passage = Passage(
        id, document, PassageKind.MOTION, 3, 9, "Moved.", (Context(0, 2, "On"),),
        AgendaItem("7", "Motions", 0, 9, "AI7", "https://example.org/7"), ("Part 1",), (2, 3), motion,
    )  # fmt: skip
    return Shelved(passage, 4, place, "w", "v")


@given(motion=st.none() | motions, place=st.none() | st.integers(0, 9))
def test_what_is_written_is_read(motion: Motion | None, place: int | None) -> None:
    one = shelved("p", "d", place, motion)
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "passages.sqlite"
        writer = TableWriter(path, None)
        writer.replace("d", [one])
        writer.close()
        with closing(PassageTable(path)) as table:
            assert table.find("p") == one
            assert table.altered() == ()


def test_a_document_is_replaced_among_the_others_and_the_earlier_table_stays(
    tmp_path: Path,
) -> None:
    first, second = tmp_path / "first.sqlite", tmp_path / "second.sqlite"
    writer = TableWriter(first, None)
    writer.replace("b", [shelved("b0", "b", 0), shelved("b1", "b", 1), shelved("b9", "b", None)])
    writer.replace("c", [shelved("c0", "c", 0)])
    writer.set_copies({"b1": Copied("b1", 1), "c0": Copied("b1", 0)})
    writer.close()
    before = first.read_bytes()
    writer = TableWriter(second, first)
    writer.replace("b", [])
    writer.replace("a", [shelved("a1", "a", 0), shelved("a0", "a", 1)])
    writer.set_copies({})
    writer.close()

    assert first.read_bytes() == before
    with closing(PassageTable(first)) as table:
        assert table.documents() == {"b": ("b0", "b1"), "c": ("c0",)}
        assert table.also_in(["b0", "b1"]) == {"b1": ("c0",)}
        assert table.kinds() == {"motion": 3}
    with closing(PassageTable(second)) as table:
        assert table.documents() == {"a": ("a1", "a0"), "c": ("c0",)}
        assert [one.passage.id for one in table.searched()] == ["a1", "a0", "c0"]
        assert table.find("b9") is None
        assert (table.also_in(["c0"]), table.copies()) == ({}, {})
