"""Whatever the API is asked, its answer is one that its own description describes."""

from __future__ import annotations

from collections import Counter
from typing import Any

import pytest
from schemathesis import GenerationMode

from tests.fuzz.asking import ASKED, ask, described, real_values
from tests.web.library import MemoryLibrary
from web.app import create_app

EXAMPLES = 12
ROUNDS = 3
"""Each begins elsewhere: where it begins in what is wrong with all of its requests, none is answered."""


@pytest.fixture(scope="module")
def description() -> Any:
    return described(create_app(MemoryLibrary()))


@pytest.mark.parametrize(("path", "mode"), ASKED)
def test_every_answer_is_described(description: Any, path: str, mode: GenerationMode) -> None:
    real, statuses = real_values(MemoryLibrary()), Counter[int]()
    for number in range(ROUNDS):
        statuses += ask(description, path, real, examples=EXAMPLES, mode=mode, number=number)

    assert statuses[200] > 0, statuses
