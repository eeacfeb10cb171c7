"""``python -m tests.benchmarks.printed ARCHIVE``: whether page pictures are marked exactly.

Draws passages of the archive's PDFs at random, a quarter of them such as stand on two pages, and compares
the letters under their marks with their words. Pages read by machine hold no letters to compare: their
passages are named, to be looked at.
"""

from __future__ import annotations

import argparse
import random
import sys
from contextlib import closing
from pathlib import Path

from archive.catalogue import open_catalogue
from archive.document import Document
from archive.originals import ORIGINALS, Originals
from indexer.passage import Passage
from indexer.splitting.splitter import split
from tests.archive.print_checks import Print


def drawn(
    documents: list[Document], count: int, seed: int
) -> tuple[list[tuple[Document, Passage]], list[Passage]]:
    """Passages at random with their documents; and those among them that were read by machine."""
    pool = [(d, p) for d in documents if d.entry.pages for p in split(d)]
    on_two = [(d, p) for d, p in pool if p.pages and p.pages[0] < p.pages[1]]
    rng = random.Random(seed)
    chosen = rng.sample(on_two, min(len(on_two), count // 4))
    chosen += rng.sample(pool, min(len(pool), count - len(chosen)))
    by_machine = [p for d, p in chosen if d.entry.is_machine_read(p.pages)]
    return [(d, p) for d, p in chosen if p not in by_machine], by_machine


def run(archive: Path, count: int, seed: int) -> bool:
    originals = Originals(archive / ORIGINALS)
    with open_catalogue(archive) as catalogue:
        documents = [catalogue.document(v.number) for v in catalogue.versions() if v.is_head]
    chosen, by_machine = drawn(documents, count, seed)
    exact = two = 0
    for document, passage in chosen:
        with closing(Print(originals.read(document.entry.provenance.sha256))) as pdf:
            marked = pdf.marked(document, (passage.start, passage.end))
        assert passage.pages
        two += passage.pages[0] < passage.pages[1]
        exact += marked.is_exact
        if not marked.is_exact:
            print(document.entry.provenance.file, passage.pages, repr(passage.text[:60]), marked)
    print(
        f"seed {seed}: {exact} of {len(chosen)} marked exactly, {two} of them on two pages or more"
    )
    for passage in by_machine:
        print(f"read by machine, to be looked at: {passage.id} {passage.pages}")
    return exact == len(chosen)


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m tests.benchmarks.printed", description=__doc__)
    parser.add_argument("archive", type=Path)
    parser.add_argument("--passages", type=int, default=50)
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    sys.exit(0 if run(options.archive, options.passages, options.seed) else 1)


if __name__ == "__main__":
    main()
