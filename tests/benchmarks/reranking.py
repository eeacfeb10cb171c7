"""``python -m tests.benchmarks.reranking ARCHIVE QUESTION``: what a reranker adds to one search.

The CrossEncoder is of the size of the usual small ones (6 layers of 384, as ms-marco-MiniLM-L6) with
random weights: as slow as a trained one, and its order means nothing.
"""

from __future__ import annotations

import argparse
import time
from contextlib import closing
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory

import torch
from transformers import BertConfig, BertForSequenceClassification, BertTokenizerFast

from indexer.library import Library
from indexer.models.encoded import encoded_texts
from indexer.models.export import DEFAULT_MODEL, export_reranker, model_folder
from indexer.models.reranker import RERANKED, OnnxReranker
from indexer.results import Search
from tests.benchmarks.timing import timed
from tests.indexer.cross_encoders import saved

ROUNDS = 5


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m tests.benchmarks.reranking")
    parser.add_argument("archive", type=Path)
    parser.add_argument("question")
    parser.add_argument("--threads", type=int, default=0, help="0 for every core")
    options = parser.parse_args()
    with TemporaryDirectory() as made:
        folder = Path(made) / "exported"
        folder.mkdir()
        export_reranker(_small(Path(made) / "small"), folder, "small")
        reranker = OnnxReranker(folder, options.threads)
    wanted = Search(options.question, limit=RERANKED)
    with (
        closing(Library.open(options.archive)) as plain,
        closing(Library.open(options.archive, reranker)) as reordering,
    ):
        hits = reordering.search(wanted).hits
        texts = [encoded_texts(hit.passage)[0] for hit in hits]
        words = sum(len(text.split()) for text in texts)
        print(f"{len(texts)} passages, {words:,} words with their headings and questions\n")
        for name, call in (
            ("search", partial(plain.search, wanted)),
            ("search, re-ordered", partial(reordering.search, wanted)),
            ("of which the model", partial(reranker.scores, wanted.text, texts)),
        ):
            waited = timed([call], ROUNDS).median
            worked = timed([call], ROUNDS, time.process_time).median
            print(f"{name:20} {waited:8.0f} ms, {worked:.0f} ms of processor time (medians)")


def _small(folder: Path) -> Path:
    torch.manual_seed(1)
    tokenizer = BertTokenizerFast.from_pretrained(model_folder(DEFAULT_MODEL), model_max_length=512)
    config = BertConfig(
        vocab_size=len(tokenizer),
        hidden_size=384,
        num_hidden_layers=6,
        num_attention_heads=12,
        intermediate_size=1536,
        num_labels=1,
    )
    return saved(folder, BertForSequenceClassification(config), tokenizer, None)


if __name__ == "__main__":
    main()
