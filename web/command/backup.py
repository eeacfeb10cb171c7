"""``minutebook backup``: the whole archive in one new file."""

from __future__ import annotations

import argparse
import json
import sys

from archive.lock import sole_writer
from indexer.backup import back_up
from web.command.line import numbered, one_line
from web.command.progress import bar


def run(options: argparse.Namespace) -> int:
    if not options.archive.is_dir():
        raise FileNotFoundError(f"There is no archive folder {options.archive}.")
    with sole_writer(options.archive):
        done = back_up(options.archive, options.file, bar)
    if options.json:
        told = {"file": str(options.file), "made": done.made.isoformat()}
        sys.stdout.write(json.dumps({**told, "files": done.files, "bytes": done.size}) + "\n")
    else:
        sys.stdout.write(
            f"{one_line(str(options.file))} holds the archive {one_line(str(options.archive))} as it is: "
            f"{numbered(done.files, 'file')}, {done.size / 1e6:,.1f} MB, each with its SHA-256. What is "
            "taken down later stays in it: delete it then, and make another.\n"
        )
    return 0
