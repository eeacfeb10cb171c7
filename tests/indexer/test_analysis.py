from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from indexer.analysis import fold, stem, tokens


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Camden’s multi-agency hub", ["camden's", "multi", "agency", "hub"]),
        ("LGBTQ+ young people", ["lgbtq", "young", "people"]),
        ("2023-24 and 2023/24", ["2023", "24", "and", "2023", "24"]),
        ("£11.4m, 1,250 homes, 62%", ["11.4m", "1250", "homes", "62"]),
        ("at 6.30 pm.", ["at", "6.30", "pm"]),
        ("Ynys Môn, café, ŵy", ["ynys", "mon", "cafe", "wy"]),
        ("W-2 permits", ["w", "2", "permits"]),
        ("oﬃce", ["office"]),
        ("the strategy³, 2029-30¹ and 4.5²", ["the", "strategy", "2029", "30", "and", "4.5"]),
        ("· - — •", []),
        ("2023-2024, 2023–2024 and 1999/2000", ["2023", "24", "2023", "24", "and", "1999", "00"]),
        ("2024-2039, 12023-2024", ["2024", "2039", "12023", "2024"]),
        ("Co-ordinated by co-opted e-mail", ["coordinated", "by", "coopted", "email"]),
        ("tele-coms, e-2509, the Co-op’s", ["tele", "coms", "e", "2509", "the", "coop's"]),
        ("adults’ health & care, C&I", ["adults", "health", "and", "care", "c", "i"]),
    ],
)
def test_words(text: str, words: list[str]) -> None:
    assert [token.word for token in tokens(text)] == words


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("neglect", "neglected", True),
        ("school", "schools", True),
        ("camden's", "camden", True),
        ("new", "news", False),
        ("organised", "organization", True),
        ("analyse", "analyzed", True),
        ("advisers", "advisor", True),
        ("advisory", "advisor", False),
        ("licence", "licensing", True),
        ("behavior", "behaviours", True),
        ("prize", "price", False),
        ("size", "sise", False),
        ("citizen", "citisen", False),
        ("universe", "house", False),
    ],
)
def test_stems(one: str, other: str, same: bool) -> None:
    assert (stem(one) == stem(other)) is same


@given(
    st.text(max_size=200)
    | st.lists(st.sampled_from(["2023", "-", "2024", "/", " ", "co", "é"])).map("".join)
)
def test_tokens_stand_where_they_say(text: str) -> None:
    end = 0
    for token in tokens(text):
        assert token.start >= end
        assert fold(text[token.start : token.end]).endswith(token.word)
        end = token.end


@given(st.text(max_size=30))
def test_folding_is_done_once(word: str) -> None:
    assert fold(fold(word)) == fold(word) or not word.isascii()
