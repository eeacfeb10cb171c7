from __future__ import annotations

import math
from pathlib import Path

import numpy as np
import pytest
from whoosh import fields, index, query, scoring
from whoosh.analysis import RegexTokenizer
from whoosh.filedb.filestore import RamStorage

from indexer.engines.embedded.columns import Postings

TEXTS = [
    "damp damp mould in homes and more homes of the council",
    "mould in the council homes is treated by the council each year",
    "budget of the council for the year and the homes of the council",
    "damp walls in the school hall were dried over the whole summer",
]


def postings_of(folder: Path) -> Postings:
    held: dict[str, dict[int, int]] = {}
    for row, text in enumerate(TEXTS):
        for word in text.split():
            held.setdefault(word, {}).setdefault(row, 0)
            held[word][row] += 1
    Postings.write(
        folder,
        "body",
        len(TEXTS),
        (
            (word, np.array(list(rows), np.int32), np.array(list(rows.values()), np.float32))
            for word, rows in held.items()
        ),
    )
    return Postings(folder, "body", len(TEXTS))


def test_bm25_by_hand(tmp_path: Path) -> None:
    postings = postings_of(tmp_path)
    lengths = [len(text.split()) for text in TEXTS]
    mean = sum(lengths) / len(lengths)
    idf = math.log(1 + (4 - 2 + 0.5) / (2 + 0.5))
    norm = 1.5 * (0.25 + 0.75 * lengths[0] / mean)

    assert postings.bm25(["damp"])[0] == pytest.approx(idf * 2 * 2.5 / (2 + norm), rel=1e-5)
    assert postings.bm25(["damp"])[1] == 0
    assert postings.bm25(["absent"]).tolist() == [0, 0, 0, 0]


def test_the_order_is_whooshs_own(tmp_path: Path) -> None:
    postings = postings_of(tmp_path)
    storage = RamStorage()
    schema = fields.Schema(text=fields.TEXT(analyzer=RegexTokenizer(r"\S+")))
    whoosh = index.FileIndex.create(storage, schema, "MAIN")
    writer = whoosh.writer()
    for text in TEXTS:
        writer.add_document(text=text)
    writer.commit()

    for words in (["damp"], ["mould", "homes"], ["council", "damp", "school"], ["budget", "year"]):
        asked = query.Or([query.Term("text", word) for word in words])
        with whoosh.searcher(weighting=scoring.BM25F(B=0.75, K1=1.5)) as searcher:
            theirs = [hit.docnum for hit in searcher.search(asked, limit=None)]
        scores = postings.bm25(words)
        ours = [int(row) for row in np.argsort(-scores, kind="stable") if scores[row] > 0]
        assert ours == theirs


def test_a_stem_told_twice_is_added_up(tmp_path: Path) -> None:
    parts = [
        ("damp", np.array([0, 2], np.int32), np.array([1, 2], np.float32)),
        ("damp", np.array([2], np.int32), np.array([0.5], np.float32)),
    ]
    Postings.write(tmp_path, "body", 3, parts)
    rows, weights = Postings(tmp_path, "body", 3).of("damp")

    assert rows.tolist() == [0, 2]
    assert weights.tolist() == [1, 2.5]
