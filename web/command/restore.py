"""``minutebook restore``: an archive made of a backup, in a new or empty folder, and verified there."""

from __future__ import annotations

import argparse
import json
import sys
from dataclasses import asdict

from indexer.backup import restore
from web.command.line import numbered, one_line
from web.command.progress import bar
from web.command.verify import in_words


def run(options: argparse.Namespace) -> int:
    backup, found = restore(options.file, options.archive, bar)
    if options.json:
        told = {"archive": str(options.archive), "made": backup.made.isoformat()}
        body = {**told, "files": backup.files, "verified": asdict(found)}
        sys.stdout.write(json.dumps(body, ensure_ascii=False) + "\n")
    else:
        lines = (
            f"{one_line(str(options.archive))} holds the archive as it was on "
            f"{backup.made:%Y-%m-%d at %H:%M} (UTC): {numbered(backup.files, 'file')}, "
            "each as it was backed up.",
            *in_words(found),
            "What has been taken down since then is in it again: take it down again.",
        )
        sys.stdout.write("\n".join(lines) + "\n")
    return 1 if found.faults else 0
