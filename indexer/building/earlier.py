"""The build that the next one takes over from."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from archive.catalogue import Version
from indexer.building.description import PASSAGES, Description
from indexer.building.passage_table import PassageTable


class Earlier:
    """A sound build by the same rules, open for as long as one that takes over from it is made."""

    def __init__(self, folder: Path, told: Description) -> None:
        self.folder = folder
        self.heads = told.heads
        self.newest = told.newest
        self.table = PassageTable(folder / PASSAGES)
        self.ids = self.table.documents()
        """Of the searched passages of each document."""

    def close(self) -> None:
        self.table.close()


def heads_of(versions: Sequence[Version]) -> dict[str, int]:
    """The number of the version that is searched, by document."""
    return {version.document: version.number for version in versions if version.is_head}


def changed(versions: Sequence[Version], earlier: Earlier | None) -> set[str]:
    """The documents of which a version has come since, or another is searched."""
    if earlier is None:
        return {version.document for version in versions}
    heads = heads_of(versions)
    come = {version.document for version in versions if version.number > earlier.newest}
    both = heads.keys() | earlier.heads.keys()
    return come | {one for one in both if heads.get(one) != earlier.heads.get(one)}
