"""Where exports of models are kept: each whole, or not there."""

from __future__ import annotations

import json
import secrets
import shutil
from collections.abc import Callable
from pathlib import Path

from archive.lock import sole_writer
from archive.originals import sha256_of

DESCRIPTION = "model.json"
_MAKING = "exporting-"


class ModelError(Exception):
    """The model cannot be loaded or exported; the message names it and the remedy."""


def made_once(folder: Path, make: Callable[[Path], None]) -> Path:
    """``folder``, which ``make`` fills where it does not yet hold a whole export.

    ``make`` ends by writing DESCRIPTION, which names the other files with their SHA-256. Raises
    ArchiveBusy while another process makes one.
    """
    if _is_whole(folder):
        return folder
    store = folder.parent
    store.mkdir(parents=True, exist_ok=True)
    with sole_writer(store):
        for left in store.glob(f"{_MAKING}*"):  # by a run that was killed
            shutil.rmtree(left)
        made = store / f"{_MAKING}{secrets.token_hex(4)}"
        made.mkdir()
        try:
            make(made)
            shutil.rmtree(folder, ignore_errors=True)
            made.rename(folder)  # whole or not at all, also when the process is killed
        finally:
            shutil.rmtree(made, ignore_errors=True)
    return folder


def _is_whole(folder: Path) -> bool:
    """Whether an export is there, every byte of it."""
    try:
        files = json.loads((folder / DESCRIPTION).read_text("utf-8"))["files"]
        return all(sha256_of(folder / name) == digest for name, digest in files.items())
    except (OSError, ValueError, KeyError, TypeError, AttributeError):
        return False
