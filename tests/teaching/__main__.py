"""Teach the packaged model how people ask; prints how often held-out passages are found.

python -m tests.teaching [--to FILE] [--epochs N]
"""

from __future__ import annotations

import argparse
import functools
from importlib import resources
from pathlib import Path

from indexer.models.teaching import FILE, written
from tests.teaching.learning import EPOCHS, everyday, learn
from tests.teaching.pair import provenance, read


def main() -> None:
    parser = argparse.ArgumentParser(
        prog="python -m tests.teaching",
        description=__doc__,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    packaged = Path(str(resources.files("indexer.models").joinpath(FILE)))
    parser.add_argument("--to", type=Path, default=packaged, metavar="FILE")
    parser.add_argument("--epochs", type=int, default=EPOCHS, metavar="N")
    options = parser.parse_args()
    pairs = read()
    tell = functools.partial(print, flush=True)
    tower = learn(pairs, everyday(), tell, options.epochs)
    told = provenance(pairs, options.epochs)
    options.to.write_bytes(written(tower.changes(), told))


if __name__ == "__main__":
    main()
