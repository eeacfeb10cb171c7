"""An archive that grew step by step is, to the last score, the archive that is built at once."""

from __future__ import annotations

import random
import shutil
import tempfile
from collections.abc import Mapping
from contextlib import closing
from dataclasses import replace
from pathlib import Path
from unittest.mock import Mock

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from archive.catalogue import open_catalogue
from archive.document import Document, DocumentKind
from indexer.building import draft
from indexer.building.build import build
from indexer.building.description import COMPARISON, LEXICON, PASSAGES, current
from indexer.building.passage_table import PassageTable
from indexer.library import Library
from indexer.likeness import comparison, copies
from indexer.likeness.comparison import Comparison
from indexer.results import Hit, Mode, Search, Sort
from indexer.splitting import splitter
from tests.indexer.hashing import HashingEncoder
from tests.indexer.shelves import built, keep, minutes


def para(seed: int) -> str:
    """A paragraph like no other, but for the words that all have."""
    draw = random.Random(seed)
    words = ["".join(draw.choices("abcdefgh", k=5)) for _ in range(40)]
    words[5:5] = draw.choice(
        ["the damp homes", "the budget of the Cabinet", "mould (MLD) and damp"]
    )
    return " ".join(words).capitalize() + "."


LINES = ["There were none.", "RESOLVED -\n1. Note the report.", *map(para, range(7))]
NAMES = ("one", "two", "three", "four")
ASKED = ("damp", '"the damp homes"', "bud*", "cabinet budget mould", "title:two", "")

documents = st.builds(
    lambda lines, kind, titled: (lines, kind, titled),
    st.lists(st.sampled_from(LINES), max_size=7),
    st.sampled_from([DocumentKind.MINUTES, DocumentKind.REPORT, DocumentKind.AGENDA]),
    st.sampled_from(["A paper", "Papers of the Cabinet"]),
)
steps = st.lists(
    st.dictionaries(st.sampled_from(NAMES), st.none() | documents, min_size=1, max_size=3),
    min_size=2,
    max_size=5,
)
Told = tuple[list[str], DocumentKind, str]


def written(name: str, told: Told) -> Document:
    lines, kind, title = told
    items = [f"= {n}. Matter {n}\n{line}" for n, line in enumerate(lines, 1)]
    made = minutes(name, "\n".join(["Opening words.", *items]), kind=kind)
    return replace(made, entry=replace(made.entry, title=title))


def step_on(archive: Path, step: Mapping[str, Told | None]) -> None:
    with open_catalogue(archive, create=True) as catalogue:
        with catalogue.writing():
            for name, told in step.items():
                if told is None:
                    catalogue.retire(written(name, ([], DocumentKind.MINUTES, "")).id)
        keep(catalogue, *(written(name, told) for name, told in step.items() if told is not None))
        build(archive, catalogue, HashingEncoder())


def told_of(archive: Path) -> list[object]:
    """All that a build says, but for its name and its files."""
    folder, description = current(archive)
    with closing(PassageTable(folder / PASSAGES)) as table:
        rows = table._rows("SELECT * FROM passages ORDER BY id")
        held: list[object] = [rows, table.copies(), table.documents(), table.altered()]
    held += [path.read_bytes() for path in sorted((folder / LEXICON).iterdir())]
    held += [description.heads, dict(sorted(description.passages.items()))]
    found = Comparison.open(folder / COMPARISON)
    held += [
        (version, one.passages, one.repeats, one.imprint.digest, one.imprint.looked_at.tolist())
        for version, one in found.documents.items()
    ]
    return [*held, found.alignments]


def answers(archive: Path) -> list[object]:
    library = Library(archive, HashingEncoder())
    given: list[object] = []
    for text in ASKED:
        for mode in Mode:
            for sort in Sort:
                found = library.search(Search(text, mode=mode, sort=sort, limit=50))
                given += [[_hit(hit) for hit in found.hits], found.total, found.facets]
    library.close()
    return given


def _hit(hit: Hit) -> tuple[object, ...]:
    return (hit.passage.id, hit.score, hit.why, hit.also_in, hit.document.id)


@given(steps=steps)
@settings(max_examples=25)
def test_grown_step_by_step_it_is_as_built_at_once(steps: list[dict[str, Told | None]]) -> None:
    with tempfile.TemporaryDirectory() as place:
        grown, at_once = Path(place) / "grown", Path(place) / "at-once"
        grown.mkdir()
        at_once.mkdir()
        for step in steps:
            step_on(grown, step)
        shutil.copy(grown / "catalogue.sqlite", at_once)
        with open_catalogue(at_once) as catalogue:
            build(at_once, catalogue, HashingEncoder())

        assert told_of(grown) == told_of(at_once)
        assert answers(grown) == answers(at_once)


def test_what_did_not_change_is_neither_split_nor_compared_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    many = [
        written(f"m{n}", ([para(10 * n + at) for at in range(3)], DocumentKind.REPORT, "A paper"))
        for n in range(9)
    ]
    changed = written("m4", ([para(400), para(41)], DocumentKind.REPORT, "A paper"))
    built(tmp_path, *many)
    split, compared = Mock(wraps=splitter.split), Mock(wraps=copies.compared)
    monkeypatch.setattr(draft, "split", split)
    monkeypatch.setattr(comparison, "compared", compared)
    built(tmp_path, changed)

    assert {call.args[0].id for call in split.mock_calls} == {changed.id}
    assert [call.args[0] for call in compared.mock_calls] == [changed.entry]
