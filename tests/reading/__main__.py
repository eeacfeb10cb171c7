"""Print how exactly the transcribed pages are read: ``python -m tests.reading FOLDER``."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator
from pathlib import Path

from archive.readers.pdf import read_pdf
from tests.reading.exactness import Measured, expected_pages, measure, share


def table(measured: Iterable[Measured]) -> Iterator[str]:
    """Lines of a report: one for each page, those that fall short with what is not exact."""
    yield "blocks  exact  in order  surplus  page  paper"
    for one in measured:
        page = one.expected
        yield (
            f"{len(page.blocks):6}  {one.exact:5}  {one.in_order:8}  {one.surplus:7}  "
            f"{page.page:4}  {page.file}"
        )
        if one.missing:
            yield f"        not exact: {', '.join(str(place + 1) for place in one.missing)}"


def main(folder: Path) -> None:
    measured = [
        measure(read_pdf((folder / page.file).read_bytes()), page) for page in expected_pages()
    ]
    lines = [*table(measured), f"exact and in order: {share(measured):.1%}"]
    sys.stdout.write("\n".join(lines) + "\n")


if __name__ == "__main__":
    if len(sys.argv) != 2:
        sys.exit("Usage: python -m tests.reading FOLDER, where FOLDER holds the papers measured.")
    main(Path(sys.argv[1]))
