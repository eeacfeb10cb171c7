"""``minutebook verify``: says what was proved, and names whatever differs."""

from __future__ import annotations

import argparse
import json
import sys
from dataclasses import asdict

from archive.lock import sole_writer
from indexer.verify import verify
from web.command.line import one_line
from web.command.progress import bar


def run(options: argparse.Namespace) -> int:
    if not options.archive.is_dir():
        raise FileNotFoundError(f"There is no archive folder {options.archive}.")
    with sole_writer(options.archive):
        found = verify(options.archive, bar)
    if options.json:
        sys.stdout.write(json.dumps(asdict(found), ensure_ascii=False) + "\n")
    elif found.faults:
        sys.stdout.write(
            "\n".join(["These differ:", *(f"  {one_line(f)}" for f in found.faults)]) + "\n"
        )
    else:
        sys.stdout.write(
            f"{found.documents:,} document versions and {found.passages:,} passages verified: every "
            "passage is an exact slice of its document, every original has its hash, and catalogue, "
            "keyword index and vectors hold the same.\n"
        )
    return 1 if found.faults else 0
