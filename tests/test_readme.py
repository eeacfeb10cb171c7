"""What the README says to try does what it says."""

from __future__ import annotations

import re
from contextlib import closing
from pathlib import Path

from indexer.library import Library
from indexer.results import Search

README = (Path(__file__).parents[1] / "README.md").read_text("utf-8")


def test_each_example_finds_something_in_the_sample(sample_archive: Path) -> None:
    examples = README.partition("and ask, for example")[2].partition("\n\n")[2].partition("\n\n")[0]
    asked = re.findall(r"`([^`]+)`", examples)
    with closing(Library.open(sample_archive)) as library:
        found = {words: library.search(Search(words)).total for words in asked}

    assert len(found) > 5
    assert [words for words, total in found.items() if not total] == []
