"""Progress bars, on the error stream, for people who watch."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager

from tqdm import tqdm

from archive.progress import Step


@contextmanager
def bar(stage: str, total: int) -> Iterator[Step]:
    """A bar for one stage of work; where nobody watches, a line as each stage ends."""
    watched = sys.stderr.isatty()
    with tqdm(total=total, desc=f"{stage:<19}", unit="", disable=not watched) as shown:

        def step(count: int) -> None:
            shown.update(count)

        yield step
    if not watched:
        sys.stderr.write(f"{stage}: {total:,} done\n")
