"""What each row of an index is: its passage's id, document, date, and what is counted and filtered by."""

from __future__ import annotations

import json
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from indexer.engines.embedded.lists import Rows, mapped
from indexer.engines.embedded.moves import Moves

FACETS = ("committee", "year", "kind", "passage", "role")
SEVERAL = "role"
"""The facet of which a row carries several values: its label holds them all, with spaces between."""
_LABELLED = ("document", *FACETS)


def values_of(facet: str, label: str) -> tuple[str, ...]:
    """What a row with this label carries."""
    return tuple(label.split()) if facet == SEVERAL else (label,)


class Facts(NamedTuple):
    """Of one passage."""

    id: str
    date: int
    """As yyyymmdd; 0 where there is none."""
    document: str
    committee: str
    year: str
    kind: str
    passage: str
    role: str
    item: int


@dataclass(frozen=True, slots=True)
class Labels:
    """A column of strings: ``values[codes[row]]``."""

    values: list[str]
    codes: Rows

    @classmethod
    def of(cls, strings: Sequence[str]) -> Labels:
        values = sorted(set(strings))
        place = {value: code for code, value in enumerate(values)}
        return cls(values, np.array([place[each] for each in strings], np.int32))


class RowFacts:
    """Open for reading."""

    def __init__(self, folder: Path) -> None:
        """Open what ``write`` wrote."""
        told = json.loads((folder / "rows.json").read_text("utf-8"))
        self.labels = {
            name: Labels(told[name], mapped(folder / f"{name}.npy")) for name in _LABELLED
        }
        self.date: Rows = mapped(folder / "date.npy")
        self.item: NDArray[np.int64] = mapped(folder / "item.npy")
        """See ``engine.item_code``."""
        self.newest: Rows = mapped(folder / "newest.npy")
        """Each row's rank by date, the newest first and undated last; by id on one date."""
        self.oldest: Rows = mapped(folder / "oldest.npy")
        """The same with the oldest first, undated last."""
        self.ids: NDArray[np.bytes_] = mapped(folder / "ids.npy")
        self._by_id: Rows = mapped(folder / "by_id.npy")
        self.kinds: NDArray[np.int64] = mapped(folder / "kinds.npy")
        """Which of ``facets`` each row has."""
        self.facets: Rows = np.load(folder / "facets.npy")
        """Every combination of facets that rows have, as codes, shape (combinations, FACETS)."""

    def __len__(self) -> int:
        return len(self.ids)

    def id(self, row: int) -> str:
        return bytes(self.ids[row]).decode()

    def row(self, id: str) -> int:
        """Raises KeyError where no passage has the id."""
        wanted = np.bytes_(id.encode())
        # NumPy's own search would copy the whole column first.
        at = bisect_left(self._by_id, wanted, key=self.ids.__getitem__)
        if at == len(self) or self.ids[self._by_id[at]] != wanted:
            raise KeyError(id)
        return int(self._by_id[at])


def write(folder: Path, earlier: RowFacts | None, moves: Moves, added: list[Facts]) -> None:
    """Keep what each row of a new index is, taken over from the earlier one or told in ``added``."""
    ids = np.array([facts.id.encode() for facts in added], np.bytes_)
    dates = np.array([facts.date for facts in added], np.int32)
    items = np.array([facts.item for facts in added], np.int64)
    if earlier:
        items = moves.column(earlier.item, items)
        ids, dates = moves.column(earlier.ids, ids), moves.column(earlier.date, dates)
    np.save(folder / "ids.npy", ids)
    by_id = np.argsort(ids, kind="stable")
    np.save(folder / "by_id.npy", by_id.astype(np.int32))
    np.save(folder / "date.npy", dates)
    np.save(folder / "item.npy", items)
    rank = _ranks(by_id)
    np.save(folder / "newest.npy", _ranks(np.lexsort((rank, -dates))))
    np.save(folder / "oldest.npy", _ranks(np.lexsort((rank, dates, dates == 0))))
    labels = {}
    for name in _LABELLED:
        labels[name] = Labels.of([getattr(facts, name) for facts in added])
        if earlier:
            labels[name] = _joined(earlier.labels[name], labels[name], moves)
        np.save(folder / f"{name}.npy", labels[name].codes)
    kinds, facets = _combined([labels[name].codes for name in FACETS])
    np.save(folder / "kinds.npy", kinds)
    np.save(folder / "facets.npy", facets)
    told = {name: labels[name].values for name in _LABELLED}
    (folder / "rows.json").write_text(json.dumps(told, ensure_ascii=False), "utf-8")


def _joined(earlier: Labels, added: Labels, moves: Moves) -> Labels:
    """One column of the new index; a value that no row has any more is forgotten."""
    codes = moves.column(earlier.codes, added.codes + len(earlier.values))
    both = [*earlier.values, *added.values]
    used = np.unique(codes)
    values = sorted({both[code] for code in used})
    place = {value: code for code, value in enumerate(values)}
    new = np.zeros(len(both), np.int32)
    new[used] = [place[both[code]] for code in used]
    return Labels(values, new[codes])


def _combined(columns: list[Rows]) -> tuple[NDArray[np.int64], Rows]:
    """Of several columns of codes: which combination each row has, and the combinations."""
    sizes = [int(column.max(initial=0)) + 1 for column in columns]
    unique, kinds = np.unique(np.ravel_multi_index(columns, sizes), return_inverse=True)
    return kinds.astype(np.int64), np.stack(np.unravel_index(unique, sizes), 1).astype(np.int32)


def _ranks(order: NDArray[np.intp]) -> Rows:
    ranks = np.empty(len(order), np.int32)
    ranks[order] = np.arange(len(order), dtype=np.int32)
    return ranks
