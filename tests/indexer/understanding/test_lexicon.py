from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from indexer.understanding import lexicon
from indexer.understanding.lexicon import Frequency, Lexicon, content, note
from tests.indexer import lexicons

FILES = (lexicon.WORDS, lexicon.COUNTS, lexicon.ACRONYMS)


def test_words_are_counted_by_text_and_by_how_they_are_written() -> None:
    found = lexicons.of(["Damp and damp, the DAMP café", "damp 2023-24", "Multi-agency"])

    assert found.frequency("damp") == Frequency(texts=4, small=2)
    assert found.frequency("cafe") == Frequency(1, 1)
    assert found.frequency("2023") == Frequency(0, 0)
    assert found.frequency("multi-agency") == Frequency(1, 0)


@pytest.mark.parametrize(
    ("word", "is_held"),
    [
        ("safeguarding", True),
        ("safeguards", True),
        ("accommodations", True),
        ("organisation", False),
        ("neglected", True),
        ("families", True),
        ("family", True),
        ("neglet", False),
        ("", False),
    ],
)
def test_a_word_is_held_in_any_inflection(word: str, is_held: bool) -> None:
    assert lexicons.of(lexicons.TEXTS).holds(word) is is_held


def test_what_is_also_written_with_a_hyphen() -> None:
    found = lexicons.of([*lexicons.TEXTS, "a re-port", *["a report"] * 100])

    assert found.hyphened("wellbeing") == ("well", "being")
    assert found.hyphened("multiagency") == ("multi", "agency")
    assert found.hyphened("report") is None  # cut at a line's end, once
    assert found.hyphened("neglect") is None
    assert found.hyphened("a") is None


def test_acronyms_are_known_both_ways() -> None:
    found = lexicons.of(lexicons.TEXTS)

    assert found.meanings("mash") == ("Multi-Agency Safeguarding Hub",)
    assert found.meanings("SAR") == ("Safeguarding Adults Review", "Subject Access Requests")
    assert found.meanings("XYZ") == ()
    assert found.acronyms(content("low traffic neighbourhoods")) == ("LTN",)
    assert found.acronyms(content("care plans of education & health")) == ()
    assert found.acronyms(content("education, health, and care plan")) == ("EHCP",)


def test_an_empty_lexicon_knows_nothing(tmp_path: Path) -> None:
    lexicon.write(tmp_path / "new", [])

    for found in (Lexicon.empty(), Lexicon.open(tmp_path / "new")):
        assert not found.holds("damp")
        assert found.meanings("MASH") == ()
        assert found.beginning("d", 1, 20) == []


def test_what_is_changed_is_written_as_if_all_were_read_anew(tmp_path: Path) -> None:
    documents = [note([text]) for text in lexicons.TEXTS]
    lexicon.write(tmp_path / "earlier", documents[:-1])
    earlier = Lexicon.open(tmp_path / "earlier")

    lexicon.write(tmp_path / "later", documents[-1:], earlier, gone=documents[:1])
    lexicon.write(tmp_path / "anew", documents[1:])

    for name in FILES:
        assert (tmp_path / "later" / name).read_bytes() == (tmp_path / "anew" / name).read_bytes()


def test_a_lexicon_that_lost_rows_is_refused(tmp_path: Path) -> None:
    lexicon.write(tmp_path / "new", [note(["damp and mould"])])
    (tmp_path / "new" / lexicon.WORDS).write_text("damp", "utf-8")

    with pytest.raises(ValueError, match="has 3 rows for 1 words"):
        Lexicon.open(tmp_path / "new")


@given(st.sets(st.text("abé", min_size=1, max_size=5)), st.text("abé", max_size=6))
def test_a_word_is_found_as_by_looking_at_all(words: set[str], asked: str) -> None:
    ordered = sorted(words, key=lambda word: (len(word), word))
    counts = np.array([(number, 0) for number in range(1, len(words) + 1)], np.uint32)
    found = Lexicon(ordered, counts.reshape(-1, 2), {})

    told = ordered.index(asked) + 1 if asked in words else 0
    assert found.frequency(asked) == Frequency(told, 0)


@given(st.lists(st.text(max_size=80), max_size=5), st.text(max_size=20))
def test_any_text_can_be_noted_and_any_word_asked(texts: list[str], word: str) -> None:
    readable = [text.encode("utf-8", "replace").decode() for text in texts]

    found = lexicons.of(readable)

    assert isinstance(found.holds(word), bool)
    assert found.beginning(word, 0, 5, 1) == sorted(
        found.beginning(word, 0, 5, 1), key=lambda w: (len(w), w)
    )
