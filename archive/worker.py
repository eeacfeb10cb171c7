"""The program of a process that reads files into documents; see ``archive.workers``.

It imports no parser until a file wants one, so that it starts in a tenth of a second.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any, TypeAlias

from archive.document import Document
from archive.intake import take_in
from archive.records import entry_to_json, row_from_json, structure_to_json
from archive.serving import answer_all
from archive.sources import Source

TakeIn: TypeAlias = Callable[[Source, bytes, dt.datetime], Document]


def serve(take_in: TakeIn = take_in) -> None:
    """Read what is asked for until the other end closes."""
    answer_all(partial(_read, take_in))


def _read(take_in: TakeIn, request: Any) -> dict[str, object]:
    row = row_from_json(request["row"])
    source = Source(Path(request["file"]), request["file"], request["key"], row)
    data = Path(request["original"]).read_bytes()
    document = take_in(source, data, dt.datetime.fromisoformat(request["retrieved"]))
    return {"document": (entry_to_json(document.entry), document.text, structure_to_json(document))}


if __name__ == "__main__":
    serve()
