"""What reports a question is found whether or not a quick look for its signs comes first."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from indexer.splitting import question
from indexer.splitting.question import asks

WORDS = (
    "A Member|Councillor Vane|The Chair|Members|it was|Questions were|a query was|then|also|asked|"
    "queried|enquired|INQUIRED|wished to know|wanted to understand|wondered whether|questioned how|"
    "raised a question|posed a question|sought clarification|clarification was sought|posed|why|"
    "whether|the budget|aſked|officers|in response|noted|\u0130nquired"
).split("|")


@given(st.lists(st.sampled_from(WORDS), min_size=1, max_size=6).map(" ".join))
def test_whatever_asks_has_a_sign(sentence: str) -> None:
    plain = bool(
        question._IS_ASKED.search(sentence)
        or (
            (question._ASKS.match(sentence) or question._OTHERS_ASK.match(sentence))
            and not (question._REQUEST.search(sentence) or question._PROCEDURE.search(sentence))
        )
    )
    assert asks(sentence) == plain
